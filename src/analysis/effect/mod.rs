//! Fiscal effects in four views.
//!
//! All amounts are exact yen, and a cut in spending is positive. A one-year line (単年度) counts in the year it is
//! reported for. A recurring line (継続) is *new* in the first year in which its amount is not 0, plan and actual each
//! for itself, and stays *in force* afterwards; where a later year reports the same line again (same program, kind and
//! title), that amount replaces the carried one and is not new. An actual of 0 reported so ends the effect; one that
//! starts again after that is new again.
//!
//! | view | value for year t |
//! |---|---|
//! | `new` | one-year lines of t + recurring lines whose amount begins in t |
//! | `in_force` | one-year lines of t + recurring lines reported for any s ≤ t, at their newest amount |
//! | `cumulative_new` | sum of `new` over the plan's years up to t |
//! | `cumulative_in_force` | sum of `in_force` over the plan's years up to t (いわき市's 累計: a running sum of running sums) |
//!
//! A line without a readable kind is in no sum, one whose plan or actual is not known is in no sum of these; `left_out`
//! counts them, and the groups that such a line belongs to are `incomplete`: they have no achievement rate.
//!
//! `lines.rs` makes one list of amounts from the reported lines (`entry.rs`), and `unsorted.rs` marks what lines without a
//! kind leave open. `sums.rs` sums the list by any of its columns, `groups.rs` by direction and kind, by kind, by program,
//! by nature, by basis and in all: a row (`row.rs`) for each view (`view.rs`). `carried.rs` says what goes on afterwards,
//! `display.rs` how an amount is shown; `reported.rs` sums the reported lines by themselves, to compare.

mod carried;
mod display;
mod entry;
mod groups;
mod lines;
mod reported;
mod row;
mod sums;
#[cfg(test)]
mod tests;
mod unsorted;
mod view;

use polars::prelude::PolarsResult;
use serde::Serialize;

use crate::facts::{EffectFact, Facts};
use crate::schema::{ChoiceRole, Form, Plan};
use crate::terms::{DirectionId, FiscalYear, Round, Yen};
use groups::{by_code, by_program, cells, totals};
use lines::{newest_lines, spread};
use sums::Base;
use unsorted::unsorted;

pub(super) use carried::carried_on;
pub use display::{Displayed, displayed};
pub use entry::EffectEntry;
pub use reported::ReportedEffects;
pub use row::{
    BasisKey, CellKey, EffectRow, EffectTotal, KindKey, NatureKey, ProgramKey, TotalKey,
};
pub use view::EffectView;

/// All sums of effects.
#[derive(Debug, Clone, Serialize)]
pub struct EffectFigures {
    /// Kinds in the form's order.
    pub kinds: Vec<String>,
    /// Fiscal years of the plan up to the reported one.
    pub years: Vec<FiscalYear>,
    /// One cell per direction × kind × year × view, zeros included.
    pub cells: Vec<EffectRow<CellKey>>,
    /// One row per kind × year × view, in the form's order.
    pub by_kind: Vec<EffectRow<KindKey>>,
    /// One row per program with effects × year × view, in plan order.
    pub by_program: Vec<EffectRow<ProgramKey>>,
    /// One row per nature × year × view, in the form's order.
    pub by_nature: Vec<EffectRow<NatureKey>>,
    /// One row per basis × year × view, in the form's order.
    pub by_basis: Vec<EffectRow<BasisKey>>,
    /// One row per year × view.
    pub totals: Vec<EffectRow<TotalKey>>,
    /// Bases (決算, 決算見込, 予算) that the reported year's lines mix, in the form's order.
    pub bases: Vec<String>,
    /// Bases that are estimates only; sentences say so.
    pub estimates: Vec<String>,
    /// Lines whose kind, plan or actual is not known: not (or not fully) in the sums.
    pub left_out: u32,
    /// Lines of the reported year; with none, nothing was reported yet.
    pub lines: u32,
    /// Recurring effects that the reported year counts as in force at the amount of an earlier year, since it has no
    /// line of them.
    pub carried: u32,
    /// Programs that have not submitted in the reported round: what they would report of it is in no sum.
    pub not_submitted: u32,
    /// What the sums are sums of, in the order of `cells`: by direction, kind, year and view, then by program.
    pub entries: Vec<EffectEntry>,
    /// The reported lines themselves, to compare with.
    pub reported: ReportedEffects,
}

