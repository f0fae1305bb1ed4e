//! 明細_評価, 明細_指標, 明細_取組, 明細_財政効果: every record as it was read, with the cell it was read from.
//!
//! The columns are those of `data/*.csv` in the same order. A record too long for one row goes on in rows that repeat
//! only its number, so that COUNTIFS and SUMIFS over any other column meet each record once.

use rust_decimal::Decimal;
use rust_xlsxwriter::XlsxError;

use super::super::ReportRequest;
use super::super::style;
use super::super::table::{Body, Cell, Column, Repeat, Row, Table, Tone, Value};
use super::super::words;
use super::{Part, open};
use crate::facts::{Fact, FactCell};
use crate::schema::{Plan, ProgramKind};
use crate::terms::DirectionId;

/// Draws the four sheets.
pub(super) fn sheets(request: &ReportRequest<'_>) -> Result<Vec<Part>, XlsxError> {
    let facts = request.facts;
    Ok(vec![
        sheet(request, "明細_評価", "回次ごとの評価と文章の全件", &facts.assessments.rows)?,
        sheet(request, "明細_指標", "回次ごとの指標の値の全件", &facts.indicators.rows)?,
        sheet(request, "明細_取組", "回次ごとの取組項目の全件", &facts.activities.rows)?,
        sheet(request, "明細_財政効果", "回次ごとの財政効果の全行", &facts.effects.rows)?,
    ])
}

fn sheet<F: Fact>(
    request: &ReportRequest<'_>,
    name: &'static str,
    says: &str,
    rows: &[F],
) -> Result<Part, XlsxError> {
    let plan = request.plan;
    let heads = F::COLUMNS.iter().map(|(column, _)| head(plan, column));
    let (heads, widths): (Vec<String>, Vec<u32>) = heads.unzip();
    let mut page = open(request, name, widths)?;
    page.note("報告する回次までの記録です。金額は円、金額の指標の値も円です。出典は、提出されたファイルのシートとセルです。")?;
    if rows.is_empty() {
        page.sentence("記録はありません。")?;
    } else {
        let columns = F::COLUMNS.iter().zip(heads).map(|((column, _), head)| {
            let column_repeat =
                if *column == "program_no" { Repeat::Value } else { Repeat::Nothing };
            Column::new(head).repeat(column_repeat)
        });
        let body = rows.iter().map(|row| {
            let cells = F::COLUMNS.iter().zip(row.cells());
            Row::new(cells.map(|((column, _), value)| cell(plan, column, value)).collect())
        });
        page.list(
            &Table { columns: columns.collect(), rows: body.collect(), body: Body::Records },
            1,
        )?;
    }
    Ok(Part { name, says: format!("{says}(出典のセル付き)"), sheet: page.finish()? })
}

/// Heading and width of a column.
fn head(plan: &Plan, column: &str) -> (String, u32) {
    let (head, width) = match column {
        "program_no" => ("No.", 38),
        "fiscal_year" => ("年度\n(西暦)", 48),
        "round" => ("回次", 62),
        "direction_id" => (plan.words.direction.as_str(), 120),
        "kind" => ("区分", 72),
        "division" => ("担当課", 100),
        "rating" => ("進捗\n区分", 44),
        "not_rated_reason" => ("評価しない\n理由", 76),
        "achievement" => ("成果・検討状況", 330),
        "issues" => ("課題", 260),
        "next" => ("次年度の取組", 260),
        "review_direction" => ("今後の\n方向性", 64),
        "review_verdict" => ("検討の\n結論", 76),
        "review_reason" => ("見直しの理由", 160),
        "indicator_id" => ("指標", 170),
        "value" => ("値", 130),
        "unit" => ("単位", 52),
        "approx" => ("約", 34),
        "missing" => ("値がない\n理由", 76),
        "note" => ("備考", 240),
        "raw" => ("出典:\n書かれていたもの", 130),
        "activity_no" => ("番号", 44),
        "name" => ("取組項目", 220),
        "planned_phase" => ("今年度の\n計画", 90),
        "status" => ("状態", 64),
        "result" => ("実績", 380),
        "line" => ("行", 34),
        "nature" => ("性質", 60),
        "basis" => ("根拠", 72),
        "title" => ("内容", 200),
        "planned_yen" => ("計画額\n(円)", 140),
        "actual_yen" => ("実績額\n(円)", 140),
        "method" => ("算定方法", 260),
        "file" => ("出典:\nファイル", 160),
        "sheet" => ("出典:\nシート", 80),
        "cell" => ("出典:\nセル", 52),
        other => (other, 100),
    };
    (head.to_owned(), width)
}

fn cell(plan: &Plan, column: &str, value: FactCell) -> Cell {
    match value {
        FactCell::Flag(flag) => Cell::centre(if flag { "約" } else { "" }),
        FactCell::Int(None) => Cell::empty(),
        FactCell::Int(Some(number)) => match column {
            "planned_yen" | "actual_yen" => {
                let amount = Value::Number(Decimal::from(number));
                Cell::new(amount, Tone::Right).format(style::INTEGER)
            }
            _ => Cell::key(number),
        },
        FactCell::Text(None) => Cell::empty(),
        FactCell::Text(Some(text)) => text_cell(plan, column, text),
    }
}

fn text_cell(plan: &Plan, column: &str, text: String) -> Cell {
    match column {
        "direction_id" => Cell::text(words::direction(plan, &DirectionId(text.clone()))),
        "kind" => {
            let kinds = [ProgramKind::Implementation, ProgramKind::Study];
            let kind = kinds.into_iter().find(|kind| kind.as_str() == text);
            Cell::centre(kind.map_or(text.as_str(), |kind| words::kind(plan, kind)))
        }
        "indicator_id" => {
            let named = plan.indicators().find(|(_, indicator)| indicator.id.as_str() == text);
            Cell::text(named.map_or(text.as_str(), |(_, indicator)| &indicator.name))
        }
        "value" => match text.parse::<Decimal>() {
            Ok(number) => Cell::number(number, 0),
            Err(_) => Cell::text(text),
        },
        "missing" => Cell::centre(words::missing(&text)),
        "round" | "rating" | "not_rated_reason" | "review_direction" | "review_verdict"
        | "unit" | "activity_no" | "status" | "nature" | "basis" | "cell" => Cell::centre(text),
        _ => Cell::text(text),
    }
}
