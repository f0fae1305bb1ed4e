//! N030–N051: magnitudes and units, and the number formats that carry them (4.1).

use super::*;

/// Texts in a column of 千円 and the yen they mean.
fn in_thousands(rows: &[(&str, i64)]) {
    for (text, amount) in rows {
        assert_eq!(yen(&money(text, MoneyUnit::Thousand)), *amount, "{text}");
    }
}

#[test]
fn n030_unit_as_on_the_form() {
    let found = money("1,234千円", MoneyUnit::Thousand);
    assert_eq!(yen(&found), 1_234_000);
    assert_eq!(kinds(&found), [""; 0]);
}

#[test]
fn n031_bare_number_in_the_forms_unit() {
    for (unit, amount) in [
        (MoneyUnit::Yen, 1_234),
        (MoneyUnit::Thousand, 1_234_000),
        (MoneyUnit::TenThousand, 12_340_000),
        (MoneyUnit::Million, 1_234_000_000),
        (MoneyUnit::HundredMillion, 123_400_000_000),
    ] {
        let found = money("1,234", unit);
        assert_eq!(yen(&found), amount);
        assert_eq!(kinds(&found), [""; 0]);
        assert_eq!(yen(&money(&format!("1,234{}", unit.label()), unit)), amount);
    }
}

#[test]
fn n032_plain_yen_in_a_thousands_column() {
    let found = money("1,234円", MoneyUnit::Thousand);
    assert_eq!(yen(&found), 1_234);
    assert_eq!(
        found.remarks,
        [Remark::UnitConflict {
            written: "円".to_owned(),
            expected: "千円".to_owned(),
            by_format: false
        }]
    );
    assert_eq!(kinds(&money("0円", MoneyUnit::Thousand)), [""; 0]);
    assert_eq!(kinds(&money("1,234円", MoneyUnit::Yen)), [""; 0]);
}

#[test]
fn n033_about_in_ten_thousands() {
    for text in ["約1,800万円", "約 1,800 万円", "約１，８００万円", "1,800万円程度"]
    {
        let found = money(text, MoneyUnit::Thousand);
        assert_eq!(yen(&found), 18_000_000, "{text}");
        assert!(found.approx, "{text}");
        assert_eq!(kinds(&found), ["unit-converted"]);
    }
}

#[test]
fn n034_digits_and_kanji_mixed() {
    in_thousands(&[("2千万円", 20_000_000), ("二千万円", 20_000_000)]);
}

#[test]
fn n035_two_groups_with_commas() {
    in_thousands(&[("1億2,345万円", 123_450_000), ("１億２，３４５万円", 123_450_000)]);
}

#[test]
fn n036_groups_without_padding() {
    in_thousands(&[("13億776万円", 1_307_760_000), ("13億0776万円", 1_307_760_000)]);
}

#[test]
fn n037_the_wrong_oku() {
    let found = money("4憶2,148万1千円", MoneyUnit::Thousand);
    assert_eq!(yen(&found), 421_481_000);
    assert!(kinds(&found).contains(&"typo-oku"));
}

#[test]
fn n038_a_skipped_magnitude_is_suspect() {
    is_refused("3億4890円余", &THOUSANDS, "skipped-magnitude");
    is_refused("1兆200万円", &THOUSANDS, "skipped-magnitude");
    in_thousands(&[("3億4,890万円余", 348_900_000)]);
    is_refused("1億23456万円", &THOUSANDS, "not-a-number");
    is_refused("1万2億円", &THOUSANDS, "not-a-number");
}

#[test]
fn n039_a_hundred_hundred_millions() {
    let found = money("約1百億円", MoneyUnit::Thousand);
    assert_eq!(yen(&found), 10_000_000_000);
    assert!(found.approx);
    // Two steps above the column's own unit: right, or a slip.
    for (text, column) in [
        ("約1百億円", MoneyUnit::Thousand),
        ("3億円", MoneyUnit::Thousand),
        ("3百万円", MoneyUnit::Yen),
    ] {
        assert_eq!(kinds(&money(text, column)), ["unit-far-from-field"], "{text}");
    }
    for text in ["285百万円", "1,800万円", "1億2,345万円", "2千万円"] {
        assert_eq!(kinds(&money(text, MoneyUnit::Thousand)), ["unit-converted"], "{text}");
    }
    assert_eq!(kinds(&money("3億円", MoneyUnit::HundredMillion)), [""; 0]);
}

