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
    let values: Vec<(&str, Value)> = values.iter().map(|(id, value)| (*id, json!(value))).collect();
    reports_of_answers(workspace, &values)
}

/// The same with what was written into the cell.
fn reports_of_answers(workspace: &Workspace, values: &[(&str, Value)]) -> Vec<PathBuf> {
    workspace.templates("2022", "forms");
    let names = workspace.names(&workspace.path("forms"));
    let mut answers = Answers::for_every_cell(&names, &MONEY);
    for name in names.iter().filter(|name| name.contains("_past_")) {
        answers.without(name);
    }
    for (id, value) in values {
        let ending = format!("_indicator_{id}_actual");
        let name = names.iter().find(|name| name.ends_with(&ending)).expect("a cell of the form");
        answers.set(name, value.clone(), &value.to_string());
    }
    let input = workspace.folder("input/2022");
    workspace.fill(&workspace.path("forms"), &answers.to_put(), &input);
    workspace.build("output")
}

/// The cell of the last value in the records of indicators.
fn last_value(report: &Path) -> String {
    let found =
        OPENPYXL.json("last_cell.py", &[report.as_os_str(), "明細_指標".as_ref(), "値".as_ref()]);
    found.as_str().expect("an address").to_owned()
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
    let cell = last_value(report);
    let cell = cell.as_str();
    let arguments = [path_text(report), "明細_指標", cell, "100", "指標!1"].map(OsStr::new);
    let shown = LIBREOFFICE.json("change_record.py", &arguments);
    let shown = |when: &str| -> Vec<String> {
        let row = shown[when]["指標!1"].as_array().expect("a row").iter();
        row.map(|cell| cell.as_str().unwrap_or_default().trim().to_owned()).collect()
    };
    // Rate, pace and outlook: 50 ÷ 200, the rest in 2 years, 50 × 4 ÷ 2 years.
    let stands = |row: &[String], three: [&str; 3]| row.windows(3).any(|cells| *cells == three);
    let (before, after) = (shown("before"), shown("after"));
    assert!(stands(&before, ["25.0", "75.0", "100.0"]), "{before:?}");
    assert!(stands(&after, ["50.0", "50.0", "200.0"]), "{after:?}");
}

