//! What people really write: in some cells the value stands in another notation, one that reads without an error.
//!
//! Every variant is read back with `notation` before it is used; one that would be read otherwise falls back on the
//! plain notation, whatever units and lists a plan has.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::fit::Room;
use super::rng::Rng;
use crate::form::{Question, long_date, money_text, quantity_text};
use crate::handout::Entry;
use crate::notation::{
    ChoiceList, ChoiceOption, Expect, MoneyUnit, Outcome, Raw, Remark, Value, read,
};
use crate::terms::{FiscalYear, Yen};

/// How many of a hundred cells are written in another way.
const VARIED: u32 = 15;
/// The same for quantities, of which a form has few.
const VARIED_NUMBERS: u32 = 40;
/// The same for dates, which people write as they please.
const VARIED_DATES: u32 = 60;

/// What a cell is to say.
pub(super) enum Answer {
    /// Text.
    Text(String),
    /// A word in the place of a value: 集計中, `-`.
    Word(&'static str),
    /// A quantity in the cell's unit.
    Number(Decimal),
    /// Money.
    Money(Yen),
    /// A date.
    Date(Date),
    /// An option of a list.
    Choice(ChoiceOption, ChoiceList),
}

/// Writes an answer as somebody might.
pub(super) fn write(
    answer: Answer,
    question: &Question,
    room: &Room,
    year: FiscalYear,
    rng: &mut Rng,
) -> Entry {
    let varied = rng.chance(VARIED);
    match answer {
        Answer::Word(word) => Entry::Text(word.to_owned()),
        Answer::Text(text) => {
            Entry::Text(if varied { text_variant(text, room, rng) } else { text })
        }
        Answer::Number(value) => {
            let varied = rng.chance(VARIED_NUMBERS);
            number(value, question, varied, rng)
        }
        Answer::Money(yen) => money(yen, varied, rng),
        Answer::Date(date) => {
            let texts = [
                long_date(date),
                era_date(date),
                format!("{}/{}/{}", date.year(), date.month(), date.day()),
                format!("{}付け", long_date(date)),
                wide(&long_date(date)),
            ];
            let expect = Expect::Date { around: Some(year) };
            let value = Value::Date(date);
            let varied = rng.chance(VARIED_DATES);
            variant(varied, &texts, &expect, &value, rng).unwrap_or(Entry::Date(date))
        }
        Answer::Choice(option, list) => {
            let code = option.code.clone();
            let mut texts = vec![wide(&code), format!("{code}　"), option.label.clone()];
            if option.label != code {
                texts.push(format!("{code} {}", option.label));
                texts.push(format!("{}：{}", wide(&code), option.label));
            }
            // A text that is the plain one after all would be no variant.
            texts.retain(|text| *text != code);
            texts.extend(option.synonyms);
            let value = Value::Choice(code.clone());
            variant(varied, &texts, &Expect::Choice(&list), &value, rng)
                .unwrap_or(Entry::Text(code))
        }
    }
}

fn number(value: Decimal, question: &Question, varied: bool, rng: &mut Rng) -> Entry {
    let (digits, unit) = (quantity_text(value, 0), &question.unit);
    let texts = [
        wide(&digits),
        format!("{digits}{unit}"),
        format!("{}{}", wide(&digits), wide(unit)),
        format!("{digits} {unit}"),
        format!("{digits}　"),
    ];
    // A bare rate up to 1 could be 62.3 % typed as 0.623; who writes one says what is meant.
    let ambiguous = unit == "%" && !value.is_zero() && value.abs() <= Decimal::ONE;
    let texts = if ambiguous { &texts[1..3] } else { &texts[..] };
    let expect =
        Expect::Number { unit, parentheses_negative: false, none_is_zero: false, whole: false };
    let wanted = Value::Number(value);
    variant(varied || ambiguous, texts, &expect, &wanted, rng).unwrap_or(Entry::Number(value))
}

fn money(yen: Yen, varied: bool, rng: &mut Rng) -> Entry {
    let thousands = money_text(yen);
    let mut texts = vec![format!("{thousands}千円"), wide(&thousands), format!("{thousands}　")];
    if yen.0 % 1_000_000 == 0 {
        let ten_thousands = quantity_text(Decimal::from(yen.0 / 10_000), 0);
        texts = vec![format!("約{ten_thousands}万円"), format!("{ten_thousands}万円")];
    }
    let round = yen.0 % 1_000_000 == 0 && rng.chance(70);
    let expect = Expect::Money { unit: MoneyUnit::Thousand, none_is_zero: false };
    let plain = Entry::Number((Decimal::from(yen.0) / Decimal::from(1000)).normalize());
    variant(varied || round, &texts, &expect, &Value::Money(yen), rng).unwrap_or(plain)
}

/// One of `texts` that reads as `value` without doubt.
fn variant(
    varied: bool,
    texts: &[String],
    expect: &Expect<'_>,
    value: &Value,
    rng: &mut Rng,
) -> Option<Entry> {
    if !varied {
        return None;
    }
    let means_it = |text: &&&String| match read(&Raw::Text(text.as_str()), expect) {
        Outcome::Read(reading) => {
            let plain = |remark: &Remark| matches!(remark, Remark::UnitConverted { .. });
            reading.value == *value && reading.remarks.iter().all(plain)
        }
        _ => false,
    };
    let found = rng.shuffled(texts).into_iter().find(|text| means_it(&text))?;
    Some(Entry::Text(found.clone()))
}

/// A list of `・` lines where the text has several sentences and the cell the room; else a trailing full-width space.
fn text_variant(text: String, room: &Room, rng: &mut Rng) -> String {
    let sentences: Vec<&str> = text.split_inclusive('。').collect();
    let list: Vec<String> = sentences.iter().map(|sentence| format!("・{sentence}")).collect();
    let list = list.join("\n");
    if sentences.len() > 1 && room.fits(&list) && rng.chance(70) {
        return list;
    }
    format!("{text}　")
}

/// `R5.4.10`.
fn era_date(date: Date) -> String {
    let eras = crate::terms::eras();
    match eras.iter().find(|era| date >= era.first_day) {
        Some(era) => {
            let year = date.year() - era.first_year() + 1;
            format!("{}{year}.{}.{}", era.initial, date.month(), date.day())
        }
        None => date.to_string(),
    }
}

/// Full-width letters, digits and signs.
fn wide(text: &str) -> String {
    let widen = |c: char| match c {
        // The full-width forms stand in the same order, 0xFEE0 further on.
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(widen).collect()
}
