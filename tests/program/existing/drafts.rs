//! What a draft makes of an office's habits: units beside amounts, grid paper without merged cells, answers as print.

use std::collections::BTreeMap;

use matome::testing::Program;
use matome::testing::ProgramNo;
use serde_json::Value as Json;

use super::sheet::{Drawing, Look};
use super::{assert_same, completed, read, ten, trial, values, workspace};

fn program(no: u16) -> Program {
    ten::schema().0.program(ProgramNo(no)).unwrap().clone()
}

/// The draft of a workbook, and what a trial of the draft reads from that workbook.
fn drafted(sheets: &[Drawing]) -> (String, Json) {
    let workspace = workspace(&completed());
    workspace.write("様式.xlsx", &Drawing::workbook(sheets));
    workspace.matome(&["form", "draft", "様式.xlsx", "--out", "draft.toml"]).assert().code(0);
    let draft = std::fs::read_to_string(workspace.dir.join("draft.toml")).unwrap();
    let read = trial(&workspace, "draft.toml", "様式.xlsx");
    (draft, read)
}

/// The fields of a trial by sheet and cell.
fn by_cell(trial: &Json) -> BTreeMap<(&str, &str), &Json> {
    let fields = trial["fields"].as_array().unwrap().iter();
    fields
        .map(|field| ((field["sheet"].as_str().unwrap(), field["cell"].as_str().unwrap()), field))
        .collect()
}

/// The texts that the draft takes for print.
fn printed(draft: &str) -> Vec<&str> {
    let lists = draft.split("printed = [").skip(1).filter_map(|rest| rest.split("\n]").next());
    lists.flat_map(str::lines).map(|line| line.trim().trim_matches([',', '"'])).collect()
}

#[test]
fn a_draft_reads_an_unknown_amount_in_the_unit_that_stands_beside_it() {
    let mut sheet = Drawing::new("票2");
    sheet.put("A3:C3", "番号", Look::Label);
    sheet.put("D3:F3", "2", Look::Print);
    for (row, label, value, unit) in [(8, "寄附の総額", "1200", "千円"), (9, "来た人", "35", "人")]
    {
        sheet.put(&format!("A{row}:C{row}"), label, Look::Label);
        sheet.number(&format!("D{row}:F{row}"), Some(value));
        sheet.put(&format!("G{row}:H{row}"), unit, Look::Print);
    }
    let (draft, read) = drafted(&[sheet]);
    for expected in [
        r#"type = "money", find = { label = "寄附の総額", unit = "right" }"#,
        r#"type = "number", find = { label = "来た人", unit = "right" }"#,
        "単位「千円」(G8)",
        "単位「人」(G9)",
    ] {
        assert!(draft.contains(expected), "{expected}\n{draft}");
    }
    let fields = by_cell(&read);
    assert_eq!(fields[&("票2", "D8")]["value"], "1200000", "{read}");
    assert_eq!(fields[&("票2", "D9")]["value"], "35", "{read}");
    assert_eq!(read["cells"]["unaccounted"], 0, "{read}");
}

#[test]
fn a_draft_of_unmerged_grid_paper_steps_over_its_empty_cells() {
    let program = program(2);
    let mut sheet = Drawing::new("票");
    for (at, text) in [
        ("A1", "進み具合の調べ"),
        ("A3", "番号"),
        ("D3", "2"),
        ("H3", "担当課"),
        ("L3", program.lead.as_str()),
        ("A4", "取組名"),
        ("F4", &program.name),
        ("A7", "評価"),
        ("A8", "寄附の総額"),
        ("J8", "千円"),
    ] {
        sheet.put(at, text, Look::Plain);
    }
    sheet.choice("F7", "A", &["S", "A", "B"]);
    sheet.number("F8", Some("1200"));
    let (draft, read) = drafted(&[sheet]);
    for expected in [
        r#"program = { label = "番号", offset = 3 }"#,
        r#"division = { label = "担当課", offset = 4 }"#,
        r#"prefill = "program_name", find = { label = "取組名", offset = 5 }"#,
        r#"find = { label = "評価", offset = 5 }"#,
        r#"type = "money", find = { label = "寄附の総額", offset = 5 }, unit = "千円""#,
        "単位「千円」(J8)",
    ] {
        assert!(draft.contains(expected), "{expected}\n{draft}");
    }
    for answer in ["2", program.lead.as_str(), &program.name] {
        assert!(!printed(&draft).contains(&answer), "{answer}\n{draft}");
    }
    let fields = by_cell(&read);
    assert_eq!(fields[&("票", "F7")]["program"], 2, "{read}");
    assert_eq!(fields[&("票", "F8")]["value"], "1200000", "{read}");
    assert_eq!(read["cells"]["unaccounted"], 0, "{read}");
}

