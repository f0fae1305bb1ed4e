//! Text folded to be compared, never to be shown; and which script a letter belongs to.

use unicode_normalization::UnicodeNormalization;

use super::fold;

/// A key under which two spellings of one label or name are equal (N125, N129–N131, N135).
///
/// NFKC, no white space, ASCII in lower case, dashes and waves of one kind, the printed variants of a few kanji that
/// NFKC leaves apart, and 株式会社 as its abbreviation. For comparison only: ① and 1 have the same key.
#[must_use]
pub fn comparison_key(text: &str) -> String {
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
    key.replace("株式会社", "(株)")
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
