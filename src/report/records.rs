//! The records that stand behind a figure: where its link leads.
//!
//! A link shows one stretch of rows, because spreadsheets do not follow a link to several. It goes from the first record
//! that the figure counts to the last one, so that none of them lies outside; others may stand between. A figure that
//! counts nothing leads nowhere.

use super::ledger::Ledger;
use crate::analysis::{EffectEntry, EffectFigures, EffectView};
use crate::report::request::ReportRequest;
use crate::sheet::Link;
use crate::terms::FiscalYear;

/// The first and the last of these places; `None` if there is none.
pub(super) fn stretch(counted: impl IntoIterator<Item = usize>) -> Option<(usize, usize)> {
    counted.into_iter().fold(None, |held, at| {
        Some(held.map_or((at, at), |(first, last): (usize, usize)| (first.min(at), last.max(at))))
    })
}

/// Leads to the records of 明細_評価 of the reported round whose programs are counted, given by their place among the
/// figures. The sheet is in the order of the rounds and, within each, of the programs of the figures; the reported round
/// is the last.
pub(super) fn of_round(
    request: &ReportRequest<'_>,
    ledger: &Ledger,
    counted: impl Iterator<Item = usize>,
) -> Option<Link> {
    let programs = &request.figures.programs;
    let before = programs.first().map_or(0, |program| program.earlier.len()) * programs.len();
    let (first, last) = stretch(counted.map(|at| before + at))?;
    ledger.link(first, last)
}

/// The records of 明細_効果の年度 that a row of amounts in one view is made of.
pub(super) struct EffectRecords<'a> {
    ledger: &'a Ledger,
    view: EffectView,
    entries: Vec<(usize, &'a EffectEntry)>,
}

impl<'a> EffectRecords<'a> {
    /// Those of the entries that the row `holds`.
    pub(super) fn of(
        ledger: &'a Ledger,
        effects: &'a EffectFigures,
        view: EffectView,
        holds: impl Fn(&EffectEntry) -> bool,
    ) -> EffectRecords<'a> {
        let entries = effects.entries.iter().enumerate().filter(|(_, entry)| holds(entry));
        EffectRecords { ledger, view, entries: entries.collect() }
    }

    /// Leads to all of them, whatever the view.
    pub(super) fn link(&self) -> Option<Link> {
        self.link_to(|_| true)
    }

    /// Leads to those that the planned (0) or the actual (1) amount of a year adds up.
    pub(super) fn amount(&self, year: FiscalYear, side: usize) -> Option<Link> {
        self.link_to(|entry| counts_in(entry, self.view, year) && has_amount(entry, side))
    }

    /// Leads to those that the achievement rate of a year is made of: the planned and the actual amounts.
    pub(super) fn rate(&self, year: FiscalYear) -> Option<Link> {
        self.link_to(|entry| counts_in(entry, self.view, year))
    }

    fn link_to(&self, counts: impl Fn(&EffectEntry) -> bool) -> Option<Link> {
        let counted = self.entries.iter().filter(|(_, entry)| counts(entry));
        let (first, last) = stretch(counted.map(|(at, _)| *at))?;
        self.ledger.link(first, last)
    }
}

/// A running total holds every year up to its own.
fn counts_in(entry: &EffectEntry, view: EffectView, year: FiscalYear) -> bool {
    let is_in =
        if view.is_cumulative() { entry.fiscal_year <= year } else { entry.fiscal_year == year };
    is_in && entry.view == view.of_single_years()
}

fn has_amount(entry: &EffectEntry, side: usize) -> bool {
    match side {
        0 => entry.planned_from.is_some(),
        _ => entry.actual_from.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_holds_everything_that_counts_and_nothing_around_it() {
        assert_eq!(stretch([4, 2, 7]), Some((2, 7)));
        assert_eq!(stretch([3]), Some((3, 3)));
        assert_eq!(stretch([]), None);
    }
}
