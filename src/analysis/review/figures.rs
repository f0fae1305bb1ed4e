//! All tables of the review.

use polars::prelude::PolarsResult;
use serde::Serialize;

use super::change::{BridgeRow, PlanChange, bridge, changes};
use super::drafting::draft;
use super::outlook::{ExpectedEffect, expected};
use super::program::{DelayedProgram, ReviewIndicator, ReviewProgram, StudyConclusion};
use super::programs::{delayed, programs as reviewed, studies};
use crate::analysis::effect::EffectFigures;
use crate::analysis::indicator::IndicatorFigure;
use crate::analysis::program::ProgramFigure;
use crate::facts::Facts;
use crate::schema::{Form, Plan, ProgramKind};
use crate::terms::{FiscalYear, Round, count};

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
    pub fn is_unanswered(&self) -> bool {
        self.is_draft && self.unanswered > 0 && self.programs.len() == self.unanswered as usize
    }
}

/// What the review's figures are made from beside the facts.
pub struct ReviewInput<'a> {
    pub plan: &'a Plan,
    pub form: &'a Form,
    pub round: Round,
    pub programs: &'a [ProgramFigure],
    pub indicators: &'a [IndicatorFigure],
    pub effects: &'a EffectFigures,
}

/// The tables of `round`: all in the review's round, those of the revision in force later, none before.
pub fn review_figures(
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
        changes: changes(&replaced.plan, input.plan, &replaced.by, None),
        studies: Vec::new(),
        indicators: Vec::new(),
        effects: Vec::new(),
        delayed: Vec::new(),
        bridge: bridge(&replaced.plan, input.plan),
    }))
}

fn proposed(input: &ReviewInput<'_>, facts: &Facts) -> PolarsResult<ReviewFigures> {
    let ReviewInput { plan, form, round, programs, indicators, effects } = *input;
    let draft = draft(plan, round, facts);
    let programs = reviewed(plan, round, facts, programs, indicators, effects);
    let revision = draft.revision();
    let (changes, bridge) = match &revision {
        Some(revision) => {
            let after = plan.clone().revised_by(revision);
            let changes = changes(plan, &after, revision, Some(&draft));
            (changes, bridge(plan, &after))
        }
        None => (Vec::new(), bridge(plan, plan)),
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
        studies: studies(&programs, &draft),
        indicators: programs.iter().flat_map(|program| program.indicators.clone()).collect(),
        effects: expected(plan, form, round, facts, effects)?,
        delayed: delayed(&programs),
        bridge,
        programs,
    })
}
