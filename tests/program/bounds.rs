//! One bad file never costs the others: findings are counted beyond the first, whatever a file is full of.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::Value as Json;

use crate::accounts::assert_accounts_balance;
use crate::rules::bench::{replaced, schema, sound_files, with_sheet};
use crate::support::Workspace;

/// A division whose workbook is spoilt; it leads the programs 2 and 12.
const DIVISION: &str = "総務課.xlsx";

fn sound_book() -> Vec<u8> {
    let (plan, form) = schema();
    sound_files(&plan, &form, "2022").remove(DIVISION).unwrap()
}

/// Rows of so many cells each, from the row `first` on.
fn rows(first: usize, count: usize, columns: usize, text: &str) -> String {
    let mut xml = String::new();
    for row in first..first + count {
        write!(xml, r#"<row r="{row}">"#).unwrap();
        for column in 0..columns {
            let letter = char::from(b'A' + u8::try_from(column).unwrap());
            let at = format!("{letter}{row}");
            let text = format!("{text}{at}");
            write!(xml, r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#).unwrap();
        }
        xml.push_str("</row>");
    }
    xml
}

fn checked(files: &[(&str, Vec<u8>)]) -> (Workspace, Json) {
    let workspace = Workspace::new();
    for (name, bytes) in files {
        workspace.write(&format!("input/2022/{name}"), bytes);
    }
    let arguments = ["check", "--round", "2022", "--format", "json"];
    let output = workspace.matome(&arguments).output().unwrap();
    let document: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_accounts_balance(&document);
    (workspace, document)
}

fn of_code<'d>(document: &'d Json, code: &str) -> Vec<&'d Json> {
    let findings = document["findings"].as_array().unwrap();
    findings.iter().filter(|finding| finding["code"] == code).collect()
}

#[test]
fn a_workbook_that_is_no_form_is_told_of_once_and_counted() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for sheet in ["見本の統計", "付表"] {
        let sheet = book.add_worksheet().set_name(sheet).unwrap();
        for row in 0..2_000 {
            sheet.write(row, 0, format!("見本{row}")).unwrap();
            sheet.write(row, 1, row).unwrap();
        }
    }
    let foreign = book.save_to_buffer().unwrap();
    let (workspace, document) = checked(&[(DIVISION, sound_book()), ("統計.xlsx", foreign)]);
    let of_file: Vec<&Json> = document["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["file"] == "統計.xlsx")
        .collect();
    let [only] = of_file.as_slice() else { panic!("{of_file:#?}") };
    assert_eq!(only["code"], "L301");
    let message = only["message"].as_str().unwrap();
    let said = "シートは2枚(最初は「見本の統計」)、書かれたセルは8,000個です。";
    assert!(message.contains(said), "{message}");
    let submissions = document["submissions"].as_array().unwrap();
    let cells = &submissions.iter().find(|own| own["file"] == "統計.xlsx").unwrap()["cells"];
    assert_eq!(cells["unaccounted"], 8_000);
    for format in ["text", "sarif", "junit", "csv"] {
        let arguments = ["check", "--round", "2022", "--format", format];
        let output = workspace.matome(&arguments).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!((1..=2).contains(&text.matches(said).count()), "{format}: {text}");
        assert!(!text.contains("見本1999"), "{format}: a cell of the stranger is named");
    }
    workspace.matome(&["build", "-q", "--round", "2022"]).assert().success();
}

#[test]
fn cells_beside_a_form_are_counted_beyond_the_first_hundred_of_a_sheet() {
    let pasted = format!("{}</sheetData>", rows(500, 1_000, 5, "見本"));
    let book = replaced(&sound_book(), "xl/worksheets/sheet4.xml", "</sheetData>", &pasted);
    let book = with_sheet(&book, "No.12", "控え", &rows(1, 300, 1, "見本"));
    let (workspace, document) = checked(&[(DIVISION, book)]);
    let strays = of_code(&document, "L307");
    let named = strays.iter().filter(|finding| finding["cell"].is_string()).count();
    let counted: Vec<(&Json, &Json, &Json)> = strays
        .iter()
        .filter(|finding| finding["cell"].is_null())
        .map(|finding| (&finding["sheet"], &finding["count"], &finding["area"]))
        .collect();
    assert_eq!((strays.len(), named), (202, 200));
    let expected = [("No.12", 4_900, "A520:E1499"), ("控え", 200, "A101:A300")];
    let expected = expected
        .map(|(sheet, count, area)| (Json::from(sheet), Json::from(count), Json::from(area)));
    for (sheet, count, area) in &expected {
        assert!(counted.contains(&(sheet, count, area)), "{counted:?}");
    }
    for format in ["text", "sarif", "junit", "csv"] {
        let arguments = ["check", "--round", "2022", "--format", format];
        let output = workspace.matome(&arguments).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("ほかに4,900件あります(A520:E1499の中)"), "{format}: {text}");
    }
    workspace.matome(&["build", "-q", "--round", "2022"]).assert().success();
    let table = workspace.dir.join("output/2022/data/findings.csv");
    assert!(std::fs::read_to_string(table).unwrap().lines().count() < 400);
}

