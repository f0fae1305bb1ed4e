//! Other shapes of the same forms: sections below each other on one sheet, and a list with one row for each program.

use std::collections::BTreeMap;

use matome::testing::ProgramKind;

use super::sheet::{Drawing, Look};
use super::{assert_same, codes, completed, read, ten, trial, values, workspace};

#[test]
fn sections_stacked_on_one_sheet_read_like_sheets_of_their_own() {
    let (plan, _) = ten::schema();
    let sheets = std::cell::RefCell::new(Vec::new());
    let files = ten::workbooks(&plan, true, &|sheet, program| {
        sheets.borrow_mut().push((program.kind, sheet.clone()));
    });
    let stacked = |kind: ProgramKind, name: &str| {
        let sheets = sheets.borrow();
        let mut own = sheets.iter().filter(|(of, _)| *of == kind).map(|(_, sheet)| sheet);
        let mut first = own.next().unwrap().clone();
        own.for_each(|sheet| first.stack(sheet, 2));
        first.name = name.to_owned();
        first
    };
    let book =
        [stacked(ProgramKind::Implementation, "管理票"), stacked(ProgramKind::Study, "検討票")];
    let form = completed()
        .replace("names = [\"管理票*\"]", "names = [\"管理票\"]\neach = \"section\"\nstart = \"見本市行財政改革プラン 進捗管理票\"")
        .replace("names = [\"検討票*\"]", "names = [\"検討票\"]\neach = \"section\"\nstart = \"検討票\"")
        .replace("program = { cell = \"C3\" }", "program = { label = \"番号\" }");
    let one = BTreeMap::from([("まとめ.xlsx".to_owned(), Drawing::workbook(&book))]);
    let read_whole = read(&form, &one, 0);
    assert_same(&values(&read_whole), &values(&read(&completed(), &files, 0)));
    assert_eq!(read_whole["submissions"][0]["cells"]["unaccounted"], 0);
    // The draft sees that the sheet repeats the form.
    let workspace = workspace(&form);
    workspace.write("まとめ.xlsx", &one["まとめ.xlsx"]);
    let run = workspace.matome(&["form", "draft", "まとめ.xlsx"]).assert().code(0);
    let draft = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert_eq!(draft.matches("each = \"section\"").count(), 2, "{draft}");
}

const LIST: &str = r#"
id = "existing-ten/list"
version = 1
title = "進捗一覧"
choices = []

[[sheets]]
kind = "implementation"
title = "進捗一覧"
find = { names = ["一覧*"], each = "row", end = "計", program = { label = "番号" }, printed = ["自己評価"] }

[[sheets.blocks]]
id = "list"
fields = [
  { label = "取組名", prefill = "program_name", find = {} },
  { id = "rating", label = "区分", type = "choice", choices = "rating", required = "always", find = { under = "自己評価" } },
  { id = "achievement", label = "成果", find = { under = "自己評価" } },
  { id = "issues", label = "課題", find = {} },
  { id = "amount", label = "効果額(百万円)", type = "money", unit = "百万円", find = { aliases = ["効果額"] } },
]

[[sheets]]
kind = "study"
title = "進捗一覧"
find = { names = ["一覧*"], each = "row", end = "計", program = { label = "番号" } }

[[sheets.blocks]]
id = "list"
fields = [
  { label = "取組名", prefill = "program_name", find = {} },
  { id = "rating", label = "区分", type = "choice", choices = "rating", required = "always", find = { under = "自己評価" } },
  { id = "study_state", label = "成果", find = { under = "自己評価" } },
  { id = "issues", label = "課題", find = {} },
]
"#;

fn list() -> Drawing {
    let (plan, _) = ten::schema();
    let mut sheet = Drawing::new("一覧(全庁)");
    sheet.put("A1:H1", "進捗一覧", Look::Print);
    for (area, text) in [
        ("A2:A3", "番号"),
        ("B2:B3", "取組名"),
        ("C2:D2", "自己評価"),
        ("C3", "区分"),
        ("D3", "成果"),
        ("E2:E3", "課題"),
        ("F2:F3", "効果額"),
    ] {
        sheet.put(area, text, Look::Label);
    }
    for (row, program) in (4u32..).zip(&plan.programs) {
        let words = |field: &str| ten::words(program.no, field).unwrap_or_default();
        let rating = words("rating");
        let rating = if rating.is_empty() { "A".to_owned() } else { rating };
        sheet.put(&format!("A{row}"), &program.no.to_string(), Look::Print);
        sheet.put(&format!("B{row}"), &program.name, Look::Print);
        sheet.choice(&format!("C{row}"), &rating, &["S", "A", "B"]);
        let state = if program.kind == ProgramKind::Study { "study_state" } else { "achievement" };
        sheet.put(&format!("D{row}"), &words(state), Look::Input);
        sheet.put(&format!("E{row}"), &words("issues"), Look::Input);
        let amount = (program.kind == ProgramKind::Implementation).then_some("1.5");
        sheet.number(&format!("F{row}"), amount);
    }
    sheet.put("B14", "計", Look::Print);
    sheet.put("F14", "10.5", Look::Print);
    sheet
}

