//! 指標の推移: actual and target of every year as a table, and a chart of each indicator that takes its numbers from it.

mod said;

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use rust_xlsxwriter::Chart;

use super::indicators::Shown;
use crate::analysis::{IndicatorActual, IndicatorFigure, TrendPoint};
use crate::form::{long_date, quantity_text};
use crate::report::request::ReportRequest;
use crate::report::words;
use crate::sheet::{
    Body, Cell, Column, Columns, Drawn, Expr, Link, PRINTED_WIDTH, Page, Repeat, SheetArea,
    Written,
    chart::{Line, LinePoint, LineSource, described, line_with_target, word_sized},
    measure, style,
};
use crate::terms::{CellRef, FiscalYear, column, count};
use said::{limit_note, not_drawn, notes, said_values};

/// Years before the plan that lines and table begin with at most: enough to see where the plan set out from, and few enough
/// that the numbers on a line do not touch. A note has those before them.
const YEARS_BEFORE: usize = 3;
/// Indicators that are drawn at most. Each is a part of the file that a viewer draws anew on opening: beyond a few dozen,
/// opening takes longer than anybody looks at the pictures.
const MOST_DRAWN: usize = 60;
/// Charts side by side.
const IN_ROW: u32 = 3;
/// Pixels of a chart's height: two rows on a printed page, under its title as well.
const CHART_HEIGHT: u32 = 220;
/// Narrowest column of the names.
const NAME: u32 = 220;
/// Widest column of a year, if its numbers need no more.
const WIDEST_YEAR: u32 = 110;
/// Column of what is to be reached.
const TARGET: u32 = 108;

/// The sheet that holds the table, as formulas, links and charts see it.
pub struct Trend {
    sheet: &'static str,
    years: Vec<FiscalYear>,
    /// Year with which the lines begin at the earliest.
    drawn_from: FiscalYear,
    head: u32,
    /// Row of the actuals of each indicator; the targets stand below it.
    rows: Vec<u32>,
    /// Rows of the baseline and of the band of each indicator, where it has them.
    further: Vec<Further>,
}

/// Rows of what is drawn beside actual and target.
#[derive(Debug, Clone, Copy, Default)]
struct Further {
    baseline: Option<u32>,
    /// That of the lower bound; the width stands below.
    band: Option<u32>,
}

impl Trend {
    /// The cell with the actual of a year, as formulas of other sheets see it.
    pub fn actual(&self, indicator: usize, year: FiscalYear) -> Option<Expr> {
        let cell = CellRef::new(*self.rows.get(indicator)?, self.column(year)?.into());
        Some(SheetArea::cell(self.sheet, cell).cells().into())
    }

    fn column(&self, year: FiscalYear) -> Option<u16> {
        let at = self.years.iter().position(|shown| *shown == year)?;
        first_year().checked_add(u16::try_from(at).ok()?)
    }

    /// The lines of each indicator that is drawn, as small as a word.
    pub fn word_sized(&self, request: &ReportRequest<'_>) -> Vec<(usize, Chart)> {
        let charts = self.drawn(request).into_iter();
        charts.map(|(at, source, line)| (at, word_sized(&source, &line))).collect()
    }

    /// The lines of an indicator, for a place of so many pixels.
    pub fn chart(
        &self,
        request: &ReportRequest<'_>,
        indicator: usize,
        size: (u32, u32),
    ) -> Option<Chart> {
        let figure = request.figures.indicators.get(indicator)?;
        let source = self.source(indicator)?;
        Some(line_with_target(&source, &line(request, figure, &self.years), size))
    }

    /// That only the first of the indicators are drawn, where it is so.
    pub fn limit_note(&self, request: &ReportRequest<'_>) -> Option<String> {
        limit_note(request, self.drawn_from)
    }

