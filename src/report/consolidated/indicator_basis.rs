//! 明細_指標の計算: what verdict, status, achievement rate, pace and outlook of each indicator are computed from.
//!
//! The formulas of 指標 take their numbers from here, so that each result can be followed to the plan and, through the
//! latest value, to the submission. Differences are rounded to far more digits than any value has: a spreadsheet
//! calculates in binary, and 76.7 − 62.3 is 14.4 only once it is rounded. A tie then rounds as the exact value does.

use std::rc::Rc;

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use super::super::tables::{Shown, Trend};
use super::super::words;
use super::drawing::{Drawing, Part, Sheets};
use super::indicator_latest::{Reported, of_first_number, years_judged_by};
use super::{WIDE_PAPER, indicator_trend, open, program_page};
use crate::analysis::{IndicatorFigure, OutlookBasis, PaceBasis, RateBasis, SpanUnit};
use crate::report::request::ReportRequest;
use crate::schema::{Better, Shape};
use crate::sheet::cells::SheetArea;
use crate::sheet::expr::{Expr, Function};
use crate::sheet::grid;
use crate::sheet::link::Link;
use crate::sheet::style;
use crate::sheet::table::{Body, Cell, Column, Repeat, Row, Table, Tone, Value};
use crate::terms::{Area, CellRef, FiscalYear};

/// Name of the sheet.
const NAME: &str = "明細_指標の計算";
/// Digits after the decimal point to which differences are rounded at least.
const DIFFERENCE_DIGITS: u32 = 6;
/// Digits that a line over days is rounded to beyond those that decide: fewer than the days of a plan could make matter.
const LINE_DIGITS: u32 = 4;

