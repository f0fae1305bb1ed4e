//! The sample as its writer made it and as LibreOffice saved it again in three formats, after two rows were inserted
//! above the fourth one: what survives of values, names, merged cells and properties in each.
//!
//! The fixtures were made from the sample of the workshop; `tests/fixtures/workbook/README.md` says how.

use rust_decimal::Decimal;

use super::workshop::{FIELDS, sample};
use super::*;
use crate::terms::Area;
use crate::terms::CellRef;

fn fixture(name: &str) -> Workbook {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/workbook/");
    let bytes = std::fs::read(format!("{folder}{name}")).expect("the fixture is there");
    open(&bytes, name, &Limits::default()).expect("a sound workbook")
}

fn cell<'a>(book: &'a Workbook, at: &str) -> Option<&'a Cell> {
    book.sheets[0].cells.get(&at.parse().expect("an address"))
}

fn content<'a>(book: &'a Workbook, at: &str) -> Option<&'a Content> {
    cell(book, at).map(|cell| &cell.content)
}

fn number(text: &str) -> Content {
    Content::Number(text.parse::<Decimal>().expect("a number"))
}

fn text(text: &str) -> Content {
    Content::Text(text.into())
}

fn day(year: i16, month: i8, day: i8) -> Content {
    Content::Date { date: jiff::civil::date(year, month, day).at(0, 0, 0, 0), serial_odd: false }
}

fn place(book: &Workbook, name: &str) -> Option<(usize, String)> {
    let found = book.names.get(name)?;
    let Area { first, last } = found.area;
    Some((found.sheet, format!("{first}:{last}")))
}

#[test]
fn the_sample_is_read_as_written() {
    let book = open(&sample(), "form.xlsx", &Limits::default()).expect("a sound workbook");
    assert_eq!(book.format, FileFormat::Xlsx);
    let shown: Vec<_> = book.sheets.iter().map(|sheet| (&*sheet.name, sheet.visibility)).collect();
    assert_eq!(
        shown,
        [
            ("No.12", Visibility::Visible),
            ("It's 一覧", Visibility::Visible),
            ("_matome", Visibility::VeryHidden)
        ]
    );
    assert_eq!(content(&book, "C2"), Some(&number("18000")));
    assert_eq!(content(&book, "C3"), Some(&number("0.623")));
    assert_eq!(cell(&book, "C3").and_then(|cell| cell.format.as_deref()), Some("0.0%"));
    assert_eq!(cell(&book, "C2").and_then(|cell| cell.format.as_deref()), None);
    assert_eq!(content(&book, "C4"), Some(&day(2021, 4, 1)));
    // An era year alone, which the reading library takes for a number.
    assert_eq!(content(&book, "C5"), Some(&day(2021, 4, 1)));
    assert_eq!(content(&book, "C6"), Some(&Content::Bool(true)));
    assert_eq!(content(&book, "C7"), Some(&text("　")));
    assert_eq!(content(&book, "C8"), Some(&text("一行目\n二行目")));
    assert_eq!(content(&book, "C9"), Some(&number("36000")));
    assert_eq!(cell(&book, "C9").and_then(|cell| cell.formula.as_deref()), Some("C2*2"));
    assert_eq!(content(&book, "C10"), Some(&Content::Error("#DIV/0!".to_owned())));
    assert_eq!(content(&book, "C11"), Some(&number("-0.1")));
    // A style without content.
    assert_eq!(content(&book, "C13"), None);
    let sheet = &book.sheets[0];
    assert_eq!(sheet.merges, [Area::new(CellRef::new(1, 4), CellRef::new(2, 6))]);
    assert!(sheet.hidden_rows.contains(&50) && sheet.hidden_rows.len() == 1);
    assert!(sheet.hidden_cols.contains(&9) && sheet.hidden_cols.len() == 1);
    assert_eq!(sheet.protected, Some(true));
    assert_eq!(book.sheets[1].protected, Some(false));
    assert_eq!(book.names.len() as u32, FIELDS + 3);
    assert_eq!(place(&book, "field_100"), Some((0, "C101:C101".to_owned())));
    assert_eq!(place(&book, "head"), Some((0, "E2:G3".to_owned())));
    assert_eq!(place(&book, "other"), Some((1, "D4:D4".to_owned())));
    assert_eq!(place(&book, "mark"), Some((2, "A1:A1".to_owned())));
    assert_eq!(book.properties["matome.form"], "form-a");
    assert_eq!(book.properties["matome.version"], "4");
    assert_eq!(book.sheets[0].attached.len(), 1);
    assert_eq!(book.oddities, []);
}

