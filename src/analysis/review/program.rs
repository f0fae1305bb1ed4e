//! Each program of the review, with all that its suggestion is made from; and the tables ②, ③, ⑤ picked from them.

use rust_decimal::Decimal;
use serde::Serialize;

use super::draft::Draft;
use super::suggestion::{Suggestion, suggestion};
use crate::analysis::effect::{EffectFigures, EffectView};
use crate::analysis::indicator::{IndicatorActual, IndicatorFigure, IndicatorStatus};
use crate::analysis::program::{ProgramFigure, RatingState, kind_name};
use crate::facts::{Facts, ProposalFact};
use crate::form::target_text;
use crate::schema::{Plan, ProgramKind, Standing};
use crate::terms::{DivisionName, IndicatorId, ProgramNo, Round, Source, Yen, count};

/// A program in the review.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewProgram {
    /// Number.
    pub program_no: ProgramNo,
    /// `implementation` or `study`.
    #[serde(serialize_with = "kind_name")]
    pub kind: ProgramKind,
    /// Name.
    pub name: String,
    /// Lead division.
    pub division: DivisionName,
    /// Rating of each round up to the review's, oldest first.
    pub ratings: Vec<(Round, RatingState)>,
    /// Rounds in a row, the review's the last, that were rated behind the schedule.
    pub behind_rounds: u32,
    /// Its indicators.
    pub indicators: Vec<ReviewIndicator>,
    /// Its fiscal effect so far.
    pub effect: ReviewedEffect,
    /// 課題.
    pub issues: Option<String>,
    /// 次年度の取組.
    pub next: Option<String>,
    /// Direction or verdict that the division chose.
    pub proposal: Option<String>,
    /// Why.
    pub proposal_reason: Option<String>,
    /// What the plan's rules suggest, for reference; `None` if the plan has no rules.
    pub suggestion: Option<Suggestion>,
    /// Cell of the direction or verdict.
    pub source: Option<Source>,
}

impl ReviewProgram {
    /// Whether it is rated in the review's round.
    pub(super) fn is_rated(&self) -> bool {
        self.ratings.last().is_some_and(|(_, state)| state.code().is_some())
    }
}

/// ③ An indicator in the review.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewIndicator {
    /// Program.
    pub program_no: ProgramNo,
    /// Key.
    pub indicator_id: IndicatorId,
    /// Name.
    pub name: String,
    /// Unit of all values; money is in yen.
    pub unit: String,
    /// Digits after the decimal point when printed.
    pub decimals: u32,
    /// Actual of each year of the plan up to the review's.
    pub actuals: Vec<IndicatorActual>,
    /// Present target in words.
    pub target_text: String,
    /// Where it stands.
    pub status: IndicatorStatus,
    /// Change per year that is needed in the time left after the round; `None` for yearly targets and where it is reached.
    pub pace: Option<Decimal>,
    /// Target that the division proposes instead, in words.
    pub proposed_target: Option<String>,
    /// Cell of the newest actual.
    pub source: Option<Source>,
}

/// What a program's effects come to by the review, in the view `cumulative_new`: each effect counts once, in the year in
/// which it began, so that plan and actual are compared without assuming that what began goes on.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct ReviewedEffect {
    /// Planned.
    pub planned_yen: Yen,
    /// Actual.
    pub actual_yen: Yen,
    /// Actual ÷ planned in per cent; `None` if nothing was planned.
    pub percent: Option<Decimal>,
}

impl ReviewedEffect {
    /// Whether the rate is known and less than `percent`.
    pub(super) fn is_below(&self, percent: u32) -> bool {
        self.percent.is_some_and(|rate| rate < Decimal::from(percent))
    }
}

/// ② The conclusion of a study, as the review's table has it: of running programs, in the review's round alone.
/// [`StudyFigure`](crate::analysis::StudyFigure) follows every study through all rounds and takes this over while it is
/// proposed; the two are lists of their own in `summary.json`.
#[derive(Debug, Clone, Serialize)]
pub struct StudyConclusion {
    /// Program.
    pub program_no: ProgramNo,
    /// Name.
    pub name: String,
    /// Division.
    pub division: DivisionName,
    /// Verdict; `None` if there is none that could be read.
    pub verdict: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Program that is to carry it on.
    pub merged_into: Option<ProgramNo>,
    /// Activities of the new schedule.
    pub activities: Vec<String>,
    /// Names of the new indicators.
    pub indicators: Vec<String>,
    /// Cell of the verdict.
    pub source: Option<Source>,
}

/// ⑤ A program that is behind the schedule.
#[derive(Debug, Clone, Serialize)]
pub struct DelayedProgram {
    /// Program.
    pub program_no: ProgramNo,
    /// Name.
    pub name: String,
    /// Division.
    pub division: DivisionName,
    /// Rounds in a row that it is behind.
    pub behind_rounds: u32,
    /// 課題.
    pub issues: Option<String>,
    /// 次年度の取組: what is done about it.
    pub response: Option<String>,
    /// Direction or verdict that the division chose.
    pub proposal: Option<String>,
}

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
            let activities = change.and_then(|change| change.activities.as_deref());
            let indicators = change.map(|change| change.indicators.as_slice());
            StudyConclusion {
                program_no: program.program_no,
                name: program.name.clone(),
                division: program.division.clone(),
                verdict: program.proposal.clone(),
                reason: program.proposal_reason.clone(),
                merged_into: change.and_then(|change| change.merged_into),
                activities: activities
                    .unwrap_or_default()
                    .iter()
                    .map(|one| one.name.clone())
                    .collect(),
                indicators: indicators
                    .unwrap_or_default()
                    .iter()
                    .map(|one| one.name.clone())
                    .collect(),
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