    /// The indicators that are drawn, each with its place in the figures.
    fn drawn<'a>(&'a self, request: &ReportRequest<'a>) -> Vec<(usize, LineSource<'a>, Line<'a>)> {
        let figures = request.figures.indicators.iter().enumerate();
        let with_value = figures.filter(|(_, figure)| has_value(figure, self.drawn_from));
        let drawn = with_value.take(MOST_DRAWN).filter_map(|(at, figure)| {
            Some((at, self.source(at)?, line(request, figure, &self.years)))
        });
        drawn.collect()
    }

    /// The years of the table.
    fn source(&self, indicator: usize) -> Option<LineSource<'_>> {
        let actual = *self.rows.get(indicator)?;
        let Further { baseline, band } = self.further.get(indicator).copied().unwrap_or_default();
        Some(LineSource {
            sheet: self.sheet,
            head: self.head,
            actual,
            target: actual + 1,
            baseline,
            band,
            first: self.column(*self.years.first()?)?,
            last: self.column(*self.years.last()?)?,
        })
    }
}

/// The indicators that are drawn, by their places in the figures.
pub fn drawn_indicators(request: &ReportRequest<'_>) -> Vec<usize> {
    let from = drawn_from(request);
    let figures = request.figures.indicators.iter().enumerate();
    let with_value = figures.filter(|(_, figure)| has_value(figure, from));
    with_value.take(MOST_DRAWN).map(|(at, _)| at).collect()
}

/// Year with which the lines begin at the earliest.
fn drawn_from(request: &ReportRequest<'_>) -> FiscalYear {
    (0..YEARS_BEFORE).fold(request.plan.first_year, |year, _| year.previous())
}

/// The years that the charts draw evenly apart, oldest first: those of the plan, and those before it from the first of which
/// any indicator has a value. The table has those of them that have one.
fn years(request: &ReportRequest<'_>) -> Vec<FiscalYear> {
    let first = request.plan.first_year;
    let points = request.figures.indicators.iter().flat_map(|figure| &figure.trend);
    let drawn = points.filter(|point| point.value.is_some() && point.fiscal_year < first);
    let drawn = drawn.map(|point| point.fiscal_year).filter(|year| *year >= drawn_from(request));
    let start = drawn.min().unwrap_or(first);
    let successors = std::iter::successors(Some(start), |year| Some(year.next()));
    successors.take_while(|year| *year < first).chain(request.plan.years()).collect()
}

fn drawn_points(figure: &IndicatorFigure, from: FiscalYear) -> impl Iterator<Item = &TrendPoint> {
    figure.trend.iter().filter(move |point| point.fiscal_year >= from)
}

fn has_value(figure: &IndicatorFigure, from: FiscalYear) -> bool {
    drawn_points(figure, from).any(|point| point.value.is_some())
}

/// Pixels that the years share at least.
fn free_width() -> u32 {
    PRINTED_WIDTH.saturating_sub(labels(None, NAME).width() + TARGET)
}

/// Pixels that the widest number needs.
fn widest(request: &ReportRequest<'_>) -> u32 {
    let texts = request.figures.indicators.iter().flat_map(|figure| {
        let Shown { divisor, decimals, .. } = Shown::of(request, figure);
        let values = figure.trend.iter().flat_map(|point| [point.value, point.target]);
        values.flatten().map(move |value| format!("約{}", quantity_text(value / divisor, decimals)))
    });
    texts.map(|text| measure::text_width(&text, style::TEXT_SIZE)).fold(64, u32::max)
}

/// Those of them of which any indicator has a value: a column without one would be empty.
fn valued(request: &ReportRequest<'_>, years: &[FiscalYear]) -> Vec<FiscalYear> {
    let points = request.figures.indicators.iter().flat_map(|figure| &figure.trend);
    let valued: BTreeSet<FiscalYear> =
        points.filter(|point| point.value.is_some()).map(|point| point.fiscal_year).collect();
    years.iter().copied().filter(|year| valued.contains(year)).collect()
}

/// Widths of the sheet's columns, in pixels.
pub fn trend_widths(request: &ReportRequest<'_>) -> Vec<u32> {
    columns(request, &valued(request, &years(request)), None).widths()
}

