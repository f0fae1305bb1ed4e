//! Indicators against their targets.
//!
//! | shape | achieved | achievement rate (%) |
//! |---|---|---|
//! | level | latest ≥ target (≤ where lower is better) | from the baseline: (latest − baseline) ÷ (target − baseline); without baseline latest ÷ target (lower: target ÷ latest) |
//! | increment | latest − baseline ≥ target | (latest − baseline) ÷ target |
//! | yearly flow, yearly increment | that year's actual ≥ target | actual ÷ target (lower: target ÷ actual) |
//! | not below previous | actual ≥ the year before (plan's past actual or baseline year included) | actual ÷ the year before |
//! | keep within | \|actual − target\| ≤ target × tolerance % | actual ÷ target |
//!
//! "Latest" is the newest year of the plan, up to the reported round's, that has a value; where the target holds for each
//! year it is the reported year alone. A value written as 約 is exact
//! only to its last digit that is not zero: where the bound lies within one unit of that digit, nothing is decided.

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
use serde::Serialize;

use super::percent;
use crate::facts::{Facts, IndicatorFact};
use crate::form::target_text;
use crate::notation::Missing;
use crate::schema::{Better, Indicator, Plan, Program, Shape};
use crate::terms::{FiscalYear, IndicatorId, ProgramNo, Round, Source};

/// Digits after the decimal point of an achievement rate.
const RATE_DECIMALS: u32 = 1;

/// One indicator with what was reached.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorFigure {
    /// Program it belongs to.
    pub program_no: ProgramNo,
    /// Key.
    pub indicator_id: IndicatorId,
    /// Printed name.
    pub name: String,
    /// Unit of all values; money is in yen.
    pub unit: String,
    /// Digits after the decimal point when printed.
    pub decimals: u32,
    /// State before the plan.
    pub baseline: Option<Decimal>,
    /// Target value; `None` where it moves with the previous actual.
    pub target: Option<Decimal>,
    /// Target in words, in the form's unit.
    pub target_text: String,
    /// Fiscal year by which the target is to be reached.
    pub target_year: Option<FiscalYear>,
    /// One entry per fiscal year of the plan up to the reported one.
    pub actuals: Vec<IndicatorActual>,
    /// Year of the newest value.
    pub latest_year: Option<FiscalYear>,
    /// The newest value.
    pub latest: Option<Decimal>,
    /// Whether the newest value reaches the target.
    pub achieved: Achieved,
    /// Achievement rate in per cent; `None` where the formula has no meaning (no value, division by 0).
    pub achievement_rate: Option<Decimal>,
    /// Change per year still needed to reach a level in time; `None` for yearly targets and where it is reached.
    pub pace: Option<Decimal>,
}

/// What a year brought.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorActual {
    /// The year.
    pub fiscal_year: FiscalYear,
    /// Value, if one was reported and could be read.
    pub value: Option<Decimal>,
    /// Whether it was written as 約.
    pub approx: bool,
    /// Why there is no value: a reason of the contract, `unreadable`, or `not_submitted`.
    pub missing: Option<&'static str>,
    /// Where it stands.
    #[serde(skip)]
    pub source: Option<Source>,
}

/// Whether the target is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Achieved {
    /// Reached.
    Yes,
    /// Not reached.
    No,
    /// No value, nothing to compare with, or 約 hides the deciding digits.
    Undecided,
}

/// How many indicators stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct IndicatorTally {
    /// All indicators.
    pub indicators: u32,
    /// Targets reached.
    pub achieved: u32,
    /// Targets not reached.
    pub not_achieved: u32,
    /// Nothing decided.
    pub undecided: u32,
}

/// Counts the indicators.
pub(super) fn indicator_tally(figures: &[IndicatorFigure]) -> IndicatorTally {
    let mut tally = IndicatorTally::default();
    for figure in figures {
        tally.indicators += 1;
        match figure.achieved {
            Achieved::Yes => tally.achieved += 1,
            Achieved::No => tally.not_achieved += 1,
            Achieved::Undecided => tally.undecided += 1,
        }
    }
    tally
}

/// Figures of every indicator, in plan order.
pub(super) fn indicator_figures(plan: &Plan, round: Round, facts: &Facts) -> Vec<IndicatorFigure> {
    plan.indicators()
        .map(|(program, indicator)| figure(plan, round, facts, program, indicator))
        .collect()
}

