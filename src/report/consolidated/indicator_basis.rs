//! 明細_指標の計算: what verdict, status, achievement rate, pace and outlook of each indicator are computed from.
//!
//! The formulas of 指標 take their numbers from here, so that each result can be followed to the plan and, through the
//! latest value, to the submission.

use std::sync::Arc;

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use super::super::tables::{Shown, Trend};
use super::indicator_latest::{Reported, of_first_number, years_judged_by};
use super::indicator_numbers::{Bases, Place, difference};
use super::{Drawing, Part, ReportRequest, Sheets, indicator_trend, open, program_page, words};
use crate::analysis::{
    IndicatorFigure, OutlookBasis, PaceBasis, RateBasis, SpanUnit, VerdictBasis,
};
use crate::schema::{Better, Indicator, Shape};
use crate::sheet::{Body, Cell, Column, Expr, Function, Repeat, Row, Table, Tone, Value, style};
use crate::terms::{CellRef, FiscalYear, count};

/// Name of the sheet.
const NAME: &str = "明細_指標の計算";
/// A column: what formulas look for in it, heading, width, and what it shows of an indicator.
type Head = (Option<Place>, &'static str, u32, fn(&Line<'_>) -> Cell);

const COLUMNS: [Head; 28] = [
    (None, "No.", 38, |line| {
        words::number(line.figure.program_no)
            .link(program_page::link(line.request, line.figure.program_no))
    }),
    (None, "指標", 200, |line| Cell::text(line.figure.name.as_str())),
    (None, "単位", 52, |line| Cell::centre(line.shown.unit.as_str())),
    (None, "目標の形", 84, |line| line.of_plan(|indicator| words::shape(indicator.shape))),
    (None, "よい\n向き", 62, |line| {
        line.of_plan(|indicator| match indicator.better {
            Better::Higher => "多いほど",
            Better::Lower => "少ないほど",
        })
    }),
    (None, "基準値", 84, |line| line.maybe(line.figure.baseline)),
    (Some(Place::Target), "目標値", 84, |line| line.maybe(line.figure.target)),
    (None, "最新の\n年度", 54, |line| line.latest_year()),
    (Some(Place::Latest), "最新値", 84, |line| line.latest()),
    (Some(Place::From), "達成率:\n出発点", 84, |line| {
        line.of_rate(|rate| line.number(rate.from))
    }),
    (Some(Place::To), "達成率:\n到達点", 84, |line| line.rate_to()),
    (None, "達成率:\n計算", 116, |line| {
        line.of_rate(|rate| {
            Cell::centre(if rate.inverse {
                "到達点 ÷ 最新値"
            } else {
                "進んだ分 ÷ 幅"
            })
        })
    }),
    (Some(Place::Part), "達成率:\n分子", 84, |line| line.of_rate(|rate| line.rate_part(rate))),
    (Some(Place::Whole), "達成率:\n分母", 84, |line| {
        line.of_rate(|rate| line.rate_whole(rate))
    }),
    (Some(Place::Rest), "ペース:\n目標まで", 84, |line| {
        line.of_pace(|pace| {
            line.formula(
                line.minus_if_known(Place::To, Place::Latest, [pace.to, line.value()]),
                pace.rest,
            )
        })
    }),
    (Some(Place::Years), "ペース:\n残り年数", 62, |line| {
        line.of_pace(|pace| Cell::number(pace.years_left, pace.years_left.normalize().scale()))
    }),
    (Some(Place::Start), "見通し:\n始点の値", 84, |line| {
        line.of_outlook(|outlook| line.start(outlook))
    }),
    (Some(Place::StartDay), "見通し:\n始点の日", 84, |line| {
        line.of_outlook(|outlook| day(outlook.start_day))
    }),
    (Some(Place::LatestDay), "見通し:\n最新値の日", 84, |line| {
        line.of_outlook(|outlook| day(outlook.latest_day))
    }),
    (Some(Place::LastDay), "見通し:\n目標の日", 84, |line| {
        line.of_outlook(|outlook| day(outlook.last_day))
    }),
    (Some(Place::Gone), "見通し:\n経過期間", 62, |line| {
        line.of_outlook(|outlook| line.time(outlook, Place::LatestDay, outlook.gone))
    }),
    (Some(Place::All), "見通し:\n全期間", 62, |line| {
        line.of_outlook(|outlook| line.time(outlook, Place::LastDay, outlook.in_all))
    }),
    (Some(Place::Min), "ありうる\n最小値", 72, |line| {
        line.of_outlook(|outlook| line.maybe(outlook.min))
    }),
    (Some(Place::Max), "ありうる\n最大値", 72, |line| {
        line.of_outlook(|outlook| line.maybe(outlook.max))
    }),
    (Some(Place::Lower), "判定:\n下限", 76, |line| line.bound(|verdict| verdict.lower)),
    (Some(Place::Upper), "判定:\n上限", 76, |line| line.bound(|verdict| verdict.upper)),
    (Some(Place::Before), "状況:\n前の値", 76, |line| line.before()),
    (Some(Place::Due), "状況:\n途中の目標", 88, |line| line.due()),
];

