//! The sums as rows, in the order in which reports print them.

use rust_decimal::Decimal;

use super::entry::EffectEntry;
use super::key::Key;
use super::row::{BasisKey, EffectRow, EffectTotal, TotalKey};
use super::sums::Sums;
use super::view::EffectView;
use crate::analysis::rate::{RATE_DECIMALS, percent};
use crate::terms::{FiscalYear, Yen};

/// What rows of any group are made with.
pub(super) struct Frame<'a> {
    /// Years of the rows.
    pub(super) years: &'a [FiscalYear],
    /// The sums of all groups together.
    pub(super) wholes: &'a Sums<()>,
    /// Digits of the shares.
    pub(super) share_decimals: u32,
}

impl Frame<'_> {
    /// One row per group × view × year, zeros included.
    pub(super) fn rows<K: Key + Clone>(
        &self,
        sums: &Sums<K>,
        groups: impl IntoIterator<Item = K>,
    ) -> Vec<EffectRow<K>> {
        let mut rows = Vec::new();
        for group in groups {
            for (view, year) in views(self.years) {
                let sum = sums.get(&(group.clone(), view, year)).copied().unwrap_or_default();
                rows.push(self.row(group.clone(), view, year, sum.total));
            }
        }
        rows
    }

    /// One row per year × view, with the bases that it mixes.
    pub(super) fn totals(
        &self,
        by_basis: &Sums<BasisKey>,
        bases: &[String],
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
        let total = |(view, year)| self.row(mixed(view, year), view, year, self.whole(view, year));
        views(self.years).map(total).collect()
    }

    fn whole(&self, view: EffectView, year: FiscalYear) -> EffectTotal {
        self.wholes.get(&((), view, year)).copied().unwrap_or_default().total
    }

    fn row<K>(
        &self,
        key: K,
        view: EffectView,
        fiscal_year: FiscalYear,
        sum: EffectTotal,
    ) -> EffectRow<K> {
        let EffectTotal { planned, actual, planned_lines, actual_lines, actual_approx, .. } = sum;
        let whole = Some(self.whole(view, fiscal_year).actual).filter(|whole| *whole > Yen::ZERO);
        let share = |whole: Yen| percent(actual.0.into(), whole.0.into(), self.share_decimals);
        EffectRow {
            key,
            fiscal_year,
            view,
            planned,
            actual,
            planned_lines,
            actual_lines,
            actual_approx,
            incomplete: sum.incomplete,
            difference: (!sum.incomplete).then(|| actual - planned),
            share: whole.and_then(share),
            achievement_rate: rate(sum),
        }
    }
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

/// Actual ÷ planned in per cent.
fn rate(sum: EffectTotal) -> Option<Decimal> {
    if sum.incomplete {
        return None;
    }
    percent(sum.actual.0.into(), sum.planned.0.into(), RATE_DECIMALS)
}
