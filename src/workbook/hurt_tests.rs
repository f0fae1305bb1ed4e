//! Damaged files: whatever the bytes are, opening ends with a workbook or an error, soon and without a panic.
//!
//! What would hurt a reader without limits is never made here. A guard is tested with a harmless file at a lowered
//! limit (`limit_tests.rs`), or beside its code with the few numbers that it judges.

#[path = "../../tests/common/records.rs"]
mod records;

use super::workshop::{ods, package, sample, with_sheet, xlsb};
use super::*;
use crate::terms::CellRef;

fn opened(bytes: &[u8]) -> Result<Workbook, OpenError> {
    open(bytes, "form.xlsx", &Limits::default())
}

fn content_of<'a>(book: &'a Workbook, at: &str) -> Option<&'a Content> {
    let at: CellRef = at.parse().expect("an address");
    book.sheets[0].cells.get(&at).map(|cell| &cell.content)
}

/// A small generator of its own, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/workbook/");
    std::fs::read(format!("{folder}{name}")).expect("the fixture is there")
}

#[test]
fn no_bytes_and_other_files_are_named() {
    assert_eq!(opened(b""), Err(OpenError::Empty));
    let found = opened("番号,名称\n1,試験\n".as_bytes());
    assert_eq!(found, Err(OpenError::NotAWorkbook { looks_like: LooksLike::Csv }));
    let word = package(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<d/>")]);
    assert_eq!(
        opened(&word),
        Err(OpenError::NotAWorkbook { looks_like: LooksLike::OtherDocument })
    );
    let zip = package(&[("readme.txt", b"text")]);
    assert_eq!(opened(&zip), Err(OpenError::NotAWorkbook { looks_like: LooksLike::Archive }));
}

#[test]
fn cut_off_files_are_damaged() {
    for bytes in [sample(), fixture("office.ods"), fixture("office.xls"), xlsb(1)] {
        let step = (bytes.len() / 97).max(1);
        // The rest of the last sector of an .xls may be missing.
        let most = bytes.len() - if bytes[0] == 0xD0 { 512 } else { 0 };
        for end in (9..most).step_by(step) {
            assert!(opened(&bytes[..end]).is_err(), "cut at {end} of {}", bytes.len());
        }
    }
}

#[test]
fn random_bytes_and_flipped_bits_never_panic() {
    let mut dice = Dice(20_260_401);
    for magic in [&b"PK\x03\x04"[..], b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"", b"\x09\x08"] {
        for _ in 0..100 {
            let mut bytes = magic.to_vec();
            bytes.extend((0..dice.roll(3000)).map(|_| dice.0 as u8 ^ (dice.0 >> 40) as u8));
            let _ = opened(&bytes);
        }
    }
    let xls = fixture("office.xls");
    let names = records::spared(&xls);
    for (file, rounds, spared) in [
        (sample(), 150, Vec::new()),
        (fixture("office.ods"), 100, Vec::new()),
        (xls, 400, names),
        (xlsb(1), 150, Vec::new()),
    ] {
        for _ in 0..rounds {
            let mut bytes = file.clone();
            for _ in 0..=dice.roll(4) {
                let at = dice.roll(bytes.len());
                let bit = 1 << dice.roll(8);
                if !spared.iter().any(|range| range.contains(&at)) {
                    bytes[at] ^= bit;
                }
            }
            let _ = opened(&bytes);
        }
    }
}

#[test]
fn broken_records_under_sound_checksums_never_panic() {
    // Flipped bits in a package mostly end at its checksum; these reach the readers behind it.
    let mut dice = Dice(7);
    let rows = r#"<row r="1" spans="1:3"><c r="A1" s="0" t="s"><v>0</v></c><c r="B1"><f>A1*2</f><v>1.5</v></c><c r="C1" t="inlineStr"><is><t>x</t></is></c></row>"#;
    let inside = format!(
        "<dimension ref=\"A1:C1\"/><cols><col min=\"1\" max=\"2\" hidden=\"1\"/></cols><sheetData>{rows}</sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>"
    );
    let strings = "<sst count=\"1\" uniqueCount=\"1\"><si><t>文</t></si></sst>";
    for _ in 0..300 {
        let mut damaged = inside.clone().into_bytes();
        for _ in 0..=dice.roll(3) {
            let at = dice.roll(damaged.len());
            damaged[at] = b"<>\"/ 09AZ:;&="[dice.roll(13)];
        }
        let damaged = String::from_utf8_lossy(&damaged).into_owned();
        let _ = opened(&with_sheet(&damaged, &[("xl/sharedStrings.xml", strings)]));
    }
}

#[test]
fn encrypted_files_are_told() {
    for name in ["encrypted.xlsx", "encrypted.ods", "encrypted.xls"] {
        assert_eq!(opened(&fixture(name)), Err(OpenError::Encrypted), "{name}");
    }
}

#[test]
fn a_list_of_sheets_that_two_readers_see_differently_is_damaged() {
    let listed_twice = r#"<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/><sheet name="T" r:id="rId1"/></sheets></workbook>"#;
    let twice = with_sheet("<sheetData/>", &[("xl/workbook.xml", listed_twice)]);
    assert!(matches!(opened(&twice), Err(OpenError::Damaged { .. })));
    let none = r#"<workbook xmlns:r="r"><sheets/></workbook>"#;
    let none = with_sheet("<sheetData/>", &[("xl/workbook.xml", none)]);
    assert_eq!(opened(&none), Err(OpenError::NoSheets));
}

#[test]
fn one_broken_sheet_leaves_the_others() {
    let workbook = r#"<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/><sheet name="T" r:id="rId2"/></sheets></workbook>"#;
    let rels = r#"<Relationships><Relationship Id="rId1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#;
    let bytes = with_sheet(
        r#"<sheetData><row><c><v>1</v></c></row></sheetData>"#,
        &[
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", rels),
            ("xl/worksheets/sheet2.xml", "<worksheet>&unknown;</worksheet>"),
        ],
    );
    let book = opened(&bytes).expect("one sheet is sound");
    assert_eq!(book.sheets[0].cells.len(), 1);
    assert!(book.sheets[1].cells.is_empty());
    assert!(matches!(&book.oddities[..], [Oddity::SheetUnreadable { sheet, .. }] if sheet == "T"));
}

#[test]
fn empty_repeats_of_opendocument_cost_nothing() {
    // As LibreOffice writes the rest of a sheet, with a cell below it.
    let bytes = ods(
        r#"<table:table table:name="S"><table:table-row table:number-rows-repeated="1000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row><table:table-cell/><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>"#,
    );
    let limits = Limits { area_cells: 10, ..Limits::default() };
    let book = open(&bytes, "form.ods", &limits).expect("one cell");
    assert_eq!(content_of(&book, "B1001"), Some(&Content::Number(1.into())));
}

#[test]
fn binary_workbooks_are_read() {
    let book = open(&xlsb(1), "form.xlsb", &Limits::default()).expect("a sound workbook");
    assert_eq!(book.format, FileFormat::Xlsb);
    assert_eq!(content_of(&book, "B3"), Some(&Content::Number("2.5".parse().expect("a number"))));
    assert_eq!(content_of(&book, "C3"), Some(&Content::Text("文".into())));
    assert!(book.oddities.is_empty());
}

/// SheetJS marks every entry of the last table as used, whether the file goes on or not.
#[test]
fn sectors_marked_behind_the_end_of_an_xls_are_no_damage() {
    let mut bytes = fixture("office.xls");
    let number = |bytes: &[u8], at: usize| {
        u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
    };
    let table = 512 * (number(&bytes, 76) as usize + 1);
    let sectors = bytes.len() / 512 - 1;
    assert!(sectors < 128, "one table is enough");
    for entry in sectors..128 {
        let at = table + 4 * entry;
        assert_eq!(number(&bytes, at), u32::MAX, "it was free");
        bytes[at..at + 4].copy_from_slice(&0xFFFF_FFFE_u32.to_le_bytes());
    }
    let sound = open(&fixture("office.xls"), "form.xls", &Limits::default());
    assert_eq!(open(&bytes, "form.xls", &Limits::default()), sound);
}
