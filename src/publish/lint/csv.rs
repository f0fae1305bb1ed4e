//! CSV as a grid: its encoding, its records, and which of them span several lines.

use encoding_rs::SHIFT_JIS;

use super::LintFile;
use super::grid::{Form, Grid, GridCell};

/// Reads a CSV whatever is wrong with it.
pub(super) fn read(file: &LintFile) -> Grid {
    let (text, form) = decoded(&file.bytes);
    let mut grid = Grid::empty(&file.path, "", form);
    let reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    for record in reader.into_records().map_while(Result::ok) {
        if record.iter().any(|field| field.contains(['\n', '\r'])) {
            grid.broken_lines.push(grid.rows.len());
        }
        let cell = |field: &str| GridCell { text: field.to_owned(), ..GridCell::default() };
        grid.rows.push(record.iter().map(cell).collect());
    }
    grid
}

fn decoded(bytes: &[u8]) -> (String, Form) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.trim_start_matches('\u{feff}').to_owned(), Form::Utf8),
        Err(_) => (SHIFT_JIS.decode(bytes).0.into_owned(), Form::Cp932),
    }
}
