//! Fiscal years, rounds and the Japanese eras.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A 年度: 1 April of the year to 31 March of the next (地方自治法第208条).
#[cfg_attr(test, derive(Default))]
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct FiscalYear(pub i16);

/// An era (元号): name, initial and first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Era {
    /// Two kanji, e.g. 令和.
    pub name: &'static str,
    /// The letter used in short forms, e.g. R.
    pub initial: char,
    /// First day of the era.
    pub first_day: Date,
}

impl Era {
    /// The western year in which the era's first year (元年) lies.
    pub fn first_year(&self) -> i16 {
        self.first_day.year()
    }
}

/// The eras a form can meet, newest first. First days are those of the orders that proclaimed them
/// (元号を改める政令; for 大正 and 昭和 the 詔書 of the day).
pub fn eras() -> [Era; 5] {
    const fn era(name: &'static str, initial: char, year: i16, month: i8, day: i8) -> Era {
        Era { name, initial, first_day: jiff::civil::date(year, month, day) }
    }
    [
        era("令和", 'R', 2019, 5, 1),
        era("平成", 'H', 1989, 1, 8),
        era("昭和", 'S', 1926, 12, 25),
        era("大正", 'T', 1912, 7, 30),
        era("明治", 'M', 1868, 10, 23),
    ]
}

/// The era by which a fiscal year is called, with its year: FY2019 is 令和元年度 (its start, April 2019,
/// was still 平成31年; the state and most cities renamed the whole 年度).
pub fn era_of_fiscal_year(year: FiscalYear) -> (Era, i16) {
    let eras = eras();
    let era = eras.iter().find(|era| year.0 >= era.first_year()).unwrap_or(&eras[4]);
    (*era, year.0 - era.first_year() + 1)
}

impl FiscalYear {
    /// 1 April.
    pub fn first_day(self) -> Date {
        jiff::civil::date(self.0, 4, 1)
    }

    /// 31 March of the following calendar year.
    pub fn last_day(self) -> Date {
        jiff::civil::date(self.0 + 1, 3, 31)
    }

    /// `令和4年度`, with 元 for the first year of an era.
    pub fn label(self) -> String {
        let (era, year) = era_of_fiscal_year(self);
        match year {
            1 => format!("{}元年度", era.name),
            _ => format!("{}{}年度", era.name, year),
        }
    }

    /// `R4`, for narrow columns.
    pub fn short(self) -> String {
        let (era, year) = era_of_fiscal_year(self);
        format!("{}{}", era.initial, year)
    }

    /// The year before.
    pub fn previous(self) -> FiscalYear {
        FiscalYear(self.0 - 1)
    }

    /// The year after.
    pub fn next(self) -> FiscalYear {
        FiscalYear(self.0 + 1)
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The half of a fiscal year that a half-yearly survey covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Half {
    /// April to September (上期, 9月末).
    First,
}

/// A survey: a whole fiscal year (`2022`, state at 31 March) or its first half (`2022-H1`, 30 September).
///
/// Rounds sort in the order in which they are held: `2022-H1` before `2022`.
#[cfg_attr(test, derive(Default))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Round {
    /// The fiscal year surveyed.
    pub year: FiscalYear,
    /// The half, if the survey is half-yearly.
    pub half: Option<Half>,
}

impl Round {
    /// The state at the end of `year`.
    pub fn year_end(year: FiscalYear) -> Round {
        Round { year, half: None }
    }

    /// 基準日: the day whose state the round reports.
    pub fn as_of(self) -> Date {
        match self.half {
            None => self.year.last_day(),
            Some(Half::First) => jiff::civil::date(self.year.0, 9, 30),
        }
    }

    /// First and last day on which a report of the round may have been written: from the first day of its year to two
    /// years after its 基準日, for reports that are mended late. There is no clock here, so the round is the measure.
    pub fn report_days(self) -> (Date, Date) {
        let end = self.as_of();
        (self.year.first_day(), jiff::civil::date(end.year() + 2, end.month(), end.day()))
    }

    /// Whether a report of the round may have been written on `day`.
    pub fn may_be_reported_on(self, day: Date) -> bool {
        let (first, last) = self.report_days();
        (first..=last).contains(&day)
    }

