//! Finding the cells of a form by what it prints around them.
//!
//! Printed labels that occur once on the layout and once on the sheet, and every cell found by its name, tell where rows
//! and columns went. Rows and columns between them keep their distance to the nearest known one, so inserted and deleted
//! rows and columns do no harm as long as the labels stand.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::form::{Content as FormContent, SheetLayout};
use crate::notation::comparison_key;
use crate::terms::{CellRef, grouped};
use crate::workbook::{Content, Sheet};

/// Where the rows and columns of a layout are on a sheet.
#[derive(Default)]
pub(super) struct Alignment {
    rows: BTreeMap<u32, u32>,
    cols: BTreeMap<u32, u32>,
    /// Rows of the layout that a label or a name was found in.
    known_rows: BTreeSet<u32>,
    /// Those of them that do not follow one another as they do on the layout.
    out_of_order: BTreeSet<u32>,
}

/// How many of the layout's labels a sheet must show to be taken for that form, in per cent.
const ENOUGH_LABELS: usize = 40;

/// What a layout prints and a sheet shows, each text with the cells where it stands, by its comparison key.
pub(super) struct Labels<'l> {
    printed: BTreeMap<Cow<'l, str>, Vec<CellRef>>,
    on_sheet: BTreeMap<&'l str, Vec<CellRef>>,
}

impl<'l> Labels<'l> {
    /// Those of a layout and a sheet.
    pub(super) fn of(layout: &'l SheetLayout<'_>, sheet: &'l Sheet) -> Labels<'l> {
        Labels { printed: printed_keys(layout), on_sheet: texts_of(sheet) }
    }

    /// Aligns the layout with the sheet. `named` are cells already found by their names: (layout, sheet).
    ///
    /// `None` if too little of the form is recognisable.
    pub(super) fn align(&self, named: &[(CellRef, CellRef)]) -> Option<Alignment> {
        let mut anchors: Vec<(CellRef, CellRef)> = named.to_vec();
        let mut found = 0;
        for (key, cells) in &self.printed {
            let Some(places) = self.on_sheet.get(&**key) else { continue };
            found += 1;
            // The same number of occurrences in the same order: each is its counterpart. Else (an answer says the same
            // as a label) those that stand where the form printed them.
            if places.len() == cells.len() {
                anchors.extend(cells.iter().copied().zip(places.iter().copied()));
            } else {
                anchors.extend(
                    cells.iter().filter(|cell| places.contains(cell)).map(|cell| (*cell, *cell)),
                );
            }
        }
        if named.is_empty() && found * 100 < self.printed.len() * ENOUGH_LABELS {
            return None;
        }
        let rows = majority(anchors.iter().map(|(from, to)| (from.row, to.row)));
        let cols = majority(anchors.iter().map(|(from, to)| (from.col, to.col)));
        Some(Alignment::new(rows, cols))
    }

    /// For each row of the layout the rows of the sheet that show one of its labels: only labels that occur once on
    /// both.
    pub(super) fn rows(&self) -> BTreeMap<u32, BTreeSet<u32>> {
        let mut rows: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (key, cells) in &self.printed {
            let places = self.on_sheet.get(&**key).map(Vec::as_slice);
            if let ([cell], Some([place])) = (cells.as_slice(), places) {
                rows.entry(cell.row).or_default().insert(place.row);
            }
        }
        rows
    }
}

/// Where each text of a sheet stands, by its comparison key.
fn texts_of(sheet: &Sheet) -> BTreeMap<&str, Vec<CellRef>> {
    grouped(sheet.cells.iter().filter_map(|(at, cell)| match &cell.content {
        Content::Text(text) => Some((text.key(), *at)),
        _ => None,
    }))
}

fn printed_keys<'l>(layout: &'l SheetLayout<'_>) -> BTreeMap<Cow<'l, str>, Vec<CellRef>> {
    grouped(layout.cells.iter().filter_map(|placed| {
        let FormContent::Text(text) = &placed.content else { return None };
        Some((comparison_key(text), placed.area.first)).filter(|(key, _)| !key.is_empty())
    }))
}

/// For each expected index the actual one that most anchors give; the smaller on a tie.
fn majority(pairs: impl Iterator<Item = (u32, u32)>) -> BTreeMap<u32, u32> {
    let mut votes: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
    for (from, to) in pairs {
        *votes.entry(from).or_default().entry(to).or_default() += 1;
    }
    let winner = |counts: BTreeMap<u32, usize>| {
        counts
            .into_iter()
            .max_by_key(|(to, count)| (*count, std::cmp::Reverse(*to)))
            .map(|(to, _)| to)
    };
    votes.into_iter().filter_map(|(from, counts)| Some((from, winner(counts)?))).collect()
}

/// Where `index` went, by the nearest known one before it, else after it.
fn shifted(known: &BTreeMap<u32, u32>, index: u32) -> Option<u32> {
    if let Some((from, to)) = known.range(..=index).next_back() {
        return to.checked_add(index - from);
    }
    let (from, to) = known.range(index..).next()?;
    to.checked_sub(from - index)
}

/// The rows that are not in every longest series of rows that keep their order: of two that changed places, which one
/// moved cannot be told.
fn out_of_order(rows: &BTreeMap<u32, u32>) -> BTreeSet<u32> {
    if rows.values().is_sorted() {
        return BTreeSet::new();
    }
    let places: Vec<u32> = rows.values().copied().collect();
    let mut ending: Vec<usize> = Vec::new();
    for (n, place) in places.iter().enumerate() {
        let before = ending.iter().zip(&places[..n]).filter(|(_, other)| *other <= place);
        ending.push(1 + before.map(|(length, _)| *length).max().unwrap_or(0));
    }
    let mut beginning = vec![1; places.len()];
    for n in (0..places.len()).rev() {
        let behind = (n + 1..places.len()).filter(|other| places[n] <= places[*other]);
        beginning[n] = 1 + behind.map(|other| beginning[other]).max().unwrap_or(0);
    }
    let longest = ending.iter().copied().max().unwrap_or(0);
    let is_part = |n: &usize| ending[*n] + beginning[*n] > longest;
    let mut parts = vec![0; longest + 1];
    (0..places.len()).filter(is_part).for_each(|n| parts[ending[n]] += 1);
    let keeps_order = |n: &usize| is_part(n) && parts[ending[*n]] == 1;
    rows.keys().enumerate().filter(|(n, _)| !keeps_order(n)).map(|(_, row)| *row).collect()
}

impl Alignment {
    fn new(rows: BTreeMap<u32, u32>, cols: BTreeMap<u32, u32>) -> Alignment {
        let known_rows = rows.keys().copied().collect();
        let out_of_order = out_of_order(&rows);
        Alignment { rows, cols, known_rows, out_of_order }
    }

