//! Amounts: upright bars, a planned and an actual one for each year, stacked by kind.

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat,
    ChartLegendPosition, ChartLine, ChartPoint, ChartRange, ChartSolidFill, ChartType, Color,
};

use super::parts::{describe, entitle, font};
use crate::sheet::measure;
use crate::sheet::style;
use crate::terms::{Area, column, count};

/// Pixels of the whole chart: low enough for a page that also holds a table of a dozen rows.
pub(crate) const COLUMNS_HEIGHT: u32 = 256;
/// Pixels of axis, legend and margins beside the bars.
const BESIDE: u32 = 190;
/// A part of a bar that is lower than this share of the tallest bar has no room for its number.
const LOWEST_LABELLED: Decimal = Decimal::from_parts(8, 0, 0, false, 2);
/// Points of the numbers on the bars.
const LABEL_SIZE: f64 = 8.0;

/// Fill and letters of a kind: actual, then planned. In grey the kinds run dark and middle, and planned ones are light.
const COLOURS: [[(u32, u32); 2]; 4] = [
    [(0x1F_4E_79, 0xFF_FF_FF), (0xC3_D6_E6, 0x1F_29_37)],
    [(0xD9_8E_2B, 0x1F_29_37), (0xFB_EB_CF, 0x1F_29_37)],
    [(0x2F_6B_5E, 0xFF_FF_FF), (0xCD_E3_DC, 0x1F_29_37)],
    [(0x6B_4A_86, 0xFF_FF_FF), (0xE2_D8_EA, 0x1F_29_37)],
];

/// The amounts of one kind.
pub(crate) struct ColumnSeries {
    /// Name in the legend.
    pub(crate) name: String,
    /// Cells that hold them: planned and actual in turn.
    pub(crate) values: Area,
    /// The same amounts, a bar each.
    pub(crate) bars: Vec<Bar>,
}

/// A part of a bar.
pub(crate) struct Bar {
    /// Its amount as it is shown.
    pub(crate) amount: Decimal,
    /// The same as it is written on the bar.
    pub(crate) text: String,
    /// Whether it is marked as 約.
    pub(crate) approximate: bool,
}

impl Bar {
    /// Its number format, with the mark that its amount has in the table.
    fn format(&self, decimals: u32) -> String {
        let format = style::decimal_format(decimals);
        if self.approximate { style::approximate(&format) } else { format }
    }
}

/// A chart of planned and actual amounts.
pub(crate) struct Columns<'a> {
    /// Sheet of the cells.
    pub(crate) sheet: &'a str,
    /// Cells that name the bars.
    pub(crate) categories: Area,
    /// Kinds from the foot of the bars.
    pub(crate) series: &'a [ColumnSeries],
    /// Decimals of the amounts.
    pub(crate) decimals: u32,
    /// Title with unit and as-of date.
    pub(crate) title: &'a str,
    /// The picture in words.
    pub(crate) alt_text: &'a str,
}

/// Upright bars, stacked, for a page of `width` pixels; also their height.
pub(crate) fn columns(columns: &Columns<'_>, width: u32) -> (Chart, u32) {
    let mut chart = Chart::new(ChartType::ColumnStacked);
    let tallest = tallest(columns.series);
    let labelled = labels_fit(columns, width);
    for (one, colours) in columns.series.iter().zip(COLOURS.iter().cycle()) {
        let [actual, planned] = colours;
        let colours = |bar: usize| if bar.is_multiple_of(2) { planned } else { actual };
        let points: Vec<ChartPoint> = (0..one.bars.len())
            .map(|bar| ChartPoint::new().set_format(&mut filled(colours(bar).0, actual.0)))
            .collect();
        let labels: Vec<ChartDataLabel> = one
            .bars
            .iter()
            .enumerate()
            .map(|(at, bar)| {
                let has_room = labelled && bar.amount.abs() >= tallest * LOWEST_LABELLED;
                let is_shown = has_room && !bar.amount.is_zero();
                label(colours(at).1, &bar.format(columns.decimals), is_shown)
            })
            .collect();
        chart
            .add_series()
            .set_name(one.name.as_str())
            .set_categories(&range(columns.sheet, columns.categories))
            .set_values(&range(columns.sheet, one.values))
            .set_format(&mut filled(actual.0, actual.0))
            .set_points(&points)
            .set_gap(45)
            .set_overlap(100)
            .set_data_label(&label(actual.1, &style::decimal_format(columns.decimals), true))
            .set_custom_data_labels(&labels);
    }
    entitle(&mut chart, columns.title);
    chart.x_axis().set_font(&font(8.0)).set_label_position(ChartAxisLabelPosition::Low);
    chart
        .y_axis()
        .set_font(&font(8.0))
        .set_num_format(style::decimal_format(columns.decimals))
        .set_major_gridlines(true)
        .set_major_gridlines_line(ChartLine::new().set_color(style::PALE));
    let mut area = ChartFormat::new();
    chart.chart_area().set_format(area.set_no_border());
    chart.legend().set_position(ChartLegendPosition::Right).set_font(&font(9.0));
    describe(&mut chart, columns.alt_text);
    (chart, COLUMNS_HEIGHT)
}

