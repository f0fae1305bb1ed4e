//! What people do to a form of their own, and what is said about it.

use matome::testing::{Program, ProgramKind};
use serde_json::Value as Json;

use super::sheet::{Drawing, Look};
use super::{assert_same, codes, completed, read, ten, values};
use crate::rules::bench::{replaced, with_part};

/// The hand-made form after a change, checked by the completed description.
fn changed(code: i32, change: &dyn Fn(&mut Drawing, &Program)) -> Json {
    let (plan, _) = ten::schema();
    read(&completed(), &ten::workbooks(&plan, true, change), code)
}

fn unchanged() -> Json {
    changed(0, &|_, _| {})
}

/// The form rates one program better than its indicator, on purpose.
const OF_THE_FORM: &str = "X402 4 rating";

/// The findings that a change brings.
fn brought(code: i32, change: &dyn Fn(&mut Drawing, &Program)) -> Vec<String> {
    let mut codes = codes(&changed(code, change));
    codes.retain(|finding| finding != OF_THE_FORM);
    codes
}

#[test]
fn inserted_rows_and_columns_do_no_harm() {
    let moved = changed(0, &|sheet, program| {
        // The other form is read from an address, which moves with nothing.
        if program.kind == ProgramKind::Study {
            return;
        }
        // In the head, in the middle, and left of everything.
        sheet.insert(3, 2, 0, 3);
        sheet.insert(20, 5, 6, 0);
        if program.no.0 == 3 {
            sheet.insert(31, 1, 60, 0);
        }
    });
    assert_same(&values(&moved), &values(&unchanged()));
    assert_eq!(codes(&moved), [OF_THE_FORM]);
}

/// A hidden column between a label and its answer is passed over, and named.
#[test]
fn hidden_columns_are_no_steps() {
    let hidden = changed(0, &|sheet, program| {
        if program.no.0 == 7 {
            sheet.insert_hidden(3);
        }
    });
    assert_same(&values(&hidden), &values(&unchanged()));
    let findings = hidden["findings"].as_array().unwrap();
    assert!(findings.iter().any(|finding| finding["code"] == "F108" && finding["program"] == 7));
}

