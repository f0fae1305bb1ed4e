//! From facts to figures: ratings, indicators, effects, who submitted.
//!
//! Every definition stands once, in the doc comment of the type or function that computes it, with unit, formula and
//! what happens to missing values. Reports, sentences and `summary.json` all take their numbers from [`Figures`];
//! none computes one itself. This room knows nothing of how a figure is shown.

mod coverage;
mod cross_footing;
mod effect;
mod error;
mod indicator;
mod program;
mod query;
mod rating;
mod review;
mod schedule;
mod sentence;
mod studies;
#[cfg(test)]
pub(crate) mod tests;

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
use serde::Serialize;

use crate::facts::Facts;
use crate::schema::{Form, Plan};
use crate::submission::SubmissionSummary;
use crate::terms::Round;

pub use coverage::{Coverage, ProgramInRound, RoundCoverage, SubmissionState};
pub use cross_footing::CrossFooting;
pub use effect::{
    BasisKey, CellKey, EffectEntry, EffectFigures, EffectRow, EffectTotal, EffectView, NatureKey,
    ProgramKey, displayed,
};
pub use error::AnalysisError;
pub use indicator::{
    Achieved, IndicatorActual, IndicatorFigure, IndicatorStatus, IndicatorTally, OutlookBasis,
    PaceBasis, RateBasis, SpanUnit, StatusBasis, TrendPoint, UndecidableReason, VerdictBasis,
};
pub(crate) use indicator::{Pace, against_pace};
pub(crate) use indicator::{before_plan, may_be_latest};
pub use program::{ProgramFigure, RatingState};
pub use rating::{RatingFigures, RatingRow};
pub use review::{
    BridgeRow, ChangeKind, DelayedProgram, Doubt, Draft, Drafted, ExpectedEffect, MergeFault, Open,
    PlanChange, ReviewFigures, ReviewIndicator, ReviewProgram, StudyConclusion, TargetOrigin,
    draft, merge_target, review_sentence,
};
pub use schedule::{ActivityReport, Attention, ScheduleLine, ScheduleYear};
pub use sentence::{
    carried_note, effect_sentence, effect_statement, indicator_sentence, rating_sentence,
};
pub use studies::StudyFigure;

/// Digits after the decimal point of an achievement rate.
pub(crate) const RATE_DECIMALS: u32 = 1;

/// Everything the reports print; written as `data/summary.json`.
#[derive(Debug, Serialize)]
pub struct Figures {
    /// Version of this layout.
    pub version: u32,
    /// Plan id.
    pub plan: String,
    /// Round reported.
    pub round: Round,
    /// 基準日, ISO 8601.
    pub as_of: String,
    /// Whether any submission that counts says that it is made up (見本): every report says so then.
    pub sample: bool,
    /// Tally of ratings.
    pub ratings: RatingFigures,
    /// Each program's state, in plan order.
    pub programs: Vec<ProgramFigure>,
    /// Each indicator, in plan order.
    pub indicators: Vec<IndicatorFigure>,
    /// How many of them are achieved.
    pub indicator_tally: IndicatorTally,
    /// Fiscal effects.
    pub effects: EffectFigures,
    /// The schedule of activities, with what was reported of it.
    pub schedule: Vec<ScheduleLine>,
    /// The mid-term review: in its round, and once its revision is in force.
    pub review: Option<ReviewFigures>,
    /// What came of each study, in plan order.
    pub studies: Vec<StudyFigure>,
    /// Who submitted what.
    pub submissions: Coverage,
    /// The statements that are published, made from the figures above.
    pub sentences: Vec<String>,
    /// Sums that were compared with each other; every difference is 0.
    pub cross_footings: Vec<CrossFooting>,
}

/// Computes all figures of `round`. `rounds` are the submissions of it and of the rounds before.
///
/// # Errors
///
/// If polars refuses a query, or two sums that must be equal are not; neither depends on the data.
pub fn analyse(
    plan: &Plan,
    form: &Form,
    round: Round,
    facts: &Facts,
    rounds: &[(Round, &[SubmissionSummary])],
) -> Result<Figures, AnalysisError> {
    let indicators = indicator::indicator_figures(plan, round, facts);
    let programs = program::program_figures(plan, round, facts, &indicators);
    let ratings = rating::rating_figures(plan, round, &programs)?;
    let effects = effect::effect_figures(plan, form, round, facts, ratings.total.not_submitted)?;
    let indicator_tally = indicator::indicator_tally(&indicators);
    let sentences =
        [Some(rating_sentence(plan, round, &ratings)), effect_sentence(plan, round, &effects)];
    let review = review::review_figures(
        &review::ReviewInput {
            plan,
            form,
            round,
            programs: &programs,
            indicators: &indicators,
            effects: &effects,
        },
        facts,
    )?;
    let submissions = coverage::coverage(plan, round, &programs, facts, rounds);
    let summaries = coverage::of_round(rounds, round);
    let held: Vec<Round> = submissions.rounds.iter().map(|held| held.round).collect();
    let cross_footings = cross_footing::cross_footings(
        &programs,
        &ratings,
        &indicator_tally,
        &effects,
        &submissions,
        &sentence::rating_parts(plan, round, &ratings),
    );
    if let Some(differing) = cross_footings.iter().find(|footing| footing.difference != 0) {
        return Err(AnalysisError::CrossFooting(differing.clone()));
    }
    Ok(Figures {
        version: 1,
        plan: plan.id.clone(),
        round,
        as_of: round.as_of().to_string(),
        sample: summaries.iter().any(|summary| summary.sample && !summary.in_force.is_empty()),
        indicator_tally,
        indicators,
        schedule: schedule::schedule(plan, form, facts, &held),
        studies: studies::studies(plan, round, facts, &programs, review.as_ref()),
        submissions,
        sentences: sentences.into_iter().flatten().collect(),
        ratings,
        programs,
        effects,
        review,
        cross_footings,
    })
}

/// `part / whole` in per cent, half-up to `decimals` digits from the exact quotient; `None` if `whole` is 0.
pub(crate) fn percent(part: Decimal, whole: Decimal, decimals: u32) -> Option<Decimal> {
    let quotient = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    Some(quotient.round_dp_with_strategy(decimals, MidpointAwayFromZero))
}
