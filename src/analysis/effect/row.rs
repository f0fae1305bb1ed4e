//! What a sum of effects is of, and what it comes to.

use rust_decimal::Decimal;
use serde::Serialize;

use super::view::EffectView;
use crate::terms::{DirectionId, FiscalYear, ProgramNo, Yen};

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
    /// Whether a line of the group is not, or not fully, in the amounts: its kind, its plan or its actual is not known.
    pub incomplete: bool,
    /// Actual − planned; `None` where the amounts are incomplete.
    #[serde(rename = "difference_yen")]
    pub difference: Option<Yen>,
    /// Actual in per cent of the actual of all groups together in the year and view, with the plan's digits for shares;
    /// `None` where that is not above 0.
    pub share: Option<Decimal>,
    /// Actual ÷ planned in per cent, one digit, half-up; `None` where nothing was planned, and where the amounts are
    /// incomplete: a plan without its actual would make the rate too low.
    pub achievement_rate: Option<Decimal>,
}

/// A direction and a kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct CellKey {
    /// Direction.
    pub direction_id: DirectionId,
    /// Code of the form.
    pub kind: String,
}

/// A program with effects.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ProgramKey {
    /// The program.
    pub program_no: ProgramNo,
}

/// A kind (歳入確保, 歳出削減).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct KindKey {
    /// Code of the form.
    pub kind: String,
}

/// A nature (単年度, 継続); `None` where it was not readable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct NatureKey {
    /// Code of the form.
    pub nature: Option<String>,
}

/// A basis (決算, 決算見込, 予算); `None` where it was not readable. A carried amount keeps the basis it was reported on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct BasisKey {
    /// Code of the form.
    pub basis: Option<String>,
}

/// All amounts together, and what they mix.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TotalKey {
    /// Bases of the amounts that are not 0, in the form's order.
    pub bases: Vec<String>,
    /// Said where they are several.
    pub bases_note: Option<String>,
    /// What of the actual amount is of doubted size (桁や単位を確認中).
    pub doubted_yen: Yen,
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
    /// Whether a line of the selection is not, or not fully, in the amounts.
    #[serde(skip)]
    pub incomplete: bool,
}

impl<K> EffectRow<K> {
    /// Both amounts.
    pub fn total(&self) -> EffectTotal {
        EffectTotal {
            planned: self.planned,
            actual: self.actual,
            planned_lines: self.planned_lines,
            actual_lines: self.actual_lines,
            actual_approx: self.actual_approx,
            incomplete: self.incomplete,
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
            incomplete: self.incomplete || other.incomplete,
        }
    }
}
