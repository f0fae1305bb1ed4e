//! Rating scales of a plan, and the reasons for which a program is not rated.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::terms::{FiscalYear, RatingCode};

/// A rating scale, in force from a year on.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Name of this version of the scale.
    pub version: String,
    /// First fiscal year rated by it.
    pub since: FiscalYear,
    /// The code of this scale for each code of the scale before it. Without it, ratings of the two are not compared.
    #[serde(default)]
    pub from_previous: BTreeMap<RatingCode, RatingCode>,
    /// Steps, best first.
    pub levels: Vec<Level>,
}

impl Scale {
    /// The step with this code.
    pub fn level(&self, code: &RatingCode) -> Option<&Level> {
        self.levels.iter().find(|level| level.code == *code)
    }
}

/// One step of a scale.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Code, as stored and published.
    pub code: RatingCode,
    /// Printed label.
    pub label: String,
    /// Label for narrow columns; the label itself if absent.
    pub short: Option<String>,
    /// How a published sentence says it; the label itself if absent.
    pub phrase: Option<String>,
    /// Where this step stands against the schedule.
    pub standing: Standing,
    /// Other wordings that mean this step.
    #[serde(default)]
    pub synonyms: Vec<String>,
}

impl Level {
    /// The label for narrow columns.
    pub fn short(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.label)
    }

    /// The words of a published sentence.
    pub fn phrase(&self) -> &str {
        self.phrase.as_deref().unwrap_or(&self.label)
    }
}

/// Where a step of a scale stands against the schedule; decides colours and which programs count as delayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Ahead of the schedule.
    Ahead,
    /// On schedule.
    OnTrack,
    /// Behind the schedule.
    Behind,
}

/// A reason for which a program is not rated.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotRated {
    /// The reason as stored and printed.
    pub reason: String,
    /// Other wordings.
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// Which programs have this reason although nobody chose it.
    pub role: Option<NotRatedRole>,
}

/// Which programs have a reason for no rating without anybody choosing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NotRatedRole {
    /// Those that a revision has ended.
    Ended,
    /// Those that a revision has merged into others.
    Merged,
}
