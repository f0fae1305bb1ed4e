//! 総括: new effects of every year by kind, with their chart.

use rust_xlsxwriter::XlsxError;

use super::super::ledger::Ledger;
use super::super::records::EffectRecords;
use super::super::tables::{self, ChartRanges, Rate, draw_effect_chart, rate_of};
use super::effect_cells::NewEffects;
use crate::analysis::{EffectEntry, EffectTotal, EffectView};
use crate::report::request::ReportRequest;
use crate::sheet::cells::Cells;
use crate::sheet::chart::COLUMNS_HEIGHT;
use crate::sheet::expr::Expr;
use crate::sheet::page::Page;
use crate::sheet::table::{Body, Cell, Column, Row, Table, exact};
use crate::terms::{Area, CellRef, count};

/// Draws the table and its chart on `sheet`; the amounts are those of 財政効果, and lead to the `records` that they add up.
pub(super) fn draw(
    page: &mut Page,
    request: &ReportRequest<'_>,
    sheet: &str,
    amounts: &NewEffects,
    records: &Ledger,
) -> Result<(), XlsxError> {
    let view = EffectView::New;
    let unit = tables::unit(request);
    let kinds = request.figures.effects.kinds.len();
    let table = |first_row: u32| table(request, view, amounts, records, first_row);
    let heading = format!("財政効果の推移 {}({})", view.label(), unit.label());
    page.heading_of_charted(&table(page.first_body_row()), COLUMNS_HEIGHT, &heading)?;
    let drawn = page.table(&table(page.first_body_row()))?;
    let column =
        |col: u32| Area::new(CellRef::new(drawn.head + 1, col), CellRef::new(drawn.last, col));
    let ranges = ChartRanges {
        sheet,
        categories: column(0),
        kinds: (1..).take(kinds).map(column).collect(),
    };
    draw_effect_chart(page, request, &ranges, view)
}

/// A row of planned and one of actual amounts for each year.
fn table(
    request: &ReportRequest<'_>,
    view: EffectView,
    amounts: &NewEffects,
    records: &Ledger,
    first_row: u32,
) -> Table {
    let effects = &request.figures.effects;
    let records =
        |holds: &dyn Fn(&EffectEntry) -> bool| EffectRecords::of(records, effects, view, holds);
    let of_kinds: Vec<EffectRecords<'_>> =
        effects.kinds.iter().map(|kind| records(&|entry| entry.kind == *kind)).collect();
    let of_all = records(&|_| true);
    let unit = tables::unit(request);
    let heads = ["年度"].into_iter().chain(effects.kinds.iter().map(String::as_str));
    let columns = heads.chain(["計", "達成率\n(%)"]).map(Column::new).collect();
    let kinds = count(effects.kinds.len());
    let mut rows = Vec::new();
    for (place, year) in (0..).zip(&effects.years) {
        let planned_row = first_row + 2 * place;
        let total = effects.total(None, None, *year, view);
        for (side, what) in ["計画", "実績"].into_iter().enumerate() {
            let of_side = |sum: EffectTotal| [sum.planned, sum.actual][side];
            let row = first_row + count(rows.len());
            let is_current = *year == request.figures.round.year;
            let mut cells =
                vec![Cell::text(format!("{} {what}", request.figures.round.label_of(*year)))];
            cells.extend((0..).zip(&effects.kinds).zip(&of_kinds).map(
                |((kind_no, kind), records)| {
                    let [planned, actual] = amounts.kind(kind_no, place);
                    let cell = if side == 0 { planned } else { actual };
                    let sum = effects.total(None, Some(kind), *year, view);
                    let amount = Cell::amount(of_side(sum), unit).by(cell);
                    tables::amount_look(amount, sum, side).link(records.amount(*year, side))
                },
            ));
            let [first, last] = [1, kinds].map(|col| CellRef::new(row - 1, col));
            let sum = exact(Expr::sum(Cells::range(first, last)), unit);
            let amount = match kinds {
                0 => Cell::amount(of_side(total), unit),
                _ => Cell::amount(of_side(total), unit).by(sum),
            };
            let amount = tables::amount_look(amount, total, side);
            cells.push(amount.link(of_all.amount(*year, side)));
            let [planned, actual] =
                [0, 1].map(|side| CellRef::new(planned_row - 1 + side, kinds + 1));
            let rate = effects
                .totals
                .iter()
                .find(|row| (row.fiscal_year, row.view) == (*year, view))
                .map(Rate::of)
                .unwrap_or_default();
            cells.push(match side {
                0 => Cell::empty(),
                _ => rate_of(planned, actual, rate).link(rate.link(of_all.rate(*year))),
            });
            rows.push(if is_current { Row::sum(cells) } else { Row::new(cells) });
        }
    }
    Table { columns, rows, body: Body::Figures }
}
