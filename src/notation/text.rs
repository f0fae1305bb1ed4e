//! Text: kept as typed for display, folded only to be compared.

use unicode_normalization::UnicodeNormalization;

use super::Raw;
use super::fold;
use super::missing::{self, Word};
use super::outcome::{Missing, Outcome, Value};
use super::remark::{Refusal, Remark};

/// Nothing but white space and invisible characters (N080).
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || fold::is_invisible(c))
}

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

/// Narrative as typed: line breaks of every kind become `\n`, outer white space goes (4.1, N134).
#[must_use]
pub fn clean(text: &str) -> String {
    let text = text
        .replace("_x000D_\r\n", "\n")
        .replace("_x000D_\n", "\n")
        .replace("_x000D_", "\n")
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    text.trim_matches(|c: char| c.is_whitespace() || fold::is_invisible(c)).to_owned()
}

/// Reads a text field: kept as typed. What only points elsewhere is refused, as in any other field.
pub(super) fn read(raw: &Raw<'_>) -> Outcome {
    let text = |text: String, remarks| Outcome::value(Value::Text(text), remarks);
    match raw {
        Raw::Text(typed) => {
            match missing::look_up(typed) {
                // In the tables that the narrative goes into, there is nothing above it (N089, N090).
                Some(word @ (Word::Ditto | Word::Reference | Word::TooNarrow)) => word.outcome(),
                Some(Word::Gap(Missing::Blank)) => Outcome::missing(Missing::Blank),
                _ if *typed == missing::CROSSED_OUT => Outcome::missing(Missing::NotApplicable),
                _ => text(clean(typed), Vec::new()),
            }
        }
        Raw::Number { value, .. } => {
            text(value.normalize().to_string(), vec![Remark::NumberAsText])
        }
        Raw::Date { date, .. } => text(date.to_string(), vec![Remark::DateAsText]),
        Raw::Bool(value) => text(if *value { "TRUE" } else { "FALSE" }.to_owned(), Vec::new()),
        Raw::Error(code) => Outcome::Refused(Refusal::ErrorCell { code: (*code).to_owned() }),
        Raw::NoResult => Outcome::Refused(Refusal::NoResult),
    }
}
