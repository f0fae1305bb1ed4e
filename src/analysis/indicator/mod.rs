//! Indicators against their targets.
//!
//! `goal.rs`: what a value is compared with, per shape. `actual.rs`: the value of each year, and corrections.
//! `way.rs`: the straight line to the target, what is due on it, and the outlook. `status.rs`: the words for how an
//! indicator stands. `pace.rs`: the same comparison for the rules of `check`. `basis.rs`: what each figure is computed
//! from. `trend.rs`: actual and target of every year.
//!
//! The *latest* value is that of the newest year of the plan, up to the reported round's, that has one; where the target
//! holds for each year it is the reported year's alone.

mod actual;
mod basis;
mod goal;
mod pace;
mod status;
pub(super) mod tally;
#[cfg(test)]
mod tests;
mod trend;
mod way;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::facts::Facts;
use crate::form::{PastValue, target_text};
use crate::notation::Missing;
use crate::schema::{Indicator, Plan, Program, Shape};
use crate::terms::{FiscalYear, Half, IndicatorId, ProgramNo, Round};
use actual::{actual, newest_before, year_before};
use goal::{Goal, counts_single_years, is_worse, slack};
use trend::trend;
use way::{Due, Way};

pub use actual::IndicatorActual;
pub(crate) use actual::before_plan;
pub use basis::{
    IndicatorBasis, OutlookBasis, PaceBasis, RateBasis, SpanUnit, StatusBasis, VerdictBasis,
};
pub use goal::Achieved;
pub(crate) use pace::{Pace, against_pace};
pub use status::{IndicatorStatus, UndecidableReason};
pub use tally::IndicatorTally;
pub use trend::TrendPoint;

/// What is left of its year after a round of the first half.
const HALF_A_YEAR: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

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
    /// Year of the latest value.
    pub latest_year: Option<FiscalYear>,
    /// The latest value.
    pub latest: Option<Decimal>,
    /// Whether the latest value reaches the target.
    pub achieved: Achieved,
    /// Achievement rate in per cent; `None` where the formula has no meaning (no value, division by 0).
    pub achievement_rate: Option<Decimal>,
    /// Change per year from the latest value that reaches a level in the time left after the round's day; `None` for yearly
    /// targets, where it is reached, and where no time is left.
    pub pace: Option<Decimal>,
    /// How it stands.
    pub status: IndicatorStatus,
    /// Why it cannot be told how it stands.
    pub status_reason: Option<UndecidableReason>,
    /// 見通し: the value in the target year on the straight line from the start through the latest value. `None` for
    /// yearly targets and bands, without a second point, and once the target year is over.
    pub outlook: Option<Decimal>,
    /// Whether the outlook is made from a value written as 約.
    pub outlook_approx: bool,
    /// Year of the outlook: the target year, which may lie after the plan.
    pub outlook_year: Option<FiscalYear>,
    /// What rate, pace and outlook are computed from.
    pub basis: IndicatorBasis,
    /// Actual and target of every year of the plan, after the years before it of which the plan knows the actual.
    pub trend: Vec<TrendPoint>,
}

/// Figures of every indicator of the running programs, in plan order.
pub(super) fn indicator_figures(plan: &Plan, round: Round, facts: &Facts) -> Vec<IndicatorFigure> {
    plan.indicators()
        .filter(|(program, _)| program.end.is_none())
        .map(|(program, indicator)| figure(plan, round, facts, program, indicator))
        .collect()
}

/// Counts the indicators of a list.
pub(super) fn indicator_tally<'a>(
    figures: impl IntoIterator<Item = &'a IndicatorFigure>,
) -> IndicatorTally {
    let mut tally = IndicatorTally::default();
    for figure in figures {
        tally.add(figure.achieved, figure.status);
    }
    tally
}

