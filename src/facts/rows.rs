//! The rows of the four tables, with the columns that `data/*.csv` promises.

use rust_decimal::Decimal;

use super::place::ValuePlace;
use super::table::{Fact, FactCell, FactKind};
use crate::notation::Missing;
use crate::schema::ProgramKind;
use crate::terms::{
    DirectionId, DivisionName, FiscalYear, IndicatorId, ProgramNo, RatingCode, Round, Source, Yen,
};
use FactKind::{Flag, Int, Text};

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

fn text(value: &str) -> FactCell {
    FactCell::Text((!value.is_empty()).then(|| value.to_owned()))
}

fn maybe(value: Option<&str>) -> FactCell {
    FactCell::Text(value.map(str::to_owned))
}

fn year(round: Round) -> FactCell {
    FactCell::Int(Some(i64::from(round.year.0)))
}

fn program(no: ProgramNo) -> FactCell {
    FactCell::Int(Some(i64::from(no.0)))
}

fn place(source: &Source) -> [FactCell; 3] {
    [text(&source.file), text(&source.sheet), text(&source.cell.to_string())]
}

impl Fact for AssessmentFact {
    const COLUMNS: &'static [(&'static str, FactKind)] = &[
        ("program_no", Int),
        ("fiscal_year", Int),
        ("round", Text),
        ("direction_id", Text),
        ("kind", Text),
        ("division", Text),
        ("rating", Text),
        ("not_rated_reason", Text),
        ("achievement", Text),
        ("issues", Text),
        ("next", Text),
        ("review_direction", Text),
        ("review_verdict", Text),
        ("review_reason", Text),
        ("file", Text),
        ("sheet", Text),
        ("cell", Text),
        ("raw", Text),
    ];

    fn cells(&self) -> Vec<FactCell> {
        let mut cells = vec![
            program(self.program),
            year(self.round),
            text(&self.round.to_string()),
            text(self.direction.as_str()),
            text(self.kind.as_str()),
            text(self.division.as_str()),
            maybe(self.rating.as_ref().map(RatingCode::as_str)),
            maybe(self.not_rated_reason.as_deref()),
            maybe(self.achievement.as_deref()),
            maybe(self.issues.as_deref()),
            maybe(self.next.as_deref()),
            maybe(self.review_direction.as_deref()),
            maybe(self.review_verdict.as_deref()),
            maybe(self.review_reason.as_deref()),
        ];
        cells.extend(place(&self.source));
        cells.push(text(&self.raw));
        cells
    }

    fn places(&self) -> &[ValuePlace] {
        &self.places
    }
}

impl Fact for IndicatorFact {
    const COLUMNS: &'static [(&'static str, FactKind)] = &[
        ("program_no", Int),
        ("indicator_id", Text),
        ("fiscal_year", Int),
        ("round", Text),
        ("value", Text),
        ("unit", Text),
        ("approx", Flag),
        ("missing", Text),
        ("note", Text),
        ("raw", Text),
        ("file", Text),
        ("sheet", Text),
        ("cell", Text),
    ];

    fn cells(&self) -> Vec<FactCell> {
        let mut cells = vec![
            program(self.program),
            text(self.indicator.as_str()),
            FactCell::Int(Some(i64::from(self.fiscal_year.0))),
            text(&self.round.to_string()),
            FactCell::Text(self.value.map(|value| value.normalize().to_string())),
            text(&self.unit),
            FactCell::Flag(self.approx),
            maybe(self.missing.map(Missing::as_str)),
            maybe(self.note.as_deref()),
            text(&self.raw),
        ];
        cells.extend(place(&self.source));
        cells
    }

    fn places(&self) -> &[ValuePlace] {
        &self.places
    }
}

impl Fact for ActivityFact {
    const COLUMNS: &'static [(&'static str, FactKind)] = &[
        ("program_no", Int),
        ("activity_no", Text),
        ("name", Text),
        ("fiscal_year", Int),
        ("round", Text),
        ("planned_phase", Text),
        ("status", Text),
        ("rating", Text),
        ("result", Text),
        ("file", Text),
        ("sheet", Text),
        ("cell", Text),
    ];

    fn cells(&self) -> Vec<FactCell> {
        let mut cells = vec![
            program(self.program),
            text(&self.activity_no),
            text(&self.name),
            year(self.round),
            text(&self.round.to_string()),
            maybe(self.planned_phase.as_deref()),
            maybe(self.status.as_deref()),
            maybe(self.rating.as_ref().map(RatingCode::as_str)),
            maybe(self.result.as_deref()),
        ];
        cells.extend(place(&self.source));
        cells
    }

    fn places(&self) -> &[ValuePlace] {
        &self.places
    }
}

impl Fact for EffectFact {
    const COLUMNS: &'static [(&'static str, FactKind)] = &[
        ("program_no", Int),
        ("line", Int),
        ("direction_id", Text),
        ("fiscal_year", Int),
        ("round", Text),
        ("kind", Text),
        ("nature", Text),
        ("basis", Text),
        ("title", Text),
        ("planned_yen", Int),
        ("actual_yen", Int),
        ("approx", Flag),
        ("method", Text),
        ("file", Text),
        ("sheet", Text),
        ("cell", Text),
        ("planned_raw", Text),
        ("actual_raw", Text),
    ];

    fn cells(&self) -> Vec<FactCell> {
        let mut cells = vec![
            program(self.program),
            FactCell::Int(Some(i64::from(self.line))),
            text(self.direction.as_str()),
            year(self.round),
            text(&self.round.to_string()),
            maybe(self.kind.as_deref()),
            maybe(self.nature.as_deref()),
            maybe(self.basis.as_deref()),
            maybe(self.title.as_deref()),
            FactCell::Int(self.planned.map(|yen| yen.0)),
            FactCell::Int(self.actual.map(|yen| yen.0)),
            FactCell::Flag(self.approx),
            maybe(self.method.as_deref()),
        ];
        cells.extend(place(&self.source));
        cells.extend([text(&self.planned_raw), text(&self.actual_raw)]);
        cells
    }

    fn places(&self) -> &[ValuePlace] {
        &self.places
    }
}
