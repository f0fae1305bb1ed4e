//! The rows of a table on a form that already exists: where they are, and what each stands for.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::columns::{Head, Wanted, head};
use super::grid::{Grid, Scope};
use super::locate::{Miss, Words};
use crate::form::{BlockId, FormContext, Subject};
use crate::notation::{comparison_key, program_no};
use crate::schema::{Block, Field, Prefill, Program, Repeat, RowsBy, Table};
use crate::submission::book::MOST_ROWS;
use crate::terms::{Area, CellRef};

/// A table that was found.
pub(super) struct FoundTable<'a> {
    /// Columns of this round, in the form's order.
    pub(super) columns: Vec<&'a Arc<Field>>,
    pub(super) head: Head,
    /// What stands in a row, with the row.
    pub(super) rows: BTreeMap<Subject, u32>,
    /// Rows of one name that stand twice, so that neither is read.
    pub(super) twice: BTreeMap<Subject, Vec<CellRef>>,
    /// Cells of the form itself: sums, names, columns that only print.
    pub(super) printed: BTreeSet<CellRef>,
}

/// What stops a table from being read.
pub(super) enum TableMiss {
    /// The heading or the column headings.
    Head(Miss),
    /// The text that ends it.
    End(String),
}

impl FoundTable<'_> {
    /// The cell of a column in a row.
    pub(super) fn cell(&self, grid: &Grid<'_>, column: usize, row: u32) -> Result<Area, Miss> {
        match self.head.columns.get(column) {
            Some(Ok(head)) => Ok(grid.area_at(CellRef::new(row, head.first.col))),
            Some(Err(miss)) => Err(miss.clone()),
            None => Err(Miss::Gone),
        }
    }

    /// The column that prints this of the plan.
    pub(super) fn printing(&self, what: Prefill) -> Option<usize> {
        self.columns.iter().position(|column| column.prefill == Some(what))
    }
}

/// Finds a table and its rows.
pub(super) fn find_table<'a>(
    context: &FormContext<'_>,
    grid: &Grid<'_>,
    scope: Scope,
    words: &Words,
    program: &Program,
    (block, table): (&Block, &'a Table),
) -> Result<FoundTable<'a>, TableMiss> {
    let find = table.find.clone().unwrap_or_default();
    let scope = match &find.under {
        Some(heading) => words.under(grid, scope, heading).map_err(TableMiss::Head)?,
        None => scope,
    };
    let asked = table.columns.iter().filter(|column| context.asks(column.when));
    // A printed column matters only where the form says how to find it, or where it tells the rows apart.
    let columns: Vec<&Arc<Field>> = asked
        .filter(|column| {
            column.id.is_some() || column.find.is_some() || column.prefill == Some(Prefill::Name)
        })
        .collect();
    let wanted: Vec<Wanted<'_>> =
        columns.iter().map(|column| Wanted::field(words, column)).collect();
    let head = head(grid, scope, words, &wanted).map_err(TableMiss::Head)?;
    let mut found = FoundTable {
        columns,
        head,
        rows: BTreeMap::new(),
        twice: BTreeMap::new(),
        printed: BTreeSet::new(),
    };
    let walk = Walk { grid, scope, words, program, block, table, end: find.end.as_deref() };
    walk.rows(&mut found)?;
    Ok(found)
}

struct Walk<'w> {
    grid: &'w Grid<'w>,
    scope: Scope,
    words: &'w Words,
    program: &'w Program,
    block: &'w Block,
    table: &'w Table,
    end: Option<&'w str>,
}

