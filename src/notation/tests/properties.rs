//! What holds for every value and every text.

use proptest::prelude::*;

use super::*;

fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
            ' ' => '　',
            _ => c,
        })
        .collect()
}

fn with_commas(digits: &str) -> String {
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).unwrap())
        .collect();
    groups.join(",")
}

/// `value` in the ways in which a number is written.
fn spellings(negative: bool, digits: &str, fraction: &str) -> Vec<String> {
    let mut all = Vec::new();
    for body in [digits.to_owned(), with_commas(digits)] {
        let body = if fraction.is_empty() { body } else { format!("{body}.{fraction}") };
        let signs: &[&str] = if negative {
            &["-", "−", "▲", "△", "△ ", "マイナス", "―", "▼"]
        } else {
            &["", "+"]
        };
        for sign in signs {
            for about in ["", "約"] {
                let text = format!("{about}{sign}{body}");
                all.push(full_width(&text));
                all.push(text);
            }
        }
    }
    all
}

proptest! {
    #[test]
    fn every_spelling_of_a_number_reads_back(negative: bool, whole in 0_u64..1_000_000_000_000, fraction in "[0-9]{0,4}") {
        let digits = whole.to_string();
        let plain = if fraction.is_empty() { digits.clone() } else { format!("{digits}.{fraction}") };
        let value = if negative { -dec(&plain) } else { dec(&plain) };
        for text in spellings(negative, &digits, &fraction) {
            for text in [text.clone(), format!("{text}件"), format!("{text} 件")] {
                let found = number(&text, "件");
                prop_assert_eq!(found.value, Value::Number(value), "{}", text);
                prop_assert_eq!(found.approx, text.contains('約'));
                prop_assert_eq!(found.negative_zero, negative && value.is_zero());
            }
        }
    }

    #[test]
    fn every_spelling_of_an_amount_reads_back(amount in -90_000_000_000_i64..90_000_000_000, column in 0_usize..5) {
        let column = MoneyUnit::ALL[column];
        let digits = amount.unsigned_abs().to_string();
        for text in spellings(amount < 0, &digits, "") {
            prop_assert_eq!(yen(&money(&format!("{text}円"), column)), amount);
            for unit in MoneyUnit::ALL {
                let text = format!("{text}{}", unit.label());
                prop_assert_eq!(yen(&money(&text, column)), amount * unit.factor(), "{}", text);
            }
            prop_assert_eq!(yen(&money(&text, column)), amount * column.factor());
        }
    }

    #[test]
    fn groups_of_four_read_back(oku in 0_i64..10_000, man in 0_i64..10_000, rest in 0_i64..10_000) {
        let amount = oku * 100_000_000 + man * 10_000 + rest;
        let mut text = String::new();
        for (part, power) in [(oku, "億"), (man, "万"), (rest, "")] {
            if part > 0 || (power == "万" && oku > 0 && rest > 0) {
                text = format!("{text}{part}{power}");
            }
        }
        prop_assume!(!text.is_empty());
        prop_assert_eq!(yen(&money(&format!("{text}円"), MoneyUnit::Thousand)), amount);
        prop_assert_eq!(yen(&money(&full_width(&format!("約{text}円")), MoneyUnit::Thousand)), amount);
    }

    #[test]
    fn cells_and_texts_agree(amount in -1_000_000_000_i64..1_000_000_000) {
        let expected = yen(&money(&amount.to_string(), MoneyUnit::Thousand));
        for format in ["General", "#,##0", "#,##0;▲#,##0", "#,##0\"千円\"", "\"約\"#,##0", "#,##0_);(#,##0)"] {
            let found = cell_reading(&amount.to_string(), format, &THOUSANDS);
            prop_assert_eq!(yen(&found), expected, "{}", format);
        }
        let found = cell_reading(&amount.to_string(), "#,##0,", &THOUSANDS);
        prop_assert_eq!(yen(&found), amount);
    }

    #[test]
    fn widths_agree(text in "[-0-9,.()%A-Za-z 千万億円件約△]{0,12}") {
        let list = ChoiceList { options: vec![ChoiceOption {
            code: "A".to_owned(), label: "B1".to_owned(), synonyms: vec!["x-1".to_owned()],
        }] };
        for expect in [number_field("件"), number_field("%"), THOUSANDS, Expect::Choice(&list),
            Expect::Date { around: Some(FiscalYear(2021)) }, Expect::FiscalYear] {
            prop_assert_eq!(text_in(&text, &expect), text_in(&full_width(&text), &expect));
        }
    }

    #[test]
    fn fiscal_years_read_back(year in 2000_i16..2060) {
        let year = FiscalYear(year);
        for text in [year.label(), year.short(), year.0.to_string(), full_width(&year.label())] {
            prop_assert_eq!(fiscal_year::read(&text).map(|read| read.year), Ok(year), "{}", text);
        }
        let date = year.last_day();
        let text = format!("{}年{}月{}日", date.year(), date.month(), date.day());
        prop_assert_eq!(date::read(&text, None).map(|read| read.found), Ok(date::Found::Day(date)));
        prop_assert_eq!(date::read(&date.to_string(), None).map(|read| read.found), Ok(date::Found::Day(date)));
    }

    #[test]
    fn the_key_of_a_key_is_the_key(text in "\\PC{0,20}") {
        let key = text::comparison_key(&text);
        prop_assert_eq!(text::comparison_key(&key), key.clone());
    }

    #[test]
    fn nothing_panics(text in any_text(), format in any_text(), mantissa: i64, scale in 0_u32..28) {
        let list = ChoiceList { options: vec![
            ChoiceOption { code: "A".to_owned(), label: "予定どおり".to_owned(), synonyms: vec![text.clone()] },
            ChoiceOption { code: format.clone(), label: String::new(), synonyms: Vec::new() },
        ] };
        let value = Decimal::new(mantissa, scale);
        let raws = [Raw::Text(&text), Raw::Number { value, format: Some(&format) }, Raw::Number { value, format: None }];
        for raw in raws {
            for unit in ["%", "件", "千円", "", text.as_str()] {
                let _ = read(&raw, &Expect::Number { unit, parentheses_negative: true, none_is_zero: true });
            }
            for unit in MoneyUnit::ALL {
                let _ = read(&raw, &Expect::Money { unit, none_is_zero: false });
            }
            for expect in [Expect::Text, Expect::Choice(&list), Expect::FiscalYear,
                Expect::Date { around: None }, Expect::Date { around: Some(FiscalYear(2021)) },
                Expect::Date { around: Some(FiscalYear(9999)) }] {
                let _ = read(&raw, &expect);
            }
        }
        let _ = (text::items(&text), text::confusables(&text), text::is_name_with_reading(&text, &format), program_no::split(&text), fiscal_year::read_span(&text));
    }
}

/// Any characters, and texts made of the characters that this room knows.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,16}",
        "(?s).{0,12}",
        "[0-9０-９,.、・ \n()（）△▲ーー一二三十百千万億憶兆円割分厘%余強年度月日末令和平成RHS～から\\[\\];#\"_*\\\\①⑫]{0,16}",
    ]
}
