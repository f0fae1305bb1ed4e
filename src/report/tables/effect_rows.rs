//! 財政効果: the cells of a row of planned and actual amounts, and tables by program, nature and basis.

use std::rc::Rc;

use rust_decimal::Decimal;

use super::effect_columns::{unit, year_columns};
use crate::analysis::{EffectEntry, EffectRow, EffectTotal, EffectView, RATE_DECIMALS};
use crate::report::ledger::{Condition, Ledger};
use crate::report::records::EffectRecords;
use crate::report::request::ReportRequest;
use crate::report::words;
use crate::sheet::cells::Cells;
use crate::sheet::expr::Expr;
use crate::sheet::link::Link;
use crate::sheet::style;
use crate::sheet::table::{Body, Cell, Column, Row, Table, Tone, Value, exact};
use crate::terms::{CellRef, count};

/// Number of columns before the first year.
pub(in crate::report) const LABELS: u32 = 2;
/// Columns of the records that hold amounts: planned and actual.
pub(in crate::report) const SIDES: [&str; 2] = ["planned_yen", "actual_yen"];

/// What the records call a view of single years.
pub(in crate::report) fn view_word(view: EffectView) -> &'static str {
    match view.of_single_years() {
        EffectView::InForce => "継続込み",
        _ => "新たな効果",
    }
}

/// The cell of an amount in row `row` (as formulas count): of the year with this place, planned 0 or actual 1.
pub(super) fn amount_cell(row: u32, year: usize, side: usize) -> CellRef {
    let col = count(2 * year + side);
    CellRef::new(row - 1, LABELS.saturating_add(col))
}

/// Planned and actual amounts of every year, by formulas of year and side where there are any; in a
/// workbook with the records, each leads to those that it adds up.
pub(super) fn amount_cells(
    request: &ReportRequest<'_>,
    sums: &[EffectTotal],
    records: Option<&EffectRecords<'_>>,
    formula: impl Fn(usize, usize) -> Option<Expr>,
) -> Vec<Cell> {
    let unit = unit(request);
    let sides = sums.iter().enumerate().flat_map(|(year, sum)| {
        [sum.planned, sum.actual].into_iter().enumerate().map(move |(side, yen)| (year, side, yen))
    });
    let link = |year: usize, side: usize| -> Option<Link> {
        records?.amount(*request.figures.effects.years.get(year)?, side)
    };
    let cell = |(year, side, yen)| {
        let cell = match formula(year, side) {
            Some(formula) => Cell::amount_formula(formula, yen, unit),
            None => Cell::amount(yen, unit),
        };
        cell.link(link(year, side))
    };
    let mut cells: Vec<Cell> = sides.map(cell).collect();
    as_reported(&mut cells, sums);
    cells
}

/// Gives the amounts of these sums, planned and actual in turn, the look of what was reported.
pub(in crate::report) fn as_reported(cells: &mut [Cell], sums: &[EffectTotal]) {
    for (pair, sum) in cells.chunks_mut(2).zip(sums) {
        for (side, cell) in pair.iter_mut().enumerate() {
            *cell = amount_look(cell.clone(), *sum, side);
        }
    }
}

/// The same amount, planned 0 or actual 1 of this sum, with the look of what was reported: a reported 0 is no dash, and a sum
/// of amounts of which one was written as 約 is marked so.
pub(in crate::report) fn amount_look(cell: Cell, sum: EffectTotal, side: usize) -> Cell {
    let cell = match [sum.planned_lines, sum.actual_lines][side] {
        0 => cell,
        _ => cell.reported(),
    };
    if side == 1 && sum.actual_approx > 0 { cell.approximate() } else { cell }
}

/// The sum over the records of one year in a view of single years, in the unit of the reports.
pub(super) fn year_amount(
    request: &ReportRequest<'_>,
    records: &Ledger,
    conditions: &[Condition<'_>],
    view: EffectView,
    year: usize,
    side: usize,
) -> Option<Expr> {
    let year = request.figures.effects.years.get(year)?;
    let mut conditions = conditions.to_vec();
    conditions.push(Condition::number("fiscal_year", i64::from(year.0)));
    conditions.push(Condition::text("view", view_word(view)));
    let sum = records.sum(SIDES.get(side)?, &conditions)?;
    Some(sum / unit(request).yen())
}

/// The achievement rate of a group.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::report) struct Rate {
    /// In per cent; `None` where there is none.
    percent: Option<Decimal>,
    /// Whether there is none because a line of the group is left out.
    incomplete: bool,
}

impl Rate {
    /// That of the group and year of a row.
    pub(in crate::report) fn of<K>(row: &EffectRow<K>) -> Rate {
        Rate { percent: row.achievement_rate, incomplete: row.incomplete }
    }

    /// The link to what it was worked out from, if there is a rate.
    pub(in crate::report) fn link(self, to: Option<Link>) -> Option<Link> {
        self.percent.and(to)
    }
}

/// Heading of the achievement rates of the reported year, if the plan has that year.
pub(super) fn rate_column(request: &ReportRequest<'_>) -> Option<Column> {
    let round = request.figures.round;
    let head = words::year_head(round, round.year, "達成率(%)");
    reported_year(request).map(|_| Column::new(head).current(true))
}

