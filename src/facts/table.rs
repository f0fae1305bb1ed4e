//! A table of facts: typed rows, and the same rows as a polars frame.

use polars::prelude::{Column as Series, DataFrame, PolarsResult};

use rust_decimal::Decimal;

use super::place::ValuePlace;

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    /// A whole number that is a key or a year.
    Number,
    /// Whole yen.
    Yen,
    /// Whether the value was written as 約.
    Flag,
    /// Text, short or long.
    Text,
    /// A word or code, shown in the middle of its cell.
    Word,
    /// Id of a direction.
    Direction,
    /// Kind of a program.
    ProgramKind,
    /// Id of an indicator.
    Indicator,
    /// An exact number, as text; other text if the field takes it.
    Quantity,
    /// Why there is no value.
    Missing,
    /// Number of an activity: `1`, or `x1` for one that the division added.
    ActivityNo,
    /// What an answer speaks of: `program`, `activity_1`, `indicator_<id>`, `effects_1`.
    Subject,
    /// Kind of value that an answer has: `number`, `money`, `text`, `choice`, `date`.
    ValueKind,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactCell {
    /// Text, or nothing.
    Text(Option<String>),
    /// A whole number, or nothing.
    Int(Option<i64>),
    /// An exact number.
    Exact(Decimal),
    /// Yes or no.
    Flag(bool),
}

/// A column of a table: CSV, frame and 明細 are made from it.
pub struct Column<F> {
    /// Name in `data/*.csv` and in the frame.
    pub name: &'static str,
    /// What its values are.
    pub kind: FactKind,
    /// Heading for people; lines are broken where it says.
    pub head: &'static str,
    /// Width on a sheet, in pixels.
    pub width: u32,
    /// The value of a row.
    pub take: fn(&F) -> FactCell,
    /// Whether it stands in the frame only: what figures need and no table says in a column of its own.
    pub inner: bool,
}

impl<F> Column<F> {
    /// A column of CSV, frame and 明細.
    pub(super) const fn new(
        name: &'static str,
        kind: FactKind,
        (head, width): (&'static str, u32),
        take: fn(&F) -> FactCell,
    ) -> Column<F> {
        Column { name, kind, head, width, take, inner: false }
    }

    /// A column of yes and no that only the frame has.
    pub(super) const fn inner(name: &'static str, take: fn(&F) -> FactCell) -> Column<F> {
        Column { name, kind: FactKind::Flag, head: "", width: 0, take, inner: true }
    }
}

/// A row of a table.
pub trait Fact: Sized + 'static {
    /// The columns, in printed order.
    const COLUMNS: &'static [Column<Self>];

    /// The columns of CSV and 明細.
    fn columns() -> impl Iterator<Item = &'static Column<Self>> {
        Self::COLUMNS.iter().filter(|column| !column.inner)
    }

    /// Where the values were read that the place in the columns is not that of; only those of which something is written.
    fn places(&self) -> &[ValuePlace];
}

/// Rows with their frame.
#[derive(Debug)]
pub struct Table<F> {
    /// The rows, by round and in plan order.
    pub rows: Vec<F>,
    /// The same rows as a frame: numbers and yen as `i64`, flags as booleans, everything else as text.
    pub frame: DataFrame,
}

impl<F: Fact> Table<F> {
    /// Makes the frame of `rows`.
    ///
    /// # Errors
    ///
    /// If polars refuses the columns; equal names in [`Fact::COLUMNS`] would be a mistake of this program.
    pub fn new(rows: Vec<F>) -> PolarsResult<Table<F>> {
        let frame = frame(&rows)?;
        Ok(Table { rows, frame })
    }

    /// Adds the rows of a later round.
    pub(super) fn add(&mut self, rows: Vec<F>) -> PolarsResult<()> {
        self.frame.vstack_mut(&frame(&rows)?)?;
        self.rows.extend(rows);
        Ok(())
    }
}

fn frame<F: Fact>(rows: &[F]) -> PolarsResult<DataFrame> {
    let series = F::COLUMNS.iter().map(|column| {
        let cells = rows.iter().map(column.take);
        let name = column.name.into();
        match column.kind {
            FactKind::Number | FactKind::Yen => {
                Series::new(name, cells.map(int).collect::<Vec<_>>())
            }
            FactKind::Flag => Series::new(name, cells.map(is_set).collect::<Vec<_>>()),
            _ => Series::new(name, cells.map(text).collect::<Vec<_>>()),
        }
    });
    DataFrame::new(rows.len(), series.collect())
}

fn int(cell: FactCell) -> Option<i64> {
    match cell {
        FactCell::Int(number) => number,
        FactCell::Text(_) | FactCell::Exact(_) | FactCell::Flag(_) => None,
    }
}

fn is_set(cell: FactCell) -> bool {
    matches!(cell, FactCell::Flag(true))
}

fn text(cell: FactCell) -> Option<String> {
    match cell {
        FactCell::Text(text) => text,
        FactCell::Exact(number) => Some(number.normalize().to_string()),
        FactCell::Int(_) | FactCell::Flag(_) => None,
    }
}
