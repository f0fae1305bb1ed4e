//! The records of an Excel 97–2003 workbook that say how its cells look.

use std::collections::BTreeMap;

use super::records::{le16, le32, records, records_of_sheet};
use crate::terms::CellRef;
use crate::workbook::looks::{Font, Format, Looks, Rich, SheetLooks};

/// Reads the workbook's own part of the stream, of which the shared strings with runs are known.
pub(super) fn read(stream: &[u8], rich: BTreeMap<u32, Rich>) -> Looks {
    let mut looks = Looks { rich, ..Looks::default() };
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
            _ => {}
        }
    }
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
pub(super) fn place_of_font(number: u32) -> usize {
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
