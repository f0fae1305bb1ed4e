//! Values of an indicator as residents read them.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::form::quantity_text;
use crate::publish::PublicIndicator;

/// The unit in which the values of an indicator are shown, and how they become it.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// The unit.
    pub(super) unit: String,
    divisor: Decimal,
    decimals: u32,
}

impl Shown {
    /// Money is said in 万円, everything else in its own unit.
    pub(super) fn of(indicator: &PublicIndicator) -> Shown {
        let figure = &indicator.figure;
        match figure.unit.as_str() {
            "円" => {
                Shown { unit: "万円".to_owned(), divisor: Decimal::from(10_000), decimals: 0 }
            }
            unit => {
                Shown { unit: unit.to_owned(), divisor: Decimal::ONE, decimals: figure.decimals }
            }
        }
    }

    /// The number alone: `1,800`.
    pub(super) fn number(&self, value: Decimal) -> String {
        quantity_text(value / self.divisor, self.decimals)
    }

    /// The number, with 約 where it was written so.
    pub(super) fn about(&self, value: Decimal, approx: bool) -> String {
        format!("{}{}", if approx { "約" } else { "" }, self.number(value))
    }

    /// With its unit: `1,800万円`.
    pub(super) fn amount(&self, value: Decimal) -> String {
        format!("{}{}", self.number(value), self.unit)
    }

    /// A value that was computed, with the digits of the indicator, one at least.
    pub(super) fn rounded(&self, value: Decimal) -> String {
        let near = (value / self.divisor)
            .round_dp_with_strategy(self.decimals.max(1), RoundingStrategy::MidpointAwayFromZero);
        format!("{}{}", quantity_text(near, self.decimals), self.unit)
    }

    /// The difference of two values: per cents differ by points.
    pub(super) fn difference(&self, value: Decimal) -> String {
        let unit = if self.unit == "%" { "ポイント" } else { &self.unit };
        format!("{}{unit}", self.number(value.abs()))
    }
}
