//! The shared strings of an Excel 97–2003 workbook: how long each is, and which have runs in fonts of their own. Of both
//! the reading library gives nothing.

use std::collections::BTreeMap;

use super::letters::place_of_font;
use crate::workbook::limits::{LimitKind, Limits, OpenError};
use crate::workbook::looks::Rich;

/// What the table says of its strings.
#[derive(Debug, Default)]
pub(super) struct Strings {
    /// The length of each in UTF-8, at most. The library copies a string for every cell that uses it, so a few long ones in
    /// many cells would fill the memory.
    pub(super) lengths: Vec<u64>,
    /// Those that have runs, by number.
    pub(super) rich: BTreeMap<u32, Rich>,
}

/// Reads the table from its record and those that continue it. What ends early is left out.
pub(super) fn strings(segments: &[&[u8]], limits: &Limits) -> Result<Strings, OpenError> {
    let mut found = Strings::default();
    let Some((first, further)) = segments.split_first() else { return Ok(found) };
    // The table begins with two counts.
    let rest = first.get(8..).unwrap_or_default();
    let mut table = Table { rest, further: further.iter() };
    for number in 0.. {
        let Some(head) = table.head() else { break };
        found.lengths.push(3 * head.letters as u64);
        limits.check(LimitKind::SharedStrings, found.lengths.len() as u64)?;
        match table.body(&head) {
            Some(Some(rich)) => {
                found.rich.insert(number, rich);
            }
            Some(None) => {}
            None => break,
        }
    }
    Ok(found)
}

/// What stands before the letters of a string.
struct Head {
    letters: usize,
    /// Two bytes a letter.
    wide: bool,
    /// Runs behind the letters.
    runs: usize,
    /// Bytes of the reading behind the runs.
    reading: usize,
}

/// A place in the table, which goes on in further records.
struct Table<'a> {
    rest: &'a [u8],
    further: std::slice::Iter<'a, &'a [u8]>,
}

impl<'a> Table<'a> {
    /// The next `most` bytes or fewer, from one record; `None` at the end of the table.
    fn bytes(&mut self, most: usize) -> Option<&'a [u8]> {
        while self.rest.is_empty() {
            self.rest = self.further.next()?;
        }
        let (taken, rest) = self.rest.split_at(most.min(self.rest.len()));
        self.rest = rest;
        Some(taken)
    }

    fn number(&mut self, bytes: usize) -> Option<u32> {
        let mut number = 0;
        for place in 0..bytes {
            number |= u32::from(*self.bytes(1)?.first()?) << (8 * place);
        }
        Some(number)
    }

    fn skip(&mut self, mut left: usize) -> Option<()> {
        while left > 0 {
            left -= self.bytes(left)?.len();
        }
        Some(())
    }

    fn head(&mut self) -> Option<Head> {
        let letters = self.number(2)? as usize;
        let flags = self.number(1)?;
        let runs = if flags & 8 != 0 { self.number(2)? as usize } else { 0 };
        let reading = if flags & 4 != 0 { self.number(4)? as usize } else { 0 };
        Some(Head { letters, wide: flags & 1 != 0, runs, reading })
    }

    /// The rest of a string, if it has runs; `None` at the end of the table.
    #[allow(clippy::option_option)] // A string without runs is no end.
    fn body(&mut self, head: &Head) -> Option<Option<Rich>> {
        let units = self.letters(head.letters, head.wide)?;
        let mut fonts = Vec::new();
        for _ in 0..head.runs {
            let start = self.number(2)? as usize;
            fonts.push((start, place_of_font(self.number(2)?)));
        }
        self.skip(head.reading)?;
        Some(Rich::of(units, fonts))
    }

    /// The letters of a string. Those in a further record have their width before them, the first ones as well: the record
    /// may end right before them. Half a letter at the end of a record is none.
    fn letters(&mut self, count: usize, mut wide: bool) -> Option<Vec<u16>> {
        let mut units = Vec::new();
        while units.len() < count {
            if self.rest.is_empty() {
                wide = self.number(1)? & 1 != 0;
            }
            let width = if wide { 2 } else { 1 };
            let taken = self.bytes(width * (count - units.len()))?;
            units.extend(taken.chunks_exact(width).map(|unit| match unit {
                [low, high] => u16::from_le_bytes([*low, *high]),
                _ => u16::from(unit[0]),
            }));
        }
        Some(units)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table in these records, its counts put before it.
    fn read(records: &[&[u8]]) -> Strings {
        let first = [&[0; 8], records[0]].concat();
        let segments: Vec<&[u8]> =
            std::iter::once(&first[..]).chain(records[1..].iter().copied()).collect();
        strings(&segments, &Limits::default()).expect("few strings")
    }

    fn texts(found: &Strings) -> Vec<(u32, String)> {
        let text = |rich: &Rich| String::from_utf16_lossy(&rich.units);
        found.rich.iter().map(|(number, rich)| (*number, text(rich))).collect()
    }

    #[test]
    fn strings_are_read_over_the_borders_of_records() {
        // A plain string, one of two letters with a run from the second on and a reading, cut in its letters.
        let first = [1, 0, 0, b'a', 2, 0, 13, 1, 0, 3, 0, 0, 0, 0x42, 0x30];
        let second = [1, 0x44, 0x30, 1, 0, 6, 0, 9, 9, 9, 1, 0, 8, 1, 0, b'z', 0, 0, 7, 0];
        let found = read(&[&first, &second]);
        assert_eq!(found.lengths, [3, 6, 3]);
        assert_eq!(texts(&found), [(1, "あい".to_owned()), (2, "z".to_owned())]);
        assert_eq!(
            (&found.rich[&1].runs[..], &found.rich[&2].runs[..]),
            (&[(1, 5)][..], &[(0, 6)][..])
        );
    }

    /// The width stands before the letters of the second record also where the first one has none of them.
    #[test]
    fn a_string_may_begin_right_before_the_border_of_a_record() {
        let first = [2, 0, 8, 1, 0];
        let second = [1, 0x42, 0x30, 0x44, 0x30, 0, 0, 6, 0, 1, 0, 8, 1, 0, b'z', 0, 0, 6, 0];
        let found = read(&[&first, &second]);
        assert_eq!(found.lengths, [6, 3]);
        assert_eq!(texts(&found), [(0, "あい".to_owned()), (1, "z".to_owned())]);
    }

    #[test]
    fn what_ends_early_is_left_out() {
        let found = read(&[&[5, 0, 8, 1, 0, b'a']]);
        assert!(found.lengths == [15] && found.rich.is_empty());
        let none = strings(&[], &Limits::default()).expect("no string");
        assert!(none.lengths.is_empty() && none.rich.is_empty());
    }
}
