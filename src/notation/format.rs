//! Number format codes: what the sheet shows for a number (4.1, N060, N093).
//!
//! The number and the literals of its format are written out as text, which is then read like typed text;
//! so `18000` in `"約"#,##0"千円"` and a typed `約18,000千円` cannot come to differ.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

use super::display::{Stored, displayed};
use super::numeral;
use super::remark::{Refusal, Remark};

/// A numeric cell written out.
#[derive(Debug)]
pub(super) struct Shown {
    /// Sign, literals and number as text.
    pub text: String,
    /// How many times the format divides what it shows by 1,000; the number in `text` is divided too.
    pub thousands: u32,
    /// The format names a unit or other words after the number.
    pub suffix: String,
    /// The number without literals, not divided.
    pub number: String,
    /// Words that stand in the place of the number: the section has no place for a digit.
    pub words: Option<String>,
    /// What is worth saying.
    pub remarks: Vec<Remark>,
}

const MINUS_MARKS: [char; 6] = ['▲', '△', '▼', '▽', '-', '−'];

/// Writes out `value` as its format shows it.
pub(super) fn show(value: Decimal, format: Option<&str>) -> Result<Shown, Refusal> {
    let mut remarks = Vec::new();
    let stored = value;
    let value = fifteen_digits(stored);
    if value != stored {
        remarks.push(Remark::FloatNoise { stored });
    }
    let code = format.filter(|code| !code.trim().is_empty()).unwrap_or("General");
    let picture = section_for(code, value);
    let hides_minus = hides_minus(&picture, code, value);
    let section = Section::parse(&picture);
    if !section.placeholder {
        let words = format!("{}{}", section.prefix, section.suffix).trim().to_owned();
        let words = Some(words).filter(|words| !words.is_empty());
        if section.any && (words.is_some() || !value.is_zero()) {
            remarks.push(hidden(code, value));
        }
        let number = value.to_string();
        let text = number.clone();
        return Ok(Shown { text, thousands: 0, suffix: String::new(), number, words, remarks });
    }
    let mut prefix = section.prefix.trim().to_owned();
    let mut suffix = section.suffix.trim().to_owned();
    if value.is_sign_negative() {
        prefix.retain(|c| !MINUS_MARKS.contains(&c));
        if prefix.ends_with('(') && suffix.contains(')') {
            prefix.pop();
            suffix = suffix.replacen(')', "", 1);
        }
    } else if prefix.contains(MINUS_MARKS) && !value.is_zero() {
        return Err(Refusal::SignInFormat { format: code.to_owned() });
    } else {
        prefix.retain(|c| c != '+' && !MINUS_MARKS.contains(&c));
    }
    let power =
        if section.percent { 2 } else { 0 } - i32::try_from(section.thousands * 3).unwrap_or(0);
    let shown = numeral::shift(value, power).ok_or(Refusal::OutOfRange)?;
    let shown = if section.thousands > 0 { shown.normalize() } else { shown };
    remarks.extend(percent_typed_plain(&section, value));
    remarks.extend(hidden_digits(&section, shown, value, code));
    if section.adds_digits() || hides_minus {
        remarks.push(hidden(code, value));
    }
    let percent = if section.percent { "%" } else { "" };
    Ok(Shown {
        text: format!("{prefix}{shown}{percent}{suffix}"),
        thousands: section.thousands,
        suffix: format!("{percent}{suffix}"),
        number: value.to_string(),
        words: None,
        remarks,
    })
}

/// A format shows something else than the number.
fn hidden(code: &str, value: Decimal) -> Remark {
    let shown = displayed(Stored::Number(value), Some(code)).filter(|text| !text.is_empty());
    Remark::HiddenByFormat { format: code.to_owned(), shown }
}

/// What a format is to show.
#[derive(Debug, Clone, Copy)]
pub enum Shows {
    /// A number.
    Number(Decimal),
    /// A text.
    Text,
}

