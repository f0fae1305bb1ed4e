//! From the reading library's value to the content of a cell, exactly or not at all.

use calamine::{CellErrorType, Data};
use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Span};
use rust_decimal::Decimal;

use super::formats::{Shows, shows};
use super::limits::{LimitKind, Limits, OpenError};
use super::model::Content;
use super::text::{Shared, Texts};
use crate::notation::{Stored, displayed};

/// The last day that Excel knows, 9999-12-31, in days from 1899-12-30.
const LAST_SERIAL: f64 = 2_958_466.0;

/// What cells may still take, counted over the whole workbook.
#[derive(Debug)]
pub(super) struct Budget<'a> {
    limits: &'a Limits,
    cells: u64,
    text_bytes: u64,
    texts: Texts,
}

impl<'a> Budget<'a> {
    pub(super) fn new(limits: &'a Limits) -> Budget<'a> {
        Budget { limits, cells: 0, text_bytes: 0, texts: Texts::default() }
    }

    /// Takes one cell with content.
    pub(super) fn cell(&mut self) -> Result<(), OpenError> {
        self.cells += 1;
        self.limits.check(LimitKind::Cells, self.cells)
    }

    /// Takes the text of one cell and gives the one that is kept for it; nothing for the empty string.
    pub(super) fn content(&mut self, text: &str) -> Result<Option<Content>, OpenError> {
        self.text(text)?;
        Ok((!text.is_empty()).then(|| Content::Text(self.texts.keep(text))))
    }

    /// The same for a string that many cells may refer to.
    pub(super) fn shared<'s>(
        &mut self,
        text: &'s str,
        shared: &mut Shared<'s>,
    ) -> Result<Option<Content>, OpenError> {
        if text.is_empty() {
            return Ok(None);
        }
        match shared.known(text) {
            Some(known) => self.bytes(text).map(|()| Some(Content::Text(known))),
            None => {
                self.text(text)?;
                Ok(Some(Content::Text(shared.keep(text))))
            }
        }
    }

    /// Takes the text of one cell, before it is copied.
    pub(super) fn text(&mut self, text: &str) -> Result<(), OpenError> {
        // A byte count within the limit cannot hold more units than that.
        if text.len() as u64 > self.limits.text_chars_per_cell {
            let units = text.encode_utf16().count() as u64;
            self.limits.check(LimitKind::TextChars, units)?;
        }
        self.bytes(text)
    }

    fn bytes(&mut self, text: &str) -> Result<(), OpenError> {
        self.text_bytes = self.text_bytes.saturating_add(text.len() as u64);
        self.limits.check(LimitKind::TextBytes, self.text_bytes)
    }
}

/// How numbers of this workbook and cell become dates.
#[derive(Debug, Clone, Copy)]
pub(super) struct DateSense<'a> {
    /// Days are counted from 1904.
    pub(super) from_1904: bool,
    /// The cell's number format code.
    pub(super) format: Option<&'a str>,
}

/// The content of a value; `None` for an empty cell and for the empty string.
pub(super) fn content(value: Data, sense: DateSense<'_>) -> Option<Content> {
    Some(match value {
        Data::Empty => return None,
        Data::String(text) if text.is_empty() => return None,
        Data::String(text) => Content::Text(text.into()),
        Data::Bool(truth) => Content::Bool(truth),
        Data::Error(error) => Content::Error(error_text(&error).to_owned()),
        Data::Int(number) => number_or_date(number as f64, sense),
        Data::Float(number) => number_or_date(number, sense),
        Data::DateTime(date) if sense.format.is_some() => number_or_date(date.as_f64(), sense),
        Data::DateTime(date) if date.is_duration() => length_of_time(date.as_f64(), None),
        Data::DateTime(date) => from_serial(date.as_f64(), sense.from_1904),
        Data::DateTimeIso(text) => from_iso_date(&text),
        Data::DurationIso(text) => from_iso_time(&text),
    })
}

/// What the cell's format shows `value` as.
pub(super) fn number_or_date(value: f64, sense: DateSense<'_>) -> Content {
    match sense.format.map_or(Shows::Number, shows) {
        Shows::Number => number(value),
        Shows::Date => from_serial(value, sense.from_1904),
        // Only the calendar from 1904 has lengths below zero.
        Shows::Length if value < 0.0 && !sense.from_1904 => outside(value),
        Shows::Length => length_of_time(value, sense.format),
    }
}

/// A length of time, `36:00`, and what its format shows of it.
fn length_of_time(days: f64, format: Option<&str>) -> Content {
    let seconds = (days * 86_400.0).round();
    if !seconds.is_finite() || seconds.abs() > LAST_SERIAL * 86_400.0 {
        return Content::Unrepresentable(days.to_string());
    }
    let sign = if seconds < 0.0 { "-" } else { "" };
    let seconds = seconds.abs() as u64;
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    let clock = match seconds % 60 {
        0 => format!("{sign}{hours}:{minutes:02}"),
        rest => format!("{sign}{hours}:{minutes:02}:{rest:02}"),
    };
    let shown = format
        .filter(|_| sign.is_empty())
        .and_then(|code| displayed(Stored::Length(seconds), Some(code)))
        .unwrap_or_else(|| clock.clone());
    Content::Length { clock, shown }
}

