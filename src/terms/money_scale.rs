//! The units in which money is printed.

use crate::terms::named;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

named! {
    /// A unit in which money is printed.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
    pub enum MoneyScale.label {
        /// 1,000 yen.
        #[default]
        #[serde(rename = "千円")]
        Thousand = "千円",
        /// 1,000,000 yen.
        #[serde(rename = "百万円")]
        Million = "百万円",
        /// 100,000,000 yen, printed with one digit after the point.
        #[serde(rename = "億円")]
        HundredMillion = "億円",
    }
}

impl MoneyScale {
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
