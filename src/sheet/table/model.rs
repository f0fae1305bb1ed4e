//! A table as it is given to be drawn: columns, rows and what its body holds.

use crate::sheet::cell::Cell;
use crate::sheet::expr::Expr;
use crate::sheet::link::Link;
use crate::sheet::measure;

/// What a column repeats in a continuation row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// Nothing.
    Nothing,
    /// Its value: a number that identifies the row.
    Value,
    /// Its text with 「(続き)」.
    Marked,
}

/// A column of a table, one or more of the sheet's columns wide.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(super) head: String,
    /// What formulas know it by; empty where none does.
    pub(in crate::sheet) name: &'static str,
    pub(super) repeat: Repeat,
    pub(super) current: bool,
    pub(super) span: u16,
    /// Whether what rows of a group repeat in it stands there once, over all of them.
    pub(super) joins: bool,
}

impl Column {
    /// A column under this heading.
    pub(crate) fn new(head: impl Into<String>) -> Column {
        let (name, repeat) = ("", Repeat::Nothing);
        Column { head: head.into(), name, repeat, current: false, span: 1, joins: false }
    }

    /// What stands over it.
    pub(in crate::sheet) fn head(&self) -> &str {
        &self.head
    }

    /// The same column over so many columns of the sheet, whose cells are merged: for pages that are read, not for
    /// lists that are counted.
    pub(crate) fn span(mut self, columns: u16) -> Column {
        self.span = columns.max(1);
        self
    }

    /// The same column, identifying its row.
    pub(crate) fn repeat(mut self, repeat: Repeat) -> Column {
        self.repeat = repeat;
        self
    }

    /// The same column, in which rows of a group say once what they all say.
    pub(crate) fn joined(mut self, joins: bool) -> Column {
        self.joins = joins;
        self
    }

    /// The same column, standing out as that of the reported year.
    pub(crate) fn current(mut self, current: bool) -> Column {
        self.current = current;
        self
    }
}

/// A row of a table.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(super) cells: Vec<Cell>,
    pub(super) is_sum: bool,
    /// What it belongs to together with its neighbours, if it does.
    pub(super) group: Option<u32>,
}

impl Row {
    /// An ordinary row.
    pub(crate) fn new(cells: Vec<Cell>) -> Row {
        Row { cells, is_sum: false, group: None }
    }

    /// A row of sums.
    pub(crate) fn sum(cells: Vec<Cell>) -> Row {
        Row { cells, is_sum: true, group: None }
    }

    /// The same row, one of those of a group: no page parts them, and some columns say once what all of them say.
    pub(crate) fn of_group(mut self, group: u32) -> Row {
        self.group = Some(group);
        self
    }

    /// Lets the cell in this column be worked out by `formula`; what it holds becomes the stored result.
    pub(crate) fn compute(&mut self, column: usize, formula: Expr) {
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = std::mem::replace(cell, Cell::empty()).by(formula);
        }
    }

    /// Lets the cell in this column lead somewhere.
    pub(crate) fn link(&mut self, column: usize, link: Option<Link>) {
        if let Some(cell) = self.cells.get_mut(column) {
            cell.link = link;
        }
    }

    /// The same for a cell that holds no text: LibreOffice sets a text with a link on one line, however long it is.
    pub(crate) fn link_number(&mut self, column: usize, link: Option<Link>) {
        if self.cells.get(column).is_some_and(|cell| cell.as_text().is_none()) {
            self.link(column, link);
        }
    }
}

/// What the rows of a table hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    /// Numbers and short texts, centred in the height of their rows.
    Figures,
    /// Records to be filtered: texts begin at the top, rows are as tall as Excel allows.
    Records,
    /// Pages to be read: texts begin at the top, rows are low enough for two on a printed page.
    Narrative,
}

impl Body {
    pub(super) fn tallest_row(self) -> f64 {
        match self {
            Body::Figures | Body::Records => measure::MAX_ROW_HEIGHT,
            Body::Narrative => 225.0,
        }
    }
}

/// A table to be drawn.
#[derive(Debug)]
pub(crate) struct Table {
    /// Columns from the left.
    pub(crate) columns: Vec<Column>,
    /// Rows from the top.
    pub(crate) rows: Vec<Row>,
    /// What its rows hold.
    pub(crate) body: Body,
}

impl Table {
    /// Lets each column take so many columns of the sheet, from the left.
    pub(crate) fn span(&mut self, columns: &[u16]) {
        for (column, span) in self.columns.iter_mut().zip(columns) {
            column.span = (*span).max(1);
        }
    }

    /// What stands over each column.
    pub(crate) fn heads(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(Column::head)
    }

    /// What formulas know the columns by.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.columns.iter().map(|column| column.name).collect()
    }
}
