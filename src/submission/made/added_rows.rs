//! Rows that a division inserted into a table of the form.
//!
//! An inserted row has no names. Its cells stand in the columns of the table's fields, between rows that were found, so
//! they are read as further lines (or added activities) after the form's own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::align::Alignment;
use super::{MOST_ROWS, is_filled};
use crate::form::{Question, SheetLayout, Subject};
use crate::terms::CellRef;
use crate::workbook::Sheet;

/// A question of an inserted row and the cell it is in.
pub(super) struct AddedCell {
    pub(super) question: Arc<Question>,
    pub(super) cell: CellRef,
}

/// Questions for the inserted rows of every table whose rows the division may add to.
///
/// `located` are the cells found so far, by key of their question.
pub(super) fn added_rows(
    layout: &SheetLayout<'_>,
    sheet: &Sheet,
    located: &BTreeMap<String, CellRef>,
    alignment: &Alignment,
) -> Vec<AddedCell> {
    let mut added = Vec::new();
    for rows in open_tables(layout) {
        // Rows may also be added below the last one, as far as the next thing that the form prints.
        let end = alignment.next_known_row(rows.last_row);
        added.extend(rows_of_table(layout, &rows, sheet, located, end));
    }
    added
}

/// The questions of a table that can grow, by row, in the form's order.
struct OpenTable<'l> {
    rows: Vec<Vec<&'l Arc<Question>>>,
    /// Its last row on the layout.
    last_row: u32,
}

fn open_tables<'l>(layout: &'l SheetLayout<'_>) -> Vec<OpenTable<'l>> {
    let mut tables: BTreeMap<&str, OpenTable<'l>> = BTreeMap::new();
    for (area, question) in layout.questions() {
        let grows = matches!(
            question.subject,
            Subject::Line(..) | Subject::Activity(_) | Subject::SpareActivity(_)
        );
        if !grows {
            continue;
        }
        let table = tables
            .entry(&question.block)
            .or_insert_with(|| OpenTable { rows: Vec::new(), last_row: 0 });
        table.last_row = table.last_row.max(area.first.row);
        match table
            .rows
            .iter_mut()
            .find(|row| row.first().is_some_and(|own| own.subject == question.subject))
        {
            Some(questions) => questions.push(question),
            None => table.rows.push(vec![question]),
        }
    }
    tables.into_values().collect()
}

fn rows_of_table(
    layout: &SheetLayout<'_>,
    table: &OpenTable<'_>,
    sheet: &Sheet,
    located: &BTreeMap<String, CellRef>,
    end: Option<u32>,
) -> Vec<AddedCell> {
    let cells: Vec<CellRef> = table
        .rows
        .iter()
        .flatten()
        .filter_map(|question| located.get(question.key()))
        .copied()
        .collect();
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
    for row in (first..end.unwrap_or(last)).filter(|row| !known.contains(row)) {
        let at = |question: &&Arc<Question>| {
            located.get(question.key()).map(|cell| CellRef::new(row, cell.col))
        };
        let filled = |question: &&&Arc<Question>| {
            at(question).and_then(|cell| sheet.cells.get(&cell)).is_some_and(is_filled)
        };
        if !pattern.iter().any(|question| filled(&question)) {
            continue;
        }
        // A register pasted over a table is no list of rows; it stands beside the fields.
        if next == MOST_ROWS {
            break;
        }
        next += 1;
        for question in pattern {
            if let (Some(cell), Some(question)) =
                (at(question), layout.question_in_row(question, next))
            {
                added.push(AddedCell { question: Arc::new(question), cell });
            }
        }
    }
    added
}

/// The number of a row that the division may add, or of a line.
fn number(subject: &Subject) -> Option<u16> {
    match subject {
        Subject::Line(_, n) | Subject::SpareActivity(n) => Some(*n),
        _ => None,
    }
}
