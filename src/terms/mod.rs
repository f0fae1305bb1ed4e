//! The words that every room shares: fiscal years, rounds, yen, numbers of programs, places in a workbook.
//!
//! A value that crosses from one room to another has one of these types instead of a bare string or float.
//! This room knows the calendar and the grid of a sheet; it knows nothing of plans, forms or files on disk.

mod calendar;
mod count;
mod csv;
mod ids;
pub(crate) mod kept;
mod lang;
mod money_scale;
mod named;
mod place;
mod quantity;
pub(crate) mod state;
mod yen;

pub use calendar::{Era, FiscalYear, Half, Round, eras};
pub(crate) use count::{count, grouped, lines, with_separators};
pub use csv::{csv_text, one_line, write_csv};
pub use ids::{DirectionId, DivisionName, IndicatorId, ProgramNo, RatingCode};
pub(crate) use ids::{place_of, run_of};
pub use lang::Lang;
pub use money_scale::{MoneyScale, MoneyUnit};
pub(crate) use named::named;
pub(crate) use place::column;
pub use place::{Area, CellRef, Source};
pub use quantity::Quantity;
pub use yen::Yen;
