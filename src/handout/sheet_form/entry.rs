//! Writing what is already filled in: texts, numbers in the format that gives them their meaning, dates, formulas.

use jiff::civil::DateTime;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Worksheet, XlsxError};

use super::super::request::Entry;
use super::column;
use crate::terms::CellRef;

/// Writes what a cell holds.
pub(in crate::handout) fn write_entry(
    sheet: &mut Worksheet,
    cell: CellRef,
    entry: &Entry,
    format: &Format,
) -> Result<(), XlsxError> {
    let (row, col) = (cell.row, column(cell));
    match entry {
        Entry::Text(text) => sheet.write_string_with_format(row, col, text, format)?,
        Entry::Number(number) => {
            let number = number.to_f64().unwrap_or_default();
            sheet.write_number_with_format(row, col, number, format)?
        }
        Entry::Shown(number, shown) => {
            let format = format.clone().set_num_format(shown);
            let number = number.to_f64().unwrap_or_default();
            sheet.write_number_with_format(row, col, number, &format)?
        }
        Entry::Date(date) => {
            let month = date.month().unsigned_abs();
            let day = date.day().unsigned_abs();
            let date = ExcelDateTime::from_ymd(date.year().unsigned_abs(), month, day)?;
            let format = format.clone().set_num_format("yyyy/m/d");
            sheet.write_datetime_with_format(row, col, &date, &format)?
        }
        Entry::Moment(moment) => {
            let format = format.clone().set_num_format("yyyy/m/d h:mm:ss");
            sheet.write_datetime_with_format(row, col, &excel_moment(*moment)?, &format)?
        }
        Entry::Formula(formula, result) => {
            let (result, format) = match &**result {
                Entry::Shown(number, shown) => {
                    (number.to_string(), format.clone().set_num_format(shown))
                }
                Entry::Number(number) => (number.to_string(), format.clone()),
                Entry::Text(text) => (text.clone(), format.clone()),
                // Nothing else is the result of a formula that comes back.
                other => return write_entry(sheet, cell, other, format),
            };
            let formula = Formula::new(formula).set_result(result);
            sheet.write_formula_with_format(row, col, formula, &format)?
        }
    };
    Ok(())
}

/// A date with its time, to the millisecond as Excel keeps it.
fn excel_moment(moment: DateTime) -> Result<ExcelDateTime, XlsxError> {
    let (month, day) = (moment.month().unsigned_abs(), moment.day().unsigned_abs());
    let day = ExcelDateTime::from_ymd(moment.year().unsigned_abs(), month, day)?;
    let (hour, minute) = (u16::from(moment.hour().unsigned_abs()), moment.minute().unsigned_abs());
    day.and_hms_milli(
        hour,
        minute,
        moment.second().unsigned_abs(),
        moment.millisecond().unsigned_abs(),
    )
}
