//! What lies on a sheet of an Excel 97–2003 workbook: notes, text boxes, boxes to tick, pictures.
//!
//! A drawing comes as anchor (0x00EC), object (0x005D) and text (0x01B6) one after the other; a note (0x001C) names its
//! cell and the object that holds its text.

use std::collections::BTreeMap;

use super::records::{le16, le32, records_of_sheet};
use crate::terms::CellRef;
use crate::workbook::attached::{Attached, AttachedKind, MOST_ATTACHED, keep};

/// The kind of an anchor in the records of the drawing layer.
const CLIENT_ANCHOR: u32 = 0xF010;

/// Kinds of objects.
const NOTE: u32 = 0x19;
const PICTURES: [u32; 2] = [0x05, 0x08];
const TICKS: [u32; 2] = [0x0B, 0x0C];
const CONTROLS: [u32; 7] = [0x07, 0x10, 0x11, 0x12, 0x13, 0x14, 0x0D];

/// The objects of a sheet while they are read.
#[derive(Default)]
struct Objects {
    anchor: Option<CellRef>,
    /// The objects by number, notes with their text only.
    by_number: BTreeMap<u32, Attached>,
    /// The order of those that are no notes.
    order: Vec<u32>,
    open: Option<u32>,
    /// Letters of the open object's text that are still to come.
    left: usize,
}

/// Reads the part of one sheet.
pub(super) fn attached(part: &[u8]) -> Vec<Attached> {
    let mut objects = Objects::default();
    let mut notes: Vec<(CellRef, u32)> = Vec::new();
    // What stands in an embedded chart lies on the chart.
    for (kind, data) in records_of_sheet(part) {
        match kind {
            0x00EC => objects.anchor = anchor(data, 0).or(objects.anchor),
            0x005D => objects.object(data),
            0x01B6 => objects.left = le16(data, 10) as usize,
            0x003C => objects.words(data),
            0x001C if notes.len() < MOST_ATTACHED => {
                notes.push((CellRef::new(le16(data, 0), le16(data, 2)), le16(data, 6)));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for (at, number) in notes {
        let text = objects.by_number.get(&number).map(|note| note.text.clone());
        let text = text.unwrap_or_default();
        keep(&mut found, Attached { kind: AttachedKind::Note, at: Some(at), text });
    }
    for number in objects.order {
        if let Some(object) = objects.by_number.remove(&number) {
            keep(&mut found, object);
        }
    }
    found
}

impl Objects {
    fn object(&mut self, data: &[u8]) {
        // The common part comes first: its number, its length, kind and number of the object.
        if le16(data, 0) != 0x15 || self.by_number.len() >= MOST_ATTACHED {
            self.open = None;
            return;
        }
        let (kind, number) = (le16(data, 4), le16(data, 6));
        let attached = match kind {
            NOTE => AttachedKind::Note,
            _ if PICTURES.contains(&kind) => AttachedKind::Picture,
            _ if TICKS.contains(&kind) => AttachedKind::Tick { on: is_ticked(data) },
            _ if CONTROLS.contains(&kind) => AttachedKind::Control,
            _ => AttachedKind::Shape,
        };
        let at = self.anchor.take();
        // A list that belongs to a filter or a validation has no anchor of its own.
        if kind != NOTE && at.is_some() {
            self.order.push(number);
        }
        self.by_number.insert(number, Attached::new(attached, at));
        self.open = Some(number);
        self.left = 0;
    }

    /// Words of the open object: flags, then letters.
    fn words(&mut self, data: &[u8]) {
        let (Some((flags, letters)), Some(number)) = (data.split_first(), self.open) else {
            return;
        };
        let Some(object) = self.by_number.get_mut(&number).filter(|_| self.left > 0) else {
            return;
        };
        let width = if flags & 1 != 0 { 2 } else { 1 };
        let units: Vec<u16> = letters
            .chunks_exact(width)
            .take(self.left)
            .map(|unit| match unit {
                [low, high] => u16::from_le_bytes([*low, *high]),
                _ => u16::from(unit[0]),
            })
            .collect();
        self.left -= units.len();
        object.say(&String::from_utf16_lossy(&units));
    }
}

/// Whether a box is ticked: its state stands in a part of the object with the number 0x12.
fn is_ticked(data: &[u8]) -> bool {
    let mut at = 0;
    while at + 4 <= data.len() {
        let (part, length) = (le16(data, at), le16(data, at + 2) as usize);
        if part == 0x12 {
            return le16(data, at + 4) == 1;
        }
        if part == 0 {
            return false;
        }
        at += 4 + length;
    }
    false
}

/// The cell where the last shape of a piece of the drawing layer begins.
fn anchor(data: &[u8], depth: u32) -> Option<CellRef> {
    let mut found = None;
    let mut rest = data;
    while rest.len() >= 8 {
        let (version, kind) = (le16(rest, 0), le16(rest, 2));
        let length = (le32(rest, 4) as usize).min(rest.len() - 8);
        let inside = &rest[8..8 + length];
        // Containers hold further records; the last one may go on behind what this record holds.
        if version & 0xF == 0xF && depth < 8 {
            found = anchor(inside, depth + 1).or(found);
        } else if kind == CLIENT_ANCHOR && inside.len() >= 8 {
            found = Some(CellRef::new(le16(inside, 6), le16(inside, 2)));
        }
        rest = &rest[8 + length..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let mut bytes = kind.to_le_bytes().to_vec();
        bytes.extend((data.len() as u16).to_le_bytes());
        bytes.extend(data);
        bytes
    }

    fn object(kind: u8, number: u8, more: &[u8]) -> Vec<u8> {
        let mut data = vec![0x15, 0, 0x12, 0, kind, 0, number, 0];
        data.resize(22, 0);
        data.extend(more);
        record(0x005D, &data)
    }

    /// An anchor from row 4, column 2, in a container.
    fn drawn() -> Vec<u8> {
        let mut anchor = vec![0, 0, 0x10, 0xF0, 18, 0, 0, 0, 0, 0, 2, 0, 0, 0, 4, 0];
        anchor.resize(26, 0);
        let mut data = vec![0x0F, 0, 0x04, 0xF0, 26, 0, 0, 0];
        data.extend(anchor);
        record(0x00EC, &data)
    }

    fn text(words: &str) -> Vec<u8> {
        let mut head = vec![0; 18];
        head[10] = words.chars().count() as u8;
        let mut letters = vec![1];
        letters.extend(words.encode_utf16().flat_map(u16::to_le_bytes));
        [record(0x01B6, &head), record(0x003C, &letters)].concat()
    }

    #[test]
    fn notes_boxes_and_ticks_are_read_with_their_cells() {
        let ticked = [0x12, 0, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0];
        let part = [
            record(0x0809, &[]),
            drawn(),
            object(0x06, 1, &[]),
            text("書き足し"),
            drawn(),
            object(0x19, 2, &[]),
            text("あとで"),
            drawn(),
            object(0x0B, 3, &ticked),
            record(0x001C, &[7, 0, 1, 0, 0, 0, 2, 0]),
            record(0x000A, &[]),
        ];
        let found = attached(&part.concat());
        let seen: Vec<_> = found.iter().map(|one| (one.kind, one.at, one.text.as_str())).collect();
        let corner = Some(CellRef::new(4, 2));
        assert_eq!(
            seen,
            [
                (AttachedKind::Note, Some(CellRef::new(7, 1)), "あとで"),
                (AttachedKind::Shape, corner, "書き足し"),
                (AttachedKind::Tick { on: true }, corner, ""),
            ]
        );
    }
}
