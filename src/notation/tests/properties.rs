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

/// One of the ways in which a number is typed.
#[derive(Debug, Clone)]
struct Writing {
    commas: bool,
    about: bool,
    wide: bool,
    sign: prop::sample::Index,
}

fn any_writing() -> impl Strategy<Value = Writing> {
    (any::<bool>(), any::<bool>(), any::<bool>(), any::<prop::sample::Index>())
        .prop_map(|(commas, about, wide, sign)| Writing { commas, about, wide, sign })
}

impl Writing {
    /// The number in this writing, `ending` (a unit or nothing) included.
    fn of(&self, negative: bool, digits: &str, fraction: &str, ending: &str) -> String {
        let signs: &[&str] = match negative {
            true => &["-", "−", "▲", "△", "△ ", "マイナス", "―", "▼"],
            false => &["", "+"],
        };
        let about = if self.about { "約" } else { "" };
        let body = if self.commas { with_commas(digits) } else { digits.to_owned() };
        let point = if fraction.is_empty() { "" } else { "." };
        let sign = self.sign.get(signs);
        let text = format!("{about}{sign}{body}{point}{fraction}{ending}");
        if self.wide { full_width(&text) } else { text }
    }
}

/// A day of each era, as often near its ends as elsewhere, but none that spreadsheets make of the number 0 (N117).
fn any_day() -> impl Strategy<Value = Date> {
    let days = |from: Date, to: Date| (to - from).get_days();
    let first = jiff::civil::date(1868, 10, 23);
    let all = days(first, jiff::civil::date(2117, 12, 31));
    let odd = [jiff::civil::date(1899, 12, 30), jiff::civil::date(1899, 12, 31)];
    prop_oneof![
        (0..all).prop_map(move |n| first + jiff::Span::new().days(n)),
        (0..5_usize, -40..40_i32)
            .prop_map(|(era, n)| crate::terms::eras()[era].first_day + jiff::Span::new().days(n)),
    ]
    .prop_filter("no day of a form", move |date| *date >= first && !odd.contains(date))
}

