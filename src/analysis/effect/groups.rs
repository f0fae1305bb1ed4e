//! The sums as rows, in the order in which reports print them.

use rust_decimal::Decimal;

use super::entry::EffectEntry;
use super::key::Key;
use super::row::{BasisKey, EffectRow, EffectTotal, TotalKey};
use super::sums::Sums;
use super::view::EffectView;
use crate::analysis::rate::{RATE_DECIMALS, percent};
use crate::terms::{FiscalYear, Yen};

/// One row per group × view × year, zeros included.
pub(super) fn rows<K: Key + Clone>(
    sums: &Sums<K>,
    groups: impl IntoIterator<Item = K>,
    years: &[FiscalYear],
) -> Vec<EffectRow<K>> {
    let mut rows = Vec::new();
    for group in groups {
        for (view, year) in views(years) {
            let sum = sums.get(&(group.clone(), view, year)).copied().unwrap_or_default();
            rows.push(row(group.clone(), view, year, sum.total));
        }
    }
    rows
}

/// A group for each code of a choice of the form; lines without a readable choice are one only if there are any.
pub(super) fn by_code<K: Key>(
    sums: &Sums<K>,
    codes: &[String],
    group: impl Fn(Option<String>) -> K,
) -> Vec<K> {
    let unread = group(None);
    let counts = |sum: &EffectTotal| sum.planned_lines + sum.actual_lines > 0;
    let has_unread = sums.iter().any(|((group, ..), sum)| *group == unread && counts(&sum.total));
    let codes = codes.iter().map(|code| group(Some(code.clone())));
    codes.chain(has_unread.then_some(unread)).collect()
}

/// One row per year × view, with the bases that it mixes.
pub(super) fn totals(
    sums: &Sums<()>,
    by_basis: &Sums<BasisKey>,
    bases: &[String],
    years: &[FiscalYear],
    doubted: &[&EffectEntry],
) -> Vec<EffectRow<TotalKey>> {
    let mixed = |view: EffectView, year: FiscalYear| {
        let used = |basis: &&String| {
            let group = (BasisKey { basis: Some((*basis).clone()) }, view, year);
            by_basis.get(&group).is_some_and(|sum| sum.not_zero > 0)
        };
        let bases: Vec<String> = bases.iter().filter(used).cloned().collect();
        let bases_note =
            (bases.len() > 1).then(|| format!("{}の額が混ざっています。", bases.join("、")));
        TotalKey { bases, bases_note, doubted_yen: doubted_in(doubted, view, year) }
    };
    let total = |(view, year)| {
        let sum = sums.get(&((), view, year)).copied().unwrap_or_default();
        row(mixed(view, year), view, year, sum.total)
    };
    views(years).map(total).collect()
}

/// What the entries of doubted size count in a view and year.
fn doubted_in(doubted: &[&EffectEntry], view: EffectView, year: FiscalYear) -> Yen {
    let counts = |entry: &&&EffectEntry| {
        entry.view == view.of_single_years()
            && (entry.fiscal_year == year || (view.is_cumulative() && entry.fiscal_year < year))
    };
    doubted.iter().filter(counts).map(|entry| entry.actual).sum()
}

fn views(years: &[FiscalYear]) -> impl Iterator<Item = (EffectView, FiscalYear)> {
    EffectView::ALL.into_iter().flat_map(|view| years.iter().map(move |year| (view, *year)))
}

fn row<K>(key: K, view: EffectView, fiscal_year: FiscalYear, sum: EffectTotal) -> EffectRow<K> {
    let EffectTotal { planned, actual, planned_lines, actual_lines, actual_approx, incomplete } =
        sum;
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
        achievement_rate: rate(sum),
    }
}

/// Actual ÷ planned in per cent.
fn rate(sum: EffectTotal) -> Option<Decimal> {
    if sum.incomplete {
        return None;
    }
    percent(sum.actual.0.into(), sum.planned.0.into(), RATE_DECIMALS)
}
