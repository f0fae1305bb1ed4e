//! How much room a text takes: lines in a column, points of a row, pixels of a number.
//!
//! The writer's own autofit counts a Japanese character as half of what it is, and no viewer grows a row by itself
//! when the file is printed unopened. So widths and heights are worked out here, on the careful side: a row a little
//! too tall costs paper, one too short hides words.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Excel's limit for the height of a row, in points.
pub(crate) const MAX_ROW_HEIGHT: f64 = 409.0;
/// Room above and below the text of a cell, in points.
const ROW_PADDING: f64 = 5.0;
/// Room left and right of the text of a cell, in pixels: the cell's own and an indent.
const CELL_PADDING: f64 = 18.0;
/// Pixels of a point at the resolution in which Excel counts columns.
const PIXELS_PER_POINT: f64 = 96.0 / 72.0;
/// Height of a line by the size of its letters: 游ゴシック has generous lines.
const LINE_RATIO: f64 = 1.67;
/// By how much a viewer may set letters wider than their size: LibreOffice rounds them to its own grid (in long lines of 8 points by
/// more than 4 in 100).
const SPREAD: f64 = 1.05;
/// Width of a half-width letter by its size; digits are narrower, capitals wider.
const NARROW_RATIO: f64 = 0.6;

/// Height of one line of letters of `size` points.
fn line_height(size: f64) -> f64 {
    size * LINE_RATIO
}

/// Height of a row that holds `lines` lines.
pub(crate) fn row_height(lines: usize, size: f64) -> f64 {
    (lines.max(1) as f64 * line_height(size) + ROW_PADDING).min(MAX_ROW_HEIGHT)
}

/// Lines that a row of at most `height` points holds; at least one.
pub(crate) fn lines_in(height: f64, size: f64) -> usize {
    // Heights are small positive numbers, so the cast only drops the fraction.
    (((height.min(MAX_ROW_HEIGHT) - ROW_PADDING) / line_height(size)) as usize).max(1)
}

/// Pixels that a letter takes. Letters of ambiguous width (①, →, ±) are full-width in Japanese fonts.
fn letter_width(letter: char, size: f64) -> f64 {
    let em = size * PIXELS_PER_POINT;
    match letter {
        // Nearly every letter of a report: kana and kanji, Latin letters and digits.
        'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='\u{9fff}' => em,
        ' '..='~' => em * NARROW_RATIO,
        _ => match letter.width_cjk() {
            None | Some(0) => 0.0,
            Some(1) => em * NARROW_RATIO,
            Some(_) => em,
        },
    }
}

/// Pixels of a text on one line, padding included.
pub(crate) fn text_width(text: &str, size: f64) -> u32 {
    let letters: f64 = text.chars().map(|letter| letter_width(letter, size)).sum();
    // A text of a sheet has at most 32,767 letters: far inside the range.
    (letters + CELL_PADDING).ceil() as u32
}

/// The lines into which a cell of `width` pixels breaks `text`, as ranges of bytes that cover it up to line breaks.
///
/// A run of Latin letters and digits stays whole where it can. One letter of each line is kept free, because viewers
/// push a full stop or a bracket to another line (禁則処理).
pub(crate) fn lines(text: &str, width: u32, size: f64) -> Vec<Range<usize>> {
    let em = size * PIXELS_PER_POINT;
    let whole = (f64::from(width) - CELL_PADDING).max(em);
    let half = em / 2.0;
    let room = (whole - em).min((whole - half) / SPREAD).max(em);
    let one_line = whole.min((whole + half) / SPREAD);
    let mut lines = Vec::new();
    let mut start = 0;
    for part in text.split('\n') {
        let end = start + part.len();
        // What fits without a break needs no room for pushed letters.
        let fits = part.chars().map(|letter| letter_width(letter, size)).sum::<f64>() <= one_line;
        if fits {
            lines.push(start..end);
        } else {
            break_part(text, start..end, room, size, &mut lines);
        }
        start = end + 1;
    }
    lines
}

