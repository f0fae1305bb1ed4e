//! Quantities: a number in the field's unit.

use rust_decimal::Decimal;

use super::Raw;
use super::date;
use super::fold;
use super::format;
use super::missing::{self, Word};
use super::numeral::{self, Scale};
use super::outcome::{Missing, Outcome, Reading, Value};
use super::quantity::{self, Quantity};
use super::remark::{Refusal, Remark};
use super::unit;

/// Reads a quantity counted in `unit` (N001–N067).
pub(super) fn read(
    raw: &Raw<'_>,
    unit: &str,
    parentheses_negative: bool,
    none_is_zero: bool,
    whole: bool,
) -> Outcome {
    let (power, base) = unit::split_power(unit);
    let percent = unit::same(unit, "%");
    let mut quantity = match quantity(raw, unit, parentheses_negative) {
        Ok(quantity) => quantity,
        Err(Stop::Word(word)) => {
            return without_number(word, none_is_zero, Value::Number(Decimal::ZERO));
        }
        Err(Stop::Refused(refusal)) => return Outcome::Refused(refusal),
    };
    if whole && may_be_two(&quantity) {
        return Outcome::Refused(Refusal::TwoValues);
    }
    let value = match in_unit(&mut quantity, unit, power, base) {
        Ok(value) => value,
        Err(refusal) => return Outcome::Refused(refusal),
    };
    let unmarked = quantity.unit.is_empty() && quantity.scale == Scale::Plain;
    if percent && unmarked && !value.is_zero() && value.abs() <= Decimal::ONE {
        quantity.remarks.push(Remark::PercentOrFraction { written: value });
    }
    Outcome::Read(reading(quantity, Value::Number(value)))
}

/// Why there is no quantity.
pub(super) enum Stop {
    /// A word of the table of words without a number.
    Word(Word),
    /// Not readable.
    Refused(Refusal),
}

/// The quantity in a cell, whatever its unit.
pub(super) fn quantity(
    raw: &Raw<'_>,
    unit: &str,
    parentheses_negative: bool,
) -> Result<Quantity, Stop> {
    let (power, base) = unit::split_power(unit);
    match raw {
        Raw::Text(text) => {
            if let Some(word) = missing::look_up(text) {
                return Err(Stop::Word(word));
            }
            quantity::parse(text, base, parentheses_negative)
                .map_err(|refusal| Stop::Refused(or_time(text, or_date(text, refusal))))
        }
        // 36 hours are a number where hours are counted, and shown with their unit.
        Raw::Time(shown) => quantity::parse(shown, base, false)
            .ok()
            .filter(|read| !read.unit.is_empty() && unit::same(&read.unit, base))
            .ok_or(Stop::Refused(Refusal::TimeInNumber)),
        Raw::Number { value, format } => numeric_cell(*value, *format, power, base),
        Raw::Date { date, .. } => Err(Stop::Refused(Refusal::DateInNumber { date: *date })),
        Raw::Bool(_) => Err(Stop::Refused(Refusal::Boolean)),
        Raw::Error(code) => Err(Stop::Refused(Refusal::ErrorCell { code: (*code).to_owned() })),
        Raw::NoResult => Err(Stop::Refused(Refusal::NoResult)),
    }
}

/// A typed date is named as such.
fn or_date(text: &str, refusal: Refusal) -> Refusal {
    match date::read(text, None) {
        Ok(date::DateRead { found: date::Found::Day(date), .. })
            if !text.chars().all(|c| c.is_ascii_digit()) =>
        {
            Refusal::DateInNumber { date }
        }
        // 1月12日: what a spreadsheet makes of 1-12 comes back as text in a return copy.
        _ => match date::without_a_year(text) {
            Some(date) => Refusal::DateInNumber { date },
            None => refusal,
        },
    }
}

/// A typed time is named as such: 36:00, 36時間30分.
fn or_time(text: &str, refusal: Refusal) -> Refusal {
    let text = fold::compact(text, ":");
    let text = text.trim_start_matches('-');
    let mut parts = text.split_terminator([':', '時', '分', '秒']).map(|part| {
        let part = part.strip_prefix('間').unwrap_or(part);
        let is_number = !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        (is_number, part.len() == 2 && part < "60")
    });
    let first = parts.next().is_some_and(|(is_number, _)| is_number);
    let rest: Vec<bool> = parts.map(|(is_number, below_60)| is_number && below_60).collect();
    let is_time = first && matches!(rest.len(), 1 | 2) && rest.into_iter().all(|part| part);
    if is_time { Refusal::TimeInNumber } else { refusal }
}

/// A numeric cell, with the unit and the scaling of its format (4.1).
fn numeric_cell(
    value: Decimal,
    code: Option<&str>,
    power: u32,
    base: &str,
) -> Result<Quantity, Stop> {
    let shown = format::show(value, code).map_err(Stop::Refused)?;
    match &shown.words {
        Some(words) if value.is_zero() => zero_in_words(words, &shown, base),
        _ => scaled(shown, code, power, base).map_err(Stop::Refused),
    }
}

