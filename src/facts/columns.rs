//! The columns of each table, once: name, type, heading, width, and how to take the value. CSV, frames and 明細 are made
//! from these rows. New columns go at the end of a table; names are those of `data/*.csv`.

use super::place::ValuePlace;
use super::rows::{ActivityFact, AnswerFact, AssessmentFact, EffectFact, IndicatorFact};
use super::table::{Column, Fact, FactCell, FactKind};
use crate::notation::{Missing, Value};
use crate::terms::{ProgramNo, RatingCode, Round, Source, Yen};
use FactKind::{
    ActivityNo, Direction, Flag, Indicator, Number, ProgramKind, Quantity, Text, Word,
    Yen as Amount,
};

impl Fact for AssessmentFact {
    const COLUMNS: &'static [Column<AssessmentFact>] = &[
        Column::new("program_no", Number, NO, |fact| program(fact.program)),
        Column::new("fiscal_year", Number, YEAR, |fact| year(fact.round)),
        Column::new("round", Word, ROUND, |fact| round(fact.round)),
        Column::new("direction_id", Direction, DIRECTION, |fact| text(fact.direction.as_str())),
        Column::new("kind", ProgramKind, ("区分", 72), |fact| text(fact.kind.as_str())),
        Column::new("division", Text, ("担当課", 100), |fact| text(fact.division.as_str())),
        Column::new("rating", Word, RATING, |fact| code(&fact.rating)),
        Column::new("not_rated_reason", Word, ("評価しない\n理由", 76), |fact| {
            maybe(&fact.not_rated_reason)
        }),
        Column::new("achievement", Text, ("成果・検討状況", 330), |fact| {
            maybe(&fact.achievement)
        }),
        Column::new("issues", Text, ("課題", 260), |fact| maybe(&fact.issues)),
        Column::new("next", Text, ("次年度の取組", 260), |fact| maybe(&fact.next)),
        Column::new("review_direction", Word, ("今後の\n方向性", 64), |fact| {
            maybe(&fact.review_direction)
        }),
        Column::new("review_verdict", Word, ("検討の\n結論", 76), |fact| {
            maybe(&fact.review_verdict)
        }),
        Column::new("review_reason", Text, ("見直しの理由", 160), |fact| {
            maybe(&fact.review_reason)
        }),
        Column::new("file", Text, FILE, |fact| file(&fact.source)),
        Column::new("sheet", Text, SHEET, |fact| sheet(&fact.source)),
        Column::new("cell", Word, CELL, |fact| cell(&fact.source)),
        Column::new("raw", Text, RAW, |fact| text(&fact.raw)),
    ];

    fn places(&self) -> &[ValuePlace] {
        &self.places
    }
}

impl Fact for IndicatorFact {
    const COLUMNS: &'static [Column<IndicatorFact>] = &[
        Column::new("program_no", Number, NO, |fact| program(fact.program)),
        Column::new("indicator_id", Indicator, ("指標", 170), |fact| {
            text(fact.indicator.as_str())
        }),
        Column::new("fiscal_year", Number, YEAR, |fact| {
            FactCell::Int(Some(fact.fiscal_year.0.into()))
        }),
        Column::new("round", Word, ROUND, |fact| round(fact.round)),
        Column::new("value", Quantity, ("値", 130), |fact| {
            fact.value.map_or(FactCell::Text(None), FactCell::Exact)
        }),
        Column::new("unit", Word, UNIT, |fact| text(&fact.unit)),
        Column::new("approx", Flag, APPROX, |fact| FactCell::Flag(fact.approx)),
        Column::new("missing", FactKind::Missing, MISSING, |fact| missing(fact.missing)),
        Column::new("note", Text, ("備考", 240), |fact| maybe(&fact.note)),
        Column::new("raw", Text, RAW, |fact| text(&fact.raw)),
        Column::new("file", Text, FILE, |fact| file(&fact.source)),
        Column::new("sheet", Text, SHEET, |fact| sheet(&fact.source)),
        Column::new("cell", Word, CELL, |fact| cell(&fact.source)),
    ];

    fn places(&self) -> &[ValuePlace] {
        &self.places
    }
}

impl Fact for ActivityFact {
    const COLUMNS: &'static [Column<ActivityFact>] = &[
        Column::new("program_no", Number, NO, |fact| program(fact.program)),
        Column::new("activity_no", ActivityNo, ("番号", 44), |fact| text(&fact.activity_no)),
        Column::new("name", Text, ("取組項目", 220), |fact| text(&fact.name)),
        Column::new("fiscal_year", Number, YEAR, |fact| year(fact.round)),
        Column::new("round", Word, ROUND, |fact| round(fact.round)),
        Column::new("planned_phase", Text, ("今年度の\n計画", 90), |fact| {
            maybe(&fact.planned_phase)
        }),
        Column::new("status", Word, ("状態", 64), |fact| maybe(&fact.status)),
        Column::new("rating", Word, RATING, |fact| code(&fact.rating)),
        Column::new("result", Text, ("実績", 380), |fact| maybe(&fact.result)),
        Column::new("file", Text, FILE, |fact| file(&fact.source)),
        Column::new("sheet", Text, SHEET, |fact| sheet(&fact.source)),
        Column::new("cell", Word, CELL, |fact| cell(&fact.source)),
    ];

    fn places(&self) -> &[ValuePlace] {
        &self.places
    }
}

