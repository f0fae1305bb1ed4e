//! 指標の推移: actual and target of every year as a table, and a chart of each indicator that takes its numbers from it.

use rust_decimal::Decimal;
use rust_xlsxwriter::Chart;

use super::indicators::Shown;
use crate::analysis::{IndicatorActual, IndicatorFigure, TrendPoint};
use crate::form::{long_date, quantity_text};
use crate::report::request::ReportRequest;
use crate::report::words;
use crate::sheet::{
    Body, Cell, Column, Columns, Expr, Link, PRINTED_WIDTH, Page, Repeat, SheetArea, Written,
    chart::{Line, LinePoint, LineSource, described, line_with_target, word_sized},
    measure, style,
};
use crate::terms::{CellRef, FiscalYear, count};

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
/// Pixels of the word for what a row holds.
const SERIES: u32 = 78;
/// Narrowest column of the names.
const NAME: u32 = 220;
/// Widest column of a year, if its numbers need no more.
const WIDEST_YEAR: u32 = 110;
/// Indicators that a note names at most.
const MOST_NAMED: usize = 20;

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
        u16::try_from(labels(None, NAME).next_col()).ok()?.checked_add(u16::try_from(at).ok()?)
    }

    /// The lines of each indicator that is drawn, as small as a word.
    pub fn word_sized(&self, request: &ReportRequest<'_>) -> Vec<(usize, Chart)> {
        let charts = self.drawn(request).into_iter();
        charts.map(|(at, source, line)| (at, word_sized(&source, &line))).collect()
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

/// Year with which the lines begin at the earliest.
fn drawn_from(request: &ReportRequest<'_>) -> FiscalYear {
    (0..YEARS_BEFORE).fold(request.plan.first_year, |year, _| year.previous())
}

/// The years of the table and of its charts, oldest first: those of the plan, and those before it from the first of which
/// any indicator has a value.
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
    PRINTED_WIDTH.saturating_sub(labels(None, NAME).width())
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

/// Widths of the sheet's columns, in pixels.
pub fn trend_widths(request: &ReportRequest<'_>) -> Vec<u32> {
    columns(request, &years(request), None).widths()
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

/// The columns before the years; `name` are the pixels of the indicator's.
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
        .with("系列", SERIES, |row| Cell::centre(row.kind.label()))
}

/// The columns of the table, as wide as a page, or wider if the numbers need it.
fn columns<'a>(
    request: &ReportRequest<'a>,
    years: &[FiscalYear],
    origin: Option<&'a Origin<'a>>,
) -> Columns<'a, Series<'a>> {
    let (round, count) = (request.figures.round, count(years.len()).max(1));
    let width = (free_width() / count).min(WIDEST_YEAR).max(widest(request));
    let taken = labels(None, 0).width() + width * count;
    let name = PRINTED_WIDTH.saturating_sub(taken).max(NAME);
    labels(origin, name).each(years.iter().copied(), |columns, year| {
        let head = format!("{}{}", year.short(), round.half_of(year));
        let head = Column::new(head).current(year == round.year);
        columns.with(head, width, move |row| row.cell(year, origin).unwrap_or_else(Cell::empty))
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
    let columns = columns(request, &years, origin);
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
    let table = columns.table(&series, Body::Figures);
    let from = drawn_from(request);
    let valued = request.figures.indicators.iter().filter(|figure| has_value(figure, from));
    let count = valued.count().min(MOST_DRAWN);
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
    let drawn = page.table(&table)?;
    page.sheet().set_repeat_rows(drawn.head, drawn.head)?;
    for note in notes(request, &years) {
        page.note(&note)?;
    }
    let row = |figure: &IndicatorFigure, kind: Kind| {
        let is_it = |one: &Series<'_>| std::ptr::eq(one.figure, figure) && one.kind == kind;
        drawn.starts.get(series.iter().position(is_it)?).copied()
    };
    let further = figures().map(|figure| Further {
        baseline: row(figure, Kind::Baseline),
        band: row(figure, Kind::Lower),
    });
    let further = further.collect();
    let indicators = request.figures.indicators.len();
    let rows = drawn.starts.iter().copied().step_by(2).take(indicators).collect();
    let trend = Trend { sheet, years, drawn_from: from, head: drawn.head, rows, further };
    let first = trend.years.first().and_then(|year| trend.column(*year));
    if let Some(first) = first.filter(|_| origin.is_some()) {
        page.blank_gaps(&drawn, first)?;
    }
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

/// What the table leaves empty, and what it has no room for.
fn notes(request: &ReportRequest<'_>, years: &[FiscalYear]) -> Vec<String> {
    let mut notes = vec!["空欄は、実績の値または比べる目標がない年度です。「約」はおよその値です。金額の指標は千円で表しています。図の縦軸は、値が0から遠いときは0から始まりません(そのときも、最大の値の1割以上の幅を示します)。".to_owned()];
    let round = request.figures.round;
    if round.half.is_some() {
        let year = round.year.label();
        notes.push(format!("{year}の実績は、年度の途中({})までのものを含みます。", round.label()));
    }
    notes.extend(older_values(request, years));
    notes
}

/// The actuals of years before those of the table.
fn older_values(request: &ReportRequest<'_>, years: &[FiscalYear]) -> Option<String> {
    let said = request.figures.indicators.iter().filter_map(|figure| {
        let points = figure.trend.iter().filter(|point| !years.contains(&point.fiscal_year));
        let values = said_values(request, figure, points);
        let unit = Shown::of(request, figure).unit;
        let of_what = if unit.is_empty() { String::new() } else { format!("({unit})") };
        (!values.is_empty()).then(|| format!("{}{of_what} {}", called(figure), values.join("、")))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| format!("表に入らない、より前の年度の実績: {}", listed(&said, "; ")))
}

/// Year and actual of each of these points that has one: `R3 約12`.
fn said_values<'a>(
    request: &ReportRequest<'_>,
    figure: &IndicatorFigure,
    points: impl Iterator<Item = &'a TrendPoint>,
) -> Vec<String> {
    let Shown { divisor, decimals, .. } = Shown::of(request, figure);
    let said = points.filter_map(|point| {
        let about = if point.approx { "約" } else { "" };
        let value = quantity_text(point.value? / divisor, decimals);
        Some(format!("{} {about}{value}", point.fiscal_year.short()))
    });
    said.collect()
}

/// An indicator by its program and name.
fn called(figure: &IndicatorFigure) -> String {
    format!("No.{}「{}」", figure.program_no, figure.name)
}

/// The first of the texts, and how many more there are.
fn listed(texts: &[String], between: &str) -> String {
    let named = texts.len().min(MOST_NAMED);
    let rest = match texts.len() - named {
        0 => String::new(),
        rest => format!(" ほか{rest}件"),
    };
    format!("{}{rest}", texts[..named].join(between))
}

/// Which indicators are not drawn, and why; said above the charts, where nobody has to look for it.
fn not_drawn(request: &ReportRequest<'_>, from: FiscalYear) -> Vec<String> {
    let limit =
        limit_note(request, from).map(|note| format!("{note}残りの指標は、図の後の表にあります。"));
    let figures = request.figures.indicators.iter();
    let without = figures.filter(|figure| !has_value(figure, from));
    let names: Vec<String> = without.map(called).collect();
    let empty = (!names.is_empty())
        .then(|| format!("実績の値がないため図がない指標: {}", listed(&names, "、")));
    limit.into_iter().chain(empty).collect()
}

/// How many indicators are drawn and up to which, if more have a value.
fn limit_note(request: &ReportRequest<'_>, from: FiscalYear) -> Option<String> {
    let figures = request.figures.indicators.iter();
    let with: Vec<_> = figures.filter(|figure| has_value(figure, from)).collect();
    let last = with.get(MOST_DRAWN - 1).filter(|_| with.len() > MOST_DRAWN)?;
    Some(format!(
        "図は、値のある指標{}件のうち、計画の順に初めの{MOST_DRAWN}件({}まで)です。",
        with.len(),
        called(last)
    ))
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
