//! How much room a text takes: lines in a column, points of a row, pixels of a number.
//!
//! The writer's own autofit counts a Japanese character as half of what it is, and no viewer grows a row by itself
//! when the file is printed unopened. So widths and heights are worked out here, on the careful side: a row a little
//! too tall costs paper, one too short hides words.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::style::TEXT_SIZE;

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
/// By how much a viewer may set letters wider than their size: LibreOffice rounds them to its own grid (in long lines by
/// more than 4 in 100), and a printer differs from the screen.
const SPREAD: f64 = 1.05;
/// Widths of the letters from the space to `~` in thousandths of their size: those of the bold letters of a font whose
/// digits are as wide as those of 游ゴシック, since headings are bold and nothing is narrower.
const LATIN: [u16; 95] = [
    227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 392, 590, 590, 590,
    590, 590, 590, 590, 590, 590, 590, 325, 325, 590, 590, 590, 514, 1007, 641, 681, 656, 714, 615,
    585, 717, 757, 330, 568, 686, 578, 853, 749, 770, 667, 770, 682, 624, 625, 748, 619, 915, 627,
    580, 613, 378, 387, 378, 590, 567, 626, 591, 644, 527, 644, 581, 372, 597, 640, 304, 306, 604,
    315, 964, 641, 626, 644, 644, 436, 495, 421, 637, 576, 863, 562, 574, 511, 378, 296, 378, 590,
];
/// Width of other half-width letters by their size.
const NARROW_RATIO: f64 = 0.6;
/// What no line begins with (行頭禁則), beside the ends of Latin words: stops, closing brackets, long vowels, small kana,
/// marks that go with what stands before them.
const NOT_FIRST: &str = concat!(
    " 　、。，．・：；！？）］｝」』】〉》〕’”％‰℃°′″々ゝゞヽヾ゛゜ー〜～…‥",
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ｡｣､･ｰﾞﾟｧｨｩｪｫｬｭｮｯ",
    "!),.:;?]}%",
);
/// What no line ends with (行末禁則): opening brackets, and signs that belong to the number after them.
const NOT_LAST: &str = "（［｛「『【〈《〔‘“￥＄±−([{";

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
        ' '..='~' => em * f64::from(LATIN[letter as usize - ' ' as usize]) / 1000.0,
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
/// A run of Latin letters and digits stays whole where it can, and no line begins or ends with what may not stand there
/// (禁則処理).
pub(crate) fn lines(text: &str, width: u32, size: f64) -> Vec<Range<usize>> {
    let em = size * PIXELS_PER_POINT;
    let whole = (f64::from(width) - CELL_PADDING).max(em);
    let half = em / 2.0;
    let one_line = whole.min((whole + half) / SPREAD);
    let room = (whole / SPREAD).max(em);
    let mut lines = Vec::new();
    let mut start = 0;
    for part in text.split('\n') {
        let end = start + part.len();
        // What fits without a break needs less room.
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

/// Pixels of the narrowest column of a table, of these, in which each of the texts takes at most so many lines; the widest,
/// if none is wide enough.
pub(crate) fn width_for<'t>(
    texts: impl Iterator<Item = &'t str>,
    most: usize,
    among: Range<u32>,
) -> u32 {
    texts.fold(among.start, |width, text| {
        let fits = |width: &u32| lines(text, *width, TEXT_SIZE).len() <= most;
        (width..among.end).find(fits).unwrap_or(among.end)
    })
}

/// The text with a line break wherever one of its lines ends, so that every viewer sets the same lines.
pub(crate) fn set(text: &str, width: u32, size: f64) -> String {
    let lines = lines(text, width, size);
    let lines: Vec<&str> = lines.into_iter().map(|line| &text[line]).collect();
    lines.join("\n")
}

fn break_part(text: &str, part: Range<usize>, room: f64, size: f64, lines: &mut Vec<Range<usize>>) {
    let (mut line_start, mut used) = (part.start, 0.0);
    // The last place where the line may end, and what it holds up to there.
    let (mut place, mut before_place) = (part.start, 0.0);
    let mut last = None;
    for (offset, letter) in text[part.clone()].char_indices() {
        let at = part.start + offset;
        if last.is_some_and(|last| may_break(last, letter)) {
            (place, before_place) = (at, used);
        }
        last = Some(letter);
        let width = letter_width(letter, size);
        // A space at the end of a line takes no room.
        if used + width > room && at > line_start && letter != ' ' {
            // What may not be parted moves to the next line as a whole, unless it fills a line by itself.
            let (cut, held) = if place > line_start { (place, before_place) } else { (at, used) };
            lines.push(line_start..cut);
            used -= held;
            line_start = cut;
        }
        used += width;
    }
    lines.push(line_start..part.end);
}

/// Whether a line may end between two letters.
fn may_break(last: char, next: char) -> bool {
    // Nearly every pair of a Japanese text.
    let is_plain = |letter: char| matches!(letter, 'あ'..='ん' | '一'..='\u{9fff}');
    let may_part = !(is_of_word(last) && is_of_word(next));
    (is_plain(last) || !NOT_LAST.contains(last))
        && (matches!(next, '一'..='\u{9fff}') || !NOT_FIRST.contains(next))
        && may_part
}

/// Whether a letter belongs to a run that stays whole: Latin letters, digits and their signs, and what stands as wide in a
/// Japanese font as a kanji but is a sign elsewhere (→, ①).
fn is_of_word(letter: char) -> bool {
    letter.is_ascii_graphic()
        || (!matches!(letter, '\u{3000}'..='\u{9fff}' | ' ')
            && letter.width() != letter.width_cjk())
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
                Some(1) if letter.is_ascii() => {
                    f64::from(LATIN[letter as usize - ' ' as usize]) / 1000.0
                }
                Some(1) => NARROW_RATIO,
                Some(_) => 1.0,
            };
            let width = letter_width(letter, 9.0);
            assert!((width - 12.0 * narrow).abs() < 1e-9, "{letter:?} {width}");
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
    fn no_line_begins_or_ends_with_what_may_not_stand_there() {
        let text = "職員の「研修」は、3回(延べ120人)を行った。サーバーの更新も、ペーパーレス化で△5%となった。";
        for width in 60..400 {
            let lines = broken(text, width);
            for line in &lines[1..] {
                assert!(
                    !line.starts_with(|letter| NOT_FIRST.contains(letter)),
                    "{width} {lines:?}"
                );
            }
            for line in &lines[..lines.len() - 1] {
                assert!(!line.ends_with(|letter| NOT_LAST.contains(letter)), "{width} {lines:?}");
            }
        }
        // What may not be parted and fills more than a line is parted.
        assert_eq!(broken("ーーーーーーーーーーーー", 138).len(), 2);
        assert_eq!(set("あいうえおかきくけ。さ", 138, 9.0), "あいうえおかきく\nけ。さ");
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
