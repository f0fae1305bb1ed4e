//! Tally of ratings: by direction, kind and division, of the focus items, and in all.
//!
//! Items = all programs of the row. Rated = items with a rating. The denominator of a share is *rated*: items that are
//! not rated (対象外, 終了, 統合, 計画なし), unclear or not submitted are outside it and counted apart, as 木津川市
//! (評価対象 86 of 116) and 多摩市 (items that have a plan that year) do.
//!
//! `count.rs` counts, `movement.rs` compares with the round before, `row.rs` is a row of the tally, and `figures.rs` puts
//! the rows together.

mod count;
mod figures;
mod movement;
mod row;
#[cfg(test)]
mod tests;

pub use figures::RatingFigures;
pub(super) use figures::rating_figures;
pub use movement::{Movement, Way};
pub use row::RatingRow;
