//! How each indicator stands, as formulas of 指標: the latest year, the verdict and the status.
//!
//! A formula is written only where it says exactly what `analysis` says. Where a value was written as 約, its digits
//! decide how near is too near to tell, and the word of `analysis` stays.

use rust_decimal::Decimal;

use super::super::tables::Shown;
use super::indicator_numbers::{Bases, Place, difference};
use crate::analysis::{Achieved, IndicatorFigure, IndicatorStatus, StatusBasis, VerdictBasis};
use crate::schema::{Better, Indicator, Shape};
use crate::sheet::{Expr, Function};
use crate::terms::CellRef;

/// Digits that a spreadsheet holds of a number.
const DIGITS_HELD: u32 = 15;

/// An indicator whose formulas are asked for.
#[derive(Clone, Copy)]
pub(super) struct Judged<'a> {
    /// Its place among the figures.
    pub(super) at: usize,
    pub(super) figure: &'a IndicatorFigure,
    pub(super) shown: &'a Shown,
    /// The cell with the latest value.
    pub(super) latest: CellRef,
}

impl Judged<'_> {
    /// The verdict on the latest value.
    pub(super) fn verdict(&self, bases: &Bases) -> Option<Expr> {
        let VerdictBasis { lower, upper, slack } = self.figure.basis.verdict.as_ref()?;
        let value = self.figure.latest.filter(|_| slack.is_zero())?;
        let (low, high) = (bases.cell(self.at, Place::Lower)?, bases.cell(self.at, Place::Upper)?);
        let latest = Expr::from(self.latest);
        let above = |bound: &Decimal| {
            self.difference(self.latest, low.clone(), &[value, *bound]).at_least(0u32)
        };
        let below = |bound: &Decimal| {
            self.difference(high.clone(), self.latest, &[value, *bound]).at_least(0u32)
        };
        let (known, reached) = match (lower, upper) {
            (Some(lower), None) => (vec![latest, low.clone()], above(lower)),
            (None, Some(upper)) => (vec![latest, high.clone()], below(upper)),
            (Some(lower), Some(upper)) => {
                let both = Function::And.of([above(lower), below(upper)]);
                (vec![latest, low.clone(), high.clone()], both)
            }
            (None, None) => return None,
        };
        let [yes, no, undecided] = Achieved::ALL.map(Achieved::label);
        let decided = Expr::choose(reached, yes, no);
        Some(Expr::if_numbers(known, decided, undecided))
    }

    /// The status, which goes on from the verdict in the cell `verdict`.
    pub(super) fn status(
        &self,
        bases: &Bases,
        indicator: &Indicator,
        verdict: CellRef,
    ) -> Option<Expr> {
        let basis = self.figure.basis.status.as_ref()?;
        if !basis.before_slack.is_zero() || !basis.due_slack.is_zero() {
            return None;
        }
        let otherwise = self.not_worse(bases, indicator, basis)?;
        let missed = match basis.before {
            None => otherwise,
            Some(before) => {
                let worse = self.worse(bases, indicator, before)?;
                Expr::choose(worse, IndicatorStatus::FallingBack.label(), otherwise)
            }
        };
        let (yes, undecided) = (Achieved::Yes.label(), Achieved::Undecided.label());
        let verdict = Expr::from(verdict);
        let unknown = IndicatorStatus::Undecidable.label();
        let missed = Expr::choose(verdict.clone().is(undecided), unknown, missed);
        Some(Expr::choose(verdict.is(yes), IndicatorStatus::Achieved.label(), missed))
    }

    /// Whether the latest value is worse than the one before it.
    fn worse(&self, bases: &Bases, indicator: &Indicator, before: Decimal) -> Option<Expr> {
        let cell = bases.cell(self.at, Place::Before)?;
        let value = self.figure.latest?;
        let known = cell.clone().holds_number();
        let lost = match (indicator.shape, indicator.better) {
            (Shape::KeepWithin, _) => {
                let middle = bases.cell(self.at, Place::Target)?;
                let [now, then] = [self.latest.into(), cell]
                    .map(|value: Expr| Function::Abs.of([value - middle.clone()]));
                self.difference(now, then, &[value, before, self.figure.target?])
            }
            (_, Better::Higher) => self.difference(cell, self.latest, &[value, before]),
            (_, Better::Lower) => self.difference(self.latest, cell, &[value, before]),
        };
        Some(Expr::choose(known, lost.above(0u32), 0u32))
    }

    /// The status of a value that misses the target and is not worse than the one before it.
    fn not_worse(&self, bases: &Bases, indicator: &Indicator, basis: &StatusBasis) -> Option<Expr> {
        let short = IndicatorStatus::Short.label();
        if !basis.is_under_way {
            return Some(short.into());
        }
        let Some(due) = basis.due else {
            return Some(IndicatorStatus::Undecidable.label().into());
        };
        let digits = self.shown.digits(basis.due_decimals);
        let whole = (due / self.shown.divisor).trunc().abs().normalize().to_string();
        if u32::try_from(whole.len()).ok()? + digits > DIGITS_HELD {
            return None;
        }
        let cell = bases.cell(self.at, Place::Due)?;
        let known = cell.clone().holds_number();
        let ahead = match indicator.better {
            Better::Higher => Expr::from(self.latest) - cell,
            Better::Lower => cell - self.latest,
        };
        let is_ahead = ahead.round(digits).at_least(0u32);
        let judged = Expr::choose(is_ahead, IndicatorStatus::OnCourse.label(), short);
        Some(Expr::choose(known, judged, IndicatorStatus::Undecidable.label()))
    }

    fn difference(&self, a: impl Into<Expr>, b: impl Into<Expr>, values: &[Decimal]) -> Expr {
        let shown: Vec<Decimal> = values.iter().map(|value| value / self.shown.divisor).collect();
        difference(a, b, &shown)
    }
}
