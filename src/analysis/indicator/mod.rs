//! Indicators against their targets.
//!
//! `reports.rs`: which report of a year counts, and which year is the latest. `actual.rs`: the value of each year, and
//! corrections. `goal.rs`: what a value is compared with, per shape. `judge.rs`: what is said at the latest value.
//! `way.rs`: the straight line to the target, what is due on it, and the outlook. `status.rs`: the words for how an
//! indicator stands. `pace.rs`: the same comparison for the rules of `check`. `basis.rs`: what each figure is computed
//! from. `trend.rs`: actual and target of every year.
//!
//! The *latest* value is that of the newest year of the plan, up to the reported round's, that has one; where the target
//! holds for each year it is the reported year's alone.

mod achieved;
mod actual;
mod basis;
mod figure;
mod goal;
mod judge;
mod pace;
mod reports;
mod status;
pub(super) mod tally;
#[cfg(test)]
mod tests;
mod trend;
mod way;

pub use achieved::Achieved;
pub use actual::IndicatorActual;
pub(crate) use actual::before_plan;
pub use basis::{OutlookBasis, PaceBasis, RateBasis, SpanUnit, StatusBasis, VerdictBasis};
pub use figure::IndicatorFigure;
pub(super) use figure::indicator_figures;
pub(crate) use pace::{Pace, against_pace};
pub(crate) use reports::may_be_latest;
pub use status::{IndicatorStatus, UndecidableReason};
pub use tally::IndicatorTally;
pub(super) use tally::indicator_tally;
pub use trend::TrendPoint;
