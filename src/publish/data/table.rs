//! A table of open data: typed columns over typed rows. CSV, workbook, dictionary and Table Schema are made from it.

use rust_decimal::Decimal;

use super::text::clean;
use crate::terms::{FiscalYear, ProgramNo, Yen};

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name or text in one line.
    Text,
    /// A code of the list of that name.
    Code(&'static str),
    /// A fiscal year of the western calendar.
    Year,
    /// A whole number.
    Integer,
    /// An exact number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A day, `2023-08-01`.
    Date,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// No value.
    Empty,
    /// A text in one line.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// An exact number.
    Number(Decimal),
    /// Yes or no.
    Boolean(bool),
}

impl Cell {
    /// A text as data hold it: in one line, and harmless to a spreadsheet.
    pub(crate) fn text(text: impl AsRef<str>) -> Cell {
        match clean(text.as_ref()) {
            text if text.is_empty() => Cell::Empty,
            text => Cell::Text(text),
        }
    }

    /// A value that may be missing.
    pub(crate) fn maybe<T>(value: Option<T>, of: impl Fn(T) -> Cell) -> Cell {
        value.map_or(Cell::Empty, of)
    }

    /// As a file of text holds it.
    pub(crate) fn written(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Integer(number) => number.to_string(),
            Cell::Number(number) => number.normalize().to_string(),
            Cell::Boolean(is_so) => is_so.to_string(),
        }
    }
}

/// Of a count or a key.
pub(crate) fn whole(number: impl Into<i64>) -> Cell {
    Cell::Integer(number.into())
}

/// Of a program.
pub(crate) fn number_of(program: ProgramNo) -> Cell {
    whole(program.0)
}

/// Of a fiscal year.
pub(crate) fn year(year: FiscalYear) -> Cell {
    whole(year.0)
}

/// Of an amount.
pub(crate) fn yen(amount: Yen) -> Cell {
    Cell::Integer(amount.0)
}

/// A column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Its name in files, ASCII.
    pub(crate) name: &'static str,
    /// Its name for readers.
    pub(crate) title: &'static str,
    /// What its values are.
    pub(crate) kind: Kind,
    /// Unit of its numbers.
    pub(crate) unit: Option<&'static str>,
    /// What it says, and why it may be empty.
    pub(crate) about: &'static str,
    /// Whether every row has a value.
    pub(crate) required: bool,
}

impl Column {
    /// A column of which every row has a value.
    pub(crate) const fn new(
        name: &'static str,
        title: &'static str,
        kind: Kind,
        about: &'static str,
    ) -> Column {
        Column { name, title, kind, unit: None, about, required: true }
    }

    /// With the unit of its numbers.
    pub(crate) const fn in_unit(self, unit: &'static str) -> Column {
        Column { unit: Some(unit), ..self }
    }

    /// A column that may be empty.
    pub(crate) const fn may_be_empty(self) -> Column {
        Column { required: false, ..self }
    }

    /// Why a row has no value, where it has none.
    pub(super) const fn missing_reason() -> Column {
        let kind = Kind::Code("missing_reason");
        Column::new("missing_reason", "値がない理由", kind, "空欄は値のあるもの").may_be_empty()
    }

    /// Whether a value was written as 約.
    pub(super) const fn is_approximate() -> Column {
        let about = "「約」を付けて報告された値か";
        Column::new("is_approximate", "おおよその値か", Kind::Boolean, about)
    }
}

/// Columns that name rows of another table.
#[derive(Debug, Clone)]
pub(crate) struct Reference {
    /// The columns here.
    pub(crate) columns: &'static [&'static str],
    /// The other table, whose key has the same columns.
    pub(crate) table: &'static str,
}

/// A table.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Its name, ASCII: that of its file and of its sheet.
    pub(crate) name: &'static str,
    /// Its name for readers.
    pub(crate) title: &'static str,
    /// What a row is.
    pub(crate) about: &'static str,
    /// The columns that name a row.
    pub(crate) key: &'static [&'static str],
    /// What it refers to.
    pub(crate) references: &'static [Reference],
    /// Columns in their order.
    pub(crate) columns: Vec<Column>,
    /// Rows, each as long as the columns.
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// What a table is, before it has columns.
pub(crate) struct Head {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) about: &'static str,
    pub(crate) key: &'static [&'static str],
    pub(crate) references: &'static [Reference],
}

/// A value of a row.
type Take<'a, T> = Box<dyn Fn(&T) -> Cell + 'a>;

/// A table that is being described: columns with the way to their values.
pub(crate) struct Draft<'a, T> {
    head: Head,
    columns: Vec<(Column, Take<'a, T>)>,
}

impl<'a, T> Draft<'a, T> {
    pub(crate) fn new(head: Head) -> Draft<'a, T> {
        Draft { head, columns: Vec::new() }
    }

    /// Adds a column.
    pub(crate) fn with(mut self, column: Column, take: impl Fn(&T) -> Cell + 'a) -> Draft<'a, T> {
        self.columns.push((column, Box::new(take)));
        self
    }

    /// The table of these rows.
    pub(crate) fn rows(self, rows: impl IntoIterator<Item = T>) -> Table {
        let Head { name, title, about, key, references } = self.head;
        let row = |row: T| self.columns.iter().map(|(_, take)| take(&row)).collect();
        let rows = rows.into_iter().map(row).collect();
        let columns = self.columns.iter().map(|(column, _)| column.clone()).collect();
        Table { name, title, about, key, references, columns, rows }
    }
}

impl Table {
    /// The place of a column.
    pub(crate) fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|own| own.name == column)
    }
}
