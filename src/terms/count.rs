//! Numbers of things.

/// How many there are: things in a figure, rows and columns on a sheet. Neither has more than `u32` holds.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// How many lines a table of a form has; a checked plan keeps them far below what `u16` holds.
pub(crate) fn lines(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
