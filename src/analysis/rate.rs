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
