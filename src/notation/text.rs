//! Text: kept as typed.

use super::Raw;
use super::fold;
use super::missing::{self, Word};
use super::outcome::{Missing, Outcome, Value};
use super::remark::{Refusal, Remark};

/// Nothing but white space and invisible characters (N080).
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || fold::is_invisible(c))
}

/// Narrative as typed: line breaks of every kind become `\n`, outer white space goes (4.1, N134).
pub fn clean(text: &str) -> String {
    let text = text
        .replace("_x000D_\r\n", "\n")
        .replace("_x000D_\n", "\n")
        .replace("_x000D_", "\n")
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    text.trim_matches(|c: char| c.is_whitespace() || fold::is_invisible(c)).to_owned()
}

/// Reads a text field: kept as typed. What only points elsewhere is refused, as in any other field.
pub(super) fn read(raw: &Raw<'_>) -> Outcome {
    let text = |text: String, remarks| Outcome::value(Value::Text(text), remarks);
    match raw {
        Raw::Text(typed) | Raw::Time(typed) => {
            match missing::look_up(typed) {
                // In the tables that the narrative goes into, there is nothing above it (N089, N090).
                Some(word @ (Word::Ditto | Word::Reference | Word::TooNarrow)) => word.outcome(),
                Some(Word::Gap(Missing::Blank)) => Outcome::missing(Missing::Blank),
                _ if *typed == missing::CROSSED_OUT => Outcome::missing(Missing::NotApplicable),
                _ => text(clean(typed), Vec::new()),
            }
        }
        Raw::Number { value, .. } => {
            text(value.normalize().to_string(), vec![Remark::NumberAsText])
        }
        Raw::Date { date, .. } => text(date.to_string(), vec![Remark::DateAsText]),
        Raw::Bool(value) => text(if *value { "TRUE" } else { "FALSE" }.to_owned(), Vec::new()),
        Raw::Error(code) => Outcome::Refused(Refusal::ErrorCell { code: (*code).to_owned() }),
        Raw::NoResult => Outcome::Refused(Refusal::NoResult),
    }
}