/// A column: what formulas look for in it, heading and width.
type Head = (Option<Place>, &'static str, u32);

const COLUMNS: [Head; 28] = [
    (None, "No.", 38),
    (None, "指標", 200),
    (None, "単位", 52),
    (None, "目標の形", 84),
    (None, "よい\n向き", 62),
    (None, "基準値", 84),
    (Some(Place::Target), "目標値", 84),
    (None, "最新の\n年度", 54),
    (Some(Place::Latest), "最新値", 84),
    (Some(Place::From), "達成率:\n出発点", 84),
    (Some(Place::To), "達成率:\n到達点", 84),
    (None, "達成率:\n計算", 116),
    (Some(Place::Part), "達成率:\n分子", 84),
    (Some(Place::Whole), "達成率:\n分母", 84),
    (Some(Place::Rest), "ペース:\n目標まで", 84),
    (Some(Place::Years), "ペース:\n残り年数", 62),
    (Some(Place::Start), "見通し:\n始点の値", 84),
    (Some(Place::StartDay), "見通し:\n始点の日", 84),
    (Some(Place::LatestDay), "見通し:\n最新値の日", 84),
    (Some(Place::LastDay), "見通し:\n目標の日", 84),
    (Some(Place::Gone), "見通し:\n経過期間", 62),
    (Some(Place::All), "見通し:\n全期間", 62),
    (Some(Place::Min), "ありうる\n最小値", 72),
    (Some(Place::Max), "ありうる\n最大値", 72),
    (Some(Place::Lower), "判定:\n下限", 76),
    (Some(Place::Upper), "判定:\n上限", 76),
    (Some(Place::Before), "状況:\n前の値", 76),
    (Some(Place::Due), "状況:\n途中の目標", 88),
];

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

impl Place {
    fn column(self) -> u32 {
        let before = COLUMNS.iter().take_while(|(place, ..)| *place != Some(self)).count();
        grid::count(before)
    }
}

/// The sheet, as the formulas of 指標 see it.
pub(super) struct Bases {
    /// Row of each indicator, counted from zero.
    rows: Vec<u32>,
}

impl Bases {
    /// The number in the row of indicator number `at`, as formulas of other sheets see it.
    pub(super) fn cell(&self, at: usize, place: Place) -> Option<Expr> {
        let cell = CellRef::new(*self.rows.get(at)?, place.column());
        Some(SheetArea::cell(NAME, cell).cells().into())
    }

    /// Leads to the row of indicator number `at`.
    pub(super) fn link(&self, at: usize) -> Option<Link> {
        let row = *self.rows.get(at)?;
        let last = u32::try_from(COLUMNS.len()).ok()? - 1;
        let area = Area::new(CellRef::new(row, 0), CellRef::new(row, last));
        Some(SheetArea::new(NAME, area).link())
    }

    /// The achievement rate of indicator number `at`: half-up from part × 100 ÷ whole.
    pub(super) fn rate(&self, at: usize, basis: &RateBasis) -> Option<Expr> {
        let (part, whole) = (self.cell(at, Place::Part)?, self.cell(at, Place::Whole)?);
        let rate = (part * 100u32 / whole.clone()).round(basis.decimals);
        Some(Expr::choose(whole.is(0u32), "-", rate))
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
        let achieved = words::achieved(crate::analysis::Achieved::Yes);
        let pace = (rest / years).round(shown.digits(basis.decimals));
        Some(Expr::choose(Expr::from(verdict).is(achieved), "-", pace))
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
        let mut line = (start + moved * all / gone).round(fine);
        if basis.max.is_some() {
            let max = self.cell(at, Place::Max)?;
            line = Function::Min.of([line, Function::Max.of([max, cell.into()])]);
        }
        if basis.min.is_some() {
            let min = self.cell(at, Place::Min)?;
            line = Function::Max.of([line, Function::Min.of([min, cell.into()])]);
        }
        Some(line.round(digits))
    }
}

/// `ROUND(a-b,…)`, exact for values with the digits of `values`.
pub(super) fn difference(a: impl Into<Expr>, b: impl Into<Expr>, values: &[Decimal]) -> Expr {
    let scales = values.iter().map(|value| value.normalize().scale());
    let digits = scales.fold(DIFFERENCE_DIGITS, u32::max);
    (a.into() - b.into()).round(digits)
}

/// Draws the sheet; also returns where its rows are, if there is any indicator.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<Option<Bases>> {
    let request = drawing.request;
    let trend = drawing.of(indicator_trend::sheet)?;
    let widths: Vec<u32> = COLUMNS.iter().map(|(.., width)| *width).collect();
    let mut page = open(request, NAME, widths)?;
    page.sheet().set_paper_size(WIDE_PAPER);
    let mut bases = None;
    if let Some(trend) = trend.as_ref() {
        page.note("判定、状況、達成率、必要ペース、見通しを何から計算したかの一覧です。「指標」の式がここを使います。金額の指標は千円です。基準値、目標値、期間のもとは計画のデータ、最新値とほかの年度の実績は「指標の推移」のセルです。")?;
        page.note("達成率 = 分子 ÷ 分母 × 100。必要ペース = 目標まで ÷ 残り年数(達成していれば「-」)。残り年数は、基準日から目標年度の終わりまでです。見通し = 始点の値 + (最新値 − 始点の値) × 全期間 ÷ 経過期間を、ありうる最小値と最大値の間に収めたもの。期間は、三つの日がどれも同じ月日なら年数、そうでなければ日数です。空欄は、その計算をしない指標です。")?;
        page.note("判定 = 最新値が下限以上、上限以下なら「達成」。状況 = 達成していなければ、前の値より悪いとき「後退」、目標年度の途中で最新値が途中の目標に届いていれば「達成見込み」、ほかは「ペース不足」。途中の目標 = 始点の値 + (到達点 − 始点の値) × 経過期間 ÷ 全期間(到達点を超えない)。「約」の値がかかわる指標は、書かれた桁から決めるため、判定と状況は式ではなく文字です。")?;
        let first = page.first_body_row();
        let rows = (first..).zip(request.figures.indicators.iter().enumerate());
        let rows = rows.map(|(row, (at, figure))| self::row(request, trend, row, at, figure));
        let columns = COLUMNS.iter().map(|(_, head, _)| {
            let repeat = if *head == "No." { Repeat::Value } else { Repeat::Nothing };
            Column::new(*head).repeat(repeat)
        });
        let table = Table { columns: columns.collect(), rows: rows.collect(), body: Body::Figures };
        bases = Some(Bases { rows: page.list(&table, 2)?.starts });
    } else {
        page.sentence("この計画に指標はありません。")?;
    }
    let says = "指標ごとの、判定・状況・達成率・必要ペース・見通しを計算するもとの数".to_owned();
    Ok((vec![Part::new(NAME, says, page.finish()?)], bases))
}

