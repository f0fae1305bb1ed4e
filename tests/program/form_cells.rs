//! The cells of a form: which look as if they were to be filled, and what the cover asks once for all sheets.

use std::collections::BTreeMap;

use matome::testing::Entry;
use matome::testing::{EMBEDDED_FORM, EMBEDDED_PLAN, load_form, load_plan};
use regex::Regex;
use serde_json::Value;

use crate::accounts::assert_accounts_balance;
use crate::rules::bench::{part_texts, parts, replaced};
use crate::support::{Workspace, filled, plan_and_form, repository};

/// The colours of cells to be filled: required, optional.
const TO_BE_FILLED: [&str; 2] = ["FFFFF8E1", "FFE6F2DC"];

/// For each format of the cells whether it has a colour of cells to be filled, and whether it is open.
fn formats(bytes: &[u8]) -> Vec<(bool, bool)> {
    let styles = part_texts(bytes, "xl/styles.xml");
    let all = |pattern: &str, text: &str| -> Vec<String> {
        let found = Regex::new(pattern).unwrap();
        found.find_iter(text).map(|found| found.as_str().to_owned()).collect()
    };
    let section = |name: &str| {
        let pattern = Regex::new(&format!(r"(?s)<{name}[ >].*</{name}>")).unwrap();
        pattern.find(&styles).unwrap().as_str().to_owned()
    };
    let fills = all(r"(?s)<fill>.*?</fill>", &section("fills"));
    let coloured: Vec<bool> =
        fills.iter().map(|fill| TO_BE_FILLED.iter().any(|colour| fill.contains(colour))).collect();
    let number = Regex::new(r#"fillId="(\d+)""#).unwrap();
    all(r"(?s)<xf [^>]*?(?:/>|>.*?</xf>)", &section("cellXfs"))
        .iter()
        .map(|xf| {
            let fill: usize = number.captures(xf).unwrap()[1].parse().unwrap();
            (coloured[fill], xf.contains(r#"locked="0""#))
        })
        .collect()
}

/// The cells of a workbook that look as if they were to be filled and are locked, and how many look so and are open.
fn locked(bytes: &[u8]) -> (Vec<String>, usize) {
    let formats = formats(bytes);
    let cell = Regex::new(r#"<c r="([A-Z]+[0-9]+)" s="(\d+)""#).unwrap();
    let (mut locked, mut open) = (Vec::new(), 0);
    for (part, inside) in parts(bytes) {
        if !part.starts_with("xl/worksheets/sheet") {
            continue;
        }
        for found in cell.captures_iter(&String::from_utf8(inside).unwrap()) {
            match formats[found[2].parse::<usize>().unwrap()] {
                (true, false) => locked.push(format!("{part} {}", &found[1])),
                (true, true) => open += 1,
                _ => {}
            }
        }
    }
    (locked, open)
}

#[test]
fn no_cell_that_is_locked_looks_as_if_it_were_to_be_filled() {
    let embedded = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
    let form = load_form(EMBEDDED_FORM, "form.toml", &embedded).unwrap();
    let mut plans = vec![(embedded, form)];
    for folder in std::fs::read_dir(repository().join("tests/plans")).unwrap() {
        let folder = folder.unwrap();
        if folder.path().is_dir() && !folder.path().join("form.toml").exists() {
            plans.push(plan_and_form(&folder.file_name().to_string_lossy()));
        }
    }
    assert!(plans.len() > 5);
    for (plan, form) in plans {
        let rounds = plan.rounds.iter().enumerate();
        let looked = rounds.filter(|(at, planned)| *at + 1 == plan.rounds.len() || planned.review);
        for (_, planned) in looked {
            for (name, bytes) in filled(&plan, &form, planned.round, &|_, _| None) {
                let (locked, open) = locked(&bytes);
                assert_eq!(locked, Vec::<String>::new(), "{} {name}", plan.id);
                assert!(open > 10, "{} {name}", plan.id);
            }
        }
    }
}

/// What is read of the fields that the cover asks, by program and field.
fn asked(document: &Value) -> BTreeMap<(u64, String), Option<String>> {
    let values = document["values"].as_array().unwrap().iter();
    let asked = values.filter(|value| {
        ["reporter", "extension", "report_date"].contains(&value["field"].as_str().unwrap())
    });
    asked
        .map(|value| {
            let key = (value["program"].as_u64().unwrap(), value["field"].as_str().unwrap());
            ((key.0, key.1.to_owned()), value["value"].as_str().map(str::to_owned))
        })
        .collect()
}

fn check(workspace: &Workspace, arguments: &[&str]) -> Value {
    let arguments: Vec<&str> =
        ["check", "--format", "json"].iter().chain(arguments).copied().collect();
    let run = workspace.matome(&arguments).assert().code(1);
    let document = serde_json::from_slice(&run.get_output().stdout).unwrap();
    assert_accounts_balance(&document);
    document
}

/// A form whose cover says who reports, the program that leads its division twice or more among them.
fn with_cover() -> (String, Vec<u8>) {
    let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
    let form = load_form(EMBEDDED_FORM, "form.toml", &plan).unwrap();
    let entry = |key: &str| match key {
        "reporter" => Some(Entry::Text("見本 太郎".to_owned())),
        "extension" => Some(Entry::Text("0123".to_owned())),
        "report_date" => Some(Entry::Text("令和5年4月10日".to_owned())),
        _ => None,
    };
    let round = "2022".parse().unwrap();
    let files = filled(&plan, &form, round, &|_, question| entry(question.key()));
    files.into_iter().find(|(name, _)| name == "総務課.xlsx").unwrap()
}

#[test]
fn each_sheet_takes_over_what_the_cover_says() {
    let (name, bytes) = with_cover();
    let formulas = part_texts(&bytes, "xl/worksheets/").matches("<f>IF('表紙'!").count();
    // `0123` would be stored as a number: it is written on each sheet.
    assert_eq!(formulas, 2 * 2);
    let names = part_texts(&bytes, "xl/workbook.xml");
    assert!(names.contains(r#"name="in_cover_report_date""#));
    let workspace = Workspace::new();
    workspace.write(&format!("input/2022/{name}"), &bytes);
    let first = check(&workspace, &["--round", "2022", "--returns", "返すもの"]);
    let values = asked(&first);
    assert_eq!(values.len(), 6);
    for ((_, field), value) in &values {
        let expected = match field.as_str() {
            "reporter" => "見本 太郎",
            "extension" => "0123",
            _ => "2023-04-10",
        };
        assert_eq!(value.as_deref(), Some(expected), "{field}");
    }
    assert_eq!(first["submissions"][0]["cells"]["unaccounted"], 0);
    let findings = first["findings"].as_array().unwrap();
    let of_cover = |finding: &&Value| {
        ["reporter", "extension", "report_date"].contains(&finding["field"].as_str().unwrap_or(""))
    };
    assert_eq!(findings.iter().filter(of_cover).count(), 0, "{findings:?}");
    let again = check(&workspace, &["返すもの"]);
    assert_eq!(asked(&again), values);
    assert_eq!(again["submissions"][0]["cells"]["unaccounted"], 0);
}

#[test]
fn what_no_program_has_worked_out_is_what_the_cover_says() {
    let (name, bytes) = with_cover();
    let mut without = bytes;
    for _ in 0..4 {
        let result =
            r"(<f>IF\('表紙'!B\d+=&quot;&quot;,&quot;&quot;,'表紙'!B\d+\)</f>)<v>[^<]+</v>";
        let result = result.replace("&quot;", "\"");
        without = replaced(&without, "xl/worksheets/", &result, "$1");
    }
    let workspace = Workspace::new();
    workspace.write(&format!("input/2022/{name}"), &without);
    let read = check(&workspace, &["--round", "2022"]);
    let asked = asked(&read).into_iter();
    let reporters: Vec<Option<String>> =
        asked.filter(|((_, field), _)| field == "reporter").map(|(_, value)| value).collect();
    assert_eq!(reporters, vec![Some("見本 太郎".to_owned()); 2]);
    assert_eq!(read["submissions"][0]["cells"]["unaccounted"], 0);
}

#[test]
fn what_one_sheet_says_otherwise_stays_in_its_return_copy() {
    let (name, bytes) = with_cover();
    let own = r#"(<c r="[A-Z]+\d+" s="\d+") t="str"><f>IF\('表紙'!B\d+="","",'表紙'!B\d+\)</f><v>見本 太郎</v>"#;
    let written = r#"$1 t="inlineStr"><is><t>見本 花子</t></is>"#;
    let changed = replaced(&bytes, "xl/worksheets/", own, written);
    let workspace = Workspace::new();
    workspace.write(&format!("input/2022/{name}"), &changed);
    let first = check(&workspace, &["--round", "2022", "--returns", "返すもの"]);
    let reporters: Vec<Option<String>> = asked(&first)
        .into_iter()
        .filter(|((_, field), _)| field == "reporter")
        .map(|(_, value)| value)
        .collect();
    assert_eq!(reporters, [Some("見本 花子".to_owned()), Some("見本 太郎".to_owned())]);
    assert_eq!(asked(&check(&workspace, &["返すもの"])), asked(&first));
}

#[test]
fn a_form_that_was_handed_out_before_is_read_as_it_was() {
    let file = repository().join("tests/fixtures/handed_out/総務課.xlsx");
    let workspace = Workspace::new();
    workspace.write("input/2022/総務課.xlsx", &std::fs::read(file).unwrap());
    let run = workspace.matome(&["check", "--round", "2022", "--format", "json"]).assert();
    let document: Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    assert_accounts_balance(&document);
    let findings = document["findings"].as_array().unwrap();
    let of_layout = |finding: &&Value| finding["code"].as_str().unwrap().starts_with('L');
    assert_eq!(findings.iter().filter(of_layout).count(), 0, "{findings:?}");
    assert_eq!(document["submissions"][0]["cells"]["unaccounted"], 0);
    let read = asked(&document);
    assert!(read.len() == 6 && read.values().all(Option::is_some), "{read:?}");
}
