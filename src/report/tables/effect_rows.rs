//! 財政効果: the cells of a row of planned and actual amounts, and tables by program, nature and basis.

use rust_decimal::Decimal;

use super::effect_columns::unit;
use crate::analysis::{EffectEntry, EffectRow, EffectTotal, EffectView, RATE_DECIMALS};
use crate::report::ledger::{Condition, Ledger};
use crate::report::records::EffectRecords;
use crate::report::request::ReportRequest;
use crate::report::words;
use crate::sheet::{Body, Cell, Cells, Column, Columns, Expr, Link, Table, Tone, Value, exact};
use crate::terms::{CellRef, MoneyUnit, Yen, count};

/// Number of columns before the first year.
pub const LABELS: u32 = 2;
/// Columns of the records that hold amounts: planned and actual.
pub const SIDES: [&str; 2] = ["planned_yen", "actual_yen"];

/// What the records call a code of the form that nobody could read.
pub const UNREAD: &str = "(読み取れない)";

/// What the records call a view of single years.
pub fn view_word(view: EffectView) -> &'static str {
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

/// A row of amounts: planned and actual of every year.
pub struct AmountRow<'a> {
    /// What names it.
    pub labels: [Cell; 2],
    /// Its amounts, year by year.
    pub sums: Vec<EffectTotal>,
    /// The formula of an amount by the place of its year and its side, where there is one.
    pub formula: Box<dyn Fn(usize, usize) -> Option<Expr> + 'a>,
    /// In a workbook with the records, those that it adds up.
    pub records: Option<EffectRecords<'a>>,
    /// Its row, as formulas count.
    pub at: u32,
    /// What its planned and actual amount of the reported year come to.
    pub rate: Rate,
    /// Whether it is the sum of others.
    pub is_sum: bool,
}

impl<'a> AmountRow<'a> {
    /// A row of plain values.
    pub fn plain(labels: [Cell; 2], sums: Vec<EffectTotal>) -> AmountRow<'a> {
        AmountRow {
            labels,
            sums,
            formula: Box::new(|_, _| None),
            records: None,
            at: 0,
            rate: Rate::default(),
            is_sum: false,
        }
    }

    fn amount(&self, request: &ReportRequest<'_>, year: usize, side: usize) -> Cell {
        let sum = self.sums.get(year).copied().unwrap_or_default();
        let yen = [sum.planned, sum.actual][side];
        let amount = Cell::amount(yen, unit(request)).by((self.formula)(year, side));
        let link = request.figures.effects.years.get(year).zip(self.records.as_ref());
        let link = link.and_then(|(year, records)| records.amount(*year, side));
        amount_look(amount.link(link), sum, side)
    }

    /// Actual ÷ planned in the reported year, leading to the records of both amounts.
    fn rate(&self, request: &ReportRequest<'_>, year: usize) -> Cell {
        let [planned, actual] = [0, 1].map(|side| amount_cell(self.at, year, side));
        let records = self.records.as_ref();
        let link = records.and_then(|records| records.rate(request.figures.round.year));
        rate_of(planned, actual, self.rate).link(self.rate.link(link))
    }
}

/// What stands beside the amounts, of the reported year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// The achievement rate, worked out from the amounts of the row.
    Rate,
    /// Achievement rate, difference and share of the whole, as values: the table may be cut into parts.
    Comparison,
}

/// Headings and pixels of the columns of a comparison.
const COMPARED: [(&str, u32); 3] = [("達成率(%)", 84), ("差", 84), ("構成比(%)", 84)];

/// Pixels of the columns of a comparison; the difference is as wide as an amount, if that is wider.
pub fn comparison_widths(amount: u32) -> [u32; 3] {
    let [rate, difference, share] = COMPARED.map(|(_, width)| width);
    [rate, difference.max(amount), share]
}

