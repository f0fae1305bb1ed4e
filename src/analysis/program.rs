//! What the reported round says of each program.

use serde::Serialize;

use super::indicator::{IndicatorFigure, IndicatorTally, indicator_tally};
use super::state::{RatingState, States, is_item};
use crate::facts::{AssessmentFact, Facts};
use crate::schema::{Plan, Program, ProgramKind, Standing};
use crate::terms::{DirectionId, DivisionName, ProgramNo, Round, run_of};

/// A program's state in the reported round.
#[derive(Debug, Clone, Serialize)]
pub struct ProgramFigure {
    /// Number.
    pub program_no: ProgramNo,
    /// Direction.
    pub direction_id: DirectionId,
    /// `implementation` or `study`.
    pub kind: ProgramKind,
    /// Name.
    pub name: String,
    /// Lead division.
    pub division: DivisionName,
    /// Rating of the round.
    pub rating: RatingState,
    /// Rating of each earlier round that has submissions, oldest first.
    pub earlier: Vec<(Round, RatingState)>,
    /// Whether the rating means behind the schedule.
    pub delayed: bool,
    /// Its indicators together; all zero for a program without indicators, whose achievement is not applicable.
    pub indicators: IndicatorTally,
    /// The same in one phrase; `None` without indicators.
    pub indicators_label: Option<String>,
    /// 成果 or state of the study.
    pub achievement: Option<String>,
    /// 課題.
    pub issues: Option<String>,
    /// 次年度の取組.
    pub next: Option<String>,
    /// 今後の方向性 or conclusion of the study, in the review round.
    pub review: Option<String>,
    /// Reason given in the review.
    pub review_reason: Option<String>,
}

/// The figure of every item of the plan, in plan order.
pub(super) fn program_figures(
    plan: &Plan,
    states: &States,
    facts: &Facts,
    indicators: &[IndicatorFigure],
) -> Vec<ProgramFigure> {
    let items = plan.programs.iter().filter(|program| is_item(plan, program));
    let figures = items.map(|program| {
        let own = run_of(indicators, program.no, |figure| figure.program_no);
        figure(plan, program, states, facts, indicator_tally(own))
    });
    figures.collect()
}

fn figure(
    plan: &Plan,
    program: &Program,
    states: &States,
    facts: &Facts,
    indicators: IndicatorTally,
) -> ProgramFigure {
    let round = states.round;
    let fact = facts.assessments.of(program.no).find(|fact| fact.round == round);
    let state_in = |round: Round| states.of(program.no, round);
    let rating = state_in(round);
    let level = rating.code().and_then(|code| plan.scale(round.year).level(code));
    let of = |get: fn(&AssessmentFact) -> &Option<String>| fact.and_then(|fact| get(fact).clone());
    ProgramFigure {
        program_no: program.no,
        direction_id: program.direction.clone(),
        kind: program.kind,
        name: program.name.clone(),
        division: program.lead.clone(),
        rating,
        earlier: states.earlier.iter().map(|round| (*round, state_in(*round))).collect(),
        delayed: level.is_some_and(|level| level.standing == Standing::Behind),
        indicators,
        indicators_label: indicators.label(),
        achievement: of(|fact| &fact.achievement),
        issues: of(|fact| &fact.issues),
        next: of(|fact| &fact.next),
        review: of(|fact| &fact.review_direction).or_else(|| of(|fact| &fact.review_verdict)),
        review_reason: of(|fact| &fact.review_reason),
    }
}
