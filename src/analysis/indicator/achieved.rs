//! Whether a target is reached.

use serde::Serialize;

use crate::terms::named;

named! {
    /// Whether the target is reached.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Achieved.label {
        /// Reached.
        Yes = "達成",
        /// Not reached.
        No = "未達成",
        /// No value, nothing to compare with, half a year of a yearly target, or 約 hides the deciding digits.
        Undecided = "判定できない",
    }
}