#[test]
fn a_spreadsheet_works_out_verdict_and_status_as_they_are_exactly() {
    let test = "a_spreadsheet_works_out_verdict_and_status_as_they_are_exactly";
    if !are_there(test, &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let level = |from: &str, to: &str| {
        format!(
            "shape = \"level\"\nbaseline = {{ value = {from}, year = 2020 }}\n\
             target = {{ value = {to}, by = 2024 }}\ndecimals = 2"
        )
    };
    let lower = |from: &str, to: &str| format!("better = \"lower\"\n{}", level(from, to));
    // The plan begins a day after the year before it: 729 of 1,460 days have gone.
    let from_first_day = level("0", "100").replace("year = 2020", "date = \"2021-04-01\"");
    let band = |baseline: &str| {
        format!(
            "shape = \"keep_within\"\nbaseline = {{ value = {baseline}, year = 2020 }}\n\
             target = {{ value = 0.3, each_year = true }}\ntolerance = {{ percent = 10 }}\ndecimals = 2"
        )
    };
    let flow = "shape = \"yearly_flow\"\ntarget = { value = 30, each_year = true }".to_owned();
    let added = "shape = \"increment\"\nbaseline = { value = 0.1, year = 2020 }\n\
                 target = { value = 0.2, by = 2024 }\ndecimals = 2";
    let open = "shape = \"level\"\ntarget = { value = 40, by = 2024 }".to_owned();
    let kept = "shape = \"not_below_previous\"\nbaseline = { value = 20, year = 2019 }".to_owned();
    let (yes, no, undecided) = ("達成", "未達成", "判定できない");
    // (indicator, reported value, verdict, status, whether both are formulas)
    let cases = [
        (level("0", "200"), json!(200), yes, "達成", true),
        // On the line, and a hundredth below it.
        (level("62.3", "90"), json!(76.15), no, "達成見込み", true),
        (level("62.3", "90"), json!(76.14), no, "ペース不足", true),
        (level("62.3", "90"), json!(62.29), no, "後退", true),
        (lower("9.1", "4.5"), json!(6.8), no, "達成見込み", true),
        (lower("9.1", "4.5"), json!(6.81), no, "ペース不足", true),
        (lower("9.1", "4.5"), json!(9.11), no, "後退", true),
        (lower("9.1", "4.5"), json!(4.5), yes, "達成", true),
        // 100 × 729 ÷ 1,460 = 49.9315…
        (from_first_day.clone(), json!(49.93), no, "ペース不足", true),
        (from_first_day, json!(49.94), no, "達成見込み", true),
        // 0.1 + 0.2 is not 0.3 in a spreadsheet.
        (added.to_owned(), json!(0.3), yes, "達成", true),
        (added.to_owned(), json!(0.2), no, "達成見込み", true),
        // From 0.27 to 0.33.
        (band("0.5"), json!(0.27), yes, "達成", true),
        (band("0.5"), json!(0.33), yes, "達成", true),
        (band("0.5"), json!(0.34), no, "ペース不足", true),
        (band("0.26"), json!(0.35), no, "後退", true),
        // As far from the middle as before.
        (band("0.25"), json!(0.35), no, "ペース不足", true),
        (flow.clone(), json!(30), yes, "達成", true),
        (flow.clone(), json!(29), no, "ペース不足", true),
        // No line without a second point.
        (open, json!(39), no, "判定できない", true),
        // Where 約 counts, the digits that were written decide.
        (flow.clone(), json!("約30"), undecided, "判定できない", false),
        (flow, json!("約60"), yes, "達成", false),
        (kept, json!(20), undecided, "判定できない", false),
    ];
    let keys: Vec<String> = (10..).take(cases.len()).map(|at| format!("case_{at}")).collect();
    let indicators: Vec<String> =
        keys.iter().zip(&cases).map(|(key, case)| indicator(key, &case.0)).collect();
    let values: Vec<(&str, Value)> =
        keys.iter().zip(&cases).map(|(key, case)| (key.as_str(), case.1.clone())).collect();
    let workspace = workspace_of(&indicators);
    let reports = reports_of_answers(&workspace, &values);
    assert_recalculates(&reports);
    let report = named(&reports, CONSOLIDATED).to_owned();
    let told = recalculate(std::slice::from_ref(&report), true);
    let values = told[path_text(&report)]["values"].as_object().expect("values");
    let shown = OPENPYXL.json("column_texts.py", &[report.as_os_str(), "指標".as_ref()]);
    for (at, (rest, value, verdict, status, computed)) in cases.iter().enumerate() {
        for (head, word) in [("判定", verdict), ("状況", status)] {
            let cell = &shown[head][at];
            let case = format!("{rest} {value}: {cell}");
            assert_eq!(cell["shows"], **word, "{case}");
            let place = format!("指標!{}", cell["cell"].as_str().expect("an address"));
            assert_eq!(values.get(&place).is_some(), *computed, "{case}");
        }
    }
}

#[test]
fn a_changed_record_is_judged_anew() {
    if !are_there("a_changed_record_is_judged_anew", &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let rest = "shape = \"level\"\nbaseline = { value = 0, year = 2020 }\n\
                target = { value = 200, by = 2024 }";
    let workspace = workspace_of(&[indicator("one", rest)]);
    let reports = reports_of(&workspace, &[("one", 50.0)]);
    let report = named(&reports, CONSOLIDATED);
    let cell = last_value(report);
    let cell = cell.as_str();
    for (typed, verdict, status, counts) in [
        ("200", "達成", "達成", ["1", "1", "0", "0"]),
        ("100", "未達成", "達成見込み", ["1", "0", "1", "0"]),
        ("-1", "未達成", "後退", ["1", "0", "1", "0"]),
    ] {
        let watched = ["指標!1", "総括!指標の数(件)", "検算!A5"];
        let arguments = [&[path_text(report), "明細_指標", cell, typed][..], &watched].concat();
        let arguments: Vec<&OsStr> = arguments.into_iter().map(OsStr::new).collect();
        let shown = LIBREOFFICE.json("change_record.py", &arguments);
        let has = |when: &str, text: &str| {
            shown[when]["指標!1"].as_array().expect("a row").contains(&json!(text))
        };
        assert!(has("before", "未達成") && has("before", "ペース不足"), "{shown}");
        assert!(has("after", verdict) && has("after", status), "{typed}: {shown}");
        let tally = shown["after"]["総括!指標の数(件)"].as_array().expect("a row");
        let tally: Vec<&str> =
            tally.iter().filter_map(|cell| Some(cell.as_str()?.trim())).collect();
        assert_eq!(tally[1..5], counts, "{typed}: {shown}");
        assert_eq!(shown["after"]["検算!A5"], "すべて一致しています。", "{typed}: {shown}");
    }
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
    let with_value: Vec<&Value> = figures.filter(|figure| figure["latest"].is_string()).collect();
    let last = with_value[59];
    let limit = format!(
        "図は、値のある指標{}件のうち、計画の順に初めの60件(No.{}「{}」まで)です。",
        with_value.len(),
        last["program_no"],
        last["name"].as_str().expect("a name")
    );
    let note = format!("{limit}残りの指標は、図の後の表にあります。");
    // Fails if no cell holds the note.
    OPENPYXL.json("last_cell.py", &[report.as_os_str(), "指標の推移".as_ref(), note.as_ref()]);
    OPENPYXL.json("last_cell.py", &[report.as_os_str(), "指標".as_ref(), limit.as_ref()]);
}
