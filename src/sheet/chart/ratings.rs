//! Ratings: horizontal bars, stacked to 100 %.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition,
    ChartLine, ChartSolidFill, ChartType, Color,
};

use super::parts::{describe, entitle, font};
use crate::sheet::style;

/// Pixels of a bar with its gap.
const BAR: u32 = 36;
/// Pixels of title, axis and legend.
const FRAME: u32 = 116;
/// Tallest chart that a printed page holds.
const TALLEST: u32 = 640;
/// One series of a stacked bar chart.
pub(crate) struct Series {
    /// What stands on the bars before their numbers: no bar is told by its colour alone.
    pub(crate) code: String,
    /// Name in the legend.
    pub(crate) name: String,
    /// Column of the table that holds its numbers, counted from zero.
    pub(crate) col: u16,
    /// Fill and letters.
    pub(crate) colours: (u32, u32),
}

/// Where the numbers of a chart stand.
pub(crate) struct Source<'a> {
    /// Sheet.
    pub(crate) sheet: &'a str,
    /// First row, counted from zero.
    pub(crate) first: u32,
    /// Last row.
    pub(crate) last: u32,
    /// Column of the categories.
    pub(crate) category_col: u16,
}

/// Horizontal bars, each stacked to 100 %, with the counts on them.
pub(crate) fn stacked_bars(
    source: &Source<'_>,
    series: &[Series],
    title: &str,
    alt_text: &str,
) -> (Chart, u32) {
    let mut chart = Chart::new(ChartType::BarPercentStacked);
    for one in series {
        let mut number = ChartFont::new();
        number.set_name(style::FONT).set_size(9).set_bold().set_color(Color::RGB(one.colours.1));
        // Zeros are hidden: a bar without length needs no number.
        let mut label = ChartDataLabel::new();
        let shown = format!("\"{} \"0;;;", one.code.replace('"', ""));
        label.show_value().set_num_format(shown).set_font(&number);
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
    entitle(&mut chart, title);
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
    describe(&mut chart, alt_text);
    let height = (FRAME + BAR * (source.last - source.first + 1)).min(TALLEST);
    (chart, height)
}
