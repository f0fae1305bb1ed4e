//! From facts to figures: ratings, indicators, effects, who submitted.
//!
//! Every definition stands once, in the doc comment of the type or function that computes it, with unit, formula and
//! what happens to missing values. Reports, sentences and `summary.json` all take their numbers from [`Figures`];
//! none computes one itself. This room knows nothing of how a figure is shown.
//!
//! Queries over the frames of the facts choose records, count, and add up whole numbers; `query.rs` has what they share.
//! What they find is read into typed rows at once, records by their place. What one value means (a verdict, a rate, a
//! sentence) is plain Rust on these.

mod coverage;
mod cross_footing;
mod effect;
mod error;
mod figures;
mod indicator;
mod program;
mod query;
mod rate;
mod rating;
mod review;
mod schedule;
mod sentence;
mod state;
mod studies;
#[cfg(test)]
pub(crate) mod tests;

pub use coverage::{CoverageRow, DivisionCoverage, ProgramInRound, RoundCoverage, SubmissionState};
pub use effect::{
    BasisKey, CellKey, EffectEntry, EffectFigures, EffectRow, EffectTotal, EffectView, NatureKey,
    ProgramKey, displayed,
};
pub use error::AnalysisError;
pub use figures::{Figures, analyse};
pub use indicator::{
    Achieved, IndicatorActual, IndicatorFigure, IndicatorStatus, IndicatorTally, OutlookBasis,
    PaceBasis, RateBasis, SpanUnit, StatusBasis, TrendPoint, UndecidableReason, VerdictBasis,
};
pub(crate) use indicator::{Pace, against_pace};
pub(crate) use indicator::{before_plan, may_be_latest};
pub use program::ProgramFigure;
pub(crate) use rate::RATE_DECIMALS;
pub use rating::{Movement, RatingFigures, RatingRow, Way};
pub use review::{
    BridgeRow, ChangeKind, DelayedProgram, Doubt, Draft, Drafted, ExpectedEffect, MergeFault, Open,
    PlanChange, ReviewFigures, ReviewIndicator, ReviewProgram, StudyConclusion, TargetOrigin,
    draft, merge_target, review_sentence,
};
pub use schedule::{ActivityReport, Attention, ScheduleLine, ScheduleYear};
pub use sentence::{
    Headline, carried_note, doubted_note, effect_sentence, effect_statement, indicator_sentence,
    movement_sentence, rating_sentence,
};
pub use state::RatingState;
pub use studies::StudyFigure;
