//! All figures of effects.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::Serialize;

use super::entry::{EffectEntry, entries};
use super::groups::{Frame, by_code};
use super::lines::{Line, counts, lines_of, newest, spread};
use super::reported::{Codes, ReportedEffects, reported};
use super::row::{
    BasisKey, CellKey, EffectRow, EffectTotal, KindKey, NatureKey, ProgramKey, TotalKey,
};
use super::sums::Base;
use super::unsorted::unsorted;
use super::view::EffectView;
use crate::analysis::error::AnalysisError;
use crate::analysis::rate::shares_note;
use crate::facts::{EffectFact, Facts};
use crate::schema::{ChoiceRole, Form, Plan};
use crate::terms::{DirectionId, FiscalYear, Round, count};

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
    /// Lines in the sums of which the size of an amount is doubted (桁や単位を確認中).
    pub doubted_lines: u32,
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

    /// What is said where the shares of the kinds, or of the cells, in a year and view do not add up to 100.
    pub fn shares_notes(&self, year: FiscalYear, view: EffectView) -> Vec<String> {
        let kinds = shares(&self.by_kind, year, view);
        let cells = shares(&self.cells, year, view);
        let notes = [shares_note("区分ごとの構成比", kinds), shares_note("内訳の構成比", cells)];
        notes.into_iter().flatten().collect()
    }
}

/// The shares of each group in a year and view.
fn shares<K>(
    rows: &[EffectRow<K>],
    year: FiscalYear,
    view: EffectView,
) -> impl Iterator<Item = Option<Decimal>> {
    let of_year = move |row: &&EffectRow<K>| (row.fiscal_year, row.view) == (year, view);
    rows.iter().filter(of_year).map(|row| row.share)
}

/// Sums the effects reported up to `round`, in which so many programs have `not_submitted`.
pub(in crate::analysis) fn effect_figures(
    plan: &Plan,
    form: &Form,
    round: Round,
    facts: &Facts,
    not_submitted: u32,
) -> Result<EffectFigures, AnalysisError> {
    let kinds = form.option_codes("effect_kind");
    let natures = form.option_codes("effect_nature");
    let bases = form.option_codes("effect_basis");
    let recurring = form.codes_with_role(ChoiceRole::Recurring);
    let years: Vec<FiscalYear> = plan.years().filter(|year| *year <= round.year).collect();
    let newest = newest(plan, facts, round)?;
    let (lines_of_year, left_out) = counts(newest.clone(), round)?;
    let lines = lines_of(newest, facts)?;
    let usable: Vec<Line> = lines.iter().copied().filter(|(_, line)| line.kind.is_some()).collect();
    let amounts = spread(&usable, &years, &recurring);
    let unsorted = unsorted(&lines, &kinds, &years, &recurring);
    let base = Base::new(facts, &amounts.iter().chain(&unsorted).collect::<Vec<_>>(), &years)?;
    let by_nature = base.sums::<NatureKey>()?;
    let by_basis = base.sums::<BasisKey>()?;
    let of_year: Vec<Line> =
        lines.iter().copied().filter(|(_, line)| line.round.year == round.year).collect();
    let with_effects: BTreeSet<_> = amounts.iter().map(|amount| amount.program_no).collect();
    let with_effects = plan.programs.iter().filter(|one| with_effects.contains(&one.no));
    let entries = entries(plan, &kinds, facts, amounts);
    let (doubted, doubted_lines) = doubted(&entries, facts);
    let wholes = base.sums()?;
    let frame = Frame { years: &years, wholes: &wholes, share_decimals: plan.share_decimals };
    let codes = Codes { kinds: &kinds, natures: &natures, recurring: &recurring };
    Ok(EffectFigures {
        cells: frame.rows(&base.sums()?, cells(plan, &kinds)),
        by_kind: frame.rows(&base.sums()?, kinds.iter().cloned().map(|kind| KindKey { kind })),
        by_program: frame
            .rows(&base.sums()?, with_effects.map(|program| ProgramKey { program_no: program.no })),
        by_nature: frame
            .rows(&by_nature, by_code(&by_nature, &natures, |nature| NatureKey { nature })),
        by_basis: frame.rows(&by_basis, by_code(&by_basis, &bases, |basis| BasisKey { basis })),
        totals: frame.totals(&by_basis, &bases, &doubted),
        doubted_lines,
        bases: mixed(bases, &of_year),
        estimates: form.codes_with_role(ChoiceRole::Estimate),
        reported: reported(round, &years, &codes, facts, &usable, &entries),
        entries,
        lines: lines_of_year,
        carried: base.carried(round.year)?,
        left_out,
        not_submitted,
        kinds,
        years,
    })
}

/// The entries of which the actual amount is of doubted size, and how many lines with a doubted amount are in the sums.
fn doubted<'a>(entries: &'a [EffectEntry], facts: &Facts) -> (Vec<&'a EffectEntry>, u32) {
    let is_doubted = |line: &usize| facts.effects.get(*line).is_some_and(|line| line.doubted);
    let lines = entries.iter().flat_map(|entry| [entry.planned_from, entry.actual_from]);
    let lines: BTreeSet<usize> = lines.flatten().filter(is_doubted).collect();
    let counts = |entry: &&EffectEntry| entry.actual_from.as_ref().is_some_and(is_doubted);
    (entries.iter().filter(counts).collect(), count(lines.len()))
}

/// Every direction with every kind.
fn cells<'a>(plan: &'a Plan, kinds: &'a [String]) -> impl Iterator<Item = CellKey> + 'a {
    plan.directions.iter().flat_map(|direction| {
        kinds.iter().map(|kind| CellKey { direction_id: direction.id.clone(), kind: kind.clone() })
    })
}

/// The bases of the lines that have a kind.
fn mixed(mut bases: Vec<String>, lines: &[Line<'_>]) -> Vec<String> {
    let rests_on = |line: &EffectFact, basis: &String| {
        line.kind.is_some() && line.basis.as_ref() == Some(basis)
    };
    bases.retain(|basis| lines.iter().any(|(_, line)| rests_on(line, basis)));
    bases
}
