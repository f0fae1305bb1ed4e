//! What a draft says of a cell, in TOML and in comments.

use crate::draft::fields::{FieldView, Way};
use crate::draft::page::{Input, Sign};
use crate::schema::Go;
use crate::schema::toml_text::Inline;

/// Where a single field is found.
pub(super) fn find_of(field: &FieldView, has_unit: bool) -> Inline {
    let place = match &field.way {
        Way::Address => Inline::default().key("cell", field.input.area.first.to_string()),
        Way::Beside { label, go, steps, nth, .. } => Inline::default()
            .key("label", label)
            .maybe("go", (*go != Go::Right).then_some("below"))
            .maybe("offset", beyond(*steps))
            .maybe("nth", *nth),
    };
    place.maybe("unit", has_unit.then_some("right"))
}

/// How many cells from its label something stands, where it is not the next one.
pub(super) fn beyond(steps: u16) -> Option<u16> {
    (steps > 1).then_some(steps)
}

/// The same in words.
pub(super) fn way_words(field: &FieldView) -> String {
    match &field.way {
        Way::Address => "見出しが見つかりません".to_owned(),
        Way::Beside { label, at, go, steps, nth } => {
            let side = if *go == Go::Right { "右" } else { "下" };
            let twice = nth.map(|nth| format!("。同じ見出しがほかにもあり、その{nth}番目です"));
            format!(
                "「{}」({})の{side}へ{steps}{}",
                one_line(label),
                at.first,
                twice.unwrap_or_default()
            )
        }
    }
}

/// Why a cell was taken for one to be filled.
pub(super) fn sign_words(input: &Input) -> String {
    let sign = match input.sign {
        Sign::List => "入力規則の一覧がある欄",
        Sign::Unlocked => "保護されていない欄",
        Sign::Colour => "記入欄の色の欄",
        Sign::Frame => "枠だけの空欄",
        Sign::Value => "数や日付の入った欄",
        Sign::Differs => "票ごとに違う文字",
    };
    match &input.face.fill {
        Some(fill) => format!("{sign}(色 {fill})"),
        None => sign.to_owned(),
    }
}

/// A text for a comment or a title.
pub(super) fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
