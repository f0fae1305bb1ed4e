//! Which report of a year counts, and which year is the latest: queries over all reports.

use std::collections::BTreeMap;

use polars::prelude::{IntoLazy, LazyFrame, PolarsResult, SortMultipleOptions, col, df, lit};

use crate::analysis::query::{Row, inner, read, rounds_up_to, with_places};
use crate::facts::{Facts, IndicatorFact, frame};
use crate::schema::{Indicator, Plan, Shape};
use crate::terms::{FiscalYear, IndicatorId, Round};

/// The reports that count.
pub(super) struct Reports<'a> {
    pub(super) facts: &'a [IndicatorFact],
    /// Places of the report that counts and of the one that it replaced.
    pub(super) of: BTreeMap<(IndicatorId, FiscalYear), (usize, Option<usize>)>,
    /// The year of the latest value.
    pub(super) latest: BTreeMap<IndicatorId, FiscalYear>,
}

/// The report of a year that counts, and the one before it that it replaced.
#[derive(Clone, Copy, Default)]
pub(super) struct Report<'a> {
    pub(super) newest: Option<&'a IndicatorFact>,
    pub(super) before: Option<&'a IndicatorFact>,
}

impl<'a> Reports<'a> {
    /// Finds them up to `round`.
    pub(super) fn new(plan: &Plan, round: Round, facts: &'a Facts) -> PolarsResult<Reports<'a>> {
        let newest = newest(plan, round, facts)?.collect()?;
        let with_value = newest.clone().lazy().filter(col("value").is_not_null());
        let latest = inner(with_value, judged(plan, round)?, ["indicator_id", "fiscal_year"])
            .group_by([col("indicator_id")])
            .agg([col("fiscal_year").max()]);
        let of = read(newest.lazy(), |row| {
            Ok(((indicator(row)?, row.year()?), (row.number("newest")?, row.maybe("before")?)))
        })?;
        let latest = read(latest, |row| Ok((indicator(row)?, row.year()?)))?;
        Ok(Reports {
            facts: &facts.indicators,
            of: of.into_iter().collect(),
            latest: latest.into_iter().collect(),
        })
    }

    /// Of a year of an indicator.
    pub(super) fn of(&self, indicator: &IndicatorId, year: FiscalYear) -> Report<'a> {
        let Some((newest, before)) = self.of.get(&(indicator.clone(), year)) else {
            return Report::default();
        };
        let fact = |place: usize| self.facts.get(place);
        Report { newest: fact(*newest), before: before.and_then(fact) }
    }

    /// Year of the latest value that the indicator is judged by.
    pub(super) fn latest(&self, indicator: &IndicatorId) -> Option<FiscalYear> {
        self.latest.get(indicator).copied()
    }
}

fn indicator(row: &Row<'_>) -> PolarsResult<IndicatorId> {
    Ok(IndicatorId(row.text("indicator_id")?.unwrap_or_default()))
}

/// Of each year of each indicator the newest report up to `round`, and the one before it; a later round's correction is
/// newer than the year's own report.
///
/// A correction that could not be read changes nothing: its finding asks for a readable one.
fn newest(plan: &Plan, round: Round, facts: &Facts) -> PolarsResult<LazyFrame> {
    let is_unreadable = col("value").is_null().and(col("missing").is_null());
    let is_correction = col("fiscal_year").lt(col("round_year"));
    let reports = with_places(frame(&facts.indicators)?, "newest");
    let in_time = inner(reports, rounds_up_to(plan, round)?, ["round"])
        .filter(is_correction.and(is_unreadable).not())
        .sort(["round_no", "newest"], SortMultipleOptions::default());
    Ok(in_time.group_by([col("indicator_id"), col("fiscal_year")]).agg([
        col("newest").shift(lit(1)).last().alias("before"),
        col("newest").last(),
        col("value").last(),
    ]))
}

/// The years of each indicator by whose value it may be judged.
fn judged(plan: &Plan, round: Round) -> PolarsResult<LazyFrame> {
    let years = plan.indicators().flat_map(|(_, indicator)| {
        let years = plan.years().filter(|year| may_be_latest(indicator, round, *year));
        years.map(|year| (indicator.id.as_str(), year))
    });
    let years: Vec<(&str, FiscalYear)> = years.collect();
    let frame = df!(
        "indicator_id" => years.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        "fiscal_year" => years.iter().map(|(_, year)| i64::from(year.0)).collect::<Vec<_>>(),
    )?;
    Ok(frame.lazy())
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