/// What a row of the table holds of each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Actual,
    Target,
    Baseline,
    Lower,
    Width,
}

impl Kind {
    fn label(self) -> &'static str {
        match self {
            Kind::Actual => "実績",
            Kind::Target => "目標",
            Kind::Baseline => "基準値",
            Kind::Lower => "目標の下限",
            Kind::Width => "目標の幅",
        }
    }
}

/// A row of the table: what an indicator reached in each year, or what it was to reach.
struct Series<'a> {
    figure: &'a IndicatorFigure,
    shown: Shown,
    kind: Kind,
    /// First year of the plan.
    begins: FiscalYear,
}

impl Series<'_> {
    /// What stands under a year; nothing where there is no value, which a chart leaves out.
    fn cell(&self, year: FiscalYear, origin: Option<&Origin<'_>>) -> Option<Cell> {
        let point = self.figure.trend.iter().find(|point| point.fiscal_year == year)?;
        let number = |value: Decimal| Cell::number(value / self.shown.divisor, self.shown.decimals);
        let [lower, width] = band_of(point).map_or([None; 2], |band| band.map(Some));
        match self.kind {
            Kind::Actual => {}
            Kind::Target => return point.target.map(number),
            Kind::Baseline => {
                return self.figure.baseline.filter(|_| year >= self.begins).map(number);
            }
            Kind::Lower => return lower.map(number),
            Kind::Width => return width.map(number),
        }
        let cell = number(point.value?);
        let cell = if point.approx { cell.approximate() } else { cell };
        let mut actuals = self.figure.actuals.iter().filter(|actual| actual.value.is_some());
        let own = actuals.find(|actual| actual.fiscal_year == year).zip(origin);
        let proven = own.and_then(|(actual, origin)| {
            let formula = (origin.formula)(self.figure, actual)?;
            Some(cell.clone().by(formula).link((origin.record)(self.figure, actual)))
        });
        Some(proven.unwrap_or(cell))
    }
}

/// The columns that name an indicator; `name` are the pixels of its own name.
fn labels<'a>(origin: Option<&'a Origin<'a>>, name: u32) -> Columns<'a, Series<'a>> {
    Columns::new()
        .with(Column::new("No.").repeat(Repeat::Value), 38, move |row: &Series<'a>| {
            let page = origin.and_then(|origin| (origin.program)(row.figure));
            words::number(row.figure.program_no).link(page)
        })
        .with(Column::new("指標").repeat(Repeat::Marked), name, |row| {
            Cell::text(row.figure.name.as_str())
        })
        .with("単位", 58, |row| Cell::centre(row.shown.unit.as_str()))
}

/// The column of the first year, in both tables: behind the names, and what is to be reached or which line it is.
fn first_year() -> u16 {
    column(labels(None, NAME).widths().len() + 1)
}

/// What stands over a year.
fn year_head(request: &ReportRequest<'_>, year: FiscalYear) -> Column {
    let round = request.figures.round;
    let head = format!("{}{}", year.short(), round.half_of(year));
    Column::new(head).current(year == round.year)
}

/// The columns of the table, one row an indicator: as wide as a page, or wider if the numbers need it.
fn columns<'a>(
    request: &ReportRequest<'a>,
    years: &[FiscalYear],
    origin: Option<&'a Origin<'a>>,
) -> Columns<'a, Series<'a>> {
    let count = count(years.len()).max(1);
    let width = (free_width() / count).min(WIDEST_YEAR).max(widest(request));
    let taken = labels(None, 0).width() + TARGET + width * count;
    let name = PRINTED_WIDTH.saturating_sub(taken).max(NAME);
    let columns = labels(origin, name)
        .with("目標", TARGET, |row| Cell::centre(row.figure.target_text.as_str()));
    columns.each(years.iter().copied(), |columns, year| {
        columns.with(year_head(request, year), width, move |row| {
            row.cell(year, origin).unwrap_or_else(Cell::empty)
        })
    })
}

