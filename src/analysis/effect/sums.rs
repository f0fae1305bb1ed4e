//! Sums of what counts: one query for each way of grouping.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, Expr, IntoLazy, LazyFrame, PolarsResult, col, df, lit};

use super::entry::EffectEntry;
use super::key::Key;
use super::row::EffectTotal;
use super::view::EffectView;
use crate::analysis::error::AnalysisError;
use crate::analysis::query::{Row, inner, outer, read, with_places};
use crate::facts::{Facts, frame};
use crate::terms::{FiscalYear, Yen, count};

/// What every entry counts, once for each view and year in whose sums it is.
pub(super) struct Base {
    frame: DataFrame,
}

/// Sums by group, view and year; a group, view and year in which nothing counts has none.
pub(super) type Sums<K> = BTreeMap<(K, EffectView, FiscalYear), Sum>;

/// A sum.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    pub(super) total: EffectTotal,
    /// How many of its entries hold an amount that is not 0.
    pub(super) not_zero: u32,
}

impl Base {
    /// The entries with the lines that they come from, in every view and year in which they count: the program, direction,
    /// nature and basis of an entry are those of its line as it was reported last, its amounts those of the lines that
    /// count for it, and the kind its own (a line without one is open in every kind).
    pub(super) fn new(
        facts: &Facts,
        entries: &[&EffectEntry],
        years: &[FiscalYear],
    ) -> Result<Base, AnalysisError> {
        bounded(facts, entries, years.len())?;
        let effects = frame(&facts.effects)?;
        let lines = |place: &str, names: &[&str]| {
            let names = names.iter().chain([&place]).map(|name| col(*name));
            with_places(effects.clone(), place).select(names.collect::<Vec<Expr>>())
        };
        let of_line = ["program_no", "direction_id", "nature", "basis", "fiscal_year"];
        let of_line = lines("place", &of_line).rename(["fiscal_year"], ["reported_in"], true);
        let of_plan = lines("planned_from", &["planned_yen"]);
        let of_actual = lines("actual_from", &["actual_yen", "approx"]);
        let query = inner(entry_frame(entries)?, of_line, ["place"]);
        let query = outer(outer(query, of_plan, ["planned_from"]), of_actual, ["actual_from"]);
        let query = inner(query, periods(years)?, ["counts_as", "counts_in"]);
        Ok(Base { frame: query.collect()? })
    }

    /// How many amounts in force in `year` are those of an earlier year, since the year has no line of them.
    pub(super) fn carried(&self, year: FiscalYear) -> PolarsResult<u32> {
        let year = lit(i64::from(year.0));
        let carried = self.frame.clone().lazy().filter(
            (col("view").eq(lit(number(EffectView::InForce))))
                .and(col("fiscal_year").eq(year.clone()))
                .and(col("reported_in").lt(year))
                .and(not_zero("planned_yen").or(not_zero("actual_yen"))),
        );
        Ok(count(carried.collect()?.height()))
    }

    /// The sums of each group.
    pub(super) fn sums<K: Key>(&self) -> PolarsResult<Sums<K>> {
        let by = K::COLUMNS.iter().chain(&["view", "fiscal_year"]).map(|name| col(*name));
        let by: Vec<Expr> = by.collect();
        let summed = self.frame.clone().lazy().group_by(by).agg([
            col("planned_yen").sum(),
            col("actual_yen").sum(),
            col("planned_from").count().alias("planned_lines"),
            col("actual_from").count().alias("actual_lines"),
            col("approx").and(not_zero("actual_yen")).sum().alias("actual_approx"),
            col("is_open").any(true),
            not_zero("planned_yen").or(not_zero("actual_yen")).sum().alias("not_zero"),
        ]);
        let rows = read(summed, |row| {
            let view = EffectView::ALL[row.number::<usize>("view")?];
            Ok(((K::read(row)?, view, row.year()?), sum(row)?))
        })?;
        Ok(rows.into_iter().collect())
    }
}

fn not_zero(name: &str) -> Expr {
    col(name).neq(lit(0))
}

