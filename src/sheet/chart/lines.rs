//! Indicators: the actuals as a solid line with marks, the target as a dashed one or a band, the baseline as a dotted one.
//!
//! They stay apart without colour: by the dashes, by the marks, and by the numbers, which only actuals carry.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Chart, ChartAxisTickType, ChartDataLabel, ChartDataLabelPosition, ChartEmptyCells, ChartFormat,
    ChartLayout, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType,
    ChartSolidFill, ChartType, Color,
};

use super::parts::{describe, font};
use super::places::{Plot, Polyline, Side};
use super::scale::Scale;
use crate::sheet::measure;
use crate::sheet::style;

/// Colour of the dashed line: dark enough on white, lighter than ink in grey.
const TARGET: Color = Color::RGB(0xC2_57_1A);
/// Points of the letters of a title, and on how many lines it may stand: as large as it fits.
const TITLES: [(f64, usize); 3] = [(9.0, 2), (8.0, 2), (8.0, 3)];
/// Per cent of a chart's width that a line of its title may take: viewers break it before it reaches the edges.
const TITLE_WIDTH: u32 = 85;
/// Colour of the band that a value is to stay in: light, and no darker in grey than the lines on it.
const BAND: Color = Color::RGB(0xF6_DD_C8);
/// Colour of the dotted line from where the plan set out.
const BASELINE: Color = Color::RGB(0x6B_72_80);
/// Points of the numbers.
const NUMBER_SIZE: f64 = 8.0;

/// Where the numbers of the two lines stand, in one range of columns; all counted from zero.
#[derive(Debug, Clone)]
pub(crate) struct LineSource<'a> {
    /// Sheet.
    pub(crate) sheet: &'a str,
    /// Row of the years.
    pub(crate) head: u32,
    /// Row of the actuals.
    pub(crate) actual: u32,
    /// Row of the targets.
    pub(crate) target: u32,
    /// Row of the baseline, if it is drawn.
    pub(crate) baseline: Option<u32>,
    /// Row of the lower bound of a target that is a band; that of the band's width stands below.
    pub(crate) band: Option<u32>,
    /// First column.
    pub(crate) first: u16,
    /// Last column.
    pub(crate) last: u16,
}

impl LineSource<'_> {
    fn row(&self, row: u32) -> (&str, u32, u16, u32, u16) {
        (self.sheet, row, self.first, row, self.last)
    }
}

/// What is drawn of a year.
#[derive(Debug, Clone, Default)]
pub(crate) struct LinePoint {
    /// The actual.
    pub(crate) actual: Option<Decimal>,
    /// The same as it is written beside its mark.
    pub(crate) text: String,
    /// Whether it was written as 約.
    pub(crate) approx: bool,
    /// The target.
    pub(crate) target: Option<Decimal>,
    /// The baseline.
    pub(crate) baseline: Option<Decimal>,
    /// Lower and upper bound of a target that is a band.
    pub(crate) band: Option<[Decimal; 2]>,
}

/// What a chart of an indicator says.
pub(crate) struct Line<'a> {
    /// Number of the program and name of the indicator.
    pub(crate) name: String,
    /// Unit of the numbers.
    pub(crate) unit: String,
    /// Target in words.
    pub(crate) target_text: &'a str,
    /// What is drawn of each year.
    pub(crate) points: Vec<LinePoint>,
    /// Digits after the decimal point.
    pub(crate) decimals: u32,
    /// The picture in words.
    pub(crate) alt_text: String,
}

impl Line<'_> {
    /// One of the lines over the years.
    fn of(&self, value: impl Fn(&LinePoint) -> Option<Decimal>) -> Polyline {
        self.points.iter().map(value).collect()
    }

    /// Actuals, targets, baseline, and the bounds of a band.
    fn all(&self) -> [Polyline; 5] {
        [
            self.of(|point| point.actual),
            self.of(|point| point.target),
            self.of(|point| point.baseline),
            self.of(|point| point.band.map(|[lower, _]| lower)),
            self.of(|point| point.band.map(|[_, upper]| upper)),
        ]
    }

    fn has_target(&self) -> bool {
        self.points.iter().any(|point| point.target.is_some())
    }

    fn scale(&self) -> Scale {
        let values: Vec<Decimal> = self.all().into_iter().flatten().flatten().collect();
        Scale::over(&values, self.decimals)
    }

    /// The number of each actual: with 約 where it was written so, and where no line goes, or on white.
    fn labels(&self, plot: &Plot<'_>) -> Vec<ChartDataLabel> {
        let number = style::decimal_format(self.decimals);
        let texts = self.points.iter().map(|point| point.text.as_str());
        let widths: Vec<u32> = texts.map(|text| measure::text_width(text, NUMBER_SIZE)).collect();
        let places = plot.places(&self.of(|point| point.actual), &widths);
        let label = |(point, (side, is_crossed)): (&LinePoint, (Side, bool))| {
            let format = if point.approx { style::approximate(&number) } else { number.clone() };
            let mut letters = font(NUMBER_SIZE);
            letters.set_bold();
            let mut label = ChartDataLabel::new();
            label.show_value().set_position(side.into()).set_num_format(format).set_font(&letters);
            if is_crossed {
                let mut white = ChartFormat::new();
                white.set_solid_fill(ChartSolidFill::new().set_color(style::WHITE));
                label.set_format(&mut white);
            }
            label
        };
        self.points.iter().zip(places).map(label).collect()
    }
}