#[test]
fn n040_millions() {
    in_thousands(&[("285百万円", 285_000_000), ("約174百万円", 174_000_000)]);
    assert_eq!(yen(&money("285百万円", MoneyUnit::Million)), 285_000_000);
    assert_eq!(kinds(&money("285百万円", MoneyUnit::Million)), [""; 0]);
}

#[test]
fn n041_with_and_without_commas() {
    in_thousands(&[("6億2890万円", 628_900_000), ("6億2,630万円", 626_300_000)]);
}

#[test]
fn n042_fractions_of_a_magnitude() {
    in_thousands(&[("3.2億円", 320_000_000), ("1.8千万円", 18_000_000)]);
    is_refused("3.2億500万円", &THOUSANDS, "not-a-number");
}

#[test]
fn n043_several_groups() {
    in_thousands(&[("40億5千万円", 4_050_000_000), ("17億7,700万円", 1_777_000_000)]);
}

#[test]
fn n044_magnitude_without_yen() {
    in_thousands(&[("1200万", 12_000_000), ("3億", 300_000_000)]);
    is_refused("2千", &THOUSANDS, "ambiguous-magnitude");
    assert_eq!(yen(&money("2千", MoneyUnit::Yen)), 2_000);
}

#[test]
fn n045_words_of_about_and_bounds() {
    for (text, approx, qualifier) in [
        ("約5件", true, None),
        ("およそ5件", true, None),
        ("ほぼ5件", true, None),
        ("概ね5件", true, None),
        ("5件程度", true, None),
        ("5件弱", true, Some(Qualifier::LessThan)),
        ("5件強", true, Some(Qualifier::MoreThan)),
        ("5件余", true, Some(Qualifier::MoreThan)),
        ("5余件", true, Some(Qualifier::MoreThan)),
        ("5件超", false, Some(Qualifier::MoreThan)),
        ("5件未満", false, Some(Qualifier::LessThan)),
        ("5件以上", false, Some(Qualifier::AtLeast)),
        ("5件以下", false, Some(Qualifier::AtMost)),
        ("5", false, None),
    ] {
        let found = number(text, "件");
        assert_eq!(found.value, Value::Number(dec("5")), "{text}");
        assert_eq!((found.approx, found.qualifier), (approx, qualifier), "{text}");
    }
    is_refused("5件以上10件未満", &number_field("件"), "two-values");
    is_refused("5件以上以下", &number_field("件"), "not-a-number");
}

#[test]
fn n046_counters_are_checked_against_the_field() {
    for (text, unit, value) in [
        ("18手続", "手続", "18"),
        ("46施設", "施設", "46"),
        ("4団体", "団体", "4"),
        ("960人", "人", "960"),
        ("15件", "件", "15"),
        ("139時間", "時間", "139"),
        ("1業務", "業務", "1"),
        ("960名", "人", "960"),
        ("18手続き", "手続", "18"),
    ] {
        is_number(text, unit, value);
    }
    assert_eq!(
        refusal(&Raw::Text("46施設"), &number_field("団体")),
        Refusal::WrongUnit { written: "施設".to_owned(), expected: "団体".to_owned() }
    );
    is_refused("5件ほか", &number_field("件"), "wrong-unit");
    is_refused("139時間30分", &number_field("時間"), "time-in-number");
}

#[test]
fn n047_words_before_the_number() {
    is_number_with("合計46施設", "施設", "46", "label");
    is_number_with("計19", "施設", "19", "label");
    is_number_with("延べ120人", "人", "120", "label");
}

#[test]
fn n048_two_quantities() {
    is_refused("18手続、マイナポータル1手続", &number_field("手続"), "two-values");
    is_refused("18手続 1手続", &number_field("手続"), "two-values");
    is_refused("46施設\n12団体", &number_field("施設"), "two-values");
}

#[test]
fn n049_square_units() {
    for (text, unit) in [
        ("5㌫", "%"),
        ("5㌔", "km"),
        ("5㌔", "kg"),
        ("5㍉", "mm"),
        ("5㎡", "m²"),
        ("5m2", "㎡"),
        ("5平方メートル", "㎡"),
        ("5㎥", "m3"),
        ("5㎏", "kg"),
        ("5㌢", "cm"),
        ("5㍑", "L"),
        ("5ｋｍ", "km"),
    ] {
        is_number(text, unit, "5");
    }
    is_refused("5km", &number_field("kg"), "wrong-unit");
}

#[test]
fn n050_spellings_of_places() {
    for text in ["3ヶ所", "3ケ所", "3カ所", "3か所", "3箇所", "3個所", "3ｹ所"] {
        is_number(text, "か所", "3");
        is_number(text, "箇所", "3");
    }
}

