//! Other cities' plans go from template to report, and the tally equals what they published.

use std::collections::BTreeMap;

use crate::support::{Workspace, filled, plan_and_form, repository};
use matome::report::Entry;
use matome::terms::{ProgramNo, Round};

/// Ratings of a test plan: program → code or reason.
fn ratings(id: &str) -> BTreeMap<ProgramNo, (String, String)> {
    let file = repository().join("tests/plans").join(id).join("ratings.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            (ProgramNo(record[0].parse().unwrap()), (record[1].to_owned(), record[2].to_owned()))
        })
        .collect()
}

/// Fills the forms of a test plan with its ratings, builds, and gives `summary.json`.
fn build(id: &str, round: &str) -> serde_json::Value {
    let (plan, form) = plan_and_form(id);
    let ratings = ratings(id);
    let round_of_plan: Round = round.parse().unwrap();
    let workbooks = filled(&plan, &form, round_of_plan, &|program, slot| {
        let (rating, reason) = &ratings[&program];
        let text = match slot.key.as_str() {
            "rating" => rating,
            "not_rated_reason" => reason,
            _ => return None,
        };
        (!text.is_empty()).then(|| Entry::Text(text.clone()))
    });
    let workspace = Workspace::with_plan(id);
    for (name, bytes) in workbooks {
        workspace.write(&format!("input/{round}/{name}"), &bytes);
    }
    workspace.matome(&["build"]).assert().success();
    workspace.json(&format!("output/{round}/data/summary.json"))
}

fn counts(row: &serde_json::Value, codes: &[&str]) -> Vec<u64> {
    codes.iter().map(|code| row["codes"][code]["count"].as_u64().unwrap()).collect()
}

/// 木津川市 令和2年度末 (M-1): 116 items, 86 rated, 30 outside.
#[test]
fn the_tally_of_kizugawa_equals_its_published_table() {
    let summary = build("kizugawa-r2", "2020");
    let codes = ["S", "A", "B", "C"];
    let published = [
        ([0, 3, 1, 2], 6, 4, 10),
        ([1, 3, 10, 1], 15, 6, 21),
        ([1, 7, 22, 0], 30, 14, 44),
        ([1, 1, 5, 0], 7, 1, 8),
        ([1, 7, 13, 7], 28, 5, 33),
    ];
    let directions = summary["ratings"]["directions"].as_array().unwrap();
    assert_eq!(directions.len(), published.len());
    for (row, (ratings, rated, outside, items)) in directions.iter().zip(published) {
        assert_eq!(counts(row, &codes), ratings);
        assert_eq!(row["rated"], rated);
        assert_eq!(row["not_rated"]["対象外"], outside);
        assert_eq!(row["items"], items);
    }
    let total = &summary["ratings"]["total"];
    assert_eq!(counts(total, &codes), [4, 21, 51, 10]);
    assert_eq!((total["rated"].as_u64(), total["items"].as_u64()), (Some(86), Some(116)));
    let shares: Vec<&str> =
        codes.iter().map(|code| total["codes"][code]["share"].as_str().unwrap()).collect();
    assert_eq!(shares, ["4.7", "24.4", "59.3", "11.6"]);
}

/// 小平市 第2次行財政再構築プラン(フォローアップ) 平成28年度末 (K-1): 41 items.
#[test]
fn the_tally_of_fy2016_equals_its_published_table() {
    let summary = build("kodaira-h28", "2016");
    let codes = ["S", "A", "B"];
    let published = [[1, 7, 1], [0, 4, 0], [0, 5, 1], [0, 10, 2], [0, 9, 1]];
    let directions = summary["ratings"]["directions"].as_array().unwrap();
    assert_eq!(directions.len(), published.len());
    for (row, ratings) in directions.iter().zip(published) {
        assert_eq!(counts(row, &codes), ratings);
    }
    let total = &summary["ratings"]["total"];
    assert_eq!(counts(total, &codes), [1, 35, 5]);
    assert_eq!(total["items"], 41);
    let sentence = summary["sentences"][0].as_str().unwrap();
    assert!(sentence.starts_with("41項目のうち、"), "{sentence}");
}
