//! What is already filled in: texts, numbers in the format that gives them their meaning, dates, formulas; and writing
//! it into its cell.

use jiff::civil::{Date, DateTime, Time, datetime};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatScript, Formula, Worksheet};

use super::looks::severity_colour;
use crate::finding::Severity;
use crate::form::quantity_text;
use crate::sheet::{Value, Written, style};
use crate::terms::{CellRef, column};
use crate::workbook::{Letters, Piece};

/// What is already written in a cell to be filled.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// Text, as typed.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A number with the number format that it was written in, which is part of what it means.
    Shown(Decimal, String),
    /// A calendar date.
    Date(Date),
    /// A date with a time of day.
    Moment(DateTime),
    /// A formula (without `=`) with what it came to.
    Formula(String, Box<Entry>),
    /// Struck out as a whole.
    Struck(Box<Entry>),
    /// A text of which a part is struck out, raised or invisible, with its stretches.
    Pieces(String, Vec<Piece>),
}

impl Entry {
    /// The text, if the cell shows one that may take several lines.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Entry::Text(text) | Entry::Pieces(text, _) => Some(text),
            Entry::Formula(_, result) | Entry::Struck(result) => result.text(),
            Entry::Number(_) | Entry::Shown(..) | Entry::Date(_) | Entry::Moment(_) => None,
        }
    }

    /// Letters that a number or a date takes, about; more than that where its format adds words.
    pub(super) fn letters(&self) -> usize {
        match self {
            Entry::Text(text) | Entry::Pieces(text, _) => text.chars().count(),
            Entry::Number(number) => quantity_text(*number, 0).chars().count(),
            Entry::Shown(number, format) => {
                let words = format.chars().filter(|letter| !letter.is_ascii()).count();
                quantity_text(*number, 0).chars().count() + 2 * words
            }
            Entry::Date(_) => "2000/12/31".len(),
            Entry::Moment(_) => "2000/12/31 23:59:59".len(),
            Entry::Formula(_, result) | Entry::Struck(result) => result.letters(),
        }
    }

    /// What formulas find in the cell: a day is a number there.
    pub(super) fn value(&self) -> Value {
        match self {
            Entry::Number(number) | Entry::Shown(number, _) => Value::Number(*number),
            Entry::Text(text) | Entry::Pieces(text, _) => Value::Text(text.clone()),
            Entry::Formula(_, result) | Entry::Struck(result) => result.value(),
            Entry::Date(date) => Value::Number(serial(date.to_datetime(Time::midnight()))),
            Entry::Moment(moment) => Value::Number(serial(*moment)),
        }
    }

    /// The number, if the cell counts as one in a sum.
    pub(super) fn number(&self) -> Option<Decimal> {
        match self.value() {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// Writes what a cell holds.
pub(super) fn write_entry(
    sheet: &mut Worksheet,
    cell: CellRef,
    entry: &Entry,
    format: &Format,
) -> Written {
    let (row, col) = (cell.row, column(cell.col));
    match entry {
        Entry::Struck(entry) => {
            return write_entry(sheet, cell, entry, &format.clone().set_font_strikethrough());
        }
        Entry::Pieces(_, pieces) => {
            let formats: Vec<Format> = pieces.iter().map(|piece| letters(piece.letters)).collect();
            let texts = pieces.iter().map(|piece| piece.text.as_str());
            let stretches: Vec<(&Format, &str)> =
                formats.iter().zip(texts).filter(|(_, text)| !text.is_empty()).collect();
            sheet.write_rich_string_with_format(row, col, &stretches, format)?
        }
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

/// The letters of a stretch. What of a text nobody saw stays unseen in its marked cell, or the whole would be read the next
/// time.
fn letters(letters: Letters) -> Format {
    let format = style::plain();
    let format = if letters.invisible {
        format.set_font_color(severity_colour(Severity::Error))
    } else {
        format
    };
    let format = if letters.struck { format.set_font_strikethrough() } else { format };
    if letters.raised { format.set_font_script(FormatScript::Superscript) } else { format }
}

/// The number of a day, with its time as a part of the day, from March 1900 on.
fn serial(moment: DateTime) -> Decimal {
    const ZERO: DateTime = datetime(1899, 12, 30, 0, 0, 0, 0);
    const SECONDS: i64 = 86_400;
    let passed = moment.duration_since(ZERO);
    let seconds = Decimal::from(passed.as_secs()) + Decimal::new(passed.subsec_millis().into(), 3);
    (seconds / Decimal::from(SECONDS)).round_dp(10)
}

/// A date with its time, to the millisecond as Excel keeps it.
fn excel_moment(moment: DateTime) -> Written<ExcelDateTime> {
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
