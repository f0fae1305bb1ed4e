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
//! A line without a readable kind is in no sum, one without a readable actual is in no sum of actuals; `left_out`
//! counts both.
//!
//! `lines.rs` makes one list of amounts from the reported lines (`entry.rs`); `sums.rs` sums it by direction and kind, by
//! kind, by program, by nature, by basis and in all; `carried.rs` says what goes on afterwards; `display.rs` is how an
//! amount is shown; `reported.rs` sums the reported lines by themselves, to compare.

mod carried;
mod display;
mod entry;
mod lines;
mod reported;
mod sums;
#[cfg(test)]
mod tests;

use polars::prelude::PolarsResult;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{RATE_DECIMALS, percent};
use crate::facts::Facts;
use crate::schema::{ChoiceRole, Form, Plan};
use crate::terms::{DirectionId, FiscalYear, ProgramNo, Round, Yen};
use lines::{newest_lines, spread};
use sums::Base;

pub(super) use carried::carried_on;
pub use display::{Displayed, displayed};
pub use entry::EffectEntry;
pub use reported::ReportedEffects;

/// Which of the four sums a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EffectView {
    /// New in the year.
    New,
    /// In force in the year.
    InForce,
    /// Sum of new effects since the plan began.
    CumulativeNew,
    /// Sum of effects in force since the plan began.
    CumulativeInForce,
}

impl EffectView {
    /// The four views in printed order.
    pub const ALL: [EffectView; 4] = [
        EffectView::New,
        EffectView::InForce,
        EffectView::CumulativeNew,
        EffectView::CumulativeInForce,
    ];

    /// Printed name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            EffectView::New => "単年度(その年度に新たに生じた効果)",
            EffectView::InForce => "継続込み(その年度に効いている効果)",
            EffectView::CumulativeNew => "累計(新たな効果)",
            EffectView::CumulativeInForce => "累計(継続込み)",
        }
    }

    /// Whether it is a sum over the years so far.
    #[must_use]
    pub fn is_cumulative(self) -> bool {
        matches!(self, EffectView::CumulativeNew | EffectView::CumulativeInForce)
    }

    /// The view of single years that it is a sum of; itself if it is one.
    #[must_use]
    pub fn of_single_years(self) -> EffectView {
        match self {
            EffectView::New | EffectView::CumulativeNew => EffectView::New,
            EffectView::InForce | EffectView::CumulativeInForce => EffectView::InForce,
        }
    }
}

/// Planned and actual amount of one direction, kind and year in one view.
#[derive(Debug, Clone, Serialize)]
pub struct EffectCell {
    /// Direction.
    pub direction_id: DirectionId,
    /// Kind.
    pub kind: String,
    /// Fiscal year.
    pub fiscal_year: FiscalYear,
    /// View.
    pub view: EffectView,
    /// Planned yen.
    #[serde(rename = "planned_yen")]
    pub planned: Yen,
    /// Actual yen.
    #[serde(rename = "actual_yen")]
    pub actual: Yen,
    /// How many planned amounts of entries it is a sum of: none tells nothing reported from a reported 0.
    pub planned_lines: u32,
    /// How many actual amounts of entries it is a sum of.
    pub actual_lines: u32,
    /// How many of these were written as 約 and are not 0.
    pub actual_approx: u32,
    /// Actual ÷ planned in per cent, one digit, half-up; `None` where nothing was planned.
    pub achievement_rate: Option<Decimal>,
}

/// Planned and actual amount of one group in one year and view.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EffectRow<K> {
    /// The group.
    #[serde(flatten)]
    pub key: K,
    /// Fiscal year.
    pub fiscal_year: FiscalYear,
    /// View.
    pub view: EffectView,
    /// Planned yen.
    #[serde(rename = "planned_yen")]
    pub planned: Yen,
    /// Actual yen.
    #[serde(rename = "actual_yen")]
    pub actual: Yen,
    /// How many planned amounts of entries it is a sum of: none tells nothing reported from a reported 0.
    pub planned_lines: u32,
    /// How many actual amounts of entries it is a sum of.
    pub actual_lines: u32,
    /// How many of these were written as 約 and are not 0.
    pub actual_approx: u32,
    /// Actual ÷ planned in per cent, one digit, half-up; `None` where nothing was planned.
    pub achievement_rate: Option<Decimal>,
}

/// A program with effects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgramKey {
    /// The program.
    pub program_no: ProgramNo,
}

/// A kind (歳入確保, 歳出削減).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KindKey {
    /// Code of the form.
    pub kind: String,
}

/// A nature (単年度, 継続); `None` where it was not readable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NatureKey {
    /// Code of the form.
    pub nature: Option<String>,
}

