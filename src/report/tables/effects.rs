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
    let mut columns = vec![Column::new(plan.words.direction.as_str()), Column::new("区分")];
    columns.extend(year_columns(request));
    let rated = !matches!(source, Amounts::Values);
    columns.extend(rated.then(|| rate_column(request)).flatten());
    let total = |direction: Option<&DirectionId>, kind: Option<&str>| -> Vec<EffectTotal> {
        effects.years.iter().map(|year| effects.total(direction, kind, *year, view)).collect()
    };
    let records = |holds: &dyn Fn(&EffectEntry) -> bool| -> Option<EffectRecords<'_>> {
        Some(EffectRecords::of(source.records()?, effects, view, holds))
    };
    let finish =
        |mut cells: Vec<Cell>, at: u32, rate: Rate, counted: Option<&EffectRecords<'_>>| {
            cells.extend(rated.then(|| rate_cell(request, at, rate, counted)).flatten());
            cells
        };
    let mut rows = Vec::new();
    for direction in &plan.directions {
        for kind in &effects.kinds {
            let at = first_row + count(rows.len());
            let name = words::direction(plan, &direction.id);
            let counted =
                records(&|entry| entry.direction_id == direction.id && entry.kind == *kind);
            let counted = counted.as_ref();
            let link = counted.and_then(EffectRecords::link);
            let mut cells = vec![Cell::text(name).link(link), Cell::centre(kind.as_str())];
            let conditions = [Condition::text("direction_id", name), Condition::text("kind", kind)];
            let formula = |year: usize, side: usize| match source {
                Amounts::Values => None,
                Amounts::Records(records) => {
                    year_amount(request, records, &conditions, view, year, side)
                }
                Amounts::Years(_, years) => {
                    let row = years + (at - first_row);
                    let cells = (0..=year).map(|year| amount_cell(row, year, side));
                    Some(exact(Function::Sum.of(cells), unit(request)))
                }
            };
            let sums = total(Some(&direction.id), Some(kind));
            cells.extend(amount_cells(request, &sums, counted, formula));
            let rate = reported_rate(request, &effects.cells, view, |key| {
                key.direction_id == direction.id && key.kind == *kind
            });
            rows.push(Row::new(finish(cells, at, rate, counted)));
        }
    }
    let body = count(rows.len());
    let last_row = first_row + body.saturating_sub(1);
    let sums = |label: &str, kind: Option<&str>, at: u32, rate: Rate| {
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
            (body > 0 && rated).then(|| exact(sum, unit(request)))
        };
        let counted = records(&|entry| kind.is_none_or(|kind| entry.kind == kind));
        let counted = counted.as_ref();
        cells.extend(amount_cells(request, &total(None, kind), counted, formula));
        Row::sum(finish(cells, at, rate, counted))
    };
    for (at, kind) in (last_row + 1..).zip(&effects.kinds) {
        let rate = reported_rate(request, &effects.by_kind, view, |key| key.kind == *kind);
        rows.push(sums("計", Some(kind), at, rate));
    }
    let at = first_row + count(rows.len());
    let rate = reported_rate(request, &effects.totals, view, |_| true);
    rows.push(sums("合計", None, at, rate));
    Table { columns, rows, body: Body::Figures }
}

impl<'a> Amounts<'a> {
    fn records(self) -> Option<&'a Ledger> {
        match self {
            Amounts::Values => None,
            Amounts::Records(records) | Amounts::Years(records, _) => Some(records),
        }
    }
}