#[test]
fn n051_yen_signs() {
    for text in ["￥1,000", "¥1,000", "1,000円也", "1,000.-", "\\1,000", "¥1,000円"] {
        assert_eq!(yen(&money(text, MoneyUnit::Yen)), 1_000, "{text}");
        assert_eq!(kinds(&money(text, MoneyUnit::Thousand)), ["unit-conflict"], "{text}");
    }
    assert_eq!(yen(&money("△¥1,000", MoneyUnit::Yen)), -1_000);
    assert_eq!(yen(&money("¥-1,000", MoneyUnit::Yen)), -1_000);
    is_refused("¥5件", &THOUSANDS, "not-a-number");
}

#[test]
fn units_with_a_magnitude_on_the_form() {
    is_number("1,234千円", "千円", "1234");
    is_number_with("1,234円", "千円", "1.234", "unit-conflict");
    is_number_with("1億円", "百万円", "100", "unit-converted");
    is_number("1.2万人", "人", "12000");
    is_number("5", "千人", "5");
    is_number("1,234（千円）", "千円", "1234");
    assert_eq!(yen(&money("1,234（千円）", MoneyUnit::Thousand)), 1_234_000);
}

#[test]
fn a_remark_between_number_and_unit_is_no_other_unit() {
    let found = money("2,016(うち新規300)千円", MoneyUnit::Thousand);
    assert_eq!((yen(&found), kinds(&found)), (2_016_000, vec!["number-in-note"]));
    is_number("12(見込)千人", "千人", "12");
    for text in ["1,234～", "1,234?", "1,234円です"] {
        is_refused(text, &THOUSANDS, "unknown-tail");
    }
    is_refused("1,234円/年", &THOUSANDS, "wrong-unit");
    is_refused("3.5ポイント", &number_field("%"), "wrong-unit");
}

#[test]
fn units_in_brackets_are_no_notes() {
    is_number("5（件）", "件", "5");
    is_number("5（単位：件）", "件", "5");
    is_refused("5（人）", &number_field("件"), "wrong-unit");
    is_refused("5（単位：施設）", &number_field("件"), "wrong-unit");
    assert_eq!(yen(&money("1,234（単位：千円）", MoneyUnit::Yen)), 1_234_000);
    is_refused("5億（千円）", &THOUSANDS, "not-a-number");
}

#[test]
fn money_is_whole_yen() {
    assert_eq!(
        refusal(&Raw::Text("1.2345千円"), &THOUSANDS),
        Refusal::FractionOfYen { yen: dec("1234.5") }
    );
    assert_eq!(yen(&money("1.234", MoneyUnit::Thousand)), 1_234);
    is_refused("99,999,999,999,999,999,999", &THOUSANDS, "out-of-range");
    is_refused("9".repeat(40).as_str(), &THOUSANDS, "out-of-range");
}

#[test]
fn formats_that_divide_by_thousands() {
    for (format, seen) in [
        ("#,##0,", "1,235"),
        ("#,##0,;△#,##0,", "1,235"),
        ("#,##0,\"千円\"", "1,235千円"),
        ("#,##0,千円", "1,235千円"),
        ("#,##0,_ ", "1,235"),
    ] {
        let found = cell_reading("1234567", format, &THOUSANDS);
        assert_eq!(yen(&found), 1_234_567, "{format}");
        assert_eq!(
            found.remarks,
            [
                Remark::DigitsHidden { shown: seen.to_owned() },
                Remark::ScaledByFormat { thousands: 1, fits: true }
            ],
            "{format}"
        );
    }
    let found = cell_reading("1234567", "#,##0,,", &THOUSANDS);
    assert_eq!(yen(&found), 1_234_567);
    let hidden = Remark::DigitsHidden { shown: "1".to_owned() };
    assert_eq!(found.remarks, [hidden, Remark::ScaledByFormat { thousands: 2, fits: false }]);
    let millions = Expect::Money { unit: MoneyUnit::Million, none_is_zero: false };
    let found = cell_reading("1234567", "#,##0.0,,", &millions);
    assert_eq!(yen(&found), 1_234_567);
    let outcome = cell("1234567", "#,##0,\"円\"", &THOUSANDS);
    assert!(matches!(outcome, Outcome::Refused(Refusal::FormatContradicts { .. })), "{outcome:?}");
    let found = cell_reading("1234567", "#,##0,", &number_field("千円"));
    assert_eq!(found.value, Value::Number(dec("1234.567")));
    let found = cell_reading("1234567", "#,##0,", &number_field("人"));
    assert_eq!(found.value, Value::Number(dec("1234567")));
}

