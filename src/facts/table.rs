//! A table of facts: typed rows, and the same rows as a polars frame.

use polars::prelude::{Column, DataFrame, PolarsResult};

use super::place::ValuePlace;

/// Type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    /// Text; empty means absent.
    Text,
    /// A whole number: a key, a year or yen.
    Int,
    /// Yes or no.
    Flag,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactCell {
    /// Text, or nothing.
    Text(Option<String>),
    /// A whole number, or nothing.
    Int(Option<i64>),
    /// Yes or no.
    Flag(bool),
}

/// A row of a table.
pub trait Fact {
    /// Names and types of the columns, in printed order; names are those of `data/*.csv`.
    const COLUMNS: &'static [(&'static str, FactKind)];

    /// The cells, in the order of [`Fact::COLUMNS`].
    fn cells(&self) -> Vec<FactCell>;

    /// Where the values were read that the place in the columns is not that of; only those of which something is written.
    fn places(&self) -> &[ValuePlace];
}

/// Rows with their frame.
#[derive(Debug)]
pub struct Table<F> {
    /// The rows, in plan order.
    pub rows: Vec<F>,
    /// The same rows as a frame.
    pub frame: DataFrame,
}

impl<F: Fact> Table<F> {
    /// Makes the frame of `rows`.
    ///
    /// # Errors
    ///
    /// If polars refuses the columns; equal names in [`Fact::COLUMNS`] would be a mistake of this program.
    pub fn new(rows: Vec<F>) -> PolarsResult<Table<F>> {
        let cells: Vec<Vec<FactCell>> = rows.iter().map(Fact::cells).collect();
        let columns = F::COLUMNS.iter().enumerate().map(|(at, (name, kind))| {
            let column = cells.iter().map(|row| row.get(at));
            match kind {
                FactKind::Text => Column::new(
                    (*name).into(),
                    column
                        .map(|cell| match cell {
                            Some(FactCell::Text(text)) => text.clone(),
                            _ => None,
                        })
                        .collect::<Vec<Option<String>>>(),
                ),
                FactKind::Int => Column::new(
                    (*name).into(),
                    column
                        .map(|cell| match cell {
                            Some(FactCell::Int(number)) => *number,
                            _ => None,
                        })
                        .collect::<Vec<Option<i64>>>(),
                ),
                FactKind::Flag => Column::new(
                    (*name).into(),
                    column
                        .map(|cell| matches!(cell, Some(FactCell::Flag(true))))
                        .collect::<Vec<bool>>(),
                ),
            }
        });
        let frame = DataFrame::new(rows.len(), columns.collect())?;
        Ok(Table { rows, frame })
    }
}
