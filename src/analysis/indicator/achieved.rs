//! Whether a target is reached.

use serde::Serialize;

/// Whether the target is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Achieved {
    /// Reached.
    Yes,
    /// Not reached.
    No,
    /// No value, nothing to compare with, half a year of a yearly target, or 約 hides the deciding digits.
    Undecided,
}
