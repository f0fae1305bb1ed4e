//! Actual and target of every year: the two lines that a chart of an indicator shows.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::Serialize;

use super::actual::{IndicatorActual, before_plan, year_before};
use super::goal::Goal;
use crate::schema::{Indicator, Plan};
use crate::terms::FiscalYear;

/// A year of an indicator: what was reached beside what was to be reached.
#[derive(Debug, Clone, Serialize)]
pub struct TrendPoint {
    /// The year: of the plan, or before it.
    pub fiscal_year: FiscalYear,
    /// Actual; before the plan its past actual, or its baseline if that is of a year.
    pub value: Option<Decimal>,
    /// Whether it was written as 約.
    pub approx: bool,
    /// What the year's value is compared with, by the plan in force in the year; `None` before the plan, and where
    /// nothing is known to compare with (the year before has no actual).
    pub target: Option<Decimal>,
    /// Smallest and largest value that reach a target that is a band around a value.
    pub band: Option<[Decimal; 2]>,
}

/// Every year of the plan, and before it those of which the plan knows the value; there may be gaps between them.
pub(super) fn trend(
    plan: &Plan,
    indicator: &Indicator,
    actuals: &[IndicatorActual],
) -> Vec<TrendPoint> {
    let baseline = indicator.baseline.as_ref().and_then(|baseline| baseline.year);
    let before: BTreeSet<FiscalYear> = indicator
        .past
        .iter()
        .map(|past| past.year)
        .chain(baseline)
        .filter(|year| *year < plan.first_year)
        .collect();
    let known = |fiscal_year: FiscalYear| {
        let known = before_plan(indicator, fiscal_year)?;
        let (value, approx) = (Some(known.value), known.approx);
        Some(TrendPoint { fiscal_year, value, approx, target: None, band: None })
    };
    let mut points: Vec<TrendPoint> = before.into_iter().filter_map(known).collect();
    points.extend(plan.years().map(|fiscal_year| {
        let actual = actuals.iter().find(|actual| actual.fiscal_year == fiscal_year);
        let goal = goal(plan, indicator, actuals, fiscal_year);
        TrendPoint {
            fiscal_year,
            value: actual.and_then(|actual| actual.value),
            approx: actual.is_some_and(|actual| actual.approx),
            target: match actual {
                Some(actual) => actual.target,
                None => goal.as_ref().map(|goal| goal.to),
            },
            band: goal.and_then(|goal| goal.band()),
        }
    }));
    points
}

/// What a year is, or will be, compared with, as far as it is known.
fn goal(
    plan: &Plan,
    indicator: &Indicator,
    actuals: &[IndicatorActual],
    year: FiscalYear,
) -> Option<Goal> {
    let indicator = plan.in_force(year).indicator(&indicator.id)?;
    Goal::of(indicator, year_before(indicator, actuals, year))
}
