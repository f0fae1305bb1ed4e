//! Finding the columns of a table by their headings, which may stand in several rows and be merged.

use std::collections::BTreeSet;

use super::grid::{Grid, Scope};
use super::locate::{Miss, Words, only};
use crate::schema::{Field, Locator};
use crate::terms::{Area, CellRef};

/// Most rows that the headings of one table take.
const HEAD_ROWS: u32 = 4;

/// What is looked for at the head of a column.
pub(super) struct Wanted<'f> {
    keys: Vec<String>,
    locator: Option<&'f Locator>,
}

impl<'f> Wanted<'f> {
    pub(super) fn field(words: &Words, field: &'f Field) -> Wanted<'f> {
        Wanted { keys: words.field_keys(field), locator: field.find.as_ref() }
    }

    pub(super) fn locator(words: &Words, locator: &'f Locator) -> Wanted<'f> {
        Wanted { keys: words.label_keys(locator, ""), locator: Some(locator) }
    }

    /// The cells that may be this column's heading: those below the group heading that the column is `under`.
    fn candidates(&self, grid: &Grid<'_>, scope: Scope, words: &Words) -> Vec<Area> {
        let mut found = grid.find(&self.keys, scope);
        if let Some(group) = self.locator.and_then(|locator| locator.under.as_ref()) {
            let groups = grid.find(&words.keys(group), scope);
            let in_group = |area: &Area| {
                groups.iter().any(|group| {
                    group.last.row < area.first.row
                        && (group.first.col..=group.last.col).contains(&area.first.col)
                })
            };
            found.retain(in_group);
        }
        found
    }
}

/// The headings of a table.
pub(super) struct Head {
    /// For each column that was looked for: its heading, or why there is none.
    pub(super) columns: Vec<Result<Area, Miss>>,
    /// First row below all headings.
    pub(super) below: u32,
}

/// Finds the headings of a table in `scope`: the band of rows that holds most of them.
///
/// Two bands that hold as many are two tables, and which is meant is not guessed.
pub(super) fn head(
    grid: &Grid<'_>,
    scope: Scope,
    words: &Words,
    wanted: &[Wanted<'_>],
) -> Result<Head, Miss> {
    let candidates: Vec<Vec<Area>> =
        wanted.iter().map(|column| column.candidates(grid, scope, words)).collect();
    let tops: BTreeSet<u32> = candidates.iter().flatten().map(|area| area.first.row).collect();
    let in_band = |top: u32, area: &&Area| (top..top + HEAD_ROWS).contains(&area.first.row);
    let count = |top: u32| {
        candidates.iter().filter(|own| own.iter().any(|area| in_band(top, &area))).count()
    };
    let most = tops.iter().map(|top| count(*top)).max().unwrap_or(0);
    // Half of the headings are enough to know a table by; the others are named as gone.
    if most == 0 || most * 2 < wanted.len() {
        return Err(Miss::Gone);
    }
    let best: BTreeSet<u32> = tops.into_iter().filter(|top| count(*top) == most).collect();
    // A band that begins above the headings holds them too: the lowest one is the closest.
    let tables: Vec<u32> = best
        .iter()
        .copied()
        .filter(|top| best.range(top + 1..top + HEAD_ROWS).next().is_none())
        .collect();
    let [top] = tables.as_slice() else {
        return Err(Miss::Twice(tables.iter().map(|row| CellRef::new(*row, 0)).collect()));
    };
    let columns: Vec<Result<Area, Miss>> = wanted
        .iter()
        .zip(&candidates)
        .map(|(column, own)| {
            let own = own.iter().filter(|area| in_band(*top, area)).copied().collect();
            only(own, column.locator.and_then(|locator| locator.nth))
        })
        .collect();
    let last = columns.iter().flatten().map(|area| area.last.row).max().unwrap_or(*top);
    Ok(Head { columns, below: last + 1 })
}