#[test]
fn programs_that_do_not_exist_are_counted_beyond_the_first_hundred() {
    let mut names = String::new();
    for program in 1_000..4_000 {
        let name = format!("in_p{program}_rating");
        write!(names, r#"<definedName name="{name}">'No.2'!$$A$$1</definedName>"#).unwrap();
    }
    names.push_str("</definedNames>");
    let book = replaced(&sound_book(), "xl/workbook.xml", "</definedNames>", &names);
    let (_, document) = checked(&[(DIVISION, book)]);
    let unknown = of_code(&document, "S503");
    let rest: Vec<&Json> = unknown.iter().map(|finding| &finding["count"]).collect();
    assert_eq!(rest.len(), 101);
    assert_eq!(rest.last(), Some(&&Json::from(2_900)));
}

/// Text is told by its beginning, however long it is.
#[test]
fn a_long_text_beside_a_form_is_quoted_by_its_beginning() {
    let long = "長".repeat(30_000);
    let row = format!(
        r#"<row r="500"><c r="A500" t="inlineStr"><is><t>{long}</t></is></c></row></sheetData>"#
    );
    let book = replaced(&sound_book(), "xl/worksheets/sheet4.xml", "</sheetData>", &row);
    let (_, document) = checked(&[(DIVISION, book)]);
    let [stray] = of_code(&document, "L307")[..] else { panic!("{document:#}") };
    assert_eq!(stray["value"].as_str().unwrap().chars().count(), 301);
    let message = stray["message"].as_str().unwrap();
    assert!(message.ends_with("(全部で30,000字のうち、はじめだけを引いています)"), "{message}");
    assert!(message.chars().count() < 400);
}

/// A workbook of a stranger: any shape, by its number.
fn foreign(number: u32) -> Vec<u8> {
    let words = ["見本", "統計表", "課題", "令和4年度", "内訳 (再掲)", "ＤＸの推進", "　", "-"];
    let mut state = number.wrapping_mul(2_654_435_761).wrapping_add(12_345);
    let mut next = |most: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % most
    };
    let mut book = rust_xlsxwriter::Workbook::new();
    let long = "見本の長い文。".repeat(usize::try_from(next(2_000)).unwrap());
    for index in 0..=next(3) {
        let name = format!("{}{}", ["表", "No.", "Sheet", "様式"][next(4) as usize], index + 2);
        let sheet = book.add_worksheet().set_name(name).unwrap();
        let columns = [1, 3, 60][next(3) as usize];
        for row in 0..=next(1 + 600 / columns) {
            for column in 0..u16::try_from(columns).unwrap() {
                match next(8) {
                    0..4 => sheet.write(row, column, next(100_000)).unwrap(),
                    4 => sheet.write(row, column, long.as_str()).unwrap(),
                    _ => sheet.write(row, column, words[next(8) as usize]).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn good_submissions_come_out_whole_among_the_workbooks_of_strangers() {
    let (plan, form) = schema();
    let good = sound_files(&plan, &form, "2022");
    let alone: Vec<(&str, Vec<u8>)> =
        good.iter().take(9).map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let workspace = Workspace::new();
    for (name, bytes) in &alone {
        workspace.write(&format!("good/{name}"), bytes);
        workspace.write(&format!("all/{name}"), bytes);
    }
    let strangers = 60;
    for number in 0..strangers {
        // Made twice, it may hold another time of its making.
        let bytes = foreign(number);
        workspace.write(&format!("all/見本{number}.xlsx"), &bytes);
        if number % 2 == 0 {
            workspace.write(&format!("half/見本{number}.xlsx"), &bytes);
        }
    }
    let read = |folder: &str, code: i32| {
        let arguments = ["check", folder, "--round", "2022", "--format", "json"];
        let output = workspace.matome(&arguments).assert().code(code).get_output().clone();
        (serde_json::from_slice::<Json>(&output.stdout).unwrap(), output.stdout.len())
    };
    let ((alone, size_alone), (all, size)) = (read("good", 0), read("all", 1));
    assert_accounts_balance(&all);
    assert_eq!(alone["values"], all["values"]);
    assert_eq!(alone["findings"], Json::Array(Vec::new()));
    let findings = all["findings"].as_array().unwrap();
    assert!(findings.iter().all(|finding| finding["code"] == "L301"), "{findings:#?}");
    assert_eq!(findings.len(), usize::try_from(strangers).unwrap());
    // A few lines for each of them.
    assert!(size < size_alone + 2_000 * findings.len(), "{size} beside {size_alone}");
    // What is said and counted of a file is the same however many others there are: all of them cost their sum.
    let (half, _) = read("half", 1);
    let files: BTreeSet<&str> = half["submissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| own["file"].as_str().unwrap())
        .collect();
    assert_eq!(files.len() * 2, usize::try_from(strangers).unwrap());
    for list in ["submissions", "findings", "values"] {
        let own = all[list].as_array().unwrap().iter();
        let own = own.filter(|one| files.contains(one["file"].as_str().unwrap())).cloned();
        assert_eq!(half[list], own.collect::<Json>(), "{list}");
    }
}
