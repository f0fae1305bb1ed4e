//! Every limit at its boundary: a file with exactly as much as the limit is read, one with one more is refused.

use super::package::Package;
use super::workshop::{ods, package, sample, with_rows, with_sheet, xlsb};
use super::*;

/// Opens `bytes`, which hold `amount` of what `set` limits, under that limit and under one less.
fn at_the_boundary(
    which: LimitKind,
    bytes: &[u8],
    amount: u64,
    set: impl Fn(&mut Limits) -> &mut u64,
) {
    let opened = |allowed: u64| {
        let mut limits = Limits::default();
        *set(&mut limits) = allowed;
        assert_eq!(limits.allowed(which), allowed, "{which:?} is another field");
        open(bytes, "form", &limits)
    };
    let exact = opened(amount);
    assert!(exact.is_ok(), "{which:?}: {exact:?}");
    let refused = Err(OpenError::Limit { which, allowed: amount - 1, found: amount });
    assert_eq!(opened(amount - 1), refused, "{which:?}");
}

#[test]
fn bytes_of_the_file_are_limited_at_the_boundary() {
    let bytes = sample();
    let amount = bytes.len() as u64;
    at_the_boundary(LimitKind::FileBytes, &bytes, amount, |limits| &mut limits.file_bytes);
}

#[test]
fn entries_are_limited_at_the_boundary() {
    let bytes = with_sheet("<sheetData/>", &[("docProps/x.xml", "<x/>")]);
    at_the_boundary(LimitKind::Entries, &bytes, 5, |limits| &mut limits.entries);
}

#[test]
fn strings_are_limited_at_the_boundary() {
    let strings = ("xl/sharedStrings.xml", "<sst><si><t>a</t></si><si><t>b</t></si></sst>");
    let bytes = with_sheet("<sheetData/>", &[strings]);
    at_the_boundary(LimitKind::SharedStrings, &bytes, 2, |limits| &mut limits.shared_strings);
}

/// The library reserves memory for as many strings as a file declares.
#[test]
fn declared_strings_are_limited_at_the_boundary() {
    let strings = ("xl/sharedStrings.xml", "<sst uniqueCount=\"11\"><si><t>a</t></si></sst>");
    let bytes = with_sheet("<sheetData/>", &[strings]);
    at_the_boundary(LimitKind::SharedStrings, &bytes, 11, |limits| &mut limits.shared_strings);
    let limits = Limits { shared_strings: 10, ..Limits::default() };
    let refused = OpenError::Limit { which: LimitKind::SharedStrings, allowed: 10, found: 11 };
    assert_eq!(open(&xlsb(11), "form.xlsb", &limits), Err(refused));
}

#[test]
fn styles_are_limited_at_the_boundary() {
    let styles = ("xl/styles.xml", "<styleSheet><cellXfs><xf/><xf/><xf/></cellXfs></styleSheet>");
    let bytes = with_sheet("<sheetData/>", &[styles]);
    at_the_boundary(LimitKind::Styles, &bytes, 3, |limits| &mut limits.styles);
}

#[test]
fn sheets_are_limited_at_the_boundary() {
    at_the_boundary(LimitKind::Sheets, &sample(), 3, |limits| &mut limits.sheets);
    let table = |name: &str| {
        format!(
            r#"<table:table table:name="{name}"><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>"#
        )
    };
    let two = ods(&format!("{}{}", table("S"), table("T")));
    at_the_boundary(LimitKind::Sheets, &two, 2, |limits| &mut limits.sheets);
}

#[test]
fn cells_are_limited_at_the_boundary() {
    let bytes = with_rows(
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="9"><c r="C9"><v>3</v></c></row>"#,
    );
    at_the_boundary(LimitKind::Cells, &bytes, 3, |limits| &mut limits.cells_per_workbook);
}

