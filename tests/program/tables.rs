//! The tables as other programs read them: a record is a line, and what is counted is written in ASCII digits.

use matome::testing::{Entry, Round};

use crate::rules::bench::{schema, sound, with_cell};
use crate::support::{Workspace, files_below, filled};

/// Columns of numbers.
const NUMBERS: [(&str, &[&str]); 4] = [
    ("effects.csv", &["program_no", "line", "fiscal_year", "planned_yen", "actual_yen"]),
    ("indicators.csv", &["program_no", "fiscal_year", "value"]),
    ("assessments.csv", &["program_no", "fiscal_year"]),
    ("activities.csv", &["program_no", "activity_no", "fiscal_year"]),
];

/// A round in which amounts are written in full-width digits, and texts with the old line break of a Mac inside.
fn workspace() -> Workspace {
    let (plan, form) = schema();
    let round: Round = "2022".parse().unwrap();
    let files = filled(&plan, &form, round, &|program, question| {
        let text = |text: &str| Some(Entry::Text(text.to_owned()));
        match (program.0, question.key()) {
            (12, "effect_1_actual") => text("１，２００"),
            (12, "indicator_e_approval_rate_actual") => text("７７．５％"),
            _ => sound(round, program, question),
        }
    });
    let workspace = Workspace::new();
    for (name, book) in files {
        let book = match name.as_str() {
            "総務課.xlsx" => with_cell(
                &with_cell(
                    &book,
                    "用紙の購入費の削減",
                    r#" t="inlineStr""#,
                    "<is><t>題_x000D_名</t></is>",
                ),
                "No.2では、予定した内容を年度内に終えた。",
                r#" t="inlineStr""#,
                "<is><t>一行目_x000D_二行目_x000D_\n三行目</t></is>",
            ),
            _ => book,
        };
        workspace.write(&format!("input/2022/{name}"), &book);
    }
    workspace
}

#[test]
fn a_record_is_a_line_and_its_numbers_are_ascii() {
    let workspace = workspace();
    workspace.matome(&["build", "-q", "--round", "2022"]).assert().success();
    let mut tables = files_below(&workspace.dir.join("output/2022/data"));
    tables.retain(|name, _| name.ends_with(".csv"));
    assert!(tables.len() > 5);
    let findings =
        workspace.matome(&["check", "--round", "2022", "--format", "csv"]).output().unwrap();
    tables.insert("check --format csv".to_owned(), findings.stdout);
    for (name, bytes) in &tables {
        // Some readers take a carriage return that stands alone for the end of a record.
        assert!(!bytes.contains(&b'\r'), "{name}");
        let records = csv::Reader::from_reader(&**bytes).records().map(Result::unwrap).count();
        assert_eq!(bytes.iter().filter(|byte| **byte == b'\n').count(), records + 1, "{name}");
    }
    let texts = String::from_utf8(tables["assessments.csv"].clone()).unwrap();
    assert!(texts.contains("一行目 / 二行目 / 三行目"), "{texts}");
    for (name, columns) in NUMBERS {
        let mut table = csv::Reader::from_reader(&*tables[name]);
        let heads = table.headers().unwrap().clone();
        let places: Vec<usize> = columns
            .iter()
            .map(|column| heads.iter().position(|head| head == *column).expect(column))
            .collect();
        for record in table.records().map(Result::unwrap) {
            for place in &places {
                let number = &record[*place];
                let is_digits = number.bytes().all(|b| b.is_ascii_digit() || b"-.x".contains(&b));
                assert!(is_digits, "{name}: {number}");
            }
        }
    }
    // What was written stays beside it, in a column of texts.
    let effects = String::from_utf8(tables["effects.csv"].clone()).unwrap();
    assert!(effects.contains("１，２００") && effects.contains("1200000"), "{effects}");
}
