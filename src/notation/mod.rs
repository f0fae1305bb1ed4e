//! What a cell means: from raw content and the field's expectation to a value, a gap or a refusal.
//!
//! This room knows how Japanese offices write numbers, money, dates and choices (`N…` numbers below are
//! rows of the notation table). It is made of pure functions: it knows no workbook, no plan and no wording
//! of messages. A value that cannot be read with certainty is refused, never guessed; a value that can be
//! read although it is written oddly carries a [`Remark`].

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::terms::FiscalYear;

pub mod choice;
pub mod confusable;
pub mod date;
mod display;
mod era;
pub mod fiscal_year;
mod fold;
mod format;
mod kanji;
mod key;
pub mod mark;
pub mod missing;
mod money;
mod number;
mod numeral;
mod outcome;
pub mod program_no;
mod qualifier;
mod quantity;
mod remark;
pub mod round;
mod tail;
pub mod text;
mod unit;

#[cfg(test)]
mod tests;

pub use choice::{ChoiceList, ChoiceOption};
pub use confusable::{Confusable, confusables};
pub use display::{Stored, displayed};
pub use fiscal_year::named as named_years;
pub use format::{Shows, fifteen_digits, orders_of, shows_nothing};
pub use key::comparison_key;
#[cfg(test)]
pub(crate) use key::keys_made;
pub use money::MoneyUnit;
pub use outcome::{Missing, Outcome, Reading, Value};
pub use qualifier::Qualifier;
pub use remark::{Refusal, Remark};
pub use unit::{is_known as known_unit, same as same_unit};

/// What the workbook's cell holds.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // What a member tells is said of the member.
pub enum Raw<'a> {
    /// A text cell; an empty cell is an empty text.
    Text(&'a str),
    /// A numeric cell: the exact decimal made from the shortest representation of the float (N019), with
    /// its number format code if any (N060, N093). `value`: the cell's value.
    /// `format`: the cell's number format code, e.g. `#,##0"千円"`.
    Number { value: Decimal, format: Option<&'a str> },
    /// A cell with a date format, already resolved to a calendar date (1900 and 1904 systems honoured).
    /// `date`: the calendar date. `serial_odd`: the serial number was 0 or 60, which name no real day (N117).
    Date { date: Date, serial_odd: bool },
    /// A time of day or a length of time as it is shown, which may be as one number: 36 in `[h]`.
    Time(&'a str),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error cell, e.g. `#N/A` (N087).
    Error(&'a str),
    /// A formula without a cached value.
    NoResult,
}

/// What the form's field expects.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // What a member tells is said of the member.
pub enum Expect<'a> {
    /// A quantity in `unit` as the plan data names it (`%`, `施設`, `千円`).
    /// `unit`: the unit in which a bare number is counted. `parentheses_negative`: `(1,234)` means −1,234 (N013).
    /// `none_is_zero`: `なし` means 0 (N082).
    /// `whole`: whole things are counted: `12・15` is two numbers, not twelve and a fraction (N007).
    Number { unit: &'a str, parentheses_negative: bool, none_is_zero: bool, whole: bool },
    /// Money; a bare number is in `unit` (N031). `unit`: the unit printed on the form.
    /// `none_is_zero`: `なし` means 0 yen (N082).
    Money { unit: MoneyUnit, none_is_zero: bool },
    /// Free text, kept as typed except outer white space and line breaks.
    Text,
    /// One of a list (N120–N124).
    Choice(&'a ChoiceList),
    /// A calendar date (N104–N117).
    /// `around`: the fiscal year surveyed; `3.4.1` without an era is read only in it or beside it (N104).
    Date { around: Option<FiscalYear> },
    /// A fiscal year (N100–N103).
    FiscalYear,
}

/// Reads what a cell means in a field that expects `expect`. Never panics.
pub fn read(raw: &Raw<'_>, expect: &Expect<'_>) -> Outcome {
    match raw {
        Raw::Error(code) => {
            return Outcome::Refused(Refusal::ErrorCell { code: (*code).to_owned() });
        }
        Raw::NoResult => return Outcome::Refused(Refusal::NoResult),
        Raw::Text(text) if text::is_blank(text) => return Outcome::missing(Missing::Blank),
        _ => {}
    }
    match expect {
        Expect::Number { unit, parentheses_negative, none_is_zero, whole } => {
            number::read(raw, unit, *parentheses_negative, *none_is_zero, *whole)
        }
        Expect::Money { unit, none_is_zero } => money::read(raw, *unit, *none_is_zero),
        Expect::Text => text::read(raw),
        Expect::Choice(list) => choice::read(raw, list),
        Expect::Date { around } => date::read_cell(raw, *around),
        Expect::FiscalYear => fiscal_year::read_cell(raw),
    }
}
