//! What stands behind the digits of a quantity: unit, bound, direction, note.

use super::fold;
use super::qualifier::Qualifier;
use super::remark::Refusal;
use super::unit;

/// What follows the digits, taken apart.
#[derive(Debug, Default)]
pub(super) struct Tail {
    /// The unit as written, perhaps empty.
    pub unit: String,
    /// The unit written in brackets instead, with its power of ten: `1,234（千円）`.
    pub bracket_unit: Option<String>,
    /// 程度, 余 and the like.
    pub approx: bool,
    /// 以上 and the like.
    pub qualifier: Option<Qualifier>,
    /// ※1, (注) and the like (N018).
    pub note: Option<String>,
    /// 減: the number is a decrease (N014).
    pub decrease: bool,
    /// 増: the number is an increase (N014).
    pub increase: bool,
}

/// A word at the end, and what it says.
enum Ending {
    Bound(Qualifier),
    About,
    AboutBound(Qualifier),
    Increase,
    Decrease,
    Note,
    Nothing,
}

/// Longer endings before the shorter ones that they contain.
const ENDINGS: &[(&str, Ending)] = &[
    ("以上", Ending::Bound(Qualifier::AtLeast)),
    ("以下", Ending::Bound(Qualifier::AtMost)),
    ("以内", Ending::Bound(Qualifier::AtMost)),
    ("未満", Ending::Bound(Qualifier::LessThan)),
    ("を超える", Ending::Bound(Qualifier::MoreThan)),
    ("超え", Ending::Bound(Qualifier::MoreThan)),
    ("超", Ending::Bound(Qualifier::MoreThan)),
    ("余り", Ending::AboutBound(Qualifier::MoreThan)),
    ("余", Ending::AboutBound(Qualifier::MoreThan)),
    ("強", Ending::AboutBound(Qualifier::MoreThan)),
    ("弱", Ending::AboutBound(Qualifier::LessThan)),
    ("程度", Ending::About),
    ("前後", Ending::About),
    ("くらい", Ending::About),
    ("ぐらい", Ending::About),
    ("ほど", Ending::About),
    ("見込み", Ending::Note),
    ("見込", Ending::Note),
    ("予定", Ending::Note),
    ("増加", Ending::Increase),
    ("増", Ending::Increase),
    ("減少", Ending::Decrease),
    ("減", Ending::Decrease),
    ("也", Ending::Nothing),
    ("。", Ending::Nothing),
];

/// Takes `text` apart. `expected` is the field's unit without its power of ten; an ending that belongs
/// to it is not cut off.
pub(super) fn read(text: &str, expected: &str) -> Result<Tail, Refusal> {
    let mut tail = Tail::default();
    let (rest, bracket_unit) = take_brackets(text, expected, &mut tail)?;
    let mut rest = take_note_mark(&rest, &mut tail).to_owned();
    while let Some(shorter) = take_ending(&rest, expected, &mut tail)? {
        rest = shorter;
    }
    // 100余人: the bound may stand before the unit.
    if let Some(unit) = rest.strip_prefix('余').map(str::to_owned)
        && !unit::same(&rest, expected)
    {
        set_qualifier(&mut tail, Qualifier::MoreThan)?;
        tail.approx = true;
        rest = unit;
    }
    if rest == ".-" {
        "円".clone_into(&mut rest);
    }
    let known = unit::same(&rest, expected) || unit::same(&rest, "m2") || unit::same(&rest, "m3");
    if !known && rest.chars().any(is_digit_like) {
        return Err(Refusal::TwoValues);
    }
    if bracket_unit.is_some() && !rest.is_empty() {
        return Err(Refusal::NotANumber);
    }
    tail.bracket_unit = bracket_unit;
    tail.unit = rest;
    Ok(tail)
}

/// A digit of any kind: ASCII or circled.
fn is_digit_like(c: char) -> bool {
    c.is_ascii_digit() || is_enclosed(c)
}

/// Circled and bracketed digits, which NFKC would turn into plain ones (N016).
pub(super) fn is_enclosed(c: char) -> bool {
    matches!(c, '①'..='⒛' | '⓪'..='⓿' | '㉑'..='㉟' | '㊱'..='㊿' | '❶'..='➓')
}

