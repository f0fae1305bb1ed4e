//! The indicators on a program's page: the actuals of the years, how they stand, and what was corrected.

use rust_decimal::Decimal;

use super::super::super::tables::{
    OUTLOOK_HEAD, PACE_HEAD, RATE_HEAD, Shown, actual_cell, shown_unit,
};
use super::super::super::words;
use super::Grid;
use super::parts::{some, source, year_columns};
use crate::analysis::{Achieved, IndicatorActual, IndicatorFigure, IndicatorStatus};
use crate::facts::IndicatorFact;
use crate::form::{baseline_text, quantity_text};
use crate::notation::Missing;
use crate::report::request::ReportRequest;
use crate::schema::{Indicator, Program};
use crate::sheet::{Body, Cell, Column, Columns, Repeat, Row, Table, Tone, measure, style};
use crate::terms::FiscalYear;

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

fn own<'a>(request: &ReportRequest<'a>, program: &Program) -> impl Iterator<Item = Own<'a>> {
    let (plan, no) = (request.plan, program.no);
    let figures = request.figures.indicators.iter().filter(move |figure| figure.program_no == no);
    figures.filter_map(move |figure| {
        let indicator = plan.indicator(&figure.indicator_id)?;
        let (unit, number) = shown_unit(figure, Some(indicator));
        let name = format!("{}({unit})", figure.name);
        Some(Own { figure, indicator, name, number: Box::new(number) })
    })
}

/// Baseline, the actual of every year and the target; below them what was reported of half years, and the target of
/// each year if it was not always the same.
pub(super) fn actuals(request: &ReportRequest<'_>, grid: Grid, program: &Program) -> Option<Table> {
    let rows = own(request, program).flat_map(|own| {
        let mut cells = vec![
            Cell::text(own.name.as_str()),
            Cell::text(baseline_text(own.indicator)).tone(Tone::Right),
        ];
        cells.extend(own.figure.actuals.iter().map(|actual| {
            let source = actual.round.zip(actual.source.as_ref());
            let link = source.and_then(|(round, source)| request.source_link(round, source));
            actual_cell(actual, &own.number).link(link)
        }));
        cells.resize_with(usize::from(grid.years) + 2, Cell::empty);
        let verdict = own.figure.achieved.label();
        let target = Cell::centre(format!("{}\n{verdict}", own.figure.target_text));
        cells.push(match own.figure.achieved {
            Achieved::No => target.tone(Tone::AlertCentre),
            Achieved::Yes | Achieved::Undecided => target,
        });
        let rows = [Some(Row::new(cells)), half_years(request, grid, &own), targets(grid, &own)];
        rows.into_iter().flatten().collect::<Vec<Row>>()
    });
    let mut columns =
        vec![Column::new("指標").span(2).repeat(Repeat::Marked), Column::new("基準値")];
    columns.extend(year_columns(request, grid));
    columns.push(Column::new("目標と判定").span(2));
    some(columns, rows.collect())
}

/// What was reported at the middle of each year; `None` if nothing was.
fn half_years(request: &ReportRequest<'_>, grid: Grid, own: &Own<'_>) -> Option<Row> {
    let of_half = |year: FiscalYear| {
        let mut facts = request.facts.indicators.iter();
        facts.find(|fact| {
            fact.indicator == own.figure.indicator_id
                && (fact.fiscal_year, fact.round.year) == (year, year)
                && fact.round.half.is_some()
        })
    };
    let facts: Vec<Option<&IndicatorFact>> =
        own.figure.actuals.iter().map(|actual| of_half(actual.fiscal_year)).collect();
    facts.iter().any(Option::is_some).then(|| {
        let cell = |fact: Option<&IndicatorFact>| {
            let Some(fact) = fact else { return Cell::empty() };
            let cell = match fact.value {
                Some(value) if fact.approx => (own.number)(value).approximate(),
                Some(value) => (own.number)(value),
                None => {
                    let reason = fact.missing.map_or("unreadable", Missing::as_str);
                    Cell::text(words::missing(reason)).tone(Tone::Right)
                }
            };
            cell.link(request.source_link(fact.round, &fact.source))
        };
        let mut cells = vec![Cell::text("うち上期の報告"), Cell::empty()];
        cells.extend(facts.into_iter().map(cell));
        cells.resize_with(usize::from(grid.years) + 3, Cell::empty);
        Row::new(cells)
    })
}