/// Whether a format code shows nothing at all where something stands, as `;;;` does.
pub fn shows_nothing(code: &str, what: Shows) -> bool {
    let section = match what {
        Shows::Number(value) => section_for(code, value),
        // Only a fourth section speaks of texts; without one they show as they are.
        Shows::Text => match split_sections(code).into_iter().nth(3) {
            Some(section) => section,
            None => return false,
        },
    };
    if is_white(&section) || matches!(what, Shows::Number(value) if drops_zero(&section, value)) {
        return true;
    }
    let section = Section::parse(&section);
    let shows_words = !format!("{}{}", section.prefix, section.suffix).trim().is_empty();
    !code.trim().is_empty() && !section.placeholder && !shows_words && !section.percent
}

/// Whether a section draws in white, which nobody reads on paper or in an entry field.
fn is_white(section: &str) -> bool {
    let section = section.to_ascii_lowercase();
    ["[white]", "[白]", "[color2]", "[color 2]"].iter().any(|white| section.contains(white))
}

/// Whether a section has a place for no digit of a number that rounds to zero, as `#,###` has none.
fn drops_zero(section: &str, value: Decimal) -> bool {
    let digits = section.rsplit(']').next().unwrap_or(section).trim();
    value.round_dp_with_strategy(0, MidpointAwayFromZero).is_zero()
        && digits.contains('#')
        && digits.chars().all(|c| matches!(c, '#' | ','))
}

/// A whole number of times the whole, or ten times and more: whoever typed it meant so many per cent, before or after the
/// format was there. Real rates of 200 % have digits behind the point.
fn percent_typed_plain(section: &Section, stored: Decimal) -> Option<Remark> {
    let size = stored.abs();
    let is_plain = size >= Decimal::TEN || (size.is_integer() && size >= Decimal::TWO);
    (section.percent && is_plain).then_some(Remark::PercentByFormat { stored })
}

/// What is seen of a number whose format shows fewer digits behind the point, also of thousands (`#,##0,`), or of all
/// (`0.00E+00`).
fn hidden_digits(
    section: &Section,
    number: Decimal,
    stored: Decimal,
    code: &str,
) -> Option<Remark> {
    if let Some(powers) = &section.powers {
        return powers.shown(number).map(|shown| Remark::DigitsHidden { shown });
    }
    let decimals = section.decimals.filter(|_| !section.shows_all)?;
    let rounded = number.round_dp_with_strategy(decimals, MidpointAwayFromZero);
    if rounded == number {
        return None;
    }
    let seen = displayed(Stored::Number(stored), Some(code));
    Some(Remark::DigitsHidden { shown: seen.unwrap_or_else(|| rounded.to_string()) })
}

/// Whether nothing tells a negative number from the positive one: no sign is shown, and it is not red.
fn hides_minus(section: &str, code: &str, value: Decimal) -> bool {
    let seen = |value| displayed(Stored::Number(value), Some(code));
    let section = section.to_ascii_lowercase();
    let is_red =
        ["[red]", "[赤]", "[color3]", "[color 3]", "[色3]"].iter().any(|red| section.contains(red));
    value < Decimal::ZERO && !is_red && seen(value).is_some_and(|own| seen(-value) == Some(own))
}

/// A spreadsheet takes and shows 15 digits; a computed 0.1+0.2 has more (N019).
pub fn fifteen_digits(stored: Decimal) -> Decimal {
    let value = stored.normalize();
    value.round_sf(15).map_or(value, |rounded| rounded.normalize())
}

/// The section of the code that applies to `value`.
fn section_for(code: &str, value: Decimal) -> String {
    let sections = split_sections(code);
    let conditions: Vec<_> = sections.iter().map(|section| condition(section)).collect();
    let conditional = conditions.iter().any(Option::is_some);
    let negative = value.is_sign_negative() && !value.is_zero();
    let index = match sections.len() {
        _ if conditional => conditions
            .iter()
            .position(|condition| condition.is_none_or(|c| c.holds(value)))
            .unwrap_or(0),
        3.. if value.is_zero() => 2,
        2.. if negative => 1,
        _ => 0,
    };
    sections.get(index).cloned().unwrap_or_default()
}

