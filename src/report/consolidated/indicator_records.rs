//! Where 明細_指標 holds what was reported of each indicator.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::super::tables::Shown;
use super::{Ledger, ReportRequest};
use crate::analysis::{IndicatorActual, IndicatorFigure};
use crate::sheet::{Expr, Link};
use crate::terms::{FiscalYear, IndicatorId, Round};

/// Where 明細_指標 holds the value of each indicator, year and round.
pub(super) struct Records<'a> {
    ledger: &'a Ledger,
    places: BTreeMap<(&'a IndicatorId, FiscalYear, Round), usize>,
}

impl<'a> Records<'a> {
    /// Of these facts.
    pub(super) fn new(request: &ReportRequest<'a>, ledger: &'a Ledger) -> Records<'a> {
        let facts = request.facts.indicators.iter().enumerate();
        let places =
            facts.map(|(at, fact)| ((&fact.indicator, fact.fiscal_year, fact.round), at)).collect();
        Records { ledger, places }
    }

    fn place(&self, figure: &IndicatorFigure, actual: &IndicatorActual) -> Option<usize> {
        let key = (&figure.indicator_id, actual.fiscal_year, actual.round?);
        self.places.get(&key).copied()
    }

    /// The value in the printed unit as a formula; an empty text where the record holds no number.
    pub(super) fn value(
        &self,
        figure: &IndicatorFigure,
        actual: &IndicatorActual,
        shown: &Shown,
    ) -> Option<Expr> {
        let [cell, value] = self.number(figure, actual, shown)?;
        Some(Expr::choose(cell.holds_number(), value, ""))
    }

    /// The same for a cell that charts draw: a gap where the record holds no number.
    pub(super) fn charted(
        &self,
        figure: &IndicatorFigure,
        actual: &IndicatorActual,
        shown: &Shown,
    ) -> Option<Expr> {
        let [cell, value] = self.number(figure, actual, shown)?;
        Some(cell.or_gap(value))
    }

    /// The cell of the record, and its number in the printed unit.
    fn number(
        &self,
        figure: &IndicatorFigure,
        actual: &IndicatorActual,
        shown: &Shown,
    ) -> Option<[Expr; 2]> {
        let cell = self.ledger.cell("value", self.place(figure, actual)?)?;
        let value = cell.clone();
        let is_plain = shown.divisor == Decimal::ONE;
        Some([cell, if is_plain { value } else { value / shown.divisor }])
    }

    /// Leads to the record.
    pub(super) fn link(&self, figure: &IndicatorFigure, actual: &IndicatorActual) -> Option<Link> {
        let at = self.place(figure, actual)?;
        self.ledger.link(at, at)
    }
}
