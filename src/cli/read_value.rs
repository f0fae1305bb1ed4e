//! `matome read-value`: how the text of one cell is understood.

use std::fmt::Write;

use super::arguments::{ReadValueArguments, ValueKind};
use super::console::Console;
use super::error::{CliError, listed};
use super::exit::{ACT, DONE};
use super::workspace::Workspace;
use crate::check::{bound_words, doubt_words, refusal_words};
use crate::form::{choices_of, long_date, quantity_text};
use crate::notation::{ChoiceList, Expect, Missing, MoneyUnit, Outcome, Raw, Remark, Value, read};
use crate::report::missing_word;
use crate::schema::among;
use crate::terms::Lang;

/// Prints value and remarks, or why there is none; exit code 1 if the text cannot be read.
pub(super) fn run(
    console: &Console,
    plan: Option<&str>,
    arguments: &ReadValueArguments,
) -> Result<u8, CliError> {
    let unit = arguments.unit.as_deref();
    let list = match arguments.kind {
        ValueKind::Choice => Some(list(plan, arguments)?),
        _ => None,
    };
    let expect = match (arguments.kind, &list) {
        (ValueKind::Choice, Some(list)) => Expect::Choice(list),
        (ValueKind::Money, _) => {
            Expect::Money { unit: money_unit(unit.unwrap_or("千円"))?, none_is_zero: false }
        }
        (ValueKind::Number, _) => Expect::Number {
            unit: unit.unwrap_or_default(),
            parentheses_negative: false,
            none_is_zero: false,
            whole: false,
        },
        (ValueKind::Date, _) => Expect::Date { around: arguments.round.map(|round| round.year) },
        (ValueKind::FiscalYear, _) => Expect::FiscalYear,
        (ValueKind::Text | ValueKind::Choice, _) => Expect::Text,
    };
    let outcome = read(&Raw::Text(&arguments.text), &expect);
    let (text, code) = describe(&outcome, &expect, console);
    console.result(&text)?;
    Ok(code)
}

fn money_unit(label: &str) -> Result<MoneyUnit, CliError> {
    MoneyUnit::of(label).ok_or_else(|| {
        let units: Vec<&str> = MoneyUnit::ALL.iter().map(|unit| unit.label()).collect();
        let (guess, _) = among(label, units.iter().map(|unit| (*unit).to_owned()));
        CliError::UnknownUnit { label: label.to_owned(), guess, known: listed(units) }
    })
}

fn list(plan: Option<&str>, arguments: &ReadValueArguments) -> Result<ChoiceList, CliError> {
    let workspace = Workspace::open(plan)?;
    let round =
        arguments.round.or_else(|| workspace.plan.rounds.last().map(|planned| planned.round));
    let id = arguments.list.as_deref().unwrap_or("rating");
    let choices = round.and_then(|round| choices_of(&workspace.plan, &workspace.form, round, id));
    choices.map(|choices| choices.list).ok_or_else(|| {
        let own = workspace.form.choices.iter().map(|set| set.id.as_str());
        let known: Vec<&str> = own.chain(["rating", "not_rated"]).collect();
        let (guess, _) = among(id, known.iter().map(|id| (*id).to_owned()));
        CliError::UnknownList { id: id.to_owned(), guess, known: listed(known) }
    })
}

fn describe(outcome: &Outcome, expect: &Expect<'_>, console: &Console) -> (String, u8) {
    let lang = console.lang();
    let unit = match expect {
        Expect::Number { unit, .. } => *unit,
        _ => "",
    };
    let mut text = String::new();
    // Writing to a string cannot fail.
    match outcome {
        Outcome::Read(reading) => {
            let _ = writeln!(
                text,
                "{}: {}",
                console.say("値", "value"),
                value_text(&reading.value, unit, lang)
            );
            if reading.approx {
                let _ = writeln!(text, "{}", console.say("約(おおよその値)", "approximate"));
            }
            if let Some(qualifier) = reading.qualifier {
                let words = bound_words(qualifier);
                let _ = writeln!(text, "{}: {}", console.say("付記", "bound"), words.text(lang));
            }
            if let Some(note) = &reading.note {
                let _ = writeln!(text, "{}: {note}", console.say("注記", "note"));
            }
            for words in reading.remarks.iter().filter_map(doubt_words) {
                let _ = writeln!(text, "{}: {}", console.say("確認", "look at"), words.text(lang));
            }
            if reading.remarks.contains(&Remark::MiddleDotAsPoint) {
                let whole = console.say(
                    "小数点以下を書かない欄(件数など)では、二つの値とみて読みません",
                    "in a field of whole numbers these are two values, and not read",
                );
                let _ = writeln!(text, "{}: {whole}", console.say("確認", "look at"));
            }
            (text, DONE)
        }
        Outcome::Missing { reason, .. } => {
            let reason = missing_text(*reason, lang);
            let _ = writeln!(text, "{}: {reason}", console.say("値なし", "no value"));
            (text, DONE)
        }
        Outcome::Refused(refusal) => {
            let words = refusal_words(refusal);
            let _ = writeln!(text, "{}: {}", console.say("読めない", "not read"), words.text(lang));
            (text, ACT)
        }
    }
}

/// Why there is no value, as messages say it.
pub(super) fn missing_text(reason: Missing, lang: Lang) -> String {
    match lang {
        Lang::Ja => missing_word(reason.as_str()).to_owned(),
        Lang::En => reason.as_str().replace('_', " "),
    }
}

/// A value as messages show it; `unit` is that of a bare number.
pub(super) fn value_text(value: &Value, unit: &str, lang: Lang) -> String {
    match value {
        Value::Number(value) => format!("{}{unit}", quantity_text(*value, 0)),
        Value::Money(yen) => {
            let yen = quantity_text(yen.0.into(), 0);
            lang.pick(format!("{yen}円"), format!("{yen} yen"))
        }
        Value::Text(text) | Value::Choice(text) => text.clone(),
        Value::Date(date) => lang.pick(format!("{date}({})", long_date(*date)), date.to_string()),
        Value::FiscalYear(year) => {
            lang.pick(format!("{year}({})", year.label()), format!("fiscal year {year}"))
        }
    }
}
