//! Lines whose kind could not be read: what they leave open.
//!
//! Such a line belongs to one of the kinds and nobody knows to which, so it leaves every kind of its direction incomplete.
//! Whether it is new cannot be told either: it counts as both.

use super::entry::EffectEntry;
use super::lines::{Line, amount, title_key};
use super::view::EffectView;
use crate::terms::{FiscalYear, Yen};

/// An entry without an amount for each kind and year in which a line without a kind may count: its own, and the years
/// that a recurring one goes on in, until its program reports the same title again.
pub(super) fn unsorted(
    lines: &[Line<'_>],
    kinds: &[String],
    years: &[FiscalYear],
    recurring: &[String],
) -> Vec<EffectEntry> {
    let mut open = Vec::new();
    for (index, line) in lines.iter().filter(|(_, line)| line.kind.is_none()) {
        let first = line.round.year;
        let goes_on = line.nature.as_ref().is_some_and(|nature| recurring.contains(nature));
        let same = |(other, later): &&Line<'_>| {
            later.program == line.program
                && later.round.year > first
                && title_key(later, *other) == title_key(line, *index)
        };
        let again = lines.iter().filter(same).map(|(_, later)| later.round.year).min();
        let lasts = |year: &FiscalYear| goes_on && again.is_none_or(|again| *year < again);
        for year in years.iter().filter(|year| **year == first || (**year > first && lasts(year))) {
            for kind in kinds {
                let entry = EffectEntry {
                    kind: kind.clone(),
                    planned: Yen::ZERO,
                    planned_from: None,
                    actual: Yen::ZERO,
                    actual_from: None,
                    actual_open: true,
                    ..amount(line, *index, *year, None)
                };
                open.extend((*year == first).then(|| entry.clone()));
                open.push(EffectEntry { view: EffectView::InForce, ..entry });
            }
        }
    }
    open
}
