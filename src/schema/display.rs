//! How a plan's figures are shown; a choice of the city, which changes no figure.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::terms::{FiscalYear, MoneyScale, MoneyUnit};

/// How figures are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Display {
    /// Unit in which reports print fiscal effects.
    pub effect_unit: MoneyScale,
    /// Digits after the decimal point of fiscal effects; without it those that the unit usually has (none, one for 億円).
    pub effect_decimals: Option<u32>,
    /// How sentences write amounts.
    pub effect_prose: MoneyProse,
    /// Which of the ways to count an effect the sentence, the chart and the table by direction take.
    pub effect_view: HeadlineView,
    /// The year with which effects are compared, before the plan; only for `effect_view = "against_base"`.
    pub effect_base_year: Option<FiscalYear>,
}

/// How sentences write amounts; always rounded, with 約.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum MoneyProse {
    /// `約63百万円`; smaller amounts in 千円.
    #[default]
    #[serde(rename = "百万円")]
    Million,
    /// `約10億3,700万円`.
    #[serde(rename = "億万円")]
    Mixed,
    /// In the unit and with the digits of the tables.
    #[serde(rename = "表と同じ")]
    AsTables,
}

/// What the papers say first of fiscal effects.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HeadlineView {
    /// New in the year.
    #[default]
    New,
    /// In force in the year, those that go on from earlier years included.
    InForce,
    /// Sum of new effects since the plan began.
    CumulativeNew,
    /// Sum of effects in force since the plan began.
    CumulativeInForce,
    /// The year against a base year before the plan: what is in force in the year.
    AgainstBase,
}

impl Display {
    /// The unit of fiscal effects with its digits.
    pub fn unit(&self) -> MoneyUnit {
        let unit = MoneyUnit::from(self.effect_unit);
        MoneyUnit { decimals: self.effect_decimals.unwrap_or(unit.decimals), ..unit }
    }
}
