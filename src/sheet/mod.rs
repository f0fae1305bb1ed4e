//! The drawing kit: cells, tables, pages, charts and links of a workbook that is written.
//!
//! This room knows how a sheet looks and prints, how much room a text needs and what a spreadsheet program makes of a
//! cell. What the cells mean (a form, a figure) is known to those who draw with it.

pub(crate) mod book;
pub(crate) mod cell;
pub(crate) mod cells;
pub(crate) mod chart;
pub(crate) mod columns;
pub(crate) mod criterion;
pub(crate) mod expr;
pub(crate) mod fit;
mod formats;
pub(crate) mod grid;
pub(crate) mod held;
pub(crate) mod link;
pub(crate) mod measure;
pub(crate) mod page;
mod proof;
pub(crate) mod style;
pub(crate) mod table;

pub use book::WriteError;
pub use link::way_to_inputs;
