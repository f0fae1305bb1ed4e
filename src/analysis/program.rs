//! The state of each program in the reported round.

use serde::{Serialize, Serializer};

use super::indicator::{IndicatorFigure, IndicatorTally, indicator_tally};
use crate::facts::{AssessmentFact, Facts};
use crate::schema::{Plan, Program, ProgramKind};
use crate::terms::{DirectionId, DivisionName, ProgramNo, RatingCode, Round, state};

/// What a round says of a program's rating.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RatingState {
    /// Rated.
    Rated(RatingCode),
    /// Not rated, with the reason; outside the denominator.
    NotRated(String),
    /// Submitted, but the rating is empty, unreadable, or contradicted by a reason for no rating.
    Unclear,
    /// No submission that counts.
    NotSubmitted,
}

impl RatingState {
    /// The rating, if there is one.
    #[must_use]
    pub fn code(&self) -> Option<&RatingCode> {
        match self {
            RatingState::Rated(code) => Some(code),
            _ => None,
        }
    }

    /// What a table prints: the code, the reason, `未記入` or `未提出`.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            RatingState::Rated(code) => code.as_str(),
            RatingState::NotRated(reason) => reason,
            RatingState::Unclear => state::UNCLEAR,
            RatingState::NotSubmitted => state::NOT_SUBMITTED,
        }
    }
}

impl Serialize for RatingState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.label())
    }
}

/// A program's state in the reported round.
#[derive(Debug, Clone, Serialize)]
pub struct ProgramFigure {
    /// Number.
    pub program_no: ProgramNo,
    /// Direction.
    pub direction_id: DirectionId,
    /// `implementation` or `study`.
    #[serde(serialize_with = "kind_name")]
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

/// `implementation` or `study`.
pub(super) fn kind_name<S: Serializer>(
    kind: &ProgramKind,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.as_str())
}

/// The state of every program of the plan, in plan order. A program that a revision has ended is not rated, with the
/// plan's reason for it; a plan without such a reason counts it no more.
pub(super) fn program_figures(
    plan: &Plan,
    round: Round,
    facts: &Facts,
    indicators: &[IndicatorFigure],
) -> Vec<ProgramFigure> {
    let mut rounds: Vec<Round> =
        facts.assessments.rows.iter().map(|fact| fact.round).filter(|held| *held < round).collect();
    rounds.sort_unstable();
    rounds.dedup();
    let is_item = |program: &&Program| match &program.end {
        Some(end) => plan.reason_of_end(end).is_some(),
        None => true,
    };
    let figures = plan.programs.iter().filter(is_item).map(|program| {
        let own = indicators.iter().filter(|figure| figure.program_no == program.no);
        figure(plan, program, round, &rounds, facts, indicator_tally(own))
    });
    figures.collect()
}

fn figure(
    plan: &Plan,
    program: &Program,
    round: Round,
    earlier: &[Round],
    facts: &Facts,
    indicators: IndicatorTally,
) -> ProgramFigure {
    let of_round = |round: Round| {
        facts.assessments.rows.iter().find(|fact| fact.program == program.no && fact.round == round)
    };
    let fact = of_round(round);
    let state_in = |round: Round| {
        let then = plan.in_force(round.year);
        let end = then.program(program.no).and_then(|program| program.end.as_ref());
        match end.and_then(|end| then.reason_of_end(end)) {
            Some(reason) => RatingState::NotRated(reason.to_owned()),
            None => state(plan, of_round(round)),
        }
    };
    let rating = state_in(round);
    let scale = plan.scale(round.year);
    let delayed = rating
        .code()
        .and_then(|code| scale.level(code))
        .is_some_and(|level| level.standing == crate::schema::Standing::Behind);
    let of = |get: fn(&AssessmentFact) -> &Option<String>| fact.and_then(|fact| get(fact).clone());
    ProgramFigure {
        program_no: program.no,
        direction_id: program.direction.clone(),
        kind: program.kind,
        name: program.name.clone(),
        division: program.lead.clone(),
        rating,
        earlier: earlier.iter().map(|round| (*round, state_in(*round))).collect(),
        delayed,
        indicators,
        indicators_label: indicators.label(),
        achievement: of(|fact| &fact.achievement),
        issues: of(|fact| &fact.issues),
        next: of(|fact| &fact.next),
        review: of(|fact| &fact.review_direction).or_else(|| of(|fact| &fact.review_verdict)),
        review_reason: of(|fact| &fact.review_reason),
    }
}

fn state(plan: &Plan, fact: Option<&AssessmentFact>) -> RatingState {
    let Some(fact) = fact else { return RatingState::NotSubmitted };
    match (&fact.rating, &fact.not_rated_reason) {
        // A code of another scale says nothing in this one.
        (Some(code), None) if plan.scale(fact.round.year).level(code).is_none() => {
            RatingState::Unclear
        }
        (Some(code), None) => RatingState::Rated(code.clone()),
        (None, Some(reason)) => RatingState::NotRated(reason.clone()),
        (None, None) | (Some(_), Some(_)) => RatingState::Unclear,
    }
}
