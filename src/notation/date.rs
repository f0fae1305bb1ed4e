//! Calendar dates: 令和3年4月1日, R3.4.1, 2021/4/1, 令和4年度末 (N104–N117).

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use regex::{Captures, Regex};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Raw;
use super::era;
use super::fiscal_year;
use super::fold;
use super::kanji;
use super::missing;
use super::outcome::{Outcome, Value};
use super::remark::{Refusal, Remark};
use crate::terms::{Era, FiscalYear, eras};

/// How much of a date was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // What a member tells is said of the member.
pub enum Found {
    /// A day.
    Day(Date),
    /// A year and month, e.g. `R3.4` (N116). `year`: the calendar year. `month`: the month, 1 to 12.
    Month { year: i16, month: i8 },
    /// A calendar year, e.g. `㍻31年` (N105).
    Year(i16),
}

/// A date and how it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateRead {
    /// The date, as far as it was written.
    pub found: Found,
    /// How it was read.
    pub remarks: Vec<Remark>,
}

fn pattern(text: &str) -> Regex {
    // Only called with the constants below, each of which the tests of this module build.
    Regex::new(&text.replace("ERA", &format!("(?P<era>{})?", era::PATTERN)))
        .expect("a constant pattern")
}

static DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "^ERA(?P<y>元|[0-9]{1,4})(?:年(?P<m1>[0-9]{1,2})月(?P<d1>[0-9]{1,2})日|(?P<s1>[./-])(?P<m2>[0-9]{1,2})(?P<s2>[./-])(?P<d2>[0-9]{1,2}))$",
    )
});
static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "^ERA(?P<y>元|[0-9]{1,4})(?:年(?P<m1>[0-9]{1,2})月|(?P<s1>[./-])(?P<m2>[0-9]{1,2}))(?P<end>末日?)?$",
    )
});
static YEAR: LazyLock<Regex> =
    LazyLock::new(|| pattern("^ERA(?P<y>元|[0-9]{1,4})年?(?P<end>末)?$"));
static EIGHT: LazyLock<Regex> =
    LazyLock::new(|| pattern("^(?P<y>[0-9]{4})(?P<m1>[0-9]{2})(?P<d1>[0-9]{2})$"));
static NO_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern("^(?P<m1>[0-9]{1,2})(?:月(?:(?P<d1>[0-9]{1,2})日|(?P<end>末日?))?|[./-][0-9]{1,2})$")
});
static WEEKDAY: LazyLock<Regex> =
    LazyLock::new(|| pattern("[(](?P<w>[月火水木金土日])(?:曜日?)?[)]$"));

/// Reads a date (N104–N117). `around` is the fiscal year of the survey: in it or beside it `3.4.1` is read
/// without an era (N104), and `9月末` without a year (N112).
///
/// # Errors
/// `AmbiguousDate` without a year or era that would settle it, `OddSerial` for the days that spreadsheets
/// make of 0, `Vague` for 夏頃 and the like, `NotADate` otherwise.
pub fn read(text: &str, around: Option<FiscalYear>) -> Result<DateRead, Refusal> {
    // A survey outside the years of this room helps with nothing, and its days may not exist.
    let around = around.filter(|year| era::YEARS.contains(&year.0));
    let folded: String = kanji::in_ascii(&fold::compact(text, ""))
        .chars()
        .map(|c| if matches!(c, '−' | '‐' | '–') { '-' } else { c })
        .collect();
    let mut rest = folded.as_str();
    for ending in ["現在", "時点", "付け", "付"] {
        rest = rest.strip_suffix(ending).unwrap_or(rest);
    }
    let weekday = WEEKDAY.captures(rest);
    let bare = weekday.as_ref().and_then(|found| rest.strip_suffix(&found[0])).unwrap_or(rest);
    let mut read = read_bare(bare, around)?;
    if let (Some(found), Found::Day(date)) = (weekday, read.found) {
        let written = found["w"].chars().next().unwrap_or_default();
        let actual = weekday_name(date.weekday());
        if written != actual {
            read.remarks.push(Remark::WeekdayMismatch { written, actual });
        }
    }
    Ok(read)
}

fn read_bare(text: &str, around: Option<FiscalYear>) -> Result<DateRead, Refusal> {
    if let Some(parts) = DAY.captures(text) {
        return day(&parts, around);
    }
    if let Some(parts) = EIGHT.captures(text) {
        let date = make(number(&parts, "y")?, &parts)?;
        return Ok(of_day(date, None));
    }
    if let Some(year) = text.strip_suffix("年度末") {
        return year_end(year, around);
    }
    if let Some(parts) = MONTH.captures(text)
        && let Some(year) = own_year(&parts)?
    {
        return month(&parts, year);
    }
    if let Some(parts) = NO_YEAR.captures(text) {
        return without_year(&parts, around);
    }
    if let Some(parts) = YEAR.captures(text)
        && let Some((year, remark)) = own_year(&parts)?
    {
        let found = match parts.name("end") {
            Some(_) => Found::Day(date_of(year, 12, 31)?),
            None => Found::Year(year),
        };
        return Ok(DateRead { found, remarks: remark.into_iter().collect() });
    }
    Err(if YEAR.is_match(text) || MONTH.is_match(text) {
        Refusal::AmbiguousDate
    } else if fiscal_year::is_vague(text) {
        Refusal::Vague
    } else {
        Refusal::NotADate
    })
}

