//! All figures of a round.

use serde::Serialize;

use super::coverage::{Coverage, coverage, of_round};
use super::cross_footing::{CrossFooting, cross_footings};
use super::effect::{EffectFigures, effect_figures};
use super::error::AnalysisError;
use super::indicator::{IndicatorFigure, IndicatorTally, indicator_figures, indicator_tally};
use super::program::{ProgramFigure, program_figures};
use super::rating::{RatingFigures, rating_figures};
use super::review::{ReviewFigures, ReviewInput, review_figures};
use super::schedule::{ScheduleLine, schedule};
use super::sentence::{effect_sentence, rating_parts, rating_sentence};
use super::state::States;
use super::studies::{StudyFigure, studies};
use crate::facts::Facts;
use crate::schema::{Form, Plan};
use crate::submission::SubmissionSummary;
use crate::terms::Round;

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
/// If polars refuses a query, or two sums that must be equal are not, neither of which depends on the data; and if amounts
/// are so large that their sums might not be exact.
pub fn analyse(
    plan: &Plan,
    form: &Form,
    round: Round,
    facts: &Facts,
    rounds: &[(Round, &[SubmissionSummary])],
) -> Result<Figures, AnalysisError> {
    let indicators = indicator_figures(plan, round, facts)?;
    let states = States::new(plan, round, facts)?;
    let programs = program_figures(plan, &states, facts, &indicators);
    let ratings = rating_figures(plan, &states, &programs)?;
    let effects = effect_figures(plan, form, round, facts, ratings.total.not_submitted)?;
    let indicator_tally = indicator_tally(&indicators);
    let sentences =
        [Some(rating_sentence(plan, round, &ratings)), effect_sentence(plan, round, &effects)];
    let review = review_figures(
        &ReviewInput {
            plan,
            form,
            round,
            programs: &programs,
            indicators: &indicators,
            effects: &effects,
        },
        facts,
    )?;
    let submissions = coverage(plan, round, &programs, facts, rounds)?;
    let summaries = of_round(rounds, round);
    let held: Vec<Round> = submissions.rounds.iter().map(|held| held.round).collect();
    let cross_footings = cross_footings(
        &programs,
        &ratings,
        &indicator_tally,
        &effects,
        &submissions,
        &rating_parts(plan, round, &ratings),
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
        schedule: schedule(plan, form, facts, &held),
        studies: studies(plan, round, facts, &programs, review.as_ref())?,
        submissions,
        sentences: sentences.into_iter().flatten().collect(),
        ratings,
        programs,
        effects,
        review,
        cross_footings,
    })
}
