//! What somebody changes or sorts in 明細 is followed by the sheets that are made from it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::path_text;
use crate::programs::{LIBREOFFICE, OPENPYXL, are_there};
use crate::workspace::Workspace;

/// The consolidated report of the sample input.
fn report(workspace: &Workspace) -> PathBuf {
    let reports = crate::reports_of_the_sample_input(workspace);
    let named = |path: &PathBuf| path.file_name() == Some(OsStr::new("統合報告書.xlsx"));
    reports.into_iter().find(named).expect("the consolidated report")
}

fn last_cell(report: &Path, sheet: &str, heading: &str) -> String {
    let told =
        OPENPYXL.json("last_cell.py", &[report.as_os_str(), sheet.as_ref(), heading.as_ref()]);
    told.as_str().expect("an address").to_owned()
}

/// What the watched places show before and after `text` is typed into a cell.
fn changed(report: &Path, sheet: &str, cell: &str, text: &str, watched: &[&str]) -> Value {
    let arguments = [&[path_text(report), sheet, cell, text], watched].concat();
    let arguments: Vec<&OsStr> = arguments.into_iter().map(OsStr::new).collect();
    LIBREOFFICE.json("change_record.py", &arguments)
}

/// The numbers of a watched row, in its order; other cells are left out.
fn numbers(shown: &Value, when: &str, row: &str) -> Vec<i64> {
    let cells = shown[when][row].as_array().expect("a row").iter();
    let number = |cell: &Value| {
        let text = cell.as_str()?.trim().trim_start_matches('約').replace(',', "");
        text.parse().ok()
    };
    cells.filter_map(number).collect()
}

#[test]
fn a_changed_kind_moves_the_amount_to_the_other_kind() {
    let test = "a_changed_kind_moves_the_amount_to_the_other_kind";
    if !are_there(test, &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let workspace = Workspace::new();
    let report = report(&workspace);
    let sheet = "明細_財政効果";
    let kind = last_cell(&report, sheet, "区分");
    let amount = last_cell(&report, sheet, "実績額\n(円)");
    let (record, moved) = (format!("{sheet}!{amount}"), format!("{sheet}!{kind}"));
    // Securing revenue, cutting spending, both.
    let sums = "総括!令和4年度 実績";
    let shown = changed(&report, sheet, &kind, "歳入確保", &[sums, &record, &moved, "検算!A6"]);
    assert_eq!(shown["before"][&moved], "歳出削減", "another kind is typed: {shown}");
    let yen = shown["before"][&record].as_str().expect("an amount").trim().replace(',', "");
    let thousands = yen.parse::<i64>().expect("yen") / 1000;
    let (before, after) = (numbers(&shown, "before", sums), numbers(&shown, "after", sums));
    assert!(thousands > 0 && before.len() == 3, "{shown}");
    // Sums are shown in 千円, each of them rounded.
    for ((before, after), grown) in before.iter().zip(&after).zip([thousands, -thousands, 0]) {
        assert!((after - before - grown).abs() <= 1, "{grown}: {shown}");
    }
    for when in ["before", "after"] {
        assert_eq!(shown[when]["検算!A6"], "すべて一致しています。", "{shown}");
    }
}

#[test]
fn a_changed_rating_is_tallied_under_its_new_code() {
    let test = "a_changed_rating_is_tallied_under_its_new_code";
    if !are_there(test, &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let workspace = Workspace::new();
    let report = report(&workspace);
    let sheet = "明細_評価";
    let rating = last_cell(&report, sheet, "進捗\n区分");
    let place = format!("{sheet}!{rating}");
    let total = "総括!計";
    let shown = changed(&report, sheet, &rating, "S", &[total, &place]);
    let was = shown["before"][&place].as_str().expect("a code");
    assert_ne!(was, "S", "another code is typed: {shown}");
    let (before, after) = (numbers(&shown, "before", total), numbers(&shown, "after", total));
    // Programs and those rated stay; one count grows by one, one shrinks by one.
    assert_eq!(before[..2], after[..2], "{shown}");
    let differences: Vec<i64> =
        before.iter().zip(&after).map(|(before, after)| after - before).collect();
    assert!(differences.contains(&1) && differences.contains(&-1), "{shown}");
}

#[test]
fn sorted_assessments_keep_their_states() {
    if !are_there("sorted_assessments_keep_their_states", &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let workspace = Workspace::new();
    let report = report(&workspace);
    let words = ["明細_評価", "担当課", "No.", "回次", "--", "集計での\n状態", "前回の\n状態"];
    let arguments = [&[path_text(&report)][..], &words].concat();
    let arguments: Vec<&OsStr> = arguments.into_iter().map(OsStr::new).collect();
    let told = LIBREOFFICE.json("sort_rows.py", &arguments);
    assert_ne!(told["order"]["before"], told["order"]["after"], "the rows were sorted");
    assert_eq!(told["before"], told["after"]);
    let records = told["before"].as_object().expect("records").values();
    let with_previous = records.filter(|states| states[1] != "").count();
    assert_eq!(with_previous, 28, "every program of the reported round has a state before");
}
