//! Workbooks for the tests of this room: a sound one, and packages put together by hand to be wrong in one place.

use crate::sheet::Written;
use std::io::{Cursor, Write};

use rust_xlsxwriter::{DataValidation, DocProperties, Format, Formula, Note, Workbook as Writer};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Fields of the sample, each with a name `field_001` … `field_100`.
pub(super) const FIELDS: u32 = 100;

/// A form as departments get it: a visible protected sheet with named fields, merged cells, a list, hidden parts and a
/// note; a sheet whose name needs quotes; a very hidden sheet; custom properties.
pub(super) fn sample() -> Vec<u8> {
    written().expect("the writer takes the sample")
}

fn written() -> Written<Vec<u8>> {
    let mut book = Writer::new();
    book.set_properties(
        &DocProperties::new()
            .set_custom_property("matome.form", "form-a")
            .set_custom_property("matome.version", 4),
    );
    let sheet = book.add_worksheet().set_name("No.12")?;
    sheet.write_string(0, 0, "実施状況調査票")?;
    sheet.merge_range(1, 4, 2, 6, "見出し", &Format::new())?;
    for field in 1..=FIELDS {
        sheet.write_string(field, 1, format!("項目{field}"))?;
    }
    sheet.write_number(1, 2, 18_000)?;
    sheet.write_number_with_format(2, 2, 0.623, &Format::new().set_num_format("0.0%"))?;
    sheet.write_number_with_format(3, 2, 44_287, &Format::new().set_num_format("yyyy/m/d"))?;
    sheet.write_number_with_format(4, 2, 44_287, &Format::new().set_num_format("[$-411]ge"))?;
    sheet.write_boolean(5, 2, true)?;
    sheet.write_string(6, 2, "　")?;
    sheet.write_string(7, 2, "一行目\n二行目")?;
    sheet.write_formula(8, 2, Formula::new("C2*2").set_result("36000"))?;
    sheet.write_formula(9, 2, Formula::new("1/0").set_result("#DIV/0!"))?;
    sheet.write_number(10, 2, -0.1)?;
    sheet.write_number(11, 2, 100_000)?;
    sheet.write_blank(12, 2, &Format::new().set_bold())?;
    sheet.add_data_validation(
        13,
        2,
        13,
        2,
        &DataValidation::new().allow_list_strings(&["A", "B", "C"])?,
    )?;
    sheet.write_string(13, 2, "A")?;
    sheet.insert_note(1, 2, &Note::new("千円単位"))?;
    sheet.set_row_hidden(50)?;
    sheet.set_column_hidden(9)?;
    sheet.protect();
    let sheet = book.add_worksheet().set_name("It's 一覧")?;
    sheet.write_string(3, 3, "ここ")?;
    let sheet = book.add_worksheet().set_name("_matome")?;
    sheet.write_string(0, 0, "form-a")?;
    sheet.set_very_hidden(true);
    for field in 1..=FIELDS {
        book.define_name(format!("field_{field:03}"), &format!("='No.12'!$C${}", field + 1))?;
    }
    book.define_name("head", "='No.12'!$E$2:$G$3")?;
    book.define_name("other", "='It''s 一覧'!$D$4")?;
    book.define_name("mark", "=_matome!$A$1")?;
    book.define_name("rate", "=0.1")?;
    book.save_to_buffer()
}

/// A zip package of these parts.
pub(super) fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).expect("a part name");
        zip.write_all(bytes).expect("memory takes all bytes");
    }
    zip.finish().expect("memory takes all bytes").into_inner()
}

const RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK_RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

/// A one-sheet workbook with this inside its `worksheet` element, and further parts (which replace those of the same
/// name).
pub(super) fn with_sheet(inside: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{inside}</worksheet>"#
    );
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    for (name, text) in more {
        parts.retain(|(there, _)| there != name);
        parts.push((name, text.as_bytes()));
    }
    package(&parts)
}

/// A one-sheet workbook with these rows.
pub(super) fn with_rows(rows: &str) -> Vec<u8> {
    with_sheet(&format!("<sheetData>{rows}</sheetData>"), &[])
}

/// An OpenDocument spreadsheet with this between `office:spreadsheet` and its end.
pub(super) fn ods(inside: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{inside}</office:spreadsheet></office:body></office:document-content>"#
    );
    package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

/// One record of an xlsb part.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if kind < 0x80 {
        bytes.push(kind as u8);
    } else {
        bytes.extend([(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8]);
    }
    assert!(data.len() < 0x80, "one byte of length is enough here");
    bytes.push(data.len() as u8);
    bytes.extend_from_slice(data);
    bytes
}

pub(super) fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes
}

/// An xlsb workbook of one sheet `S`: the number 2.5 at B3, the shared string 文 at C3, and a declared string count.
pub(super) fn xlsb(string_count: u32) -> Vec<u8> {
    let mut number = 1_u32.to_le_bytes().to_vec();
    number.extend([0; 4]);
    number.extend(2.5_f64.to_le_bytes());
    let mut shared = 2_u32.to_le_bytes().to_vec();
    shared.extend([0; 8]);
    xlsb_of(string_count, &[(0x0005, number), (0x0007, shared)])
}

/// An xlsb workbook of one sheet `S` with these records of cells in row 3, the shared string 文, and the cell styles
/// General, a format of the file's own with the number 50, and the built-in date 14.
pub(super) fn xlsb_of(string_count: u32, cells: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut bundle = vec![0; 8];
    bundle.extend(wide("rId1"));
    bundle.extend(wide("S"));
    let workbook = [
        record(0x0083, &[]),
        record(0x009C, &bundle),
        record(0x0090, &[]),
        record(0x009D, &[]),
        record(0x0084, &[]),
    ]
    .concat();
    let mut count = 1_u32.to_le_bytes().to_vec();
    count.extend(string_count.to_le_bytes());
    let mut item = vec![0];
    item.extend(wide("文"));
    let strings = [record(0x009F, &count), record(0x0013, &item), record(0x00A0, &[])].concat();
    let one = 1_u32.to_le_bytes();
    let mut code = 50_u16.to_le_bytes().to_vec();
    code.extend(wide("#,##0"));
    let style = |id: u8| record(0x002F, &[&[0, 0, id], &[0; 13][..]].concat());
    let styles = [
        record(0x0267, &one),
        record(0x002C, &code),
        record(0x0268, &[]),
        record(0x0269, &3_u32.to_le_bytes()),
        style(0),
        style(50),
        style(14),
        record(0x026A, &[]),
    ]
    .concat();
    let cells: Vec<u8> = cells.iter().flat_map(|(kind, data)| record(*kind, data)).collect();
    let sheet = [
        record(0x0081, &[]),
        record(0x0094, &[0; 16]),
        record(0x0091, &[]),
        record(0x0000, &2_u32.to_le_bytes()),
        cells,
        record(0x0092, &[]),
        record(0x0082, &[]),
    ]
    .concat();
    let rels = WORKBOOK_RELS.replace("sheet1.xml", "sheet1.bin");
    package(&[
        ("_rels/.rels", RELS.replace("workbook.xml", "workbook.bin").as_bytes()),
        ("xl/workbook.bin", &workbook),
        ("xl/_rels/workbook.bin.rels", rels.as_bytes()),
        ("xl/sharedStrings.bin", &strings),
        ("xl/styles.bin", &styles),
        ("xl/worksheets/sheet1.bin", &sheet),
    ])
}
