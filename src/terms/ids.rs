//! Keys of the plan: numbers and short names, each a type of its own so that none is taken for another.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A program's number in the plan. ASCII digits are the key; circled digits are for display only.
#[cfg_attr(test, derive(Default))]
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct ProgramNo(pub u16);

impl fmt::Display for ProgramNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! text_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[cfg_attr(test, derive(Default))]
        #[derive(
            Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
        )]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The key as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    };
}

text_key! {
    /// Key of a direction (方向性), as the plan writes it.
    DirectionId
}
text_key! {
    /// Key of an indicator (指標): ASCII letters, digits and `_`, because it becomes part of a defined name.
    IndicatorId
}
text_key! {
    /// Name of a division (担当課) as the plan prints it; aliases resolve to this one.
    DivisionName
}
text_key! {
    /// Code of one step of the plan's rating scale (進捗区分).
    RatingCode
}
