//! The units in which money is printed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A unit in which money is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub enum MoneyScale {
    /// 1,000 yen.
    #[default]
    #[serde(rename = "千円")]
    Thousand,
    /// 1,000,000 yen.
    #[serde(rename = "百万円")]
    Million,
    /// 100,000,000 yen, printed with one digit after the point.
    #[serde(rename = "億円")]
    HundredMillion,
}

impl MoneyScale {
    /// Printed name.
    pub fn label(self) -> &'static str {
        match self {
            MoneyScale::Thousand => "千円",
            MoneyScale::Million => "百万円",
            MoneyScale::HundredMillion => "億円",
        }
    }

    /// Yen of one unit.
    pub fn yen(self) -> i64 {
        match self {
            MoneyScale::Thousand => 1_000,
            MoneyScale::Million => 1_000_000,
            MoneyScale::HundredMillion => 100_000_000,
        }
    }

    /// Digits after the decimal point that tables print.
    pub fn decimals(self) -> u32 {
        match self {
            MoneyScale::Thousand | MoneyScale::Million => 0,
            MoneyScale::HundredMillion => 1,
        }
    }
}
