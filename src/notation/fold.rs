//! Width and white space folded for parsing.
//!
//! Unlike NFKC this keeps what carries meaning: ① is not 1, ㎡ is not m2, … is not three full stops.

use unicode_normalization::UnicodeNormalization;

/// Characters that take no room and mean nothing in a cell (N080).
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}'
    ) || (c.is_control() && !c.is_whitespace())
}

/// Full-width ASCII to ASCII, half-width kana to full width, every space to U+0020, every line break to
/// `\n`, wave dashes to ～, yen signs to ¥, square era names to two kanji (N105).
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut half_kana = String::new();
    for c in text.chars() {
        if ('\u{FF61}'..='\u{FF9F}').contains(&c) {
            half_kana.push(c);
            continue;
        }
        if !half_kana.is_empty() {
            out.extend(half_kana.nfkc());
            half_kana.clear();
        }
        match c {
            _ if is_invisible(c) => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{0085}' => out.push('\n'),
            _ if c.is_whitespace() => out.push(' '),
            '〜' | '～' | '~' | '∼' => out.push('～'),
            '￥' => out.push('¥'),
            '\u{FF01}'..='\u{FF5D}' => {
                // The block lies in ASCII order, 0xFEE0 above it; the fallback is never taken.
                out.push(char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c));
            }
            '㋿' => out.push_str("令和"),
            '㍻' => out.push_str("平成"),
            '㍼' => out.push_str("昭和"),
            '㍽' => out.push_str("大正"),
            '㍾' => out.push_str("明治"),
            _ => out.push(c),
        }
    }
    out.extend(half_kana.nfkc());
    out
}

/// [`plain`] without white space, except where taking it out would join two numbers: between characters
/// of `joints` a space stays a space and a line break a line break (N004, N115).
pub(super) fn compact(text: &str, joints: &str) -> String {
    let is_number_part = |c: char| c.is_ascii_digit() || joints.contains(c);
    let plain = plain(text);
    let mut out = String::with_capacity(plain.len());
    let mut gap: Option<char> = None;
    for c in plain.chars() {
        if c == ' ' || c == '\n' {
            gap = Some(if gap == Some('\n') { '\n' } else { c });
            continue;
        }
        if let Some(space) = gap.take()
            && is_number_part(c)
            && out.chars().next_back().is_some_and(is_number_part)
        {
            out.push(space);
        }
        out.push(c);
    }
    out
}

/// The inner text if one pair of brackets encloses the whole.
pub(super) fn unbracket(text: &str) -> Option<&str> {
    const PAIRS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('【', '】'), ('〔', '〕')];
    let mut chars = text.chars();
    let (first, last) = (chars.next()?, chars.next_back()?);
    let inner = chars.as_str();
    PAIRS
        .iter()
        .find(|(open, close)| first == *open && last == *close && !inner.contains([*open, *close]))
        .map(|_| inner)
}

/// The text as a number in ASCII digits, or nothing.
pub(super) fn small_number(text: &str) -> Option<i16> {
    if text == "元" {
        return Some(1);
    }
    if text.is_empty() || text.len() > 4 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}
