//! Indicators: the actuals as a solid line with marks, the target as a dashed one.
//!
//! The two stay apart without colour: by the dashes, by the marks, and by the numbers, which only actuals carry.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Chart, ChartAxisTickType, ChartDataLabel, ChartDataLabelPosition, ChartEmptyCells, ChartFormat,
    ChartLayout, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType,
    ChartSolidFill, ChartType, Color,
};

use super::parts::{describe, font};
use crate::sheet::measure;
use crate::sheet::style;

/// Colour of the dashed line: dark enough on white, lighter than ink in grey.
const TARGET: Color = Color::RGB(0xC2_57_1A);
/// Points of the letters of a title, and on how many lines it may stand: as large as it fits.
const TITLES: [(f64, usize); 3] = [(9.0, 2), (8.0, 2), (8.0, 3)];
/// Per cent of a chart's width that a line of its title may take: viewers break it before it reaches the edges.
const TITLE_WIDTH: u32 = 85;
/// Steps of the scale at most.
const MOST_STEPS: i64 = 4;

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

/// What a chart of an indicator says.
pub(crate) struct Line<'a> {
    /// Number of the program and name of the indicator.
    pub(crate) name: String,
    /// Unit of the numbers.
    pub(crate) unit: String,
    /// Target in words.
    pub(crate) target_text: &'a str,
    /// Every number of both lines.
    pub(crate) values: Vec<Decimal>,
    /// Whether any year has a target.
    pub(crate) has_target: bool,
    /// Digits after the decimal point.
    pub(crate) decimals: u32,
    /// The picture in words.
    pub(crate) alt_text: String,
}

/// Actuals with their numbers and the target, under the indicator's name; `width` pixels wide.
pub(crate) fn line_with_target(source: &LineSource<'_>, line: &Line<'_>, width: u32) -> Chart {
    let mut chart = with_gaps();
    let number = style::decimal_format(line.decimals);
    let mut label = ChartDataLabel::new();
    let mut label_font = font(8.0);
    label_font.set_bold();
    label
        .show_value()
        .set_position(ChartDataLabelPosition::Above)
        .set_num_format(number.as_str())
        .set_font(&label_font);
    actuals(&mut chart, source, 2.25, 7).set_data_label(&label);
    if line.has_target {
        targets(&mut chart, source, 1.75)
            .set_name(&format!("目標 {}", line.target_text.replace('!', "！")));
    }
    let (title, size) = fitted(&line.name, &line.unit, width);
    let mut heading = font(size);
    heading.set_bold();
    chart.title().set_name(&title).set_font(&heading).set_overlay(false);
    let scale = Scale::over(&line.values, line.decimals);
    chart.x_axis().set_font(&font(8.0)).set_major_tick_type(ChartAxisTickType::None);
    let axis = chart.y_axis();
    axis.set_font(&font(8.0))
        .set_num_format(style::decimal_format(scale.decimals))
        .set_min(scale.min.to_f64().unwrap_or_default())
        .set_max(scale.max.to_f64().unwrap_or_default())
        .set_major_unit(scale.step.to_f64().unwrap_or(1.0))
        .set_major_gridlines(true)
        .set_major_gridlines_line(ChartLine::new().set_color(style::PALE));
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(8.0));
    let mut area = ChartFormat::new();
    let frame = ChartLine::new().set_color(style::PALE).set_width(0.75).clone();
    chart.chart_area().set_format(area.set_border(&frame));
    describe(&mut chart, &line.alt_text);
    chart
}

