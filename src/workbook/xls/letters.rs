//! The records of an Excel 97–2003 workbook that say how its cells look.

use std::collections::BTreeMap;

use super::records::{le16, le32, records, records_of_sheet};
use crate::terms::CellRef;
use crate::workbook::looks::{Font, Format, Looks, Rich, SheetLooks};

/// Reads the workbook's own part of the stream.
pub(super) fn read(stream: &[u8]) -> Looks {
    let mut looks = Looks::default();
    let mut strings: Vec<&[u8]> = Vec::new();
    let mut previous = 0;
    for (kind, data) in records(stream) {
        match kind {
            0x000A => break,
            0x0031 => looks.fonts.push(Font {
                struck: le16(data, 2) & 0x0008 != 0,
                raised: le16(data, 8) == 1,
                colour: le16(data, 4),
            }),
            0x00E0 => looks.formats.push(format(data)),
            // The workbook's own palette: their count, then red, green, blue and nothing of each.
            0x0092 => {
                let own = data.get(2..).unwrap_or_default().chunks_exact(4).take(56);
                looks.palette = (8..).zip(own.map(|own| (own[0], own[1], own[2]))).collect();
            }
            0x00FC => strings = vec![data],
            0x003C if previous == 0x00FC => strings.push(data),
            _ => {}
        }
        if kind != 0x003C {
            previous = kind;
        }
    }
    // The table begins with two counts.
    if let Some(first) = strings.first_mut() {
        *first = first.get(8..).unwrap_or_default();
    }
    looks.rich = rich_strings(strings);
    looks
}

/// Reads the part of one sheet.
pub(super) fn sheet(looks: &Looks, part: &[u8]) -> SheetLooks {
    let mut found = SheetLooks::default();
    // What stands in an embedded chart is no cell.
    for (kind, data) in records_of_sheet(part) {
        record(looks, kind, data, &mut found);
    }
    found
}

fn record(looks: &Looks, kind: u16, data: &[u8], found: &mut SheetLooks) {
    let style = |at: usize| le16(data, at) as usize;
    let at = |col: u32| CellRef::new(le16(data, 0), col);
    let first = le16(data, 2);
    match kind {
        // The view: whether zeros are shown.
        0x023E if data.len() >= 2 => found.hides_zeros |= le16(data, 0) & 0x0010 == 0,
        0x0208 if le16(data, 12) & 0x0020 != 0 => {
            found.hidden_rows.insert(le16(data, 0));
        }
        0x007D if le16(data, 8) & 1 != 0 => {
            found.hide_columns(le16(data, 0), le16(data, 2).min(255));
        }
        0x0006 | 0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E => {
            looks.note(at(first), style(4), None, found);
        }
        0x00FD => {
            let rich = looks.rich.get(&le32(data, 6));
            looks.note(at(first), style(4), rich, found);
        }
        // A run of small numbers, each with its format.
        0x00BD => {
            let count = data.len().saturating_sub(6) / 6;
            for (col, n) in (first..).zip(0..count) {
                looks.note(at(col), style(4 + 6 * n), None, found);
            }
        }
        // An empty cell, and a run of them.
        0x0201 => looks.blank(at(first), style(4), found),
        0x00BE => {
            let count = data.len().saturating_sub(6) / 2;
            for (col, n) in (first..).zip(0..count) {
                looks.blank(at(col), style(4 + 2 * n), found);
            }
        }
        _ => {}
    }
}

/// The place of a font: the number 4 is left out, so that the fifth one has number 5.
fn place_of_font(number: u32) -> usize {
    (if number > 4 { number - 1 } else { number }) as usize
}

/// A cell format. Those of Excel 5 and 95 are shorter and tell the fill in another way, which is not looked at.
fn format(data: &[u8]) -> Format {
    let font = place_of_font(le16(data, 0));
    if data.len() < 20 {
        return Format { font, ..Format::default() };
    }
    let (sides, more) = (le32(data, 10), le32(data, 14));
    let behind = match more >> 26 {
        0 => Some(None),
        1 => Some(Some(le16(data, 18) & 0x7F)),
        _ => None,
    };
    Format { font, behind, crossed: sides >> 30 != 0 && (more >> 21) & 0xF != 0 }
}

/// A place in the table of shared strings, which goes on in further records.
struct Table<'a> {
    rest: &'a [u8],
    further: std::vec::IntoIter<&'a [u8]>,
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

    /// The letters of a string; one that goes on in the next record has its width again.
    fn letters(&mut self, count: usize, mut wide: bool) -> Option<Vec<u16>> {
        let mut units = Vec::new();
        while units.len() < count {
            if self.rest.is_empty() && !units.is_empty() {
                wide = self.number(1)? & 1 != 0;
            }
            let width = if wide { 2 } else { 1 };
            let taken = self.bytes(width * (count - units.len()))?;
            if taken.len() < width {
                return None;
            }
            units.extend(taken.chunks_exact(width).map(|unit| match unit {
                [low, high] => u16::from_le_bytes([*low, *high]),
                _ => u16::from(unit[0]),
            }));
        }
        Some(units)
    }
}

/// The shared strings that have runs, by number.
fn rich_strings(segments: Vec<&[u8]>) -> BTreeMap<u32, Rich> {
    let mut table = Table { rest: &[], further: segments.into_iter() };
    let mut found = BTreeMap::new();
    for number in 0.. {
        match string(&mut table) {
            Some(Some(rich)) => {
                found.insert(number, rich);
            }
            Some(None) => {}
            None => break,
        }
    }
    found
}

/// The next string of the table, if it has runs; `None` at the end.
#[allow(clippy::option_option)] // A string without runs is no end.
fn string(table: &mut Table<'_>) -> Option<Option<Rich>> {
    let count = table.number(2)? as usize;
    let flags = table.number(1)?;
    let runs = if flags & 8 != 0 { table.number(2)? as usize } else { 0 };
    let reading = if flags & 4 != 0 { table.number(4)? as usize } else { 0 };
    let units = table.letters(count, flags & 1 != 0)?;
    let mut fonts = Vec::new();
    for _ in 0..runs {
        let start = table.number(2)? as usize;
        fonts.push((start, place_of_font(table.number(2)?)));
    }
    table.skip(reading)?;
    Some(Rich::of(units, fonts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rich_strings_are_found_over_the_borders_of_records() {
        // A plain string, one of two letters with a run from the second on and a reading, cut in its letters.
        let first = [1, 0, 0, b'a', 2, 0, 13, 1, 0, 3, 0, 0, 0, 0x42, 0x30];
        let second = [1, 0x44, 0x30, 1, 0, 6, 0, 9, 9, 9, 1, 0, 8, 1, 0, b'z', 0, 0, 7, 0];
        let found = rich_strings(vec![&first, &second]);
        let units = |number: u32| String::from_utf16_lossy(&found[&number].units);
        assert_eq!(found.keys().copied().collect::<Vec<_>>(), [1, 2]);
        assert_eq!((units(1).as_str(), found[&1].runs.as_slice()), ("あい", &[(1, 5)][..]));
        assert_eq!((units(2).as_str(), found[&2].runs.as_slice()), ("z", &[(0, 6)][..]));
    }

    #[test]
    fn what_ends_early_is_left_out() {
        assert!(rich_strings(vec![&[5, 0, 8, 1, 0, b'a']]).is_empty());
        assert!(rich_strings(Vec::new()).is_empty());
    }
}