#[test]
fn used_areas_are_limited_at_the_boundary() {
    let one = r#"<table:table-cell office:value-type="float" office:value="1"/>"#;
    let row = format!("<table:table-row>{one}{one}{one}</table:table-row>");
    let bytes = ods(&format!(r#"<table:table table:name="S">{row}{row}</table:table>"#));
    at_the_boundary(LimitKind::AreaCells, &bytes, 6, |limits| &mut limits.area_cells);
}

fn with_text(text: &str) -> Vec<u8> {
    with_rows(&format!(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>"#))
}

#[test]
fn characters_of_a_cell_are_limited_at_the_boundary() {
    // Counted in UTF-16 units, as Excel counts: the last letter takes two.
    let bytes = with_text("令和五年𠮷");
    at_the_boundary(LimitKind::TextChars, &bytes, 6, |limits| &mut limits.text_chars_per_cell);
}

#[test]
fn bytes_of_text_are_limited_at_the_boundary() {
    let bytes = with_text("あいう");
    at_the_boundary(LimitKind::TextBytes, &bytes, 9, |limits| &mut limits.text_bytes_per_workbook);
}

#[test]
fn depth_of_xml_is_limited_at_the_boundary() {
    // worksheet, sheetData, row, c, is, t
    at_the_boundary(LimitKind::XmlDepth, &with_text("文"), 6, |limits| &mut limits.xml_depth);
}

#[test]
fn merged_areas_are_limited_at_the_boundary() {
    let merges =
        r#"<sheetData/><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>"#;
    let bytes = with_sheet(merges, &[]);
    at_the_boundary(LimitKind::Merges, &bytes, 2, |limits| &mut limits.merges_per_sheet);
}

#[test]
fn names_are_limited_at_the_boundary() {
    let workbook = r#"<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/></sheets><definedNames><definedName name="a">S!$A$1</definedName><definedName name="b">S!$B$1</definedName></definedNames></workbook>"#;
    let bytes = with_sheet("<sheetData/>", &[("xl/workbook.xml", workbook)]);
    at_the_boundary(LimitKind::Names, &bytes, 2, |limits| &mut limits.names);
}

/// Reads these parts of a package one after the other.
fn read_parts(bytes: &[u8], parts: &[&str], limits: &Limits) -> Result<(), OpenError> {
    let mut package = Package::open(bytes, limits)?;
    parts.iter().try_for_each(|part| package.bytes(part).map(|_| ()))
}

#[test]
fn inflated_bytes_are_limited_at_the_boundary() {
    let bytes = package(&[("a", &[b'a'; 300]), ("b", &[b'b'; 200])]);
    let part = |part_bytes| Limits { part_bytes, ..Limits::default() };
    assert_eq!(read_parts(&bytes, &["b", "a"], &part(300)), Ok(()));
    let refused = OpenError::Limit { which: LimitKind::PartBytes, allowed: 299, found: 300 };
    assert_eq!(read_parts(&bytes, &["b", "a"], &part(299)), Err(refused));
    let all = |inflated_bytes| Limits { inflated_bytes, ..Limits::default() };
    assert_eq!(read_parts(&bytes, &["b", "a"], &all(500)), Ok(()));
    let refused = OpenError::Limit { which: LimitKind::InflatedBytes, allowed: 499, found: 500 };
    assert_eq!(read_parts(&bytes, &["b", "a"], &all(499)), Err(refused));
}

#[test]
fn the_ratio_is_limited_at_the_boundary() {
    let size = 9_000;
    let bytes = package(&[("a", &vec![b' '; size])]);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("a package");
    let packed = archive.by_index(0).expect("a part").compressed_size();
    let amount = size as u64 / packed;
    let limits = |ratio, ratio_from| Limits { ratio, ratio_from, ..Limits::default() };
    assert_eq!(read_parts(&bytes, &["a"], &limits(amount, 8_999)), Ok(()));
    let refused = OpenError::Limit { which: LimitKind::Ratio, allowed: amount - 1, found: amount };
    assert_eq!(read_parts(&bytes, &["a"], &limits(amount - 1, 8_999)), Err(refused));
    // A small part may be as tight as it likes.
    assert_eq!(read_parts(&bytes, &["a"], &limits(amount - 1, 9_000)), Ok(()));
}
