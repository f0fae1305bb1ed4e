//! Cells that are neither answers nor printed: the first of each sheet are named, the others are counted.

use std::sync::Arc;

use super::book::Book;
use super::cell::quoted_text;
use super::observation::Observation;
use crate::finding::MOST_NAMED;
use crate::terms::{Area, CellRef, ProgramNo};
use crate::workbook::Sheet;

/// The cells of a sheet, or of a program's part of it, that are neither.
#[derive(Debug)]
pub(super) struct Unaccounted {
    /// The sheet.
    pub(super) sheet: Arc<str>,
    /// Whose sheet or part it is.
    pub(super) program: Option<ProgramNo>,
    /// The cells in reading order.
    pub(super) cells: Vec<CellRef>,
    /// Where forms stand that were pasted onto the sheet: their cells are told of with them, and only counted.
    pub(super) pasted: Vec<Area>,
}

impl Unaccounted {
    /// What is to be said of them.
    pub(super) fn observations(&self, book: &Book<'_>, sheet: &Sheet) -> Vec<Observation> {
        let is_pasted = |at: &CellRef| self.pasted.iter().any(|form| form.contains(*at));
        let (pasted, own): (Vec<CellRef>, Vec<CellRef>) =
            self.cells.iter().partition(|at| is_pasted(at));
        let (named, others) = own.split_at(own.len().min(MOST_NAMED));
        let counted: Vec<CellRef> = others.iter().copied().chain(pasted).collect();
        let name = |at: &CellRef| {
            let text = sheet.cells.get(at).map(quoted_text).unwrap_or_default();
            let (source, program) = (book.place(sheet, *at), self.program);
            Observation::Unaccounted { source, text, program }
        };
        let more = counted.first().map(|first| {
            let area = Area::around(counted.iter().copied());
            Observation::More { like: Box::new(name(first)), count: counted.len(), area }
        });
        named.iter().map(name).chain(more).collect()
    }
}