/// Where the numbers of the table come from, in a workbook that has the records.
pub struct Origin<'a> {
    /// An actual as a formula over its record.
    pub formula: &'a dyn Fn(&IndicatorFigure, &IndicatorActual) -> Option<Expr>,
    /// Leads to the record.
    pub record: &'a dyn Fn(&IndicatorFigure, &IndicatorActual) -> Option<Link>,
    /// Leads to the page of the indicator's program.
    pub program: &'a dyn Fn(&IndicatorFigure) -> Option<Link>,
}

/// Draws the charts, and on a page of its own the table that they take their numbers from.
pub fn draw_trend(
    page: &mut Page,
    request: &ReportRequest<'_>,
    sheet: &'static str,
    origin: Option<&Origin<'_>>,
) -> Written<Trend> {
    let years = years(request);
    let columns = columns(request, &valued(request, &years), origin);
    let figures = || request.figures.indicators.iter();
    // Two rows for each indicator; then what else the charts draw.
    let main = figures().flat_map(|figure| [Kind::Actual, Kind::Target].map(|kind| (figure, kind)));
    let others = figures().flat_map(|figure| further(figure).map(move |kind| (figure, kind)));
    let series: Vec<Series<'_>> = main
        .chain(others)
        .map(|(figure, kind)| {
            let shown = Shown::of(request, figure);
            Series { figure, shown, kind, begins: request.plan.first_year }
        })
        .collect();
    let actuals = series.iter().filter(|row| row.kind == Kind::Actual);
    let table = columns.table(actuals, Body::Figures);
    let from = drawn_from(request);
    let with_value = request.figures.indicators.iter().filter(|figure| has_value(figure, from));
    let count = with_value.count().min(MOST_DRAWN);
    let mut places = Vec::new();
    for note in not_drawn(request, from) {
        page.note(&note)?;
    }
    if count > 0 {
        let as_of = long_date(request.figures.round.as_of());
        let heading = format!(
            "指標ごとの推移(基準日 {as_of}。実線と●は実績、破線は目標、淡い帯は目標の範囲、点線は基準値)"
        );
        places = page.room_for_charts(&heading, count, IN_ROW, CHART_HEIGHT)?;
    }
    // The headings of the table are repeated from here on: not above the charts.
    page.begin_page();
    page.heading("年度ごとの実績と目標")?;
    let printed = page.repeated_table(&table, &notes(request, &years))?;
    let first = first_year();
    if origin.is_some() {
        page.blank_gaps(&printed, first, columns.widths().len())?;
    }
    // Without a chart there is nothing that would be drawn from them.
    let (mut head, mut starts) = (0, Vec::new());
    if count > 0 {
        let drawn = draw_sources(page, request, &series, &years, origin)?;
        if origin.is_some() {
            page.blank_gaps(&drawn, first, usize::from(first) + years.len())?;
        }
        (head, starts) = (drawn.head, drawn.starts);
    }
    let row = |figure: &IndicatorFigure, kind: Kind| {
        let is_it = |one: &Series<'_>| std::ptr::eq(one.figure, figure) && one.kind == kind;
        starts.get(series.iter().position(is_it)?).copied()
    };
    let further = figures().map(|figure| Further {
        baseline: row(figure, Kind::Baseline),
        band: row(figure, Kind::Lower),
    });
    let further = further.collect();
    let indicators = request.figures.indicators.len();
    let rows = starts.iter().copied().step_by(2).take(indicators).collect();
    let trend = Trend { sheet, years, drawn_from: from, head, rows, further };
    let width = columns.width() / IN_ROW;
    let size = (width.saturating_sub(24), CHART_HEIGHT);
    for (place, (_, source, line)) in places.iter().zip(trend.drawn(request)) {
        page.place_chart(place, line_with_target(&source, &line, size))?;
    }
    Ok(trend)
}

