//! N001–N022: digits, separators, signs.

use super::*;

#[test]
fn n001_full_width_digits() {
    is_number("１２３", "件", "123");
}

#[test]
fn n002_thousands_separators() {
    for text in ["１，２３４", "1,234", "1，234"] {
        is_number(text, "件", "1234");
    }
    is_number("12,345,678.9", "件", "12345678.9");
    for text in ["1,23", "12,34,567", "1234,567", "1,2345"] {
        is_refused(text, &number_field("件"), "bad-grouping");
    }
}

#[test]
fn n003_mixed_widths() {
    is_number("1２3", "件", "123");
}

#[test]
fn n004_space_between_digits() {
    is_number_with("12 345", "件", "12345", "space-in-number");
    is_number_with("12　345", "件", "12345", "space-in-number");
    for text in ["12 34", "1 2", "12\n345", "12, 345", "12 ,345", "1. 5"] {
        is_refused(text, &number_field("件"), "two-values");
    }
}

#[test]
fn n005_point_is_decimal() {
    is_number("1.234", "件", "1.234");
    is_number("１．２３４", "件", "1.234");
    is_refused("1.234.567", &number_field("件"), "not-a-number");
    is_refused("1.234,5", &number_field("件"), "bad-grouping");
}

#[test]
fn n006_middle_dot_in_money() {
    let found = money("約3・2億円", MoneyUnit::Thousand);
    assert_eq!(yen(&found), 320_000_000);
    assert!(found.approx);
    assert!(kinds(&found).contains(&"middle-dot-as-point"));
}

#[test]
fn n007_middle_dot_in_percent() {
    is_number_with("65・26%", "%", "65.26", "middle-dot-as-point");
    is_number_with("９１･８９％", "%", "91.89", "middle-dot-as-point");
    is_refused("1・2・3", &number_field("件"), "two-values");
    // Twelve and a fraction of a facility, or 12 and 15 of them.
    for text in ["12・15", "12･15", "12・15件", "1・234"] {
        is_refused(text, &count_field("件"), "two-values");
    }
    for text in ["12・15", "12・15円"] {
        is_refused(text, &THOUSANDS, "two-values");
    }
    assert_eq!(yen(&money("12・15百万円", MoneyUnit::Thousand)), 12_150_000);
    let many = reading("1・2万件", &count_field("件"));
    assert_eq!(many.value, Value::Number(dec("12000")));
}

#[test]
fn n008_ideographic_comma() {
    is_number_with("1、234", "件", "1234", "ideographic-comma");
    is_refused("1、2", &number_field("件"), "two-values");
}

#[test]
fn n009_triangles_are_minus() {
    for text in ["▲1,234", "△1,234", "△ 1,234", "▲　1,234"] {
        is_number(text, "件", "-1234");
    }
}

#[test]
fn n010_negative_zero_keeps_its_flag() {
    for text in ["△0", "▲0.0"] {
        let found = number(text, "件");
        assert_eq!(found.value, Value::Number(dec("0")));
        assert!(found.negative_zero);
    }
    assert!(!number("0", "件").negative_zero);
    assert!(money("△0", MoneyUnit::Thousand).negative_zero);
}

#[test]
fn n011_hyphens_and_minus_signs() {
    for text in ["-1,234", "－1,234", "−1,234", "‐1,234", "–1,234"] {
        is_number(text, "件", "-1234");
    }
    is_refused("--5", &number_field("件"), "not-a-number");
    is_refused("△-5", &number_field("件"), "not-a-number");
}

#[test]
fn n012_long_vowel_and_bars_as_minus() {
    for text in ["ー5", "―5", "—5", "─5", "ｰ5"] {
        is_number_with(text, "件", "-5", "long-vowel-as-minus");
    }
}

#[test]
fn n013_parentheses() {
    let declared = Expect::Number {
        unit: "件",
        parentheses_negative: true,
        none_is_zero: false,
        whole: false,
    };
    for text in ["(1,234)", "（1,234）", "(1,234件)"] {
        assert_eq!(reading(text, &declared).value, Value::Number(dec("-1234")), "{text}");
        is_refused(text, &number_field("件"), "parentheses");
        is_refused(&text.replace('件', ""), &THOUSANDS, "parentheses");
    }
    is_refused("(-5)", &declared, "parentheses");
    is_refused("2(1)", &number_field("件"), "two-values");
    is_refused("2(1)", &declared, "two-values");
    is_refused("(9500)", &THOUSANDS, "parentheses");
}

#[test]
fn n014_plus_and_words_of_direction() {
    for text in ["+5", "＋５", "5増", "5件増", "5件増加"] {
        is_number(text, "件", "5");
    }
    is_number("5減", "件", "-5");
    is_number("マイナス5件", "件", "-5");
    is_refused("△5減", &number_field("件"), "not-a-number");
}

#[test]
fn n015_rare_triangles() {
    is_number_with("▼3", "件", "-3", "rare-minus");
    is_number_with("▽3", "件", "-3", "rare-minus");
}

