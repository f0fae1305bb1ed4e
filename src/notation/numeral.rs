//! The digits of a quantity: `1,234`, `65・26`, `1億2,345万`, `二千万`, `285百万`.
//!
//! Exact throughout: powers of ten move the decimal point, and what does not fit is refused.

use rust_decimal::Decimal;

use super::kanji;
use super::remark::{Refusal, Remark};

/// The largest power of ten written in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// Digits only.
    Plain,
    /// 十, 百 or 千.
    Small,
    /// 万, 億 or 兆.
    Big,
}

/// A number without sign.
#[derive(Debug)]
pub(super) struct Numeral {
    /// The value, powers applied.
    pub value: Decimal,
    /// The power of ten of the last digit written: 4 for 1億2,345万.
    pub last_digit: i32,
    /// The powers written.
    pub scale: Scale,
    /// The characters of power after the last digit, e.g. 百万.
    pub power_text: String,
    /// Several groups, as in 1億2,345万.
    pub compound: bool,
    /// What is odd about it.
    pub remarks: Vec<Remark>,
}

/// `value` × 10^`power`, exactly or not at all.
pub(super) fn shift(value: Decimal, power: i32) -> Option<Decimal> {
    if value.is_zero() {
        return Some(Decimal::ZERO);
    }
    let scale = i32::try_from(value.scale()).ok()?.checked_sub(power)?;
    if scale >= 0 {
        let scale = u32::try_from(scale).ok()?;
        return Decimal::try_from_i128_with_scale(value.mantissa(), scale).ok();
    }
    let factor = 10_i128.checked_pow(scale.unsigned_abs())?;
    let mantissa = value.mantissa().checked_mul(factor)?;
    Decimal::try_from_i128_with_scale(mantissa, 0).ok()
}

/// Reads the number at the start of `text` (folded, spaces only between digits); gives it with the rest,
/// or nothing if the text does not start with a number.
pub(super) fn scan(text: &str) -> Result<Option<(Numeral, &str)>, Refusal> {
    let mut builder = Builder::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if c.is_ascii_digit() || (c == '.' && after.starts_with(|d: char| d.is_ascii_digit())) {
            let (run, tail) = digit_run(rest);
            let (value, tail) = exponent(run, tail, &mut builder)?;
            builder.number(value)?;
            rest = tail;
        } else if kanji::digit(c).is_some() {
            let end = rest.find(|d| kanji::digit(d).is_none()).unwrap_or(rest.len());
            let digits: String = rest[..end]
                .chars()
                .filter_map(|d| kanji::digit(d).and_then(|v| char::from_digit(v, 10)))
                .collect();
            builder.number(exact(&digits)?)?;
            rest = &rest[end..];
        } else if let Some(power) = kanji::small_power(c) {
            builder.small(power, c)?;
            rest = after;
        } else if let Some(power) = kanji::big_power(c) {
            builder.big(power, c)?;
            rest = after;
        } else {
            break;
        }
    }
    if builder.numbers == 0 {
        return Ok(None);
    }
    Ok(Some((builder.finish()?, rest)))
}

/// The longest run of digits with separators that stand before a digit.
fn digit_run(text: &str) -> (&str, &str) {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let before_digit = chars.peek().is_some_and(|(_, d)| d.is_ascii_digit());
        let spaced = c == ',' && chars.peek().is_some_and(|(_, d)| *d == ' ');
        let separator = matches!(c, ',' | '.' | '、' | '・' | ' ') && before_digit;
        if !(c.is_ascii_digit() || separator || spaced) {
            break;
        }
        end = at + c.len_utf8();
    }
    text.split_at(end)
}

fn exact(digits: &str) -> Result<Decimal, Refusal> {
    Decimal::from_str_exact(digits).map_err(|_| Refusal::OutOfRange)
}

/// `1E+05` (N020); the sign is required, since spreadsheets write it and room numbers do not.
fn exponent<'t>(
    run: &str,
    tail: &'t str,
    builder: &mut Builder,
) -> Result<(Decimal, &'t str), Refusal> {
    let value = digits(run, builder)?;
    let Some(after) = tail.strip_prefix(['E', 'e']) else {
        return Ok((value, tail));
    };
    let Some(sign) = after.chars().next().filter(|c| matches!(c, '+' | '-')) else {
        return Ok((value, tail));
    };
    let end = after[1..].find(|c: char| !c.is_ascii_digit()).map_or(after.len(), |at| at + 1);
    let power: i32 = after[1..end].parse().map_err(|_| Refusal::NotANumber)?;
    let power = if sign == '-' { -power } else { power };
    builder.remarks.push(Remark::Exponent);
    let value = shift(value, power).ok_or(Refusal::OutOfRange)?;
    Ok((value, &after[end..]))
}

/// Digits with separators to a value: grouping is checked, odd separators are remarked (N002–N008).
fn digits(run: &str, builder: &mut Builder) -> Result<Decimal, Refusal> {
    let mut run = run.to_owned();
    if run.contains('・') {
        if run.matches('・').count() > 1 || run.contains('.') {
            return Err(Refusal::TwoValues);
        }
        run = run.replace('・', ".");
        builder.remarks.push(Remark::MiddleDotAsPoint);
    }
    if run.contains(' ') {
        if run.contains([',', '、']) || !well_grouped(&run, ' ') {
            return Err(Refusal::TwoValues);
        }
        run.retain(|c| c != ' ');
        builder.remarks.push(Remark::SpaceInNumber);
    }
    if run.contains('、') {
        if run.contains(',') || !well_grouped(&run, '、') {
            return Err(Refusal::TwoValues);
        }
        run.retain(|c| c != '、');
        builder.remarks.push(Remark::IdeographicComma);
    }
    if run.contains(',') {
        if !well_grouped(&run, ',') {
            return Err(Refusal::BadGrouping);
        }
        run.retain(|c| c != ',');
    }
    if run.matches('.').count() > 1 {
        return Err(Refusal::NotANumber);
    }
    let whole = run.split('.').next().unwrap_or_default();
    if whole.len() > 1 && whole.starts_with('0') && builder.numbers == 0 {
        return Err(Refusal::LeadingZeros);
    }
    exact(&run)
}

