//! A cell with a diagonal line through it: what a Japanese office draws where nothing is to be written (N091).

use serde_json::Value;

use crate::accounts::assert_accounts_balance;
use crate::rules::bench::{parts, replaced, schema, sound};
use crate::support::{Workspace, filled};

const KEY: &str = "indicator_e_approval_rate_actual";

fn check(workspace: &Workspace) -> Value {
    let arguments = ["check", "--round", "2022", "--format", "json"];
    let output = workspace.matome(&arguments).output().unwrap();
    let document = serde_json::from_slice(&output.stdout).unwrap();
    assert_accounts_balance(&document);
    document
}

fn value(document: &Value) -> Value {
    let mut values = document["values"].as_array().unwrap().iter();
    values.find(|value| value["field"] == KEY).unwrap().clone()
}

fn codes(document: &Value) -> Vec<&str> {
    let findings = document["findings"].as_array().unwrap().iter();
    findings.filter(|one| one["field"] == KEY).map(|one| one["code"].as_str().unwrap()).collect()
}

/// The workbook with a diagonal line through the cell at `address` of a program's sheet.
fn crossed_out(book: &[u8], sheet: &str, address: &str) -> Vec<u8> {
    let styles = parts(book).into_iter().find(|(name, _)| name == "xl/styles.xml").unwrap().1;
    let styles = String::from_utf8(styles).unwrap();
    let count = |list: &str, item: &str| {
        let list = styles.split(&format!("<{list} ")).nth(1).unwrap();
        let list = list.split(&format!("</{list}>")).next();
        list.map(|list| list.matches(item).count()).unwrap()
    };
    let (border, style) = (count("borders", "<border"), count("cellXfs", "<xf "));
    let line = r#"<border diagonalUp="1"><left/><right/><top/><bottom/><diagonal style="thin"/></border></borders>"#;
    let book = replaced(book, "xl/styles.xml", "</borders>", line);
    let format = format!(r#"<xf numFmtId="0" borderId="{border}" applyBorder="1"/></cellXfs>"#);
    let book = replaced(&book, "xl/styles.xml", "</cellXfs>", &format);
    let cell = format!(r#"<c r="{address}" s="[0-9]+""#);
    replaced(&book, sheet, &cell, &format!(r#"<c r="{address}" s="{style}""#))
}

#[test]
fn n091_a_diagonal_line_through_a_required_cell_says_that_nothing_belongs_there() {
    let (plan, form) = schema();
    let round = "2022".parse().unwrap();
    let files = filled(&plan, &form, round, &|program, question| {
        if question.key() == KEY { None } else { sound(round, program, question) }
    });
    let workspace = Workspace::new();
    workspace.write("input/2022/総務課.xlsx", &files["総務課.xlsx"]);
    let empty = check(&workspace);
    assert_eq!(value(&empty)["missing"], "blank");
    assert_eq!(codes(&empty), ["V201"]);

    let address = value(&empty)["cell"].as_str().unwrap().to_owned();
    // Program 12 stands on the fourth sheet.
    let crossed = crossed_out(&files["総務課.xlsx"], "xl/worksheets/sheet4.xml", &address);
    workspace.write("input/2022/総務課.xlsx", &crossed);
    let document = check(&workspace);
    assert_eq!(value(&document)["missing"], "not_applicable");
    assert_eq!(value(&document)["cell"], *address);
    assert_eq!(codes(&document), ["V215"]);
}