fn figure(
    plan: &Plan,
    round: Round,
    facts: &Facts,
    program: &Program,
    indicator: &Indicator,
) -> IndicatorFigure {
    let years = plan.years().filter(|year| *year <= round.year);
    let reports: Vec<IndicatorActual> =
        years.map(|year| actual(facts, indicator, year, round)).collect();
    let actuals: Vec<IndicatorActual> =
        reports.iter().map(|actual| judged(plan, indicator, &reports, actual)).collect();
    let latest = latest(indicator, &actuals, round);
    let Judgement { status, reason, achieved, basis } = latest
        .map_or(Judgement::NO_VALUE, |latest| judge(plan, round, indicator, &actuals, latest));
    let target = indicator.target.as_ref();
    let target_year = target.and_then(|target| target.by);
    let known = latest.and_then(IndicatorActual::known);
    let outlook = basis.outlook.as_ref().zip(known).and_then(|(basis, latest)| {
        let value = basis.outlook(latest.value)?;
        Some(PastValue { value, approx: latest.approx || basis.start_approx })
    });
    let needed = basis.pace.as_ref().filter(|_| achieved != Achieved::Yes);
    IndicatorFigure {
        program_no: program.no,
        indicator_id: indicator.id.clone(),
        name: indicator.name.clone(),
        unit: indicator.unit.clone(),
        decimals: indicator.decimals,
        baseline: indicator.baseline.as_ref().map(|baseline| baseline.value.0),
        target: target.map(|target| target.value.0),
        target_text: target_text(indicator).replace('\n', ""),
        target_year,
        latest_year: latest.map(|actual| actual.fiscal_year),
        latest: latest.and_then(|actual| actual.value),
        achieved,
        achievement_rate: basis.rate.as_ref().and_then(RateBasis::rate),
        pace: needed.map(PaceBasis::pace),
        status,
        status_reason: reason,
        outlook: outlook.map(|outlook| outlook.value),
        outlook_approx: outlook.is_some_and(|outlook| outlook.approx),
        outlook_year: outlook.and(target_year),
        trend: trend(plan, indicator, &actuals),
        basis,
        actuals,
    }
}

/// Whether the target is to be met anew each year.
fn is_yearly(indicator: &Indicator) -> bool {
    let each_year = indicator.target.as_ref().is_some_and(|target| target.each_year);
    each_year || indicator.shape == Shape::NotBelowPrevious
}

/// Whether the indicator is judged by a value of this year if no later year has one. Last year's success says nothing
/// about a target that holds for each year.
pub(crate) fn may_be_latest(indicator: &Indicator, round: Round, year: FiscalYear) -> bool {
    year == round.year || (year < round.year && !is_yearly(indicator))
}

/// The actual that the indicator is judged by.
fn latest<'a>(
    indicator: &Indicator,
    actuals: &'a [IndicatorActual],
    round: Round,
) -> Option<&'a IndicatorActual> {
    let counts = |actual: &&IndicatorActual| {
        actual.value.is_some() && may_be_latest(indicator, round, actual.fiscal_year)
    };
    actuals.iter().rev().find(counts)
}

/// The actual with what its year is compared with, and whether it reaches that. The target is that of the plan in force
/// in the year: a revision changes none of the years before it.
fn judged(
    plan: &Plan,
    indicator: &Indicator,
    actuals: &[IndicatorActual],
    actual: &IndicatorActual,
) -> IndicatorActual {
    let plan = plan.in_force(actual.fiscal_year);
    let Some(indicator) = plan.indicator(&indicator.id) else {
        let missing = match actual.value {
            None => Some(Missing::NotApplicable.as_str()),
            Some(_) => actual.missing,
        };
        return IndicatorActual { missing, ..actual.clone() };
    };
    let goal = Goal::of(indicator, year_before(indicator, actuals, actual.fiscal_year));
    let achieved = match (&goal, actual.known()) {
        (Some(goal), Some(value)) if !is_part_of_year(indicator, actual) => goal.decide(value),
        _ => Achieved::Undecided,
    };
    IndicatorActual {
        target: goal.map(|goal| goal.to),
        target_text: Some(target_text(indicator).replace('\n', "")),
        target_since: plan.target_since(&indicator.id),
        achieved,
        ..actual.clone()
    }
}

/// Whether the actual is half a year's of an indicator whose values belong to whole years.
fn is_part_of_year(indicator: &Indicator, actual: &IndicatorActual) -> bool {
    actual.is_half() && counts_single_years(indicator.shape)
}

/// What the verdict on `latest` is decided from; like the verdict itself, by the plan in force in its year.
fn verdict_basis(
    plan: &Plan,
    indicator: &Indicator,
    actuals: &[IndicatorActual],
    latest: &IndicatorActual,
) -> Option<VerdictBasis> {
    let year = latest.fiscal_year;
    let indicator = plan.in_force(year).indicator(&indicator.id)?;
    let goal = Goal::of(indicator, year_before(indicator, actuals, year))?;
    let value = latest.known().filter(|_| !is_part_of_year(indicator, latest))?;
    Some(goal.verdict_basis(value))
}

/// What is said of an indicator at its latest value.
struct Judgement {
    status: IndicatorStatus,
    reason: Option<UndecidableReason>,
    achieved: Achieved,
    basis: IndicatorBasis,
}

impl Judgement {
    const NO_VALUE: Judgement = Judgement {
        status: IndicatorStatus::Undecidable,
        reason: Some(UndecidableReason::NoValue),
        achieved: Achieved::Undecided,
        basis: IndicatorBasis::NONE,
    };
}

