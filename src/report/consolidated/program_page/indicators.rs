//! The indicators on a program's page: the actuals of the years, how they stand, and what was corrected.

use rust_decimal::Decimal;

use super::super::super::tables::{
    OUTLOOK_HEAD, PACE_HEAD, RATE_HEAD, Shown, actual_cell, shown_unit,
};
use super::super::super::words;
use super::parts::{some, source, with_years};
use super::{Grid, Of};
use crate::analysis::{Achieved, IndicatorActual, IndicatorFigure, IndicatorStatus};
use crate::facts::IndicatorFact;
use crate::form::{baseline_text, quantity_text};
use crate::notation::Missing;
use crate::report::request::ReportRequest;
use crate::schema::{Indicator, Program};
use crate::sheet::{Cell, Column, Columns, Repeat, Table, Tone, measure, style};
use crate::terms::{FiscalYear, run_of};

/// Every number of the tables: over how many columns of years it stands, and the pixels that it takes.
pub(super) fn widths(request: &ReportRequest<'_>, grid: Grid) -> impl Iterator<Item = (u16, u32)> {
    let width = |text: String| measure::text_width(&text, style::TEXT_SIZE);
    request.figures.indicators.iter().flat_map(move |figure| {
        let Shown { divisor, decimals, .. } = Shown::of(request, figure);
        let text = move |mark: &str, value: Decimal| {
            format!("{mark}{}", quantity_text(value / divisor, decimals))
        };
        let actuals = figure.actuals.iter().filter_map(move |actual| {
            let mark = if actual.corrected.is_some() { "訂 約" } else { "約" };
            Some((1, width(text(mark, actual.value?))))
        });
        let others = [
            figure.achievement_rate.map(|rate| format!("{}%", quantity_text(rate, 1))),
            figure.pace.map(|pace| text("", pace)),
            figure.outlook.map(|outlook| text("約", outlook)),
        ];
        let others = others.into_iter().flatten();
        let third = grid.third();
        actuals.chain(others.map(move |text| (third, width(text)))).collect::<Vec<_>>()
    })
}

/// An indicator of the program, with the unit in which it is printed.
struct Own<'a> {
    figure: &'a IndicatorFigure,
    indicator: &'a Indicator,
    /// Name and unit.
    name: String,
    number: Box<dyn Fn(Decimal) -> Cell + 'a>,
}

impl Own<'_> {
    /// A value, or why there is none.
    fn cell(&self, value: Option<Decimal>, approx: bool, missing: Option<&str>) -> Cell {
        match value {
            Some(value) if approx => (self.number)(value).approximate(),
            Some(value) => (self.number)(value),
            None => Cell::text(missing.map_or("値なし", words::missing)).tone(Tone::Right),
        }
    }
}

fn own<'a>(request: &ReportRequest<'a>, program: &'a Program) -> impl Iterator<Item = Own<'a>> {
    let figures = run_of(&request.figures.indicators, program.no, |figure| figure.program_no);
    figures.iter().filter_map(move |figure| {
        let mut indicators = program.indicators.iter();
        let indicator = indicators.find(|indicator| indicator.id == figure.indicator_id)?;
        let (unit, number) = shown_unit(figure, Some(indicator));
        let name = format!("{}({unit})", figure.name);
        Some(Own { figure, indicator, name, number: Box::new(number) })
    })
}

/// A row of the actuals: what stands before, under and behind the years.
struct Line {
    name: String,
    baseline: Cell,
    years: Vec<Cell>,
    target: Cell,
}

/// Baseline, the actual of every year and the target; below them what was reported of half years, and the target of
/// each year if it was not always the same.
pub(super) fn actuals(Of { request, grid, program }: Of<'_>) -> Option<Table> {
    let lines = own(request, program).flat_map(|own| {
        let actual = |actual: &IndicatorActual| {
            let source = actual.round.zip(actual.source.as_ref());
            let link = source.and_then(|(round, source)| request.source_link(round, source));
            actual_cell(actual, &own.number).link(link)
        };
        let verdict = own.figure.achieved.label();
        let target = Cell::centre(format!("{}\n{verdict}", own.figure.target_text));
        let line = Line {
            name: own.name.clone(),
            baseline: Cell::text(baseline_text(own.indicator)).tone(Tone::Right),
            years: own.figure.actuals.iter().map(actual).collect(),
            target: match own.figure.achieved {
                Achieved::No => target.tone(Tone::AlertCentre),
                Achieved::Yes | Achieved::Undecided => target,
            },
        };
        [Some(line), half_years(request, &own), targets(&own)].into_iter().flatten()
    });
    let lines: Vec<Line> = lines.collect();
    let columns = Columns::new()
        .over(2, Column::new("指標").repeat(Repeat::Marked), |line: &Line| {
            Cell::text(line.name.as_str())
        })
        .over(1, "基準値", |line| line.baseline.clone());
    let columns = with_years(columns, request, grid, |line, at| {
        line.years.get(at).cloned().unwrap_or_else(Cell::empty)
    });
    some(columns.over(2, "目標と判定", |line| line.target.clone()), &lines)
}

