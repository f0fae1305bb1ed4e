//! The cells of the formats whose library fills the whole rectangle between the used corners: xls and ods.

use std::sync::Arc;

use calamine::Data;

use super::library::{Library, guarded};
use super::limits::OpenError;
use super::model::{Cell, Content, Sheet};
use super::value::{Budget, DateSense, content};
use crate::terms::CellRef;

/// What the library does not tell of the cells of a sheet.
pub(super) trait Untold {
    /// Days are counted from 1904.
    fn counts_from_1904(&self) -> bool {
        false
    }

    /// The number format of a cell.
    fn format(&self, _at: CellRef) -> Option<Arc<str>> {
        None
    }

    /// Mends a cell.
    fn settle(&self, at: CellRef, cell: &mut Cell);
}

/// Reads the cells of `sheet`.
pub(super) fn read_cells<'b, L: Library<'b>>(
    reader: &mut L,
    sheet: &mut Sheet,
    budget: &mut Budget<'_>,
    untold: &impl Untold,
) -> Result<(), OpenError> {
    let refusal = |error: L::Error| L::refusal(&error);
    let values = guarded(|| reader.worksheet_range(&sheet.name))?.map_err(refusal)?;
    let formulas = guarded(|| reader.worksheet_formula(&sheet.name))?.map_err(refusal)?;
    let formula_at = |at: CellRef| {
        formulas.get_value((at.row, at.col)).filter(|formula| !formula.is_empty()).cloned()
    };
    if let Some((top, left)) = values.start() {
        for (row, col, value) in values.used_cells() {
            let at = CellRef::new(top + row as u32, left + col as u32);
            let format = untold.format(at);
            let sense =
                DateSense { from_1904: untold.counts_from_1904(), format: format.as_deref() };
            let held = match value {
                Data::String(text) => budget.content(text)?,
                other => content(other.clone(), sense),
            };
            if let Some(content) = held {
                budget.cell()?;
                let formula = formula_at(at);
                let mut cell = Cell { format, formula, ..Cell::of(content) };
                untold.settle(at, &mut cell);
                sheet.cells.insert(at, cell);
            }
        }
    }
    if let Some((top, left)) = formulas.start() {
        for (row, col, formula) in formulas.used_cells() {
            if formula.is_empty() {
                continue;
            }
            budget.text(formula)?;
            let at = CellRef::new(top + row as u32, left + col as u32);
            // The library gives a string formula with an empty result as an empty string: that is a result.
            if values.get_value((at.row, at.col)).is_none_or(|value| *value == Data::Empty) {
                budget.cell()?;
                let formula = Some(formula.clone());
                let content = Content::NoResult;
                sheet.cells.insert(at, Cell { formula, ..Cell::of(content) });
            }
        }
    }
    Ok(())
}
