//! What the fuzz targets call, and the tests that replay their seeds: one function per untrusted input.

use crate::notation::{ChoiceList, ChoiceOption, Expect, MoneyUnit, Raw, read};
use crate::terms::FiscalYear;
use crate::workbook::{Limits, open};

/// Reads a text as every kind of field.
pub fn read_text(text: &str) {
    let option = |code: &str, label: &str| ChoiceOption {
        code: code.to_owned(),
        label: label.to_owned(),
        synonyms: vec!["予定通り".to_owned()],
    };
    let list = ChoiceList { options: vec![option("A", "予定どおり"), option("B", "遅れ")] };
    let number = |unit| Expect::Number { unit, parentheses_negative: true, none_is_zero: true };
    let mut expects = vec![
        Expect::Text,
        Expect::Choice(&list),
        Expect::Date { around: Some(FiscalYear(2022)) },
        Expect::Date { around: None },
        Expect::FiscalYear,
        number("%"),
        number("件"),
    ];
    expects.extend(
        MoneyUnit::ALL.iter().map(|unit| Expect::Money { unit: *unit, none_is_zero: false }),
    );
    for expect in &expects {
        // Only that it comes back matters here.
        let _ = read(&Raw::Text(text), expect);
        let number = Raw::Number { value: rust_decimal::Decimal::ONE, format: Some(text) };
        let _ = read(&number, expect);
    }
}

/// Opens bytes as a workbook, under limits that keep a run short.
pub fn open_bytes(bytes: &[u8]) {
    let limits = Limits {
        inflated_bytes: 32 << 20,
        part_bytes: 8 << 20,
        cells_per_workbook: 200_000,
        area_cells: 200_000,
        ..Limits::default()
    };
    // Only that it comes back matters here.
    let _ = open(bytes, "fuzz.xlsx", &limits);
}
