//! The reported lines of the year summed by themselves, beside what the sums of effects count of them.
//!
//! Plain additions, with no query: the other side of a comparison comes another way.

use serde::Serialize;

use super::entry::EffectEntry;
use super::lines::Line;
use super::row::EffectTotal;
use super::view::EffectView;
use crate::facts::{EffectFact, Facts};
use crate::terms::{FiscalYear, Round, Yen};

/// Sums over the lines as they were reported, for comparison with sums of what counts.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ReportedEffects {
    /// The round whose lines count for the reported year; `None` if none of them does.
    pub round: Option<Round>,
    /// Natures whose lines count in their own year only, in the form's order. Recurring lines have no such sum: what
    /// of them is new depends on the years before.
    pub one_year_natures: Vec<String>,
    /// What counts as new in the reported year under these natures, by the entries.
    pub one_year_counted: EffectTotal,
    /// The amounts of the round's lines of these natures with a readable kind.
    pub one_year_reported: EffectTotal,
    /// Actual amounts of the reported round's lines, summed kind by kind and with those whose kind was not readable.
    #[serde(rename = "actual_by_kind_yen")]
    pub actual_by_kind: Yen,
    /// Actual amounts of all of the reported round's lines.
    #[serde(rename = "actual_of_all_yen")]
    pub actual_of_all: Yen,
}

/// The codes of the form that the lines are sorted by.
pub(super) struct Codes<'a> {
    pub(super) kinds: &'a [String],
    pub(super) natures: &'a [String],
    pub(super) recurring: &'a [String],
}

/// Sums the lines of the reported year: `usable` are those of each year's newest round that have a kind.
pub(super) fn reported(
    round: Round,
    years: &[FiscalYear],
    codes: &Codes<'_>,
    facts: &Facts,
    usable: &[Line<'_>],
    entries: &[EffectEntry],
) -> ReportedEffects {
    let mut one_year_natures = codes.natures.to_vec();
    one_year_natures.retain(|nature| !codes.recurring.contains(nature));
    let is_one_year =
        |nature: &Option<String>| nature.as_ref().is_some_and(|own| one_year_natures.contains(own));
    let year = Some(round.year).filter(|year| years.contains(year));
    let of_year = || usable.iter().map(|(_, line)| line).filter(|l| Some(l.round.year) == year);
    let one_year_lines = of_year().filter(|line| is_one_year(&line.nature));
    let one_year_reported = one_year_lines.map(|line| EffectTotal {
        planned: line.planned.unwrap_or_default(),
        actual: line.actual.unwrap_or_default(),
        ..EffectTotal::default()
    });
    let counts = |entry: &&EffectEntry| {
        Some(entry.fiscal_year) == year
            && entry.view == EffectView::New
            && is_one_year(&entry.nature)
    };
    let one_year_counted = entries.iter().filter(counts).map(EffectEntry::total);
    let of_round = || facts.effects.iter().filter(|line| line.round == round);
    let actual = |line: &EffectFact| line.actual.unwrap_or_default();
    let of_kind = |kind: Option<&String>| -> Yen {
        of_round().filter(|line| line.kind.as_ref() == kind).map(actual).sum()
    };
    let kinds = codes.kinds.iter().map(Some).chain([None]);
    ReportedEffects {
        round: of_year().map(|line| line.round).max(),
        one_year_counted: one_year_counted.sum(),
        one_year_reported: one_year_reported.sum(),
        actual_by_kind: kinds.map(of_kind).sum(),
        actual_of_all: of_round().map(actual).sum(),
        one_year_natures,
    }
}
