//! Every program of the review, and the tables ② and ⑤ picked from them.

use super::draft::Draft;
use super::program::{
    DelayedProgram, ReviewIndicator, ReviewProgram, ReviewedEffect, StudyConclusion,
};
use super::suggestion::suggestion;
use crate::analysis::effect::{EffectFigures, EffectView};
use crate::analysis::indicator::IndicatorFigure;
use crate::analysis::program::ProgramFigure;
use crate::analysis::state::RatingState;
use crate::facts::{Facts, ProposalFact};
use crate::form::target_text;
use crate::schema::{Plan, ProgramKind, Standing};
use crate::terms::{ProgramNo, Round, count};

/// Every running program, in plan order.
pub(super) fn programs(
    plan: &Plan,
    round: Round,
    facts: &Facts,
    programs: &[ProgramFigure],
    indicators: &[IndicatorFigure],
    effects: &EffectFigures,
) -> Vec<ReviewProgram> {
    let of = |no: ProgramNo| {
        facts.proposals.iter().find(|proposal| proposal.program == no && proposal.round == round)
    };
    let running = programs.iter().filter(|figure| {
        plan.program(figure.program_no).is_some_and(|program| program.end.is_none())
    });
    running
        .map(|figure| {
            let proposal = of(figure.program_no);
            let own = indicators.iter().filter(|one| one.program_no == figure.program_no);
            let mut ratings = figure.earlier.clone();
            ratings.push((round, figure.rating.clone()));
            let mut program = ReviewProgram {
                program_no: figure.program_no,
                kind: figure.kind,
                name: figure.name.clone(),
                division: figure.division.clone(),
                behind_rounds: behind_rounds(plan, &ratings),
                ratings,
                indicators: own.map(|one| indicator(plan, one, proposal)).collect(),
                effect: effect(effects, round, figure.program_no),
                issues: figure.issues.clone(),
                next: figure.next.clone(),
                proposal: figure.review.clone(),
                proposal_reason: figure.review_reason.clone(),
                suggestion: None,
                source: proposal.map(|proposal| proposal.source.clone()),
            };
            let rules = plan.review.as_ref();
            program.suggestion = rules.map(|rules| suggestion(rules, &program, proposal));
            program
        })
        .collect()
}

/// Rounds in a row up to the last whose rating means behind the schedule, by the scale of their year. A round without a
/// rating ends the row: nobody said that it was behind.
fn behind_rounds(plan: &Plan, ratings: &[(Round, RatingState)]) -> u32 {
    let is_behind = |(round, state): &&(Round, RatingState)| {
        let level = state.code().and_then(|code| plan.scale(round.year).level(code));
        level.is_some_and(|level| level.standing == Standing::Behind)
    };
    count(ratings.iter().rev().take_while(is_behind).count())
}

fn indicator(
    plan: &Plan,
    figure: &IndicatorFigure,
    proposal: Option<&ProposalFact>,
) -> ReviewIndicator {
    let proposed = proposal.and_then(|proposal| {
        let targets = &mut proposal.targets.iter();
        let target = targets.find(|target| target.indicator == figure.indicator_id)?;
        let mut changed = plan.indicator(&figure.indicator_id)?.clone();
        let Some(value) = target.value else {
            return Some(format!("未定(「{}」と記入)", target.raw));
        };
        changed.target.as_mut()?.value = value.into();
        let text = target_text(&changed).replace('\n', "");
        Some(if target.approx { format!("{text}(「{}」と記入)", target.raw) } else { text })
    });
    let newest = figure.actuals.iter().rev().find(|actual| actual.value.is_some());
    ReviewIndicator {
        program_no: figure.program_no,
        indicator_id: figure.indicator_id.clone(),
        name: figure.name.clone(),
        unit: figure.unit.clone(),
        decimals: figure.decimals,
        actuals: figure.actuals.clone(),
        target_text: figure.target_text.clone(),
        status: figure.status,
        pace: figure.pace,
        proposed_target: proposed,
        source: newest.and_then(|actual| actual.source.clone()),
    }
}

fn effect(effects: &EffectFigures, round: Round, no: ProgramNo) -> ReviewedEffect {
    let mut rows = effects.by_program.iter();
    let row = rows.find(|row| {
        row.key.program_no == no
            && row.fiscal_year == round.year
            && row.view == EffectView::CumulativeNew
    });
    row.map_or_else(ReviewedEffect::default, |row| ReviewedEffect {
        planned_yen: row.planned,
        actual_yen: row.actual,
        percent: row.achievement_rate,
    })
}

/// ② from the programs and the draft.
pub(super) fn studies(programs: &[ReviewProgram], draft: &Draft) -> Vec<StudyConclusion> {
    let studies = programs.iter().filter(|program| program.kind == ProgramKind::Study);
    studies
        .map(|program| {
            let drafted = draft.program(program.program_no);
            let change = drafted.and_then(|drafted| drafted.change.as_ref());
            let activities = change.and_then(|change| change.activities.as_ref());
            let indicators = change.map(|change| &change.indicators);
            StudyConclusion {
                program_no: program.program_no,
                name: program.name.clone(),
                division: program.division.clone(),
                verdict: program.proposal.clone(),
                reason: program.proposal_reason.clone(),
                merged_into: change.and_then(|change| change.merged_into),
                activities: activities.into_iter().flatten().map(|one| one.name.clone()).collect(),
                indicators: indicators.into_iter().flatten().map(|one| one.name.clone()).collect(),
                source: program.source.clone(),
            }
        })
        .collect()
}

/// ⑤ from the programs.
pub(super) fn delayed(programs: &[ReviewProgram]) -> Vec<DelayedProgram> {
    let behind = programs.iter().filter(|program| program.behind_rounds > 0);
    behind
        .map(|program| DelayedProgram {
            program_no: program.program_no,
            name: program.name.clone(),
            division: program.division.clone(),
            behind_rounds: program.behind_rounds,
            issues: program.issues.clone(),
            response: program.next.clone(),
            proposal: program.proposal.clone(),
        })
        .collect()
}
