//! From a value in the report back to the cell that it was read from.

use std::path::Path;

use serde_json::{Value, json};

use crate::programs::{OPENPYXL, are_there};
use crate::workspace::{Workspace, in_repository, workbooks};

/// Values of which the sample has none.
const NONE_IN_THE_SAMPLE: [&str; 1] = ["評価しない理由"];

#[test]
fn every_value_leads_to_the_cell_where_it_is_written() {
    if !are_there("every_value_leads_to_the_cell_where_it_is_written", &[&OPENPYXL]) {
        return;
    }
    let workspace = Workspace::new();
    for round in ["2021", "2022"] {
        let folder = workspace.folder(&format!("input/{round}"));
        for file in workbooks(&in_repository(&format!("input/{round}"))) {
            std::fs::copy(&file, folder.join(file.file_name().expect("a name"))).expect("a copy");
        }
    }
    workspace.build("output");
    let report = workspace.path("output/2022/統合報告書.xlsx");
    let told = followed(&report);
    for (sheet, values) in told.as_object().expect("sheets") {
        for (value, told) in values.as_object().expect("values") {
            assert_eq!(told["different"], json!([]), "{sheet} {value}");
            let is_there = told["same"].as_u64().expect("a count") > 0;
            assert_eq!(is_there, !NONE_IN_THE_SAMPLE.contains(&value.as_str()), "{sheet} {value}");
        }
    }
    // A comparison that finds nothing proves nothing: now the links lead into the form of another round.
    let of_round = |round: &str| workspace.path(&format!("input/{round}/総務課.xlsx"));
    std::fs::copy(of_round("2021"), of_round("2022")).expect("a copy");
    let told = followed(&report);
    let issues = told["明細_評価"]["課題"]["different"].as_array().expect("a list");
    assert!(!issues.is_empty(), "another text is noticed");
}

fn followed(report: &Path) -> Value {
    OPENPYXL.json("provenance.py", &[report.as_os_str()])
}