/// A zero for which a format shows words: they are what its writer sees, as `"集計中"` is no measured zero. A dash is how
/// a zero is written in accounts.
fn zero_in_words(words: &str, shown: &format::Shown, base: &str) -> Result<Quantity, Stop> {
    let mut zero = quantity::parse(&shown.number, base, false).map_err(Stop::Refused)?;
    match missing::look_up(words) {
        Some(Word::KanjiZero | Word::Gap(Missing::None)) => {}
        Some(word) => return Err(Stop::Word(word)),
        None if quantity::parse(words, base, false).is_ok_and(|read| read.value.is_zero()) => {}
        None => zero.remarks.extend(shown.remarks.iter().cloned()),
    }
    Ok(zero)
}

/// A number that is shown, counted in thousands where its format shows it so.
fn scaled(
    shown: format::Shown,
    code: Option<&str>,
    power: u32,
    base: &str,
) -> Result<Quantity, Refusal> {
    let mut remarks = shown.remarks;
    let mut text = shown.text;
    if shown.thousands > 0 {
        let fits = if shown.suffix.is_empty() {
            power == shown.thousands * 3
        } else {
            let named = quantity::parse(&format!("1{}", shown.suffix), base, false)?;
            if numeral::shift(named.value, 0 - shown.thousands.cast_signed() * 3)
                != Some(Decimal::ONE)
            {
                return Err(Refusal::FormatContradicts {
                    format: code.unwrap_or_default().to_owned(),
                });
            }
            true
        };
        if !fits {
            // The form says 千円 and the sheet shows millions: what is stored is the plain amount.
            text = format!("{}{base}", shown.number);
        }
        remarks.push(Remark::ScaledByFormat { thousands: shown.thousands, fits });
    }
    let mut quantity = quantity::parse(&text, base, false)?;
    remarks.append(&mut quantity.remarks);
    quantity.remarks = remarks;
    quantity.by_format = true;
    Ok(quantity)
}

/// The quantity's value counted in `unit` (= 10^`power` `base`), with remarks on how units differ.
pub(super) fn in_unit(
    quantity: &mut Quantity,
    unit: &str,
    power: u32,
    base: &str,
) -> Result<Decimal, Refusal> {
    let written_plain = quantity.scale == Scale::Plain;
    if quantity.unit.is_empty() {
        if written_plain {
            return Ok(quantity.value);
        }
        if quantity.scale == Scale::Small && power > 0 {
            return Err(Refusal::AmbiguousMagnitude);
        }
    } else if !unit::same(&quantity.unit, base) {
        return Err(if unit::is_none(&quantity.unit, base) {
            Refusal::UnknownTail { written: quantity.unit.clone() }
        } else {
            let (written, expected) = (quantity.written_unit.clone(), unit.to_owned());
            Refusal::WrongUnit { written, expected }
        });
    }
    remark_on_unit(quantity, unit, power, base);
    numeral::shift(quantity.value, -power.cast_signed()).ok_or(Refusal::OutOfRange)
}

/// Powers of ten between a unit and the one two steps above it: from 千円 over 万円 or 百万円 to 億円 (N039).
const FAR: u32 = 5;

fn remark_on_unit(quantity: &mut Quantity, unit: &str, power: u32, base: &str) {
    let scaled =
        quantity.remarks.iter().any(|remark| matches!(remark, Remark::ScaledByFormat { .. }));
    let written = quantity.written_unit.clone();
    let (expected, by_format) = (unit.to_owned(), quantity.by_format);
    if scaled || quantity.value.is_zero() {
        return;
    }
    let (written_power, _) = unit::split_power(&written);
    if !quantity.compound && written_power >= power + FAR {
        quantity.remarks.push(Remark::UnitFarFromField { written, expected, by_format });
        return;
    }
    // What a format shows nobody wrote: whoever typed 12 into a cell of `0"百万円"` may have meant the field's unit.
    let is_unsure = match quantity.scale {
        Scale::Plain => power > 0,
        _ => by_format && written_power != power,
    };
    if is_unsure {
        quantity.remarks.push(Remark::UnitConflict { written, expected, by_format });
        return;
    }
    if quantity.scale == Scale::Plain {
        return;
    }
    let money = unit::is_yen(base);
    if (money || power > 0) && (quantity.compound || written_power != power) {
        quantity.remarks.push(Remark::UnitConverted { written, expected });
    }
}

/// Whether ・ was read as the point of plain digits, and may stand between two numbers (12・15); behind 万 or 億 it can
/// be nothing but a point (N006).
pub(super) fn may_be_two(quantity: &Quantity) -> bool {
    quantity.scale == Scale::Plain && quantity.remarks.contains(&Remark::MiddleDotAsPoint)
}

/// The answer for a word in the place of a number.
pub(super) fn without_number(word: Word, none_is_zero: bool, zero: Value) -> Outcome {
    match word {
        Word::Nothing(written) if none_is_zero => {
            Outcome::value(zero, vec![Remark::NoneAsZero { written }])
        }
        Word::Nothing(_) => Outcome::missing(Missing::None),
        Word::KanjiZero => Outcome::value(zero, vec![Remark::KanjiZero]),
        other => other.outcome(),
    }
}

/// A reading with all that was written around the number.
pub(super) fn reading(quantity: Quantity, value: Value) -> Reading {
    Reading {
        value,
        approx: quantity.approx,
        qualifier: quantity.qualifier,
        note: quantity.note,
        last_digit: quantity.last_digit,
        negative_zero: quantity.negative_zero,
        remarks: quantity.remarks,
    }
}
