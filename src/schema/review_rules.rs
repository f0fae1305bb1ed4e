//! `[review]`: by which rules the mid-term review suggests something for a program.

use schemars::JsonSchema;
use serde::Deserialize;

use super::program::ProgramKind;
use super::tables::tables;

tables! {
    /// How suggestions come about. They are for reference; the city decides.
    pub struct ReviewRules {
        /// What is suggested where no rule applies.
        pub otherwise: String,
        /// Rules in order: the first that applies makes the suggestion, and every one that applies gives its reason.
        pub rules: Vec<ReviewRule> = default,
    }

    /// A rule: what is suggested, why, and when.
    pub struct ReviewRule {
        /// The suggestion, in the city's words.
        pub suggest: String,
        /// The reason, in the city's words.
        pub reason: String,
        /// When it applies.
        pub when: ReviewCondition,
    }
}

/// What must hold of a program, all of it; at least one thing must be named.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReviewCondition {
    /// The program is of this kind.
    pub kind: Option<ProgramKind>,
    /// Rated behind the schedule in so many rounds in a row, the review's the last.
    pub behind_rounds: Option<u32>,
    /// At least one indicator stands so.
    pub indicator_status: Vec<StatusWord>,
    /// Whether the division proposes to change a target.
    pub target_change: Option<bool>,
    /// The division chose one of these codes as direction, or as verdict of a study.
    pub proposal: Vec<String>,
    /// The actual effect so far is less than this many per cent of what was planned.
    pub effect_below_percent: Option<u32>,
    /// Whether the program is rated in the review's round.
    pub rated: Option<bool>,
}

/// Where an indicator stands, in the words of `summary.json`. Definitions: `analysis::indicator`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatusWord {
    /// The target is reached.
    Achieved,
    /// Not reached yet, but it will be if things go on as so far.
    OnCourse,
    /// Too slow to reach the target in time.
    Short,
    /// Worse than before, and the target is not reached.
    FallingBack,
    /// Nothing can be said.
    Undecidable,
}

impl ReviewCondition {
    /// Whether it names nothing, so that it would hold of every program.
    pub(super) fn is_empty(&self) -> bool {
        *self == ReviewCondition::default()
    }
}
