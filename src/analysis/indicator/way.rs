//! The straight line from where an indicator started to its target.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

use super::basis::{OutlookBasis, SpanUnit};
use super::goal::{Goal, slack};
use crate::form::PastValue;
use crate::schema::{Better, Indicator, Plan, Shape};

/// The way of a level or an increment: from a start to the target at the end of the target year.
///
/// Time is counted in whole years where start, value and end fall on the same day of the year, so that a leap year does
/// not make one year of two a little less than half; else in days.
///
/// The start is the baseline on its day (the end of its year; the plan's first day if it is undated). Without a
/// baseline it is the first actual. On the way two questions have one answer:
///
/// - What is due on a day? start + (target − start) × time gone ÷ time in all. The way asks for no more than the
///   target: a start beyond it makes the target itself due.
/// - Where does the newest value lead (見通し)? start + (value − start) × time in all ÷ time gone.
///
/// A value reaches what is due on its day exactly where the line through it reaches the target at the end.
#[derive(Debug, Clone)]
pub(super) struct Way {
    start: PastValue,
    first_day: Date,
    target: Decimal,
    last_day: Date,
    better: Better,
}

/// What is due on a day of the way.
pub(super) struct Due {
    /// The goal of the day.
    pub(super) goal: Goal,
    /// Digits after the decimal point with which it compares with a value as it does exactly: where they differ, they do
    /// by a step of the last digit of both divided by the time in all, or more.
    pub(super) decimals: u32,
}

impl Due {
    /// The value that is due, half-up.
    pub(super) fn shown(&self) -> Decimal {
        self.goal.to.round_dp_with_strategy(self.decimals, MidpointAwayFromZero).normalize()
    }
}

impl Way {
    /// From the baseline, else from `first`: the first actual with its day. `None` for shapes that go no way, and
    /// without a target year or a start.
    pub(super) fn of(
        plan: &Plan,
        indicator: &Indicator,
        goal: &Goal,
        first: Option<(Date, PastValue)>,
    ) -> Option<Way> {
        match indicator.shape {
            Shape::Level | Shape::Increment => {}
            Shape::YearlyFlow
            | Shape::YearlyIncrement
            | Shape::NotBelowPrevious
            | Shape::KeepWithin => return None,
        }
        let (first_day, start) = baseline(plan, indicator).or(first)?;
        Some(Way {
            start,
            first_day,
            target: goal.to,
            last_day: indicator.target.as_ref()?.by?.last_day(),
            better: indicator.better,
        })
    }

    /// What the goal asks of `value` on `day`; `None` on days before the start.
    pub(super) fn due_on(&self, goal: &Goal, day: Date, value: Decimal) -> Option<Due> {
        let (_, in_all, _) = self.time(day)?;
        let scales = [value, self.start.value, self.target].map(|value| value.normalize().scale());
        let steps = in_all.checked_ilog10().unwrap_or_default() + 1;
        let decimals = scales.into_iter().fold(0, u32::max) + steps;
        Some(Due { goal: self.goal_on(goal, day)?, decimals })
    }

    /// What the goal asks for on `day`; `None` on days before the start.
    pub(super) fn goal_on(&self, goal: &Goal, day: Date) -> Option<Goal> {
        let (gone, whole, _) = self.time(day)?;
        let (gone, whole) = (Decimal::from(gone), Decimal::from(whole));
        let distance = self.target.checked_sub(self.start.value)?;
        let line = self.start.value.checked_add(distance.checked_mul(gone)?.checked_div(whole)?)?;
        let due = match self.better {
            Better::Higher => line.min(self.target),
            Better::Lower => line.max(self.target),
        };
        Some(goal.at(due, slack(self.start)))
    }

    /// What the outlook from a value on `day` is computed from: the value at the end of the target year if things go on
    /// as from the start to that day. `None` if no time has gone by since the start, or none is left.
    ///
    /// Half-up to the digits that the indicator is printed with, one at least. A value that cannot occur (beyond the
    /// indicator's limits) is cut to the limit.
    pub(super) fn outlook_basis(&self, indicator: &Indicator, day: Date) -> Option<OutlookBasis> {
        let (gone, in_all, unit) = self.time(day)?;
        Some(OutlookBasis {
            start: self.start.value,
            start_approx: self.start.approx,
            start_day: self.first_day,
            latest_day: day,
            last_day: self.last_day,
            unit,
            gone,
            in_all,
            min: indicator.min.map(|min| min.0),
            max: indicator.max.map(|max| max.0),
            decimals: indicator.decimals.max(1),
        })
    }

    /// Time from the start to `day` and to the end, both more than none, and `day` before the end.
    fn time(&self, day: Date) -> Option<(i32, i32, SpanUnit)> {
        let same_day = |other: Date| {
            (other.month(), other.day()) == (self.first_day.month(), self.first_day.day())
        };
        let unit =
            if same_day(day) && same_day(self.last_day) { SpanUnit::Years } else { SpanUnit::Days };
        let since_start = |day: Date| {
            let time = match unit {
                SpanUnit::Years => i32::from(day.year()) - i32::from(self.first_day.year()),
                SpanUnit::Days => self.first_day.until(day).ok()?.get_days(),
            };
            Some(time).filter(|time| *time > 0)
        };
        (day < self.last_day).then_some(())?;
        Some((since_start(day)?, since_start(self.last_day)?, unit))
    }
}

/// The baseline with the day on which it held.
fn baseline(plan: &Plan, indicator: &Indicator) -> Option<(Date, PastValue)> {
    let baseline = indicator.baseline.as_ref()?;
    let stated = baseline.date.as_ref().and_then(|date| date.parse().ok());
    let day =
        stated.or(baseline.year.map(|year| year.last_day())).unwrap_or(plan.first_year.first_day());
    Some((day, PastValue { value: baseline.value.0, approx: false }))
}
