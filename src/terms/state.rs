//! The words for a program that has no rating, which stand in the same columns as the codes and reasons of a plan.

/// Every reason for no rating together.
pub const NOT_RATED: &str = "評価対象外";
/// Submitted, but neither a rating nor a reason could be told.
pub const UNCLEAR: &str = "未記入";
/// No submission counts.
pub const NOT_SUBMITTED: &str = "未提出";
