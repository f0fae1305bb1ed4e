//! An indicator of `plan.toml`: how it is measured, from where, and what it is to reach.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::tables::tables;
use crate::terms::{FiscalYear, IndicatorId, Quantity, named};

named! {
    /// How an indicator is measured against its target. Definitions: `analysis::indicator`.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum Shape.as_str {
        /// A level to be reached by a year.
        Level = "level",
        /// An increase over the baseline stock, to be reached by a year.
        Increment = "increment",
        /// A flow compared with its target each year.
        YearlyFlow = "yearly_flow",
        /// An increase of so much in each year, reported as that year's increase.
        YearlyIncrement = "yearly_increment",
        /// Not below the actual of the year before, each year.
        NotBelowPrevious = "not_below_previous",
        /// Kept within a band around a value.
        KeepWithin = "keep_within",
    }
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// More is better.
    #[default]
    Higher,
    /// Less is better.
    Lower,
}

tables! {
    /// An indicator (指標).
    pub struct Indicator {
        /// Key, unique in the plan.
        pub id: IndicatorId,
        /// Printed name.
        pub name: String,
        /// Unit of every value of this indicator; 円 means money, written in 千円 on the form.
        pub unit: String,
        /// How it is measured.
        pub shape: Shape,
        /// Which way is good.
        pub better: Better = default,
        /// State before the plan.
        pub baseline: Option<Baseline>,
        /// What is to be reached; `not_below_previous` needs none.
        pub target: Option<Target>,
        /// Half width of the band of `keep_within`.
        pub tolerance: Option<Tolerance>,
        /// Smallest value that can occur.
        pub min: Option<Quantity>,
        /// Largest value that can occur (100 for a share).
        pub max: Option<Quantity>,
        /// Digits after the decimal point when printed.
        pub decimals: u32 = default,
        /// Actuals of years before the plan.
        pub past: Vec<PastActual> = default,
    }
}

impl Indicator {
    /// Whether its values are money (unit 円): written in 千円 on the form, kept in yen.
    pub fn is_money(&self) -> bool {
        self.unit == "円"
    }

    /// Whether it can have this value, by its limits.
    pub fn may_be(&self, value: Decimal) -> bool {
        self.min.is_none_or(|min| value >= min.0) && self.max.is_none_or(|max| value <= max.0)
    }
}

tables! {
    /// State before the plan.
    pub struct Baseline {
        /// Value in the indicator's unit.
        pub value: Quantity,
        /// Day of that state (`2021-04-01`), if the source gives one.
        pub date: Option<String>,
        /// Fiscal year of that state, for flows.
        pub year: Option<FiscalYear>,
    }

    /// What an indicator is to reach.
    pub struct Target {
        /// Value in the indicator's unit; for `increment` and `yearly_increment` the increase.
        pub value: Quantity,
        /// Fiscal year by whose end it is to be reached.
        pub by: Option<FiscalYear>,
        /// True if it holds for every year of the plan.
        pub each_year: bool = default,
    }

    /// Half width of the band of `keep_within`.
    pub struct Tolerance {
        /// Per cent of the target value.
        pub percent: Quantity,
        /// True if the source does not state it: the reports say so.
        pub assumed: bool = default,
    }

    /// The actual of a year before the plan.
    pub struct PastActual {
        /// Fiscal year.
        pub year: FiscalYear,
        /// Value in the indicator's unit.
        pub value: Quantity,
        /// True if the source says 約.
        pub approx: bool = default,
    }
}
