//! The units in which money is printed, and with how many digits.

use crate::terms::named;
use rust_decimal::Decimal;
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
        /// 10,000 yen.
        #[serde(rename = "万円")]
        TenThousand = "万円",
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
            MoneyScale::TenThousand => 10_000,
            MoneyScale::Million => 1_000_000,
            MoneyScale::HundredMillion => 100_000_000,
        }
    }
}

/// A unit with the digits after the decimal point that are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoneyUnit {
    /// The unit.
    pub scale: MoneyScale,
    /// Digits after the decimal point.
    pub decimals: u32,
}

impl From<MoneyScale> for MoneyUnit {
    /// With the digits that tables print unless a plan says otherwise.
    fn from(scale: MoneyScale) -> MoneyUnit {
        let decimals = u32::from(scale == MoneyScale::HundredMillion);
        MoneyUnit { scale, decimals }
    }
}

impl MoneyUnit {
    /// Yen of one unit.
    pub fn yen(self) -> i64 {
        self.scale.yen()
    }

    /// Its word.
    pub fn label(self) -> &'static str {
        self.scale.label()
    }

    /// The smallest amount that is shown: `千円`, `0.1億円`.
    pub fn smallest(self) -> String {
        match self.decimals {
            0 => self.label().to_owned(),
            _ => format!("{}{}", Decimal::new(1, self.decimals), self.label()),
        }
    }
}