/// The target that was in force in each year; `None` if it is the same in all.
fn targets(grid: Grid, own: &Own<'_>) -> Option<Row> {
    let of_year = |actual: &IndicatorActual| actual.target_text.clone();
    let mut all = own.figure.actuals.iter().filter_map(of_year);
    all.any(|target| target != own.figure.target_text).then(|| {
        let mut cells = vec![Cell::text("その年度の目標"), Cell::empty()];
        let texts = own.figure.actuals.iter().map(of_year);
        cells.extend(texts.map(|text| Cell::centre(text.as_deref().unwrap_or("-"))));
        cells.resize_with(usize::from(grid.years) + 3, Cell::empty);
        Row::new(cells)
    })
}

/// How each indicator stands: status, achievement rate, the pace that is needed, the outlook, and the value that they
/// rest on.
pub(super) fn standing(
    request: &ReportRequest<'_>,
    grid: Grid,
    program: &Program,
) -> Option<Table> {
    let rows: Vec<Own<'_>> = own(request, program).collect();
    let third = grid.third();
    let head = |head: &str| Column::new(head).span(third);
    let columns = Columns::new()
        .with(Column::new("指標").span(2).repeat(Repeat::Marked), 0, |own: &Own<'_>| {
            Cell::text(own.name.as_str())
        })
        .with(Column::new("状況").span(1 + grid.years - 3 * third), 0, |own| status(own.figure))
        .with(head(RATE_HEAD), 0, |own| {
            let rate = |rate| Cell::number(rate, 1).format(style::share_format(1));
            own.figure.achievement_rate.map_or_else(dash, rate)
        })
        .with(head(PACE_HEAD), 0, |own| own.figure.pace.map_or_else(dash, &own.number))
        .with(head(OUTLOOK_HEAD), 0, |own| match own.figure.outlook.map(&own.number) {
            Some(outlook) if own.figure.outlook_approx => outlook.approximate(),
            outlook => outlook.unwrap_or_else(dash),
        })
        .with(Column::new("もとにした\n実績の年度").span(2), 0, |own| {
            Cell::centre(own.figure.latest_year.map_or_else(|| "-".to_owned(), FiscalYear::label))
        });
    (!rows.is_empty()).then(|| columns.table(&rows, Body::Narrative))
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
pub(super) fn corrections(
    request: &ReportRequest<'_>,
    grid: Grid,
    program: &Program,
) -> Option<Table> {
    let rows = own(request, program).flat_map(|own| {
        let corrected = own.figure.actuals.iter().filter_map(|actual| {
            let before = actual.corrected.as_ref()?;
            let number = |value: Option<Decimal>, approx: bool, missing: Option<&str>| match value {
                Some(value) if approx => (own.number)(value).approximate(),
                Some(value) => (own.number)(value),
                None => Cell::text(missing.map_or("値なし", words::missing)).tone(Tone::Right),
            };
            let (read, round) = actual.source.as_ref().zip(actual.round)?;
            Some(Row::new(vec![
                Cell::text(own.name.as_str()),
                Cell::centre(actual.fiscal_year.label()),
                number(before.value, before.approx, before.missing),
                number(actual.value, actual.approx, actual.missing),
                source(request, round, read),
            ]))
        });
        corrected.collect::<Vec<Row>>()
    });
    let before = grid.years / 2;
    let columns = vec![
        Column::new("指標").span(2).repeat(Repeat::Marked),
        Column::new("年度"),
        Column::new("前に報告された実績").span(before),
        Column::new("訂正後の実績").span(grid.years - before),
        Column::new("訂正の出典").span(2),
    ];
    some(columns, rows.collect())
}