/// Splits at `;` outside quotes, escapes and brackets.
pub(super) fn split_sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut quoted = false;
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        if c == ';' && !quoted {
            sections.push(String::new());
            continue;
        }
        quoted ^= c == '"';
        if let Some(section) = sections.last_mut() {
            section.push(c);
            if matches!(c, '\\' | '!' | '_' | '*') && !quoted {
                section.extend(chars.next());
            }
        }
    }
    sections
}

/// `[>=1000]` at the head of a section.
#[derive(Clone, Copy)]
struct Condition {
    orders: &'static [Ordering],
    limit: Decimal,
}

impl Condition {
    fn holds(self, value: Decimal) -> bool {
        self.orders.contains(&value.cmp(&self.limit))
    }
}

/// Whether the condition of a section holds for `value`, if it has one.
pub(super) fn condition_holds(section: &str, value: Decimal) -> Option<bool> {
    condition(section).map(|condition| condition.holds(value))
}

fn condition(section: &str) -> Option<Condition> {
    section.split('[').skip(1).find_map(|part| {
        let inner = part.split(']').next()?;
        let number = inner.trim_start_matches(['<', '>', '=']);
        let orders = orders_of(&inner[..inner.len() - number.len()])?;
        Some(Condition { orders, limit: number.trim().parse().ok()? })
    })
}

/// How a value may stand to the constant behind a sign.
pub fn orders_of(sign: &str) -> Option<&'static [Ordering]> {
    Some(match sign {
        "=" => &[Ordering::Equal],
        "<>" | "!=" => &[Ordering::Less, Ordering::Greater],
        "<" => &[Ordering::Less],
        "<=" => &[Ordering::Less, Ordering::Equal],
        ">" => &[Ordering::Greater],
        ">=" => &[Ordering::Greater, Ordering::Equal],
        _ => return None,
    })
}

/// How a section shows a number as powers of ten: `0.00E+00`.
struct Powers {
    /// Places before the point: the power is a multiple of them.
    whole: u32,
    decimals: u32,
    /// Places of the power.
    width: usize,
    plus: bool,
}

impl Powers {
    /// What is seen of a number, if that is not the whole of it.
    fn shown(&self, number: Decimal) -> Option<String> {
        let size = |number: Decimal| {
            let number = number.normalize();
            let digits = number.mantissa().unsigned_abs().checked_ilog10()?.cast_signed();
            Some(digits - number.scale().cast_signed())
        };
        let whole = self.whole.max(1).cast_signed();
        let power = |number| size(number).map(|size| size.div_euclid(whole) * whole);
        let places = size(number)? - power(number)? + 1 + self.decimals.cast_signed();
        let rounded = number
            .round_sf_with_strategy(u32::try_from(places).ok()?, MidpointAwayFromZero)
            .filter(|rounded| *rounded != number)?;
        let power = power(rounded)?;
        let front = numeral::shift(rounded, -power)?;
        let sign = match (power < 0, self.plus) {
            (true, _) => "-",
            (false, true) => "+",
            (false, false) => "",
        };
        let (decimals, width, power) = (self.decimals as usize, self.width, power.unsigned_abs());
        Some(format!("{front:.decimals$}E{sign}{power:0width$}"))
    }
}

/// One section taken apart.
#[derive(Default)]
struct Section {
    prefix: String,
    suffix: String,
    percent: bool,
    thousands: u32,
    placeholder: bool,
    /// The section is not simply absent.
    any: bool,
    /// Commas right after the last placeholder.
    pending: u32,
    /// Digits that are shown behind the point.
    decimals: Option<u32>,
    /// General, text and powers of ten show what there is.
    shows_all: bool,
    /// Powers of ten, where it shows them.
    powers: Option<Powers>,
    /// Places before the point.
    whole: u32,
    /// Behind the point.
    fraction: bool,
    /// Words stand between the digits.
    parted: bool,
}

