//! How much text a cell of the form holds when printed.

use crate::form::{Look, RowHeight, SheetLayout, lines_needed};
use crate::terms::Area;

/// Room in a cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    units: u16,
    lines: u16,
}

impl Room {
    /// The room of a cell of `layout`.
    pub(super) fn of(layout: &SheetLayout<'_>, area: Area) -> Room {
        let columns = area.first.col as usize..=area.last.col as usize;
        let units = layout.columns.get(columns).map_or(0, |columns| columns.iter().sum());
        let lines = match layout.rows.get(area.first.row as usize) {
            Some(RowHeight::Lines(lines)) => *lines,
            _ => 0,
        };
        Room { units, lines }
    }

    /// Whether a text shows whole.
    pub(super) fn fits(&self, text: &str) -> bool {
        lines_needed(text, self.units, Look::Text) <= self.lines
    }
}