/// Draws the sheet; also returns where its rows are, if there is any indicator.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<Option<Bases>> {
    let request = drawing.request;
    let trend = drawing.of(indicator_trend::sheet)?;
    let widths: Vec<u32> = COLUMNS.iter().map(|(_, _, width, _)| *width).collect();
    let mut page = open(request, NAME, widths)?;
    let mut bases = None;
    if let Some(trend) = trend.as_ref() {
        page.note("判定、状況、達成率、必要ペース、見通しを何から計算したかの一覧です。「指標」の式がここを使います。金額の指標は千円です。基準値、目標値、期間のもとは計画のデータ、最新値とほかの年度の実績は「指標の推移」のセルです。")?;
        page.note("達成率 = 分子 ÷ 分母 × 100。必要ペース = 目標まで ÷ 残り年数(達成していれば「-」)。残り年数は、基準日から目標年度の終わりまでです。見通し = 始点の値 + (最新値 − 始点の値) × 全期間 ÷ 経過期間を、ありうる最小値と最大値の間に収めたもの。期間は、三つの日がどれも同じ月日なら年数、そうでなければ日数です。空欄は、その計算をしない指標です。")?;
        page.note("判定 = 最新値が下限以上、上限以下なら「達成」。状況 = 達成していなければ、前の値より悪いとき「後退」、目標年度の途中で最新値が途中の目標に届いていれば「達成見込み」、ほかは「ペース不足」。途中の目標 = 始点の値 + (到達点 − 始点の値) × 経過期間 ÷ 全期間(到達点を超えない)。「約」の値がかかわる指標は、書かれた桁から決めるため、判定と状況は式ではなく文字です。")?;
        let first = page.first_body_row();
        let rows = (first..).zip(request.figures.indicators.iter().enumerate());
        let rows = rows.map(|(row, (at, figure))| {
            let shown = Shown::of(request, figure);
            let indicator = request.plan.indicator(&figure.indicator_id);
            let line = Line { request, trend, row, at, figure, indicator, shown };
            Row::new(COLUMNS.iter().map(|(.., cell)| cell(&line)).collect())
        });
        let columns = COLUMNS.iter().map(|(_, head, ..)| {
            let repeat = if *head == "No." { Repeat::Value } else { Repeat::Nothing };
            Column::new(*head).repeat(repeat)
        });
        let table = Table { columns: columns.collect(), rows: rows.collect(), body: Body::Figures };
        let columns = COLUMNS.iter().map(|(place, ..)| *place).collect();
        bases = Some(Bases { sheet: NAME, columns, rows: page.list(&table, 2)?.starts });
    } else {
        page.sentence("この計画に指標はありません。")?;
    }
    let says = "指標ごとの、判定・状況・達成率・必要ペース・見通しを計算するもとの数".to_owned();
    Ok((vec![Part::new(NAME, says, page.finish()?)], bases))
}

/// An indicator in its row, which formulas number like this.
struct Line<'a> {
    request: &'a ReportRequest<'a>,
    trend: &'a Trend,
    row: u32,
    /// Its place among the figures.
    at: usize,
    figure: &'a IndicatorFigure,
    indicator: Option<&'a Indicator>,
    shown: Shown,
}