#[test]
fn names_values_and_properties_survive_an_office_program_in_every_format() {
    for (name, format) in [
        ("office.xlsx", FileFormat::Xlsx),
        ("office.ods", FileFormat::Ods),
        ("office.xls", FileFormat::Xls),
    ] {
        let book = fixture(name);
        assert_eq!(book.format, format);
        let sheets: Vec<&str> = book.sheets.iter().map(|sheet| &*sheet.name).collect();
        assert_eq!(sheets, ["No.12", "It's 一覧", "_matome"], "{name}");
        assert_eq!(book.sheets[0].visibility, Visibility::Visible, "{name}");
        assert_ne!(book.sheets[2].visibility, Visibility::Visible, "{name}");
        // Rows 4 and 5 were inserted: fields 1 and 2 stay, all others are two lower.
        for field in 1..=FIELDS {
            let row = if field <= 2 { field + 1 } else { field + 3 };
            let expected = (0, format!("C{row}:C{row}"));
            assert_eq!(place(&book, &format!("field_{field:03}")), Some(expected), "{name}");
        }
        assert_eq!(place(&book, "head"), Some((0, "E2:G3".to_owned())), "{name}");
        assert_eq!(place(&book, "other"), Some((1, "D4:D4".to_owned())), "{name}");
        assert_eq!(place(&book, "mark"), Some((2, "A1:A1".to_owned())), "{name}");
        assert_eq!(book.properties["matome.form"], "form-a", "{name}");
        assert_eq!(book.properties["matome.version"], "4", "{name}");
        let merged = Area::new(CellRef::new(1, 4), CellRef::new(2, 6));
        assert_eq!(book.sheets[0].merges, [merged], "{name}");

        assert_eq!(content(&book, "A1"), Some(&text("実施状況調査票")), "{name}");
        assert_eq!(content(&book, "C2"), Some(&number("18000")), "{name}");
        assert_eq!(content(&book, "C3"), Some(&number("0.623")), "{name}");
        assert_eq!(content(&book, "C6"), Some(&day(2021, 4, 1)), "{name}");
        // The era year alone.
        assert_eq!(content(&book, "C7"), Some(&day(2021, 4, 1)), "{name}");
        assert_eq!(content(&book, "C8"), Some(&Content::Bool(true)), "{name}");
        assert_eq!(content(&book, "C9"), Some(&text("　")), "{name}");
        assert_eq!(content(&book, "C10"), Some(&text("一行目\n二行目")), "{name}");
        assert_eq!(content(&book, "C11"), Some(&number("36000")), "{name}");
        assert!(cell(&book, "C11").is_some_and(|cell| cell.formula.is_some()), "{name}");
        assert_eq!(content(&book, "C12"), Some(&Content::Error("#DIV/0!".to_owned())), "{name}");
        assert_eq!(content(&book, "C13"), Some(&number("-0.1")), "{name}");
        assert_eq!(content(&book, "C14"), Some(&number("100000")), "{name}");
        assert_eq!(content(&book, "C15"), None, "{name}");
        assert_eq!(content(&book, "C61"), Some(&Content::Error("#N/A".to_owned())), "{name}");
        assert_eq!(content(&book, "C62"), Some(&text("実施状況調査票")), "{name}");
        assert_eq!(content(&book, "B103"), Some(&text("項目100")), "{name}");
        let notes: Vec<AttachedKind> = book.sheets[0].attached.iter().map(|one| one.kind).collect();
        assert_eq!(notes, [AttachedKind::Note], "{name}");
        assert_eq!(book.oddities, [], "{name}");
    }
}

#[test]
fn a_copied_sheet_brings_names_of_its_own_that_change_nothing() {
    for name in ["copied.xlsx", "copied.ods", "copied.xls"] {
        let book = fixture(name);
        assert_eq!(book.sheets.len(), 2, "{name}");
        let original =
            book.sheets.iter().position(|sheet| &*sheet.name == "元").expect("it is there");
        assert_eq!(place(&book, "total"), Some((original, "B2:B2".to_owned())), "{name}");
        let told = Oddity::SheetScopedName { name: "total".to_owned(), sheet: "写し".to_owned() };
        // OpenDocument keeps such names inside the sheet, where nobody looks.
        assert_eq!(book.oddities.contains(&told), !name.ends_with("ods"), "{name}");
    }
}

#[test]
fn an_extension_that_does_not_fit_is_told() {
    let book = open(&sample(), "form.xls", &Limits::default()).expect("a sound workbook");
    let told = Oddity::ExtensionMismatch { extension: "xls".to_owned(), format: FileFormat::Xlsx };
    assert!(book.oddities.contains(&told));
}
