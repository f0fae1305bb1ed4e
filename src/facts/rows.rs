//! The rows of the tables. Their columns stand in `columns.rs`.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::place::ValuePlace;
use crate::form::{Question, Subject};
use crate::notation::{Missing, Value};
use crate::schema::ProgramKind;
use crate::terms::{
    DirectionId, DivisionName, FiscalYear, IndicatorId, ProgramNo, RatingCode, Round, Source, Yen,
};

/// What a division said of a program in a round.
#[derive(Debug, Clone, PartialEq)]
pub struct AssessmentFact {
    /// Program.
    pub program: ProgramNo,
    /// Round it was reported in.
    pub round: Round,
    /// Direction of the program.
    pub direction: DirectionId,
    /// Kind of the program.
    pub kind: ProgramKind,
    /// Lead division.
    pub division: DivisionName,
    /// Rating, if it was rated and could be read.
    pub rating: Option<RatingCode>,
    /// Reason for no rating.
    pub not_rated_reason: Option<String>,
    /// 成果, or for a study program the state of the study.
    pub achievement: Option<String>,
    /// 課題.
    pub issues: Option<String>,
    /// 次年度の取組.
    pub next: Option<String>,
    /// 今後の方向性, in the review round.
    pub review_direction: Option<String>,
    /// Conclusion of a study, in the review round.
    pub review_verdict: Option<String>,
    /// Reason given in the review.
    pub review_reason: Option<String>,
    /// Text of the rating's cell as written.
    pub raw: String,
    /// Cell of the rating.
    pub source: Source,
    /// Cells of the other values, in no column of the table.
    pub places: Vec<ValuePlace>,
}

/// What a division reported of an indicator in a round.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorFact {
    /// Program.
    pub program: ProgramNo,
    /// Indicator.
    pub indicator: IndicatorId,
    /// Year that the value is of: the round's, or an earlier one if the round corrects it.
    pub fiscal_year: FiscalYear,
    /// Round it was reported in.
    pub round: Round,
    /// Value in the indicator's unit (yen for money).
    pub value: Option<Decimal>,
    /// Unit of `value`.
    pub unit: String,
    /// Whether it was written as 約.
    pub approx: bool,
    /// Why there is no value; also set if the cell could not be read (`None` there: see the findings).
    pub missing: Option<Missing>,
    /// 備考.
    pub note: Option<String>,
    /// Text of the cell as written.
    pub raw: String,
    /// Cell of the value.
    pub source: Source,
    /// Cell of the note, in no column of the table.
    pub places: Vec<ValuePlace>,
}

/// What a division reported of an activity in a round.
#[derive(Debug, Clone, PartialEq)]
pub struct ActivityFact {
    /// Program.
    pub program: ProgramNo,
    /// `1`, `2` … in plan order; `x1`, `x2` … for those that the division added.
    pub activity_no: String,
    /// Name.
    pub name: String,
    /// Round it was reported in.
    pub round: Round,
    /// Phase planned for the round's year.
    pub planned_phase: Option<String>,
    /// State.
    pub status: Option<String>,
    /// Rating.
    pub rating: Option<RatingCode>,
    /// 実績.
    pub result: Option<String>,
    /// Text of the state's cell as written, in no column of the table.
    pub raw: String,
    /// Cell of the state.
    pub source: Source,
    /// Cells of the other values, in no column of the table.
    pub places: Vec<ValuePlace>,
}

/// A line of effects that a division reported in a round.
#[derive(Debug, Clone, PartialEq)]
pub struct EffectFact {
    /// Program.
    pub program: ProgramNo,
    /// Number of the line on the form.
    pub line: u16,
    /// Direction of the program.
    pub direction: DirectionId,
    /// Round it was reported in.
    pub round: Round,
    /// 歳入確保 or 歳出削減.
    pub kind: Option<String>,
    /// 単年度 or 継続.
    pub nature: Option<String>,
    /// 決算, 決算見込 or 予算.
    pub basis: Option<String>,
    /// What it is.
    pub title: Option<String>,
    /// Planned amount. A cut is positive whatever sign it was written with (domain: 相馬市's sign trap).
    pub planned: Option<Yen>,
    /// Whether the plan is not known although the line has one: written and not readable, or said to be open (未定).
    pub planned_open: bool,
    /// Actual amount, signed in the same way.
    pub actual: Option<Yen>,
    /// Whether the actual is not known: empty, not readable or open (集計中), and not said to be none (`-`).
    pub actual_open: bool,
    /// Whether the actual was written as 約.
    pub approx: bool,
    /// 算定方法.
    pub method: Option<String>,
    /// Text of the planned amount's cell as written.
    pub planned_raw: String,
    /// Text of the actual amount's cell as written.
    pub actual_raw: String,
    /// Cell of the actual.
    pub source: Source,
    /// Cells of the other values, in no column of the table.
    pub places: Vec<ValuePlace>,
}

impl IndicatorFact {
    /// Whether it corrects what an earlier round reported (or should have reported) of its year.
    #[must_use]
    pub fn is_correction(&self) -> bool {
        self.fiscal_year < self.round.year
    }
}

/// An answer that no other table has: of a field that the form has beside those that figures and rules speak of.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerFact {
    /// Program.
    pub program: ProgramNo,
    /// Round it was reported in.
    pub round: Round,
    /// What was asked.
    pub question: Arc<Question>,
    /// What was read; nothing if it is no value, as `missing` says, or could not be read (see the findings).
    pub value: Option<Value>,
    /// Whether it was written as 約.
    pub approx: bool,
    /// Why there is no value.
    pub missing: Option<Missing>,
    /// Text of the cell as written.
    pub raw: String,
    /// The cell.
    pub source: Source,
}

impl AnswerFact {
    /// What the answer speaks of, in the words of the file: `program`, `activity_1`, `indicator_<id>`, `effects_1`.
    #[must_use]
    pub fn subject(&self) -> String {
        match &self.question.subject {
            Subject::Program => "program".to_owned(),
            Subject::Activity(n) => format!("activity_{n}"),
            Subject::SpareActivity(n) => format!("activity_x{n}"),
            Subject::Indicator(id) => format!("indicator_{id}"),
            Subject::PastActual(id, year) => format!("indicator_{id}_{year}"),
            Subject::Line(block, n) => format!("{block}_{n}"),
        }
    }

    /// Unit of the value: money is in yen, whatever it was written in.
    #[must_use]
    pub fn unit(&self) -> &str {
        if self.question.money { "円" } else { &self.question.unit }
    }
}