/// The table of these rows.
pub fn amount_table<'a>(
    request: &ReportRequest<'_>,
    heads: [&str; 2],
    rows: &[AmountRow<'a>],
    beside: Beside,
) -> Table {
    let round = request.figures.round;
    let year_of = |wanted| reported_year(request).filter(|_| beside == wanted);
    let (rated_year, compared_year) = (year_of(Beside::Rate), year_of(Beside::Comparison));
    let digits = request.plan.share_decimals;
    let years = request.figures.effects.years.iter().enumerate();
    let sides = years.flat_map(|(at, year)| [(at, *year, 0), (at, *year, 1)]);
    let columns = Columns::new()
        .with(heads[0], 0, |row: &AmountRow<'a>| row.labels[0].clone())
        .with(heads[1], 0, |row| row.labels[1].clone())
        .each(sides, |columns, (at, year, side)| {
            let head = words::year_head(round, year, ["計画", "実績"][side]);
            let head = Column::new(head).current(year == round.year);
            columns.with(head, 0, move |row| row.amount(request, at, side))
        })
        .each(rated_year, |columns, at| {
            let head = Column::new(words::year_head(round, round.year, "達成率(%)")).current(true);
            columns.with(head, 0, move |row| row.rate(request, at))
        })
        .each(compared_year.iter().flat_map(|_| COMPARED), |columns, (what, _)| {
            let head = Column::new(words::year_head(round, round.year, what)).current(true);
            columns.with(head, 0, move |row| match what {
                "差" => row.rate.difference(unit(request)),
                "構成比(%)" => Cell::share(row.rate.share, digits),
                _ => Cell::share(row.rate.known(), RATE_DECIMALS),
            })
        });
    columns.table_with_sums(rows, Body::Figures, |row| row.is_sum)
}

/// The same amount, planned 0 or actual 1 of this sum, with the look of what was reported: a reported 0 is no dash, and a sum
/// of amounts of which one was written as 約 is marked so.
pub fn amount_look(cell: Cell, sum: EffectTotal, side: usize) -> Cell {
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

/// What the planned and the actual amount of a group come to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rate {
    /// Actual − planned, where anything was reported and nothing of it is left out.
    difference: Option<Yen>,
    /// Actual in per cent of the whole, where anything was reported.
    share: Option<Decimal>,
    /// In per cent; `None` where there is none.
    percent: Option<Decimal>,
    /// Whether there is none because a line of the group is left out.
    incomplete: bool,
}

impl Rate {
    /// That of the group and year of a row.
    pub fn of<K>(row: &EffectRow<K>) -> Rate {
        let is_reported = row.planned_lines + row.actual_lines > 0;
        Rate {
            difference: row.difference.filter(|_| is_reported),
            share: row.share.filter(|_| is_reported),
            percent: row.achievement_rate,
            incomplete: row.incomplete,
        }
    }

    /// In per cent, unless a line of the group is left out.
    fn known(self) -> Option<Decimal> {
        self.percent.filter(|_| !self.incomplete)
    }

    /// Actual − planned, with its sign; a dash where there is none.
    fn difference(self, unit: MoneyUnit) -> Cell {
        self.difference.map_or_else(
            || Cell::new(Value::Text("-".to_owned()), Tone::Right),
            |yen| Cell::amount(yen, unit).reported(),
        )
    }

    /// The link to what it was worked out from, if there is a rate.
    pub fn link(self, to: Option<Link>) -> Option<Link> {
        self.percent.and(to)
    }
}

/// Place of the reported year among those of the figures.
pub fn reported_year(request: &ReportRequest<'_>) -> Option<usize> {
    request.figures.effects.years.iter().position(|year| *year == request.figures.round.year)
}

/// Actual ÷ planned in per cent, by the cells of both. A dash where the amounts are incomplete: that a line is left out
/// stands in no cell that a formula could look at.
pub fn rate_of(planned: CellRef, actual: CellRef, rate: Rate) -> Cell {
    let percent = (Expr::from(actual) * 100u32 / Expr::from(planned)).round(RATE_DECIMALS);
    let formula = Expr::choose(Expr::from(planned).is(0u32), "-", percent);
    Cell::share(rate.known(), RATE_DECIMALS).by((!rate.incomplete).then_some(formula))
}

/// The achievement rate of a group in the reported year, with difference and share.
pub fn reported_rate<K>(
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
pub struct Grouping<'a, K> {
    /// Sums of the groups.
    pub rows: &'a [EffectRow<K>],
    /// Headings of the two columns that name a group.
    pub heads: [&'a str; 2],
    /// The cells of these columns.
    pub labels: fn(&ReportRequest<'_>, &K) -> [Cell; 2],
    /// What the records of a group have.
    pub condition: fn(&K) -> Condition<'_>,
    /// Whether an entry is one of them.
    pub holds: fn(&K, &EffectEntry) -> bool,
}

/// The groups with amounts in one view of single years; first body row at `first_row`. The last row is the total.
pub fn by_group<K: PartialEq>(
    request: &ReportRequest<'_>,
    grouping: &Grouping<'_, K>,
    view: EffectView,
    first_row: u32,
    records: &Ledger,
) -> Table {
    let effects = &request.figures.effects;
    let of_view: Vec<_> = grouping.rows.iter().filter(|row| row.view == view).collect();
    // The years of a group follow each other.
    let groups = of_view.chunk_by(|one, next| one.key == next.key);
    let mut rows = Vec::new();
    for (at, group) in (first_row..).zip(groups) {
        let Some(key) = group.first().map(|row| &row.key) else { continue };
        let counted = |entry: &EffectEntry| (grouping.holds)(key, entry);
        rows.push(AmountRow {
            labels: (grouping.labels)(request, key),
            sums: group.iter().map(|row| row.total()).collect(),
            formula: Box::new(move |year, side| {
                let conditions = [(grouping.condition)(key)];
                year_amount(request, records, &conditions, view, year, side)
            }),
            records: Some(EffectRecords::of(records, effects, view, counted)),
            at,
            rate: reported_rate(request, grouping.rows, view, |other| other == key),
            is_sum: false,
        });
    }
    let at = first_row + count(rows.len());
    let years = effects.years.iter();
    rows.push(AmountRow {
        labels: [Cell::text("合計"), Cell::centre("計")],
        sums: years.map(|year| effects.total(None, None, *year, view)).collect(),
        formula: Box::new(move |year, side| {
            let [first, last] = [first_row, at - 1].map(|row| amount_cell(row, year, side));
            (at > first_row).then(|| exact(Expr::sum(Cells::range(first, last)), unit(request)))
        }),
        records: Some(EffectRecords::of(records, effects, view, |_| true)),
        at,
        rate: reported_rate(request, &effects.totals, view, |_| true),
        is_sum: true,
    });
    amount_table(request, grouping.heads, &rows, Beside::Rate)
}