proptest! {
    #[test]
    fn every_spelling_of_a_number_reads_back(
        negative: bool, whole in 0_u64..1_000_000_000_000, fraction in "[0-9]{0,4}", writing in any_writing(),
    ) {
        let digits = whole.to_string();
        let plain = if fraction.is_empty() { digits.clone() } else { format!("{digits}.{fraction}") };
        let value = if negative { -dec(&plain) } else { dec(&plain) };
        for ending in ["", "件", " 件"] {
            let text = writing.of(negative, &digits, &fraction, ending);
            let found = number(&text, "件");
            prop_assert_eq!(found.value, Value::Number(value), "{}", text);
            prop_assert_eq!(found.approx, writing.about);
            prop_assert_eq!(found.negative_zero, negative && value.is_zero());
        }
    }

    #[test]
    fn every_spelling_of_an_amount_reads_back(
        amount in -90_000_000_000_i64..90_000_000_000, column in 0_usize..5, writing in any_writing(),
    ) {
        let column = MoneyUnit::ALL[column];
        let digits = amount.unsigned_abs().to_string();
        let write = |ending| writing.of(amount < 0, &digits, "", ending);
        prop_assert_eq!(yen(&money(&write("円"), column)), amount);
        for unit in MoneyUnit::ALL {
            let text = write(unit.label());
            prop_assert_eq!(yen(&money(&text, column)), amount * unit.factor(), "{}", text);
        }
        prop_assert_eq!(yen(&money(&write(""), column)), amount * column.factor());
    }

    #[test]
    fn every_spelling_of_a_rate_reads_back(tenths in 0_u32..100_000, writing in any_writing()) {
        let (whole, tenth) = ((tenths / 10).to_string(), (tenths % 10).to_string());
        let value = dec(&format!("{whole}.{tenth}"));
        for ending in ["%", "％", " %", "パーセント", "㌫"] {
            let text = writing.of(false, &whole, &tenth, ending);
            prop_assert_eq!(number(&text, "%").value, Value::Number(value), "{}", text);
        }
        let shown = cell_reading(&(value / Decimal::ONE_HUNDRED).to_string(), "0.0%", &number_field("%"));
        prop_assert_eq!(shown.value, Value::Number(value));
        if (1..1000).contains(&tenths) {
            let text = format!("{}割{}分{}厘", tenths / 100, tenths / 10 % 10, tenths % 10);
            prop_assert_eq!(number(&text, "%").value, Value::Number(value), "{}", text);
        }
    }

    #[test]
    fn every_spelling_of_a_day_reads_back(day in any_day(), writing: prop::sample::Index) {
        let eras = crate::terms::eras();
        let era = eras.iter().find(|era| day >= era.first_day).unwrap();
        let (name, letter, one) = (era.name, era.initial, era.name.chars().next().unwrap());
        let (n, y, m, d) = (day.year() - era.first_year() + 1, day.year(), day.month(), day.day());
        let first = if n == 1 { "元".to_owned() } else { n.to_string() };
        let text = writing.get(&[
            format!("{name}{first}年{m}月{d}日"), format!("{name}　{n}年 {m}月 {d}日"), format!("{name}{n}.{m:02}.{d:02}"),
            format!("{letter}{n}.{m}.{d}"), format!("{letter}{n:02}.{m:02}.{d:02}"), format!("{letter}{n}/{m}/{d}"),
            format!("{one}{n}.{m}.{d}"), format!("{one} {n}.　 {m}.　 {d}"), format!("{y}年{m}月{d}日"),
            format!("{y}/{m}/{d}"), format!("{y}-{m:02}-{d:02}"), format!("{y}.{m}.{d}"), format!("{y}{m:02}{d:02}"),
        ]).clone();
        for text in [full_width(&text), text] {
            let found = reading(&text, &Expect::Date { around: None });
            prop_assert_eq!(found.value, Value::Date(day), "{}", text);
            prop_assert_eq!(found.remarks, [], "{}", text);
        }
        let typed = Raw::Date { date: day, serial_odd: false };
        prop_assert_eq!(read(&typed, &Expect::Date { around: None }), Outcome::value(Value::Date(day), Vec::new()));
    }

    #[test]
    fn every_spelling_of_a_choice_reads_back(which in 0_usize..3, writing: prop::sample::Index, space in "[ 　]{0,2}") {
        let list = ChoiceList { options: [("S", "予定以上"), ("A", "予定どおり"), ("B", "遅れ")].map(|(code, label)| {
            ChoiceOption { code: code.to_owned(), label: label.to_owned(), synonyms: vec![format!("ほぼ{label}")] }
        }).to_vec() };
        let ChoiceOption { code, label, synonyms } = &list.options[which];
        let text = writing.get(&[
            code.clone(), code.to_lowercase(), label.clone(), synonyms[0].clone(), format!("{code}：{label}"),
            format!("{code}（{label}）"), format!("{code} {space}{label}"), format!("{label}({code})"),
        ]).clone();
        for text in [full_width(&text), format!("{space}{text}{space}")] {
            let found = reading(&text, &Expect::Choice(&list));
            prop_assert_eq!(found.value, Value::Choice(code.clone()), "{}", text);
        }
    }

    #[test]
    fn a_number_in_a_note_is_refused_or_told(
        value in 0_u32..100_000, other in 0_u32..100_000, before in "(うち新規|見込み含む|前年|内訳|)", after in "(件|人|%|含む|)",
    ) {
        for note in [format!("({before}{other}{after})"), format!("※{before}と{other}{after}")] {
            for unit in ["件", "%"] {
                let text = format!("{value}{unit}{note}");
                match text_in(&text, &number_field(unit)) {
                    Outcome::Read(found) => {
                        prop_assert_eq!(&found.value, &Value::Number(value.into()), "{}", text);
                        prop_assert!(kinds(&found).contains(&"number-in-note"), "{}", text);
                    }
                    Outcome::Refused(_) => {}
                    Outcome::Missing { .. } => prop_assert!(false, "{}", text),
                }
            }
        }
    }

    #[test]
    fn what_a_format_hides_is_told_and_nothing_else(mantissa in -1_000_000_i64..1_000_000, scale in 0_u32..5, places in 0_usize..4) {
        let value = Decimal::new(mantissa, scale);
        let point = if places > 0 { "." } else { "" };
        let format = format!("#,##0{point}{}", "0".repeat(places));
        let found = cell_reading(&value.to_string(), &format, &number_field("件"));
        prop_assert_eq!(&found.value, &Value::Number(value.normalize()));
        let hides = value.normalize().scale() as usize > places;
        prop_assert_eq!(kinds(&found).contains(&"digits-hidden"), hides, "{} in {}", value, format);
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
        let key = key::comparison_key(&text);
        prop_assert_eq!(key::comparison_key(&key), key.clone());
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
                let _ = read(&raw, &Expect::Number { unit, parentheses_negative: true, none_is_zero: true, whole: false });
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
        let _ = program_no::split(&text);
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
