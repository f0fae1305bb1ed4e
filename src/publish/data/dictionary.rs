//! The dictionary: every column of every table in a line of its own.

use super::table::{Cell, Column, Draft, Head, Kind, Table, whole};

/// The type of a column, as the Table Schema calls it.
pub(crate) fn type_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Code(_) => "string",
        Kind::Year | Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
    }
}

/// A column of a table, with its place counted from 1.
struct Entry<'t> {
    table: &'t Table,
    column: &'t Column,
    position: i64,
}

/// The dictionary of these tables, its own columns included.
pub(crate) fn dictionary(tables: &[Table]) -> Table {
    let own = draft().rows([]);
    let all = || tables.iter().chain([&own]);
    let entries = all().flat_map(|table| {
        (1_i64..).zip(&table.columns).map(move |(position, column)| Entry {
            table,
            column,
            position,
        })
    });
    draft().rows(entries.collect::<Vec<_>>())
}

fn draft<'t>() -> Draft<'t, Entry<'t>> {
    let head = Head {
        name: "dictionary",
        title: "項目定義",
        about: "すべての表の列の定義。1行が一つの列",
        key: &["table_name", "column_name"],
        references: &[],
    };
    Draft::<Entry<'t>>::new(head)
        .with(
            Column::new("table_name", "表の名前", Kind::Text, "ファイルとシートの名前"),
            |own| Cell::text(own.table.name),
        )
        .with(
            Column::new("table_title", "表の名称", Kind::Text, "表の日本語の名称"),
            |own| Cell::text(own.table.title),
        )
        .with(Column::new("position", "順番", Kind::Integer, "左から何番目か"), |own| {
            whole(own.position)
        })
        .with(
            Column::new("column_name", "列の名前", Kind::Text, "見出しに書かれている名前"),
            |own| Cell::text(own.column.name),
        )
        .with(
            Column::new("column_title", "列の名称", Kind::Text, "列の日本語の名称"),
            |own| Cell::text(own.column.title),
        )
        .with(
            Column::new(
                "data_type",
                "型",
                Kind::Text,
                "stringは文字、integerは整数、numberは小数、booleanはtrueかfalse、dateは西暦の日付",
            ),
            |own| Cell::text(type_word(own.column.kind)),
        )
        .with(
            Column::new(
                "unit",
                "単位",
                Kind::Text,
                "空欄は単位のないもの。行ごとに違うときはその表のunit列",
            )
            .may_be_empty(),
            |own| Cell::maybe(own.column.unit, Cell::text),
        )
        .with(
            Column::new("is_key", "主キーか", Kind::Boolean, "行を特定する列か"),
            |own| Cell::Boolean(own.table.key.contains(&own.column.name)),
        )
        .with(Column::new("is_required", "必須か", Kind::Boolean, "空欄がないか"), |own| {
            Cell::Boolean(own.column.required)
        })
        .with(
            Column::new(
                "code_list",
                "コードの一覧",
                Kind::Text,
                "コード表(codes)のlist。空欄はコードでない列",
            )
            .may_be_empty(),
            |own| match own.column.kind {
                Kind::Code(list) => Cell::text(list),
                _ => Cell::Empty,
            },
        )
        .with(
            Column::new("description", "説明", Kind::Text, "列の意味と、空欄の意味"),
            |own| Cell::text(own.column.about),
        )
}
