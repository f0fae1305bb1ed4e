//! 財政効果: direction × kind, with planned and actual amounts of each year in one view.

use super::effect_columns::{unit, year_columns};
use super::effect_rows::{
    Rate, amount_cell, amount_cells, rate_cell, rate_column, reported_rate, year_amount,
};
use crate::analysis::{EffectEntry, EffectTotal, EffectView};
use crate::report::ledger::{Condition, Ledger};
use crate::report::records::EffectRecords;
use crate::report::request::ReportRequest;
use crate::report::words;
use crate::sheet::cells::Cells;
use crate::sheet::criterion::Criterion;
use crate::sheet::expr::{Expr, Function};
use crate::sheet::table::{Body, Cell, Column, Row, Table, exact};
use crate::terms::{CellRef, DirectionId, count};

/// Where the amounts of direction and kind come from.
#[derive(Debug, Clone, Copy)]
pub(in crate::report) enum Amounts<'a> {
    /// Nowhere in the workbook: they are values.
    Values,
    /// The records of what counts in each year; amounts and the name of a direction lead to them.
    Records(&'a Ledger),
    /// The same table of single years, whose body begins in this row (as formulas count), above on the sheet.
    Years(&'a Ledger, u32),
}

/// Direction × kind × year in one view, with the sum of each kind and of all; first body row at `first_row`. Where the
/// amounts are formulas, the achievement rate of the reported year stands in the last column.
pub(in crate::report) fn amounts(
    request: &ReportRequest<'_>,
    view: EffectView,
    first_row: u32,
    source: Amounts<'_>,
) -> Table {
    let effects = &request.figures.effects;
    let plan = request.plan;
    let filling = Filling { request, view, first_row, source };
    let mut columns = vec![Column::new(plan.words.direction.as_str()), Column::new("区分")];
    columns.extend(year_columns(request));
    columns.extend(filling.is_rated().then(|| rate_column(request)).flatten());
    let mut rows = Vec::new();
    for direction in &plan.directions {
        for kind in &effects.kinds {
            rows.push(filling.row(first_row + count(rows.len()), &direction.id, kind));
        }
    }
    let body = count(rows.len());
    for kind in &effects.kinds {
        let rate = reported_rate(request, &effects.by_kind, view, |key| key.kind == *kind);
        rows.push(filling.sums("計", Some(kind), body, first_row + count(rows.len()), rate));
    }
    let rate = reported_rate(request, &effects.totals, view, |_| true);
    rows.push(filling.sums("合計", None, body, first_row + count(rows.len()), rate));
    Table { columns, rows, body: Body::Figures }
}

/// The table that is being filled.
struct Filling<'a> {
    request: &'a ReportRequest<'a>,
    view: EffectView,
    first_row: u32,
    source: Amounts<'a>,
}

impl<'a> Filling<'a> {
    fn is_rated(&self) -> bool {
        !matches!(self.source, Amounts::Values)
    }

    fn records(&self, holds: impl Fn(&EffectEntry) -> bool) -> Option<EffectRecords<'a>> {
        let effects = &self.request.figures.effects;
        Some(EffectRecords::of(self.source.records()?, effects, self.view, holds))
    }

    fn totals(&self, direction: Option<&DirectionId>, kind: Option<&str>) -> Vec<EffectTotal> {
        let effects = &self.request.figures.effects;
        let years = effects.years.iter();
        years.map(|year| effects.total(direction, kind, *year, self.view)).collect()
    }

    /// The rate at the end of row `at`, where amounts are formulas.
    fn rate(&self, at: u32, rate: Rate, counted: Option<&EffectRecords<'_>>) -> Option<Cell> {
        self.is_rated().then(|| rate_cell(self.request, at, rate, counted)).flatten()
    }

    /// A direction's amounts of one kind.
    fn row(&self, at: u32, direction: &DirectionId, kind: &str) -> Row {
        let (request, view) = (self.request, self.view);
        let name = words::direction(request.plan, direction);
        let counted = self.records(|entry| entry.direction_id == *direction && entry.kind == *kind);
        let counted = counted.as_ref();
        let link = counted.and_then(EffectRecords::link);
        let mut cells = vec![Cell::text(name).link(link), Cell::centre(kind)];
        let conditions = [Condition::text("direction_id", name), Condition::text("kind", kind)];
        let formula = |year: usize, side: usize| match self.source {
            Amounts::Values => None,
            Amounts::Records(records) => {
                year_amount(request, records, &conditions, view, year, side)
            }
            Amounts::Years(_, years) => {
                let row = years + (at - self.first_row);
                let cells = (0..=year).map(|year| amount_cell(row, year, side));
                Some(exact(Function::Sum.of(cells), unit(request)))
            }
        };
        let sums = self.totals(Some(direction), Some(kind));
        cells.extend(amount_cells(request, &sums, counted, formula));
        let rate = reported_rate(request, &request.figures.effects.cells, view, |key| {
            key.direction_id == *direction && key.kind == *kind
        });
        cells.extend(self.rate(at, rate, counted));
        Row::new(cells)
    }

    /// The sums of one kind, or of all, over so many rows of the body, in row `at`.
    fn sums(&self, label: &str, kind: Option<&str>, body: u32, at: u32, rate: Rate) -> Row {
        let (request, first_row) = (self.request, self.first_row);
        let last_row = first_row + body.saturating_sub(1);
        let mut cells = vec![Cell::text(label), Cell::centre(kind.unwrap_or("計"))];
        let formula = |year: usize, side: usize| {
            let [first, last] = [first_row, last_row].map(|row| amount_cell(row, year, side));
            let range = Cells::range(first, last);
            let [first, last, own] = [first_row, last_row, at].map(|row| CellRef::new(row - 1, 1));
            let kinds = Cells::range(first, last).fixed();
            let own = Criterion::Like(Cells::here(own).fixed_column());
            let sum = match kind {
                Some(_) => Expr::sum_if(kinds, own, range),
                None => Expr::sum(range),
            };
            // Where the amounts are plain, so are their sums: the table may be cut into parts.
            (body > 0 && self.is_rated()).then(|| exact(sum, unit(request)))
        };
        let counted = self.records(|entry| kind.is_none_or(|kind| entry.kind == kind));
        let counted = counted.as_ref();
        cells.extend(amount_cells(request, &self.totals(None, kind), counted, formula));
        cells.extend(self.rate(at, rate, counted));
        Row::sum(cells)
    }
}

impl<'a> Amounts<'a> {
    fn records(self) -> Option<&'a Ledger> {
        match self {
            Amounts::Values => None,
            Amounts::Records(records) | Amounts::Years(records, _) => Some(records),
        }
    }
}