/// What else the charts draw of an indicator: a baseline, and the band of a target.
fn further(figure: &IndicatorFigure) -> impl Iterator<Item = Kind> {
    let baseline = figure.baseline.map(|_| Kind::Baseline);
    let has_band = figure.trend.iter().any(|point| point.band.is_some());
    let band = [Kind::Lower, Kind::Width].into_iter().filter(move |_| has_band);
    baseline.into_iter().chain(band)
}

/// Lower bound and width of a target that is a band.
fn band_of(point: &TrendPoint) -> Option<[Decimal; 2]> {
    let [lower, upper] = point.band?;
    Some([lower, upper.checked_sub(lower)?])
}

/// Whether it is a year of the plan: only these have a target, and a baseline to compare with.
fn is_of_plan(request: &ReportRequest<'_>, point: &TrendPoint) -> bool {
    point.fiscal_year >= request.plan.first_year
}

/// Draws, below what is printed, what the charts are drawn from: two rows for each indicator, and every year of the charts,
/// those without a value of any indicator as well.
fn draw_sources(
    page: &mut Page,
    request: &ReportRequest<'_>,
    series: &[Series<'_>],
    years: &[FiscalYear],
    origin: Option<&Origin<'_>>,
) -> Written<Drawn> {
    let columns = labels(origin, 0).with("系列", 0, |row| Cell::centre(row.kind.label())).each(
        years.iter().copied(),
        |columns, year| {
            columns.with(year_head(request, year), 0, move |row| {
                row.cell(year, origin).unwrap_or_else(Cell::empty)
            })
        },
    );
    page.leave_paper(columns.widths().len(), widest(request))?;
    page.note("図のもとの値です。ここから下は印刷されません。")?;
    page.table(&columns.table(series, Body::Figures))
}

/// What the chart of an indicator says.
fn line<'a>(
    request: &ReportRequest<'_>,
    figure: &'a IndicatorFigure,
    years: &[FiscalYear],
) -> Line<'a> {
    let Shown { unit, divisor, decimals } = Shown::of(request, figure);
    let shown = |value: Decimal| (value / divisor).normalize();
    let known: Vec<&TrendPoint> =
        figure.trend.iter().filter(|point| years.contains(&point.fiscal_year)).collect();
    let actuals = known.iter().filter_map(|point| point.value);
    let digits = actuals.map(|value| shown(value).scale()).fold(decimals, u32::max);
    let said = said_values(request, figure, known.iter().copied());
    let points = years.iter().map(|year| {
        let Some(point) = known.iter().find(|point| point.fiscal_year == *year) else {
            return LinePoint::default();
        };
        let about = if point.approx { "約" } else { "" };
        let text = |value| format!("{about}{}", quantity_text(shown(value), digits));
        LinePoint {
            actual: point.value.map(shown),
            text: point.value.map(text).unwrap_or_default(),
            approx: point.approx,
            target: point.target.map(shown),
            baseline: figure.baseline.filter(|_| is_of_plan(request, point)).map(shown),
            band: point.band.map(|band| band.map(shown)),
        }
    });
    let points = points.collect();
    let of_what = if unit.is_empty() { String::new() } else { format!("({unit})") };
    let name = format!("No.{} {}", figure.program_no, figure.name);
    let as_of = long_date(request.figures.round.as_of());
    let start = format!("{name}{of_what}の折れ線、基準日 {as_of}。");
    let alt_text = in_words(&start, &figure.target_text, &said);
    Line { name, unit, target_text: &figure.target_text, points, decimals: digits, alt_text }
}

/// The target, and the actuals of as many years as a description holds: the newest before the older ones.
fn in_words(start: &str, target: &str, actuals: &[String]) -> String {
    described(actuals.len(), |kept| {
        let newest = actuals[actuals.len() - kept..].join("、");
        match kept {
            0 => format!("{start}目標は{target}。"),
            _ if kept < actuals.len() => format!("{start}目標は{target}。近年の実績は{newest}。"),
            _ => format!("{start}目標は{target}。実績は{newest}。"),
        }
    })
}

#[cfg(test)]
mod tests;
