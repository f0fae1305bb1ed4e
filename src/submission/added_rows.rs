//! Rows that a division inserted into a table of the form.
//!
//! An inserted row has no names. Its cells stand in the columns of the table's fields, between rows that were found, so
//! they are read as further lines (or added activities) after the form's own.

use std::collections::{BTreeMap, BTreeSet};

use super::account::is_filled;
use crate::form::{SheetLayout, Slot, Subject};
use crate::terms::CellRef;
use crate::workbook::Sheet;

/// A slot of an inserted row and the cell it is in.
pub(super) struct AddedSlot<'a> {
    pub(super) slot: Slot<'a>,
    pub(super) cell: CellRef,
}

/// Slots for the inserted rows of every table whose rows the division may add to.
///
/// `located` are the cells found so far, by key of their slot.
pub(super) fn added_rows<'a>(
    layout: &SheetLayout<'a>,
    sheet: &Sheet,
    located: &BTreeMap<String, CellRef>,
) -> Vec<AddedSlot<'a>> {
    let mut added = Vec::new();
    for rows in open_tables(layout) {
        added.extend(rows_of_table(&rows, sheet, located));
    }
    added
}

/// The slots of a table that can grow, by row, in the form's order.
struct OpenTable<'l, 'a> {
    rows: Vec<Vec<&'l Slot<'a>>>,
}

fn open_tables<'l, 'a>(layout: &'l SheetLayout<'a>) -> Vec<OpenTable<'l, 'a>> {
    let mut tables: BTreeMap<&str, Vec<(&Subject, Vec<&'l Slot<'a>>)>> = BTreeMap::new();
    for (_, slot) in layout.slots() {
        let grows = matches!(
            slot.subject,
            Subject::Line(_) | Subject::Activity(_) | Subject::SpareActivity(_)
        );
        if !grows {
            continue;
        }
        let rows = tables.entry(slot.block).or_default();
        match rows.iter_mut().find(|(subject, _)| **subject == slot.subject) {
            Some((_, slots)) => slots.push(slot),
            None => rows.push((&slot.subject, vec![slot])),
        }
    }
    tables
        .into_values()
        .map(|rows| OpenTable { rows: rows.into_iter().map(|(_, slots)| slots).collect() })
        .collect()
}

fn rows_of_table<'a>(
    table: &OpenTable<'_, 'a>,
    sheet: &Sheet,
    located: &BTreeMap<String, CellRef>,
) -> Vec<AddedSlot<'a>> {
    let cells: Vec<CellRef> =
        table.rows.iter().flatten().filter_map(|slot| located.get(&slot.key)).copied().collect();
    let (Some(first), Some(last)) =
        (cells.iter().map(|cell| cell.row).min(), cells.iter().map(|cell| cell.row).max())
    else {
        return Vec::new();
    };
    let known: BTreeSet<u32> = cells.iter().map(|cell| cell.row).collect();
    // The last row is the pattern: it has every field that a new row can have.
    let Some(pattern) = table.rows.last() else { return Vec::new() };
    let mut next =
        table.rows.iter().filter_map(|row| number(&row.first()?.subject)).max().unwrap_or(0);
    let mut added = Vec::new();
    for row in (first..last).filter(|row| !known.contains(row)) {
        let at = |slot: &&Slot<'a>| located.get(&slot.key).map(|cell| CellRef::new(row, cell.col));
        let filled = |slot: &&&Slot<'a>| {
            at(slot).and_then(|cell| sheet.cells.get(&cell)).is_some_and(is_filled)
        };
        if !pattern.iter().any(|slot| filled(&slot)) {
            continue;
        }
        next += 1;
        for slot in pattern {
            if let Some(cell) = at(slot) {
                added.push(AddedSlot { slot: renumbered(slot, next), cell });
            }
        }
    }
    added
}

/// The number of a row that the division may add, or of a line.
fn number(subject: &Subject) -> Option<u16> {
    match subject {
        Subject::Line(n) | Subject::SpareActivity(n) => Some(*n),
        _ => None,
    }
}

/// The same slot as a row of its own.
fn renumbered<'a>(slot: &Slot<'a>, to: u16) -> Slot<'a> {
    let (from, subject) = match &slot.subject {
        Subject::Line(n) => (*n, Subject::Line(to)),
        Subject::SpareActivity(n) => (*n, Subject::SpareActivity(to)),
        other => (0, other.clone()),
    };
    Slot {
        key: slot.key.replacen(&from.to_string(), &to.to_string(), 1),
        caption: slot.caption.replacen(&from.to_string(), &to.to_string(), 1),
        subject,
        ..slot.clone()
    }
}
