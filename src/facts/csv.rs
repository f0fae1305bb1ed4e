//! Tables as CSV: UTF-8, a header row, one record a line.

use super::column::{Fact, FactCell};
use crate::terms::{csv_text, one_line};

/// The CSV of a table.
pub fn table_csv<F: Fact>(rows: &[F]) -> Vec<u8> {
    let header = F::columns().map(|column| column.name.to_owned()).collect();
    let row = |row: &F| F::columns().map(|column| cell_text(&(column.take)(row))).collect();
    csv_text(std::iter::once(header).chain(rows.iter().map(row)))
}

fn cell_text(cell: &FactCell) -> String {
    match cell {
        FactCell::Text(text) => one_line(text.as_deref().unwrap_or_default()),
        FactCell::Exact(number) => number.normalize().to_string(),
        FactCell::Int(number) => number.map(|number| number.to_string()).unwrap_or_default(),
        FactCell::Flag(flag) => flag.to_string(),
    }
}
