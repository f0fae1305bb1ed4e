//! Return copies: the form again, with what was written and what is to be mended.

use matome::report::Entry;
use matome::schema::{EMBEDDED_FORM, EMBEDDED_PLAN, load_form, load_plan};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::accounts::assert_accounts_balance;
use crate::rules::bench::{replaced, schema, sound_files};
use crate::support::{Workspace, filled};

/// What a clerk might write into any field, good and bad.
fn entry(key: &str) -> Option<Entry> {
    let text = |text: &str| Some(Entry::Text(text.to_owned()));
    match key {
        "reporter" => text("見本 太郎"),
        "report_date" => text("4/10"),
        "rating" => text("だいたいA"),
        "achievement" => text("・一つ目\n・二つ目"),
        "effect_1_kind" => text("歳出削減"),
        "effect_1_actual" => Some(Entry::Number(Decimal::new(-1200, 0))),
        "effect_1_title" => text("見本の削減"),
        key if key.starts_with("indicator_") && key.ends_with("_actual") => {
            Some(Entry::Shown(Decimal::new(623, 3), "0.0%".to_owned()))
        }
        _ => None,
    }
}

fn check(workspace: &Workspace, arguments: &[&str]) -> Value {
    let arguments: Vec<&str> =
        ["check", "--format", "json"].iter().chain(arguments).copied().collect();
    let run = workspace.matome(&arguments).assert().code(1);
    let document = serde_json::from_slice(&run.get_output().stdout).unwrap();
    assert_accounts_balance(&document);
    document
}

/// What a check says, without the places: a return copy may put a field elsewhere.
fn essence(document: &Value) -> (Vec<String>, Vec<String>) {
    let field = |value: &Value, name: &str| value[name].to_string();
    let values = document["values"].as_array().unwrap().iter();
    let values = values
        .map(|v| ["program", "field", "value", "missing", "raw"].map(|n| field(v, n)).join(" "));
    let findings = document["findings"].as_array().unwrap().iter();
    let findings = findings
        .filter(|finding| finding["severity"] != "info")
        .map(|f| ["code", "program", "field", "value", "message"].map(|n| field(f, n)).join(" "));
    let sorted = |lines: Vec<String>| {
        let mut lines = lines;
        lines.sort();
        lines
    };
    (sorted(values.collect()), sorted(findings.collect()))
}

#[test]
fn a_return_copy_is_the_same_submission_again() {
    let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
    let form = load_form(EMBEDDED_FORM, "form.toml", &plan).unwrap();
    let workspace = Workspace::new();
    for (name, bytes) in filled(&plan, &form, "2022".parse().unwrap(), &|_, slot| entry(&slot.key))
    {
        workspace.write(&format!("input/2022/{name}"), &bytes);
    }
    let first = check(&workspace, &["--round", "2022", "--returns", "返すもの"]);
    let again = check(&workspace, &["返すもの"]);
    let (values, findings) = essence(&first);
    let (values_again, findings_again) = essence(&again);
    assert!(findings.len() > 100, "the entries are bad enough");
    assert_eq!(values, values_again);
    assert_eq!(findings, findings_again);
    for submission in again["submissions"].as_array().unwrap() {
        assert_eq!(submission["cells"]["unaccounted"], 0, "{submission}");
    }
    // A return of a return adds nothing of its own.
    let third = check(&workspace, &["返すもの", "--returns", "もう一度"]);
    assert_eq!(essence(&third), essence(&check(&workspace, &["もう一度"])));
}

#[test]
fn a_build_returns_what_has_errors_and_nothing_else() {
    let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
    let workspace = Workspace::new();
    workspace.matome(&["sample", "--out", "input", "--round", "2021"]).assert().success();
    workspace.matome(&["build", "--round", "2021"]).assert().success();
    assert!(!workspace.dir.join("output/2021/差戻し").exists());
    let division = &plan.lead_divisions().next().unwrap().name;
    workspace
        .matome(&[
            "template",
            "--round",
            "2021",
            "--division",
            division.as_str(),
            "--out",
            "input/2021",
        ])
        .assert()
        .success();
    workspace.matome(&["build", "--round", "2021"]).assert().success();
    let returned: Vec<String> = std::fs::read_dir(workspace.dir.join("output/2021/差戻し"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(returned, [format!("{division}.xlsx")]);
}

/// The circle that a year goes round: submitted with a mistake, returned, mended in the copy, sent back beside the first.
#[test]
fn a_mended_return_copy_is_accepted_and_replaces_the_first_submission() {
    let (plan, form) = schema();
    let files = sound_files(&plan, &form, "2021");
    let workspace = Workspace::new();
    for (name, bytes) in &files {
        workspace.write(&format!("input/2021/{name}"), bytes);
    }
    let division = plan.lead_divisions().next().unwrap().name.to_string();
    let name = format!("{division}.xlsx");
    let rated = |letter: &str| format!(">{letter}</t>");
    let wrong = replaced(&files[&name], "xl/sharedStrings.xml", &rated("A"), &rated("だいたいA"));
    workspace.write(&format!("input/2021/{name}"), &wrong);
    workspace.matome(&["build", "--round", "2021", "--strict"]).assert().code(1);
    let returned = std::fs::read(workspace.dir.join(format!("output/2021/差戻し/{name}"))).unwrap();
    let mended = replaced(&returned, "xl/sharedStrings.xml", &rated("だいたいA"), &rated("A"));
    workspace.write(&format!("input/2021/{division} 直しました.xlsx"), &mended);
    // Nothing is left to mend, nothing is returned, every program counts.
    workspace.matome(&["build", "--round", "2021", "--strict"]).assert().code(0);
    assert!(!workspace.dir.join("output/2021/差戻し").exists());
    let summary = workspace.json("output/2021/data/summary.json");
    assert_eq!(summary["submissions"]["submitted"], summary["submissions"]["programs"]);
    let statuses: Vec<&str> = summary["submissions"]["files"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|file| file["file"].as_str().unwrap().starts_with(&division))
        .map(|file| file["status"].as_str().unwrap())
        .collect();
    assert!(statuses.contains(&"superseded") && statuses.contains(&"accepted"), "{statuses:?}");
}