fn figure(
    plan: &Plan,
    round: Round,
    facts: &Facts,
    program: &Program,
    indicator: &Indicator,
) -> IndicatorFigure {
    let years = plan.years().filter(|year| *year <= round.year);
    let actuals: Vec<IndicatorActual> =
        years.map(|year| actual(facts, indicator, year, round)).collect();
    // Last year's success says nothing about a target that holds for each year.
    let counts = |actual: &&IndicatorActual| {
        actual.value.is_some() && (!is_yearly(indicator) || actual.fiscal_year == round.year)
    };
    let latest = actuals.iter().rev().find(counts);
    let target = indicator.target.as_ref();
    let mut figure = IndicatorFigure {
        program_no: program.no,
        indicator_id: indicator.id.clone(),
        name: indicator.name.clone(),
        unit: indicator.unit.clone(),
        decimals: indicator.decimals,
        baseline: indicator.baseline.as_ref().map(|baseline| baseline.value.0),
        target: target.map(|target| target.value.0),
        target_text: target_text(indicator).replace('\n', ""),
        target_year: target.and_then(|target| target.by),
        latest_year: latest.map(|actual| actual.fiscal_year),
        latest: latest.and_then(|actual| actual.value),
        achieved: Achieved::Undecided,
        achievement_rate: None,
        pace: None,
        actuals: actuals.clone(),
    };
    if let Some((year, value, approx)) =
        latest.and_then(|actual| Some((actual.fiscal_year, actual.value?, actual.approx)))
    {
        let previous = previous_value(indicator, &actuals, year);
        let goal = Goal::of(indicator, previous);
        figure.achieved =
            goal.as_ref().map_or(Achieved::Undecided, |goal| goal.decide(value, approx));
        figure.achievement_rate = goal.and_then(|goal| goal.rate(value));
        figure.pace = pace(indicator, year, value, figure.achieved);
    }
    figure
}

/// Whether the target is to be met anew each year.
fn is_yearly(indicator: &Indicator) -> bool {
    let each_year = indicator.target.as_ref().is_some_and(|target| target.each_year);
    each_year || indicator.shape == Shape::NotBelowPrevious
}

/// The newest report of `year`, not later than `round`.
fn actual(facts: &Facts, indicator: &Indicator, year: FiscalYear, round: Round) -> IndicatorActual {
    let reports = facts.indicators.rows.iter().filter(|fact| {
        fact.indicator == indicator.id && fact.round.year == year && fact.round <= round
    });
    let newest: Option<&IndicatorFact> = reports.max_by_key(|fact| fact.round);
    let missing = match newest {
        None => Some("not_submitted"),
        Some(fact) if fact.value.is_some() => None,
        Some(fact) => Some(fact.missing.map_or("unreadable", Missing::as_str)),
    };
    IndicatorActual {
        fiscal_year: year,
        value: newest.and_then(|fact| fact.value),
        approx: newest.is_some_and(|fact| fact.approx),
        missing,
        source: newest.map(|fact| fact.source.clone()),
    }
}

/// The value of the year before `year`: reported, or from before the plan.
fn previous_value(
    indicator: &Indicator,
    actuals: &[IndicatorActual],
    year: FiscalYear,
) -> Option<Decimal> {
    let before = year.previous();
    let reported = actuals.iter().find(|actual| actual.fiscal_year == before);
    if let Some(actual) = reported {
        return actual.value;
    }
    before_plan(indicator, before)
}

/// The value of a year that the plan itself states: a past actual, or a baseline of that year.
pub(crate) fn before_plan(indicator: &Indicator, year: FiscalYear) -> Option<Decimal> {
    let past = indicator.past.iter().find(|past| past.year == year).map(|past| past.value.0);
    past.or_else(|| {
        let baseline = indicator.baseline.as_ref()?;
        (baseline.year == Some(year)).then_some(baseline.value.0)
    })
}

/// What a value is compared with.
pub(super) struct Goal {
    /// Smallest value that reaches the target.
    pub(super) lower: Option<Decimal>,
    /// Largest value that reaches the target.
    pub(super) upper: Option<Decimal>,
    /// Start and end of the way whose share is the achievement rate.
    pub(super) from: Decimal,
    pub(super) to: Decimal,
    /// Whether the rate is target ÷ value instead.
    inverse: bool,
}

