//! N060–N070: per cent and rates.

use super::*;

#[test]
fn n060_percent_format() {
    for format in ["0.0%", "0.00%", "0.0%;△0.0%"] {
        let found = cell_reading("0.623", format, &number_field("%"));
        assert_eq!(found.value, Value::Number(dec("62.3")), "{format}");
        assert_eq!(kinds(&found), [""; 0]);
    }
    // 62% is seen, and 62.3 counts: it is told.
    let found = cell_reading("0.623", "0%", &number_field("%"));
    assert_eq!(found.value, Value::Number(dec("62.3")));
    assert_eq!(kinds(&found), ["digits-hidden"]);
    let found = cell_reading("62.3", "0.0\"%\"", &number_field("%"));
    assert_eq!(found.value, Value::Number(dec("62.3")));
    let outcome = cell("0.623", "0.0%", &number_field("件"));
    assert!(matches!(outcome, Outcome::Refused(Refusal::WrongUnit { .. })));
}

#[test]
fn n060_a_number_of_per_cent_typed_into_a_percent_format_is_told() {
    for (stored, value) in [("90", "9000"), ("68.2", "6820"), ("2", "200"), ("-3", "-300")] {
        let found = cell_reading(stored, "0%", &number_field("%"));
        assert_eq!(found.value, Value::Number(dec(value)));
        let told = Remark::PercentByFormat { stored: dec(stored) };
        assert!(found.remarks.contains(&told), "{stored}: {:?}", found.remarks);
    }
    // 117.7 % and 219.5 % are real rates.
    for stored in ["1.177", "2.195", "1", "0.9", "0"] {
        assert_eq!(kinds(&cell_reading(stored, "0.0%", &number_field("%"))), [""; 0], "{stored}");
    }
}

#[test]
fn n061_plain_number_in_a_percent_field() {
    let found = cell_reading("62.3", "General", &number_field("%"));
    assert_eq!(found.value, Value::Number(dec("62.3")));
    assert_eq!(kinds(&found), [""; 0]);
}

#[test]
fn n062_percent_or_fraction() {
    for format in ["General", "0.000", "@"] {
        let found = cell_reading("0.623", format, &number_field("%"));
        assert_eq!(found.value, Value::Number(dec("0.623")));
        assert_eq!(found.remarks, [Remark::PercentOrFraction { written: dec("0.623") }]);
    }
    is_number_with("0.623", "%", "0.623", "percent-or-fraction");
    is_number_with("1", "%", "1", "percent-or-fraction");
    is_number("0.623%", "%", "0.623");
    is_number("0", "%", "0");
    is_number("0.623", "件", "0.623");
}

#[test]
fn n063_spellings_of_percent() {
    for text in ["62.3%", "６２．３％", "62.3 ％", "62.3パーセント", "62.3㌫", "62.3"] {
        is_number(text, "%", "62.3");
        is_number(text, "％", "62.3");
    }
}

#[test]
fn n064_target_with_a_bound() {
    let found = number("90％以上", "%");
    assert_eq!(found.value, Value::Number(dec("90")));
    assert_eq!(found.qualifier, Some(Qualifier::AtLeast));
}

#[test]
fn n065_tenths_and_prose() {
    is_number("6割2分3厘", "%", "62.3");
    is_number("六割二分三厘", "%", "62.3");
    let about = number("約8割", "%");
    assert_eq!(about.value, Value::Number(dec("80")));
    assert!(about.approx);
    assert_eq!(number("8割以上", "%").qualifier, Some(Qualifier::AtLeast));
    is_refused("8割", &number_field("件"), "wrong-unit");
    for text in ["3分の1", "三分の一", "半数"] {
        is_refused(text, &number_field("%"), "vague");
    }
}

#[test]
fn n066_points_are_not_percent() {
    is_number("3.5ポイント増", "ポイント", "3.5");
    is_number("+3.5pt", "ポイント", "3.5");
    is_number("3.5ポイント減", "ポイント", "-3.5");
    is_refused("3.5ポイント増", &number_field("%"), "wrong-unit");
    is_refused("+3.5pt", &number_field("%"), "wrong-unit");
}

#[test]
fn n067_more_than_a_hundred() {
    let found = number("100.4％(達成率)", "%");
    assert_eq!(found.value, Value::Number(dec("100.4")));
    assert_eq!(found.note.as_deref(), Some("(達成率)"));
    is_number("219.5%", "%", "219.5");
}

#[test]
fn n070_all_new_and_all_gone() {
    for (text, remark) in [("皆増", Remark::AllNew), ("皆減", Remark::AllGone)] {
        assert_eq!(
            text_in(text, &number_field("%")),
            Outcome::Missing { reason: Missing::NotApplicable, remarks: vec![remark] }
        );
    }
    is_missing("－", &number_field("%"), Missing::None);
}