/// Actuals with their numbers, the target and the baseline, under the indicator's name; `size` in pixels.
pub(crate) fn line_with_target(
    source: &LineSource<'_>,
    line: &Line<'_>,
    size: (u32, u32),
) -> Chart {
    let scale = line.scale();
    let (title, letters) = fitted(&line.name, &line.unit, size.0);
    let all = line.all();
    let plot = Plot { size, title: title.lines().count(), scale: &scale, lines: &all };
    let mut lines = with_gaps();
    let mut usual = ChartDataLabel::new();
    usual
        .show_value()
        .set_position(ChartDataLabelPosition::Above)
        .set_num_format(style::decimal_format(line.decimals))
        .set_font(&font(NUMBER_SIZE));
    actuals(&mut lines, source, 2.25, 7)
        .set_data_label(&usual)
        .set_custom_data_labels(&line.labels(&plot));
    if line.has_target() {
        targets(&mut lines, source, 1.75)
            .set_name(&format!("目標 {}", line.target_text.replace('!', "！")));
    }
    if let Some(row) = source.baseline {
        baseline(&mut lines, source, row);
    }
    let mut chart = match source.band {
        Some(lower) => {
            let mut chart = band(source, lower);
            chart.combine(&lines);
            chart
        }
        None => lines,
    };
    let mut heading = font(letters);
    heading.set_bold();
    chart.title().set_name(&title).set_font(&heading).set_overlay(false);
    chart
        .x_axis()
        .set_font(&font(8.0))
        .set_major_tick_type(ChartAxisTickType::None)
        .set_position_between_ticks(true);
    let axis = chart.y_axis();
    axis.set_font(&font(8.0))
        .set_num_format(style::decimal_format(scale.decimals))
        .set_min(scale.min.to_f64().unwrap_or_default())
        .set_max(scale.max.to_f64().unwrap_or_default())
        .set_major_unit(scale.step.to_f64().unwrap_or(1.0))
        .set_major_gridlines(true)
        .set_major_gridlines_line(ChartLine::new().set_color(style::PALE));
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(8.0));
    if line.has_target() {
        // What the looks mean stands once over all charts; only the target's words are a chart's own.
        let first = if source.band.is_some() { 2 } else { 0 };
        let all = first + 2 + usize::from(source.baseline.is_some());
        let others: Vec<usize> = (0..all).filter(|entry| *entry != first + 1).collect();
        chart.legend().delete_entries(&others);
    }
    let mut area = ChartFormat::new();
    let frame = ChartLine::new().set_color(style::PALE).set_width(0.75).clone();
    chart.chart_area().set_format(area.set_border(&frame));
    describe(&mut chart, &line.alt_text);
    chart
}

/// A band from its lower bound, in row `lower`, as high as its width, in the row below.
fn band(source: &LineSource<'_>, lower: u32) -> Chart {
    let mut chart = Chart::new(ChartType::AreaStacked);
    chart.show_empty_cells_as(ChartEmptyCells::Gaps).show_na_as_empty_cell();
    let mut nothing = ChartFormat::new();
    chart
        .add_series()
        .set_name("目標の下限")
        .set_categories(source.row(source.head))
        .set_values(source.row(lower))
        .set_format(nothing.set_no_fill().set_no_border());
    let mut light = ChartFormat::new();
    light.set_solid_fill(ChartSolidFill::new().set_color(BAND)).set_no_border();
    chart
        .add_series()
        .set_name("目標の範囲")
        .set_categories(source.row(source.head))
        .set_values(source.row(lower + 1))
        .set_format(&mut light);
    chart
}

/// The level from which the plan set out, as a dotted line.
fn baseline(chart: &mut Chart, source: &LineSource<'_>, row: u32) {
    let mut dotted = ChartLine::new();
    dotted.set_color(BASELINE).set_width(1.25).set_dash_type(ChartLineDashType::RoundDot);
    let mut look = ChartFormat::new();
    chart
        .add_series()
        .set_name("基準値")
        .set_categories(source.row(source.head))
        .set_values(source.row(row))
        .set_format(look.set_line(&dotted))
        .set_marker(ChartMarker::new().set_none());
}

/// The same two lines as small as a word, to lie in a cell: nothing but the lines.
pub(crate) fn word_sized(source: &LineSource<'_>, line: &Line<'_>) -> Chart {
    let mut chart = with_gaps();
    actuals(&mut chart, source, 1.25, 4);
    if line.has_target() {
        targets(&mut chart, source, 0.75);
    }
    let scale = line.scale();
    chart.title().set_hidden();
    chart.legend().set_hidden();
    chart.x_axis().set_hidden(true).set_position_between_ticks(false);
    chart
        .y_axis()
        .set_hidden(true)
        .set_major_gridlines(false)
        .set_min(scale.min.to_f64().unwrap_or_default())
        .set_max(scale.max.to_f64().unwrap_or_default());
    let layout = ChartLayout::new().set_offset(0.06, 0.1).set_dimensions(0.88, 0.8);
    let mut plot = ChartFormat::new();
    chart.plot_area().set_layout(&layout).set_format(plot.set_no_fill());
    let mut area = ChartFormat::new();
    chart.chart_area().set_format(area.set_no_border().set_no_fill());
    describe(&mut chart, &line.alt_text);
    chart
}