/// Cuts out bracketed parts: a note, or the unit. A bracket that begins with a number is a second value
/// ("2(1)", N013).
fn take_brackets(
    text: &str,
    expected: &str,
    tail: &mut Tail,
) -> Result<(String, Option<String>), Refusal> {
    let mut rest = text.to_owned();
    let mut unit = None;
    while let Some(open) = rest.find(['(', '[', '【', '〔']) {
        let close = rest[open..]
            .find([')', ']', '】', '〕'])
            .map(|at| open + at)
            .ok_or(Refusal::NotANumber)?;
        let width = rest[close..].chars().next().map_or(0, char::len_utf8);
        let part = rest[open..close + width].to_owned();
        let inner = fold::unbracket(&part).ok_or(Refusal::NotANumber)?.to_owned();
        let mut chars = inner.chars().skip_while(|c| "▲△▼▽+-−".contains(*c));
        if chars.next().is_some_and(is_digit_like) || is_another_value(&inner, expected) {
            return Err(Refusal::TwoValues);
        }
        match named_unit(&inner, expected) {
            Some(named) if unit.is_none() => unit = Some(named.to_owned()),
            Some(_) => return Err(Refusal::NotANumber),
            None => add_note(tail, &part),
        }
        rest.replace_range(open..close + width, "");
    }
    if rest.contains([')', ']', '】', '〕']) {
        return Err(Refusal::NotANumber);
    }
    Ok((rest, unit))
}

/// Whether a bracket holds a value of the field's own unit, as in `62.3%(前年58%)`: which one is meant is not known.
fn is_another_value(inner: &str, expected: &str) -> bool {
    // うち says itself that it is a part of the value outside.
    if inner.starts_with("うち") || inner.starts_with('内') {
        return false;
    }
    let Some((_, after)) = inner.rsplit_once(is_digit_like) else { return false };
    let (_, base) = unit::split_power(after);
    !base.is_empty() && unit::same(base, expected)
}

/// Whether a note says a number of its own: digits that are neither the number of a mark (※1, 注2) nor those of a day or
/// year (令和5年3月, R5.3.31).
pub(super) fn has_number(note: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | '/');
    let mut rest = note;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let before = rest[..at].chars().next_back();
        let (digits, after) =
            rest[at..].split_at(rest[at..].find(|c| !is_part(c)).unwrap_or(rest.len() - at));
        let is_mark = before.is_some_and(|c| "※*†‡注".contains(c));
        let is_day = before.is_some_and(|c| "RHS令平昭和成".contains(c))
            || after.starts_with(['年', '月', '日'])
            || digits.matches(['.', '/']).count() > 1;
        if !(is_mark || is_day) {
            return true;
        }
        rest = after;
    }
    false
}

/// The unit that a bracket names: `（千円）`, `（単位：施設）`. Any unit of the table counts, so that one that
/// is not the field's is refused and not taken for a note.
fn named_unit<'t>(inner: &'t str, expected: &str) -> Option<&'t str> {
    if let Some(unit) = inner.strip_prefix("単位") {
        return Some(unit.trim_start_matches(':'));
    }
    let (_, base) = unit::split_power(inner);
    (unit::same(base, expected) || unit::is_known(base)).then_some(inner)
}

fn add_note(tail: &mut Tail, part: &str) {
    match &mut tail.note {
        Some(note) => note.push_str(part),
        None => tail.note = Some(part.to_owned()),
    }
}

/// Cuts off `※1`, `*`, `注1`: all from the mark on is note (N018).
fn take_note_mark<'t>(text: &'t str, tail: &mut Tail) -> &'t str {
    match text.find(['※', '*', '†', '‡', '注']) {
        Some(at) => {
            let mark = text[at..].to_owned();
            match &mut tail.note {
                Some(note) => note.insert_str(0, &mark),
                None => tail.note = Some(mark),
            }
            &text[..at]
        }
        None => text,
    }
}

fn take_ending(text: &str, expected: &str, tail: &mut Tail) -> Result<Option<String>, Refusal> {
    if text.is_empty() || (!expected.is_empty() && unit::same(text, expected)) {
        return Ok(None);
    }
    let Some((rest, ending)) =
        ENDINGS.iter().find_map(|(word, ending)| Some((text.strip_suffix(word)?, ending)))
    else {
        return Ok(None);
    };
    match ending {
        Ending::Bound(bound) => set_qualifier(tail, *bound)?,
        Ending::About => tail.approx = true,
        Ending::AboutBound(bound) => {
            tail.approx = true;
            set_qualifier(tail, *bound)?;
        }
        Ending::Increase => tail.increase = true,
        Ending::Decrease => tail.decrease = true,
        Ending::Note => add_note(tail, &text[rest.len()..]),
        Ending::Nothing => {}
    }
    Ok(Some(rest.to_owned()))
}

/// Two different bounds on one number (10以上20未満 without the second number) make no sense.
fn set_qualifier(tail: &mut Tail, bound: Qualifier) -> Result<(), Refusal> {
    match tail.qualifier {
        Some(present) if present != bound => Err(Refusal::NotANumber),
        _ => {
            tail.qualifier = Some(bound);
            Ok(())
        }
    }
}