#[test]
fn a_list_with_one_row_for_each_program_is_read() {
    let files = BTreeMap::from([("一覧.xlsx".to_owned(), Drawing::workbook(&[list()]))]);
    let document = read(LIST, &files, 0);
    let values = values(&document);
    assert_eq!(values.len(), 10 * 3 + 7, "{:?}", values.keys());
    let value = |no: u64, field: &str| &values[&(no, field.to_owned())]["value"];
    assert_eq!(value(2, "rating"), "S");
    assert_eq!(
        value(9, "study_state"),
        &ten::words(matome::testing::ProgramNo(9), "study_state").unwrap()
    );
    assert_eq!(value(7, "amount"), "1500000");
    assert_eq!(document["submissions"][0]["cells"]["unaccounted"], 0, "{:?}", codes(&document));
    assert_eq!(document["missing"].as_array().unwrap().len(), 0);
}

/// Rows without end, as a register pasted below a list has them: the first hundred of a kind are named.
#[test]
fn rows_of_a_list_that_are_no_programs_are_counted() {
    let mut sheet = list();
    sheet.drop("B14");
    sheet.drop("F14");
    for row in 14..314 {
        sheet.put(&format!("A{row}"), "合計の内訳", Look::Print);
        sheet.put(&format!("A{}", row + 300), &(1_000 + row).to_string(), Look::Print);
    }
    let files = BTreeMap::from([("一覧.xlsx".to_owned(), Drawing::workbook(&[sheet]))]);
    let document = read(LIST, &files, 1);
    let findings = document["findings"].as_array().unwrap();
    let of_code = |code: &str| {
        let own: Vec<_> = findings.iter().filter(|finding| finding["code"] == code).collect();
        let rest = own.last().map(|last| (last["count"].as_u64(), last["area"].as_str()));
        (own.len(), rest.unwrap())
    };
    assert_eq!(of_code("L313"), (101, (Some(200), Some("A114:A313"))));
    assert_eq!(of_code("S503"), (101, (Some(200), None)));
    assert_eq!(values(&document).len(), 10 * 3 + 7);
}

#[test]
fn a_draft_of_a_list_is_a_list() {
    let workspace = workspace(&completed());
    workspace.write("一覧.xlsx", &Drawing::workbook(&[list()]));
    workspace.matome(&["form", "draft", "一覧.xlsx", "--out", "draft.toml"]).assert().code(0);
    let draft = std::fs::read_to_string(workspace.dir.join("draft.toml")).unwrap();
    assert!(draft.contains("each = \"row\""), "{draft}");
    workspace.write("list.toml", LIST.as_bytes());
    let (drafted, confirmed) =
        (trial(&workspace, "draft.toml", "一覧.xlsx"), trial(&workspace, "list.toml", "一覧.xlsx"));
    let lost: Vec<_> =
        super::places(&confirmed).difference(&super::places(&drafted)).cloned().collect();
    assert!(lost.is_empty(), "{lost:?}\n{draft}");
}

#[test]
fn a_draft_names_the_sheets_of_further_designs() {
    let workspace = workspace(&completed());
    // The first of them is proposed for the kind of program that the list does not tell.
    let further = ["備品の点検票", "車両の点検票"].map(|name| {
        let mut sheet = Drawing::new(name);
        for row in 1..=4 {
            sheet.put(&format!("B{row}"), &format!("{name}の項目{row}"), Look::Label);
            sheet.put(&format!("C{row}"), "", Look::Input);
        }
        sheet
    });
    let [first, second] = further;
    workspace.write("一覧.xlsx", &Drawing::workbook(&[list(), first, second]));
    let output = workspace.matome(&["form", "draft", "一覧.xlsx"]).output().unwrap();
    let draft = String::from_utf8(output.stdout).unwrap();
    let line = draft.lines().find(|line| line.contains("車両の点検票"));
    assert!(line.is_some_and(|line| line.starts_with("# 要確認: 次の票は別の様式")), "{draft}");
}
