//! What is known of one table of an OpenDocument spreadsheet, and how it is noted: for each cell as often as it is
//! repeated, and no oftener than is worth remembering.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::terms::{Area, CellRef};
use crate::workbook::attached::Attached;
use crate::workbook::letters::{self, Piece};
use crate::workbook::limits::{LimitKind, Limits, OpenError};

/// Cells noted for their looks, at most: a form has a few.
const MOST_NOTED: usize = 100_000;

/// What the look found about one table.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) name: String,
    /// A copy of another workbook's sheet, kept for formulas that refer to it.
    pub(super) is_outside_copy: bool,
    pub(super) protected: bool,
    pub(super) merges: Vec<Area>,
    /// Cells whose text is an error value.
    pub(super) errors: BTreeSet<CellRef>,
    /// Cells of which something is struck out, raised or invisible.
    pub(super) pieces: BTreeMap<CellRef, Arc<[Piece]>>,
    /// What stands on the screen for days, rates and other values that are stored in another way.
    pub(super) shown: BTreeMap<CellRef, Arc<str>>,
    /// Format codes of cells with a value.
    pub(super) formats: BTreeMap<CellRef, Arc<str>>,
    /// Empty cells with a diagonal line through them.
    pub(super) crossed_out: BTreeSet<CellRef>,
    pub(super) hidden_rows: BTreeSet<u32>,
    pub(super) hidden_cols: BTreeSet<u32>,
    pub(super) attached: Vec<Attached>,
}

/// The rectangle that holds all content of a table.
pub(super) struct Used {
    rows: Range<u64>,
    cols: Range<u64>,
}

impl Used {
    /// What was used before, with the cells of further rows.
    pub(super) fn with(before: Option<Used>, rows: Range<u64>, cols: Range<u64>) -> Used {
        let Some(before) = before else { return Used { rows, cols } };
        let (left, right) = (before.cols.start.min(cols.start), before.cols.end.max(cols.end));
        Used { rows: before.rows.start..rows.end, cols: left..right }
    }

    pub(super) fn area(&self) -> u64 {
        (self.rows.end - self.rows.start) * (self.cols.end - self.cols.start)
    }
}

/// A cell with how often it is repeated, downwards and to the right.
#[derive(Clone, Copy)]
pub(super) struct Repeated {
    pub(super) first: CellRef,
    pub(super) times: (u64, u64),
}

impl Repeated {
    fn cells(self) -> impl Iterator<Item = CellRef> {
        let places = |times: u64| (0..times).map_while(|place| u32::try_from(place).ok());
        let Repeated { first, times: (down, right) } = self;
        places(down).flat_map(move |row| {
            places(right).map(move |col| CellRef::new(first.row + row, first.col + col))
        })
    }
}

/// How much was noted, over all tables.
#[derive(Debug, Default)]
pub(super) struct Noted {
    /// Cells of which the format is noted.
    formatted: u64,
    /// Cells and rows noted for their looks, and empty cells crossed out.
    looked: usize,
    crossed: usize,
    /// Values of which it is known how they are shown.
    shown: usize,
}

impl Noted {
    /// Notes how a cell looks.
    pub(super) fn look(
        &mut self,
        table: &mut Table,
        cell: Repeated,
        pieces: Vec<Piece>,
        crossed: bool,
    ) {
        let pieces = letters::noticed(pieces);
        let noted = if pieces.is_some() { &mut self.looked } else { &mut self.crossed };
        let cells = cell.cells().take(MOST_NOTED.saturating_sub(*noted));
        match pieces {
            Some(pieces) => {
                let looked = cells.inspect(|_| *noted += 1);
                table.pieces.extend(looked.map(|at| (at, pieces.clone())));
            }
            None if crossed => table.crossed_out.extend(cells.inspect(|_| *noted += 1)),
            None => {}
        }
    }

    /// Notes how the value of a cell is shown.
    pub(super) fn value(
        &mut self,
        table: &mut Table,
        cell: Repeated,
        (format, shown): (Option<Arc<str>>, Option<Arc<str>>),
        limits: &Limits,
    ) -> Result<(), OpenError> {
        if format.is_none() && shown.is_none() {
            return Ok(());
        }
        // No more cells than the library will fill.
        self.formatted = self.formatted.saturating_add(cell.times.0.saturating_mul(cell.times.1));
        limits.check(LimitKind::AreaCells, self.formatted)?;
        for at in cell.cells() {
            if let Some(format) = &format {
                table.formats.insert(at, format.clone());
            }
            if let Some(shown) = shown.as_ref().filter(|_| self.shown < MOST_NOTED) {
                self.shown += 1;
                table.shown.insert(at, shown.clone());
            }
        }
        Ok(())
    }

    /// Notes hidden rows.
    pub(super) fn hidden_rows(&mut self, table: &mut Table, rows: Range<u64>) {
        let before = table.hidden_rows.len();
        let rows = rows.filter_map(|row| u32::try_from(row).ok());
        table.hidden_rows.extend(rows.take(MOST_NOTED.saturating_sub(self.looked)));
        self.looked += table.hidden_rows.len() - before;
    }
}
