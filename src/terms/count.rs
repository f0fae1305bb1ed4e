//! Numbers of things.

/// How many there are, for figures: no plan has more than `u32` holds.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
