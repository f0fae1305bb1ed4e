//! Charts: each repeats a table and takes every number from the table's cells.
//!
//! One file per kind of chart. A title says what is shown, in which unit and as of which day; where many small charts
//! stand together, the heading over them gives the day. The description says in words what the picture says, with the
//! day, for those who do not see it. No colour carries a meaning alone.

mod columns;
mod lines;
mod ratings;

pub(crate) use columns::{COLUMNS_HEIGHT, ColumnSeries, Columns, columns};
pub(crate) use lines::{Line, LineSource, line_with_target, word_sized};
pub(crate) use ratings::{Series, Source, stacked_bars};

use rust_xlsxwriter::{Chart, ChartFont};

use super::style;

/// Longest description that Excel keeps.
pub(crate) const ALT_TEXT_LETTERS: usize = 250;

/// Letters of this size, as every chart writes them.
fn font(size: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(style::FONT).set_size(size).set_color(style::INK);
    font
}

/// Sets the title over the picture.
fn entitle(chart: &mut Chart, title: &str) {
    let mut heading = font(11.0);
    heading.set_bold();
    chart.title().set_name(title).set_font(&heading).set_overlay(false);
}

/// The description with the most parts that Excel keeps; `text` writes it with so many of its `parts`.
pub(crate) fn described(parts: usize, text: impl Fn(usize) -> String) -> String {
    let fits = |text: &String| text.chars().count() <= ALT_TEXT_LETTERS;
    (1..=parts).rev().map(&text).find(fits).unwrap_or_else(|| text(0))
}

/// Sets the alternative text. One that is too long for Excel, as names beyond all measure would make it, shows that it
/// was cut.
fn describe(chart: &mut Chart, text: &str) {
    if text.chars().count() <= ALT_TEXT_LETTERS {
        chart.set_alt_text(text);
        return;
    }
    let cut: String = text.chars().take(ALT_TEXT_LETTERS - 1).collect();
    chart.set_alt_text(format!("{cut}…"));
}