/// A blank form says nothing beside its labels: the next label is no answer.
#[test]
fn a_draft_of_blank_grid_paper_takes_no_label_for_an_answer() {
    let mut sheet = Drawing::new("票");
    for (at, text) in [("A3", "No."), ("H3", "担当課"), ("L3", "(課の名前)"), ("A7", "評価")]
    {
        sheet.put(at, text, Look::Plain);
    }
    sheet.choice("F7", "", &["S", "A", "B"]);
    let (draft, _) = drafted(&[sheet]);
    assert!(!draft.contains(r#"{ label = "No.", offset"#), "{draft}");
    assert!(draft.contains(r#"division = { label = "担当課", offset = 4 }"#), "{draft}");
}

#[test]
fn a_draft_proposes_what_differs_between_sheets_as_a_field() {
    let sheets = [(2, "見本の寄附"), (3, "見本の写真展")].map(|(no, name)| {
        let mut sheet = Drawing::new(&format!("票{no}"));
        for (row, label, value) in [
            (3, "番号", no.to_string()),
            (4, "呼び名", name.to_owned()),
            (5, "方針", "みなで決める".to_owned()),
        ] {
            sheet.put(&format!("A{row}:C{row}"), label, Look::Label);
            sheet.put(&format!("D{row}:K{row}"), &value, Look::Print);
        }
        sheet.put("A7:C7", "評価", Look::Label);
        sheet.choice("D7:F7", "A", &["S", "A", "B"]);
        sheet
    });
    let (draft, read) = drafted(&sheets);
    assert!(draft.contains(r#"label = "呼び名", find = { label = "呼び名" }"#), "{draft}");
    assert!(draft.contains("票ごとに違う文字"), "{draft}");
    // What is the same on both is print.
    assert!(printed(&draft).contains(&"みなで決める"), "{draft}");
    assert!(!printed(&draft).iter().any(|text| text.starts_with("見本の")), "{draft}");
    let fields = by_cell(&read);
    assert_eq!(fields[&("票2", "D4")]["value"], "見本の寄附", "{read}");
    assert_eq!(fields[&("票3", "D4")]["value"], "見本の写真展", "{read}");
    assert_eq!(read["cells"]["unaccounted"], 0, "{read}");
}

/// What an administrator mends in the draft of the hand-made form: from what the draft says to what is meant.
const MENDED: [(&str, &str); 2] = [
    (r#"id = "field_1", label = "内容""#, r#"id = "next", label = "内容""#),
    (r#"id = "field_1", label = "実施した 内容""#, r#"id = "result", label = "実施した 内容""#),
];

#[test]
fn a_mended_draft_reads_what_the_completed_form_reads() {
    let (plan, _) = ten::schema();
    let filled = ten::workbooks(&plan, true, &|_, _| {});
    // This division has programs of both kinds.
    let name = "見本人事課.xlsx";
    let workspace = workspace(&completed());
    workspace.write(name, &ten::workbooks(&plan, false, &|_, _| {})[name]);
    let run = workspace.matome(&["form", "draft", name]).assert().code(0);
    let draft = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    let mended = MENDED.iter().fold(draft, |draft, (seen, meant)| {
        assert!(draft.contains(seen), "{seen}\n{draft}");
        draft.replace(seen, meant)
    });
    assert_same(&values(&read(&mended, &filled, 0)), &values(&read(&completed(), &filled, 0)));
}