/// Place of the reported year among those of the figures.
pub(in crate::report) fn reported_year(request: &ReportRequest<'_>) -> Option<usize> {
    request.figures.effects.years.iter().position(|year| *year == request.figures.round.year)
}

/// The achievement rate in row `at` (as formulas count); it leads to the records of both amounts.
pub(super) fn rate_cell(
    request: &ReportRequest<'_>,
    at: u32,
    rate: Rate,
    records: Option<&EffectRecords<'_>>,
) -> Option<Cell> {
    let year = reported_year(request)?;
    let [planned, actual] = [0, 1].map(|side| amount_cell(at, year, side));
    let link = records.and_then(|records| records.rate(request.figures.round.year));
    Some(rate_of(planned, actual, rate).link(rate.link(link)))
}

/// Actual ÷ planned in per cent, by the cells of both. A dash where the amounts are incomplete: that a line is left out
/// stands in no cell that a formula could look at.
pub(in crate::report) fn rate_of(planned: CellRef, actual: CellRef, rate: Rate) -> Cell {
    let percent = (Expr::from(actual) * 100u32 / Expr::from(planned)).round(RATE_DECIMALS);
    let formula = Rc::new(Expr::choose(Expr::from(planned).is(0u32), "-", percent));
    let value = match rate {
        Rate { incomplete: true, .. } => Value::Text("-".to_owned()),
        Rate { percent: Some(rate), .. } => Value::Formula(formula, rate),
        Rate { percent: None, .. } => Value::TextFormula(formula, "-".to_owned()),
    };
    Cell::new(value, Tone::Right).format(style::share_format(RATE_DECIMALS))
}

/// The achievement rate of a group in the reported year.
pub(super) fn reported_rate<K>(
    request: &ReportRequest<'_>,
    rows: &[EffectRow<K>],
    view: EffectView,
    is_meant: impl Fn(&K) -> bool,
) -> Rate {
    let year = request.figures.round.year;
    let of_year = |row: &&EffectRow<K>| (row.fiscal_year, row.view) == (year, view);
    rows.iter().filter(of_year).find(|row| is_meant(&row.key)).map(Rate::of).unwrap_or_default()
}

/// A way to group effects, as tables print it.
pub(in crate::report) struct Grouping<'a, K> {
    /// Sums of the groups.
    pub(in crate::report) rows: &'a [EffectRow<K>],
    /// Headings of the two columns that name a group.
    pub(in crate::report) heads: [&'a str; 2],
    /// The cells of these columns.
    pub(in crate::report) labels: fn(&ReportRequest<'_>, &K) -> [Cell; 2],
    /// What the records of a group have.
    pub(in crate::report) condition: fn(&K) -> Condition<'_>,
    /// Whether an entry is one of them.
    pub(in crate::report) holds: fn(&K, &EffectEntry) -> bool,
}

/// The groups with amounts in one view of single years; first body row at `first_row`. The last row is the total.
pub(in crate::report) fn by_group<K: PartialEq>(
    request: &ReportRequest<'_>,
    grouping: &Grouping<'_, K>,
    view: EffectView,
    first_row: u32,
    records: &Ledger,
) -> Table {
    let effects = &request.figures.effects;
    let of_view: Vec<_> = grouping.rows.iter().filter(|row| row.view == view).collect();
    let mut columns: Vec<Column> = grouping.heads.map(Column::new).into();
    columns.extend(year_columns(request));
    columns.extend(rate_column(request));
    // The years of a group follow each other.
    let groups = of_view.chunk_by(|one, next| one.key == next.key);
    let mut rows = Vec::new();
    for (at, group) in (first_row..).zip(groups) {
        let Some(key) = group.first().map(|row| &row.key) else { continue };
        let sums: Vec<EffectTotal> = group.iter().map(|row| row.total()).collect();
        let conditions = [(grouping.condition)(key)];
        let mut cells: Vec<Cell> = (grouping.labels)(request, key).into();
        let counted =
            EffectRecords::of(records, effects, view, |entry| (grouping.holds)(key, entry));
        let counted = Some(&counted);
        cells.extend(amount_cells(request, &sums, counted, |year, side| {
            year_amount(request, records, &conditions, view, year, side)
        }));
        let rate = reported_rate(request, grouping.rows, view, |other| other == key);
        cells.extend(rate_cell(request, at, rate, counted));
        rows.push(Row::new(cells));
    }
    let at = first_row + count(rows.len());
    let sums: Vec<EffectTotal> =
        effects.years.iter().map(|year| effects.total(None, None, *year, view)).collect();
    let mut cells = vec![Cell::text("合計"), Cell::centre("計")];
    let counted = EffectRecords::of(records, effects, view, |_| true);
    let counted = Some(&counted);
    cells.extend(amount_cells(request, &sums, counted, |year, side| {
        let [first, last] = [first_row, at - 1].map(|row| amount_cell(row, year, side));
        (at > first_row).then(|| exact(Expr::sum(Cells::range(first, last)), unit(request)))
    }));
    let rate = reported_rate(request, &effects.totals, view, |_| true);
    cells.extend(rate_cell(request, at, rate, counted));
    rows.push(Row::sum(cells));
    Table { columns, rows, body: Body::Figures }
}