fn filled(fill: u32, line: u32) -> ChartFormat {
    let mut format = ChartFormat::new();
    format
        .set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(fill)))
        .set_border(ChartLine::new().set_color(Color::RGB(line)).set_width(0.75));
    format
}

fn label(colour: u32, number_format: &str, is_shown: bool) -> ChartDataLabel {
    let mut letters = ChartFont::new();
    letters.set_name(style::FONT).set_size(LABEL_SIZE).set_color(Color::RGB(colour));
    let mut label = ChartDataLabel::new();
    label
        .show_value()
        .set_position(ChartDataLabelPosition::Center)
        .set_num_format(number_format)
        .set_font(&letters);
    if !is_shown {
        label.set_hidden();
    }
    label
}

/// The tallest bar, up or down.
fn tallest(series: &[ColumnSeries]) -> Decimal {
    let bars = series.iter().map(|one| one.bars.len()).max().unwrap_or_default();
    let height = |bar: usize| -> Decimal {
        series.iter().filter_map(|one| one.bars.get(bar)).map(|bar| bar.amount.abs()).sum()
    };
    (0..bars).map(height).max().unwrap_or_default()
}

/// Whether the widest number is narrower than a bar with its gap.
fn labels_fit(columns: &Columns<'_>, width: u32) -> bool {
    let bars = columns.series.iter().map(|one| one.bars.len()).max().unwrap_or_default();
    let bars = count(bars).max(1);
    let written = columns.series.iter().flat_map(|one| &one.bars);
    let widest = written.map(|bar| measure::text_width(&bar.text, LABEL_SIZE)).max();
    widest.unwrap_or_default() < width.saturating_sub(BESIDE) / bars
}

fn range(sheet: &str, area: Area) -> ChartRange {
    let col = |col: u32| column(col);
    let Area { first, last } = area;
    ChartRange::new_from_range(sheet, first.row, col(first.col), last.row, col(last.col))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::CellRef;

    fn bar(amount: i64) -> Bar {
        Bar { amount: amount.into(), text: amount.to_string(), approximate: false }
    }

    fn kinds(amounts: &[&[i64]]) -> Vec<ColumnSeries> {
        let values = Area::cell(CellRef::new(0, 0));
        let series = amounts.iter().map(|amounts| ColumnSeries {
            name: "区分".to_owned(),
            values,
            bars: amounts.iter().map(|amount| bar(*amount)).collect(),
        });
        series.collect()
    }

    #[test]
    fn the_tallest_bar_has_all_kinds_whichever_way_they_point() {
        assert_eq!(tallest(&kinds(&[&[10, 5], &[1, -9]])), Decimal::from(14));
        assert_eq!(tallest(&[]), Decimal::ZERO);
    }

    #[test]
    fn numbers_stand_on_bars_that_are_wide_enough_for_them() {
        let fit = |bars: usize, amount: i64| {
            let amounts = vec![amount; bars];
            let series = kinds(&[&amounts]);
            let columns = Columns {
                sheet: "票",
                categories: Area::cell(CellRef::new(0, 0)),
                series: &series,
                decimals: 0,
                title: "",
                alt_text: "",
            };
            labels_fit(&columns, 1020)
        };
        assert!(fit(4, 123_456_789));
        assert!(fit(16, 999));
        assert!(!fit(16, 123_456_789));
    }
}
