//! 明細_指標の計算 as the formulas of 指標 see it: where each number stands, and what is worked out from it.
//!
//! Differences are rounded to far more digits than any value has: a spreadsheet calculates in binary, and 76.7 − 62.3 is
//! 14.4 only once it is rounded. A tie then rounds as the exact value does.

use rust_decimal::Decimal;

use super::super::tables::Shown;
use crate::analysis::{Achieved, OutlookBasis, PaceBasis, RateBasis};
use crate::sheet::{Expr, Function, Link, SheetArea};
use crate::terms::{Area, CellRef, count};

/// Digits after the decimal point to which differences are rounded at least.
const DIFFERENCE_DIGITS: u32 = 6;
/// Digits that a line over days is rounded to beyond those that decide: fewer than the days of a plan could make matter.
const LINE_DIGITS: u32 = 4;

/// A number of the sheet that formulas use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Target,
    Latest,
    From,
    To,
    Part,
    Whole,
    Rest,
    Years,
    Start,
    StartDay,
    LatestDay,
    LastDay,
    Gone,
    All,
    Min,
    Max,
    Lower,
    Upper,
    Before,
    Due,
}

/// The sheet, as the formulas of 指標 see it.
pub(super) struct Bases {
    /// Name of the sheet.
    pub(super) sheet: &'static str,
    /// What formulas look for in each column.
    pub(super) columns: Vec<Option<Place>>,
    /// Row of each indicator, counted from zero.
    pub(super) rows: Vec<u32>,
}

impl Bases {
    /// The number in the row of indicator number `at`, as formulas of other sheets see it.
    pub(super) fn cell(&self, at: usize, place: Place) -> Option<Expr> {
        let column = self.columns.iter().position(|own| *own == Some(place))?;
        let cell = CellRef::new(*self.rows.get(at)?, count(column));
        Some(SheetArea::cell(self.sheet, cell).cells().into())
    }

    /// Leads to the row of indicator number `at`.
    pub(super) fn link(&self, at: usize) -> Option<Link> {
        let row = *self.rows.get(at)?;
        let last = u32::try_from(self.columns.len()).ok()? - 1;
        let area = Area::new(CellRef::new(row, 0), CellRef::new(row, last));
        Some(SheetArea::new(self.sheet, area).link())
    }

    /// The achievement rate of indicator number `at`: half-up from part × 100 ÷ whole.
    pub(super) fn rate(&self, at: usize, basis: &RateBasis) -> Option<Expr> {
        let (part, whole) = (self.cell(at, Place::Part)?, self.cell(at, Place::Whole)?);
        let rate = (part.clone() * 100u32 / whole.clone()).round(basis.decimals);
        let rate = Expr::choose(whole.clone().is(0u32), "-", rate);
        Some(Expr::if_numbers([part, whole], rate, "-"))
    }

    /// The pace that is needed, unless `verdict` says that the target is reached.
    pub(super) fn pace(
        &self,
        at: usize,
        basis: &PaceBasis,
        shown: &Shown,
        verdict: CellRef,
    ) -> Option<Expr> {
        let (rest, years) = (self.cell(at, Place::Rest)?, self.cell(at, Place::Years)?);
        let achieved = Achieved::Yes.label();
        let pace = (rest.clone() / years).round(shown.digits(basis.decimals));
        let pace = Expr::choose(Expr::from(verdict).is(achieved), "-", pace);
        Some(Expr::if_numbers([rest], pace, "-"))
    }

    /// The outlook from the latest value in the cell `latest`.
    pub(super) fn outlook(
        &self,
        at: usize,
        basis: &OutlookBasis,
        latest: Decimal,
        shown: &Shown,
        cell: CellRef,
    ) -> Option<Expr> {
        let [start, gone, all] =
            [Place::Start, Place::Gone, Place::All].map(|place| self.cell(at, place));
        let (start, gone, all) = (start?, gone?, all?);
        let digits = shown.digits(basis.decimals);
        let values = [latest, basis.start].map(|value| value / shown.divisor);
        let moved = difference(cell, start.clone(), &values);
        let scales = [latest, basis.start].map(|value| (value / shown.divisor).normalize().scale());
        let fine = scales.into_iter().fold(digits + 1, u32::max) + LINE_DIGITS;
        let mut line = (start.clone() + moved * all / gone).round(fine);
        if basis.max.is_some() {
            let max = self.cell(at, Place::Max)?;
            line = Function::Min.of([line, Function::Max.of([max, cell.into()])]);
        }
        if basis.min.is_some() {
            let min = self.cell(at, Place::Min)?;
            line = Function::Max.of([line, Function::Min.of([min, cell.into()])]);
        }
        Some(Expr::if_numbers([cell.into(), start], line.round(digits), "-"))
    }
}

/// `ROUND(a-b,…)`, exact for values with the digits of `values`.
pub(super) fn difference(a: impl Into<Expr>, b: impl Into<Expr>, values: &[Decimal]) -> Expr {
    let scales = values.iter().map(|value| value.normalize().scale());
    let digits = scales.fold(DIFFERENCE_DIGITS, u32::max);
    (a.into() - b.into()).round(digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    use rust_decimal::prelude::ToPrimitive;

    use super::*;

    /// ROUND of a spreadsheet: half away from zero of the number's 15 digits.
    fn round(number: f64, digits: u32) -> f64 {
        let shown = Decimal::from_scientific(&format!("{number:.14e}")).unwrap_or_default();
        float(shown.round_dp_with_strategy(digits, MidpointAwayFromZero))
    }

    fn float(value: Decimal) -> f64 {
        value.to_f64().unwrap()
    }

    proptest! {
        /// What the formulas of 指標 work out in floats is what `analysis` says exactly, also for the values that lie in
        /// the middle between two results (every fortieth of a hundred is one, as are all halves of a pace).
        ///
        /// The arithmetic is written here once more, with the digits of this file: the test shows that these digits do
        /// in binary. That the formulas give the figures exactly is proven whenever the workbook is written.
        #[test]
        fn formulas_round_as_the_exact_figures_do(
            from in -100_000i64..100_000,
            moved in -100_000i64..100_000,
            parts in prop::sample::select(vec![1i64, 2, 4, 8, 20, 40, 400, 2_000, 27_700]),
            half_years in 1i64..20,
            gone in 1i32..2_000,
            rest in 0i32..2_000,
        ) {
            let thousandths = |value: i64| Decimal::new(value, 3);
            let (start, latest, to) =
                (thousandths(from), thousandths(from + moved), thousandths(from + parts));
            let part = round(float(latest) - float(start), DIFFERENCE_DIGITS);
            let whole = round(float(to) - float(start), DIFFERENCE_DIGITS);
            let exact = |value: Decimal, digits: u32| {
                float(value.round_dp_with_strategy(digits, MidpointAwayFromZero))
            };
            let share = (latest - start) * Decimal::ONE_HUNDRED / (to - start);
            prop_assert_eq!(round(part * 100.0 / whole, 1), exact(share, 1));
            let left = round(float(to) - float(latest), DIFFERENCE_DIGITS);
            let years = Decimal::new(half_years * 5, 1);
            prop_assert_eq!(round(left / float(years), 2), exact((to - latest) / years, 2));
            let days = gone + rest;
            let line = start + (latest - start) * Decimal::from(days) / Decimal::from(gone);
            let fine = start.scale().max(2) + LINE_DIGITS;
            let drawn = round(float(start) + part * f64::from(days) / f64::from(gone), fine);
            prop_assert_eq!(round(drawn, 1), exact(line, 1));
        }
    }
}