fn judge(
    plan: &Plan,
    round: Round,
    indicator: &Indicator,
    actuals: &[IndicatorActual],
    latest: &IndicatorActual,
) -> Judgement {
    let Some(value) = latest.known() else { return Judgement::NO_VALUE };
    let year = latest.fiscal_year;
    let undecidable = |reason| Judgement { reason: Some(reason), ..Judgement::NO_VALUE };
    let Some(goal) = Goal::of(indicator, year_before(indicator, actuals, year)) else {
        return undecidable(UndecidableReason::NothingToCompare);
    };
    let first = actuals.iter().filter(|actual| actual.fiscal_year < year);
    let first = first.filter_map(|actual| Some((actual.day(), actual.known()?))).next();
    let way = Way::of(plan, indicator, &goal, first);
    let compared = Compared::of(indicator, actuals, latest, value, &goal, way.as_ref());
    let (status, reason) = status(indicator, latest, value, &compared);
    let verdict = verdict_basis(plan, indicator, actuals, latest);
    let outlook = way.and_then(|way| way.outlook_basis(indicator, latest.day()));
    let basis = IndicatorBasis {
        status: verdict.as_ref().map(|_| compared.basis(value)),
        verdict,
        rate: goal.rate_basis(value.value),
        pace: pace_basis(indicator, round, value.value, &goal),
        outlook: outlook.filter(|outlook| outlook.outlook(value.value).is_some()),
    };
    Judgement { status, reason, achieved: latest.achieved, basis }
}

/// What the latest value is compared with if it does not reach the target.
struct Compared {
    before: Option<PastValue>,
    is_under_way: bool,
    due: Option<Due>,
}

impl Compared {
    fn of(
        indicator: &Indicator,
        actuals: &[IndicatorActual],
        latest: &IndicatorActual,
        value: PastValue,
        goal: &Goal,
        way: Option<&Way>,
    ) -> Compared {
        let by = indicator.target.as_ref().and_then(|target| target.by);
        let goes_a_way = matches!(indicator.shape, Shape::Level | Shape::Increment);
        let is_under_way = goes_a_way && by.is_some_and(|by| latest.day() < by.last_day());
        let way = way.filter(|_| is_under_way);
        Compared {
            before: newest_before(indicator, actuals, latest.fiscal_year),
            is_under_way,
            due: way.and_then(|way| way.due_on(goal, latest.day(), value.value)),
        }
    }

    fn basis(&self, value: PastValue) -> StatusBasis {
        let due = self.due.as_ref();
        StatusBasis {
            before: self.before.map(|before| before.value),
            before_slack: self.before.map_or(Decimal::ZERO, |before| slack(value) + slack(before)),
            is_under_way: self.is_under_way,
            due: due.map(Due::shown),
            due_decimals: due.map_or(0, |due| due.decimals),
            due_slack: due.map_or(Decimal::ZERO, |due| due.goal.verdict_basis(value).slack),
        }
    }
}

/// The questions of [`IndicatorStatus`], in order.
fn status(
    indicator: &Indicator,
    latest: &IndicatorActual,
    value: PastValue,
    compared: &Compared,
) -> (IndicatorStatus, Option<UndecidableReason>) {
    let undecidable = |reason| (IndicatorStatus::Undecidable, Some(reason));
    if is_part_of_year(indicator, latest) {
        return undecidable(UndecidableReason::HalfYear);
    }
    match latest.achieved {
        Achieved::Yes => return (IndicatorStatus::Achieved, None),
        Achieved::Undecided => return undecidable(UndecidableReason::Approximate),
        Achieved::No => {}
    }
    if compared.before.is_some_and(|before| is_worse(indicator, value, before)) {
        return (IndicatorStatus::FallingBack, None);
    }
    if !compared.is_under_way {
        return (IndicatorStatus::Short, None);
    }
    match compared.due.as_ref().map(|due| due.goal.decide(value)) {
        None => undecidable(UndecidableReason::NoSecondPoint),
        Some(Achieved::Yes) => (IndicatorStatus::OnCourse, None),
        Some(Achieved::No) => (IndicatorStatus::Short, None),
        Some(Achieved::Undecided) => undecidable(UndecidableReason::Approximate),
    }
}

/// Change per year needed from the latest value to the target in the time left after the round's day, for shapes that are
/// reached by a year: whole years after the end of a year, half a year more after its first half. A value older than the round has had its years already: only those to come count.
fn pace_basis(
    indicator: &Indicator,
    round: Round,
    value: Decimal,
    goal: &Goal,
) -> Option<PaceBasis> {
    match indicator.shape {
        Shape::Level | Shape::Increment => {}
        _ => return None,
    }
    let years = Decimal::from(indicator.target.as_ref()?.by?.0 - round.year.0);
    let years_left = match round.half {
        None => years,
        Some(Half::First) => years + HALF_A_YEAR,
    };
    let rest = goal.to.checked_sub(value)?;
    (years_left > Decimal::ZERO).then_some(PaceBasis {
        to: goal.to,
        rest,
        years_left,
        decimals: indicator.decimals + 1,
    })
}