impl Goal {
    /// `None` if the shape needs something that the plan or the reports do not have.
    pub(super) fn of(indicator: &Indicator, previous: Option<Decimal>) -> Option<Goal> {
        let target = indicator.target.as_ref().map(|target| target.value.0);
        let baseline = indicator.baseline.as_ref().map(|baseline| baseline.value.0);
        let bound = |bound: Decimal, from: Option<Decimal>| {
            let lower_is_better = indicator.better == Better::Lower;
            Goal {
                lower: (!lower_is_better).then_some(bound),
                upper: lower_is_better.then_some(bound),
                from: from.unwrap_or(Decimal::ZERO),
                to: bound,
                inverse: lower_is_better && from.is_none(),
            }
        };
        match indicator.shape {
            Shape::Level => Some(bound(target?, baseline)),
            Shape::Increment => {
                let start = baseline?;
                Some(bound(start + target?, Some(start)))
            }
            Shape::YearlyFlow | Shape::YearlyIncrement => Some(bound(target?, None)),
            Shape::NotBelowPrevious => Some(bound(previous?, None)),
            Shape::KeepWithin => {
                let centre = target?;
                let percent = indicator.tolerance.as_ref().map_or(Decimal::ZERO, |t| t.percent.0);
                let half = centre.abs() * percent / Decimal::ONE_HUNDRED;
                Some(Goal {
                    lower: Some(centre - half),
                    upper: Some(centre + half),
                    from: Decimal::ZERO,
                    to: centre,
                    inverse: false,
                })
            }
        }
    }

    pub(super) fn decide(&self, value: Decimal, approx: bool) -> Achieved {
        let slack = if approx { last_digit(value) } else { Decimal::ZERO };
        let hidden = |bound: &Decimal| approx && (value - bound).abs() <= slack;
        if self.lower.iter().chain(&self.upper).any(hidden) {
            return Achieved::Undecided;
        }
        let reached = self.lower.is_none_or(|lower| value >= lower)
            && self.upper.is_none_or(|upper| value <= upper);
        if reached { Achieved::Yes } else { Achieved::No }
    }

    fn rate(&self, value: Decimal) -> Option<Decimal> {
        if self.inverse {
            return percent(self.to, value, RATE_DECIMALS);
        }
        percent(value - self.from, self.to - self.from, RATE_DECIMALS)
    }
}

/// One unit of the last digit that is not zero: 1,000,000 for 64,000,000; 0.1 for 62.3.
fn last_digit(value: Decimal) -> Decimal {
    let mut rest = value.normalize();
    let mut unit = Decimal::new(1, rest.scale());
    let ten = Decimal::TEN;
    while !rest.is_zero() && rest.scale() == 0 && (rest % ten).is_zero() {
        rest /= ten;
        unit *= ten;
    }
    unit
}