/// A line chart that draws nothing where there is no value, be the cell empty or `#N/A`.
fn with_gaps() -> Chart {
    let mut chart = Chart::new(ChartType::Line);
    chart.show_empty_cells_as(ChartEmptyCells::Gaps).show_na_as_empty_cell();
    chart
}

fn actuals<'a>(
    chart: &'a mut Chart,
    source: &LineSource<'_>,
    width: f64,
    mark: u8,
) -> &'a mut rust_xlsxwriter::ChartSeries {
    let mut solid = ChartLine::new();
    solid.set_color(style::NAVY).set_width(width);
    let mut marker_look = ChartFormat::new();
    marker_look
        .set_solid_fill(ChartSolidFill::new().set_color(style::NAVY))
        .set_border(ChartLine::new().set_color(style::NAVY));
    let mut marker = ChartMarker::new();
    marker.set_type(ChartMarkerType::Circle).set_size(mark).set_format(&mut marker_look);
    let mut look = ChartFormat::new();
    chart
        .add_series()
        .set_name("実績")
        .set_categories(source.row(source.head))
        .set_values(source.row(source.actual))
        .set_format(look.set_line(&solid))
        .set_marker(&marker)
}

fn targets<'a>(
    chart: &'a mut Chart,
    source: &LineSource<'_>,
    width: f64,
) -> &'a mut rust_xlsxwriter::ChartSeries {
    let mut dashed = ChartLine::new();
    dashed.set_color(TARGET).set_width(width).set_dash_type(ChartLineDashType::Dash);
    let mut look = ChartFormat::new();
    chart
        .add_series()
        .set_name("目標")
        .set_categories(source.row(source.head))
        .set_values(source.row(source.target))
        .set_format(look.set_line(&dashed))
        .set_marker(ChartMarker::new().set_none())
}

/// The name with its unit, broken into lines for a chart of `width` pixels, and the points of its letters. What does not
/// even fit in the smallest ones gives way to 「…」.
fn fitted(name: &str, unit: &str, width: u32) -> (String, f64) {
    let width = width * TITLE_WIDTH / 100;
    let unit = if unit.is_empty() { String::new() } else { format!("({unit})") };
    let title = |name: &str, end: &str| format!("{name}{end}{unit}");
    // The writer takes `=…` and `sheet!A1` for references to cells.
    let name = name.replace('\n', " ").replace('=', "＝").replace('!', "！");
    let broken = |text: &str, (size, most): (f64, usize)| {
        let split = |text: &str| -> Vec<String> {
            let lines = measure::lines(text, width, size).into_iter();
            lines.map(|line| text[line].trim().to_owned()).collect()
        };
        let mut lines = split(text);
        if lines.last().is_some_and(|last| !last.ends_with(&unit)) {
            // The unit is read as one word.
            lines = split(text.strip_suffix(&unit).unwrap_or(text));
            lines.push(unit.clone());
        }
        (lines.len() <= most).then(|| (lines.join("\n"), size))
    };
    let whole = title(&name, "");
    if let Some(fits) = TITLES.into_iter().find_map(|look| broken(&whole, look)) {
        return fits;
    }
    let smallest = TITLES[TITLES.len() - 1];
    let letters: Vec<char> = name.chars().collect();
    let cut = (1..letters.len()).rev().find_map(|count| {
        broken(&title(&letters[..count].iter().collect::<String>(), "…"), smallest)
    });
    cut.unwrap_or_else(|| (title("", "…"), smallest.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_thirty_letters_is_whole_and_a_longer_one_gets_smaller() {
        assert_eq!(fitted("No.1 件数", "件", 340), ("No.1 件数(件)".to_owned(), 9.0));
        let name = |letters: usize| -> String {
            let letters: String = "見本の指標の名称".chars().cycle().take(letters).collect();
            format!("No.123 {letters}")
        };
        for (letters, size) in [(30, 9.0), (40, 8.0), (60, 8.0)] {
            let (title, points) = fitted(&name(letters), "千円", 340);
            assert_eq!(title.replace('\n', ""), format!("{}(千円)", name(letters)));
            assert_eq!(points, size, "{title}");
            assert!(title.lines().all(|line| measure::text_width(line, size) <= 289), "{title}");
        }
        let (title, _) = fitted("No.19 時間外勤務の年間平均実施時間", "時間", 340);
        assert!(title.ends_with("(時間)"), "{title}");
        let (cut, points) = fitted(&name(200), "%", 340);
        assert!(cut.ends_with("…(%)") && cut.lines().count() == 3, "{cut}");
        assert!(cut.lines().all(|line| measure::text_width(line, points) <= 289), "{cut}");
    }
}
