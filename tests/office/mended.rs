//! The circle of a year through an office suite: submitted with mistakes, returned, mended in the copy, sent back.

use serde_json::{Value, json};

use crate::MONEY;
use crate::accounts::assert_accounts_balance;
use crate::answers::Answers;
use crate::programs::{LIBREOFFICE, OPENPYXL, are_there};
use crate::workspace::Workspace;

const DIVISION: &str = "総務課";

/// Mistakes: name, what was typed, what belongs there.
fn mistakes() -> [(&'static str, Value, Value); 5] {
    [
        ("in_p12_rating", json!("だいたいA"), json!("A")),
        ("in_p12_indicator_e_approval_rate_actual", json!("順調に増加"), json!(62.3)),
        ("in_p12_effect_1_actual", json!("18百万円、ほか5百万円"), json!(18_000)),
        ("in_p12_achievement", json!("別紙のとおり"), json!("電子決裁の対象を広げた。")),
        ("in_p02_activity_1_status", json!("同上"), json!("実施中")),
    ]
}

#[test]
fn a_return_copy_mended_in_libreoffice_is_accepted_in_the_next_run() {
    let test = "a_return_copy_mended_in_libreoffice_is_accepted_in_the_next_run";
    if !are_there(test, &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let workspace = Workspace::new();
    workspace.templates("2022", "forms");
    let template = workspace.path(&format!("forms/{DIVISION}.xlsx"));
    let mut answers = Answers::for_every_cell(&workspace.names(&template), &MONEY);
    for (name, wrong, _) in mistakes() {
        answers.set(name, wrong, "");
    }
    let input = workspace.folder("input/2022");
    workspace.fill(&template, &answers.to_put(), &input.join(format!("{DIVISION}.xlsx")));
    let first = check(&workspace, &["--returns", "returned"]);
    let errors: Vec<&Value> = findings(&first, "error");
    assert_eq!(errors.len(), mistakes().len(), "{errors:#?}");

    // The findings of the copy say where its cells are: it may have other rows than the submission.
    let copy = workspace.path(&format!("returned/{DIVISION}.xlsx"));
    let returned = workspace.check(&copy, "2022");
    let flagged = returned.findings("severity", "error");
    let text = |finding: &Value, key: &str| finding[key].as_str().expect("a text").to_owned();
    let mended: serde_json::Map<String, Value> = flagged
        .iter()
        .map(|finding| {
            let program = finding["program"].as_u64().expect("a program");
            let name = format!("in_p{program:02}_{}", text(finding, "field"));
            let (.., right) = mistakes()
                .into_iter()
                .find(|(known, ..)| *known == name)
                .expect("a mistake made here");
            (format!("{}!{}", text(finding, "sheet"), text(finding, "cell")), right)
        })
        .collect();
    assert_eq!(mended.len(), mistakes().len(), "{flagged:#?}");

    let mended = workspace.json_file("mended", &Value::Object(mended));
    let extensions = ["xlsx", "ods", "xls"];
    let outs = extensions.map(|extension| workspace.path(&format!("mended.{extension}")));
    let mut arguments = vec![copy.as_os_str(), mended.as_os_str()];
    arguments.extend(outs.iter().map(|out| out.as_os_str()));
    let run = LIBREOFFICE.run("mend_uno.py", &arguments);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));

    for (extension, out) in extensions.iter().zip(&outs) {
        let sent_back = input.join(format!("{DIVISION} 修正版.{extension}"));
        std::fs::copy(out, &sent_back).expect("the input can be written");
        let second = check(&workspace, &[]);
        assert!(
            findings(&second, "error").is_empty(),
            "{extension}: {:#?}",
            findings(&second, "error")
        );
        let status = |name: &str| {
            let submissions = second["submissions"].as_array().expect("submissions");
            let own = submissions.iter().find(|one| one["file"] == name);
            own.map(|one| one["status"].clone()).expect("the file is listed")
        };
        assert_eq!(status(&format!("{DIVISION}.xlsx")), "superseded", "{extension}");
        let sent_back_name = format!("{DIVISION} 修正版.{extension}");
        let accepted = status(&sent_back_name);
        assert!(
            accepted == "accepted" || accepted == "accepted_with_warnings",
            "{extension}: {accepted}"
        );
        for (name, _, right) in mistakes() {
            let value = value_in_force(&second, name);
            assert_eq!(value["file"], *sent_back_name, "{extension} {name}");
            let right = match (&right, name.contains("effect")) {
                (Value::Number(thousands), true) => format!("{thousands}000"),
                (Value::String(text), _) => text.clone(),
                (other, _) => other.to_string(),
            };
            assert_eq!(value["value"], *right, "{extension} {name}");
            let doubts = second["findings"].as_array().expect("findings").iter();
            let doubts: Vec<&Value> = doubts
                .filter(|finding| {
                    finding["file"] == *sent_back_name
                        && finding["cell"] == value["cell"]
                        && finding["sheet"] == value["sheet"]
                })
                .filter(|finding| finding["severity"] != "info")
                .collect();
            assert!(doubts.is_empty(), "{extension} {name}: {doubts:#?}");
        }
        std::fs::remove_file(sent_back).expect("it was just written");
    }
}

/// Checks the input folder.
fn check(workspace: &Workspace, more: &[&str]) -> Value {
    let arguments = [&["check", "--round", "2022", "--format", "json"], more].concat();
    let run = workspace.matome(&arguments);
    let told = String::from_utf8_lossy(&run.stderr);
    let document = serde_json::from_slice(&run.stdout).unwrap_or_else(|_| panic!("{told}"));
    assert_accounts_balance(&document);
    document
}

fn findings<'a>(document: &'a Value, severity: &str) -> Vec<&'a Value> {
    let all = document["findings"].as_array().expect("findings").iter();
    all.filter(|finding| finding["severity"] == severity).collect()
}

/// The value that counts for a field.
fn value_in_force<'a>(document: &'a Value, name: &str) -> &'a Value {
    let mut values = document["values"].as_array().expect("values").iter();
    let is_it = |value: &&Value| {
        let program = value["program"].as_u64().expect("a program");
        let field = value["field"].as_str().expect("a field");
        value["in_force"] == true && format!("in_p{program:02}_{field}") == name
    };
    values.find(is_it).expect("one counts")
}