fn sum(row: &Row<'_>) -> PolarsResult<Sum> {
    let total = EffectTotal {
        planned: Yen(row.number("planned_yen")?),
        actual: Yen(row.number("actual_yen")?),
        planned_lines: row.number("planned_lines")?,
        actual_lines: row.number("actual_lines")?,
        actual_approx: row.number("actual_approx")?,
        incomplete: row.flag("is_open")?,
    };
    Ok(Sum { total, not_zero: row.number("not_zero")? })
}

/// The entries as places of lines.
fn entry_frame(entries: &[&EffectEntry]) -> PolarsResult<LazyFrame> {
    let place = |place: usize| i64::try_from(place).ok();
    let frame = df!(
        "place" => entries.iter().map(|entry| place(entry.line)).collect::<Vec<_>>(),
        "planned_from" => entries.iter().map(|e| e.planned_from.and_then(place)).collect::<Vec<_>>(),
        "actual_from" => entries.iter().map(|e| e.actual_from.and_then(place)).collect::<Vec<_>>(),
        "kind" => entries.iter().map(|entry| entry.kind.as_str()).collect::<Vec<_>>(),
        "counts_as" => entries.iter().map(|entry| number(entry.view)).collect::<Vec<_>>(),
        "counts_in" => entries.iter().map(|e| i64::from(e.fiscal_year.0)).collect::<Vec<_>>(),
        "is_open" => entries.iter().map(|e| e.planned_open || e.actual_open).collect::<Vec<_>>(),
    )?;
    Ok(frame.lazy())
}

/// What counts in each view and year: entries of the year, or of all years up to it.
fn periods(years: &[FiscalYear]) -> PolarsResult<LazyFrame> {
    let mut periods = Vec::new();
    for view in EffectView::ALL {
        for year in years {
            let counts = |own: &&FiscalYear| own == &year || (view.is_cumulative() && *own < year);
            periods.extend(years.iter().filter(counts).map(|own| (view, year.0, own.0)));
        }
    }
    let frame = df!(
        "view" => periods.iter().map(|(view, ..)| number(*view)).collect::<Vec<_>>(),
        "fiscal_year" => periods.iter().map(|(_, year, _)| i64::from(*year)).collect::<Vec<_>>(),
        "counts_as" => periods.iter().map(|(v, ..)| number(v.of_single_years())).collect::<Vec<_>>(),
        "counts_in" => periods.iter().map(|(.., own)| i64::from(*own)).collect::<Vec<_>>(),
    )?;
    Ok(frame.lazy())
}

/// A view as its place among all.
fn number(view: EffectView) -> i64 {
    EffectView::ALL.iter().zip(0..).find_map(|(one, at)| (*one == view).then_some(at)).unwrap_or(-1)
}

/// Refuses amounts of which a sum might leave the range of yen: polars would wrap it around without a word. An entry is at
/// most `times` in one sum.
fn bounded(facts: &Facts, entries: &[&EffectEntry], times: usize) -> Result<(), AnalysisError> {
    let size = |yen: Yen| yen.0.unsigned_abs();
    let amounts = || {
        entries.iter().flat_map(|entry| {
            [(entry.planned, entry.planned_from), (entry.actual, entry.actual_from)]
        })
    };
    let sum = amounts().try_fold(0_u64, |sum, (yen, _)| sum.checked_add(size(yen)));
    let times = u64::try_from(times).ok();
    let largest_sum = sum.zip(times).and_then(|(sum, times)| sum.checked_mul(times));
    if largest_sum.is_some_and(|sum| i64::try_from(sum).is_ok()) {
        return Ok(());
    }
    let largest = amounts().max_by_key(|(yen, _)| size(*yen));
    let cell_of = |at: usize| facts.effects.get(at).map(|line| line.source.clone());
    match largest.and_then(|(yen, from)| Some((yen, cell_of(from?)?))) {
        Some((yen, cell)) => Err(AnalysisError::TooLarge { yen, cell: Box::new(cell) }),
        None => Ok(()),
    }
}