impl Section {
    fn parse(code: &str) -> Section {
        let mut section = Section { any: true, ..Section::default() };
        let general = ["General", "GENERAL", "general", "G/標準"]
            .iter()
            .find_map(|word| code.split_once(word));
        if let Some((before, after)) = general {
            section.walk(before);
            section.placeholder();
            section.walk(after);
            section.shows_all = true;
        } else {
            section.walk(code);
        }
        section.thousands += section.pending;
        section
    }

    fn walk(&mut self, code: &str) {
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            match c {
                '"' => {
                    for inner in chars.by_ref().take_while(|c| *c != '"') {
                        self.literal(inner);
                    }
                }
                '\\' | '!' => {
                    if let Some(escaped) = chars.next() {
                        self.literal(escaped);
                    }
                }
                // Room as wide as the next character, or filled with it.
                '_' | '*' => {
                    chars.next();
                }
                '[' => {
                    let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    if let Some(currency) = inner.strip_prefix('$') {
                        for symbol in currency.chars().take_while(|c| *c != '-') {
                            self.literal(symbol);
                        }
                    }
                }
                '0' | '#' | '?' => {
                    self.placeholder();
                    match &mut self.powers {
                        Some(powers) => powers.width += 1,
                        None => self.whole += u32::from(!self.fraction),
                    }
                    *self.decimals.get_or_insert(0) += u32::from(self.fraction);
                }
                '@' => {
                    self.placeholder();
                    self.shows_all = true;
                }
                // E+00 and ?/? show the number another way.
                'E' | 'e' | '/' => {
                    let sign = chars.clone().next();
                    if c != '/' && self.whole > 0 && matches!(sign, Some('+' | '-')) {
                        let (whole, decimals) = (self.whole, self.decimals.unwrap_or(0));
                        let plus = sign == Some('+');
                        self.powers.get_or_insert(Powers { whole, decimals, width: 0, plus });
                    }
                    self.shows_all = true;
                    self.literal(c);
                }
                '%' => self.percent = true,
                ',' if self.placeholder => self.pending += 1,
                '.' if self.placeholder => {
                    self.thousands += self.pending;
                    self.pending = 0;
                    self.fraction = true;
                }
                _ => self.literal(c),
            }
        }
    }

    fn placeholder(&mut self) {
        self.parted |= self.placeholder && !self.suffix.trim().is_empty();
        self.placeholder = true;
        self.pending = 0;
        // Literals between placeholders (0.00E+00, 0-0) are part of the number's picture.
        self.suffix.clear();
    }

    /// Whether its words change the number that is seen: a point between the digits (`0"."0`), digits beside them.
    fn adds_digits(&self) -> bool {
        let has_digit = |words: &str| words.contains(|c: char| c.is_ascii_digit());
        !self.shows_all && (self.parted || has_digit(&self.prefix) || has_digit(&self.suffix))
    }

    fn literal(&mut self, c: char) {
        if self.placeholder {
            self.suffix.push(c);
        } else {
            self.prefix.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_without_a_place_and_white_digits_show_nothing() {
        let nothing = |code, value| shows_nothing(code, Shows::Number(value));
        let (zero, one) = (Decimal::ZERO, Decimal::ONE);
        for code in ["#,###", "####", "[Red]#,###", "#,##0;-#,##0;", ";;;"] {
            assert!(nothing(code, zero), "{code}");
        }
        for code in ["#,##0", "0", "General", "#,##0.0", "#,###\"件\""] {
            assert!(!nothing(code, zero), "{code}");
        }
        assert!(!nothing("#,###", one) && nothing("[White]#,##0", one) && nothing("[白]0", one));
        assert!(!nothing("[Red]#,##0", one));
    }
}
