//! The chart of ratings: it repeats the table above it and takes every number from the table's cells.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition,
    ChartLine, ChartSolidFill, ChartType, Color,
};

use super::style;

/// Pixels of a bar with its gap.
const BAR: u32 = 40;
/// Pixels of title, axis and legend.
const FRAME: u32 = 116;
/// Tallest chart that a printed page holds.
const TALLEST: u32 = 640;
/// Longest description that Excel keeps.
const ALT_TEXT_LETTERS: usize = 250;

/// One series of a stacked bar chart.
pub(super) struct Series {
    /// Name in the legend.
    pub(super) name: String,
    /// Column of the table that holds its numbers, counted from zero.
    pub(super) col: u16,
    /// Fill and letters.
    pub(super) colours: (u32, u32),
}

/// Where the numbers of a chart stand.
pub(super) struct Source<'a> {
    /// Sheet.
    pub(super) sheet: &'a str,
    /// First row, counted from zero.
    pub(super) first: u32,
    /// Last row.
    pub(super) last: u32,
    /// Column of the categories.
    pub(super) category_col: u16,
}

/// Horizontal bars, each stacked to 100 %, with the counts on them.
pub(super) fn stacked_bars(
    source: &Source<'_>,
    series: &[Series],
    title: &str,
    alt_text: &str,
) -> (Chart, u32) {
    let mut chart = Chart::new(ChartType::BarPercentStacked);
    let font = |size: f64| {
        let mut font = ChartFont::new();
        font.set_name(style::FONT).set_size(size).set_color(style::INK);
        font
    };
    for one in series {
        let mut number = ChartFont::new();
        number.set_name(style::FONT).set_size(9).set_bold().set_color(Color::RGB(one.colours.1));
        // Zeros are hidden: a bar without length needs no number.
        let mut label = ChartDataLabel::new();
        label.show_value().set_num_format("0;;;").set_font(&number);
        let mut format = ChartFormat::new();
        format
            .set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(one.colours.0)))
            .set_border(ChartLine::new().set_color(style::WHITE).set_width(0.75));
        chart
            .add_series()
            .set_name(one.name.as_str())
            .set_categories((
                source.sheet,
                source.first,
                source.category_col,
                source.last,
                source.category_col,
            ))
            .set_values((source.sheet, source.first, one.col, source.last, one.col))
            .set_format(&mut format)
            .set_gap(45)
            .set_overlap(100)
            .set_data_label(&label);
    }
    let mut heading = font(11.0);
    heading.set_bold();
    chart.title().set_name(title).set_font(&heading).set_overlay(false);
    // The first row of the table is the top bar; the scale of per cents then moves to the foot again.
    chart.y_axis().set_reverse().set_font(&font(9.0));
    chart
        .x_axis()
        .set_font(&font(8.0))
        .set_num_format("0%")
        .set_label_position(ChartAxisLabelPosition::High)
        .set_major_gridlines(true)
        .set_major_gridlines_line(ChartLine::new().set_color(style::PALE));
    let mut area = ChartFormat::new();
    chart.chart_area().set_format(area.set_no_border());
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0));
    let alt_text: String = alt_text.chars().take(ALT_TEXT_LETTERS).collect();
    chart.set_alt_text(alt_text);
    let height = (FRAME + BAR * (source.last - source.first + 1)).min(TALLEST);
    (chart, height)
}