fn break_part(text: &str, part: Range<usize>, room: f64, size: f64, lines: &mut Vec<Range<usize>>) {
    let (mut line_start, mut used) = (part.start, 0.0);
    // Where the current run of Latin letters began, and what the line held before it.
    let (mut word_start, mut before_word) = (part.start, 0.0);
    let mut in_word = false;
    for (offset, letter) in text[part.clone()].char_indices() {
        let at = part.start + offset;
        let is_word = letter.is_ascii_graphic();
        if is_word && !in_word {
            (word_start, before_word) = (at, used);
        }
        in_word = is_word;
        let width = letter_width(letter, size);
        if used + width > room && at > line_start {
            // The run moves to the next line as a whole, unless it fills a line by itself.
            let cut = if is_word && word_start > line_start { word_start } else { at };
            lines.push(line_start..cut);
            used = if cut == at { 0.0 } else { used - before_word };
            line_start = cut;
            (word_start, before_word) = (cut, 0.0);
        }
        used += width;
    }
    lines.push(line_start..part.end);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, width: u32) -> Vec<&str> {
        lines(text, width, 9.0).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn full_width_letters_take_their_size() {
        // 9 pt are 12 pixels: ten letters and the padding.
        assert_eq!(text_width("あいうえおかきくけこ", 9.0), 138);
        assert_eq!(text_width("①→±", 9.0), 54);
        assert_eq!(text_width("", 9.0), 18);
    }

    #[test]
    fn the_letters_that_are_known_have_the_width_of_the_table() {
        for letter in ('\u{20}'..='\u{9fff}').filter(|letter| *letter != '\u{7f}') {
            let narrow = match letter.width_cjk() {
                None | Some(0) => 0.0,
                Some(1) => NARROW_RATIO,
                Some(_) => 1.0,
            };
            let width = letter_width(letter, 9.0);
            assert!((width - 12.0 * narrow).abs() < f64::EPSILON, "{letter:?} {width}");
        }
    }

    #[test]
    fn what_fits_is_one_line_and_what_does_not_leaves_room_for_a_pushed_letter() {
        assert_eq!(broken("あいうえおかきくけこ", 138), ["あいうえおかきくけこ"]);
        assert_eq!(broken("あいうえおかきくけこさ", 138), ["あいうえおかきくけ", "こさ"]);
    }

    #[test]
    fn explicit_line_breaks_are_lines_even_when_empty() {
        assert_eq!(broken("一\n\n二\n", 100), ["一", "", "二", ""]);
    }

    #[test]
    fn a_latin_word_moves_whole_unless_it_fills_a_line() {
        let wrapped = broken("説明は別紙のexample.xlsxにある", 120);
        assert!(wrapped.iter().any(|line| line.starts_with("example.xlsx")), "{wrapped:?}");
        let long = "x".repeat(100);
        let wrapped = broken(&long, 100);
        assert!(wrapped.len() > 5);
        assert_eq!(wrapped.concat(), long);
    }

    #[test]
    fn no_letter_is_lost() {
        let text = "第1回の説明会(10月)では、ABC-123の手順を見直した。\n参加者は約1,200人、満足度は75.5%である。".repeat(9);
        for width in [1, 20, 37, 90, 260, 900] {
            assert_eq!(broken(&text, width).concat(), text.replace('\n', ""), "{width}");
        }
    }

    #[test]
    fn rows_stay_inside_the_limit_of_excel() {
        assert!(row_height(1, 9.0) < row_height(2, 9.0));
        assert!((row_height(1000, 9.0) - MAX_ROW_HEIGHT).abs() < f64::EPSILON);
        assert!(row_height(lines_in(MAX_ROW_HEIGHT, 9.0), 9.0) <= MAX_ROW_HEIGHT);
        assert_eq!(lines_in(1.0, 9.0), 1);
    }
}
