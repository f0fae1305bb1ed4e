//! The amounts that the sums are made of, each with the reported lines that it comes from.

use serde::Serialize;

use super::row::EffectTotal;
use super::view::EffectView;
use crate::facts::Facts;
use crate::schema::Plan;
use crate::terms::{DirectionId, FiscalYear, ProgramNo, Yen, place_of};

/// What one line counts in one year and one view of single years.
///
/// Every sum of `EffectFigures` is a sum of these, so that a figure can be followed to the lines behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EffectEntry {
    /// Program.
    pub program_no: ProgramNo,
    /// Direction.
    pub direction_id: DirectionId,
    /// Kind.
    pub kind: String,
    /// Nature; `None` where it was not readable.
    pub nature: Option<String>,
    /// Basis that the line was reported on; `None` where it was not readable.
    pub basis: Option<String>,
    /// What the effect is, as the line was reported last.
    pub title: Option<String>,
    /// The year in which it counts, which may be later than that of the line.
    pub fiscal_year: FiscalYear,
    /// `New` or `InForce`.
    pub view: EffectView,
    /// Planned yen.
    #[serde(rename = "planned_yen")]
    pub planned: Yen,
    /// Actual yen.
    #[serde(rename = "actual_yen")]
    pub actual: Yen,
    /// Whether the actual was written as 約.
    pub actual_approx: bool,
    /// Yen in one step of the last digit that the actual was written with.
    #[serde(skip)]
    pub actual_step: i64,
    /// Whether the planned amount of the newest line is not known; an earlier one may count instead.
    #[serde(skip)]
    pub planned_open: bool,
    /// Whether the actual amount of the newest line is not known; an earlier one may count instead.
    #[serde(skip)]
    pub actual_open: bool,
    /// The line as it was reported last: its place in `facts.effects`.
    #[serde(skip)]
    pub line: usize,
    /// The line whose planned amount counts; `None` where none counts. It is an earlier one than `line` if the newest
    /// could not be read.
    #[serde(skip)]
    pub planned_from: Option<usize>,
    /// The line whose actual amount counts; `None` where none counts.
    #[serde(skip)]
    pub actual_from: Option<usize>,
}

impl EffectEntry {
    /// Both amounts.
    pub fn total(&self) -> EffectTotal {
        EffectTotal { planned: self.planned, actual: self.actual, ..EffectTotal::default() }
    }
}

/// The amounts that count anything, in the order in which the sums are printed.
pub(super) fn entries(
    plan: &Plan,
    kinds: &[String],
    facts: &Facts,
    amounts: Vec<EffectEntry>,
) -> Vec<EffectEntry> {
    let mut entries: Vec<EffectEntry> = amounts
        .into_iter()
        .filter(|amount| amount.planned_from.is_some() || amount.actual_from.is_some())
        .collect();
    entries.sort_by_cached_key(|entry| {
        let line = facts.effects.get(entry.line);
        (
            plan.directions.iter().position(|direction| direction.id == entry.direction_id),
            kinds.iter().position(|kind| *kind == entry.kind),
            entry.fiscal_year,
            entry.view,
            place_of(&plan.programs, entry.program_no, |program| program.no),
            line.map(|line| (line.round, line.line)),
        )
    });
    entries
}
