//! What is said of an indicator at its latest value.

use rust_decimal::Decimal;

use super::achieved::Achieved;
use super::actual::{IndicatorActual, newest_before, year_before};
use super::basis::{IndicatorBasis, PaceBasis, StatusBasis, VerdictBasis};
use super::goal::{Goal, counts_single_years, is_worse, slack};
use super::status::{IndicatorStatus, UndecidableReason};
use super::way::{Due, Way};
use crate::form::PastValue;
use crate::schema::{Indicator, Plan, Shape};
use crate::terms::{Half, Round};

/// What is left of its year after a round of the first half.
const HALF_A_YEAR: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// What is said of an indicator at its latest value.
pub(super) struct Judgement {
    pub(super) status: IndicatorStatus,
    pub(super) reason: Option<UndecidableReason>,
    pub(super) achieved: Achieved,
    pub(super) basis: IndicatorBasis,
}

impl Judgement {
    /// Of an indicator without a value.
    pub(super) const NO_VALUE: Judgement = Judgement {
        status: IndicatorStatus::Undecidable,
        reason: Some(UndecidableReason::NoValue),
        achieved: Achieved::Undecided,
        basis: IndicatorBasis::NONE,
    };
}

/// Judges the indicator by its latest value.
pub(super) fn judge(
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

/// Whether the actual is half a year's of an indicator whose values belong to whole years.
pub(super) fn is_part_of_year(indicator: &Indicator, actual: &IndicatorActual) -> bool {
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