/// How its numbers are shown.
impl Line<'_> {
    fn here(&self, place: Place) -> CellRef {
        let column = COLUMNS.iter().take_while(|(own, ..)| *own != Some(place)).count();
        CellRef::new(self.row - 1, count(column))
    }

    fn number(&self, value: Decimal) -> Cell {
        Cell::number(value / self.shown.divisor, self.shown.decimals)
    }

    fn maybe(&self, value: Option<Decimal>) -> Cell {
        value.map_or_else(Cell::empty, |value| self.number(value))
    }

    fn formula(&self, formula: Expr, result: Decimal) -> Cell {
        let cell = self.number(result);
        let result = (result / self.shown.divisor).normalize();
        Cell { value: Value::Formula(Arc::new(formula), result), ..cell }
    }

    /// What the plan does not say itself is an actual of another year.
    fn or_actual(&self, value: Decimal, actual: Option<Expr>) -> Cell {
        actual.map_or_else(|| self.number(value), |actual| self.formula(actual.if_number(), value))
    }

    /// The difference, if both are numbers.
    fn minus_if_known(&self, a: Place, b: Place, values: [Decimal; 2]) -> Expr {
        let known = [a, b].map(|place| self.here(place));
        Expr::if_numbers(known, self.minus(a, b, values), "")
    }

    fn minus(&self, a: Place, b: Place, values: [Decimal; 2]) -> Expr {
        let shown = values.map(|value| value / self.shown.divisor);
        difference(self.here(a), self.here(b), &shown)
    }

    fn of_plan(&self, word: fn(&Indicator) -> &'static str) -> Cell {
        Cell::centre(self.indicator.map(word).unwrap_or_default())
    }
}

/// What was reported of it.
impl Line<'_> {
    fn reported(&self) -> Reported<'_> {
        Reported { trend: self.trend, at: self.at, figure: self.figure }
    }

    /// The latest value.
    fn value(&self) -> Decimal {
        self.figure.latest.unwrap_or_default()
    }

    /// The cells that may hold the latest value, newest first.
    fn actuals(&self) -> Vec<(FiscalYear, Expr)> {
        let years = years_judged_by(self.request, self.figure).into_iter();
        years.filter_map(|year| Some((year, self.trend.actual(self.at, year)?))).collect()
    }

    fn latest_year(&self) -> Cell {
        let Some(latest) = self.figure.latest_year else { return Cell::empty() };
        let years = self.actuals().into_iter().map(|(year, cell)| (cell, Expr::text(year.short())));
        let cell = Cell::centre(latest.short());
        match of_first_number(years.collect(), "") {
            Some(of_first) => {
                let value = Value::TextFormula(Arc::new(of_first), latest.short());
                Cell { value, ..cell }
            }
            None => cell,
        }
    }

    fn latest(&self) -> Cell {
        let Some(latest) = self.figure.latest else { return Cell::empty() };
        let values = self.actuals().into_iter().map(|(_, cell)| (cell.clone(), cell));
        match of_first_number(values.collect(), "") {
            Some(formula) => self.formula(formula, latest),
            None => self.number(latest),
        }
    }
}

/// What verdict, achievement rate and pace are computed from.
impl Line<'_> {
    fn of_rate(&self, cell: impl Fn(&RateBasis) -> Cell) -> Cell {
        self.figure.basis.rate.as_ref().map_or_else(Cell::empty, cell)
    }

    fn of_pace(&self, cell: impl Fn(&PaceBasis) -> Cell) -> Cell {
        self.figure.basis.pace.as_ref().map_or_else(Cell::empty, cell)
    }

    /// Where rate and pace lead to.
    fn to(&self) -> Option<Decimal> {
        let basis = &self.figure.basis;
        basis.rate.as_ref().map(|rate| rate.to).or(basis.pace.as_ref().map(|pace| pace.to))
    }

    fn rate_to(&self) -> Cell {
        match &self.figure.basis.rate {
            Some(rate) => self.target(rate.to),
            None => self.maybe(self.to()),
        }
    }

    fn rate_part(&self, rate: &RateBasis) -> Cell {
        let part = if rate.inverse {
            self.here(Place::To).into()
        } else {
            self.minus_if_known(Place::Latest, Place::From, [self.value(), rate.from])
        };
        self.formula(part, rate.part)
    }

    fn rate_whole(&self, rate: &RateBasis) -> Cell {
        let whole = if rate.inverse {
            self.here(Place::Latest).into()
        } else {
            self.minus_if_known(Place::To, Place::From, [rate.to, rate.from])
        };
        self.formula(whole, rate.whole)
    }

    /// A target, which moves with the actuals if it is not to fall below the previous one.
    fn target(&self, value: Decimal) -> Cell {
        let moves = self.indicator.is_some_and(|one| one.shape == Shape::NotBelowPrevious);
        self.or_actual(value, moves.then(|| self.reported().year_before(value)).flatten())
    }

    fn bound(&self, bound: fn(&VerdictBasis) -> Option<Decimal>) -> Cell {
        let bound = self.figure.basis.verdict.as_ref().and_then(bound);
        bound.map_or_else(Cell::empty, |bound| self.target(bound))
    }
}

