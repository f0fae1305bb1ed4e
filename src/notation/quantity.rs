//! A number with everything written around it: `約△1,800万円余（見込）`.
//!
//! Sign and words before the digits are read here, the digits in `numeral`, what follows in `tail`.

use rust_decimal::Decimal;

use super::fold;
use super::kanji;
use super::numeral::{self, Numeral, Scale};
use super::qualifier::Qualifier;
use super::remark::{Refusal, Remark};
use super::tail;
use super::unit;

/// A signed number with its unit as written; powers of ten in characters are applied.
#[derive(Debug)]
pub(super) struct Quantity {
    pub value: Decimal,
    pub scale: Scale,
    /// The unit without powers of ten, perhaps empty.
    pub unit: String,
    /// The last power of ten and the unit, as written: 百万円.
    pub written_unit: String,
    pub compound: bool,
    /// The power of ten of the last digit written, powers in characters applied.
    pub last_digit: i32,
    pub approx: bool,
    pub qualifier: Option<Qualifier>,
    pub note: Option<String>,
    pub negative_zero: bool,
    /// The unit is that of the number format.
    pub by_format: bool,
    pub remarks: Vec<Remark>,
}

/// Words for "about" before a number (N045).
const ABOUT: &[&str] = &["約", "およそ", "凡そ", "おおよそ", "ほぼ", "概ね", "おおむね"];

/// Words before a number that leave its value as it is (N047).
const LABELS: &[&str] = &["合計", "総計", "累計", "計", "延べ", "のべ", "全"];

/// Reads one quantity. `expected` is the field's unit without its power of ten.
pub(super) fn parse(
    text: &str,
    expected: &str,
    parentheses_negative: bool,
) -> Result<Quantity, Refusal> {
    let text = fold::compact(text, ",、.・");
    if let Some(inner) = fold::unbracket(&text)
        && inner.contains(|c: char| c.is_ascii_digit())
    {
        return bracketed(inner, expected, parentheses_negative);
    }
    parse_compact(&text, expected)
}

/// `(1,234)`: minus where the column says so (N013).
fn bracketed(inner: &str, expected: &str, parentheses_negative: bool) -> Result<Quantity, Refusal> {
    let mut quantity = parse_compact(inner, expected)?;
    if !parentheses_negative || quantity.value.is_sign_negative() || quantity.negative_zero {
        return Err(Refusal::Parentheses);
    }
    quantity.negative_zero = quantity.value.is_zero();
    quantity.value = negated(quantity.value);
    Ok(quantity)
}

fn parse_compact(text: &str, expected: &str) -> Result<Quantity, Refusal> {
    check_enclosed(text)?;
    let mut head = Head::default();
    let start = head.read(text)?;
    let Some((mut number, rest)) = numeral::scan(start)? else {
        return Err(not_a_number(text));
    };
    let (in_tenths, rest) = match rest.strip_prefix('割') {
        Some(after) if expected != "割" && number.scale == Scale::Plain => {
            let (value, rest) = tenths(number.value, after)?;
            number.value = value;
            (true, rest)
        }
        _ => (false, rest),
    };
    check_lone_kanji(start, rest)?;
    let mut tail = tail::read(rest, expected)?;
    if let Some(unit) = tail.bracket_unit.take() {
        tail.unit = apply_bracket_unit(&unit, &mut number)?;
    }
    // 2,016(うち新規300)千円: the brackets stand between the digits and the power of ten.
    if number.scale == Scale::Plain && !unit::same(&tail.unit, expected) {
        let (power, base) = unit::split_power(&tail.unit);
        if power > 0 && unit::same(base, expected) {
            tail.unit = apply_bracket_unit(&tail.unit, &mut number)?;
        }
    }
    let unit = match (in_tenths, head.currency, tail.unit.as_str()) {
        (true, false, "") => "%".to_owned(),
        (false, true, "" | "円") => "円".to_owned(),
        (false, false, _) => tail.unit,
        _ => return Err(Refusal::NotANumber),
    };
    let negative = is_negative(head.sign, tail.increase, tail.decrease)?;
    let mut remarks = head.remarks;
    remarks.append(&mut number.remarks);
    if let Some(written) = tail.note.clone().filter(|note| tail::has_number(note)) {
        remarks.push(Remark::NumberInNote { written });
    }
    Ok(Quantity {
        value: if negative { negated(number.value) } else { number.value },
        scale: number.scale,
        written_unit: format!("{}{unit}", number.power_text),
        unit,
        compound: number.compound,
        last_digit: number.last_digit,
        approx: head.approx || tail.approx,
        qualifier: tail.qualifier,
        note: tail.note,
        negative_zero: negative && number.value.is_zero(),
        by_format: false,
        remarks,
    })
}

/// `1,234（千円）`: the power of ten in the brackets counts as if it stood behind the digits.
fn apply_bracket_unit(unit: &str, number: &mut Numeral) -> Result<String, Refusal> {
    let (power, base) = unit::split_power(unit);
    if power > 0 {
        if number.scale != Scale::Plain {
            return Err(Refusal::NotANumber);
        }
        let shifted = numeral::shift(number.value, power.cast_signed());
        number.value = shifted.ok_or(Refusal::OutOfRange)?;
        number.scale = Scale::Big;
        number.last_digit += power.cast_signed();
        unit[..unit.len() - base.len()].clone_into(&mut number.power_text);
    }
    Ok(base.to_owned())
}