    /// `令和4年度 年度末` or `令和4年度 上期`.
    pub fn label(self) -> String {
        let part = match self.half {
            None => "年度末",
            Some(Half::First) => "上期",
        };
        format!("{} {part}", self.year.label())
    }

    /// What the round's figures say of `year`: `令和4年度`, or `令和4年度上期` of the round's own year if the rest of it is
    /// still to come.
    pub fn label_of(self, year: FiscalYear) -> String {
        format!("{}{}", year.label(), self.half_of(year))
    }

    /// `上期` if of this year the round has its first half only; else nothing.
    pub fn half_of(self, year: FiscalYear) -> &'static str {
        match self.half {
            Some(Half::First) if year == self.year => "上期",
            _ => "",
        }
    }
}

impl Ord for Round {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_of().cmp(&other.as_of())
    }
}

impl PartialOrd for Round {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Round {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.half {
            None => write!(f, "{}", self.year),
            Some(Half::First) => write!(f, "{}-H1", self.year),
        }
    }
}

/// The text does not name a round.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a round (write 2022 or 2022-H1): {0}")]
pub struct RoundError(pub String);

impl FromStr for Round {
    type Err = RoundError;

    fn from_str(text: &str) -> Result<Round, RoundError> {
        let fail = || RoundError(text.to_owned());
        let (year, half) = match text.strip_suffix("-H1") {
            Some(year) => (year, Some(Half::First)),
            None => (text, None),
        };
        if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
            return Err(fail());
        }
        let year: i16 = year.parse().map_err(|_| fail())?;
        if !(1900..=2999).contains(&year) {
            return Err(fail());
        }
        Ok(Round { year: FiscalYear(year), half })
    }
}

impl Serialize for Round {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Round {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Round {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Round".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[12][0-9]{3}(-H1)?$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fiscal_years_are_called_by_the_era_they_mostly_lie_in() {
        assert_eq!(FiscalYear(2018).label(), "平成30年度");
        assert_eq!(FiscalYear(2019).label(), "令和元年度");
        assert_eq!(FiscalYear(2022).label(), "令和4年度");
        assert_eq!(FiscalYear(2022).short(), "R4");
        assert_eq!(FiscalYear(2016).short(), "H28");
    }

    #[test]
    fn rounds_sort_by_the_day_they_report() {
        let half: Round = "2022-H1".parse().unwrap();
        let end: Round = "2022".parse().unwrap();
        assert!(half < end);
        assert_eq!(end.as_of().to_string(), "2023-03-31");
        assert_eq!(half.as_of().to_string(), "2022-09-30");
        assert_eq!(half.to_string(), "2022-H1");
        assert_eq!(end.label(), "令和4年度 年度末");
    }

    #[test]
    fn a_half_years_round_says_of_its_own_year_that_it_is_half() {
        let half: Round = "2022-H1".parse().unwrap();
        assert_eq!(half.label_of(FiscalYear(2022)), "令和4年度上期");
        assert_eq!(half.label_of(FiscalYear(2021)), "令和3年度");
        assert_eq!(Round::year_end(FiscalYear(2022)).label_of(FiscalYear(2022)), "令和4年度");
    }

    #[test]
    fn a_report_is_written_within_two_years_of_its_round() {
        let end: Round = "2022".parse().unwrap();
        for (day, inside) in [
            ("2022-03-31", false),
            ("2022-04-01", true),
            ("2025-03-31", true),
            ("2025-04-01", false),
        ] {
            assert_eq!(end.may_be_reported_on(day.parse().unwrap()), inside, "{day}");
        }
        let half: Round = "2022-H1".parse().unwrap();
        assert!(half.may_be_reported_on("2024-09-30".parse().unwrap()));
        assert!(!half.may_be_reported_on("2024-10-01".parse().unwrap()));
    }

    #[test]
    fn a_text_that_names_no_round_is_refused() {
        for text in ["", "22", "2022-H3", "２０２２", "2022-", "R4", "0000"] {
            assert!(text.parse::<Round>().is_err(), "{text}");
        }
    }
}