/// What outlook and status are computed from.
impl Line<'_> {
    fn of_outlook(&self, cell: impl Fn(&OutlookBasis) -> Cell) -> Cell {
        self.figure.basis.outlook.as_ref().map_or_else(Cell::empty, cell)
    }

    fn start(&self, outlook: &OutlookBasis) -> Cell {
        let is_actual = self.indicator.is_some_and(|indicator| indicator.baseline.is_none());
        let first = is_actual.then(|| self.reported().first(outlook.start)).flatten();
        let start = self.or_actual(outlook.start, first);
        if outlook.start_approx { start.approximate() } else { start }
    }

    /// The time from the first day to the day in `end`; a formula if all days are numbers.
    fn time(&self, outlook: &OutlookBasis, end: Place, time: i32) -> Cell {
        let (end, start) = (self.here(end), self.here(Place::StartDay));
        let (format, since) = match outlook.unit {
            SpanUnit::Years => ("#,##0\"年\";\"▲\"#,##0\"年\"", years_between(end, start)),
            SpanUnit::Days => ("#,##0\"日\";\"▲\"#,##0\"日\"", days_between(end, start)),
        };
        let cell = whole(time.into()).format(format);
        let days = [outlook.start_day, outlook.latest_day, outlook.last_day];
        if days.iter().any(|own| day(*own).as_text().is_some()) {
            return cell;
        }
        Cell { value: Value::Formula(Arc::new(since), time.into()), ..cell }
    }

    fn before(&self) -> Cell {
        let before = self.figure.basis.status.as_ref().and_then(|status| status.before);
        before.map_or_else(Cell::empty, |before| {
            self.or_actual(before, self.reported().newest_before(before))
        })
    }

    /// What is due by now on the way to the target.
    fn due(&self) -> Cell {
        let basis = &self.figure.basis;
        let status = basis.status.as_ref();
        let Some((due, decimals)) = status.and_then(|own| Some((own.due?, own.due_decimals)))
        else {
            return Cell::empty();
        };
        let cell = match basis.outlook.as_ref().zip(self.to()).zip(self.indicator) {
            Some(((outlook, to), indicator)) => {
                let way = self.minus(Place::To, Place::Start, [to, outlook.start]);
                let [start, to, gone, all] =
                    [Place::Start, Place::To, Place::Gone, Place::All].map(|own| self.here(own));
                let is_higher = indicator.better == Better::Higher;
                let nearer = if is_higher { Function::Min } else { Function::Max };
                let on_the_way = Expr::from(start) + way * gone / all;
                let nearer = nearer.of([on_the_way, to.into()]);
                let rounded = nearer.round(self.shown.digits(decimals));
                self.formula(Expr::if_numbers([start, to], rounded, ""), due)
            }
            None => self.number(due),
        };
        // It has more digits than anybody wants to read.
        cell.format(style::decimal_format(self.shown.decimals + 1))
    }
}

fn years_between(end: CellRef, start: CellRef) -> Expr {
    Function::Year.of([end]) - Function::Year.of([start])
}

fn days_between(end: CellRef, start: CellRef) -> Expr {
    Expr::from(end) - start
}

fn whole(number: i64) -> Cell {
    Cell::new(Value::Number(number.into()), Tone::Right).format(style::INTEGER)
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