/// Sign and direction together (N014); △5減 is a decrease of minus five, or a minus written twice.
fn is_negative(sign: Option<Sign>, increase: bool, decrease: bool) -> Result<bool, Refusal> {
    match (sign, increase, decrease) {
        (None | Some(Sign::Plus), true, false) => Ok(false),
        (None, false, true) => Ok(true),
        (sign, false, false) => Ok(sign == Some(Sign::Minus)),
        _ => Err(Refusal::NotANumber),
    }
}

/// Minus `value`; zero has no sign (N010 keeps it beside the value).
fn negated(value: Decimal) -> Decimal {
    if value.is_zero() { value } else { -value }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
}

/// What stands before the digits.
#[derive(Default)]
struct Head {
    sign: Option<Sign>,
    currency: bool,
    approx: bool,
    remarks: Vec<Remark>,
}

impl Head {
    /// Takes words, sign and yen mark off the front, each at most once where a second would matter.
    fn read<'t>(&mut self, text: &'t str) -> Result<&'t str, Refusal> {
        let mut rest = text;
        loop {
            if let Some(after) = strip_any(rest, ABOUT) {
                self.approx = true;
                rest = after;
            } else if let Some(after) = strip_any(rest, LABELS) {
                let written = rest[..rest.len() - after.len()].to_owned();
                self.remarks.push(Remark::Label { written });
                rest = after;
            } else if let Some(after) = rest.strip_prefix(['¥', '\\']).filter(|_| !self.currency) {
                self.currency = true;
                rest = after;
            } else if let Some((sign, after)) = self.sign(rest) {
                if self.sign.replace(sign).is_some() {
                    return Err(Refusal::NotANumber);
                }
                rest = after;
            } else {
                return Ok(rest);
            }
        }
    }

    /// A sign at the front (N009–N015).
    fn sign<'t>(&mut self, text: &'t str) -> Option<(Sign, &'t str)> {
        if let Some(after) = text.strip_prefix("マイナス") {
            return Some((Sign::Minus, after));
        }
        if let Some(after) = text.strip_prefix("プラス") {
            return Some((Sign::Plus, after));
        }
        let written = text.chars().next()?;
        let sign = match written {
            '+' => Sign::Plus,
            '▲' | '△' | '-' | '−' | '‐' | '‑' | '‒' | '–' => Sign::Minus,
            'ー' | '―' | '—' | '─' => {
                self.remarks.push(Remark::LongVowelAsMinus { written });
                Sign::Minus
            }
            '▼' | '▽' => {
                self.remarks.push(Remark::RareMinus { written });
                Sign::Minus
            }
            _ => return None,
        };
        Some((sign, &text[written.len_utf8()..]))
    }
}

fn strip_any<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| text.strip_prefix(word))
}

/// Circled digits are list marks or programme numbers, not quantities (N016, N017).
fn check_enclosed(text: &str) -> Result<(), Refusal> {
    let mut enclosed = text.chars().filter(|c| tail::is_enclosed(*c));
    match (enclosed.next(), enclosed.next()) {
        (Some(_), Some(_)) => Err(Refusal::TwoValues),
        (Some(written), None) => Err(Refusal::CircledNumber { written }),
        _ => Ok(()),
    }
}

/// A lone 一 may be a dash, and 一部 is "a part" (N136).
fn check_lone_kanji(start: &str, rest: &str) -> Result<(), Refusal> {
    match start.strip_prefix('一') {
        Some("") => Err(Refusal::Confusable { found: '一', looks_like: 'ー' }),
        Some(after) if after == rest && after.starts_with('部') => Err(Refusal::Vague),
        _ => Ok(()),
    }
}

/// 6割2分3厘 as per cent (N065); `after` follows 割.
fn tenths(tens: Decimal, after: &str) -> Result<(Decimal, &str), Refusal> {
    let mut value = numeral::shift(tens, 1).ok_or(Refusal::OutOfRange)?;
    let mut rest = after;
    for (word, power) in [('分', 0), ('厘', -1)] {
        let mut chars = rest.chars();
        let digit = chars.next().and_then(|c| c.to_digit(10).or_else(|| kanji::digit(c)));
        if let (Some(digit), Some(c)) = (digit, chars.next())
            && c == word
        {
            let part = numeral::shift(Decimal::from(digit), power).ok_or(Refusal::OutOfRange)?;
            value = value.checked_add(part).ok_or(Refusal::OutOfRange)?;
            rest = chars.as_str();
        }
    }
    Ok((value, rest))
}

/// Why a text that does not start with a number is not one.
fn not_a_number(text: &str) -> Refusal {
    let runs = text
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.')))
        .filter(|run| run.contains(|c: char| c.is_ascii_digit()))
        .count();
    if runs > 1 { Refusal::TwoValues } else { Refusal::NotANumber }
}
