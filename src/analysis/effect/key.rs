//! What effects are grouped by: the columns of a group, and how it is read from a result.

use polars::prelude::PolarsResult;

use super::row::{BasisKey, CellKey, KindKey, NatureKey, ProgramKey};
use crate::analysis::query::Row;
use crate::terms::DirectionId;

/// A way of grouping.
pub(super) trait Key: Ord + Sized {
    /// Columns that make a group.
    const COLUMNS: &'static [&'static str];

    /// The group of a row.
    fn read(row: &Row<'_>) -> PolarsResult<Self>;
}

fn kind(row: &Row<'_>) -> PolarsResult<String> {
    Ok(row.text("kind")?.unwrap_or_default())
}

impl Key for CellKey {
    const COLUMNS: &'static [&'static str] = &["direction_id", "kind"];

    fn read(row: &Row<'_>) -> PolarsResult<CellKey> {
        let direction_id = DirectionId(row.text("direction_id")?.unwrap_or_default());
        Ok(CellKey { direction_id, kind: kind(row)? })
    }
}

impl Key for KindKey {
    const COLUMNS: &'static [&'static str] = &["kind"];

    fn read(row: &Row<'_>) -> PolarsResult<KindKey> {
        Ok(KindKey { kind: kind(row)? })
    }
}

impl Key for ProgramKey {
    const COLUMNS: &'static [&'static str] = &["program_no"];

    fn read(row: &Row<'_>) -> PolarsResult<ProgramKey> {
        Ok(ProgramKey { program_no: row.program()? })
    }
}

impl Key for NatureKey {
    const COLUMNS: &'static [&'static str] = &["nature"];

    fn read(row: &Row<'_>) -> PolarsResult<NatureKey> {
        Ok(NatureKey { nature: row.text("nature")? })
    }
}

impl Key for BasisKey {
    const COLUMNS: &'static [&'static str] = &["basis"];

    fn read(row: &Row<'_>) -> PolarsResult<BasisKey> {
        Ok(BasisKey { basis: row.text("basis")? })
    }
}

/// All effects together.
impl Key for () {
    const COLUMNS: &'static [&'static str] = &[];

    fn read(_: &Row<'_>) -> PolarsResult<()> {
        Ok(())
    }
}
