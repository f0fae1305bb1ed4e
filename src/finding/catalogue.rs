//! All rows of the table together: in order, and by their codes.

use super::entry::{Entry, Off};
use super::table::all_rows;

/// Every row of the table, in the order of the handbook.
pub fn everything() -> Vec<&'static Entry> {
    let mut rows: Vec<&Entry> = all_rows().into_iter().flatten().collect();
    rows.sort();
    rows
}

/// The row of a code; case does not matter.
pub fn entry_of(code: &str) -> Option<&'static Entry> {
    everything().into_iter().find(|entry| entry.code.eq_ignore_ascii_case(code.trim()))
}

/// Rows whose severity a plan may decide: all but those about the plan and the form themselves.
fn of_submissions() -> impl Iterator<Item = &'static Entry> {
    everything().into_iter().filter(|entry| !entry.code.starts_with('P'))
}

/// The codes of what submissions hold, in the order of the handbook: a plan may grade these.
pub fn codes() -> Vec<&'static str> {
    of_submissions().map(|entry| entry.code).collect()
}

/// The codes among them that no plan may switch off.
pub fn never_off() -> Vec<&'static str> {
    let rows = of_submissions();
    rows.filter(|entry| entry.off == Off::Never).map(|entry| entry.code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_and_read_back() {
        let rows = everything();
        let codes: BTreeSet<&str> = rows.iter().map(|entry| entry.code).collect();
        assert_eq!(codes.len(), rows.len());
        for entry in rows {
            assert_eq!(entry_of(&entry.code.to_lowercase()), Some(entry));
            assert!(entry.family().is_some(), "{}", entry.code);
        }
    }
}
