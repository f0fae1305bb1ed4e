//! What every chart has: letters, a title, a description in words.

use rust_xlsxwriter::{Chart, ChartFont};

use crate::sheet::style;

/// Longest description that Excel keeps.
pub(crate) const ALT_TEXT_LETTERS: usize = 250;

/// Letters of this size, as every chart writes them.
pub(super) fn font(size: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(style::FONT).set_size(size).set_color(style::INK);
    font
}

/// Sets the title over the picture.
pub(super) fn entitle(chart: &mut Chart, title: &str) {
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
pub(super) fn describe(chart: &mut Chart, text: &str) {
    if text.chars().count() <= ALT_TEXT_LETTERS {
        chart.set_alt_text(text);
        return;
    }
    let cut: String = text.chars().take(ALT_TEXT_LETTERS - 1).collect();
    chart.set_alt_text(format!("{cut}…"));
}
