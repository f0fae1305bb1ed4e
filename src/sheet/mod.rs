//! The drawing kit: cells, tables, pages, charts and links of a workbook that is written.
//!
//! This room knows how a sheet looks and prints, how much room a text needs and what a spreadsheet program makes of a
//! cell. What the cells mean (a form, a figure) is known to those who draw with it.

pub(crate) mod cell;
pub(crate) mod chart;
pub(crate) mod columns;
pub(crate) mod fit;
mod formats;
pub(crate) mod grid;
pub(crate) mod link;
pub(crate) mod measure;
pub(crate) mod page;
pub(crate) mod sheet_area;
pub(crate) mod style;
pub(crate) mod table;

pub use link::way_to_inputs;