/// A basis (決算, 決算見込, 予算); `None` where it was not readable. A carried amount keeps the basis it was reported on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BasisKey {
    /// Code of the form.
    pub basis: Option<String>,
}

/// All amounts together, and what they mix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TotalKey {
    /// Bases of the amounts that are not 0, in the form's order.
    pub bases: Vec<String>,
    /// Said where they are several.
    pub bases_note: Option<String>,
}

/// Planned and actual amount of any selection.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct EffectTotal {
    /// Planned yen.
    #[serde(rename = "planned_yen")]
    pub planned: Yen,
    /// Actual yen.
    #[serde(rename = "actual_yen")]
    pub actual: Yen,
    /// How many planned amounts of entries it is a sum of.
    #[serde(skip)]
    pub planned_lines: u32,
    /// How many actual amounts of entries it is a sum of.
    #[serde(skip)]
    pub actual_lines: u32,
    /// How many of these were written as 約 and are not 0.
    #[serde(skip)]
    pub actual_approx: u32,
}

impl EffectCell {
    /// Both amounts.
    #[must_use]
    pub fn total(&self) -> EffectTotal {
        EffectTotal {
            planned: self.planned,
            actual: self.actual,
            planned_lines: self.planned_lines,
            actual_lines: self.actual_lines,
            actual_approx: self.actual_approx,
        }
    }
}

impl<K> EffectRow<K> {
    /// Both amounts.
    #[must_use]
    pub fn total(&self) -> EffectTotal {
        EffectTotal {
            planned: self.planned,
            actual: self.actual,
            planned_lines: self.planned_lines,
            actual_lines: self.actual_lines,
            actual_approx: self.actual_approx,
        }
    }
}

impl std::iter::Sum for EffectTotal {
    fn sum<I: Iterator<Item = EffectTotal>>(totals: I) -> EffectTotal {
        totals.fold(EffectTotal::default(), std::ops::Add::add)
    }
}

impl std::ops::Add for EffectTotal {
    type Output = EffectTotal;

    fn add(self, other: EffectTotal) -> EffectTotal {
        EffectTotal {
            planned: self.planned + other.planned,
            actual: self.actual + other.actual,
            planned_lines: self.planned_lines.saturating_add(other.planned_lines),
            actual_lines: self.actual_lines.saturating_add(other.actual_lines),
            actual_approx: self.actual_approx.saturating_add(other.actual_approx),
        }
    }
}

/// All sums of effects.
#[derive(Debug, Clone, Serialize)]
pub struct EffectFigures {
    /// Kinds in the form's order.
    pub kinds: Vec<String>,
    /// Fiscal years of the plan up to the reported one.
    pub years: Vec<FiscalYear>,
    /// One cell per direction × kind × year × view, zeros included.
    pub cells: Vec<EffectCell>,
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
    /// Lines without a readable kind or actual: not (or not fully) in the sums.
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
                && direction.is_none_or(|direction| cell.direction_id == *direction)
                && kind.is_none_or(|kind| cell.kind == kind)
        });
        cells.map(EffectCell::total).sum()
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
    let complete = usable.iter().filter(|(_, line)| line.actual.is_some()).count();
    let left_out = u32::try_from(lines.len() - complete).unwrap_or(u32::MAX);
    let amounts = spread(&usable, &years, &recurring);
    let of_year = lines.iter().filter(|(_, line)| line.round.year == round.year).count();
    let carried = amounts.iter().filter(|amount| is_carried(amount, round, facts)).count();
    let base = Base::new(&amounts)?;
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

fn cells(
    plan: &Plan,
    kinds: &[String],
    base: &Base,
    years: &[FiscalYear],
) -> PolarsResult<Vec<EffectCell>> {
    let sums = base.sums(&["direction_id", "kind"])?;
    let mut cells = Vec::new();
    for direction in &plan.directions {
        for kind in kinds {
            for (view, fiscal_year, sum) in sums.views(&[direction.id.as_str(), kind], years) {
                cells.push(EffectCell {
                    direction_id: direction.id.clone(),
                    kind: kind.clone(),
                    fiscal_year,
                    view,
                    planned: sum.planned,
                    actual: sum.actual,
                    planned_lines: sum.planned_lines,
                    actual_lines: sum.actual_lines,
                    actual_approx: sum.actual_approx,
                    achievement_rate: rate(sum),
                });
            }
        }
    }
    Ok(cells)
}

fn by_program(
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
fn by_code<K>(
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

fn totals(
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
    let EffectTotal { planned, actual, planned_lines, actual_lines, actual_approx } = sum;
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
        achievement_rate,
    }
}

/// Actual ÷ planned in per cent.
fn rate(sum: EffectTotal) -> Option<Decimal> {
    percent(sum.actual.0.into(), sum.planned.0.into(), RATE_DECIMALS)
}
