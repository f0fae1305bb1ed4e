//! The tables in the old encoding of Windows (CP932), for systems that read nothing else.
//!
//! What it cannot hold, and what other machines show otherwise (機種依存文字), is replaced, and every replacement is a row
//! of a table of its own.

use encoding_rs::SHIFT_JIS;
use unicode_normalization::UnicodeNormalization;

use super::csv::records;
use super::table::{Cell, Column, Draft, Head, Kind, Table, whole};

/// What stands for a sign for which there is nothing near: 〓, as printers do.
const GETA: &str = "〓";

/// Signs that the encoding has under another number, and those it would turn into another sign.
const SAME: [(char, &str); 10] = [
    ('〜', "～"),
    ('−', "－"),
    ('‖', "∥"),
    ('—', "―"),
    ('¢', "￠"),
    ('£', "￡"),
    ('¬', "￢"),
    ('¥', "￥"),
    ('‾', "￣"),
    ('\u{a0}', " "),
];

/// A sign that was replaced.
pub(crate) struct Replaced {
    table: &'static str,
    column: &'static str,
    row: i64,
    sign: char,
    by: String,
}

/// The CSV of a table in the old encoding. What is replaced is added to the list.
pub(crate) fn cp932_bytes(table: &Table, replaced: &mut Vec<Replaced>) -> Vec<u8> {
    let mut held = table.clone();
    for (row, cells) in (1_i64..).zip(&mut held.rows) {
        for (column, cell) in table.columns.iter().zip(cells) {
            if let Cell::Text(text) = cell {
                let mut place = |sign, by: &str| {
                    let (table, column, by) = (table.name, column.name, by.to_owned());
                    replaced.push(Replaced { table, column, row, sign, by });
                };
                *text = holdable(text, &mut place);
            }
        }
    }
    let text = String::from_utf8(records(&held)).unwrap_or_default();
    SHIFT_JIS.encode(&text).0.into_owned()
}

/// The text with signs that the encoding has. What becomes another sign is told.
fn holdable(text: &str, tell: &mut impl FnMut(char, &str)) -> String {
    let mut held = String::new();
    for sign in text.chars() {
        match SAME.iter().find(|(from, _)| *from == sign) {
            Some((_, same)) => held.push_str(same),
            None if is_held(&sign.to_string()) && !is_of_machines(sign) => held.push(sign),
            None => {
                let by = instead(sign);
                tell(sign, &by);
                held.push_str(&by);
            }
        }
    }
    held
}

fn is_held(text: &str) -> bool {
    !SHIFT_JIS.encode(text).2
}

/// Signs of row 13 of NEC and their kin, which machines show in different ways.
pub(crate) fn is_of_machines(sign: char) -> bool {
    matches!(sign,
        '①'..='⑳' | '㉑'..='㉟' | '㊱'..='㊿' | 'Ⅰ'..='ⅿ' | '\u{3220}'..='\u{3243}' | '\u{3280}'..='\u{32b0}'
        | '\u{32c0}'..='\u{33ff}')
}

/// The number in a circle.
fn circled(sign: char) -> Option<u32> {
    let from = |first: char, number: u32| Some(u32::from(sign) - u32::from(first) + number);
    match sign {
        '①'..='⑳' => from('①', 1),
        '㉑'..='㉟' => from('㉑', 21),
        '㊱'..='㊿' => from('㊱', 36),
        _ => None,
    }
}

/// What stands for a sign: `(21)` for ㉑, its plain form where it has one, else 〓.
fn instead(sign: char) -> String {
    if let Some(number) = circled(sign) {
        return format!("({number})");
    }
    let plain: String = sign.to_string().nfkc().collect();
    let is_plain =
        is_held(&plain) && !plain.chars().any(is_of_machines) && !plain.trim().is_empty();
    if is_plain { plain } else { GETA.to_owned() }
}

/// What was replaced, as a table.
pub(crate) fn replaced_table(replaced: &[Replaced]) -> Table {
    let head = Head {
        name: "replaced",
        title: "置き換えた文字",
        about: "Shift_JIS版で置き換えた文字。1行が一つの文字。元の文字はUTF-8版にある",
        key: &["replaced_no"],
        references: &[],
    };
    Draft::<(i64, &Replaced)>::new(head)
        .with(
            Column::new("replaced_no", "番号", Kind::Integer, "この表での順"),
            |(no, _)| whole(*no),
        )
        .with(
            Column::new("table_name", "表の名前", Kind::Text, "ファイルの名前"),
            |(_, own)| Cell::text(own.table),
        )
        .with(
            Column::new("column_name", "列の名前", Kind::Text, "見出しの名前"),
            |(_, own)| Cell::text(own.column),
        )
        .with(
            Column::new("row_no", "行番号", Kind::Integer, "見出しを除いた行の番号"),
            |(_, own)| whole(own.row),
        )
        .with(
            Column::new("code_point", "元の文字のコード", Kind::Text, "Unicodeの番号"),
            |(_, own)| Cell::Text(format!("U{:04X}", u32::from(own.sign))),
        )
        .with(
            Column::new("replacement", "置き換えた文字", Kind::Text, "代わりに書いた文字"),
            |(_, own)| Cell::text(&own.by),
        )
        .rows((1_i64..).zip(replaced))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (String, Vec<char>) {
        let mut signs = Vec::new();
        let held = holdable(text, &mut |sign, _: &str| signs.push(sign));
        (held, signs)
    }

    #[test]
    fn what_the_old_encoding_cannot_hold_is_replaced_and_told() {
        assert_eq!(told("㉑と①"), ("(21)と(1)".to_owned(), vec!['㉑', '①']));
        assert_eq!(told("𠮷野"), ("〓野".to_owned(), vec!['𠮷']));
        assert_eq!(told("㈱é"), ("(株)〓".to_owned(), vec!['㈱', 'é']));
        assert_eq!(told("髙橋、▲1"), ("髙橋、▲1".to_owned(), vec![]));
    }

    #[test]
    fn the_same_sign_under_another_number_is_no_replacement() {
        assert_eq!(told("10〜20−5¥"), ("10～20－5￥".to_owned(), vec![]));
    }
}
