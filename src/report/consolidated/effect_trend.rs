//! 総括: new effects of every year by kind, with their chart.

use std::rc::Rc;

use super::super::records::EffectRecords;
use super::super::tables::{self, ChartRanges, Rate, draw_effect_chart, rate_of};
use super::effect_cells::NewEffects;
use super::{Ledger, ReportRequest};
use crate::analysis::{EffectTotal, EffectView};
use crate::sheet::{
    Body, Cell, Cells, Columns, Expr, Page, Table, Written, chart::COLUMNS_HEIGHT, exact,
};
use crate::terms::{Area, CellRef, FiscalYear, count};

/// Draws the table and its chart on `sheet`; the amounts are those of 財政効果, and lead to the `records` that they add up.
pub(super) fn draw(
    page: &mut Page,
    request: &ReportRequest<'_>,
    sheet: &str,
    amounts: &NewEffects,
    records: &Ledger,
) -> Written {
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
    draw_effect_chart(page, request, &ranges, view, view.label())
}

/// The planned or the actual amounts of a year.
struct Line {
    year: FiscalYear,
    /// Its place among the years.
    place: u32,
    /// Planned (0) or actual (1).
    side: usize,
    /// Its row on the sheet, counted from zero.
    at: u32,
}

/// A row of planned and one of actual amounts for each year; the body begins in row `first`, as formulas number rows.
fn table(
    request: &ReportRequest<'_>,
    view: EffectView,
    amounts: &NewEffects,
    records: &Ledger,
    first: u32,
) -> Table {
    let years = (0..).zip(&request.figures.effects.years);
    let lines: Vec<Line> = years
        .flat_map(|(place, year)| {
            let line = |side| (first - 1 + 2 * place + count(side), side);
            [0, 1].map(line).map(|(at, side)| Line { year: *year, place, side, at })
        })
        .collect();
    let is_current = |line: &Line| line.year == request.figures.round.year;
    let columns = columns(request, view, amounts, records);
    columns.table_with_sums(&lines, Body::Figures, is_current)
}

fn columns<'a>(
    request: &'a ReportRequest<'_>,
    view: EffectView,
    amounts: &'a NewEffects,
    records: &'a Ledger,
) -> Columns<'a, Line> {
    let (effects, round) = (&request.figures.effects, request.figures.round);
    let unit = tables::unit(request);
    let kinds = count(effects.kinds.len());
    let amount = move |line: &Line, sum: EffectTotal, formula: Option<Expr>| {
        let yen = [sum.planned, sum.actual][line.side];
        tables::amount_look(Cell::amount(yen, unit).by(formula), sum, line.side)
    };
    let all = Rc::new(EffectRecords::of(records, effects, view, |_| true));
    let all_rated = Rc::clone(&all);
    Columns::new()
        .with("年度", 0, move |line: &Line| {
            let what = ["計画", "実績"][line.side];
            Cell::text(format!("{} {what}", round.label_of(line.year)))
        })
        .each((0..).zip(&effects.kinds), |columns, (kind_no, kind)| {
            let records = EffectRecords::of(records, effects, view, |entry| entry.kind == *kind);
            columns.with(kind.as_str(), 0, move |line| {
                let [planned, actual] = amounts.kind(kind_no, line.place);
                let cell = if line.side == 0 { planned } else { actual };
                let sum = effects.total(None, Some(kind), line.year, view);
                amount(line, sum, Some(cell)).link(records.amount(line.year, line.side))
            })
        })
        .with("計", 0, move |line| {
            let parts = (kinds > 0).then(|| Expr::sum(Cells::across(line.at, 1, kinds)));
            let sum = effects.total(None, None, line.year, view);
            let cell = amount(line, sum, parts.map(|sum| exact(sum, unit)));
            cell.link(all.amount(line.year, line.side))
        })
        .with("達成率\n(%)", 0, move |line| {
            if line.side == 0 {
                return Cell::empty();
            }
            let [planned, actual] = [line.at - 1, line.at].map(|row| CellRef::new(row, kinds + 1));
            let mut totals = effects.totals.iter();
            let rate = totals.find(|row| (row.fiscal_year, row.view) == (line.year, view));
            let rate = rate.map(Rate::of).unwrap_or_default();
            rate_of(planned, actual, rate).link(rate.link(all_rated.rate(line.year)))
        })
}
