//! The mid-term review: what it looks at, what it suggests, and what a revision makes of the plan.
//!
//! | table | from |
//! |---|---|
//! | ① 新旧対照 | the plan before and after the revision (`change.rs`) |
//! | ② conclusions of the studies, ③ indicators, ⑤ delayed programs | the programs of the review (`program.rs`) |
//! | ④ effects | the sums of effects, carried on to the plan's end (`outlook.rs`) |
//! | ⑥ bridge of the number of items | the plan before and after (`change.rs`) |
//!
//! In the review's round the revision is a draft made from what the divisions propose (`draft.rs`); in later rounds it
//! is the one in force, and only ① and ⑥ are left. Suggestions follow the plan's rules (`suggestion.rs`).

mod change;
mod draft;
mod drafting;
mod merge;
mod outlook;
mod program;
mod sentence;
mod suggestion;
#[cfg(test)]
mod tests;

use polars::prelude::PolarsResult;
use serde::Serialize;

use super::effect::EffectFigures;
use super::indicator::IndicatorFigure;
use super::program::ProgramFigure;
use crate::facts::Facts;
use crate::schema::{Form, Plan, ProgramKind};
use crate::terms::{FiscalYear, Round, count};

pub use change::{BridgeRow, ChangeKind, PlanChange};
pub use draft::{Doubt, Draft, Drafted, Open, TargetOrigin, draft};
pub use merge::{MergeFault, merge_target};
pub use outlook::ExpectedEffect;
pub use program::{DelayedProgram, ReviewIndicator, ReviewProgram, StudyConclusion};
pub use sentence::review_sentence;

/// The tables of the review.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewFigures {
    /// First year of the revised plan.
    pub from: FiscalYear,
    /// Whether the revision is only a draft of what the divisions propose.
    pub is_draft: bool,
    /// Programs without a direction or verdict that counts; 0 in later rounds.
    pub unanswered: u32,
    /// The studies among them.
    pub unanswered_studies: u32,
    /// Each program with its suggestion; empty in later rounds.
    pub programs: Vec<ReviewProgram>,
    /// ① What changes.
    pub changes: Vec<PlanChange>,
    /// ② Conclusions of the studies; empty in later rounds.
    pub studies: Vec<StudyConclusion>,
    /// ③ Indicators; empty in later rounds.
    pub indicators: Vec<ReviewIndicator>,
    /// ④ Effects by direction, then in all; empty in later rounds.
    pub effects: Vec<ExpectedEffect>,
    /// ⑤ Programs behind the schedule; empty in later rounds.
    pub delayed: Vec<DelayedProgram>,
    /// ⑥ Number of items, by kind and in all.
    pub bridge: Vec<BridgeRow>,
}

impl ReviewFigures {
    /// Whether it is a draft for which nobody has answered yet: nothing can be said about the plan.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        self.is_draft && self.unanswered > 0 && self.programs.len() == self.unanswered as usize
    }
}

/// What the review's figures are made from beside the facts.
pub(super) struct ReviewInput<'a> {
    pub(super) plan: &'a Plan,
    pub(super) form: &'a Form,
    pub(super) round: Round,
    pub(super) programs: &'a [ProgramFigure],
    pub(super) indicators: &'a [IndicatorFigure],
    pub(super) effects: &'a EffectFigures,
}

/// The tables of `round`: all in the review's round, those of the revision in force later, none before.
pub(super) fn review_figures(
    input: &ReviewInput<'_>,
    facts: &Facts,
) -> PolarsResult<Option<ReviewFigures>> {
    if input.plan.is_review(input.round) {
        return proposed(input, facts).map(Some);
    }
    let Some(replaced) = input.plan.replaced.as_deref() else { return Ok(None) };
    Ok(Some(ReviewFigures {
        from: replaced.by.from,
        is_draft: false,
        unanswered: 0,
        unanswered_studies: 0,
        programs: Vec::new(),
        changes: change::changes(&replaced.plan, input.plan, &replaced.by, None),
        studies: Vec::new(),
        indicators: Vec::new(),
        effects: Vec::new(),
        delayed: Vec::new(),
        bridge: change::bridge(&replaced.plan, input.plan),
    }))
}

fn proposed(input: &ReviewInput<'_>, facts: &Facts) -> PolarsResult<ReviewFigures> {
    let ReviewInput { plan, form, round, programs, indicators, effects } = *input;
    let draft = draft(plan, round, facts);
    let programs = program::programs(plan, round, facts, programs, indicators, effects);
    let revision = draft.revision();
    let (changes, bridge) = match &revision {
        Some(revision) => {
            let after = plan.clone().revised_by(revision);
            let changes = change::changes(plan, &after, revision, Some(&draft));
            (changes, change::bridge(plan, &after))
        }
        None => (Vec::new(), change::bridge(plan, plan)),
    };
    let unanswered = || programs.iter().filter(|program| program.proposal.is_none());
    Ok(ReviewFigures {
        from: round.year.next(),
        is_draft: true,
        unanswered: count(unanswered().count()),
        unanswered_studies: count(
            unanswered().filter(|program| program.kind == ProgramKind::Study).count(),
        ),
        changes,
        studies: program::studies(&programs, &draft),
        indicators: programs.iter().flat_map(|program| program.indicators.clone()).collect(),
        effects: outlook::expected(plan, form, round, facts, effects)?,
        delayed: program::delayed(&programs),
        bridge,
        programs,
    })
}
