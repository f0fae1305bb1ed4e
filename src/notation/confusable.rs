//! Characters that look like others (N124, N136): reported, never replaced.

use super::key::{is_kanji, is_katakana};

/// A character that is probably not the one meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confusable {
    /// Its place in the text, counted in characters from 0.
    pub at: usize,
    /// The character found.
    pub found: char,
    /// The character that it looks like.
    pub looks_like: char,
}

/// Kanji (or dash) and katakana of the same shape.
const PAIRS: [(char, char); 7] = [
    ('一', 'ー'),
    ('力', 'カ'),
    ('二', 'ニ'),
    ('口', 'ロ'),
    ('夕', 'タ'),
    ('工', 'エ'),
    ('八', 'ハ'),
];

/// The ASCII letter that a Cyrillic or Greek letter looks like (N124).
pub fn ascii_twin(c: char) -> Option<char> {
    Some(match c {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' | 'Ϲ' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'Υ' | 'Ү' => 'Y',
        'Ζ' => 'Z',
        'а' => 'a',
        'с' => 'c',
        'е' => 'e',
        'і' => 'i',
        'о' | 'ο' => 'o',
        'р' => 'p',
        'ѕ' => 's',
        'х' => 'x',
        'у' => 'y',
        'ν' => 'v',
        _ => return None,
    })
}

/// Suspicious characters of a text, in order. Most texts have none; a hit is for a person to look at.
pub fn confusables(text: &str) -> Vec<Confusable> {
    let chars: Vec<char> = text.chars().collect();
    let two_waves = chars.contains(&'〜') && chars.contains(&'～');
    let mut found = Vec::new();
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| chars.get(i)).copied();
        let after = chars.get(at + 1).copied();
        let looks_like = by_neighbours(c, before, after)
            .or_else(|| ascii_twin(c).filter(|_| beside_latin(before, after)))
            .or_else(|| (two_waves && c == '〜').then_some('～'));
        if let Some(looks_like) = looks_like {
            found.push(Confusable { at, found: c, looks_like });
        }
    }
    found
}

/// A kanji between katakana, or a katakana after a kanji and before nothing that continues a word.
fn by_neighbours(c: char, before: Option<char>, after: Option<char>) -> Option<char> {
    let katakana = |c: Option<char>| c.is_some_and(is_katakana);
    // A kanji of the table may itself be a katakana in disguise and proves nothing.
    let kanji = |c: Option<char>| {
        c.is_some_and(|c| is_kanji(c) && PAIRS.iter().all(|(in_kanji, _)| c != *in_kanji))
    };
    for (in_kanji, in_kana) in PAIRS {
        if c == in_kanji && katakana(before) && !kanji(after) {
            // サービス二 could end in a number; a hit is only a hint.
            return Some(in_kana);
        }
        if c == in_kana && kanji(before) && !katakana(after) {
            // 三カ所, 六カ月: the small ヶ written large.
            let counter =
                c == 'カ' && matches!(after, Some('所' | '月' | '国' | '年' | '村' | '町'));
            return (!counter).then_some(in_kanji);
        }
    }
    None
}

/// Greek letters are at home in formulae; beside a Latin letter, or alone, they are suspect.
fn beside_latin(before: Option<char>, after: Option<char>) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    latin(before) || latin(after) || (before.is_none() && after.is_none())
}