impl Fact for EffectFact {
    const COLUMNS: &'static [Column<EffectFact>] = &[
        Column::new("program_no", Number, NO, |fact| program(fact.program)),
        Column::new("line", Number, ("行", 34), |fact| FactCell::Int(Some(fact.line.into()))),
        Column::new("direction_id", Direction, DIRECTION, |fact| text(fact.direction.as_str())),
        Column::new("fiscal_year", Number, YEAR, |fact| year(fact.round)),
        Column::new("round", Word, ROUND, |fact| round(fact.round)),
        Column::new("kind", Word, ("区分", 72), |fact| maybe(&fact.kind)),
        Column::new("nature", Word, ("性質", 60), |fact| maybe(&fact.nature)),
        Column::new("basis", Word, ("根拠", 72), |fact| maybe(&fact.basis)),
        Column::new("title", Text, ("内容", 200), |fact| maybe(&fact.title)),
        Column::new("planned_yen", Amount, ("計画額\n(円)", 140), |fact| amount(fact.planned)),
        Column::new("actual_yen", Amount, ("実績額\n(円)", 140), |fact| amount(fact.actual)),
        Column::new("approx", Flag, APPROX, |fact| FactCell::Flag(fact.approx)),
        Column::new("method", Text, ("算定方法", 260), |fact| maybe(&fact.method)),
        Column::new("file", Text, FILE, |fact| file(&fact.source)),
        Column::new("sheet", Text, SHEET, |fact| sheet(&fact.source)),
        Column::new("cell", Word, CELL, |fact| cell(&fact.source)),
        Column::new(
            "planned_raw",
            Text,
            ("出典: 計画額に\n書かれていたもの", 130),
            |fact| text(&fact.planned_raw),
        ),
        Column::new(
            "actual_raw",
            Text,
            ("出典: 実績額に\n書かれていたもの", 130),
            |fact| text(&fact.actual_raw),
        ),
        Column::inner("planned_open", |fact| FactCell::Flag(fact.planned_open)),
        Column::inner("actual_open", |fact| FactCell::Flag(fact.actual_open)),
    ];

    fn places(&self) -> &[ValuePlace] {
        &self.places
    }
}

impl Fact for AnswerFact {
    const COLUMNS: &'static [Column<AnswerFact>] = &[
        Column::new("program_no", Number, NO, |fact| program(fact.program)),
        Column::new("round", Word, ROUND, |fact| round(fact.round)),
        Column::new("subject", FactKind::Subject, ("対象", 150), |fact| text(&fact.subject())),
        Column::new("field", Text, ("欄の記号", 110), |fact| text(fact.question.id().0)),
        Column::new("label", Text, ("欄", 150), |fact| text(&fact.question.label)),
        Column::new("type", FactKind::ValueKind, ("種類", 60), |fact| {
            text(fact.question.type_word())
        }),
        Column::new("value", Quantity, ("値", 330), |fact| value(fact.value.as_ref())),
        Column::new("unit", Word, UNIT, |fact| text(fact.unit())),
        Column::new("approx", Flag, APPROX, |fact| FactCell::Flag(fact.approx)),
        Column::new("missing", FactKind::Missing, MISSING, |fact| missing(fact.missing)),
        Column::new("raw", Text, ("書かれて\nいたもの", 200), |fact| text(&fact.raw)),
        Column::new("file", Text, FILE, |fact| file(&fact.source)),
        Column::new("sheet", Text, SHEET, |fact| sheet(&fact.source)),
        Column::new("cell", Word, CELL, |fact| cell(&fact.source)),
    ];

    fn places(&self) -> &[ValuePlace] {
        &[]
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
const MISSING: (&str, u32) = ("値がない\n理由", 76);
const FILE: (&str, u32) = ("出典:\nファイル", 160);
const SHEET: (&str, u32) = ("出典:\nシート", 80);
/// 明細 says below it of which value it is the cell.
const CELL: (&str, u32) = ("出典:", 54);
/// 明細 says in it of which value it is the text.
const RAW: (&str, u32) = ("書かれていたもの", 130);

fn text(value: &str) -> FactCell {
    FactCell::Text((!value.is_empty()).then(|| value.to_owned()))
}

fn maybe(value: &Option<String>) -> FactCell {
    FactCell::Text(value.clone())
}

fn value(value: Option<&Value>) -> FactCell {
    match value {
        Some(Value::Number(number)) => FactCell::Exact(*number),
        Some(Value::Money(yen)) => FactCell::Exact(yen.0.into()),
        Some(other) => text(&other.to_string()),
        None => FactCell::Text(None),
    }
}

fn code(rating: &Option<RatingCode>) -> FactCell {
    FactCell::Text(rating.as_ref().map(|rating| rating.as_str().to_owned()))
}

fn missing(reason: Option<Missing>) -> FactCell {
    FactCell::Text(reason.map(|reason| reason.as_str().to_owned()))
}

fn amount(yen: Option<Yen>) -> FactCell {
    FactCell::Int(yen.map(|yen| yen.0))
}

fn year(round: Round) -> FactCell {
    FactCell::Int(Some(round.year.0.into()))
}

fn round(round: Round) -> FactCell {
    text(&round.to_string())
}

fn program(no: ProgramNo) -> FactCell {
    FactCell::Int(Some(no.0.into()))
}

fn file(source: &Source) -> FactCell {
    text(&source.file)
}

fn sheet(source: &Source) -> FactCell {
    text(&source.sheet)
}

fn cell(source: &Source) -> FactCell {
    text(&source.cell.to_string())
}