/// The shortest decimal that the float stands for.
///
/// What lies beyond the 28th decimal place is rounded; only the rests that binary subtraction leaves behind reach so
/// far. Numbers too large for 28 digits are not rounded but unrepresentable.
pub(super) fn number(value: f64) -> Content {
    if !value.is_finite() {
        return Content::Unrepresentable(value.to_string());
    }
    // Rust prints the shortest digits that give the same float again, without an exponent.
    let text = value.to_string();
    let exact = Decimal::from_str_exact(&text).or_else(|error| {
        if value.abs() < 1.0 {
            text.parse::<Decimal>()
        } else {
            // Large and with decimals never needs more than 17 digits; so this is out of range.
            Err(error)
        }
    });
    match exact {
        // There is no negative zero in a form.
        Ok(number) if number.is_zero() => Content::Number(Decimal::ZERO),
        Ok(number) => Content::Number(number.normalize()),
        Err(_) => Content::Unrepresentable(format!("{value:e}")),
    }
}

/// The date of a serial number of days.
fn from_serial(serial: f64, from_1904: bool) -> Content {
    let last = if from_1904 { LAST_SERIAL - 1_462.0 } else { LAST_SERIAL };
    if !(0.0..last).contains(&serial) {
        return outside(serial);
    }
    let whole = serial.floor();
    // Excel's own precision is a thousandth of a second.
    let millis = ((serial - whole) * 86_400_000.0).round() as i64;
    let day = whole as i64;
    let (epoch, odd) = match (from_1904, day) {
        (true, _) => (Date::constant(1904, 1, 1), day == 0),
        (false, 0..60) => (Date::constant(1899, 12, 31), day == 0),
        // 29 February 1900 never was: shown as the 28th and marked.
        (false, 60) => (Date::constant(1899, 12, 30), true),
        (false, _) => (Date::constant(1899, 12, 30), false),
    };
    let date = epoch
        .checked_add(Span::new().days(day))
        .and_then(|date| date.at(0, 0, 0, 0).checked_add(SignedDuration::from_millis(millis)));
    match date {
        Ok(date) => Content::Date { date, serial_odd: odd },
        Err(_) => outside(serial),
    }
}

/// A number without a day.
fn outside(serial: f64) -> Content {
    match number(serial) {
        Content::Number(number) => Content::OutsideCalendar(number.to_string()),
        unrepresentable => unrepresentable,
    }
}

/// `2021-04-01` or `2021-04-01T09:30:00`, with or without fractions and a final `Z` (which Excel writes without
/// meaning a time zone).
fn from_iso_date(text: &str) -> Content {
    let bare = text.trim().trim_end_matches('Z');
    let date =
        bare.parse::<DateTime>().or_else(|_| bare.parse::<Date>().map(|date| date.at(0, 0, 0, 0)));
    match date {
        Ok(date) => Content::Date { date, serial_odd: false },
        Err(_) => Content::Unrepresentable(text.to_owned()),
    }
}

/// `PT09H30M00S`, the time of day or length of time of OpenDocument. Below one day it is given as xlsx gives a time of
/// day: a date of serial number 0. From one day on it is a length of time.
fn from_iso_time(text: &str) -> Content {
    match text.trim().parse::<SignedDuration>() {
        Ok(time) => {
            let days = time.as_secs_f64() / 86_400.0;
            if (0.0..1.0).contains(&days) {
                from_serial(days, false)
            } else {
                length_of_time(days, None)
            }
        }
        Err(_) => Content::Unrepresentable(text.to_owned()),
    }
}

fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

#[cfg(test)]
mod tests {
    use calamine::{ExcelDateTime, ExcelDateTimeType};
    use proptest::prelude::*;

    use super::*;

    const PLAIN: DateSense<'_> = DateSense { from_1904: false, format: None };

