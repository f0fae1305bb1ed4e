//! Tables as CSV: UTF-8 with a byte order mark, every field in quotes, one record a line, CRLF.

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::table::Table;

/// The mark by which Excel knows UTF-8.
const BOM: &str = "\u{feff}";

/// The CSV of a table.
pub(crate) fn csv_bytes(table: &Table) -> Vec<u8> {
    let mut bytes = BOM.as_bytes().to_vec();
    bytes.extend(records(table));
    bytes
}

/// Its records, without a mark.
pub(super) fn records(table: &Table) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    // Writing to memory cannot fail, and every row is as long as the columns.
    let _ = writer.write_record(table.columns.iter().map(|column| column.name));
    for row in &table.rows {
        let _ = writer.write_record(row.iter().map(|cell| cell.written()));
    }
    writer.into_inner().unwrap_or_default()
}
