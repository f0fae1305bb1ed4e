//! One test for each row of the notation table, named after the row's number. Two rows speak of figures and are tested
//! in `analysis`.

mod dates;
mod digits;
mod magnitude;
mod missing;
mod names;
mod percent;
mod properties;

use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::*;
use crate::terms::Yen;

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn number_field(unit: &str) -> Expect<'_> {
    Expect::Number { unit, parentheses_negative: false, none_is_zero: false, whole: false }
}

/// A field that counts whole things.
fn count_field(unit: &str) -> Expect<'_> {
    Expect::Number { unit, parentheses_negative: false, none_is_zero: false, whole: true }
}

const THOUSANDS: Expect<'static> = Expect::Money { unit: MoneyUnit::Thousand, none_is_zero: false };

fn text_in(text: &str, expect: &Expect<'_>) -> Outcome {
    read(&Raw::Text(text), expect)
}

/// The reading of a text that must be read.
fn reading(text: &str, expect: &Expect<'_>) -> Reading {
    match text_in(text, expect) {
        Outcome::Read(reading) => reading,
        other => panic!("{text:?}: {other:?}"),
    }
}

fn number(text: &str, unit: &str) -> Reading {
    reading(text, &number_field(unit))
}

/// The text is read as this number, without remarks.
fn is_number(text: &str, unit: &str, value: &str) {
    let found = number(text, unit);
    assert_eq!(found.value, Value::Number(dec(value)), "{text:?}");
    assert_eq!(found.remarks, [], "{text:?}");
}

/// The text is read as this number, with one remark of this kind.
fn is_number_with(text: &str, unit: &str, value: &str, kind: &str) {
    let found = number(text, unit);
    assert_eq!(found.value, Value::Number(dec(value)), "{text:?}");
    assert_eq!(kinds(&found), [kind], "{text:?}");
}

fn kinds(reading: &Reading) -> Vec<&'static str> {
    reading.remarks.iter().map(Remark::kind).collect()
}

fn refusal(raw: &Raw<'_>, expect: &Expect<'_>) -> Refusal {
    match read(raw, expect) {
        Outcome::Refused(refusal) => refusal,
        other => panic!("{raw:?}: {other:?}"),
    }
}

/// The text is refused in this field, for this reason.
fn is_refused(text: &str, expect: &Expect<'_>, kind: &str) {
    assert_eq!(refusal(&Raw::Text(text), expect).kind(), kind, "{text:?}");
}

fn is_missing(text: &str, expect: &Expect<'_>, expected: Missing) {
    match text_in(text, expect) {
        Outcome::Missing { reason, .. } => assert_eq!(reason, expected, "{text:?}"),
        other => panic!("{text:?}: {other:?}"),
    }
}

fn money(text: &str, unit: MoneyUnit) -> Reading {
    reading(text, &Expect::Money { unit, none_is_zero: false })
}

fn yen(reading: &Reading) -> i64 {
    match reading.value {
        Value::Money(Yen(yen)) => yen,
        ref other => panic!("{other:?}"),
    }
}

fn cell(value: &str, format: &str, expect: &Expect<'_>) -> Outcome {
    let value = dec(value);
    read(&Raw::Number { value, format: Some(format) }, expect)
}

fn cell_reading(value: &str, format: &str, expect: &Expect<'_>) -> Reading {
    match cell(value, format, expect) {
        Outcome::Read(reading) => reading,
        other => panic!("{value} in {format}: {other:?}"),
    }
}

/// The numbers of the rows of the notation table, in runs.
const ROWS: [RangeInclusive<u16>; 6] = [1..=22, 30..=51, 60..=70, 80..=93, 100..=117, 120..=136];

#[test]
fn every_row_of_the_notation_table_has_a_test_named_after_it() {
    let tests = [
        include_str!("digits.rs"),
        include_str!("magnitude.rs"),
        include_str!("percent.rs"),
        include_str!("missing.rs"),
        include_str!("dates.rs"),
        include_str!("names.rs"),
        include_str!("../../analysis/indicator/tests.rs"),
    ]
    .concat();
    let lines: Vec<&str> = tests.lines().map(str::trim).collect();
    let tests = lines.join("\n");
    for row in ROWS.into_iter().flatten() {
        let test = format!("#[test]\nfn n{row:03}_");
        assert!(tests.contains(&test), "no test is named after N{row:03}");
    }
}
