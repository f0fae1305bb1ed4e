//! The indicators in the reports: formulas that another program works out to the same, and charts that can be read.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::answers::Answers;
use crate::programs::{LIBREOFFICE, OPENPYXL, are_there};
use crate::workspace::Workspace;
use crate::{MONEY, as_arguments, path_text, recalculate};

const CONSOLIDATED: &str = "統合報告書.xlsx";

/// Indicators of one program: a sheet of the form holds no more than a few dozen.
const A_PROGRAM: usize = 25;

/// A workspace of the embedded plan, whose first programs have these indicators and no other program has any.
fn workspace_of(indicators: &[String]) -> Workspace {
    let text: String = indicators.iter().map(|one| format!("[[indicators]]\n{one}\n")).collect();
    let parsed: toml::Table = text.parse().expect("TOML");
    let parsed = parsed.get("indicators").and_then(toml::Value::as_array).cloned();
    let parsed = parsed.unwrap_or_default();
    let mut chunks = parsed.chunks(A_PROGRAM);
    Workspace::of_edited_plan(|plan| {
        let programs = plan.get_mut("programs").and_then(toml::Value::as_array_mut).expect("some");
        for program in programs {
            let program = program.as_table_mut().expect("a table");
            program.remove("indicators");
            if let Some(indicators) = chunks.next() {
                program.insert("indicators".to_owned(), indicators.to_vec().into());
            }
        }
    })
}

/// An indicator of `plan.toml`.
fn indicator(id: &str, rest: &str) -> String {
    format!("id = \"{id}\"\nname = \"見本の指標 {id}\"\nunit = \"件\"\n{rest}")
}

/// Reports of the round 2022 in which each indicator was reported with its value.
fn reports_of(workspace: &Workspace, values: &[(&str, f64)]) -> Vec<PathBuf> {
    workspace.templates("2022", "forms");
    let names = workspace.names(&workspace.path("forms"));
    let mut answers = Answers::for_every_cell(&names, &MONEY);
    for name in names.iter().filter(|name| name.contains("_past_")) {
        answers.without(name);
    }
    for (id, value) in values {
        let ending = format!("_indicator_{id}_actual");
        let name = names.iter().find(|name| name.ends_with(&ending)).expect("a cell of the form");
        answers.set(name, json!(value), &value.to_string());
    }
    let input = workspace.folder("input/2022");
    workspace.fill(&workspace.path("forms"), &answers.to_put(), &input);
    workspace.build("output")
}

fn named<'a>(reports: &'a [PathBuf], name: &str) -> &'a Path {
    let found = reports.iter().find(|path| path.file_name() == Some(OsStr::new(name)));
    found.expect("the report")
}

fn summary(workspace: &Workspace) -> Value {
    let text = std::fs::read(workspace.path("output/2022/data/summary.json"));
    serde_json::from_slice(&text.expect("a summary")).expect("JSON")
}

/// Recalculated by LibreOffice, every cell of the consolidated report gives the stored result.
fn assert_recalculates(reports: &[PathBuf]) {
    let report = named(reports, CONSOLIDATED).to_owned();
    let told = recalculate(std::slice::from_ref(&report), false);
    let told = &told[path_text(&report)];
    assert_eq!((&told["errors"], &told["differences"]), (&json!([]), &json!([])));
    OPENPYXL.json("opens_cleanly.py", &as_arguments(reports));
}