#[test]
fn digits_that_a_format_hides_are_told() {
    for (stored, format, shown) in [
        ("1350.4", "#,##0", "1,350"),
        ("1350.5", "#,##0;[Red]▲#,##0", "1,351"),
        ("-0.4", "#,##0\"千円\"", "-0千円"),
        ("1350.46", "0.0", "1350.5"),
    ] {
        let found = cell_reading(stored, format, &number_field("千円"));
        assert_eq!(found.value, Value::Number(dec(stored)), "{format}");
        assert_eq!(found.remarks, [Remark::DigitsHidden { shown: shown.to_owned() }], "{format}");
    }
    let amount = cell_reading("1350.4", "#,##0", &THOUSANDS);
    assert_eq!((yen(&amount), kinds(&amount)), (1_350_400, vec!["digits-hidden"]));
    let rate = cell_reading("0.68234", "0.0%", &number_field("%"));
    assert_eq!(rate.remarks, [Remark::DigitsHidden { shown: "68.2%".to_owned() }]);
    for (stored, format, shown) in [
        ("1234567", "0.00E+00", "1.23E+06"),
        ("12.5", "0.E+0", "1E+1"),
        ("0.00012345", "0.0E-00", "1.2E-04"),
        ("12345", "##0.0E+0", "12.3E+3"),
        ("99960", "0.00E+00", "1.00E+05"),
    ] {
        let found = cell_reading(stored, format, &number_field("件"));
        assert_eq!(found.value, Value::Number(dec(stored)), "{format}");
        assert_eq!(found.remarks, [Remark::DigitsHidden { shown: shown.to_owned() }], "{format}");
    }
    for format in ["General", "@", "0.0", "#,##0.##", "0.0000E+00", "# ?/?"] {
        assert_eq!(kinds(&cell_reading("1350.4", format, &THOUSANDS)), [""; 0], "{format}");
    }
}

#[test]
fn formats_that_carry_the_unit() {
    let found = cell_reading("18000", "\"約\"#,##0\"千円\"", &THOUSANDS);
    assert_eq!(yen(&found), 18_000_000);
    assert!(found.approx);
    let found = cell_reading("18000", "#,##0\"円\"", &THOUSANDS);
    assert_eq!(yen(&found), 18_000);
    assert_eq!(kinds(&found), ["unit-conflict"]);
    for (format, yen_read) in [("0\"百万円\"", 12_000_000), ("#,##0\"万円\"", 120_000)] {
        let found = cell_reading("12", format, &THOUSANDS);
        assert_eq!((yen(&found), kinds(&found)), (yen_read, vec!["unit-conflict"]), "{format}");
    }
    let found = cell_reading("46", "General\"施設\"", &number_field("施設"));
    assert_eq!(found.value, Value::Number(dec("46")));
    let outcome = cell("46", "0\"施設\"", &number_field("団体"));
    assert!(matches!(outcome, Outcome::Refused(Refusal::WrongUnit { .. })));
    let found = cell_reading("1234", "[$¥-411]#,##0", &THOUSANDS);
    assert_eq!((yen(&found), kinds(&found)), (1_234, vec!["unit-conflict"]));
}

#[test]
fn formats_that_show_minus_their_own_way() {
    for format in [
        "#,##0;\"▲ \"#,##0",
        "#,##0;△#,##0",
        "#,##0_);(#,##0)",
        "#,##0_);[Red]\\(#,##0\\)",
        "#,##0;[Red]#,##0",
        "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ",
        "General",
        "@",
        "[>=0]0;△0",
    ] {
        let found = cell_reading("-1234", format, &THOUSANDS);
        assert_eq!(yen(&found), -1_234_000, "{format}");
        assert_eq!(kinds(&found), [""; 0], "{format}");
    }
    for format in ["#,##0;#,##0", "0;0;0", "0;0;\"-\""] {
        let found = cell_reading("-1234", format, &THOUSANDS);
        assert_eq!(
            (yen(&found), kinds(&found)),
            (-1_234_000, vec!["hidden-by-format"]),
            "{format}"
        );
    }
    let outcome = cell("5", "\"△\"0", &number_field("件"));
    assert!(matches!(outcome, Outcome::Refused(Refusal::SignInFormat { .. })));
    let found = cell_reading("5", ";;;", &number_field("件"));
    assert_eq!(
        (found.value.clone(), kinds(&found)),
        (Value::Number(dec("5")), vec!["hidden-by-format"])
    );
}
