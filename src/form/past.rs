//! Actuals of earlier rounds, as the form prints them and as a division may correct them.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::question::Question;
use crate::terms::{FiscalYear, IndicatorId};

/// What a past year's cell says when it is selected.
pub const PAST_PROMPT: &str =
    "誤りがあるときだけ、正しい数字に書き換えてください。訂正として記録されます。";

/// What is printed where no round reported anything; forms handed out earlier have a dash.
pub const NOT_REPORTED: &str = "(未報告)";

/// Actuals that earlier rounds reported, in the indicator's unit (yen for money); what the form prints as past.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PastActuals {
    values: BTreeMap<(IndicatorId, FiscalYear), PastValue>,
}

/// One past actual.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PastValue {
    /// Value in the indicator's unit.
    #[serde(with = "crate::terms::kept::decimal")]
    pub value: Decimal,
    /// Whether it was reported as 約.
    pub approx: bool,
}

impl PastActuals {
    /// Records the actual of a year; a later call for the same year replaces it.
    pub fn insert(&mut self, indicator: IndicatorId, year: FiscalYear, value: PastValue) {
        self.values.insert((indicator, year), value);
    }

    /// Forgets the actual of a year: a later round says that there is none.
    pub fn remove(&mut self, indicator: &IndicatorId, year: FiscalYear) {
        self.values.remove(&(indicator.clone(), year));
    }

    /// The actual of a year, if any round reported it.
    pub fn get(&self, indicator: &IndicatorId, year: FiscalYear) -> Option<PastValue> {
        self.values.get(&(indicator.clone(), year)).copied()
    }
}

/// A cell that prints the actual of a past year, and takes its correction.
#[derive(Debug, Clone)]
pub struct PastCell {
    /// What a correction answers.
    pub question: Arc<Question>,
    /// What is printed, in the indicator's unit; `None` prints [`NOT_REPORTED`].
    pub printed: Option<PastValue>,
    /// Digits after the decimal point.
    pub decimals: u32,
}

impl PastCell {
    /// The printed number in the unit in which the form asks for it.
    pub fn printed_number(&self) -> Option<Decimal> {
        let value = self.printed?.value;
        Some(if self.question.money { value / Decimal::ONE_THOUSAND } else { value })
    }
}
