//! The drawing kit: cells, tables, pages, charts and links of a workbook that is written.
//!
//! This room knows how a sheet looks and prints, how much room a text needs and what a spreadsheet program makes of a
//! cell. What the cells mean (a form, a figure) is known to those who draw with it.

mod book;
mod cell;
mod cells;
pub(crate) mod chart;
mod columns;
mod criterion;
mod expr;
mod fit;
mod formats;
mod function;
mod grid;
mod held;
mod link;
pub(crate) mod measure;
mod page;
mod proof;
pub(crate) mod style;
mod table;

use rust_xlsxwriter::XlsxError;

pub(crate) use book::{Book, Sheet, WriteError};
pub(crate) use cell::{Cell, NO_INDENT, Tone, Value, exact, in_unit};
pub(crate) use cells::{Cells, SheetArea};
pub(crate) use columns::Columns;
pub(crate) use criterion::Criterion;
pub(crate) use expr::Expr;
pub(crate) use fit::{Fit, fit};
pub(crate) use function::Function;
pub(crate) use grid::blank;
pub(crate) use held::Holdings;
pub(crate) use link::{Link, quoted, way_to_inputs};
pub(crate) use page::{ChartPlace, LIST_WIDTH, PRINTED_WIDTH, Page};
pub(crate) use table::{Body, Column, Drawn, Repeat, Row, Table, write_value};

/// What writing gives, unless the library that writes workbooks refuses.
pub(crate) type Written<T = ()> = Result<T, XlsxError>;
