//! The answer for one cell: a value with remarks, a gap with its reason, or a refusal.

use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::qualifier::Qualifier;
use super::remark::{Refusal, Remark};
use crate::terms::{FiscalYear, Yen, named};

/// The answer for one cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // What a member tells is said of the member.
pub enum Outcome {
    /// The cell means this value.
    Read(Reading),
    /// The cell says that there is no value, and why. `reason`: why there is no value.
    /// `remarks`: what is worth saying about it.
    Missing { reason: Missing, remarks: Vec<Remark> },
    /// The cell cannot be read with certainty.
    Refused(Refusal),
}

impl Outcome {
    /// The amount, if it is one.
    pub fn yen(&self) -> Option<Yen> {
        match self {
            Outcome::Read(Reading { value: Value::Money(yen), .. }) => Some(*yen),
            _ => None,
        }
    }

    /// A gap without remarks.
    pub(super) fn missing(reason: Missing) -> Outcome {
        Outcome::Missing { reason, remarks: Vec::new() }
    }

    /// A plain value with remarks.
    pub(super) fn value(value: Value, remarks: Vec<Remark>) -> Outcome {
        Outcome::Read(Reading {
            value,
            approx: false,
            qualifier: None,
            note: None,
            last_digit: 0,
            negative_zero: false,
            remarks,
        })
    }
}

impl Reading {
    /// The bound beside the number, unless it is a word for "about": 余, 強 and 弱 are said of what is known (N045).
    pub fn bound(&self) -> Option<Qualifier> {
        self.qualifier.filter(|_| !self.approx)
    }
}

/// A value and how it was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The value.
    pub value: Value,
    /// Written with 約, 程度 and the like (N045).
    pub approx: bool,
    /// Written with 以上, 未満 and the like (N045, N064).
    pub qualifier: Option<Qualifier>,
    /// A note written in the same cell, e.g. `※1` or `（注）` (N018), as typed except for width.
    pub note: Option<String>,
    /// The power of ten of the last digit that was written, in the value's unit (yen for money): 6 for 約1百万円, -1 for
    /// 62.3. A value that is no number has none: 0.
    pub last_digit: i32,
    /// The value is zero but was written with a minus, e.g. `△0` (N010).
    pub negative_zero: bool,
    /// How it was read, where that is worth a warning or a line of information.
    pub remarks: Vec<Remark>,
}

/// A machine value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// A quantity in the field's unit, with as many decimals as were written.
    Number(#[serde(with = "crate::terms::kept::decimal")] Decimal),
    /// Money in yen.
    Money(Yen),
    /// Text as typed.
    Text(String),
    /// The code of an option.
    Choice(String),
    /// A calendar date.
    Date(#[serde(with = "crate::terms::kept::text")] Date),
    /// A fiscal year.
    FiscalYear(FiscalYear),
}

impl fmt::Display for Value {
    /// As data files write it: exact, in yen, days as `2023-04-01`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => number.normalize().fmt(f),
            Value::Money(yen) => yen.fmt(f),
            Value::Text(text) | Value::Choice(text) => text.fmt(f),
            Value::Date(date) => date.fmt(f),
            Value::FiscalYear(year) => year.fmt(f),
        }
    }
}

named! {
    /// Why a cell has no value (N080–N088).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    pub enum Missing.as_str {
        /// Nothing was written (N080).
        Blank = "blank",
        /// `-`, `なし` (N081, N082).
        None = "none",
        /// `未定`, `検討中` (N084).
        Undecided = "undecided",
        /// `集計中`, `調査中` (N085): a value will come.
        Pending = "pending",
        /// `不明`, `…` (N086).
        Unknown = "unknown",
        /// `N/A`, `対象外` (N087), `皆増` (N070).
        NotApplicable = "not_applicable",
        /// `X`, `***`, `非公表` (N088).
        Suppressed = "suppressed",
    }
}
