//! What effects are grouped by: the columns of a group, and how it is read from a result.

use polars::prelude::PolarsResult;

use super::row::{BasisKey, CellKey, KindKey, NatureKey, ProgramKey};
use crate::analysis::query::Row;
use crate::terms::{DirectionId, ProgramNo};

/// A way of grouping.
pub(super) trait Key: Ord + Sized {
    /// Columns that make a group.
    const COLUMNS: &'static [&'static str];

    /// The group of a row.
    fn read(row: &Row<'_>) -> PolarsResult<Self>;
}

/// Groups with their fields, which are called as their columns, and how each of them is read.
macro_rules! keys {
    ($($key:ident { $($field:ident = $read:expr),* })*) => {
        $(impl Key for $key {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn read(row: &Row<'_>) -> PolarsResult<$key> {
                Ok($key { $($field: $read(row, stringify!($field))?),* })
            }
        })*
    };
}

keys! {
    CellKey { direction_id = direction, kind = code }
    KindKey { kind = code }
    ProgramKey { program_no = program }
    NatureKey { nature = Row::text }
    BasisKey { basis = Row::text }
}

/// All effects together.
impl Key for () {
    const COLUMNS: &'static [&'static str] = &[];

    fn read(_: &Row<'_>) -> PolarsResult<()> {
        Ok(())
    }
}

fn code(row: &Row<'_>, column: &str) -> PolarsResult<String> {
    Ok(row.text(column)?.unwrap_or_default())
}

fn direction(row: &Row<'_>, column: &str) -> PolarsResult<DirectionId> {
    code(row, column).map(DirectionId)
}

fn program(row: &Row<'_>, column: &str) -> PolarsResult<ProgramNo> {
    row.number(column).map(ProgramNo)
}
