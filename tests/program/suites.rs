//! A form saved by programs that write what Excel and LibreOffice do not: the same answers, nothing lost.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::accounts::assert_accounts_balance;
use crate::support::{Workspace, repository};

/// What is said of a form that somebody wrote in, beside errors: of an untouched one it would be false. SheetJS saves the
/// formulas of .xls and .xlsb as their values.
const BLAMES: [&str; 3] = ["F108", "L307", "L308"];

/// Every answer by program and field: its cell, its value and why there is none.
fn answers(workspace: &Workspace, file: &str) -> (BTreeMap<String, [Json; 3]>, Vec<String>) {
    let run = workspace.matome(&["check", "--round", "2022", "--format", "json", file]);
    let output = { run }.output().unwrap().stdout;
    let document: Json = serde_json::from_slice(&output).unwrap();
    assert_accounts_balance(&document);
    let values = document["values"].as_array().unwrap().iter().map(|value| {
        let key = format!("{} {}", value["program"], value["field"]);
        (key, ["cell", "value", "missing"].map(|name| value[name].clone()))
    });
    let errors = document["findings"].as_array().unwrap().iter();
    let errors = errors.filter(|finding| {
        finding["severity"] == "error" || BLAMES.contains(&finding["code"].as_str().unwrap())
    });
    (values.collect(), errors.map(Json::to_string).collect())
}

#[test]
fn a_form_that_another_program_saved_has_the_same_answers() {
    let workspace = Workspace::new();
    // Calligra keeps no names: every cell is found by the labels around it, one of which an answer repeats.
    let files = [
        ("sheetjs.xlsb", "財政課"),
        ("sheetjs.xls", "財政課"),
        ("sheetjs.ods", "財政課"),
        ("sheetjs.xlsx", "財政課"),
        ("exceljs.xlsx", "財政課"),
        ("xlsx-populate.xlsx", "財政課"),
        ("gnumeric.ods", "財政課"),
        ("calligra.ods", "総務課"),
    ];
    for (name, division) in files {
        let sound = repository().join(format!("tests/fixtures/handed_out/{division}.xlsx"));
        workspace.write("sound.xlsx", &std::fs::read(sound).unwrap());
        let (expected, _) = answers(&workspace, "sound.xlsx");
        assert!(expected.len() > 50);
        let bytes = std::fs::read(repository().join("tests/fixtures/suites").join(name)).unwrap();
        workspace.write(name, &bytes);
        let (found, errors) = answers(&workspace, name);
        assert_eq!(found, expected, "{name}");
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}