/// Change per year needed from the newest value to the target year, for shapes that are reached by a year.
fn pace(
    indicator: &Indicator,
    year: FiscalYear,
    value: Decimal,
    achieved: Achieved,
) -> Option<Decimal> {
    let target = indicator.target.as_ref()?;
    let end = match indicator.shape {
        Shape::Level => target.value.0,
        Shape::Increment => indicator.baseline.as_ref()?.value.0 + target.value.0,
        _ => return None,
    };
    let years_left = target.by?.0 - year.0;
    if achieved == Achieved::Yes || years_left <= 0 {
        return None;
    }
    let per_year = (end - value) / Decimal::from(years_left);
    let digits = indicator.decimals + 1;
    Some(per_year.round_dp_with_strategy(digits, MidpointAwayFromZero).normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn indicator(shape: &str, rest: &str) -> Indicator {
        toml::from_str(&format!("id='x'\nname='見本'\nunit='件'\nshape='{shape}'\n{rest}")).unwrap()
    }

    /// (shape and data, previous, actual, approx) → (achieved, rate)
    fn judge(
        indicator: &Indicator,
        previous: Option<&str>,
        actual: &str,
        approx: bool,
    ) -> (Achieved, Option<String>) {
        let goal = Goal::of(indicator, previous.map(decimal));
        let value = decimal(actual);
        match goal {
            None => (Achieved::Undecided, None),
            Some(goal) => (
                goal.decide(value, approx),
                goal.rate(value).map(|rate| rate.normalize().to_string()),
            ),
        }
    }

    #[test]
    fn a_level_is_measured_from_its_baseline() {
        let level = indicator("level", "baseline={value=62.3}\ntarget={value=90,by=2024}");
        assert_eq!(judge(&level, None, "90", false), (Achieved::Yes, Some("100".to_owned())));
        // (70.1 − 62.3) ÷ (90 − 62.3) = 28.158… %
        assert_eq!(judge(&level, None, "70.1", false), (Achieved::No, Some("28.2".to_owned())));
        assert_eq!(judge(&level, None, "60", false), (Achieved::No, Some("-8.3".to_owned())));
    }

    #[test]
    fn n068_lower_is_better_is_target_by_actual_or_the_way_from_the_baseline() {
        let hours = indicator("level", "better='lower'\ntarget={value=139,by=2025}");
        assert_eq!(judge(&hours, None, "130", false), (Achieved::Yes, Some("106.9".to_owned())));
        assert_eq!(judge(&hours, None, "150", false), (Achieved::No, Some("92.7".to_owned())));
        assert_eq!(judge(&hours, None, "0", false), (Achieved::Yes, None));
        // 139 → 130 hours: done; half of the way is half.
        let rest = "better='lower'\nbaseline={value=139}\ntarget={value=130,by=2025}";
        let hours = indicator("level", rest);
        assert_eq!(judge(&hours, None, "130", false), (Achieved::Yes, Some("100".to_owned())));
        assert_eq!(judge(&hours, None, "134.5", false), (Achieved::No, Some("50".to_owned())));
    }

    #[test]
    fn n069_a_target_of_zero_or_none_has_no_rate() {
        let none = indicator("level", "");
        assert_eq!(judge(&none, None, "5", false), (Achieved::Undecided, None));
        let zero = indicator("yearly_flow", "target={value=0,each_year=true}");
        assert_eq!(judge(&zero, None, "5", false), (Achieved::Yes, None));
        let nothing_to_gain = indicator("level", "baseline={value=90}\ntarget={value=90,by=2024}");
        assert_eq!(judge(&nothing_to_gain, None, "90", false), (Achieved::Yes, None));
    }

    #[test]
    fn an_increment_counts_what_came_on_top_of_the_stock() {
        let stock = indicator("increment", "baseline={value=46}\ntarget={value=1,by=2024}");
        assert_eq!(judge(&stock, None, "47", false), (Achieved::Yes, Some("100".to_owned())));
        assert_eq!(judge(&stock, None, "46", false), (Achieved::No, Some("0".to_owned())));
    }

    #[test]
    fn a_moving_target_needs_the_year_before() {
        let moving = indicator("not_below_previous", "");
        assert_eq!(
            judge(&moving, Some("18"), "18", false),
            (Achieved::Yes, Some("100".to_owned()))
        );
        assert_eq!(
            judge(&moving, Some("18"), "17", false),
            (Achieved::No, Some("94.4".to_owned()))
        );
        assert_eq!(judge(&moving, None, "17", false), (Achieved::Undecided, None));
    }

    #[test]
    fn a_band_is_left_on_both_sides() {
        let band = indicator("keep_within", "target={value=960,by=2024}\ntolerance={percent=1}");
        assert_eq!(judge(&band, None, "969.6", false).0, Achieved::Yes);
        assert_eq!(judge(&band, None, "970", false).0, Achieved::No);
        assert_eq!(judge(&band, None, "950", false).0, Achieved::No);
    }

    #[test]
    fn about_decides_only_where_the_hidden_digits_cannot_matter() {
        let flow = indicator("yearly_flow", "target={value=20000000,each_year=true}");
        assert_eq!(judge(&flow, None, "20000000", true).0, Achieved::Undecided);
        assert_eq!(judge(&flow, None, "20000000", false).0, Achieved::Yes);
        assert_eq!(judge(&flow, None, "64000000", true).0, Achieved::Yes);
        assert_eq!(judge(&flow, None, "18000000", true).0, Achieved::No);
    }
}