/// White letters and notes are told of a form that somebody else made as of one made here.
#[test]
fn what_nobody_sees_and_what_lies_on_a_sheet_are_told() {
    let (plan, _) = ten::schema();
    let mut files = ten::workbooks(&plan, true, &|_, _| {});
    let comments = r#"<comments><commentList><comment ref="A1"><text><t>速報値です</t></text></comment></commentList></comments>"#;
    let relations = r#"<Relationships><Relationship Id="n1" Type="x/comments" Target="/xl/comments1.xml"/></Relationships>"#;
    for book in files.values_mut() {
        let white = "$1<color rgb=\"FFFFFFFF\"/>";
        let hidden =
            replaced(book, "xl/styles.xml", r#"(<fonts[^>]*><font>.*?)<color theme="1"/>"#, white);
        let rels = "xl/worksheets/_rels/sheet1.xml.rels";
        let noted = with_part(&hidden, rels, relations.as_bytes());
        *book = with_part(&noted, "xl/comments1.xml", comments.as_bytes());
    }
    let document = read(&completed(), &files, 0);
    assert_same(&values(&document), &values(&unchanged()));
    let findings = document["findings"].as_array().unwrap();
    let of = |code: &str| findings.iter().filter(|one| one["code"] == code).collect::<Vec<_>>();
    assert!(of("V232").iter().all(|one| one["severity"] == "warning" && one["cell"].is_string()));
    assert!(!of("V232").is_empty());
    let noted = of("L322");
    assert!(
        noted.iter().any(|one| one["value"] == "速報値です" && one["cell"] == "A1"),
        "{noted:?}"
    );
}

#[test]
fn moved_and_foreign_sheets_do_no_harm_but_are_named() {
    let (plan, _) = ten::schema();
    let mut files = ten::workbooks(&plan, true, &|_, _| {});
    let mut sheets: Vec<Drawing> = Vec::new();
    let mut note = Drawing::new("メモ");
    note.put("B2", "要相談", Look::Plain);
    sheets.push(note);
    // All divisions in one workbook, in another order.
    let mut of_all = std::cell::RefCell::new(Vec::new());
    ten::workbooks(&plan, true, &|sheet, _| of_all.borrow_mut().push(sheet.clone()));
    of_all.get_mut().reverse();
    sheets.append(of_all.get_mut());
    files.clear();
    files.insert("まとめ.xlsx".to_owned(), Drawing::workbook(&sheets));
    let read = read(&completed(), &files, 0);
    assert_same(&values(&read), &values(&unchanged()));
    let findings = read["findings"].as_array().unwrap();
    let named = findings.iter().find(|finding| finding["code"] == "L307").unwrap();
    assert_eq!((&named["sheet"], &named["cell"]), (&"メモ".into(), &"B2".into()));
}

#[test]
fn a_label_that_stands_twice_is_not_guessed() {
    let found = brought(1, &|sheet, program| {
        if program.no.0 == 1 {
            sheet.put("A50:D50", "課題", Look::Label);
            sheet.put("E50:AN50", "別の課題", Look::Input);
        }
    });
    assert!(found.contains(&"L312 1 issues".to_owned()), "{found:?}");
    let read = changed(1, &|sheet, program| {
        if program.no.0 == 1 {
            sheet.put("A50:D50", "課題", Look::Label);
        }
    });
    assert!(!values(&read).contains_key(&(1, "issues".to_owned())));
}

#[test]
fn a_label_that_is_gone_is_named() {
    let found = brought(1, &|sheet, program| {
        if program.no.0 == 2 {
            sheet.drop("A29");
        }
    });
    assert!(found.contains(&"L305 2 achievement".to_owned()), "{found:?}");
    // What stood beside it is told too.
    assert!(found.contains(&"L307 2 null".to_owned()), "{found:?}");
}

#[test]
fn the_next_label_is_never_read_as_an_answer() {
    // The row of 成果 is deleted but for its label: below it comes the next label.
    let form = completed()
        .replace("find = { label = \"成果\" }", "find = { label = \"成果\", go = \"below\" }");
    let (plan, _) = ten::schema();
    let found = codes(&read(&form, &ten::workbooks(&plan, true, &|_, _| {}), 1));
    assert!(found.contains(&"L324 1 achievement".to_owned()), "{found:?}");
}

/// An answer of the very word that the form prints is told with its cell: it may as well be the next label.
#[test]
fn an_answer_of_the_word_of_a_label_is_told_with_its_cell() {
    let document = changed(1, &|sheet, program| {
        if program.no.0 == 2 {
            sheet.say("E29", "課題");
        }
    });
    let findings = document["findings"].as_array().unwrap();
    let told = findings.iter().find(|finding| finding["code"] == "L324").unwrap();
    assert_eq!((&told["cell"], &told["value"]), (&"E29".into(), &"課題".into()));
    assert_eq!(told["field"], "achievement");
}

#[test]
fn a_unit_that_contradicts_is_not_guessed() {
    // The unit of a counted indicator, and one of money that is no money at all.
    let found = brought(1, &|sheet, program| match program.no.0 {
        2 => sheet.say("M21", "人"),
        4 => sheet.say("AH21", "区画"),
        _ => {}
    });
    assert_eq!(found, ["V206 2 indicator_bookings_actual", "V206 4 effect_1_actual"]);
    // An empty cell where the unit of money should stand leaves it open.
    let open = changed(1, &|sheet, program| {
        if program.no.0 == 6 {
            sheet.say("AH21", "");
        }
    });
    assert_eq!(values(&open)[&(6, "effect_1_actual".to_owned())]["value"], Json::Null);
    // In yen instead of thousands the same number is a thousandth.
    let yen = changed(0, &|sheet, program| {
        if program.no.0 == 6 {
            sheet.say("AH21", "(円)");
        }
    });
    assert_eq!(values(&yen)[&(6, "effect_1_actual".to_owned())]["value"], "3150");
}

#[test]
fn a_program_that_is_not_told_for_certain_is_not_read() {
    let found = brought(1, &|sheet, program| match program.no.0 {
        1 => sheet.say("D3", ""),
        2 => sheet.say("D3", "② 見本の広報の充実"),
        4 => sheet.say("D3", "⑯"),
        _ => {}
    });
    let unclear = found.iter().filter(|finding| finding.starts_with("L313")).count();
    assert_eq!(unclear, 2, "{found:?}");
    assert!(found.iter().any(|finding| finding.starts_with("S503")), "{found:?}");
    let read = changed(1, &|sheet, program| {
        if program.no.0 == 1 {
            sheet.say("D3", "");
        }
    });
    assert_eq!(read["missing"][0]["program"], 1);
}

#[test]
fn the_name_of_a_program_stands_for_its_number() {
    let (plan, _) = ten::schema();
    let form =
        completed().replace("program = { label = \"番号\" }", "program = { label = \"取組名\" }");
    let read = read(&form, &ten::workbooks(&plan, true, &|_, _| {}), 0);
    assert_same(&values(&read), &values(&unchanged()));
}

#[test]
fn another_division_or_year_does_not_count() {
    let found = brought(1, &|sheet, program| match program.no.0 {
        1 => sheet.say("AE3", "見本人事課"),
        4 => sheet.say("AE2", "令和4年度"),
        _ => {}
    });
    assert!(found.contains(&"S502 1 null".to_owned()), "{found:?}");
    assert!(found.iter().any(|finding| finding.starts_with("S501")), "{found:?}");
}

#[test]
fn lines_beyond_the_described_ones_are_read_up_to_the_end() {
    let (plan, _) = ten::schema();
    let form = completed().replace("lines = 4", "lines = 1");
    let read = read(&form, &ten::workbooks(&plan, true, &|_, _| {}), 0);
    assert_same(&values(&read), &values(&unchanged()));
    // Without the row that ends the table, nothing tells how far it goes.
    let found = brought(1, &|sheet, program| {
        if program.no.0 == 4 {
            sheet.drop("T25");
        }
    });
    assert!(found.contains(&"L305 4 effects".to_owned()), "{found:?}");
}
