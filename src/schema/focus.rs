//! 主要管理項目: programs that the committee follows closely, for the whole plan or in single years.

use std::fmt;

use schemars::JsonSchema;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::terms::FiscalYear;

/// When a program is a 主要管理項目: `true`, `false`, or the fiscal years (`[2022, 2023]`).
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum Focus {
    /// In every year, or in none.
    Always(bool),
    /// In these years: the committee chooses anew.
    Years(Vec<FiscalYear>),
}

impl Default for Focus {
    fn default() -> Self {
        Focus::Always(false)
    }
}

impl Focus {
    /// Whether it holds in `year`.
    pub fn holds_in(&self, year: FiscalYear) -> bool {
        match self {
            Focus::Always(always) => *always,
            Focus::Years(years) => years.contains(&year),
        }
    }
}

/// By hand: a derived untagged enum forgets what was wrong.
impl<'de> Deserialize<'de> for Focus {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FocusVisitor;

        impl<'de> Visitor<'de> for FocusVisitor {
            type Value = Focus;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true, false or a list of fiscal years")
            }

            fn visit_bool<E>(self, always: bool) -> Result<Focus, E> {
                Ok(Focus::Always(always))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, years: A) -> Result<Focus, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(years)).map(Focus::Years)
            }
        }

        deserializer.deserialize_any(FocusVisitor)
    }
}
