//! Rows that stand together: all that is said of one thing. What they repeat is said once, in a cell over all of them, and
//! no printed page parts them.

use std::borrow::Cow;
use std::ops::Range;

use super::{Extent, Row, Table, fitted, in_parts};
use crate::sheet::{measure, style};

/// Points of a group that stays together: more than a page would be parted by every printer.
const TALLEST: f64 = 420.0;

/// The rows of a table that stand together.
pub(super) struct Unit<'r> {
    /// The rows of the sheet that each of them takes, with their points.
    pub(super) rows: Vec<Vec<(Cow<'r, Row>, f64)>>,
    /// What stands once for several of them.
    pub(super) joined: Vec<Joined>,
}

/// A cell over several rows of a group.
pub(super) struct Joined {
    col: usize,
    pub(super) rows: Range<usize>,
}

impl Joined {
    pub(super) fn holds(&self, row: usize, col: usize) -> bool {
        self.col == col && self.rows.contains(&row)
    }
}

impl Unit<'_> {
    /// Points of its rows of the sheet, from the top.
    pub(super) fn heights(&self) -> impl Iterator<Item = f64> {
        self.rows.iter().flatten().map(|(_, height)| *height)
    }

    /// How many rows of the sheet no page parts, from the top: all of a group, and each of those in which a long text
    /// goes on.
    pub(super) fn together(&self) -> Vec<usize> {
        match self.rows.as_slice() {
            [one] => vec![1; one.len()],
            rows => vec![rows.len()],
        }
    }
}

/// The units of these rows of `table`, from the top.
pub(super) fn units<'r>(
    rows: &'r [Row],
    table: &'r Table,
    extents: &'r [Extent],
) -> impl Iterator<Item = Unit<'r>> {
    let groups = rows.chunk_by(|one, next| one.group.is_some() && one.group == next.group);
    groups.flat_map(move |group| {
        let whole = (group.len() > 1).then(|| together(group, table, extents)).flatten();
        let alone = |row| Unit { rows: vec![in_parts(row, table, extents)], joined: Vec::new() };
        whole.map_or_else(|| group.iter().map(alone).collect(), |whole| vec![whole])
    })
}

/// A group as one unit; nothing if a text goes on in a second row, or if it is too tall.
fn together<'r>(group: &'r [Row], table: &Table, extents: &[Extent]) -> Option<Unit<'r>> {
    let joined = joined(group, table);
    let mut heights = Vec::new();
    // Lines of what stands over several rows, by the place of its first one.
    let mut over = Vec::new();
    for (at, row) in group.iter().enumerate() {
        let texts = fitted(row, extents, table.body);
        if texts.iter().any(|text| text.pieces.len() > 1) {
            return None;
        }
        let mut lines = 1;
        for (col, text) in texts.iter().enumerate() {
            match joined.iter().find(|one| one.holds(at, col)) {
                None => lines = lines.max(text.lines),
                Some(one) if one.rows.start == at => over.push((one.rows.clone(), text.lines)),
                Some(_) => {}
            }
        }
        heights.push(measure::row_height(lines, style::TEXT_SIZE));
    }
    for (rows, lines) in over {
        let needed = measure::row_height(lines, style::TEXT_SIZE);
        let missing = needed - heights[rows.clone()].iter().sum::<f64>();
        if missing > 0.0 {
            let each = missing / rows.len() as f64;
            heights[rows].iter_mut().for_each(|height| *height += each);
        }
    }
    let rows = group.iter().zip(&heights).map(|(row, height)| vec![(Cow::Borrowed(row), *height)]);
    (heights.iter().sum::<f64>() <= TALLEST).then(|| Unit { rows: rows.collect(), joined })
}

/// What neighbours of a group have in common in the columns that say it once.
fn joined(group: &[Row], table: &Table) -> Vec<Joined> {
    let columns = table.columns.iter().enumerate().filter(|(_, column)| column.joins);
    let joined = columns.flat_map(|(col, _)| {
        let mut start = 0;
        let runs = group.chunk_by(move |one, next| one.cells.get(col) == next.cells.get(col));
        let runs = runs.map(move |run| {
            let rows = start..start + run.len();
            start = rows.end;
            Joined { col, rows }
        });
        runs.filter(|joined| joined.rows.len() > 1).collect::<Vec<_>>()
    });
    joined.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::table::{extents, unit_heights};
    use crate::sheet::{Body, Cell, Column};

    fn table(reasons: &[(u32, &str)]) -> Table {
        let row = |(group, reason): &(u32, &str)| {
            Row::new(vec![Cell::text("あ"), Cell::text(*reason)]).of_group(*group)
        };
        let columns = vec![Column::new("項目"), Column::new("理由").joined(true)];
        Table { columns, rows: reasons.iter().map(row).collect(), body: Body::Narrative }
    }

    #[test]
    fn what_a_group_repeats_is_one_cell_as_tall_as_its_rows() {
        let long = "理".repeat(60);
        let table =
            table(&[(1, "同じ"), (1, "同じ"), (1, "別"), (2, &long), (2, &long), (3, "別")]);
        let widths = [100, 150];
        let extents = extents(&table.columns, &widths);
        let found: Vec<Unit<'_>> = units(&table.rows, &table, &extents).collect();
        let counts: Vec<usize> = found.iter().map(|unit| unit.rows.len()).collect();
        assert_eq!(counts, [3, 2, 1]);
        assert_eq!(found[0].joined.len(), 1);
        assert_eq!(found[0].joined[0].rows, 0..2);
        let whole: f64 = found[1].heights().sum();
        let lines = measure::lines(&long, 150, style::TEXT_SIZE).len();
        assert!((whole - measure::row_height(lines, style::TEXT_SIZE)).abs() < 0.01, "{whole}");
        assert_eq!(unit_heights(&widths, &table).len(), 3);
    }

    #[test]
    fn a_group_that_no_page_holds_is_drawn_row_by_row() {
        let table = table(&vec![(1, "同じ"); 40]);
        let widths = [100, 150];
        let extents = extents(&table.columns, &widths);
        let found: Vec<Unit<'_>> = units(&table.rows, &table, &extents).collect();
        assert!(found.len() == 40 && found.iter().all(|unit| unit.joined.is_empty()));
    }
}
