//! A table of facts: typed rows, and the same rows as a polars frame.

use polars::prelude::{Column as Series, DataFrame, PolarsResult};

use super::column::{Fact, FactCell, FactKind};

/// Rows with their frame.
#[derive(Debug)]
pub struct Table<F> {
    /// The rows, by round and in plan order.
    pub rows: Vec<F>,
    /// The same rows, for queries, as a frame: numbers and yen as `i64`, flags as booleans, everything else as text.
    pub frame: DataFrame,
}

impl<F: Fact> Table<F> {
    /// Makes the frame of `rows`.
    ///
    /// # Errors
    ///
    /// If polars refuses the columns; equal names in [`Fact::COLUMNS`] would be a mistake of this program.
    pub fn new(rows: Vec<F>) -> PolarsResult<Table<F>> {
        let frame = frame(&rows)?;
        Ok(Table { rows, frame })
    }

    /// Adds the rows of a later round.
    pub(super) fn add(&mut self, rows: Vec<F>) -> PolarsResult<()> {
        self.frame.vstack_mut(&frame(&rows)?)?;
        self.rows.extend(rows);
        Ok(())
    }
}

fn frame<F: Fact>(rows: &[F]) -> PolarsResult<DataFrame> {
    let series = F::COLUMNS.iter().map(|column| {
        let cells = rows.iter().map(column.take);
        let name = column.name.into();
        match column.kind {
            FactKind::Number | FactKind::Yen => {
                Series::new(name, cells.map(int).collect::<Vec<_>>())
            }
            FactKind::Flag | FactKind::Inner => {
                Series::new(name, cells.map(is_set).collect::<Vec<_>>())
            }
            _ => Series::new(name, cells.map(text).collect::<Vec<_>>()),
        }
    });
    DataFrame::new(rows.len(), series.collect())
}

fn int(cell: FactCell) -> Option<i64> {
    match cell {
        FactCell::Int(number) => number,
        FactCell::Text(_) | FactCell::Exact(_) | FactCell::Flag(_) => None,
    }
}

fn is_set(cell: FactCell) -> bool {
    matches!(cell, FactCell::Flag(true))
}

fn text(cell: FactCell) -> Option<String> {
    match cell {
        FactCell::Text(text) => text,
        FactCell::Exact(number) => Some(number.normalize().to_string()),
        FactCell::Int(_) | FactCell::Flag(_) => None,
    }
}
