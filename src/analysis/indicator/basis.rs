//! What the figures of an indicator are computed from, so that a report can show the computation and not only its
//! result.
//!
//! Each figure is made from its basis and from nothing else. All values are in the indicator's own unit (money in yen).

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
use serde::{Serialize, Serializer};

use crate::analysis::percent;

/// What each figure is computed from; `None` where there is no such figure.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorBasis {
    /// Of the achievement rate.
    pub rate: Option<RateBasis>,
    /// Of the pace that is needed; also where the target is reached and no pace is needed.
    pub pace: Option<PaceBasis>,
    /// Of the outlook.
    pub outlook: Option<OutlookBasis>,
}

impl IndicatorBasis {
    /// Of an indicator of which nothing can be computed.
    pub(super) const NONE: IndicatorBasis =
        IndicatorBasis { rate: None, pace: None, outlook: None };
}

/// What the achievement rate is computed from: `part` ÷ `whole` in per cent, half-up.
#[derive(Debug, Clone, Serialize)]
pub struct RateBasis {
    /// Where the way begins whose share is the rate: the baseline, or 0.
    pub from: Decimal,
    /// Where it ends: the target as a value of the indicator.
    pub to: Decimal,
    /// Whether the rate is target ÷ latest value instead (lower is better, and no baseline).
    pub inverse: bool,
    /// Latest value − `from`; `to` if inverse.
    pub part: Decimal,
    /// `to` − `from`; the latest value if inverse.
    pub whole: Decimal,
    /// Digits after the decimal point of the rate.
    pub decimals: u32,
}

impl RateBasis {
    /// The rate in per cent.
    pub(super) fn rate(&self) -> Option<Decimal> {
        percent(self.part, self.whole, self.decimals)
    }
}

/// What the needed pace is computed from: `rest` ÷ `years_left`, half-up.
#[derive(Debug, Clone, Serialize)]
pub struct PaceBasis {
    /// The target as a value of the indicator.
    pub to: Decimal,
    /// `to` − latest value.
    pub rest: Decimal,
    /// Fiscal years from the round's day to the end of the target year; more than 0. A round of the first half has half
    /// a year more than that of the year's end.
    pub years_left: Decimal,
    /// Digits after the decimal point of the pace.
    pub decimals: u32,
}

impl PaceBasis {
    /// Change per year.
    pub(super) fn pace(&self) -> Decimal {
        let per_year = self.rest / self.years_left;
        per_year.round_dp_with_strategy(self.decimals, MidpointAwayFromZero).normalize()
    }
}

/// What the outlook is computed from: `start` + (latest value − `start`) × `in_all` ÷ `gone`, cut to the limits,
/// half-up.
///
/// A limit that the latest value itself has passed cuts to that value.
#[derive(Debug, Clone, Serialize)]
pub struct OutlookBasis {
    /// Value with which the line begins: the baseline, or the first actual.
    pub start: Decimal,
    /// Whether it was written as 約.
    pub start_approx: bool,
    /// Day on which it held.
    #[serde(serialize_with = "iso")]
    pub start_day: Date,
    /// Day on which the latest value held.
    #[serde(serialize_with = "iso")]
    pub latest_day: Date,
    /// Last day of the target year.
    #[serde(serialize_with = "iso")]
    pub last_day: Date,
    /// What `gone` and `in_all` are counted in.
    pub unit: SpanUnit,
    /// Time from the start to the latest value; more than 0.
    pub gone: i32,
    /// Time from the start to the last day.
    pub in_all: i32,
    /// Smallest value that can occur.
    pub min: Option<Decimal>,
    /// Largest value that can occur.
    pub max: Option<Decimal>,
    /// Digits after the decimal point of the outlook.
    pub decimals: u32,
}

/// What the time of an outlook is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanUnit {
    /// Whole years: the three days are the same day of their years.
    Years,
    /// Days.
    Days,
}

impl OutlookBasis {
    /// The value on the last day, on the line through `latest`.
    pub(super) fn outlook(&self, latest: Decimal) -> Option<Decimal> {
        let moved = latest.checked_sub(self.start)?;
        let whole = moved.checked_mul(Decimal::from(self.in_all))?;
        let line = self.start.checked_add(whole.checked_div(Decimal::from(self.gone))?)?;
        let line = self.max.map_or(line, |max| line.min(max.max(latest)));
        let line = self.min.map_or(line, |min| line.max(min.min(latest)));
        Some(line.round_dp_with_strategy(self.decimals, MidpointAwayFromZero).normalize())
    }
}

fn iso<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}
