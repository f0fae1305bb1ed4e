//! The actuals that an indicator is judged by: its latest value and those beside it, as formulas find them.

use rust_decimal::Decimal;

use super::super::tables::Trend;
use super::{MOST_NESTED, ReportRequest};
use crate::analysis::{IndicatorActual, IndicatorFigure, may_be_latest};
use crate::sheet::Expr;
use crate::terms::FiscalYear;

/// The years whose value the indicator may be judged by, newest first.
pub(super) fn years_judged_by(
    request: &ReportRequest<'_>,
    figure: &IndicatorFigure,
) -> Vec<FiscalYear> {
    let round = request.figures.round;
    let Some(indicator) = request.plan.indicator(&figure.indicator_id) else { return Vec::new() };
    let years = figure.actuals.iter().rev().map(|actual| actual.fiscal_year);
    years.filter(|year| may_be_latest(indicator, round, *year)).collect()
}

/// What belongs to the first of these cells that holds a number, `otherwise` if none does. Each cell comes with what
/// belongs to it.
pub(super) fn of_first_number(cells: Vec<(Expr, Expr)>, otherwise: &str) -> Option<Expr> {
    if cells.is_empty() || cells.len() >= MOST_NESTED {
        return None;
    }
    let cells = cells.into_iter().rev();
    let otherwise = Expr::text(otherwise);
    Some(cells.fold(otherwise, |rest, (cell, own)| Expr::choose(cell.holds_number(), own, rest)))
}

/// The actuals of an indicator beside its latest one, as 指標の推移 shows them. Each is looked for with the value that it
/// must have: a value that comes from elsewhere is none of them.
pub(super) struct Reported<'a> {
    pub(super) trend: &'a Trend,
    pub(super) at: usize,
    pub(super) figure: &'a IndicatorFigure,
}

impl Reported<'_> {
    /// The actual of the year before the latest.
    pub(super) fn year_before(&self, value: Decimal) -> Option<Expr> {
        let year = self.figure.latest_year?.previous();
        self.cell(self.earlier().rfind(|actual| actual.fiscal_year == year)?, value)
    }

    /// The newest actual before the latest.
    pub(super) fn newest_before(&self, value: Decimal) -> Option<Expr> {
        self.cell(self.earlier().next_back()?, value)
    }

    /// The first actual.
    pub(super) fn first(&self, value: Decimal) -> Option<Expr> {
        self.cell(self.earlier().next()?, value)
    }

    fn earlier(&self) -> impl DoubleEndedIterator<Item = &IndicatorActual> {
        let is_earlier = |actual: &&IndicatorActual| {
            actual.value.is_some() && Some(actual.fiscal_year) < self.figure.latest_year
        };
        self.figure.actuals.iter().filter(is_earlier)
    }

    fn cell(&self, actual: &IndicatorActual, value: Decimal) -> Option<Expr> {
        let is_it = actual.value == Some(value);
        is_it.then(|| self.trend.actual(self.at, actual.fiscal_year)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::CellRef;

    #[test]
    fn the_newest_cell_with_a_number_is_looked_for_first() {
        let cell = |cell: &str, own: &str| -> (Expr, Expr) {
            (cell.parse::<CellRef>().unwrap().into(), own.into())
        };
        let cells = vec![cell("H6", "R4"), cell("G6", "R3")];
        assert_eq!(
            of_first_number(cells, "-").map(|formula| formula.to_string()).as_deref(),
            Some("IF(ISNUMBER(H6),\"R4\",IF(ISNUMBER(G6),\"R3\",\"-\"))")
        );
        assert_eq!(of_first_number(Vec::new(), "-"), None);
        let many = vec![cell("H6", "1"); MOST_NESTED];
        assert_eq!(of_first_number(many, "-"), None, "Excel takes no formula as deep");
    }
}
