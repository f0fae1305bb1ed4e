//! How 明細 shows the columns of the facts, and the columns that it has besides.

use crate::facts::{Column, Fact, FactCell, FactKind};
use crate::report::ledger::{AGAIN, ENDED, FOCUS, PREVIOUS, STATE};
use crate::report::words;
use crate::schema::{Plan, ProgramKind};
use crate::sheet::{Cell, Tone, Value, style};
use crate::terms::DirectionId;

/// Columns of 明細_評価 that its table does not have, with heading and width.
const OWN: [(&str, &str, u32); 4] = [
    (FOCUS, "主要管理\n項目", 62),
    (ENDED, "改訂で\n終了", 52),
    (PREVIOUS, "前回の\n状態", 64),
    (STATE, "集計での\n状態", 64),
];

/// Heading and width of a column.
pub(super) fn head<F: Fact>(plan: &Plan, name: &str) -> (String, u32) {
    let of_table = F::columns().find(|column| column.name == name).map(|column| {
        let head = match column.kind {
            FactKind::Direction => plan.words.direction.as_str(),
            _ => column.head,
        };
        (head, column.width)
    });
    let own = || OWN.iter().find(|own| own.0 == name).map(|(_, head, width)| (*head, *width));
    let again = || AGAIN.contains(&name).then_some(("再掲", 120));
    let (head, width) = of_table.or_else(own).or_else(again).unwrap_or_default();
    (head.to_owned(), width)
}

/// The value of a column as the sheet shows it.
pub(super) fn cell<F>(plan: &Plan, column: &Column<F>, value: FactCell) -> Cell {
    match value {
        FactCell::Flag(flag) => Cell::centre(if flag { "約" } else { "" }),
        FactCell::Exact(number) => Cell::number(number, 0),
        FactCell::Int(None) | FactCell::Text(None) => Cell::empty(),
        FactCell::Int(Some(number)) => match column.kind {
            FactKind::Yen => {
                Cell::new(Value::Number(number.into()), Tone::Right).format(style::INTEGER)
            }
            _ => Cell::key(number),
        },
        FactCell::Text(Some(text)) => text_cell(plan, column.kind, text),
    }
}

fn text_cell(plan: &Plan, kind: FactKind, text: String) -> Cell {
    match kind {
        FactKind::Direction => Cell::text(words::direction(plan, &DirectionId(text))),
        FactKind::ProgramKind => {
            let kind = ProgramKind::ALL.into_iter().find(|kind| kind.as_str() == text);
            Cell::centre(kind.map_or(text.as_str(), |kind| plan.kind_word(kind)))
        }
        FactKind::Indicator => {
            let named = plan.indicators().find(|(_, indicator)| indicator.id.as_str() == text);
            Cell::text(named.map_or(text.as_str(), |(_, indicator)| &indicator.name))
        }
        FactKind::Missing => Cell::centre(words::missing(&text)),
        FactKind::Subject => Cell::text(words::subject(plan, &text)),
        FactKind::ValueKind => Cell::centre(words::value_kind(&text)),
        FactKind::ActivityNo => Cell::centre(words::activity_no(&text)),
        FactKind::Word => Cell::centre(text),
        FactKind::Text
        | FactKind::Quantity
        | FactKind::Number
        | FactKind::Yen
        | FactKind::Flag
        | FactKind::Inner => Cell::text(text),
    }
}
