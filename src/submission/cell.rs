//! A cell as a person sees it: its text, and whether it holds anything.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime, Time};

use crate::notation::{Stored, comparison_key, displayed, fifteen_digits};
use crate::workbook::{Cell, Content};

/// The day that stands for the serial number 60, marked as odd.
const SHOWN_FOR_29_FEBRUARY_1900: Date = Date::constant(1900, 2, 28);

/// Text of a cell as a person sees it without its number format.
pub(crate) fn raw_text(cell: &Cell) -> String {
    match &cell.content {
        Content::Text(text) => text.to_string(),
        Content::Length { clock, .. } => clock.clone(),
        Content::Number(number) => fifteen_digits(*number).to_string(),
        // The workbook shows the day that Excel believes in; the 28th is only how the reader holds it.
        Content::Date { date, serial_odd: true } if date.date() == SHOWN_FOR_29_FEBRUARY_1900 => {
            "1900-02-29".to_owned()
        }
        Content::Date { date, serial_odd: true } if is_time(*date) => date.time().to_string(),
        Content::Date { date, .. } => {
            let is_day = date.time() == Time::midnight();
            if is_day { date.date().to_string() } else { date.to_string() }
        }
        Content::Bool(true) => "TRUE".to_owned(),
        Content::Bool(false) => "FALSE".to_owned(),
        Content::Error(code) => code.clone(),
        // The formula is all that there is to show.
        Content::NoResult => {
            cell.formula.as_ref().map_or_else(String::new, |formula| format!("={formula}"))
        }
        Content::OutsideCalendar(text) | Content::Unrepresentable(text) => text.clone(),
    }
}

/// The text of a cell folded to be compared.
pub(super) fn key_of(cell: &Cell) -> Cow<'_, str> {
    match &cell.content {
        Content::Text(text) => text.key().into(),
        _ => comparison_key(&raw_text(cell)).into_owned().into(),
    }
}

/// What stands on the screen for a cell, as far as that is known.
pub(crate) fn displayed_text(cell: &Cell) -> Option<String> {
    let stored = match &cell.content {
        Content::Text(text) => return Some(text.to_string()),
        // Some formats show it in words of their own.
        Content::Length { shown, .. } => {
            return Some(cell.shown.as_ref().map_or_else(|| shown.clone(), ToString::to_string));
        }
        Content::Bool(_) => return Some(raw_text(cell)),
        Content::Number(number) => Stored::Number(*number),
        Content::Date { date, serial_odd: false } => Stored::Moment(*date),
        Content::Date { date, serial_odd: true } if is_time(*date) => Stored::Time(date.time()),
        _ => return None,
    };
    match &cell.shown {
        Some(shown) => Some(shown.to_string()),
        None => displayed(stored, cell.format.as_deref()),
    }
}

/// Whether an odd serial number is a time of day without a day.
fn is_time(date: DateTime) -> bool {
    date.time() != Time::midnight() && date.date() != SHOWN_FOR_29_FEBRUARY_1900
}

/// The time of day or the length of time that a cell holds, as it is shown.
pub(super) fn time_in(cell: &Cell) -> Option<String> {
    let is_time = match &cell.content {
        Content::Date { date, serial_odd: true } => is_time(*date),
        content => matches!(content, Content::Length { .. }),
    };
    is_time.then(|| quoted_text(cell))
}

/// Text of a cell to be quoted: a day or a time as it stands on the screen, anything else as it is stored.
pub(crate) fn quoted_text(cell: &Cell) -> String {
    let is_time = matches!(cell.content, Content::Date { .. } | Content::Length { .. });
    let shown = is_time.then(|| displayed_text(cell)).flatten();
    shown.filter(|text| !text.is_empty()).unwrap_or_else(|| raw_text(cell))
}

/// Whether a cell holds anything but white space.
pub(super) fn is_filled(cell: &Cell) -> bool {
    match &cell.content {
        Content::Text(text) => !text.is_blank(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_that_never_was_is_shown_as_written() {
        let shown = |serial_odd| {
            let date = Date::constant(1900, 2, 28).at(0, 0, 0, 0);
            let content = Content::Date { date, serial_odd };
            raw_text(&Cell::of(content))
        };
        let noon = Date::constant(1899, 12, 31).at(12, 0, 0, 0);
        let mut noon = Cell::of(Content::Date { date: noon, serial_odd: true });
        assert_eq!(time_in(&noon).as_deref(), Some("12:00:00"));
        noon.format = Some("h:mm".into());
        assert_eq!(time_in(&noon).as_deref(), Some("12:00"));
        assert_eq!((shown(true).as_str(), shown(false).as_str()), ("1900-02-29", "1900-02-28"));
    }
}