#[test]
fn ties_round_in_a_spreadsheet_as_they_do_exactly() {
    if !are_there("ties_round_in_a_spreadsheet_as_they_do_exactly", &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let level = |from: &str, to: &str, decimals: u32| {
        format!(
            "shape = \"level\"\nbaseline = {{ value = {from}, year = 2020 }}\n\
             target = {{ value = {to}, by = 2024 }}\ndecimals = {decimals}"
        )
    };
    // (key, indicator, reported value, figure, its exact value half-up)
    let cases = [
        // 14.41 × 100 ÷ 20 = 72.05
        ("a", level("62.3", "82.3", 2), 76.71, "achievement_rate", "72.1"),
        // 0.201 × 100 ÷ 2 = 10.05, of differences between large numbers
        ("b", level("1000000.1", "1000002.1", 3), 1_000_000.301, "achievement_rate", "10.1"),
        ("c", level("0.1", "2.1", 3), -0.101, "achievement_rate", "-10.1"),
        // 2.01 × 100 ÷ 20 = 10.05, target ÷ value
        (
            "d",
            "shape = \"level\"\nbetter = \"lower\"\ntarget = { value = 2.01, by = 2024 }\n\
             decimals = 2"
                .to_owned(),
            20.0,
            "achievement_rate",
            "10.1",
        ),
        // 0.5 ÷ 2 years = 0.25, and the same downwards
        ("e", level("1", "4.5", 0), 4.0, "pace", "0.3"),
        ("f", format!("better = \"lower\"\n{}", level("9", "4.5", 0)), 5.0, "pace", "-0.3"),
        // 62.3 + 36.525 × 4 ÷ 2 years = 135.35
        ("g", level("62.3", "200", 1), 98.825, "outlook", "135.4"),
        // 73.1 − 73.05 = 0.05: what is left of two larger numbers
        ("h", format!("better = \"lower\"\n{}", level("73.1", "0", 1)), 36.575, "outlook", "0.1"),
    ];
    let indicators: Vec<String> =
        cases.iter().map(|(id, rest, ..)| indicator(&format!("tie_{id}"), rest)).collect();
    let keys: Vec<String> = cases.iter().map(|(id, ..)| format!("tie_{id}")).collect();
    let values: Vec<(&str, f64)> =
        keys.iter().zip(&cases).map(|(key, case)| (key.as_str(), case.2)).collect();
    let workspace = workspace_of(&indicators);
    let reports = reports_of(&workspace, &values);
    let figures = &summary(&workspace)["indicators"];
    for (at, (id, _, _, figure, exact)) in cases.iter().enumerate() {
        let told: f64 =
            figures[at][figure].as_str().and_then(|text| text.parse().ok()).expect("a number");
        assert!((told - exact.parse::<f64>().expect("a number")).abs() < 1e-9, "{id}: {told}");
    }
    assert_recalculates(&reports);
}

#[test]
fn every_shape_recalculates_and_one_without_indicators_too() {
    let test = "every_shape_recalculates_and_one_without_indicators_too";
    if !are_there(test, &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let shapes = [
        (
            "level",
            "shape = \"level\"\nbaseline = { value = 10, year = 2020 }\ntarget = { value = 40, by = 2024 }\nmin = 0\nmax = 35",
        ),
        ("flow", "shape = \"yearly_flow\"\ntarget = { value = 30, each_year = true }"),
        (
            "added",
            "shape = \"increment\"\nbaseline = { value = 3, date = \"2021-04-01\" }\ntarget = { value = 7, by = 2024 }",
        ),
        ("step", "shape = \"yearly_increment\"\ntarget = { value = 2, each_year = true }"),
        ("kept", "shape = \"not_below_previous\"\nbaseline = { value = 20, year = 2020 }"),
        (
            "band",
            "shape = \"keep_within\"\ntarget = { value = 50, each_year = true }\ntolerance = { percent = 5 }",
        ),
        (
            "away",
            "shape = \"level\"\nbaseline = { value = 50, year = 2020 }\ntarget = { value = 40, by = 2024 }",
        ),
        (
            "nil",
            "shape = \"yearly_flow\"\nbetter = \"lower\"\ntarget = { value = 0, each_year = true }",
        ),
    ];
    let all: Vec<String> = shapes.iter().map(|(id, rest)| indicator(id, rest)).collect();
    for indicators in [all.as_slice(), &all[..1], &[]] {
        let workspace = workspace_of(indicators);
        for round in ["2021", "2022"] {
            let run = workspace.matome(&["sample", "--round", round, "--out", "input"]);
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        }
        let reports = workspace.build("output");
        assert_eq!(
            summary(&workspace)["indicators"].as_array().map(Vec::len),
            Some(indicators.len())
        );
        assert_recalculates(&reports);
    }
}

#[test]
fn a_changed_record_changes_rate_and_outlook_of_its_indicator() {
    let test = "a_changed_record_changes_rate_and_outlook_of_its_indicator";
    if !are_there(test, &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let rest = "shape = \"level\"\nbaseline = { value = 0, year = 2020 }\n\
                target = { value = 200, by = 2024 }\ndecimals = 1";
    let workspace = workspace_of(&[indicator("one", rest)]);
    let reports = reports_of(&workspace, &[("one", 50.0)]);
    let report = named(&reports, CONSOLIDATED);
    let cell =
        OPENPYXL.json("last_cell.py", &[report.as_os_str(), "明細_指標".as_ref(), "値".as_ref()]);
    let cell = cell.as_str().expect("an address");
    let arguments = [path_text(report), "明細_指標", cell, "100", "指標!1"].map(OsStr::new);
    let shown = LIBREOFFICE.json("change_record.py", &arguments);
    let has = |when: &str, text: &str| {
        shown[when]["指標!1"].as_array().expect("a row").contains(&json!(text))
    };
    // 50 ÷ 200; 50 × 4 ÷ 2 years.
    assert!(has("before", "25.0%") && has("before", "100.0") && has("before", "75.0"), "{shown}");
    assert!(has("after", "50.0%") && has("after", "200.0") && has("after", "50.0"), "{shown}");
}

#[test]
fn every_chart_says_in_words_what_it_shows() {
    if !are_there("every_chart_says_in_words_what_it_shows", &[&OPENPYXL]) {
        return;
    }
    let workspace = Workspace::new();
    let reports = crate::reports_of_the_sample_input(&workspace);
    let told = OPENPYXL.json("chart_texts.py", &as_arguments(&reports));
    for (file, sheet) in [
        (CONSOLIDATED, "指標"),
        (CONSOLIDATED, "指標の推移"),
        ("委員会資料.xlsx", "資料2 付図 指標の推移"),
    ] {
        let charts = &told[path_text(named(&reports, file))][sheet];
        assert_eq!(charts.as_array().map(Vec::len), Some(12), "{sheet}: {charts}");
    }
    for sheets in told.as_object().expect("files").values() {
        for (sheet, texts) in sheets.as_object().expect("sheets") {
            for text in texts.as_array().expect("charts") {
                assert!(text.as_str().is_some_and(|text| text.len() > 20), "{sheet}: {text}");
            }
        }
    }
}

#[test]
fn a_plan_of_many_indicators_draws_the_first_ones_and_says_so() {
    if !are_there("a_plan_of_many_indicators_draws_the_first_ones_and_says_so", &[&OPENPYXL]) {
        return;
    }
    let rest = "shape = \"yearly_flow\"\ntarget = { value = 30, each_year = true }";
    let many: Vec<String> = (0..75).map(|at| indicator(&format!("many_{at}"), rest)).collect();
    let workspace = workspace_of(&many);
    let run = workspace.matome(&["sample", "--round", "2022", "--out", "input"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let reports = workspace.build("output");
    let told = OPENPYXL.json("chart_texts.py", &as_arguments(&reports));
    let report = named(&reports, CONSOLIDATED);
    for sheet in ["指標", "指標の推移"] {
        let charts = told[path_text(report)][sheet].as_array().map(Vec::len);
        assert_eq!(charts, Some(60), "{sheet}");
    }
    let summary = summary(&workspace);
    let figures = summary["indicators"].as_array().expect("a list").iter();
    let with_value = figures.filter(|figure| figure["latest"].is_string()).count();
    let note = format!("図は初めの60件です。残りの{}件は後の表を見てください。", with_value - 60);
    // Fails if no cell holds the note.
    OPENPYXL.json("last_cell.py", &[report.as_os_str(), "指標の推移".as_ref(), note.as_ref()]);
}
