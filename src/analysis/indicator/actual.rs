//! The actual of each year: which report counts, and what it replaced.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use super::achieved::Achieved;
use super::goal::counts_single_years;
use super::reports::Report;
use crate::facts::IndicatorFact;
use crate::form::PastValue;
use crate::notation::Missing;
use crate::schema::Indicator;
use crate::terms::{FiscalYear, Round, Source};

/// What a year brought.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorActual {
    /// The year.
    pub fiscal_year: FiscalYear,
    /// Value, if one was reported and could be read.
    pub value: Option<Decimal>,
    /// Whether it was written as 約.
    pub approx: bool,
    /// Whether its size is doubted (桁や単位を確認中); it is used as it is.
    pub doubted: bool,
    /// Why there is no value: a reason of the contract, `unreadable`, or `not_submitted`.
    pub missing: Option<&'static str>,
    /// Round whose report counts.
    pub round: Option<Round>,
    /// What the year's value is compared with: the target of that year, or the value to be reached by the target year.
    /// `None` where nothing is known to compare with.
    pub target: Option<Decimal>,
    /// Target that was in force in the year, in words; `None` where the indicator was not yet in the plan.
    pub target_text: Option<String>,
    /// First year of the revision that set this target; `None` if it is the plan's first one.
    pub target_since: Option<FiscalYear>,
    /// Whether the year's value reaches it.
    pub achieved: Achieved,
    /// What a later round replaced, if it reported the year otherwise.
    pub corrected: Option<Correction>,
    /// Where it stands.
    #[serde(skip)]
    pub source: Option<Source>,
}

/// A value that a later round replaced (訂正).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// The value before; `None` if there was none.
    pub value: Option<Decimal>,
    /// Whether it had been written as 約.
    pub approx: bool,
    /// Why there was no value.
    pub missing: Option<&'static str>,
    /// Round that had reported it; `None` if no round had.
    pub round: Option<Round>,
}

impl IndicatorActual {
    /// The value, if there is one.
    pub(super) fn known(&self) -> Option<PastValue> {
        Some(PastValue { value: self.value?, approx: self.approx })
    }

    /// Whether the value is that of the first half of its year only.
    pub(super) fn is_half(&self) -> bool {
        self.round.is_some_and(|round| round.year == self.fiscal_year && round.half.is_some())
    }

    /// The day on which the value held: the round's day, or the year's last day if a later round reported it.
    pub(super) fn day(&self) -> Date {
        match self.round {
            Some(round) if round.year == self.fiscal_year => round.as_of(),
            _ => self.fiscal_year.last_day(),
        }
    }
}

/// What a year's reports say. What a later round corrects is said only if it differs.
pub(super) fn actual(year: FiscalYear, report: Report<'_>) -> IndicatorActual {
    let Report { newest, before } = report;
    let says_otherwise = |fact: &&IndicatorFact| {
        before.is_none_or(|before| {
            (before.value, before.approx, before.missing) != (fact.value, fact.approx, fact.missing)
        })
    };
    let corrected =
        newest.filter(|fact| fact.is_correction()).filter(says_otherwise).map(|_| Correction {
            value: before.and_then(|fact| fact.value),
            approx: before.is_some_and(|fact| fact.approx),
            missing: missing(before),
            round: before.map(|fact| fact.round),
        });
    IndicatorActual {
        fiscal_year: year,
        value: newest.and_then(|fact| fact.value),
        approx: newest.is_some_and(|fact| fact.approx),
        doubted: newest.is_some_and(|fact| fact.doubted),
        missing: missing(newest),
        round: newest.map(|fact| fact.round),
        target: None,
        target_text: None,
        target_since: None,
        achieved: Achieved::Undecided,
        corrected,
        source: newest.map(|fact| fact.source.clone()),
    }
}

fn missing(report: Option<&IndicatorFact>) -> Option<&'static str> {
    match report {
        None => Some("not_submitted"),
        Some(fact) if fact.value.is_some() => None,
        Some(fact) => Some(fact.missing.map_or("unreadable", Missing::as_str)),
    }
}

/// The actual of the year before `year`: reported, or from before the plan.
pub(super) fn year_before(
    indicator: &Indicator,
    actuals: &[IndicatorActual],
    year: FiscalYear,
) -> Option<PastValue> {
    let before = year.previous();
    match actuals.iter().find(|actual| actual.fiscal_year == before) {
        // Half a year's actual is not what a whole year is held against.
        Some(actual) if actual.is_half() => None,
        Some(actual) => actual.known(),
        None => before_plan(indicator, before),
    }
}

/// The newest value before `year`, whatever year it is of: an actual, a past actual of the plan, or its baseline.
pub(super) fn newest_before(
    indicator: &Indicator,
    actuals: &[IndicatorActual],
    year: FiscalYear,
) -> Option<PastValue> {
    let earlier = actuals.iter().rev().filter(|actual| actual.fiscal_year < year);
    let whole =
        |actual: &&IndicatorActual| !(actual.is_half() && counts_single_years(indicator.shape));
    let reported = earlier.filter(whole).find_map(IndicatorActual::known);
    let past = || {
        let newest = indicator.past.iter().max_by_key(|past| past.year)?;
        Some(PastValue { value: newest.value.0, approx: newest.approx })
    };
    let baseline = || {
        let baseline = indicator.baseline.as_ref()?;
        Some(PastValue { value: baseline.value.0, approx: false })
    };
    reported.or_else(past).or_else(baseline)
}

/// The value of a year that the plan itself states: a past actual, or a baseline of that year.
pub(crate) fn before_plan(indicator: &Indicator, year: FiscalYear) -> Option<PastValue> {
    let past = indicator.past.iter().find(|past| past.year == year);
    let past = past.map(|past| PastValue { value: past.value.0, approx: past.approx });
    past.or_else(|| {
        let baseline = indicator.baseline.as_ref()?;
        (baseline.year == Some(year))
            .then_some(PastValue { value: baseline.value.0, approx: false })
    })
}