impl EffectFigures {
    /// Sum over the cells of a direction (or all), a kind (or all), a year and a view.
    #[must_use]
    pub fn total(
        &self,
        direction: Option<&DirectionId>,
        kind: Option<&str>,
        year: FiscalYear,
        view: EffectView,
    ) -> EffectTotal {
        let cells = self.cells.iter().filter(|cell| {
            cell.fiscal_year == year
                && cell.view == view
                && direction.is_none_or(|direction| cell.key.direction_id == *direction)
                && kind.is_none_or(|kind| cell.key.kind == kind)
        });
        cells.map(EffectRow::total).sum()
    }
}

/// Sums the effects reported up to `round`, in which so many programs have `not_submitted`.
pub(super) fn effect_figures(
    plan: &Plan,
    form: &Form,
    round: Round,
    facts: &Facts,
    not_submitted: u32,
) -> PolarsResult<EffectFigures> {
    let kinds = form.option_codes("effect_kind");
    let recurring = form.codes_with_role(ChoiceRole::Recurring);
    let years: Vec<FiscalYear> = plan.years().filter(|year| *year <= round.year).collect();
    let lines = newest_lines(facts, round);
    let usable: Vec<_> = lines.iter().copied().filter(|(_, line)| line.kind.is_some()).collect();
    let is_complete = |line: &EffectFact| !line.planned_open && !line.actual_open;
    let complete = usable.iter().filter(|(_, line)| is_complete(line)).count();
    let left_out = u32::try_from(lines.len() - complete).unwrap_or(u32::MAX);
    let amounts = spread(&usable, &years, &recurring);
    let unsorted = unsorted(&lines, &kinds, &years, &recurring);
    let of_year = lines.iter().filter(|(_, line)| line.round.year == round.year).count();
    let carried = amounts.iter().filter(|amount| is_carried(amount, round, facts)).count();
    let base = Base::new(&amounts.iter().chain(&unsorted).collect::<Vec<_>>())?;
    let this_year = |basis: &String| {
        usable
            .iter()
            .any(|(_, line)| line.round.year == round.year && line.basis.as_ref() == Some(basis))
    };
    let bases = form.option_codes("effect_basis");
    let natures = form.option_codes("effect_nature");
    let by_program = by_program(plan, &base, &amounts, &years)?;
    let totals = totals(&base, &amounts, &bases, &years)?;
    let entries = entry::entries(plan, &kinds, facts, amounts);
    Ok(EffectFigures {
        cells: cells(plan, &kinds, &base, &years)?,
        by_kind: by_code(&base, "kind", kinds.clone(), &years, |kind| KindKey {
            kind: kind.unwrap_or_default(),
        })?,
        by_program,
        by_nature: by_code(&base, "nature", natures.clone(), &years, |nature| NatureKey {
            nature,
        })?,
        by_basis: by_code(&base, "basis", bases.clone(), &years, |basis| BasisKey { basis })?,
        totals,
        bases: bases.into_iter().filter(this_year).collect(),
        estimates: form.codes_with_role(ChoiceRole::Estimate),
        reported: reported::reported(
            round,
            &years,
            reported::Codes { kinds: &kinds, natures, recurring: &recurring },
            facts,
            &usable,
            &entries,
        ),
        entries,
        lines: u32::try_from(of_year).unwrap_or(u32::MAX),
        carried: u32::try_from(carried).unwrap_or(u32::MAX),
        not_submitted,
        kinds,
        years,
        left_out,
    })
}

/// Whether the round's year counts it at the amount of an earlier year.
fn is_carried(amount: &EffectEntry, round: Round, facts: &Facts) -> bool {
    let reported = facts.effects.rows.get(amount.line).map(|line| line.round.year);
    (amount.fiscal_year, amount.view) == (round.year, EffectView::InForce)
        && reported.is_some_and(|year| year < round.year)
        && (amount.planned != Yen::ZERO || amount.actual != Yen::ZERO)
}
