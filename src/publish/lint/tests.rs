//! Each rule with files that break it and nothing else; the folder that they are put into breaks none.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Color, Format, Note, Workbook, Worksheet};

use super::{LintFile, RULES, lint};

const DATA: &str = "\"area_code\",\"area_name\",\"item\",\"fiscal_year\",\"amount_yen\",\"kind\"\r\n\
    \"132110\",\"見本市\",\"庁舎\",\"2021\",\"1200\",\"A\"\r\n\
    \"132110\",\"見本市\",\"学校\",\"2022\",\"-5\",\"B\"\r\n";
const CODES: &str = "list,code,label\r\nkind,A,甲\r\nkind,B,乙\r\n";
const DICTIONARY: &str = "table_name,column_name,description\r\ndata,item,件名\r\n";
const HISTORY: &str = "version,description\r\n1.0.0,最初\r\n";
const README: &str = "文字コードはUTF-8(BOMなし)です。";

/// What stands for a file that is not there.
const GONE: &[u8] = b"(gone)";

fn file(path: &str, bytes: impl Into<Vec<u8>>) -> LintFile {
    LintFile { path: path.to_owned(), bytes: bytes.into() }
}

/// The rules that these files break beside those that break none; a file of the same path takes the place of one.
fn broken(files: Vec<LintFile>) -> BTreeSet<&'static str> {
    let sound = [
        ("data.csv", DATA),
        ("codes.csv", CODES),
        ("dictionary.csv", DICTIONARY),
        ("history.csv", HISTORY),
        ("README.txt", README),
    ];
    let mut all: Vec<LintFile> = sound
        .into_iter()
        .filter(|(path, _)| files.iter().all(|own| own.path != *path))
        .map(|(path, text)| file(path, text))
        .collect();
    all.extend(files.into_iter().filter(|own| own.bytes != GONE));
    lint(&all).breaches.into_iter().map(|breach| breach.rule).collect()
}

fn only(rule: &'static str) -> BTreeSet<&'static str> {
    BTreeSet::from([rule])
}

/// `data.csv` with these rows behind its header.
fn rows(rows: &str) -> Vec<LintFile> {
    let header = DATA.lines().next().unwrap();
    vec![file("data.csv", format!("{header}\r\n{rows}"))]
}

fn sheet(draw: impl FnOnce(&mut Worksheet)) -> Vec<LintFile> {
    let mut sheet = Worksheet::new();
    sheet.set_name("data").unwrap();
    for (col, name) in (0..).zip(["area_code", "area_name", "item", "amount_yen"]) {
        sheet.write_string(0, col, name).unwrap();
    }
    for (row, item, amount) in [(1, "庁舎", 1200.0), (2, "学校", 300.0)] {
        sheet.write_string(row, 0, "132110").unwrap();
        sheet.write_string(row, 1, "見本市").unwrap();
        sheet.write_string(row, 2, item).unwrap();
        sheet.write_number(row, 3, amount).unwrap();
    }
    draw(&mut sheet);
    let mut book = Workbook::new();
    book.push_worksheet(sheet);
    vec![file("book.xlsx", book.save_to_buffer().unwrap())]
}

#[test]
fn a_sound_folder_breaks_no_rule() {
    assert_eq!(broken(Vec::new()), BTreeSet::new());
    assert_eq!(broken(sheet(|_| {})), BTreeSet::new());
}

#[test]
fn every_rule_has_a_file_that_breaks_it_alone() {
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    let mut breaks = |rule: &'static str, files: Vec<LintFile>| {
        let found = broken(files);
        if found != only(rule) {
            wrong.push((rule, found));
        }
        seen.insert(rule);
    };
    breaks("L1-01", vec![file("data.pdf", "%PDF")]);
    breaks("L1-01", vec![file("data.xls", "x")]);
    breaks("L1-01", vec![file("broken.xlsx", "no workbook")]);
    breaks(
        "L1-02",
        rows("132110,見本市,庁舎,2021,1,A\r\n,,,,,\r\n132110,見本市,公園,2021,2,A\r\n"),
    );
    breaks("L1-03", split_sheets());
    breaks("L1-04", rows("132110,見本市,庁舎,2021,1,A\r\n※ 見込みの額,,,,,\r\n"));
    breaks("L1-05", vec![file("data.csv", DATA.replace("\"kind\"", "\"\""))]);
    breaks("L1-06", rows("132110,見本市,庁　舎,2021,1,A\r\n"));
    breaks("L1-06", rows("132110,見本市, 庁舎,2021,1,A\r\n"));
    breaks(
        "L1-07",
        vec![file("data.csv", DATA.replace("item", "place").replace("庁舎", "庁舎、学校、公園"))],
    );
    breaks(
        "L1-07",
        rows(
            "132110,見本市,庁舎,2021,1,A\r\n132110,見本市,学校,2021,1,A\r\n132110,見本市,12(3),2021,1,A\r\n",
        ),
    );
    breaks("L1-08", cp932());
    breaks("L1-09", rows("132110,見本市,庁舎,2021,1,A\r\n132110,見本市,学校,2021,,A\r\n"));
    breaks(
        "L1-10",
        sheet(|sheet| {
            sheet.insert_note(1, 2, &Note::new("注")).unwrap();
        }),
    );
    breaks(
        "L1-11",
        sheet(|sheet| {
            let yellow = Format::new().set_background_color(Color::Yellow);
            sheet.write_string_with_format(2, 2, "学校", &yellow).unwrap();
        }),
    );
    breaks(
        "L1-12",
        sheet(|sheet| {
            sheet.merge_range(3, 0, 3, 1, "132110", &Format::new()).unwrap();
            sheet.write_string(3, 2, "公園").unwrap();
            sheet.write_number(3, 3, 5.0).unwrap();
        }),
    );
    breaks(
        "L1-13",
        sheet(|sheet| {
            sheet.set_row_hidden(2).unwrap();
        }),
    );
    breaks(
        "L1-13",
        sheet(|sheet| {
            sheet.set_column_hidden(2).unwrap();
        }),
    );
    breaks("L1-15", rows("132110,見本市,庁舎,2021,1\r\n"));
    for number in ["▲12", "12円", "\"1,234\"", "１２", "12(注)"] {
        let text = format!("132110,見本市,庁舎,2021,1,A\r\n132110,見本市,学校,2021,{number},A\r\n");
        breaks("L2-01", rows(&text));
    }
    breaks(
        "L2-01",
        sheet(|sheet| {
            sheet.write_string(2, 3, "300").unwrap();
        }),
    );
    breaks("L2-02", rows("132110,見本市,庁舎,2021,1,A\r\n,見本市,学校,2021,2,A\r\n"));
    breaks("L2-02", rows("132110,見本市,庁舎,2021,1,A\r\n132110,見本市,同上,2021,2,A\r\n"));
    breaks("L2-03", vec![file("data.csv", DATA.replace("\"kind\"", "\"item\""))]);
    breaks("L2-04", choices());
    breaks("L2-05", rows("132110,見本市,その他(公園),2021,1,A\r\n"));
    breaks(
        "L2-06",
        sheet(|sheet| {
            sheet
                .write_formula(2, 3, rust_xlsxwriter::Formula::new("=100*3").set_result("300"))
                .unwrap();
        }),
    );
    breaks(
        "L3-01",
        vec![file("data.csv", "1,2,3\r\n4,5,6\r\n")].into_iter().map(without_areas).collect(),
    );
    breaks("L3-02", without("codes.csv"));
    breaks("L3-03", signs());
    breaks("L3-04", vec![file("data.csv", DATA.replace("amount_yen", "amount"))]);
    breaks("L3-05", rows("132110,見本市,庁舎,令和3年度,1,A\r\n"));
    breaks("L3-05", rows("132110,見本市,庁舎,2021,1,A\r\n132110,見本市,学校,2021年度,1,A\r\n"));
    breaks("L3-06", rows("132110,小平,庁舎,2021,1,A\r\n"));
    breaks("L3-07", series());
    breaks("L3-08", without("history.csv"));
    breaks("L3-08", without("README.txt"));
    breaks("L3-09", years());
    assert_eq!(wrong, []);
    // A line break in a field is seen as two lines in a cell as well.
    let lines = broken(rows("132110,見本市,\"庁\r\n舎\",2021,1,A\r\n"));
    assert!(lines.contains("L1-14"), "{lines:?}");
    seen.insert("L1-14");
    let all: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(seen, all);
}

