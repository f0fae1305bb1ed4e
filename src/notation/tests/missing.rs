//! N080–N093: gaps, ditto, references, marks.

use super::*;

fn everywhere(text: &str, expected: Missing) {
    let list = ChoiceList { options: Vec::new() };
    for expect in [
        number_field("件"),
        THOUSANDS,
        Expect::Choice(&list),
        Expect::Date { around: None },
        Expect::FiscalYear,
    ] {
        is_missing(text, &expect, expected);
    }
}

#[test]
fn n080_blank() {
    for text in ["", " ", "　", "\u{A0}", "\u{200B}", "\u{FEFF}", " \n\u{FEFF}　", "NULL", "null"]
    {
        everywhere(text, Missing::Blank);
        is_missing(text, &Expect::Text, Missing::Blank);
    }
}

#[test]
fn n081_dashes_alone() {
    for text in ["-", "－", "―", "ー", "—", "–", "‐", "─", "−", "ｰ", " － ", "--", "――"]
    {
        everywhere(text, Missing::None);
    }
}

#[test]
fn n082_none_is_zero_only_where_declared() {
    for text in ["なし", "無し", "無", "該当なし", "該当無し", "特になし", "なし。"]
    {
        everywhere(text, Missing::None);
        let count = Expect::Number {
            unit: "件",
            parentheses_negative: false,
            none_is_zero: true,
            whole: false,
        };
        let found = reading(text, &count);
        assert_eq!(found.value, Value::Number(Decimal::ZERO));
        assert_eq!(kinds(&found), ["none-as-zero"]);
        let amount = Expect::Money { unit: MoneyUnit::Thousand, none_is_zero: true };
        assert_eq!(yen(&reading(text, &amount)), 0);
        is_missing("－", &count, Missing::None);
    }
}

#[test]
fn n083_zeros_and_the_circle() {
    is_number("0", "件", "0");
    is_number("０", "件", "0");
    is_number("零", "件", "0");
    is_number_with("〇", "件", "0", "kanji-zero");
    is_refused("○", &number_field("件"), "mark");
    is_refused("◯", &number_field("件"), "mark");
}

#[test]
fn empty_format_codes_are_general() {
    let found = cell_reading("5", "", &number_field("件"));
    assert_eq!(kinds(&found), [""; 0]);
}

#[test]
fn kinds_are_unique() {
    let mut all: Vec<_> = Remark::KINDS.iter().chain(Refusal::KINDS).collect();
    all.sort();
    let count = all.len();
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn n084_undecided() {
    for text in ["未定", "検討中", "調整中", "今後検討", "（未定）"] {
        everywhere(text, Missing::Undecided);
    }
}

#[test]
fn n085_pending() {
    for text in ["調査中", "集計中", "精査中", "確認中", "※集計中"] {
        everywhere(text, Missing::Pending);
    }
}

#[test]
fn n086_unknown() {
    for text in ["不明", "不詳", "…", "‥", "...", "……"] {
        everywhere(text, Missing::Unknown);
    }
}

#[test]
fn n087_not_applicable_and_error_cells() {
    for text in ["N/A", "n/a", "NA", "#N/A", "Ｎ／Ａ", "対象外"] {
        everywhere(text, Missing::NotApplicable);
    }
    for expect in [number_field("件"), THOUSANDS, Expect::Text, Expect::FiscalYear] {
        assert_eq!(
            refusal(&Raw::Error("#N/A"), &expect),
            Refusal::ErrorCell { code: "#N/A".to_owned() }
        );
        assert_eq!(refusal(&Raw::NoResult, &expect), Refusal::NoResult);
    }
    is_refused("#REF!", &number_field("件"), "error-cell");
}

#[test]
fn n088_suppressed() {
    for text in ["***", "X", "x", "χ", "Ｘ", "*", "非公表"] {
        everywhere(text, Missing::Suppressed);
    }
}

#[test]
fn n089_ditto() {
    for text in ["同上", "〃", "\"", "々", "前年度と同じ"] {
        is_refused(text, &number_field("件"), "ditto");
        is_refused(text, &THOUSANDS, "ditto");
        is_refused(text, &Expect::FiscalYear, "ditto");
        is_refused(text, &Expect::Text, "ditto");
    }
}

#[test]
fn n090_references() {
    for text in ["別紙のとおり", "別添参照", "上記参照", "別紙1のとおり", "別表", "（別紙参照）"]
    {
        is_refused(text, &number_field("件"), "reference");
        is_refused(text, &Expect::Text, "reference");
    }
    // A sentence that mentions a paper says something by itself.
    for text in ["詳細は別紙のとおり", "同上の理由により見送った。"] {
        assert_eq!(reading(text, &Expect::Text).value, Value::Text(text.to_owned()));
    }
}

/// The line itself is seen by the reader of workbooks; this is the word for it.
#[test]
fn n091_diagonal_lines() {
    everywhere("斜線", Missing::NotApplicable);
    is_missing("斜線", &Expect::Text, Missing::NotApplicable);
}

#[test]
fn n092_marks_are_a_set_of_their_own() {
    for text in ["○", "◎", "△", "×", "✓", "レ", "■", "□", "▲"] {
        is_refused(text, &number_field("件"), "mark");
        assert!(mark::read(text).is_some());
    }
    let option = |code: &str, label: &str| ChoiceOption {
        code: code.to_owned(),
        label: label.to_owned(),
        synonyms: Vec::new(),
    };
    let list = ChoiceList {
        options: vec![option("good", "○"), option("fair", "△"), option("bad", "×")],
    };
    for (text, code) in [("○", "good"), ("◯", "good"), ("〇", "good"), ("△", "fair"), ("✕", "bad")]
    {
        assert_eq!(
            reading(text, &Expect::Choice(&list)).value,
            Value::Choice(code.to_owned()),
            "{text}"
        );
    }
    is_refused("▲", &Expect::Choice(&list), "not-in-choices");
}

#[test]
fn n093_zero_shown_as_a_dash_is_zero() {
    for format in ["#,##0;-#,##0;\"-\"", "#,##0;△#,##0;-", "#,##0;-#,##0;"] {
        let found = cell_reading("0", format, &THOUSANDS);
        assert_eq!(yen(&found), 0, "{format}");
        assert_eq!(kinds(&found), [""; 0]);
    }
}
