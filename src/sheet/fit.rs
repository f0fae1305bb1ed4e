//! A text that a division wrote, in a cell whose width is given: how tall its row must be, and how large its letters.
//!
//! A form keeps its cells, so a text cannot go on in another row as it does in a report. Where the tallest row that
//! Excel allows is too low, the letters get smaller.

use super::measure;
use super::style::TEXT_SIZE;

/// Sizes of letters that are tried, in points; smaller ones are not read.
const SIZES: [f64; 4] = [TEXT_SIZE, 8.0, 7.0, 6.0];

/// How a text stands in its cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fit {
    /// Points of the letters.
    pub(crate) size: f64,
    /// Points of the row.
    pub(crate) height: f64,
    /// Bytes of the text that the row shows.
    pub(crate) shown: usize,
}

/// The largest letters in which a cell of `width` pixels shows `text` whole in a row of at most `most` points; the
/// smallest, if none does.
pub(crate) fn fit(text: &str, width: u32, most: f64) -> Fit {
    let mut found = Fit { size: TEXT_SIZE, height: 0.0, shown: 0 };
    for size in SIZES {
        let lines = measure::lines(text, width, size);
        let room = measure::lines_in(most, size);
        let is_whole = lines.len() <= room;
        found = Fit {
            size,
            height: measure::row_height(lines.len().min(room), size),
            shown: lines.get(room.saturating_sub(1)).map_or(text.len(), |line| line.end),
        };
        if is_whole {
            return Fit { shown: text.len(), ..found };
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::measure::MAX_ROW_HEIGHT;

    #[test]
    fn letters_get_smaller_only_where_the_tallest_row_is_too_low() {
        let short = fit("あ", 200, MAX_ROW_HEIGHT);
        assert!((short.size - TEXT_SIZE).abs() < f64::EPSILON && short.height < 25.0);
        let long = "あ".repeat(2_000);
        let fitted = fit(&long, 570, MAX_ROW_HEIGHT);
        assert!(fitted.size < TEXT_SIZE && fitted.height <= MAX_ROW_HEIGHT);
        assert_eq!(fitted.shown, long.len());
    }

    #[test]
    fn what_no_row_holds_is_known() {
        let endless = "あ".repeat(30_000);
        let fitted = fit(&endless, 570, MAX_ROW_HEIGHT);
        assert!(fitted.shown < endless.len() && fitted.shown > 2_000);
        assert!(endless.is_char_boundary(fitted.shown));
    }
}
