//! The tables, once: what a record holds, from which field of the form it is read, and the columns that show it. CSV,
//! frames, 明細 and 個票 are made from these lines. A value that figures are to carry is one line more: new columns go
//! at the end of a table, and names are those of `data/*.csv`.

use std::fmt::Display;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::column::{FactCell, records};
use super::place::ValuePlace;
use super::told::{About, is_open};
use crate::form::{Question, field_ids as ids};
use crate::notation::{Missing, Value};
use crate::schema::{Indicator, ProgramKind};
use crate::submission::Answer;
use crate::terms::{
    DirectionId, DivisionName, FiscalYear, IndicatorId, ProgramNo, RatingCode, Round, Source, Yen,
};

records! {
    /// What a division said of a program in a round.
    #[cfg_attr(test, derive(Default))]
    AssessmentFact from (at: &About<'_>) {
        /// Program.
        program: ProgramNo = at.program.no => "program_no" Number NO, number;
        /// Round it was reported in.
        round: Round = at.round => "fiscal_year" Number YEAR, year => "round" Word ROUND, text;
        /// Direction of the program.
        direction: DirectionId = at.program.direction.clone() => "direction_id" Direction DIRECTION, text;
        /// Kind of the program.
        kind: ProgramKind = at.program.kind => "kind" ProgramKind ("区分", 72), kind;
        /// Lead division.
        division: DivisionName = at.program.lead.clone() => "division" Text ("担当課", 100), text;
        /// Rating, if it was rated and could be read.
        rating: Option<RatingCode> = at.text(ids::RATING).map(RatingCode) => "rating" Word RATING, maybe;
        /// Reason for no rating.
        not_rated_reason: Option<String> = at.told("not_rated_reason", &[ids::NOT_RATED_REASON])
            => "not_rated_reason" Word ("評価しない\n理由", 76), maybe, at "not_rated_reason_cell" "出典:\n評価し\nない理由";
        /// 成果, or for a study program the state of the study.
        achievement: Option<String> = at.told("achievement", &[ids::ACHIEVEMENT, ids::STUDY_STATE])
            => "achievement" Text ("成果・検討状況", 330), maybe, at "achievement_cell" "出典:\n成果・\n状況";
        /// 課題.
        issues: Option<String> = at.told("issues", &[ids::ISSUES])
            => "issues" Text ("課題", 260), maybe, at "issues_cell" "出典:\n課題";
        /// 次年度の取組.
        next: Option<String> = at.told("next", &[ids::NEXT])
            => "next" Text ("次年度の取組", 260), maybe, at "next_cell" "出典:\n次年度";
        /// 今後の方向性, in the review round.
        review_direction: Option<String> = at.told("review_direction", &[ids::REVIEW_DIRECTION])
            => "review_direction" Word ("今後の\n方向性", 64), maybe, at "review_cell" "出典:\n方向性・\n結論";
        /// Conclusion of a study, in the review round; no form asks for both.
        review_verdict: Option<String> = at.told("review_verdict", &[ids::REVIEW_VERDICT])
            => "review_verdict" Word ("検討の\n結論", 76), maybe, at "review_cell" "出典:\n方向性・\n結論";
        /// Reason given in the review.
        review_reason: Option<String> = at.told("review_reason", &[ids::REVIEW_REASON])
            => "review_reason" Text ("見直しの理由", 160), maybe, at "review_reason_cell" "出典:\n見直し\nの理由";
        /// Cell of the rating.
        source: Source = at.source(ids::RATING)
            => "file" Text FILE, file => "sheet" Text SHEET, sheet => "cell" Word CELL, cell;
        /// Text of the rating's cell as written.
        raw: String = at.raw(ids::RATING) => "raw" Text RAW, text;
        /// Cells of the other values, in no column of the table.
        places: Vec<ValuePlace> = at.places();
    }

    /// What a division reported of an indicator in a round.
    #[cfg_attr(test, derive(Default))]
    IndicatorFact from (at: &About<'_>, of: &Indicator, year: FiscalYear, answer: &Answer) {
        /// Program.
        program: ProgramNo = at.program.no => "program_no" Number NO, number;
        /// Indicator.
        indicator: IndicatorId = of.id.clone() => "indicator_id" Indicator ("指標", 170), text;
        /// Year that the value is of: the round's, or an earlier one if the round corrects it.
        fiscal_year: FiscalYear = year => "fiscal_year" Number YEAR, |year: &FiscalYear| whole(year.0);
        /// Round it was reported in.
        round: Round = at.round => "round" Word ROUND, text;
        /// Value in the indicator's unit (yen for money).
        value: Option<Decimal> = answer.known().map(|known| known.value) => "value" Quantity ("値", 130), exact;
        /// Unit of `value`.
        unit: String = of.unit.clone() => "unit" Word UNIT, text;
        /// Whether it was written as 約.
        approx: bool = answer.known().is_some_and(|known| known.approx) => "approx" Flag APPROX, flag;
        /// Why there is no value; also set if the cell could not be read (`None` there: see the findings).
        missing: Option<Missing> = answer.missing() => "missing" Missing MISSING, missing;
        /// 備考.
        note: Option<String> = at.told("note", &[ids::NOTE])
            => "note" Text ("備考", 240), maybe, at "note_cell" "出典:\n備考";
        /// Text of the cell as written.
        raw: String = answer.raw.clone() => "raw" Text RAW, text;
        /// Cell of the value.
        source: Source = answer.source.clone()
            => "file" Text FILE, file => "sheet" Text SHEET, sheet => "cell" Word CELL, cell;
        /// Whether the size of the value is doubted (see the findings).
        doubted: bool = answer.doubted => "doubted" Flag DOUBTED, flag;
        /// Cell of the note, in no column of the table.
        places: Vec<ValuePlace> = at.places();
    }

    /// What a division reported of an activity in a round.
    #[cfg_attr(test, derive(Default))]
    ActivityFact from (at: &About<'_>, no: String, name: String, planned: Option<String>) {
        /// Program.
        program: ProgramNo = at.program.no => "program_no" Number NO, number;
        /// `1`, `2` … in plan order; `x1`, `x2` … for those that the division added.
        activity_no: String = no => "activity_no" ActivityNo ("番号", 44), text;
        /// Name: the plan's, or what the division called the line that it added.
        name: String = name => "name" Text ("取組項目", 220), text, at "name_cell" "出典:\n追加の\n項目";
        /// Round it was reported in.
        round: Round = at.round => "fiscal_year" Number YEAR, year => "round" Word ROUND, text;
        /// Phase planned for the round's year.
        planned_phase: Option<String> = planned => "planned_phase" Text ("今年度の\n計画", 90), maybe;
        /// State.
        status: Option<String> = at.text(ids::STATUS) => "status" Word ("状態", 64), maybe;
        /// Rating.
        rating: Option<RatingCode> = at.told("rating", &[ids::RATING]).map(RatingCode)
            => "rating" Word RATING, maybe, at "rating_cell" "出典:\n区分";
        /// 実績.
        result: Option<String> = at.told("result", &[ids::RESULT])
            => "result" Text ("実績", 380), maybe, at "result_cell" "出典:\n実績";
        /// Cell of the state.
        source: Source = at.source(ids::STATUS)
            => "file" Text FILE, file => "sheet" Text SHEET, sheet => "cell" Word CELL, cell;
        /// Text of the state's cell as written, in no column of the table.
        raw: String = at.raw(ids::STATUS);
        /// Cells of the other values, in no column of the table.
        places: Vec<ValuePlace> = at.places();
    }

    /// A line of effects that a division reported in a round. `cut` is a line whose amounts are positive whatever sign
    /// they were written with (domain: 相馬市's sign trap).
    #[cfg_attr(test, derive(Default))]
    EffectFact from (at: &About<'_>, no: u16, cut: bool) {
        /// Program.
        program: ProgramNo = at.program.no => "program_no" Number NO, number;
        /// Number of the line on the form.
        line: u16 = no => "line" Number ("行", 34), |line: &u16| whole(*line);
        /// Direction of the program.
        direction: DirectionId = at.program.direction.clone() => "direction_id" Direction DIRECTION, text;
        /// Round it was reported in.
        round: Round = at.round => "fiscal_year" Number YEAR, year => "round" Word ROUND, text;
        /// 歳入確保 or 歳出削減.
        kind: Option<String> = at.told("kind", &[ids::KIND])
            => "kind" Word ("区分", 72), maybe, at "kind_cell" "出典:\n区分";
        /// 単年度 or 継続.
        nature: Option<String> = at.told("nature", &[ids::NATURE])
            => "nature" Word ("性質", 60), maybe, at "nature_cell" "出典:\n性質";
        /// 決算, 決算見込 or 予算.
        basis: Option<String> = at.told("basis", &[ids::BASIS])
            => "basis" Word ("根拠", 72), maybe, at "basis_cell" "出典:\n根拠";
        /// What it is.
        title: Option<String> = at.told("title", &[ids::TITLE])
            => "title" Text ("内容", 200), maybe, at "title_cell" "出典:\n内容";
        /// Planned amount.
        planned: Option<Yen> = at.told_amount("planned_yen", ids::PLANNED, cut).map(|(yen, _)| yen)
            => "planned_yen" Yen ("計画額\n(円)", 140), yen, at "planned_cell" "出典:\n計画額";
        /// Actual amount, signed in the same way.
        actual: Option<Yen> = at.amount(ids::ACTUAL, cut).map(|(yen, _)| yen)
            => "actual_yen" Yen ("実績額\n(円)", 140), yen;
        /// Whether the actual was written as 約.
        approx: bool = at.amount(ids::ACTUAL, cut).is_some_and(|(_, approx)| approx) => "approx" Flag APPROX, flag;
        /// 算定方法.
        method: Option<String> = at.told("method", &[ids::METHOD])
            => "method" Text ("算定方法", 260), maybe, at "method_cell" "出典:\n算定\n方法";
        /// Cell of the actual.
        source: Source = at.source(ids::ACTUAL)
            => "file" Text FILE, file => "sheet" Text SHEET, sheet => "cell" Word CELL, cell;
        /// Text of the planned amount's cell as written.
        planned_raw: String = at.raw(ids::PLANNED)
            => "planned_raw" Text ("出典: 計画額に\n書かれていたもの", 130), text;
        /// Text of the actual amount's cell as written.
        actual_raw: String = at.raw(ids::ACTUAL)
            => "actual_raw" Text ("出典: 実績額に\n書かれていたもの", 130), text;
        /// Whether the size of one of its amounts is doubted (see the findings).
        doubted: bool = at.is_doubted(&[ids::PLANNED, ids::ACTUAL]) => "doubted" Flag DOUBTED, flag;
        /// Whether the plan is not known although the line has one: written and not readable, or said to be open (未定).
        planned_open: bool = at.answer(ids::PLANNED).is_some_and(|planned| !planned.is_blank() && is_open(planned))
            => "planned_open" Inner ("", 0), flag;
        /// Whether the actual is not known: empty, not readable or open (集計中), and not said to be none (`-`).
        actual_open: bool = at.answer(ids::ACTUAL).is_none_or(is_open)
            => "actual_open" Inner ("", 0), flag;
        /// Yen in one step of the last digit that the actual was written with: 1,000,000 for 約1百万円. In no column.
        step: i64 = at.step(ids::ACTUAL);
        /// Cells of the other values, in no column of the table.
        places: Vec<ValuePlace> = at.places();
    }

    /// An answer that no other table has: of a field that the form has beside those that figures and rules speak of.
    AnswerFact from (program: ProgramNo, round: Round, answer: &Answer) {
        /// Program.
        program: ProgramNo = program => "program_no" Number NO, number;
        /// Round it was reported in.
        round: Round = round => "round" Word ROUND, text;
        /// What was asked.
        question: Arc<Question> = answer.question.clone()
            => "subject" Subject ("対象", 150), subject
            => "field" Text ("欄の記号", 110), |asked: &Arc<Question>| text(&asked.id().0)
            => "label" Text ("欄", 150), |asked: &Arc<Question>| text(&asked.label)
            => "type" ValueKind ("種類", 60), |asked: &Arc<Question>| text(&asked.type_word());
        /// What was read; nothing if it is no value, as `missing` says, or could not be read (see the findings).
        value: Option<Value> = answer.reading().map(|reading| reading.value.clone())
            => "value" Quantity ("値", 330), value;
        /// Unit of the value: money is in yen, whatever it was written in.
        unit: String = answer.question.data_unit().to_owned()
            => "unit" Word UNIT, text;
        /// Whether it was written as 約.
        approx: bool = answer.reading().is_some_and(|reading| reading.approx) => "approx" Flag APPROX, flag;
        /// Why there is no value.
        missing: Option<Missing> = answer.missing() => "missing" Missing MISSING, missing;
        /// Text of the cell as written.
        raw: String = answer.raw.clone() => "raw" Text ("書かれて\nいたもの", 200), text;
        /// The cell.
        source: Source = answer.source.clone()
            => "file" Text FILE, file => "sheet" Text SHEET, sheet => "cell" Word CELL, cell;
        /// None: the one value stands where `source` says.
        places: Vec<ValuePlace> = Vec::new();
    }
}

