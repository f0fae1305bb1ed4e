//! The tables as one workbook: a sheet a table, the names of the columns in the first row, nothing else on it.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, Worksheet, XlsxError};

use super::table::{Cell, Table};
use crate::sheet::style::workbook;

/// The workbook of these tables, in the name of the city.
///
/// # Errors
///
/// If the writer refuses a name or a cell.
pub(crate) fn workbook_bytes(
    tables: &[Table],
    title: &str,
    city: &str,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = workbook(title, "オープンデータ", city, DocProperties::new())?;
    for table in tables {
        book.push_worksheet(sheet(table)?);
    }
    book.save_to_buffer()
}

fn sheet(table: &Table) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(table.name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (col, column) in (0_u16..).zip(&table.columns) {
        sheet.write_string(0, col, column.name)?;
    }
    for (row, cells) in (1_u32..).zip(&table.rows) {
        for (col, cell) in (0_u16..).zip(cells) {
            write(&mut sheet, row, col, cell)?;
        }
    }
    Ok(sheet)
}

/// A cell by its type. A number that the binary numbers of a workbook cannot hold exactly stands as text.
fn write(sheet: &mut Worksheet, row: u32, col: u16, cell: &Cell) -> Result<(), XlsxError> {
    let exact = match cell {
        Cell::Integer(number) => number.to_f64().filter(|held| held.to_i64() == Some(*number)),
        Cell::Number(number) => number.to_f64(),
        _ => None,
    };
    match (cell, exact) {
        (Cell::Empty, _) => {}
        (Cell::Boolean(is_so), _) => {
            sheet.write_boolean(row, col, *is_so)?;
        }
        (_, Some(number)) => {
            sheet.write_number(row, col, number)?;
        }
        (cell, None) => {
            sheet.write_string(row, col, cell.written())?;
        }
    }
    Ok(())
}