    fn shown(content: &Content) -> String {
        match content {
            Content::Number(number) => number.to_string(),
            Content::Date { date, serial_odd } => {
                format!("{date}{}", if *serial_odd { " odd" } else { "" })
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn floats_become_the_decimal_that_was_typed() {
        for (value, expected) in [
            (0.623, "0.623"),
            (1e5, "100000"),
            (0.1 + 0.2, "0.30000000000000004"),
            (-0.0, "0"),
            (-1234.5, "-1234.5"),
            (79_228_162_514_264.0, "79228162514264"),
            (1e28, "10000000000000000000000000000"),
            (1e-7, "0.0000001"),
            (5.551115123125783e-17, "0.0000000000000000555111512313"),
            (1e-300, "0"),
        ] {
            assert_eq!(shown(&number(value)), expected);
        }
        for value in [f64::NAN, f64::INFINITY, 1e29, -1e300] {
            assert!(matches!(number(value), Content::Unrepresentable(_)), "{value}");
        }
    }

    #[test]
    fn serial_numbers_become_dates_in_both_calendars() {
        for (serial, from_1904, expected) in [
            (44_287.0, false, "2021-04-01T00:00:00"),
            (44_287.0, true, "2025-04-02T00:00:00"),
            (1.0, false, "1900-01-01T00:00:00"),
            (59.0, false, "1900-02-28T00:00:00"),
            (60.0, false, "1900-02-28T00:00:00 odd"),
            (61.0, false, "1900-03-01T00:00:00"),
            (0.5, false, "1899-12-31T12:00:00 odd"),
            (45_943.5, false, "2025-10-13T12:00:00"),
            (43_585.999_999_999_9, false, "2019-05-01T00:00:00"),
            (2_958_465.0, false, "9999-12-31T00:00:00"),
        ] {
            assert_eq!(shown(&from_serial(serial, from_1904)), expected, "{serial}");
        }
        for (serial, written) in [(-1.0, "-1"), (2_958_466.0, "2958466"), (-0.5, "-0.5")] {
            let outside = Content::OutsideCalendar(written.to_owned());
            assert_eq!(from_serial(serial, false), outside);
        }
        assert!(matches!(from_serial(f64::NAN, false), Content::Unrepresentable(_)));
    }

    #[test]
    fn dates_are_told_by_format_or_type() {
        let era = DateSense { from_1904: false, format: Some("[$-411]ge") };
        let date = content(Data::Float(44_287.0), era).expect("a date");
        assert_eq!(shown(&date), "2021-04-01T00:00:00");
        let plain = content(Data::Float(44_287.0), PLAIN).expect("a number");
        assert_eq!(shown(&plain), "44287");
        let length = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        let length = content(Data::DateTime(length), PLAIN).expect("a length of time");
        let of = |clock: &str, shown: &str| Content::Length {
            clock: clock.to_owned(),
            shown: shown.to_owned(),
        };
        assert_eq!(length, of("36:00", "36:00"));
        let hours = DateSense { from_1904: false, format: Some("[h]:mm") };
        assert_eq!(content(Data::Float(1.5), hours), Some(length));
        let minutes = DateSense { from_1904: false, format: Some("[mm]\"分\"") };
        let minutes = content(Data::Float(1.5), minutes);
        assert_eq!(minutes, Some(of("36:00", "2160分")));
        // Shown as one number, it is a length of time all the same.
        let hours = DateSense { from_1904: false, format: Some("[h]") };
        assert_eq!(content(Data::Float(1.5), hours), Some(of("36:00", "36")));
        let below_zero =
            |from_1904| content(Data::Float(-1.5), DateSense { from_1904, format: Some("[h]:mm") });
        assert_eq!(below_zero(false), Some(Content::OutsideCalendar("-1.5".to_owned())));
        assert_eq!(below_zero(true), Some(of("-36:00", "-36:00")));
        // Whatever the library takes a number for, the code decides.
        let taken = ExcelDateTime::new(1000.0, ExcelDateTimeType::DateTime, false);
        let amount = DateSense { from_1904: false, format: Some("#,##0") };
        let amount = content(Data::DateTime(taken), amount).expect("a number");
        assert_eq!(shown(&amount), "1000");
        for (text, expected) in [
            ("2021-04-01", "2021-04-01T00:00:00"),
            ("2021-04-01T09:30:00", "2021-04-01T09:30:00"),
            ("2021-04-01T09:30:00.000Z", "2021-04-01T09:30:00"),
            ("soon", "Unrepresentable(\"soon\")"),
        ] {
            assert_eq!(shown(&from_iso_date(text)), expected);
        }
        assert_eq!(shown(&from_iso_time("PT09H30M00S")), "1899-12-31T09:30:00 odd");
        for (text, expected) in
            [("PT36H", "36:00"), ("PT36H00M05S", "36:00:05"), ("-PT1H", "-1:00")]
        {
            assert_eq!(from_iso_time(text), of(expected, expected));
        }
    }

    #[test]
    fn empty_is_nothing_and_white_space_is_text() {
        assert_eq!(content(Data::Empty, PLAIN), None);
        assert_eq!(content(Data::String(String::new()), PLAIN), None);
        let blank = content(Data::String("　".to_owned()), PLAIN);
        assert_eq!(blank, Some(Content::Text("　".into())));
    }

    proptest! {
        #[test]
        fn no_float_panics_and_a_decimal_gives_its_float_again(bits in any::<u64>()) {
            let value = f64::from_bits(bits);
            let _ = from_serial(value, bits % 2 == 0);
            if let Content::Number(number) = number(value)
                && value.abs() >= 1.0 {
                prop_assert_eq!(number.to_string().parse::<f64>().ok(), Some(value));
            }
        }

        #[test]
        fn typed_decimals_are_exact(units in -1_000_000_000_i64..1_000_000_000, scale in 0_u32..6) {
            let typed = Decimal::new(units, scale);
            let float: f64 = typed.to_string().parse().expect("a float");
            prop_assert_eq!(number(float), Content::Number(typed.normalize()));
        }
    }
}
