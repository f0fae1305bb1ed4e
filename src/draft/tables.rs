//! Tables among the cells to be filled: columns of cells below a heading, beside each other.

use std::collections::{BTreeMap, BTreeSet};

use super::page::{Input, PageView, UnitView};
use crate::notation::comparison_key;
use crate::schema::Go;
use crate::terms::{Area, CellRef, lines};

/// A table as the sheet shows it.
pub(super) struct TableView {
    /// Headings of its columns, from left to right.
    pub(super) heads: Vec<Area>,
    /// For each column the first cell to be filled, if it has any.
    pub(super) inputs: Vec<Option<Input>>,
    /// For each column the first unit right of its cells.
    pub(super) units: Vec<Option<UnitView>>,
    /// Heading above the columns' headings.
    pub(super) under: Option<Area>,
    /// Text in the row below the last one.
    pub(super) end: Option<Area>,
    /// How many rows there are.
    pub(super) rows: u16,
    /// All its cells, headings included.
    pub(super) area: Area,
}

/// Finds the tables of a sheet.
pub(super) fn tables(view: &PageView<'_>) -> Vec<TableView> {
    let mut found: Vec<TableView> = Vec::new();
    for stack in stacks(view) {
        if found.iter().any(|table| table.area.contains(stack.cells[0].first)) {
            continue;
        }
        found.extend(table_around(view, &stack));
    }
    found
}

/// Cells to be filled one below the other, below a heading.
struct Stack {
    head: Area,
    cells: Vec<Area>,
}

fn stacks(view: &PageView<'_>) -> Vec<Stack> {
    let mut found = Vec::new();
    for input in view.inputs.values() {
        let area = input.area;
        let above = view.grid.step(area, Go::Above);
        let Some(head) = above.filter(|above| view.label(*above).is_some()) else { continue };
        let same_width = |other: &Area| other.first.col == area.first.col;
        let mut cells = vec![area];
        let mut next = view.grid.step(area, Go::Below);
        while let Some(below) =
            next.filter(|below| view.inputs.contains_key(&below.first) && same_width(below))
        {
            cells.push(below);
            next = view.grid.step(below, Go::Below);
        }
        let covers = head.first.col <= area.first.col && area.first.col <= head.last.col;
        // A heading that is much wider than its cells heads a block, not a column.
        let is_column = head.last.col - head.first.col <= 2 * (area.last.col - area.first.col) + 2;
        if cells.len() >= 2 && covers && is_column && is_beside_others(view, head, &cells) {
            found.push(Stack { head, cells });
        }
    }
    found
}

/// Whether a stack is a column of a table: another heading stands beside its own, or other cells beside its cells.
fn is_beside_others(view: &PageView<'_>, head: Area, cells: &[Area]) -> bool {
    let sides = [Go::Left, Go::Right];
    let foot = Area::new(CellRef::new(head.last.row, head.first.col), head.last);
    let heading =
        |go: &Go| view.grid.step(foot, *go).is_some_and(|next| view.label(next).is_some());
    let beside = |area: &Area| {
        sides.iter().any(|go| {
            let next = view.grid.step(*area, *go);
            next.is_some_and(|next| view.inputs.contains_key(&next.first))
        })
    };
    sides.iter().any(heading) || cells.iter().filter(|area| beside(area)).count() >= 2
}

/// The table whose column a stack is: the row of headings around the stack's own, as far as it goes without a gap.
fn table_around(view: &PageView<'_>, stack: &Stack) -> Option<TableView> {
    let mut heads = vec![stack.head];
    // Headings merged over rows stand beside the lowest row of headings.
    let bottom = stack.head.last.row;
    let beside = |area: Area, go: Go| {
        let from =
            Area::new(CellRef::new(bottom, area.first.col), CellRef::new(bottom, area.last.col));
        view.grid.step(from, go).filter(|next| view.label(*next).is_some())
    };
    while let Some(left) = beside(heads[0], Go::Left) {
        heads.insert(0, left);
    }
    while let Some(right) = beside(*heads.last()?, Go::Right) {
        heads.push(right);
    }
    let top = heads.iter().map(|head| head.first.row).min()?;
    let first_row = bottom + 1;
    // Rows that print their own names are above those that are to be filled whole.
    let last_row = stack.cells.iter().map(|cell| cell.last.row).max()?;
    let (left, right) = (heads[0].first.col, heads.last()?.last.col);
    let column = |head: &Area| -> Vec<&Input> {
        let in_column = |input: &&Input| {
            (head.first.col..=head.last.col).contains(&input.area.first.col)
                && (first_row..=last_row).contains(&input.area.first.row)
        };
        view.inputs.values().filter(in_column).collect()
    };
    let inputs: Vec<Option<Input>> =
        heads.iter().map(|head| column(head).first().map(|input| (*input).clone())).collect();
    let unit = |head: &Area| {
        let units = column(head).into_iter().filter_map(|input| view.unit_right(input.area));
        // A unit under a heading of its own is a column; this one shares the heading of the amount.
        units.into_iter().find(|unit| unit.is_beside && unit.at.col <= head.last.col)
    };
    let units = heads.iter().map(unit).collect();
    let above = top.checked_sub(1).map(|row| view.grid.area_at(CellRef::new(row, left)));
    let rows = stack.cells.iter().map(|cell| cell.first.row).collect::<BTreeSet<u32>>().len();
    Some(TableView {
        under: above.filter(|above| view.label(*above).is_some()),
        end: end(view, last_row, left, right),
        rows: lines(rows),
        area: Area::new(CellRef::new(top, left), CellRef::new(last_row, right)),
        heads,
        inputs,
        units,
    })
}

/// A text right below the last row that is narrower than the table: the word before the sums.
fn end(view: &PageView<'_>, last_row: u32, left: u32, right: u32) -> Option<Area> {
    let row = CellRef::new(last_row + 1, left)..=CellRef::new(last_row + 1, right);
    let (first, _) = view.labels.range(row).next()?;
    let area = view.grid.area_at(*first);
    let narrow = area.last.col - area.first.col < right - left;
    (narrow && area.first.col <= left + (right - left) / 2).then_some(area)
}

/// Labels of a table that stand elsewhere on the sheet too, so that the table must be told by its heading.
pub(super) fn is_ambiguous(view: &PageView<'_>, table: &TableView) -> bool {
    let mut keys: BTreeMap<String, usize> = BTreeMap::new();
    for head in &table.heads {
        if let Some(label) = view.label(*head) {
            *keys.entry(comparison_key(label).into_owned()).or_default() += 1;
        }
    }
    table
        .heads
        .iter()
        .filter_map(|head| view.label(*head))
        .any(|label| view.count(label) > keys.get(&*comparison_key(label)).copied().unwrap_or(0))
}