    /// Where a cell of the layout is on the sheet; a cell inside merged cells is their first one.
    pub(super) fn cell(&self, sheet: &Sheet, at: CellRef) -> Option<CellRef> {
        let cell = self.place(at)?;
        let merge = sheet.merges.iter().find(|area| area.contains(cell));
        Some(merge.map_or(cell, |area| area.first))
    }

    /// The way back: from the sheet to the layout.
    pub(super) fn reversed(&self) -> Alignment {
        // Where two rows of the layout fell together, the upper one is meant.
        let back = |known: &BTreeMap<u32, u32>| {
            known.iter().rev().map(|(from, to)| (*to, *from)).collect::<BTreeMap<u32, u32>>()
        };
        Alignment::new(back(&self.rows), back(&self.cols))
    }

    /// Where a cell went, merged or not.
    pub(super) fn place(&self, at: CellRef) -> Option<CellRef> {
        Some(CellRef::new(shifted(&self.rows, at.row)?, shifted(&self.cols, at.col)?))
    }

    /// The sheet's row of the first row of the layout below `row` that is known.
    pub(super) fn next_known_row(&self, row: u32) -> Option<u32> {
        let below = self.known_rows.range(row + 1..).next()?;
        self.rows.get(below).copied()
    }

    /// Whether another row of the layout than `row` was found in this row of the sheet.
    pub(super) fn is_another_row(&self, row: u32, on_sheet: u32) -> bool {
        self.rows.iter().any(|(from, to)| *to == on_sheet && *from != row)
    }

    /// Whether the row by which this row of the layout is found stands out of order.
    pub(super) fn is_out_of_order(&self, row: u32) -> bool {
        let before = self.rows.range(..=row).next_back();
        before
            .or_else(|| self.rows.first_key_value())
            .is_some_and(|(known, _)| self.out_of_order.contains(known))
    }

    /// Whether something of this row of the layout was found: else the row may have been deleted.
    pub(super) fn knows_row(&self, row: u32) -> bool {
        self.known_rows.contains(&row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_changed_places_are_told_from_those_that_only_moved() {
        let told = |places: &[u32]| {
            let rows = (0..).zip(places.iter().copied()).collect();
            out_of_order(&rows).into_iter().collect::<Vec<u32>>()
        };
        // Inserted and deleted rows keep the order of the others.
        assert!(told(&[0, 1, 5, 6, 6, 9]).is_empty());
        // Which of two neighbours moved cannot be told, of one among many it can.
        assert_eq!(told(&[0, 1, 3, 2, 4]), [2, 3]);
        assert_eq!(told(&[0, 9, 2, 3, 4]), [1]);
        // Two blocks.
        assert_eq!(told(&[0, 3, 4, 1, 2, 5]), [1, 2, 3, 4]);
    }
}