fn row(
    request: &ReportRequest<'_>,
    trend: &Trend,
    row: u32,
    at: usize,
    figure: &IndicatorFigure,
) -> Row {
    let shown = Shown::of(request, figure);
    let here = |place: Place| CellRef::new(row - 1, place.column());
    let number = |value: Decimal| Cell::number(value / shown.divisor, shown.decimals);
    let maybe = |value: Option<Decimal>| value.map_or_else(Cell::empty, number);
    let formula = |formula: Expr, result: Decimal| {
        let cell = number(result);
        let result = (result / shown.divisor).normalize();
        Cell { value: Value::Formula(Rc::new(formula), result), ..cell }
    };
    let minus = |a: Place, b: Place, values: [Decimal; 2]| {
        difference(here(a), here(b), &values.map(|value| value / shown.divisor))
    };
    let indicator = request.plan.indicator(&figure.indicator_id);
    let better = indicator.map(|indicator| match indicator.better {
        Better::Higher => "多いほど",
        Better::Lower => "少ないほど",
    });
    let mut cells = vec![
        Cell::key(i64::from(figure.program_no.0)),
        Cell::text(figure.name.as_str()),
        Cell::centre(shown.unit.as_str()),
        Cell::centre(indicator.map_or("", |indicator| words::shape(indicator.shape))),
        Cell::centre(better.unwrap_or_default()),
        maybe(figure.baseline),
        maybe(figure.target),
    ];
    let actuals = years_judged_by(request, figure).into_iter();
    let actuals: Vec<(FiscalYear, Expr)> =
        actuals.filter_map(|year| Some((year, trend.actual(at, year)?))).collect();
    let year = figure.latest_year.map_or_else(Cell::empty, |latest| {
        let years = actuals.iter().map(|(year, cell)| (cell.clone(), Expr::text(year.short())));
        let cell = Cell::centre(latest.short());
        match of_first_number(years.collect(), "") {
            Some(of_first) => {
                let value = Value::TextFormula(Rc::new(of_first), latest.short());
                Cell { value, ..cell }
            }
            None => cell,
        }
    });
    cells.push(year);
    let latest = figure.latest.map_or_else(Cell::empty, |latest| {
        let values = actuals.iter().map(|(_, cell)| (cell.clone(), cell.clone()));
        match of_first_number(values.collect(), "") {
            Some(of_first) => formula(of_first, latest),
            None => number(latest),
        }
    });
    cells.push(latest);
    let basis = &figure.basis;
    let value = figure.latest.unwrap_or_default();
    let reported = Reported { trend, at, figure };
    // What the plan does not say itself is an actual of another year.
    let or_actual = |value: Decimal, cell: Option<Expr>| {
        cell.map_or_else(|| number(value), |cell| formula(cell, value))
    };
    let moves = indicator.is_some_and(|one| one.shape == Shape::NotBelowPrevious);
    let target =
        |value: Decimal| or_actual(value, moves.then(|| reported.year_before(value)).flatten());
    let to = basis.rate.as_ref().map(|rate| rate.to);
    let to = to.or(basis.pace.as_ref().map(|pace| pace.to));
    cells.extend(match &basis.rate {
        None => [Cell::empty(), maybe(to), Cell::empty(), Cell::empty(), Cell::empty()],
        Some(rate) => {
            let (words, part, whole) = match rate.inverse {
                true => ("到達点 ÷ 最新値", here(Place::To).into(), here(Place::Latest).into()),
                false => (
                    "進んだ分 ÷ 幅",
                    minus(Place::Latest, Place::From, [value, rate.from]),
                    minus(Place::To, Place::From, [rate.to, rate.from]),
                ),
            };
            [
                number(rate.from),
                target(rate.to),
                Cell::centre(words),
                formula(part, rate.part),
                formula(whole, rate.whole),
            ]
        }
    });
    cells.extend(match &basis.pace {
        None => [Cell::empty(), Cell::empty()],
        Some(pace) => [
            formula(minus(Place::To, Place::Latest, [pace.to, value]), pace.rest),
            Cell::number(pace.years_left, pace.years_left.normalize().scale()),
        ],
    });
    match &basis.outlook {
        None => cells.extend(std::iter::repeat_with(Cell::empty).take(8)),
        Some(outlook) => {
            let is_actual = indicator.is_some_and(|indicator| indicator.baseline.is_none());
            let first = is_actual.then(|| reported.first(outlook.start)).flatten();
            let start = or_actual(outlook.start, first);
            cells.push(if outlook.start_approx { start.approximate() } else { start });
            let days = [outlook.start_day, outlook.latest_day, outlook.last_day].map(day);
            let counts = [(Place::LatestDay, outlook.gone), (Place::LastDay, outlook.in_all)];
            let (format, since) = match outlook.unit {
                SpanUnit::Years => {
                    ("#,##0\"年\";\"▲\"#,##0\"年\"", years_between as fn(CellRef, CellRef) -> Expr)
                }
                SpanUnit::Days => {
                    ("#,##0\"日\";\"▲\"#,##0\"日\"", days_between as fn(CellRef, CellRef) -> Expr)
                }
            };
            let are_numbers = days.iter().all(|day| day.as_text().is_none());
            cells.extend(days);
            cells.extend(counts.map(|(end, time)| {
                let cell = count(time.into()).format(format);
                match are_numbers {
                    true => {
                        let formula = since(here(end), here(Place::StartDay));
                        Cell { value: Value::Formula(Rc::new(formula), time.into()), ..cell }
                    }
                    false => cell,
                }
            }));
            cells.extend([maybe(outlook.min), maybe(outlook.max)]);
        }
    }
    let verdict = basis.verdict.as_ref();
    cells.extend([
        verdict.and_then(|verdict| verdict.lower).map_or_else(Cell::empty, target),
        verdict.and_then(|verdict| verdict.upper).map_or_else(Cell::empty, target),
    ]);
    let status = basis.status.as_ref();
    let before = status.and_then(|status| status.before);
    cells.push(
        before.map_or_else(Cell::empty, |before| or_actual(before, reported.newest_before(before))),
    );
    let due = status.and_then(|status| Some((status.due?, shown.digits(status.due_decimals))));
    let due = due.map(|(due, digits)| {
        let better = indicator.map(|indicator| indicator.better);
        match basis.outlook.as_ref().zip(to).zip(better) {
            Some(((outlook, to), better)) => {
                let way = minus(Place::To, Place::Start, [to, outlook.start]);
                let [start, to, gone, all] =
                    [Place::Start, Place::To, Place::Gone, Place::All].map(here);
                let nearer = if better == Better::Higher { Function::Min } else { Function::Max };
                let on_the_way = Expr::from(start) + way * gone / all;
                formula(nearer.of([on_the_way, to.into()]).round(digits), due)
            }
            None => number(due),
        }
    });
    // It has more digits than anybody wants to read.
    let format = style::decimal_format(shown.decimals + 1);
    cells.push(due.map_or_else(Cell::empty, |due| due.format(format)));
    let mut row = Row::new(cells);
    row.link(0, program_page::link(request, figure.program_no));
    row
}

fn years_between(end: CellRef, start: CellRef) -> Expr {
    Function::Year.of([end]) - Function::Year.of([start])
}

fn days_between(end: CellRef, start: CellRef) -> Expr {
    Expr::from(end) - start
}

fn count(count: i64) -> Cell {
    Cell::new(Value::Number(count.into()), Tone::Right).format(style::INTEGER)
}

/// A day as a number that formulas can subtract; the words for a day before the first that spreadsheets agree on.
fn day(day: Date) -> Cell {
    const ZERO: Date = date(1899, 12, 30);
    const FIRST_AGREED: i32 = 61;
    match ZERO.until(day).map(|span| span.get_days()) {
        Ok(days) if days >= FIRST_AGREED => {
            Cell::new(Value::Number(days.into()), Tone::Centre).format("yyyy/m/d")
        }
        _ => Cell::centre(day.to_string()),
    }
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
