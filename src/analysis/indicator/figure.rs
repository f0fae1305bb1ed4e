//! All figures of one indicator.

use polars::prelude::PolarsResult;
use rust_decimal::Decimal;
use serde::Serialize;

use super::achieved::Achieved;
use super::actual::{IndicatorActual, actual, year_before};
use super::basis::{IndicatorBasis, PaceBasis, RateBasis};
use super::goal::Goal;
use super::judge::{Judgement, is_part_of_year, judge};
use super::reports::Reports;
use super::status::{IndicatorStatus, UndecidableReason};
use super::trend::{TrendPoint, trend};
use crate::facts::Facts;
use crate::form::{PastValue, target_text};
use crate::notation::Missing;
use crate::schema::{Indicator, Plan, Program};
use crate::terms::{FiscalYear, IndicatorId, ProgramNo, Round};

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
pub(in crate::analysis) fn indicator_figures(
    plan: &Plan,
    round: Round,
    facts: &Facts,
) -> PolarsResult<Vec<IndicatorFigure>> {
    Ok(figures(plan, round, &Reports::new(plan, round, facts)?))
}

/// The same from the reports that count.
pub(super) fn figures(plan: &Plan, round: Round, reports: &Reports<'_>) -> Vec<IndicatorFigure> {
    plan.indicators()
        .filter(|(program, _)| program.end.is_none())
        .map(|(program, indicator)| figure(plan, round, reports, program, indicator))
        .collect()
}

fn figure(
    plan: &Plan,
    round: Round,
    reports: &Reports<'_>,
    program: &Program,
    indicator: &Indicator,
) -> IndicatorFigure {
    let years = plan.years().filter(|year| *year <= round.year);
    let reported: Vec<IndicatorActual> =
        years.map(|year| actual(year, reports.of(&indicator.id, year))).collect();
    let actuals: Vec<IndicatorActual> =
        reported.iter().map(|actual| judged(plan, indicator, &reported, actual)).collect();
    let latest = reports.latest(&indicator.id);
    let latest = actuals.iter().find(|actual| Some(actual.fiscal_year) == latest);
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

impl IndicatorFigure {
    /// Whether the size of the latest value is doubted.
    pub fn is_doubted(&self) -> bool {
        let latest = |actual: &&IndicatorActual| Some(actual.fiscal_year) == self.latest_year;
        self.actuals.iter().find(latest).is_some_and(|actual| actual.doubted)
    }
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
