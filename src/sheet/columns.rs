//! The columns of a table over rows of one type: what stands over each, how wide it is, what it shows of a row.

use super::cell::Cell;
use super::table::{Body, Column, Row, Table};
use crate::terms::count;

/// Columns from the left. `C` is what a column shows of a row: a cell of a table, unless somebody draws otherwise.
pub(crate) struct Columns<'a, R, C = Cell> {
    columns: Vec<Typed<'a, R, C>>,
}

struct Typed<'a, R, C> {
    head: Column,
    width: u32,
    cell: Box<dyn Fn(&R) -> C + 'a>,
}

impl From<&str> for Column {
    fn from(head: &str) -> Column {
        Column::new(head)
    }
}

impl From<String> for Column {
    fn from(head: String) -> Column {
        Column::new(head)
    }
}

impl<'a, R, C> Columns<'a, R, C> {
    /// No column yet.
    pub(crate) fn new() -> Columns<'a, R, C> {
        Columns { columns: Vec::new() }
    }

    /// One more column, of so many pixels.
    pub(crate) fn with(
        mut self,
        head: impl Into<Column>,
        width: u32,
        cell: impl Fn(&R) -> C + 'a,
    ) -> Columns<'a, R, C> {
        self.columns.push(Typed { head: head.into(), width, cell: Box::new(cell) });
        self
    }

    /// One more column, over so many of a sheet whose columns have their width.
    pub(crate) fn over(
        self,
        span: u16,
        head: impl Into<Column>,
        cell: impl Fn(&R) -> C + 'a,
    ) -> Columns<'a, R, C> {
        self.with(head.into().span(span), 0, cell)
    }

    /// Formulas know the column that was added last by this name.
    pub(crate) fn called(mut self, name: &'static str) -> Columns<'a, R, C> {
        if let Some(last) = self.columns.last_mut() {
            last.head.name = name;
        }
        self
    }

    /// Further columns, if they are wanted.
    pub(crate) fn when(
        self,
        wanted: bool,
        more: impl FnOnce(Columns<'a, R, C>) -> Columns<'a, R, C>,
    ) -> Columns<'a, R, C> {
        if wanted { more(self) } else { self }
    }

    /// Further columns, one or more for each of these.
    pub(crate) fn each<T>(
        self,
        items: impl IntoIterator<Item = T>,
        more: impl FnMut(Columns<'a, R, C>, T) -> Columns<'a, R, C>,
    ) -> Columns<'a, R, C> {
        items.into_iter().fold(self, more)
    }

    /// The place of the next column, counted from zero: where formulas of the table find its cells.
    pub(crate) fn next_col(&self) -> u32 {
        count(self.columns.len())
    }

    /// What formulas know the columns by.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.columns.iter().map(|column| column.head.name).collect()
    }

    /// The place of the column that formulas know by this name.
    pub(crate) fn place(&self, name: &str) -> Option<u32> {
        self.columns.iter().position(|column| column.head.name == name).map(count)
    }

    /// Pixels of all columns.
    pub(crate) fn width(&self) -> u32 {
        self.columns.iter().map(|column| column.width).sum()
    }

    /// Pixels of each column.
    pub(crate) fn widths(&self) -> Vec<u32> {
        self.columns.iter().map(|column| column.width).collect()
    }

    /// What stands over each column.
    pub(crate) fn heads(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.head.head())
    }

    /// What each column shows of a row.
    pub(crate) fn cells(&self, row: &R) -> Vec<C> {
        self.columns.iter().map(|column| (column.cell)(row)).collect()
    }
}

impl<R> Columns<'_, R> {
    /// The table of these rows.
    pub(crate) fn table<'r>(&self, rows: impl IntoIterator<Item = &'r R>, body: Body) -> Table
    where
        R: 'r,
    {
        self.table_with_sums(rows, body, |_| false)
    }

    /// The same, in which some rows are sums of others.
    pub(crate) fn table_with_sums<'r>(
        &self,
        rows: impl IntoIterator<Item = &'r R>,
        body: Body,
        is_sum: impl Fn(&R) -> bool,
    ) -> Table
    where
        R: 'r,
    {
        let columns = self.columns.iter().map(|column| column.head.clone()).collect();
        let row = |row: &R| {
            let cells = self.cells(row);
            if is_sum(row) { Row::sum(cells) } else { Row::new(cells) }
        };
        Table { columns, rows: rows.into_iter().map(row).collect(), body }
    }
}