/// One to three digits, then groups of exactly three; separators only before the decimal point.
fn well_grouped(run: &str, separator: char) -> bool {
    let whole = run.split('.').next().unwrap_or_default();
    let after_point = &run[whole.len()..];
    let mut groups = whole.split(separator);
    let first = groups.next().map_or(0, str::len);
    (1..=3).contains(&first)
        && !after_point.contains(separator)
        && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
}

/// Adds up digits and powers, group of four by group of four.
#[derive(Default)]
struct Builder {
    total: Decimal,
    /// Sum of the 千百十 parts of the group now open.
    group: Option<Decimal>,
    /// Digits not yet followed by a power.
    current: Option<Decimal>,
    last_small: Option<u32>,
    last_big: Option<u32>,
    numbers: usize,
    last_digit: i32,
    fraction: bool,
    any_small: bool,
    power_text: String,
    remarks: Vec<Remark>,
}

impl Builder {
    fn number(&mut self, value: Decimal) -> Result<(), Refusal> {
        // Two numbers side by side, or something after a decimal fraction (1.5億2万).
        if self.current.is_some() || self.fraction {
            return Err(Refusal::NotANumber);
        }
        self.fraction = !value.fract().is_zero();
        self.numbers += 1;
        self.current = Some(value);
        self.last_digit = -i32::try_from(value.scale()).unwrap_or(0);
        self.power_text.clear();
        Ok(())
    }

    fn small(&mut self, power: u32, c: char) -> Result<(), Refusal> {
        if self.last_small.is_some_and(|last| power >= last) {
            return Err(Refusal::NotANumber);
        }
        self.check_below_last_small()?;
        let power_of = i32::try_from(power).unwrap_or(0);
        self.last_digit =
            if self.current.is_some() { self.last_digit + power_of } else { power_of };
        let digits = self.current.take().unwrap_or(Decimal::ONE);
        let part = times(digits, power)?;
        self.group = Some(plus(self.group.unwrap_or_default(), part)?);
        self.last_small = Some(power);
        self.any_small = true;
        self.power_text.push(c);
        Ok(())
    }

    fn big(&mut self, power: u32, c: char) -> Result<(), Refusal> {
        let group = self.close_group()?.ok_or(Refusal::NotANumber)?;
        if let Some(last) = self.last_big {
            Self::check_next_group(last, power, group)?;
        }
        self.total = plus(self.total, times(group, power)?)?;
        self.last_big = Some(power);
        self.last_digit += i32::try_from(power).unwrap_or(0);
        if c == '憶' {
            self.remarks.push(Remark::TypoOku);
        }
        self.power_text.push(c);
        Ok(())
    }

    fn finish(mut self) -> Result<Numeral, Refusal> {
        let first_group = self.last_big.is_none();
        let rest = self.close_group()?;
        if let (Some(last), Some(group)) = (self.last_big, rest) {
            Self::check_next_group(last, 0, group)?;
        }
        let scale = match (first_group, self.any_small) {
            (false, _) => Scale::Big,
            (true, true) => Scale::Small,
            (true, false) => Scale::Plain,
        };
        Ok(Numeral {
            value: plus(self.total, rest.unwrap_or_default())?,
            scale,
            last_digit: self.last_digit,
            power_text: self.power_text,
            compound: self.numbers > 1,
            remarks: self.remarks,
        })
    }

    fn close_group(&mut self) -> Result<Option<Decimal>, Refusal> {
        self.check_below_last_small()?;
        self.last_small = None;
        match (self.group.take(), self.current.take()) {
            (Some(group), Some(ones)) => plus(group, ones).map(Some),
            (group, ones) => Ok(group.or(ones)),
        }
    }

    /// In 2千300 the 300 must fit below 千.
    fn check_below_last_small(&self) -> Result<(), Refusal> {
        match (self.last_small, self.current) {
            (Some(last), Some(digits)) if digits >= times(Decimal::ONE, last)? => {
                Err(Refusal::NotANumber)
            }
            _ => Ok(()),
        }
    }

    /// After 億 comes 万, after 万 the rest; 3億4890円 has lost its 万 (N038).
    fn check_next_group(last: u32, power: u32, group: Decimal) -> Result<(), Refusal> {
        if power >= last || group >= Decimal::from(10_000) {
            return Err(Refusal::NotANumber);
        }
        if last - power > 4 {
            return Err(Refusal::SkippedMagnitude);
        }
        Ok(())
    }
}

fn times(value: Decimal, power: u32) -> Result<Decimal, Refusal> {
    i32::try_from(power).ok().and_then(|power| shift(value, power)).ok_or(Refusal::OutOfRange)
}

/// Sums are of whole numbers (a fraction stands alone), so an addition is exact or overflows.
fn plus(a: Decimal, b: Decimal) -> Result<Decimal, Refusal> {
    a.checked_add(b).ok_or(Refusal::OutOfRange)
}