/// A day, with what is to be said of it.
fn of_day(date: Date, remarks: impl IntoIterator<Item = Remark>) -> DateRead {
    DateRead { found: Found::Day(date), remarks: remarks.into_iter().collect() }
}

/// A full date, with or without an era.
fn day(parts: &Captures<'_>, around: Option<FiscalYear>) -> Result<DateRead, Refusal> {
    let (first, second) = (parts.name("s1"), parts.name("s2"));
    if first.map(|s| s.as_str()) != second.map(|s| s.as_str()) {
        return Err(Refusal::NotADate);
    }
    let year = number(parts, "y")?;
    let written = parts.name("y").map_or(0, |y| y.as_str().len());
    if let Some(found) = parts.name("era") {
        let era = era::look_up(found.as_str()).ok_or(Refusal::NotADate)?;
        let date = make(era::western(&era, year).ok_or(Refusal::NotADate)?, parts)?;
        return Ok(of_day(date, era::check_date(&era, year, date)));
    }
    if written == 4 {
        return Ok(of_day(make(year, parts)?, None));
    }
    // 21/4/1 may be western or of any era; 3.4.1 and 3年4月1日 are of an era (N104, N110).
    let of_an_era = first.is_none_or(|s| s.as_str() == ".");
    match around.filter(|_| of_an_era && written <= 2) {
        Some(around) => in_survey(year, parts, around),
        None => Err(Refusal::AmbiguousDate),
    }
}

/// The only date in the survey's year or the years beside it that some era's `year` gives.
fn in_survey(year: i16, parts: &Captures<'_>, around: FiscalYear) -> Result<DateRead, Refusal> {
    let near = around.previous().first_day()..=around.next().last_day();
    let candidates: Vec<(Era, Date)> = eras()
        .into_iter()
        .filter_map(|era| Some((era, make(era::western(&era, year)?, parts).ok()?)))
        .filter(|(_, date)| near.contains(date))
        .collect();
    let [(era, date)] = candidates.as_slice() else {
        return Err(Refusal::AmbiguousDate);
    };
    let assumed = Remark::EraAssumed { era: era.name.to_owned(), year };
    Ok(of_day(*date, [assumed].into_iter().chain(era::check_date(era, year, *date))))
}

/// 令和4年度末: the last day of the fiscal year, in March of the next (N112).
fn year_end(year: &str, around: Option<FiscalYear>) -> Result<DateRead, Refusal> {
    if year.is_empty() {
        let year = around.ok_or(Refusal::AmbiguousDate)?;
        return Ok(of_day(year.last_day(), [Remark::YearAssumed { year }]));
    }
    let read = fiscal_year::read(&format!("{year}年度")).map_err(|refusal| match refusal {
        Refusal::AmbiguousYear => Refusal::AmbiguousDate,
        _ => Refusal::NotADate,
    })?;
    Ok(of_day(read.year.last_day(), read.remarks))
}

/// R3.4, 令和4年9月末 (N112, N116).
fn month(parts: &Captures<'_>, (year, remark): (i16, Option<Remark>)) -> Result<DateRead, Refusal> {
    let month = two_digits(parts, &["m1", "m2"])?;
    let first = date_of(year, month, 1)?;
    let found = match parts.name("end") {
        Some(_) => Found::Day(first.last_of_month()),
        None => Found::Month { year, month },
    };
    let mut remarks: Vec<Remark> = remark.into_iter().collect();
    if let Some(era) = parts.name("era").and_then(|era| era::look_up(era.as_str())) {
        // A month is beside its era only if all of it is.
        let written = number(parts, "y")?;
        remarks = match (
            era::check_date(&era, written, first),
            era::check_date(&era, written, first.last_of_month()),
        ) {
            (Some(remark), Some(_)) => vec![remark],
            _ => Vec::new(),
        };
    }
    Ok(DateRead { found, remarks })
}

/// 1月12日, in a leap year: a day that the text names without its year.
pub(super) fn without_a_year(text: &str) -> Option<Date> {
    let text = kanji::in_ascii(&fold::compact(text, ""));
    let parts = NO_YEAR.captures(&text).filter(|parts| parts.name("d1").is_some())?;
    make(2000, &parts).ok()
}

/// 9月末 with the survey's year; 4/1, 4月, 4月1日 stay open (N110, N112).
fn without_year(parts: &Captures<'_>, around: Option<FiscalYear>) -> Result<DateRead, Refusal> {
    let (Some(_), Some(year)) = (parts.name("end"), around) else {
        return Err(Refusal::AmbiguousDate);
    };
    let month = two_digits(parts, &["m1"])?;
    let calendar_year = if month >= 4 { year.0 } else { year.next().0 };
    let last = date_of(calendar_year, month, 1)?.last_of_month();
    Ok(of_day(last, [Remark::YearAssumed { year }]))
}

