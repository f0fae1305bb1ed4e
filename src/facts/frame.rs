//! Facts as a polars frame, for queries.

use polars::prelude::{Column as Series, DataFrame, PolarsResult};

use super::column::{Fact, FactCell, FactKind};

/// The rows of a table as a frame, in their order: numbers and yen as `i64`, flags as booleans, everything else as text.
///
/// # Errors
///
/// If polars refuses the columns; equal names in [`Fact::COLUMNS`] would be a mistake of this program.
pub fn frame<F: Fact>(rows: &[F]) -> PolarsResult<DataFrame> {
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
