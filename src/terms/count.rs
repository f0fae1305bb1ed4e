//! Numbers of things, and things put together.

use std::collections::BTreeMap;

/// How many there are: things in a figure, rows and columns on a sheet. Neither has more than `u32` holds.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// How many lines a table of a form has; a checked plan keeps them far below what `u16` holds.
pub(crate) fn lines(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// Whole digits with a comma before every third.
pub(crate) fn with_separators(digits: &str) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What belongs to each key, in its order.
pub(crate) fn grouped<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, Vec<V>> {
    let mut groups: BTreeMap<K, Vec<V>> = BTreeMap::new();
    for (key, value) in pairs {
        groups.entry(key).or_default().push(value);
    }
    groups
}