/// A file in the old encoding.
fn cp932() -> Vec<LintFile> {
    let text = DATA.replace("庁舎", "庁舎①");
    vec![file("data.csv", encoding_rs::SHIFT_JIS.encode(&text).0.into_owned())]
}

/// One table on two sheets.
fn split_sheets() -> Vec<LintFile> {
    let mut book = Workbook::new();
    for name in ["north", "south"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (col, text) in (0..).zip(["area_code", "area_name", "item"]) {
            sheet.write_string(0, col, text).unwrap();
        }
        for (col, text) in (0..).zip(["132110", "見本市", "庁舎"]) {
            sheet.write_string(1, col, text).unwrap();
        }
    }
    vec![file("book.xlsx", book.save_to_buffer().unwrap())]
}

/// Without a column of areas there is a header of numbers alone to tell of.
fn without_areas(own: LintFile) -> LintFile {
    LintFile { path: "replaced.csv".to_owned(), ..own }
}

/// Twenty rows of one choice and one that is nearly the same.
fn choices() -> Vec<LintFile> {
    let row = |item: &str| format!("132110,見本市,{item},2021,1,A\r\n");
    let many: String = (0..40).map(|_| row("予定どおり進行")).collect();
    rows(&format!("{many}{}", row("予定どおりに進行")))
}

/// A sign instead of a number that nothing explains.
fn signs() -> Vec<LintFile> {
    rows("132110,見本市,庁舎,2021,1,A\r\n132110,見本市,学校,2021,x,A\r\n")
}

/// Two years of one series with another layout.
fn series() -> Vec<LintFile> {
    vec![file("y2021.csv", DATA), file("y2022.csv", DATA.replace("amount_yen", "sum_yen"))]
}

/// Without one of the files beside the tables.
fn without(path: &str) -> Vec<LintFile> {
    vec![file(path, GONE)]
}

/// A column for each year.
fn years() -> Vec<LintFile> {
    let text = "area_code,area_name,2020,2021,2022\r\n132110,見本市,1,2,3\r\n";
    vec![file("data.csv", text)]
}