/// The same two lines as small as a word, to lie in a cell: nothing but the lines.
pub(crate) fn word_sized(source: &LineSource<'_>, line: &Line<'_>) -> Chart {
    let mut chart = with_gaps();
    actuals(&mut chart, source, 1.25, 4);
    if line.has_target {
        targets(&mut chart, source, 0.75);
    }
    let scale = Scale::over(&line.values, line.decimals);
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

/// The scale of an axis.
#[derive(Debug, PartialEq)]
struct Scale {
    min: Decimal,
    max: Decimal,
    step: Decimal,
    /// Digits of the step after the decimal point.
    decimals: u32,
}

impl Scale {
    /// Round steps around the values, with room for the numbers above the highest. It begins at 0, unless the values lie
    /// close together far from it: a line shows change, and 960 beside 961 would be flat. No step is finer than the values.
    fn over(values: &[Decimal], decimals: u32) -> Scale {
        let low = values.iter().copied().min().unwrap_or_default();
        let high = values.iter().copied().max().unwrap_or_default();
        let far = low > Decimal::ZERO && high.saturating_sub(low) < high / Decimal::TWO;
        let low = if far { low } else { low.min(Decimal::ZERO) };
        let high = high.max(low);
        let span =
            if high == low { high.abs().max(Decimal::ONE) } else { high.saturating_sub(low) };
        let finest = Decimal::new(1, decimals.min(Decimal::MAX_SCALE));
        let step = step_for((span / Decimal::from(MOST_STEPS)).max(finest));
        // Values may be as large as the type allows: nothing here may overflow.
        let steps = |value: Decimal| value.checked_div(step).unwrap_or_default();
        let down = steps(low).floor().saturating_mul(step);
        let min = if far && low == down { down.saturating_sub(step) } else { down };
        let top = high.saturating_add(step / Decimal::TWO);
        let max = steps(top).ceil().saturating_mul(step);
        Scale { min, max, step, decimals: step.normalize().scale() }
    }
}

/// The smallest of 1, 2, 5, 10, … (and their tenths and hundredths) that is at least `least`.
fn step_for(least: Decimal) -> Decimal {
    // Far beyond any value of an indicator there is no rounder step to look for.
    const LARGEST: i64 = 1_000_000_000_000_000;
    let mut unit = Decimal::new(1, 6);
    loop {
        for factor in [1, 2, 5] {
            let step = unit * Decimal::from(factor);
            if step >= least || step >= Decimal::from(LARGEST) {
                return step.max(least).normalize();
            }
        }
        unit *= Decimal::TEN;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(values: &[&str], decimals: u32) -> (String, String, String) {
        let values: Vec<Decimal> = values.iter().map(|text| text.parse().unwrap()).collect();
        let Scale { min, max, step, .. } = Scale::over(&values, decimals);
        let text = |value: Decimal| value.normalize().to_string();
        (text(min), text(max), text(step))
    }

    fn texts(min: &str, max: &str, step: &str) -> (String, String, String) {
        (min.to_owned(), max.to_owned(), step.to_owned())
    }

    #[test]
    fn a_scale_begins_at_zero_unless_the_values_lie_close_together() {
        assert_eq!(scale(&["14.4", "20.5", "50"], 1), texts("0", "60", "20"));
        assert_eq!(scale(&["961", "962", "960"], 0), texts("959", "963", "1"));
        assert_eq!(scale(&["-3", "4"], 0), texts("-4", "6", "2"));
        assert_eq!(scale(&["7"], 0), texts("6", "8", "2"));
        assert_eq!(scale(&["0"], 0), texts("0", "1", "1"));
    }

    #[test]
    fn no_value_is_outside_its_scale() {
        proptest::proptest!(|(values in proptest::collection::vec(-1_000_000_000i64..1_000_000_000, 1..8))| {
            let values: Vec<Decimal> = values.into_iter().map(|value| Decimal::new(value, 2)).collect();
            let scale = Scale::over(&values, 2);
            proptest::prop_assert!(values.iter().all(|value| (scale.min..=scale.max).contains(value)));
            let steps = (scale.max - scale.min) / scale.step;
            proptest::prop_assert!(steps <= Decimal::from(MOST_STEPS + 3), "{:?}", scale);
        });
    }

    #[test]
    fn the_largest_values_have_a_scale() {
        for values in [vec![Decimal::MAX], vec![Decimal::MIN, Decimal::MAX], vec![Decimal::MIN]] {
            assert!(Scale::over(&values, 0).step > Decimal::ZERO);
        }
    }

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
