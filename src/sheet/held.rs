//! What the cells of a sheet hold, kept while it is drawn: the numbers and texts that its formulas, and those of other
//! sheets, find there.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::cell::Value;
use super::expr::Expr;
use crate::terms::{Area, CellRef};

/// What a cell holds; of a formula, its stored result.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Held {
    Empty,
    Number(Decimal),
    Text(String),
}

/// The cells of a sheet, and which of them are formulas.
#[derive(Debug, Clone, Default)]
pub(crate) struct Holdings {
    rows: Vec<Vec<Held>>,
    formulas: Vec<(CellRef, Arc<Expr>)>,
}

impl Holdings {
    /// Keeps what is written into `cell`.
    pub(crate) fn keep(&mut self, cell: CellRef, value: &Value) {
        let held = match value {
            Value::Empty => return,
            // The writer leaves such a cell blank.
            Value::Text(text) if text.is_empty() => return,
            Value::Number(number) | Value::Formula(_, number) => Held::Number(number.normalize()),
            Value::Text(text) | Value::TextFormula(_, text) => Held::Text(text.clone()),
        };
        if let Value::Formula(formula, _) | Value::TextFormula(formula, _) = value {
            self.formulas.push((cell, Arc::clone(formula)));
        }
        let (row, col) = (cell.row as usize, cell.col as usize);
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut self.rows[row];
        if cells.len() <= col {
            cells.resize(col + 1, Held::Empty);
        }
        cells[col] = held;
    }

    /// What a cell holds.
    pub(super) fn at(&self, cell: CellRef) -> &Held {
        let row = self.rows.get(cell.row as usize);
        row.and_then(|row| row.get(cell.col as usize)).unwrap_or(&Held::Empty)
    }

    /// What the cells of a rectangle hold, row by row.
    pub(super) fn all(&self, area: Area) -> impl Iterator<Item = &Held> {
        let Area { first, last } = area;
        let rows = first.row..=last.row;
        rows.flat_map(move |row| (first.col..=last.col).map(move |col| CellRef::new(row, col)))
            .map(|cell| self.at(cell))
    }

    /// Every formula with its cell.
    pub(super) fn formulas(&self) -> impl Iterator<Item = (CellRef, &Expr)> {
        self.formulas.iter().map(|(cell, formula)| (*cell, formula.as_ref()))
    }
}
