//! What the columns of 明細 are called, how wide they are, and how they show a value.

use rust_decimal::Decimal;

use crate::facts::FactCell;
use crate::report::ledger::{AGAIN, ENDED, FOCUS, PREVIOUS, STATE};
use crate::report::words;
use crate::schema::{Plan, ProgramKind};
use crate::sheet::style;
use crate::sheet::table::{Cell, Tone, Value};
use crate::terms::DirectionId;

/// Heading and width of a column.
pub(super) fn head(plan: &Plan, column: &str) -> (String, u32) {
    let (head, width) = match column {
        "program_no" => ("No.", 38),
        "fiscal_year" => ("年度\n(西暦)", 48),
        "round" => ("回次", 62),
        "direction_id" => (plan.words.direction.as_str(), 120),
        "kind" => ("区分", 72),
        "division" => ("担当課", 100),
        column if AGAIN.contains(&column) => ("再掲", 120),
        FOCUS => ("主要管理\n項目", 62),
        ENDED => ("改訂で\n終了", 52),
        PREVIOUS => ("前回の\n状態", 64),
        STATE => ("集計での\n状態", 64),
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
        "planned_raw" => ("出典: 計画額に\n書かれていたもの", 130),
        "actual_raw" => ("出典: 実績額に\n書かれていたもの", 130),
        "file" => ("出典:\nファイル", 160),
        "sheet" => ("出典:\nシート", 80),
        other => (other, 100),
    };
    (head.to_owned(), width)
}

/// A value of a record as the sheet shows it.
pub(super) fn cell(plan: &Plan, column: &str, value: FactCell) -> Cell {
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
        "activity_no" => Cell::centre(words::activity_no(&text)),
        "round" | "rating" | "not_rated_reason" | "review_direction" | "review_verdict"
        | "unit" | "status" | "nature" | "basis" | "cell" => Cell::centre(text),
        _ => Cell::text(text),
    }
}
