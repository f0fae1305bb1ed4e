//! Cells that are neither answers nor printed: the first of each sheet are named, the others are counted.

use std::sync::Arc;

use super::book::Book;
use super::cell::quoted_text;
use super::observation::Observation;
use crate::terms::{Area, CellRef, ProgramNo};
use crate::workbook::Sheet;

/// Most cells of a sheet that are named one by one: nobody reads a longer list, and a pasted register would fill the
/// memory.
const MOST_NAMED: usize = 100;

/// The cells of a sheet, or of a program's part of it, that are neither.
#[derive(Debug)]
pub(super) struct Unaccounted {
    /// The sheet.
    pub(super) sheet: Arc<str>,
    /// Whose sheet or part it is.
    pub(super) program: Option<ProgramNo>,
    /// The cells in reading order.
    pub(super) cells: Vec<CellRef>,
}

impl Unaccounted {
    /// What is to be said of them.
    pub(super) fn observations(&self, book: &Book<'_>, sheet: &Sheet) -> Vec<Observation> {
        let (named, counted) = self.cells.split_at(self.cells.len().min(MOST_NAMED));
        let program = self.program;
        let named = named.iter().map(|at| {
            let text = sheet.cells.get(at).map(quoted_text).unwrap_or_default();
            Observation::Unaccounted { source: book.place(sheet, *at), text, program }
        });
        let more = Area::around(counted.iter().copied()).map(|area| {
            let (sheet, count) = (self.sheet.clone(), counted.len());
            Observation::MoreUnaccounted { sheet, program, count, area }
        });
        named.chain(more).collect()
    }
}