impl IndicatorFact {
    /// Whether it corrects what an earlier round reported (or should have reported) of its year.
    pub fn is_correction(&self) -> bool {
        self.fiscal_year < self.round.year
    }
}

// Columns that several tables have.
const NO: (&str, u32) = ("No.", 38);
const YEAR: (&str, u32) = ("年度\n(西暦)", 48);
const ROUND: (&str, u32) = ("回次", 62);
/// The plan has its own word for a direction, which 明細 shows.
const DIRECTION: (&str, u32) = ("方向性", 120);
const RATING: (&str, u32) = ("進捗\n区分", 44);
const UNIT: (&str, u32) = ("単位", 52);
const APPROX: (&str, u32) = ("約", 34);
const DOUBTED: (&str, u32) = ("確認中", 48);
const MISSING: (&str, u32) = ("値がない\n理由", 76);
const FILE: (&str, u32) = ("出典:\nファイル", 160);
const SHEET: (&str, u32) = ("出典:\nシート", 80);
/// 明細 says below it of which value it is the cell.
const CELL: (&str, u32) = ("出典:", 54);
/// 明細 says in it of which value it is the text.
const RAW: (&str, u32) = ("書かれていたもの", 130);

fn whole(number: impl Into<i64>) -> FactCell {
    FactCell::Int(Some(number.into()))
}

