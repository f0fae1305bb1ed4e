//! Files made to hurt: whatever the bytes are, opening ends with a workbook or an error, soon and without a panic.

use super::workshop::{ods, package, sample, with_rows, with_sheet, xlsb};
use super::*;
use crate::terms::CellRef;

fn opened(bytes: &[u8]) -> Result<Workbook, OpenError> {
    open(bytes, "form.xlsx", &Limits::default())
}

fn limit(bytes: &[u8]) -> Option<LimitKind> {
    match opened(bytes) {
        Err(OpenError::Limit { which, .. }) => Some(which),
        _ => None,
    }
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
    for (file, rounds) in [
        (sample(), 150),
        (fixture("office.ods"), 100),
        (fixture("office.xls"), 400),
        (xlsb(1), 150),
    ] {
        for _ in 0..rounds {
            let mut bytes = file.clone();
            for _ in 0..=dice.roll(4) {
                let at = dice.roll(bytes.len());
                bytes[at] ^= 1 << dice.roll(8);
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
fn forged_counts_are_refused_before_memory_is_taken() {
    for count in ["4000000000", "18446744073709551615", "+4000000000"] {
        let strings = format!("<sst uniqueCount=\"{count}\"><si><t>a</t></si></sst>");
        let bytes = with_sheet("<sheetData/>", &[("xl/sharedStrings.xml", strings.as_str())]);
        assert_eq!(limit(&bytes), Some(LimitKind::SharedStrings), "{count}");
    }
    assert_eq!(limit(&xlsb(4_000_000_000)), Some(LimitKind::SharedStrings));
}

#[test]
fn large_texts_and_deep_nests_are_limited() {
    let long = "あ".repeat(32_768);
    let rows = format!(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{long}</t></is></c></row>"#);
    assert_eq!(limit(&with_rows(&rows)), Some(LimitKind::TextChars));
    let exact = "あ".repeat(32_767);
    let rows = format!(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{exact}</t></is></c></row>"#);
    assert!(opened(&with_rows(&rows)).is_ok());
    let zeros = " ".repeat(10 * 1024 * 1024);
    assert_eq!(limit(&with_sheet(&zeros, &[])), Some(LimitKind::Ratio));
    let deep = format!("{}{}", "<x>".repeat(70), "</x>".repeat(70));
    assert_eq!(limit(&with_sheet(&deep, &[])), Some(LimitKind::XmlDepth));
    let tight = Limits { cells_per_workbook: 1, ..Limits::default() };
    let two = with_rows(r#"<row><c><v>1</v></c><c><v>2</v></c></row>"#);
    assert!(matches!(
        open(&two, "a.xlsx", &tight),
        Err(OpenError::Limit { which: LimitKind::Cells, .. })
    ));
    let tight = Limits { part_bytes: 100, ..Limits::default() };
    assert!(matches!(
        open(&two, "a.xlsx", &tight),
        Err(OpenError::Limit { which: LimitKind::PartBytes, .. })
    ));
    let tight = Limits { entries: 2, ..Limits::default() };
    assert!(matches!(
        open(&two, "a.xlsx", &tight),
        Err(OpenError::Limit { which: LimitKind::Entries, .. })
    ));
    let tight = Limits { file_bytes: 2, ..Limits::default() };
    assert!(matches!(
        open(&two, "a.xlsx", &tight),
        Err(OpenError::Limit { which: LimitKind::FileBytes, .. })
    ));
}

#[test]
fn packages_that_two_readers_see_differently_are_damaged() {
    let damaged = |bytes: &[u8]| matches!(opened(bytes), Err(OpenError::Damaged { .. }));
    for name in ["../evil.xml", "/evil.xml", "C:/evil.xml", "xl/../../evil.xml"] {
        assert!(damaged(&with_sheet("", &[(name, "<x/>")])), "{name}");
    }
    assert!(damaged(&with_sheet("", &[("XL/Workbook.xml", "<workbook/>")])));
    let listed_twice = r#"<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/><sheet name="T" r:id="rId1"/></sheets></workbook>"#;
    assert!(damaged(&with_sheet("<sheetData/>", &[("xl/workbook.xml", listed_twice)])));
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
            ("xl/worksheets/sheet2.xml", "<worksheet><sheetData><row>"),
        ],
    );
    let book = opened(&bytes).expect("one sheet is sound");
    assert_eq!(book.sheets[0].cells.len(), 1);
    assert!(book.sheets[1].cells.is_empty());
    assert!(matches!(&book.oddities[..], [Oddity::SheetUnreadable { sheet, .. }] if sheet == "T"));
}

#[test]
fn repeated_rows_of_opendocument_do_not_fill_the_memory() {
    let full = r#"<table:table-cell office:value-type="float" office:value="1"/>"#;
    let bytes = ods(&format!(
        r#"<table:table table:name="S"><table:table-row table:number-rows-repeated="1048576">{full}{full}{full}</table:table-row></table:table>"#
    ));
    assert_eq!(limit(&bytes), Some(LimitKind::AreaCells));
    let bytes = ods(&format!(
        r#"<table:table table:name="S"><table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row><table:table-cell/>{full}</table:table-row></table:table>"#
    ));
    let book = opened(&bytes).expect("one cell");
    assert_eq!(content_of(&book, "B1048001"), Some(&Content::Number(1.into())));
    // The library would wait for the end of the table for ever.
    let cut = ods(r#"<table:table table:name="S"><table:table-row>"#);
    assert!(matches!(opened(&cut), Err(OpenError::Damaged { .. })));
}

#[test]
fn binary_workbooks_are_read() {
    let book = open(&xlsb(1), "form.xlsb", &Limits::default()).expect("a sound workbook");
    assert_eq!(book.format, FileFormat::Xlsb);
    assert_eq!(content_of(&book, "B3"), Some(&Content::Number("2.5".parse().expect("a number"))));
    assert_eq!(content_of(&book, "C3"), Some(&Content::Text("文".to_owned())));
    assert!(book.oddities.is_empty());
}

#[test]
fn a_chain_of_sectors_that_runs_in_a_circle_is_damaged() {
    // A header, one table sector (0) whose entry 1 points to itself, and the directory at sector 1.
    let mut bytes = vec![0_u8; 512 * 3];
    bytes[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    bytes[26] = 3;
    bytes[30] = 9;
    bytes[32] = 6;
    bytes[48] = 1;
    bytes[68..76].copy_from_slice(&[0xFE, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]);
    bytes[76..512].fill(0xFF);
    bytes[76..80].fill(0);
    bytes[512..1024].fill(0xFF);
    bytes[516..520].copy_from_slice(&[1, 0, 0, 0]);
    let found = opened(&bytes);
    assert!(
        matches!(&found, Err(OpenError::Damaged { detail, .. }) if detail.contains("circle")),
        "{found:?}"
    );
}
