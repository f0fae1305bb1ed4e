//! What the figures of an indicator are computed from, so that a report can show the computation and not only its
//! result.
//!
//! Each figure is made from its basis and from nothing else. All values are in the indicator's own unit (money in yen).

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
use serde::{Serialize, Serializer};

use super::achieved::Achieved;
use crate::analysis::rate::percent;

/// What each figure is computed from; `None` where there is no such figure.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorBasis {
    /// Of the verdict; `None` also where it is undecided without a comparison.
    pub verdict: Option<VerdictBasis>,
    /// Of the status where the target is not reached; `None` without a verdict to go on from.
    pub status: Option<StatusBasis>,
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
        IndicatorBasis { verdict: None, status: None, rate: None, pace: None, outlook: None };
}

/// What the verdict is decided from: the latest value is not below `lower` and not above `upper`.
#[derive(Debug, Clone, Serialize)]
pub struct VerdictBasis {
    /// Smallest value that reaches the target of the value's year.
    pub lower: Option<Decimal>,
    /// Largest value that reaches it.
    pub upper: Option<Decimal>,
    /// Nothing is decided where a bound lies as near as this to the value, because one of them was written as 約; 0
    /// where both are exact.
    pub slack: Decimal,
}

impl VerdictBasis {
    /// Whether a value lies within the bounds.
    pub(super) fn decide(&self, value: Decimal) -> Achieved {
        let hidden = |bound: &Decimal| {
            let distance = value.checked_sub(*bound).map(|distance| distance.abs());
            !self.slack.is_zero() && distance.is_some_and(|distance| distance <= self.slack)
        };
        if self.lower.iter().chain(&self.upper).any(hidden) {
            return Achieved::Undecided;
        }
        let reached = self.lower.is_none_or(|lower| value >= lower)
            && self.upper.is_none_or(|upper| value <= upper);
        if reached { Achieved::Yes } else { Achieved::No }
    }
}

/// What the latest value is compared with where it does not reach the target.
#[derive(Debug, Clone, Serialize)]
pub struct StatusBasis {
    /// The value before it; `None` if there is none.
    pub before: Option<Decimal>,
    /// It has to be worse than the value before it by more than this, because one of them was written as 約; 0 where both
    /// are exact.
    pub before_slack: Decimal,
    /// Whether the way to the target decides: a level or an increment before the end of its target year.
    pub is_under_way: bool,
    /// What is due on the value's day; `None` where the way does not decide, or cannot be drawn.
    ///
    /// Half-up with as many digits as the comparison with the value needs: the line moves in steps of the last digit
    /// through the time in all.
    pub due: Option<Decimal>,
    /// Digits of `due` after the decimal point.
    pub due_decimals: u32,
    /// Nothing is decided where the value is as near as this to what is due, because one of them comes from 約; 0 where
    /// both are exact.
    pub due_slack: Decimal,
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
