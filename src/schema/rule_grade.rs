//! `[rules]` of a plan: how grave a finding is to be, at once or after a trial.

use std::fmt;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::terms::Round;

/// How grave a finding is to be for this plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuleLevel {
    /// Not reported at all.
    Off,
    /// Worth knowing.
    Info,
    /// Somebody should look.
    Warning,
    /// The division has to act.
    Error,
}

/// A rule on trial: a warning that says from when it will be an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleTrial {
    /// First round in which the finding is an error; before it, the finding is a warning.
    pub error_from: Round,
}

/// How a plan grades a finding: by a word, or on trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum RuleGrade {
    /// The same in every round.
    Level(RuleLevel),
    /// A warning first, an error later.
    Trial(RuleTrial),
}

/// By hand: a derived untagged enum forgets which word or key was wrong, and where.
impl<'de> Deserialize<'de> for RuleGrade {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct GradeVisitor;

        impl<'de> Visitor<'de> for GradeVisitor {
            type Value = RuleGrade;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("string or table")
            }

            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<RuleGrade, E> {
                RuleLevel::deserialize(word.into_deserializer()).map(RuleGrade::Level)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RuleGrade, A::Error> {
                RuleTrial::deserialize(MapAccessDeserializer::new(map)).map(RuleGrade::Trial)
            }
        }

        deserializer.deserialize_any(GradeVisitor)
    }
}
