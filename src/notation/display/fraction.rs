//! Numbers shown as fractions: `# ?/?`, `# ??/??`, `?/8`.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::tokens::Token;

/// Denominators of more digits are not looked for.
const MOST_DIGITS: usize = 3;

/// Whether there is a bar beside places of digits.
pub(super) fn is_fraction(tokens: &[Token]) -> bool {
    tokens.contains(&Token::Slash) && tokens.iter().any(is_digit)
}

/// What is shown for a number that is not negative. Only where the fraction is the number itself is it certain: which one
/// near to it a spreadsheet takes is its own affair.
pub(super) fn fraction_in(value: Decimal, tokens: &[Token]) -> Option<String> {
    let at = tokens.iter().position(|token| *token == Token::Slash)?;
    let (front, back) = (&tokens[..at], &tokens[at + 1..]);
    let top = front.iter().rev().take_while(|token| is_digit(token)).count();
    let whole_places = &front[..front.len() - top];
    let has_whole = whole_places.iter().any(is_digit);
    if top == 0 || !whole_places.iter().all(|token| is_digit(token) || is_room(token)) {
        return None;
    }
    let whole = if has_whole { value.trunc() } else { Decimal::ZERO };
    let (above, below) = parts(value.checked_sub(whole)?, back)?;
    let shows_zero = whole_places.contains(&Token::Digit('0'));
    let whole = whole.normalize();
    Some(match (above, has_whole) {
        (0, true) => whole.to_string(),
        (_, true) if !whole.is_zero() || shows_zero => format!("{whole} {above}/{below}"),
        _ => format!("{above}/{below}"),
    })
}

/// Numerator and denominator of a number over these places.
fn parts(part: Decimal, places: &[Token]) -> Option<(u32, u32)> {
    let free = places.iter().take_while(|token| is_digit(token)).count();
    if free > 0 {
        let rest_is_room = places[free..].iter().all(is_room);
        let most = 10_u32.pow(u32::try_from(free.min(MOST_DIGITS)).ok()?) - 1;
        let all = (free <= MOST_DIGITS && rest_is_room).then_some(1..=most)?;
        return all.into_iter().find_map(|below| Some((exactly(part, below)?, below)));
    }
    let written: String = places.iter().map(super::tokens::literal).collect();
    let below: u32 = written.trim().parse().ok().filter(|below| *below > 0)?;
    Some((exactly(part, below)?, below))
}

/// How many of these parts of one the number is, if it is a whole number of them but for what fifteen digits leave off.
fn exactly(part: Decimal, below: u32) -> Option<u32> {
    let times = part.checked_mul(below.into())?;
    let rest = (times - times.round()).abs();
    (rest <= Decimal::new(1, 9)).then(|| times.round().to_u32()).flatten()
}

fn is_digit(token: &Token) -> bool {
    matches!(token, Token::Digit(_))
}

fn is_room(token: &Token) -> bool {
    matches!(token, Token::Literal(text) if text.trim().is_empty())
}