/// The year that is written in full: western with four digits, or of an era.
fn own_year(parts: &Captures<'_>) -> Result<Option<(i16, Option<Remark>)>, Refusal> {
    let year = number(parts, "y")?;
    let digits = parts.name("y").map_or(0, |y| y.as_str().len());
    match parts.name("era") {
        Some(written) => {
            let era = era::look_up(written.as_str()).ok_or(Refusal::NotADate)?;
            let western = era::western(&era, year).ok_or(Refusal::NotADate)?;
            Ok(Some((western, era::check_year(&era, year, western))))
        }
        None if digits == 4 => Ok(Some((year, None))),
        None => Ok(None),
    }
}

fn number(parts: &Captures<'_>, name: &str) -> Result<i16, Refusal> {
    parts.name(name).and_then(|part| fold::small_number(part.as_str())).ok_or(Refusal::NotADate)
}

fn two_digits(parts: &Captures<'_>, names: &[&str]) -> Result<i8, Refusal> {
    names
        .iter()
        .find_map(|name| parts.name(name))
        .and_then(|part| part.as_str().parse().ok())
        .ok_or(Refusal::NotADate)
}

fn make(year: i16, parts: &Captures<'_>) -> Result<Date, Refusal> {
    let month = two_digits(parts, &["m1", "m2"])?;
    let day = two_digits(parts, &["d1", "d2"])?;
    date_of(year, month, day)
}

/// A day that exists, from the first era on; the days that spreadsheets make of 0 are refused (N117).
fn date_of(year: i16, month: i8, day: i8) -> Result<Date, Refusal> {
    let date = Date::new(year, month, day).map_err(|_| Refusal::NotADate)?;
    if matches!((year, month, day), (1899, 12, 30 | 31)) {
        return Err(Refusal::OddSerial { date });
    }
    if !era::YEARS.contains(&year) {
        return Err(Refusal::NotADate);
    }
    Ok(date)
}

fn weekday_name(weekday: Weekday) -> char {
    match weekday {
        Weekday::Monday => '月',
        Weekday::Tuesday => '火',
        Weekday::Wednesday => '水',
        Weekday::Thursday => '木',
        Weekday::Friday => '金',
        Weekday::Saturday => '土',
        Weekday::Sunday => '日',
    }
}

/// Reads a cell of a date field.
pub(super) fn read_cell(raw: &Raw<'_>, around: Option<FiscalYear>) -> Outcome {
    match raw {
        Raw::Text(text) | Raw::Time(text) => match missing::look_up(text) {
            Some(word) => word.outcome(),
            None => outcome(read(text, around)),
        },
        Raw::Date { date, serial_odd: true } => {
            Outcome::Refused(Refusal::OddSerial { date: *date })
        }
        Raw::Date { date, .. } => match date_of(date.year(), date.month(), date.day()) {
            Ok(date) => Outcome::value(Value::Date(date), Vec::new()),
            Err(refusal) => Outcome::Refused(refusal),
        },
        Raw::Number { value, .. } => outcome(from_number(*value)),
        Raw::Bool(_) => Outcome::Refused(Refusal::Boolean),
        Raw::Error(code) => Outcome::Refused(Refusal::ErrorCell { code: (*code).to_owned() }),
        Raw::NoResult => Outcome::Refused(Refusal::NoResult),
    }
}

fn outcome(read: Result<DateRead, Refusal>) -> Outcome {
    match read {
        Ok(DateRead { found, remarks }) => match found {
            Found::Day(date) => Outcome::value(Value::Date(date), remarks),
            Found::Month { year, month } => {
                Outcome::Refused(Refusal::DayMissing { year, month: Some(month) })
            }
            Found::Year(year) => Outcome::Refused(Refusal::DayMissing { year, month: None }),
        },
        Err(refusal) => Outcome::Refused(refusal),
    }
}

/// 44287 as a day count since 1900, 20210401 as a date (N109, N111). Other numbers are no dates.
fn from_number(value: Decimal) -> Result<DateRead, Refusal> {
    /// 1980-01-01 and 2100-01-01: other counts are more likely amounts.
    const PLAUSIBLE: std::ops::Range<i64> = 29_221..73_051;
    let number = value.is_integer().then(|| value.to_i64()).flatten().ok_or(Refusal::NotADate)?;
    if let 0 | 60 = number {
        let date = jiff::civil::date(1899, 12, 31);
        return Err(Refusal::OddSerial { date });
    }
    if PLAUSIBLE.contains(&number) {
        // Day 1 is 1900-01-01 and 1900 is wrongly a leap year, so from 1 March 1900 the base is 1899-12-30.
        let span = jiff::Span::new().try_days(number).map_err(|_| Refusal::NotADate)?;
        let date =
            jiff::civil::date(1899, 12, 30).checked_add(span).map_err(|_| Refusal::NotADate)?;
        return Ok(of_day(date, [Remark::SerialAsDate { serial: number }]));
    }
    let text = number.to_string();
    let parts = EIGHT.captures(&text).ok_or(Refusal::NotADate)?;
    make(self::number(&parts, "y")?, &parts).map(|date| of_day(date, None))
}
