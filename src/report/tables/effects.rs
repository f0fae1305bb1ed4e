//! 財政効果: direction × kind, with planned and actual amounts of each year in one view.

use super::effect_columns::unit;
use super::effect_rows::{
    AmountRow, Beside, Rate, amount_cell, amount_table, reported_rate, year_amount,
};
use crate::analysis::{EffectEntry, EffectTotal, EffectView};
use crate::report::ledger::{Condition, Ledger};
use crate::report::records::EffectRecords;
use crate::report::request::ReportRequest;
use crate::report::words;
use crate::sheet::{Cell, Cells, Criterion, Expr, Function, Table, exact};
use crate::terms::{CellRef, DirectionId, count};

/// Where the amounts of direction and kind come from.
#[derive(Debug, Clone, Copy)]
pub enum Amounts<'a> {
    /// Nowhere in the workbook: they are values.
    Values,
    /// The records of what counts in each year; amounts and the name of a direction lead to them.
    Records(&'a Ledger),
    /// The same table of single years, whose body begins in this row (as formulas count), above on the sheet.
    Years(&'a Ledger, u32),
}

/// Direction × kind × year in one view, with the sum of each kind and of all; first body row at `first_row`. Beside
/// formulas the achievement rate of the reported year is one too, beside values it stands with difference and share.
pub fn amounts(
    request: &ReportRequest<'_>,
    view: EffectView,
    first_row: u32,
    source: Amounts<'_>,
) -> Table {
    let effects = &request.figures.effects;
    let plan = request.plan;
    let filling = Filling { request, view, first_row, source };
    let mut rows = Vec::new();
    for direction in &plan.directions {
        for kind in &effects.kinds {
            rows.push(filling.row(first_row + count(rows.len()), &direction.id, kind));
        }
    }
    let body = count(rows.len());
    for kind in &effects.kinds {
        let rate = reported_rate(request, &effects.by_kind, view, |key| key.kind == *kind);
        rows.push(filling.sums(first_row + count(rows.len()), Some(kind), body, rate));
    }
    let rate = reported_rate(request, &effects.totals, view, |_| true);
    rows.push(filling.sums(first_row + count(rows.len()), None, body, rate));
    let beside = if filling.is_worked_out() { Beside::Rate } else { Beside::Comparison };
    amount_table(request, [&plan.words.direction, "区分"], &rows, beside)
}

/// The table that is being filled.
#[derive(Clone, Copy)]
struct Filling<'a> {
    request: &'a ReportRequest<'a>,
    view: EffectView,
    first_row: u32,
    source: Amounts<'a>,
}

impl<'a> Filling<'a> {
    fn is_worked_out(&self) -> bool {
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

    /// A direction's amounts of one kind, in row `at`.
    fn row(self, at: u32, direction: &'a DirectionId, kind: &'a str) -> AmountRow<'a> {
        let Filling { request, view, first_row, source } = self;
        let name = words::direction(request.plan, direction);
        let records = self.records(|entry| entry.direction_id == *direction && entry.kind == *kind);
        let link = records.as_ref().and_then(EffectRecords::link);
        let formula = move |year: usize, side: usize| match source {
            Amounts::Values => None,
            Amounts::Records(records) => {
                let conditions =
                    [Condition::text("direction_id", name), Condition::text("kind", kind)];
                year_amount(request, records, &conditions, view, year, side)
            }
            Amounts::Years(_, years) => {
                let row = years + (at - first_row);
                let cells = (0..=year).map(|year| amount_cell(row, year, side));
                Some(exact(Function::Sum.of(cells), unit(request)))
            }
        };
        AmountRow {
            formula: Box::new(formula),
            records,
            at,
            rate: reported_rate(request, &request.figures.effects.cells, view, |key| {
                key.direction_id == *direction && key.kind == *kind
            }),
            ..AmountRow::plain(
                [Cell::text(name).link(link), Cell::centre(kind)],
                self.totals(Some(direction), Some(kind)),
            )
        }
    }

    /// The sums of one kind, or of all, over so many rows of the body, in row `at`.
    fn sums(self, at: u32, kind: Option<&'a str>, body: u32, rate: Rate) -> AmountRow<'a> {
        let Filling { request, first_row, .. } = self;
        let last_row = first_row + body.saturating_sub(1);
        let formula = move |year: usize, side: usize| {
            let [first, last] = [first_row, last_row].map(|row| amount_cell(row, year, side));
            let range = Cells::range(first, last);
            let kinds = Cells::column(1, first_row - 1, last_row - 1).fixed();
            let own = Cells::here(CellRef::new(at - 1, 1)).fixed_column();
            let sum = match kind {
                Some(_) => Expr::sum_if(kinds, Criterion::Like(own), range),
                None => Expr::sum(range),
            };
            // Where the amounts are plain, so are their sums: the table may be cut into parts.
            (body > 0 && self.is_worked_out()).then(|| exact(sum, unit(request)))
        };
        let label = if kind.is_some() { "計" } else { "合計" };
        AmountRow {
            formula: Box::new(formula),
            records: self.records(|entry| kind.is_none_or(|kind| entry.kind == kind)),
            at,
            rate,
            is_sum: true,
            ..AmountRow::plain(
                [Cell::text(label), Cell::centre(kind.unwrap_or("計"))],
                self.totals(None, kind),
            )
        }
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
