//! Rates in per cent.

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

/// Digits after the decimal point of an achievement rate.
pub(crate) const RATE_DECIMALS: u32 = 1;

/// `part / whole` in per cent, half-up to `decimals` digits from the exact quotient; `None` if `whole` is 0.
pub(super) fn percent(part: Decimal, whole: Decimal, decimals: u32) -> Option<Decimal> {
    let quotient = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    Some(quotient.round_dp_with_strategy(decimals, MidpointAwayFromZero))
}

/// What is printed where the shares do not add up to 100: rounding. Nothing where there are none.
pub(super) fn shares_note(
    what: &str,
    shares: impl Iterator<Item = Option<Decimal>>,
) -> Option<String> {
    let shares: Vec<Decimal> = shares.collect::<Option<_>>()?;
    let sum: Decimal = shares.iter().sum();
    (!shares.is_empty() && sum != Decimal::ONE_HUNDRED)
        .then(|| format!("四捨五入のため、{what}の合計は{}%になります。", sum.normalize()))
}
