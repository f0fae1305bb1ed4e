//! The amounts summed group by group, in the order in which reports print them.

use polars::prelude::PolarsResult;
use rust_decimal::Decimal;

use super::sums::Base;
use super::{CellKey, EffectEntry, EffectRow, EffectTotal, EffectView, ProgramKey, TotalKey};
use crate::analysis::{RATE_DECIMALS, percent};
use crate::schema::Plan;
use crate::terms::{FiscalYear, Yen};

/// One row per direction × kind × year × view, zeros included.
pub(super) fn cells(
    plan: &Plan,
    kinds: &[String],
    base: &Base,
    years: &[FiscalYear],
) -> PolarsResult<Vec<EffectRow<CellKey>>> {
    let sums = base.sums(&["direction_id", "kind"])?;
    let mut cells = Vec::new();
    for direction in &plan.directions {
        for kind in kinds {
            for (view, year, sum) in sums.views(&[direction.id.as_str(), kind], years) {
                let key = CellKey { direction_id: direction.id.clone(), kind: kind.clone() };
                cells.push(row(key, view, year, sum));
            }
        }
    }
    Ok(cells)
}

/// One row per program with effects × year × view.
pub(super) fn by_program(
    plan: &Plan,
    base: &Base,
    amounts: &[EffectEntry],
    years: &[FiscalYear],
) -> PolarsResult<Vec<EffectRow<ProgramKey>>> {
    let sums = base.sums(&["program_no"])?;
    let programs = plan.programs.iter().map(|program| program.no);
    let with_effects = programs.filter(|no| amounts.iter().any(|amount| amount.program_no == *no));
    let rows = with_effects.flat_map(|program_no| {
        let views = sums.views(&[&program_no.to_string()], years);
        views
            .into_iter()
            .map(move |(view, year, sum)| row(ProgramKey { program_no }, view, year, sum))
    });
    Ok(rows.collect())
}

/// Rows by a choice of the form; lines without a readable choice get rows only if there are any.
pub(super) fn by_code<K>(
    base: &Base,
    column: &str,
    codes: Vec<String>,
    years: &[FiscalYear],
    key: impl Fn(Option<String>) -> K,
) -> PolarsResult<Vec<EffectRow<K>>> {
    let sums = base.sums(&[column])?;
    let unread = sums.has(&[""]).then_some(None);
    let mut rows = Vec::new();
    for code in codes.into_iter().map(Some).chain(unread) {
        for (view, year, sum) in sums.views(&[code.as_deref().unwrap_or_default()], years) {
            rows.push(row(key(code.clone()), view, year, sum));
        }
    }
    Ok(rows)
}

/// One row per year × view, with the bases that it mixes.
pub(super) fn totals(
    base: &Base,
    amounts: &[EffectEntry],
    bases: &[String],
    years: &[FiscalYear],
) -> PolarsResult<Vec<EffectRow<TotalKey>>> {
    let mixed = |view: EffectView, year: FiscalYear| {
        let counts = |amount: &&EffectEntry| {
            let in_time = match view.is_cumulative() {
                true => amount.fiscal_year <= year,
                false => amount.fiscal_year == year,
            };
            in_time
                && amount.view == view.of_single_years()
                && (amount.planned != Yen::ZERO || amount.actual != Yen::ZERO)
        };
        let used = |basis: &&String| {
            amounts.iter().filter(counts).any(|amount| amount.basis.as_ref() == Some(basis))
        };
        let bases: Vec<String> = bases.iter().filter(used).cloned().collect();
        let bases_note =
            (bases.len() > 1).then(|| format!("{}の額が混ざっています。", bases.join("、")));
        TotalKey { bases, bases_note }
    };
    let views = base.sums(&[])?.views(&[], years);
    Ok(views.into_iter().map(|(view, year, sum)| row(mixed(view, year), view, year, sum)).collect())
}

fn row<K>(key: K, view: EffectView, fiscal_year: FiscalYear, sum: EffectTotal) -> EffectRow<K> {
    let EffectTotal { planned, actual, planned_lines, actual_lines, actual_approx, incomplete } =
        sum;
    let achievement_rate = rate(sum);
    EffectRow {
        key,
        fiscal_year,
        view,
        planned,
        actual,
        planned_lines,
        actual_lines,
        actual_approx,
        incomplete,
        achievement_rate,
    }
}

/// Actual ÷ planned in per cent.
fn rate(sum: EffectTotal) -> Option<Decimal> {
    if sum.incomplete {
        return None;
    }
    percent(sum.actual.0.into(), sum.planned.0.into(), RATE_DECIMALS)
}