impl Walk<'_> {
    fn rows(&self, found: &mut FoundTable<'_>) -> Result<(), TableMiss> {
        let by_name = self.table.rows_by() == RowsBy::Name;
        let key_column = if by_name {
            found.printing(Prefill::Name)
        } else {
            found.columns.iter().position(|column| column.id.is_some())
        };
        // The names tell the rows: without them there are none.
        let Some(key_column) = key_column else { return Err(TableMiss::Head(Miss::Gone)) };
        if let (true, Some(Err(miss))) = (by_name, found.head.columns.get(key_column)) {
            return Err(TableMiss::Head(miss.clone()));
        }
        let mut row = found.head.below;
        let mut order: u16 = 0;
        let mut spare: u16 = 0;
        let counted = self.end.is_none() && self.table.repeat == Repeat::Lines;
        loop {
            // What follows more rows than a table has is counted as standing beside the fields.
            if order == MOST_ROWS || (counted && order >= self.table.lines) {
                return Ok(());
            }
            if self.ends_at(found, row) {
                found.printed.extend(self.row_cells(found, row));
                return Ok(());
            }
            let beyond =
                row > self.scope.area.last.row || self.words.heads(self.grid, self.scope, row);
            // Lines that are counted are there even where nothing was written any more.
            let over = beyond || (!counted && row > self.grid.last_row());
            let blank = self.is_blank(found, row);
            match self.end {
                Some(end) if over => return Err(TableMiss::End(end.to_owned())),
                None if over || (blank && !counted) => return Ok(()),
                _ => {}
            }
            let cell =
                found.cell(self.grid, key_column, row).unwrap_or(Area::cell(CellRef::new(row, 0)));
            order = order.saturating_add(1);
            let subject = if by_name {
                self.by_name(found, cell, blank, &mut spare)
            } else {
                self.by_order(order)
            };
            if let Some(subject) = subject {
                self.take(found, subject, row, cell);
            }
            row = cell.last.row.max(row) + 1;
        }
    }

    /// Notes what a row stands for; a second row of the same name makes both unclear.
    fn take(&self, found: &mut FoundTable<'_>, subject: Subject, row: u32, cell: Area) {
        for (index, column) in found.columns.iter().enumerate() {
            let prints = column.id.is_none()
                || (column.prefill.is_some() && !matches!(subject, Subject::SpareActivity(_)));
            if let (true, Some(Ok(head))) = (prints, found.head.columns.get(index)) {
                let below = Area::new(
                    CellRef::new(row, head.first.col),
                    CellRef::new(cell.last.row.max(row), head.last.col),
                );
                found.printed.extend(self.grid.filled_in(below));
                found.printed.insert(self.grid.area_at(below.first).first);
            }
        }
        if let Some(first) = found.rows.insert(subject.clone(), row) {
            let places = found
                .twice
                .entry(subject)
                .or_insert_with(|| vec![CellRef::new(first, cell.first.col)]);
            places.push(cell.first);
        }
    }

    fn by_name(
        &self,
        found: &FoundTable<'_>,
        cell: Area,
        blank: bool,
        spare: &mut u16,
    ) -> Option<Subject> {
        let text = self.grid.text(cell);
        let keys = name_keys(&text);
        if keys.is_empty() || blank {
            return None;
        }
        let is_it = |name: &str| keys.contains(&comparison_key(name));
        match self.table.repeat {
            Repeat::Activities => {
                let named = self.program.activities.iter().position(|own| is_it(&own.name));
                if let Some(n) = named.and_then(|index| u16::try_from(index + 1).ok()) {
                    return Some(Subject::Activity(n));
                }
                // Only a table with a key for them has rows that the division adds.
                let adds = self.table.spare_key.is_some()
                    && found
                        .columns
                        .iter()
                        .any(|column| column.prefill == Some(Prefill::Name) && column.id.is_some());
                *spare = spare.saturating_add(u16::from(adds));
                adds.then_some(Subject::SpareActivity(*spare))
            }
            Repeat::Indicators => {
                let named = self.program.indicators.iter().find(|own| is_it(&own.name));
                named.map(|own| Subject::Indicator(own.id.clone()))
            }
            Repeat::Lines => None,
        }
    }

    fn by_order(&self, order: u16) -> Option<Subject> {
        let index = usize::from(order) - 1;
        match self.table.repeat {
            Repeat::Lines => Some(Subject::line(BlockId(&self.block.id), order)),
            Repeat::Activities => {
                self.program.activities.get(index).map(|_| Subject::Activity(order))
            }
            Repeat::Indicators => {
                self.program.indicators.get(index).map(|own| Subject::Indicator(own.id.clone()))
            }
        }
    }

    /// The row from the table's first column to its last.
    fn span(&self, found: &FoundTable<'_>, row: u32) -> Area {
        let heads = || found.head.columns.iter().flatten();
        let first = heads().map(|head| head.first.col).min().unwrap_or(self.scope.area.first.col);
        let last = heads().map(|head| head.last.col).max().unwrap_or(first);
        Area::new(CellRef::new(row, first), CellRef::new(row, last))
    }

    fn row_cells(&self, found: &FoundTable<'_>, row: u32) -> Vec<CellRef> {
        self.grid.filled_in(self.span(found, row)).collect()
    }

    fn is_blank(&self, found: &FoundTable<'_>, row: u32) -> bool {
        let heads = found.head.columns.iter().flatten();
        let mut cells = heads.map(|head| self.grid.area_at(CellRef::new(row, head.first.col)));
        cells.all(|cell| !self.grid.is_filled(cell))
    }

    /// Whether the text that ends the table stands in this row, in the table's own columns or left of them.
    fn ends_at(&self, found: &FoundTable<'_>, row: u32) -> bool {
        let Some(end) = self.end else { return false };
        let span = self.span(found, row);
        let from = CellRef::new(row, self.scope.area.first.col);
        let row = Scope { area: Area::new(from, span.last) };
        !self.grid.find(&self.words.keys(end), row).is_empty()
    }
}

/// The keys of a name as written: with the number before it, and without.
fn name_keys(text: &str) -> Vec<Cow<'_, str>> {
    let without = program_no::split(text).map(|(_, name)| name);
    let keys = [Some(text), without].into_iter().flatten().map(comparison_key);
    keys.filter(|key| !key.is_empty()).collect()
}