#[test]
fn n016_circled_digits_are_no_numbers() {
    for text in ["①", "㊿", "⑳", "㉑", "❶", "⑿", "⒈", "①5", "5①"] {
        let kind = refusal(&Raw::Text(text), &number_field("件")).kind();
        assert_eq!(kind, "circled-number", "{text}");
    }
}

#[test]
fn n017_two_data_in_a_cell() {
    is_refused("①1,234 ②567", &number_field("件"), "two-values");
    is_refused("新規5件、継続10件", &number_field("件"), "two-values");
    is_refused("5～10", &number_field("件"), "two-values");
}

#[test]
fn n018_notes_beside_the_number() {
    for (text, note) in [
        ("1,234※1", "※1"),
        ("1,234（注）", "(注)"),
        ("1,234*", "*"),
        ("1,234件（うち新規5件）", "(うち新規5件)"),
        ("1,234注1", "注1"),
        ("1,234（見込）件", "(見込)"),
        ("1,234件見込み", "見込み"),
    ] {
        let found = number(text, "件");
        assert_eq!(found.value, Value::Number(dec("1234")), "{text}");
        assert_eq!(found.note.as_deref(), Some(note), "{text}");
    }
    // A number inside is told, that of a mark or a day is none.
    for text in
        ["4団体（うち新規2団体）", "4団体(R3は別に2)", "4※見込みを含むと5", "4団体【内訳は別、3】"]
    {
        is_number_with(text, "団体", "4", "number-in-note");
    }
    let partly = number("20.5％(見込み含む18.0)", "%");
    assert_eq!(partly.value, Value::Number(dec("20.5")));
    let written = "(見込み含む18.0)".to_owned();
    assert_eq!(partly.remarks, [Remark::NumberInNote { written }]);
    for text in [
        "4※1",
        "4(注2)",
        "4*",
        "4(令和5年3月末現在)",
        "4(R5.3.31現在)",
        "4(見込2023/3/31)",
        "4(速報)",
    ] {
        is_number(text, "団体", "4");
    }
    is_refused("1,234（注", &number_field("件"), "not-a-number");
    is_refused("1,234件（前年987件）", &number_field("件"), "two-values");
    is_refused("62.3%(前年58%)", &number_field("%"), "two-values");
    is_refused("1）5", &number_field("件"), "not-a-number");
}

#[test]
fn n019_floats_by_their_shortest_text() {
    let bare = number_field("件");
    for (stored, value) in [("1234.0", "1234"), ("0.1", "0.1"), ("1234567.891", "1234567.891")] {
        let found = cell_reading(stored, "General", &bare);
        assert_eq!(found.value, Value::Number(dec(value)));
        assert_eq!(kinds(&found), [""; 0]);
    }
    let found = cell_reading("0.30000000000000004", "General", &bare);
    assert_eq!(found.value, Value::Number(dec("0.3")));
    assert_eq!(kinds(&found), ["float-noise"]);
    assert_eq!(fifteen_digits(dec("0.12499999999999999")), dec("0.125"));
}

#[test]
fn n020_powers_of_ten() {
    is_number_with("1E+05", "件", "100000", "exponent");
    is_number_with("1.5E-02", "件", "0.015", "exponent");
    is_refused("1E+99", &number_field("件"), "out-of-range");
    let found = cell_reading("100000", "0.00E+00", &number_field("件"));
    assert_eq!(found.value, Value::Number(dec("100000")));
}

#[test]
fn n021_leading_zeros_are_codes() {
    is_refused("0012", &number_field("件"), "leading-zeros");
    is_number("0.5", "件", "0.5");
    is_number("0", "件", "0");
    assert_eq!(
        text_in("0012", &Expect::Text),
        Outcome::value(Value::Text("0012".to_owned()), Vec::new())
    );
}

#[test]
fn n022_hashes_are_no_value() {
    for expect in [number_field("件"), THOUSANDS, Expect::Text] {
        is_refused("#########", &expect, "column-too-narrow");
    }
}

#[test]
fn texts_around_numbers_that_mean_something_else() {
    for text in
        ["- 164 -", "－２０３号", "ー２０３号", "昭和町１丁目", "第2四半期", "5 6 7", "½", "٣"]
    {
        let outcome = text_in(text, &number_field("件"));
        assert!(matches!(outcome, Outcome::Refused(_)), "{text}: {outcome:?}");
    }
}

#[test]
fn kanji_numbers() {
    for (text, value) in [
        ("二〇二一", "2021"),
        ("十五件", "15"),
        ("二十", "20"),
        ("三百二十一", "321"),
        ("五千", "5000"),
        ("一件", "1"),
    ] {
        let outcome = text_in(text, &number_field("件"));
        let Outcome::Read(found) = outcome else {
            panic!("{text}: {outcome:?}");
        };
        assert_eq!(found.value, Value::Number(dec(value)), "{text}");
    }
    is_refused("一", &number_field("件"), "confusable");
    is_refused("一部実施", &number_field("件"), "vague");
    is_refused("1二", &number_field("件"), "not-a-number");
    is_refused("千円", &THOUSANDS, "not-a-number");
}