fn below(name: &str, years: Vec<Cell>) -> Line {
    Line { name: name.to_owned(), baseline: Cell::empty(), years, target: Cell::empty() }
}

/// What was reported at the middle of each year; `None` if nothing was.
fn half_years(request: &ReportRequest<'_>, own: &Own<'_>) -> Option<Line> {
    let of_half = |year: FiscalYear| {
        let mut facts = request.facts.indicators.of(own.figure.program_no);
        facts.find(|fact| {
            fact.indicator == own.figure.indicator_id
                && (fact.fiscal_year, fact.round.year) == (year, year)
                && fact.round.half.is_some()
        })
    };
    let facts: Vec<Option<&IndicatorFact>> =
        own.figure.actuals.iter().map(|actual| of_half(actual.fiscal_year)).collect();
    let cell = |fact: Option<&IndicatorFact>| {
        let Some(fact) = fact else { return Cell::empty() };
        let missing = fact.missing.map_or("unreadable", Missing::as_str);
        let cell = own.cell(fact.value, fact.approx, Some(missing));
        cell.link(request.source_link(fact.round, &fact.source))
    };
    let any = facts.iter().any(Option::is_some);
    any.then(|| below("うち上期の報告", facts.into_iter().map(cell).collect()))
}

/// The target that was in force in each year; `None` if it is the same in all.
fn targets(own: &Own<'_>) -> Option<Line> {
    let texts = || own.figure.actuals.iter().map(|actual| actual.target_text.as_deref());
    let differs = texts().flatten().any(|target| target != own.figure.target_text);
    let cells = texts().map(|text| Cell::centre(text.unwrap_or("-")));
    differs.then(|| below("その年度の目標", cells.collect()))
}

/// How each indicator stands: status, achievement rate, the pace that is needed, the outlook, and the value that they
/// rest on.
pub(super) fn standing(Of { request, grid, program }: Of<'_>) -> Option<Table> {
    let rows: Vec<Own<'_>> = own(request, program).collect();
    let third = grid.third();
    let columns = Columns::new()
        .over(2, Column::new("指標").repeat(Repeat::Marked), |own: &Own<'_>| {
            Cell::text(own.name.as_str())
        })
        .over(1 + grid.years - 3 * third, "状況", |own| status(own.figure))
        .over(third, RATE_HEAD, |own| {
            let rate = |rate| Cell::number(rate, 1).format(style::share_format(1));
            own.figure.achievement_rate.map_or_else(dash, rate)
        })
        .over(third, PACE_HEAD, |own| own.figure.pace.map_or_else(dash, &own.number))
        .over(third, OUTLOOK_HEAD, |own| match own.figure.outlook.map(&own.number) {
            Some(outlook) if own.figure.outlook_approx => outlook.approximate(),
            outlook => outlook.unwrap_or_else(dash),
        })
        .over(2, "もとにした\n実績の年度", |own| {
            Cell::centre(own.figure.latest_year.map_or_else(|| "-".to_owned(), FiscalYear::label))
        });
    some(columns, &rows)
}

fn dash() -> Cell {
    Cell::text("-").tone(Tone::Right)
}

fn status(figure: &IndicatorFigure) -> Cell {
    let reason = figure.status_reason.map(|reason| format!("\n({})", reason.label()));
    let status = Cell::centre(format!("{}{}", figure.status.label(), reason.unwrap_or_default()));
    match figure.status {
        IndicatorStatus::Short | IndicatorStatus::FallingBack => status.tone(Tone::AlertCentre),
        _ => status,
    }
}

/// The actuals that a later round reported otherwise, with what they replaced.
pub(super) fn corrections(Of { request, grid, program }: Of<'_>) -> Option<Table> {
    let all: Vec<Own<'_>> = own(request, program).collect();
    let is_corrected = |actual: &&IndicatorActual| {
        actual.corrected.is_some() && actual.source.is_some() && actual.round.is_some()
    };
    let rows = all.iter().flat_map(|own| {
        own.figure.actuals.iter().filter(is_corrected).map(move |actual| (own, actual))
    });
    let rows: Vec<(&Own<'_>, &IndicatorActual)> = rows.collect();
    let before = grid.years / 2;
    let columns = Columns::new()
        .over(
            2,
            Column::new("指標").repeat(Repeat::Marked),
            |(own, _): &(&Own<'_>, &IndicatorActual)| Cell::text(own.name.as_str()),
        )
        .over(1, "年度", |(_, actual)| Cell::centre(actual.fiscal_year.label()))
        .over(before, "前に報告された実績", |(own, actual)| {
            let before = actual.corrected.as_ref();
            before.map_or_else(Cell::empty, |one| own.cell(one.value, one.approx, one.missing))
        })
        .over(grid.years - before, "訂正後の実績", |(own, actual)| {
            own.cell(actual.value, actual.approx, actual.missing)
        })
        .over(2, "訂正の出典", |(_, actual)| {
            let place = actual.source.as_ref().zip(actual.round);
            place.map_or_else(Cell::empty, |(read, round)| source(request, round, read))
        });
    some(columns, &rows)
}
