//! Charts: each repeats a table and takes every number from the table's cells.
//!
//! One file per kind of chart. A title says what is shown, in which unit and as of which day; where many small charts
//! stand together, the heading over them gives the day. The description says in words what the picture says, with the
//! day, for those who do not see it. No colour carries a meaning alone.

mod columns;
mod lines;
mod parts;
mod places;
mod ratings;
mod scale;

pub(crate) use columns::{Bar, COLUMNS_HEIGHT, ColumnSeries, Columns, columns};
pub(crate) use lines::{Line, LinePoint, LineSource, line_with_target, word_sized};
pub(crate) use parts::{ALT_TEXT_LETTERS, described};
pub(crate) use ratings::{Series, Source, stacked_bars};
