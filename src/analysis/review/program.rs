//! The rows of the review: each program with all that its suggestion is made from, and those of the tables ②, ③, ⑤.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::analysis::indicator::{IndicatorActual, IndicatorStatus};
use crate::analysis::state::RatingState;
use crate::schema::ProgramKind;
use crate::terms::{DivisionName, IndicatorId, ProgramNo, Round, Source, Yen};

/// A program in the review.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewProgram {
    /// Number.
    pub program_no: ProgramNo,
    /// `implementation` or `study`.
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

/// What a suggestion says where no rule applies.
pub(super) const NO_RULE: &str = "当てはまる条件はありません";

/// A suggestion with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// In the city's words: that of the first rule that applies.
    pub label: String,
    /// The reasons of all rules that apply, in the plan's order; what says that none did, if none did.
    pub reasons: Vec<String>,
}

impl Suggestion {
    /// Whether no rule applies.
    pub fn is_otherwise(&self) -> bool {
        self.reasons == [NO_RULE]
    }
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