fn number(program: &ProgramNo) -> FactCell {
    whole(program.0)
}

fn year(round: &Round) -> FactCell {
    whole(round.year.0)
}

fn yen(amount: &Option<Yen>) -> FactCell {
    FactCell::Int(amount.map(|yen| yen.0))
}

fn exact(value: &Option<Decimal>) -> FactCell {
    value.map_or(FactCell::Text(None), FactCell::Exact)
}

fn flag(is_so: &bool) -> FactCell {
    FactCell::Flag(*is_so)
}

fn text(value: &impl Display) -> FactCell {
    let value = value.to_string();
    FactCell::Text((!value.is_empty()).then_some(value))
}

fn maybe(value: &Option<impl Display>) -> FactCell {
    FactCell::Text(value.as_ref().map(ToString::to_string))
}

fn kind(kind: &ProgramKind) -> FactCell {
    text(&kind.as_str())
}

fn missing(reason: &Option<Missing>) -> FactCell {
    maybe(&reason.map(|reason| reason.as_str()))
}

fn value(value: &Option<Value>) -> FactCell {
    match value {
        Some(Value::Number(number)) => FactCell::Exact(*number),
        Some(Value::Money(yen)) => FactCell::Exact(yen.0.into()),
        Some(other) => text(other),
        None => FactCell::Text(None),
    }
}

fn file(source: &Source) -> FactCell {
    text(&source.file)
}

fn sheet(source: &Source) -> FactCell {
    text(&source.sheet)
}

fn cell(source: &Source) -> FactCell {
    text(&source.cell)
}

/// What an answer speaks of.
fn subject(question: &Arc<Question>) -> FactCell {
    text(&question.subject.word())
}
