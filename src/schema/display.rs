//! How a plan's figures are shown; a choice of the city, which changes no figure.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::terms::MoneyScale;

/// How figures are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Display {
    /// Unit in which reports print fiscal effects.
    pub effect_unit: MoneyScale,
}
