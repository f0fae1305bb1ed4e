//! Text folded to be compared, never to be shown; and which script a letter belongs to.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::fold;

/// A key under which two spellings of one label or name are equal (N125, N129–N131, N135).
///
/// NFKC, no white space, ASCII in lower case, dashes and waves of one kind, the printed variants of a few kanji that
/// NFKC leaves apart, and 株式会社 as its abbreviation. For comparison only: ① and 1 have the same key.
///
/// Most texts are their own key, so they are looked at first and borrowed.
pub fn comparison_key(text: &str) -> Cow<'_, str> {
    #[cfg(test)]
    MADE.set(MADE.get() + 1);
    if is_key(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(folded_by_letter(text).unwrap_or_else(|| folded(text)))
}

#[cfg(test)]
thread_local! {
    static MADE: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// How many keys this thread has made: what work costs is counted, not timed.
#[cfg(test)]
pub(crate) fn keys_made() -> usize {
    MADE.get()
}

/// Whether a text is surely its own key: nothing in it that folding could change.
fn is_key(text: &str) -> bool {
    let mut previous = ' ';
    let is_kept = |c: char| {
        let kept = match c {
            '!'..='~' => !c.is_ascii_uppercase(),
            'ー' => is_kana(previous),
            'ぁ'..='ゖ' | 'ァ'..='・' | '、' | '。' | '「' | '」' | '々' => true,
            '一'..='鿿' => variant(c) == c,
            _ => false,
        };
        previous = c;
        kept
    };
    text.chars().all(is_kept) && !text.contains(COMPANY)
}

/// The key of a text of plain letters, each of which folds by itself to one letter or to none: what forms print, such as
/// `12 ＤＸの推進`. Nothing for a text with any other letter.
fn folded_by_letter(text: &str) -> Option<String> {
    let mut key = String::with_capacity(text.len());
    let mut previous = ' ';
    for c in text.chars() {
        let narrow = match c {
            ' ' | '\n' | '\t' | '\r' | '　' => continue,
            // The block lies in ASCII order, 0xFEE0 above it.
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0)?,
            _ => c,
        };
        key.push(match narrow {
            '!'..='~' => narrow.to_ascii_lowercase(),
            'ー' if !is_kana(previous) => '-',
            'ー' | 'ぁ'..='ゖ' | 'ァ'..='・' | '、' | '。' | '「' | '」' | '々' => narrow,
            '一'..='鿿' => variant(narrow),
            _ => return None,
        });
        previous = narrow;
    }
    Some(if key.contains(COMPANY) { key.replace(COMPANY, "(株)") } else { key })
}

const COMPANY: &str = "株式会社";

fn folded(text: &str) -> String {
    let seen = |c: &char| !(c.is_whitespace() || fold::is_invisible(*c));
    // Composed again after the spaces are gone, so that the key of a key is the key.
    let composed = text.chars().filter(seen).nfkc().filter(seen);
    let composed: String = composed.nfkc().collect();
    let mut key = String::with_capacity(composed.len());
    let mut previous = ' ';
    for c in composed.chars() {
        let folded = match c {
            '−' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '─' | '━' | '⁃' => '-',
            // A long vowel mark lengthens kana; elsewhere it stands for a dash.
            'ー' if !is_kana(previous) => '-',
            '〜' | '～' | '∼' | '〰' => '~',
            _ => variant(c).to_ascii_lowercase(),
        };
        key.push(folded);
        previous = c;
    }
    // A small letter may take up a mark that its capital could not.
    let key: String = key.nfkc().collect();
    key.replace(COMPANY, "(株)")
}

pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | 'ｦ'..='ﾟ')
}

fn is_kana(c: char) -> bool {
    is_katakana(c) || matches!(c, 'ぁ'..='ゟ')
}

pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '一'..='鿿' | '㐀'..='䶿' | '豈'..='﫿' | '々')
}

/// Printed variants in names (N131).
fn variant(c: char) -> char {
    match c {
        '髙' => '高',
        '﨑' | '嵜' => '崎',
        '德' => '徳',
        '邊' | '邉' => '辺',
        '濵' | '濱' => '浜',
        '齋' => '斎',
        '齊' => '斉',
        '澤' => '沢',
        '廣' => '広',
        '櫻' => '桜',
        '瀨' => '瀬',
        '增' => '増',
        '橫' => '横',
        '黑' => '黒',
        '槇' => '槙',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_for_its_own_key_is() {
        let every = ('\0'..=char::MAX).map(String::from);
        // A mark may change what stands before it.
        let after_kana = ('\0'..=char::MAX).map(|c| format!("か{c}"));
        for text in every.chain(after_kana).filter(|text| is_key(text)) {
            assert_eq!(folded(&text), text);
        }
        assert!(is_key("住民票の写し等をコンビニで交付した割合(%)、第2期") && !is_key("ＤＸ"));
    }

    #[test]
    fn a_text_folded_by_letter_has_the_key_that_folding_as_a_whole_gives() {
        let every = ('\0'..=char::MAX).map(String::from);
        // Letters may join what stands around them, over white space too.
        let after_kana = ('\0'..=char::MAX).map(|c| format!("か {c}ー株式　会社"));
        let long = [" 12 ＤＸの　推進\n", "株式会社見本", "Ｆａｘ：髙橋ー（ア）", "A\u{30A2}ー"];
        let mut folded_so = 0;
        for text in every.chain(after_kana).chain(long.map(str::to_owned)) {
            if let Some(key) = folded_by_letter(&text) {
                assert_eq!(key, folded(&text), "{text:?}");
                folded_so += 1;
            }
        }
        assert!(folded_so > 2 * 20_000);
        assert_eq!(folded_by_letter("①"), None);
    }
}
