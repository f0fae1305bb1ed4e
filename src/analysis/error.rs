//! Why there are no figures.

use polars::prelude::PolarsError;

use super::cross_footing::CrossFooting;
use crate::terms::{Source, Yen};

/// Why there are no figures: a defect of the program, but for amounts that no form with limits lets in.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // What a member tells is said of the member.
pub enum AnalysisError {
    /// polars refused a query.
    #[error("{0}")]
    Query(#[from] PolarsError),
    /// Two sums that must be equal are not.
    #[error("{}: {} ≠ {}", .0.what, .0.left, .0.right)]
    CrossFooting(CrossFooting),
    /// The amounts might not add up exactly: polars sums wrap around without a word.
    #[error(
        "the amounts are too large to be added up exactly; the largest is {yen} yen in {} {} {}",
        .cell.file, .cell.sheet, .cell.cell
    )]
    /// `yen`: the largest of them. `cell`: its cell.
    TooLarge { yen: Yen, cell: Box<Source> },
}
