//! Numbers as a number format shows them.

use rust_decimal::{Decimal, RoundingStrategy};

use super::fraction::{fraction_in, is_fraction};
use super::tokens::{Token, literal};
use crate::notation::numeral;

/// What is shown for a number that is not negative.
pub(super) fn number_in(value: Decimal, tokens: &[Token]) -> Option<String> {
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    let is_of_time = |token: &Token| {
        matches!(token, Token::Part(..) | Token::Elapsed(..) | Token::Time | Token::LongDay)
    };
    if tokens.iter().any(is_of_time) {
        return None;
    }
    if is_fraction(tokens) {
        return fraction_in(value, tokens);
    }
    if let Some(digits) = tokens.iter().find_map(|token| match token {
        Token::Digits(digits) => Some(*digits),
        _ => None,
    }) {
        return in_digits(value, tokens, digits);
    }
    if !tokens.iter().any(is_digit) {
        let plain = |token: &Token| match token {
            Token::General | Token::Stored => value.normalize().to_string(),
            other => literal(other),
        };
        return Some(tokens.iter().map(plain).collect());
    }
    let point = tokens.iter().position(|token| *token == Token::Point);
    let (front, back) = match point {
        Some(at) => (&tokens[..at], &tokens[at + 1..]),
        None => (tokens, &[][..]),
    };
    let percents = tokens.iter().filter(|token| **token == Token::Percent).count();
    // Commas right after the last digit divide; between digits they group.
    let behind = |tokens: &[Token]| tokens.iter().rposition(is_digit).map_or(0, |end| end + 1);
    let commas = |tokens: &[Token]| {
        tokens[behind(tokens)..].iter().take_while(|token| **token == Token::Comma).count()
    };
    let (whole_tokens, between) = front.split_at(behind(front));
    let grouped = whole_tokens.contains(&Token::Comma);
    let thousands = commas(front) + commas(back);
    let power = 2 * i32::try_from(percents).ok()? - 3 * i32::try_from(thousands).ok()?;
    let value = numeral::shift(value, power)?;
    let decimals = digits(back);
    let places = u32::try_from(decimals.len()).ok()?;
    let rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let text = format!("{rounded:.places$}", places = decimals.len());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole_part(if whole == "0" { "" } else { whole }, whole_tokens, grouped);
    let part = decimal_part(part, &decimals);
    let dot = if point.is_some() { "." } else { "" };
    let words = |tokens: &[Token]| tokens.iter().map(literal).collect::<String>();
    Some(format!("{whole}{}{dot}{part}{}", words(between), words(back)))
}

/// A whole number in other digits, one for each place: how other pictures are written in them is not known here.
fn in_digits(value: Decimal, tokens: &[Token], digits: &str) -> Option<String> {
    let is_plain = |token: &Token| {
        matches!(token, Token::Literal(_) | Token::Digit('0' | '#') | Token::Digits(_))
    };
    let has_place = tokens.iter().any(|token| matches!(token, Token::Digit(_)));
    if !has_place || !value.is_integer() || !tokens.iter().all(is_plain) {
        return None;
    }
    let rest: Vec<Token> =
        tokens.iter().filter(|token| !matches!(token, Token::Digits(_))).cloned().collect();
    let plain = number_in(value, &rest)?;
    let written = |c: char| match c.to_digit(10) {
        Some(digit) => digits.chars().nth(digit as usize).unwrap_or(c),
        None => c,
    };
    Some(plain.chars().map(written).collect())
}

fn digits(tokens: &[Token]) -> Vec<char> {
    let digit = |token: &Token| match token {
        Token::Digit(c) => Some(*c),
        _ => None,
    };
    tokens.iter().filter_map(digit).collect()
}

/// The whole part over its places, from the right; what is left over stands at the first place.
fn whole_part(whole: &str, tokens: &[Token], grouped: bool) -> String {
    let mut left: Vec<char> = whole.chars().collect();
    let mut shown: Vec<String> = Vec::new();
    let mut count = 0;
    let places = tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count();
    let mut place = 0;
    for token in tokens.iter().rev() {
        let Token::Digit(kind) = token else {
            shown.push(literal(token));
            continue;
        };
        place += 1;
        loop {
            let digit = left.pop().or(match kind {
                '0' => Some('0'),
                '?' => Some(' '),
                _ => None,
            });
            let Some(digit) = digit else { break };
            if grouped && count > 0 && count % 3 == 0 && digit.is_ascii_digit() {
                shown.push(",".to_owned());
            }
            shown.push(digit.to_string());
            count += 1;
            // The first place takes all that is left.
            if place < places || left.is_empty() {
                break;
            }
        }
    }
    shown.reverse();
    shown.concat()
}

/// The decimals over their places: zeros at the end show only where the code says `0`.
fn decimal_part(part: &str, places: &[char]) -> String {
    let mut shown: Vec<char> = part.chars().collect();
    for place in places.iter().rev() {
        if *place == '0' || shown.last() != Some(&'0') {
            break;
        }
        shown.pop();
    }
    shown.into_iter().collect()
}
