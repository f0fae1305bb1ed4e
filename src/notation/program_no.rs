//! Numbers of programmes: ⑫, 12, １２, (12), ⑿, No.12 are the same (N127, N128).

use super::fold;
use super::key::{comparison_key, is_katakana};
use super::tail::is_enclosed;

/// The number, if it is all that the text says, perhaps after a word such as `No.`.
pub fn read(text: &str) -> Option<u16> {
    let (number, rest) = split(text)?;
    rest.is_empty().then_some(number)
}

/// The number and the name behind it: `⑯ 研修の充実` → 16 and 研修の充実 (N128). The name is as typed.
pub fn split(text: &str) -> Option<(u16, &str)> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || fold::is_invisible(c));
    let start = after_word(text);
    let mut chars = start.chars();
    let first = chars.next()?;
    if is_enclosed(first) {
        let number = enclosed(first)?;
        let rest = chars.as_str();
        let name = trim_name(rest);
        return (!name.starts_with(is_enclosed)).then_some((number, name));
    }
    let bracketed = matches!(first, '(' | '（' | '[' | '［' | '【' | '〔');
    let digits_from = if bracketed { chars.as_str() } else { start };
    let end = digits_from.find(|c: char| !is_digit(c)).unwrap_or(digits_from.len());
    let number = positive(&digits_from[..end])?;
    let rest = &digits_from[end..];
    if bracketed {
        let rest = rest.strip_prefix([')', '）', ']', '］', '】', '〕'])?;
        return Some((number, trim_name(rest)));
    }
    let rest = rest.strip_prefix(['番', '号']).unwrap_or(rest);
    // 12.5 and 12-3 are other numbers; 12件 is a quantity: a name needs room before it.
    let apart = rest.is_empty()
        || rest.starts_with(|c: char| {
            c.is_whitespace() || matches!(c, '：' | ':' | '、' | '．' | '.')
        });
    let name = trim_name(rest);
    let more_digits = rest.starts_with(['.', '．', '、']) && name.starts_with(is_digit);
    (apart && !more_digits).then_some((number, name))
}

fn trim_name(rest: &str) -> &str {
    rest.trim_matches(|c: char| {
        c.is_whitespace() || fold::is_invisible(c) || matches!(c, '：' | ':' | '.' | '．' | '、')
    })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// A number from 1 on; zeros before it do not matter.
fn positive(digits: &str) -> Option<u16> {
    let ascii = comparison_key(digits);
    ascii.parse().ok().filter(|number| *number > 0)
}

/// ⑫, ⑿, ⒓, ㉑, ❶ by their compatibility digits; those without any by their place in the block.
fn enclosed(c: char) -> Option<u16> {
    let by_block =
        |first: char, number: u32| u16::try_from(u32::from(c) - u32::from(first) + number).ok();
    match c {
        '❶'..='❿' => by_block('❶', 1),
        '⓫'..='⓴' => by_block('⓫', 11),
        '⓵'..='⓾' => by_block('⓵', 1),
        '➀'..='➉' => by_block('➀', 1),
        '➊'..='➓' => by_block('➊', 1),
        _ => {
            let written = c.to_string();
            let key = comparison_key(&written);
            positive(key.trim_matches(|c: char| !c.is_ascii_digit()))
        }
    }
}

/// What follows a word that announces a number: No., №, 番号, 第, or one in katakana (`プログラム⑫`).
fn after_word(text: &str) -> &str {
    const WORDS: &[&str] = &[
        "No.",
        "NO.",
        "no.",
        "No",
        "NO",
        "no",
        "Ｎｏ．",
        "Ｎｏ.",
        "№",
        "#",
        "＃",
        "番号",
        "第",
        "取組",
        "施策",
        "事業",
        "項目",
    ];
    let found = WORDS.iter().find_map(|word| text.strip_prefix(word));
    let rest = found.unwrap_or_else(|| {
        // One letter in katakana is a list mark (ア, イ, ウ), no word.
        let rest = text.trim_start_matches(is_katakana);
        let letters = text[..text.len() - rest.len()].chars().count();
        if letters > 1 { rest } else { text }
    });
    rest.trim_start()
}
