//! From the text of a file to typed data: everything that is wrong with its words, its keys and its types.
//!
//! serde stops at the first value that does not fit. A value that fits is therefore put in its stead and the whole is
//! read again, until all of it was looked at. What such a stand-in says is no fault of the file.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::de::{DeArray, DeInteger, DeTable, DeValue, Deserializer};

use super::error::SchemaProblem;
use super::faults::Faults;
use super::locate::{Path, at, path_in, put, take_out};
use super::near::among;
use super::toml_words;
use crate::finding::{Guess, Possible, Problem};

/// What is tried in one place: a text, which tells what is expected, that, and the first word of a fixed list.
const MOST_STAND_INS: usize = 3;

/// What a text says.
pub(super) struct Parsed<T> {
    /// The whole, with stand-ins; nothing if it is not TOML, or nothing fits in a place.
    pub(super) value: Option<T>,
    /// Everything that is wrong with words, keys and types.
    pub(super) problems: Vec<SchemaProblem>,
    /// Where the stand-ins are.
    pub(super) faults: Faults,
}

/// Reads a file of any shape.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Parsed<T> {
    let (mut tree, errors) = DeTable::parse_recoverable(text);
    let (mut problems, mut faults) = (Vec::new(), Faults::default());
    for error in &errors {
        let (what, span) = translate(error.message(), text, error.span().unwrap_or(0..0));
        problems.push(SchemaProblem::new(text, span, &Path::default(), what));
    }
    let mut tries: BTreeMap<Path, usize> = BTreeMap::new();
    // Of a text that is not TOML, types would be guesses.
    let mut can_go_on = errors.is_empty();
    // Most files have no fault: only one that has needs its tree a second time.
    if can_go_on {
        if let Ok(value) = T::deserialize(Deserializer::from(tree)) {
            return Parsed { value: Some(value), problems, faults };
        }
        tree = DeTable::parse_recoverable(text).0;
    }
    while can_go_on {
        let error = match T::deserialize(Deserializer::from(tree.clone())) {
            Ok(value) => return Parsed { value: Some(value), problems, faults },
            Err(error) => error,
        };
        let span = error.span().unwrap_or(0..0);
        // An empty span stands for the whole file.
        let place = if span.is_empty() { Path::default() } else { path_in(tree.get_ref(), &span) };
        let message = plain(error.message());
        let (what, span) = translate(message, text, span);
        let spot = match &what {
            Problem::MissingKey { key } => place.key(key),
            _ => place.clone(),
        };
        let is_told = faults.cover(&spot);
        faults.add(spot.clone());
        can_go_on = if let Problem::UnknownKey { guess, known, .. } = &what {
            meant(&spot, guess, known, tree.get_ref(), &mut faults);
            take_out(tree.get_mut(), &spot)
        } else {
            let tried = tries.entry(spot.clone()).or_default();
            *tried += 1;
            // A span beyond the text is this value's alone: what is said of it leads back to it.
            let span = text.len() + faults.len();
            *tried <= MOST_STAND_INS
                && stand_in(&what, message)
                    .is_some_and(|value| put(tree.get_mut(), &spot, value, span..span + 1))
        };
        if !is_told {
            problems.push(SchemaProblem::new(text, span, &place, what));
        }
    }
    Parsed { value: None, problems, faults }
}

/// Notes the keys that an unknown one may have been meant to be. In a table within the file the whole table is uncertain
/// anyway.
fn meant(found: &Path, guess: &Guess, known: &Possible, tree: &DeTable<'_>, faults: &mut Faults) {
    if let Some(near) = &guess.0 {
        faults.add(found.beside(near));
    } else if found.is_top() {
        let absent = known.0.iter().filter(|key| !tree.contains_key(key.as_str()));
        absent.for_each(|key| faults.doubt(at(key)));
    }
}

/// A value that fits where this was said, and means nothing; a text where only the next message will tell what fits.
fn stand_in<'t>(what: &Problem, message: &str) -> Option<DeValue<'t>> {
    let text = |text: &str| Some(DeValue::String(text.to_owned().into()));
    match (what, wrong_value(message)) {
        (Problem::MissingKey { .. }, _) => text(""),
        (Problem::UnknownWord { known, .. }, _) => text(known.0.first()?),
        (Problem::NotARound { .. }, _) => text("2000"),
        (Problem::NotACell { .. }, _) => text("A1"),
        (_, Some((_, expected))) => match expected {
            "a string" | "string or table" => text(""),
            "a boolean" | "true, false or a list of fiscal years" => Some(DeValue::Boolean(false)),
            "a sequence" => Some(DeValue::Array(DeArray::new())),
            "a number" | "i16" | "i32" | "i64" | "u16" | "u32" | "u64" => {
                Some(DeValue::Integer(DeInteger::default()))
            }
            _ if expected == "a map" || expected.starts_with("struct ") => {
                Some(DeValue::Table(DeTable::new()))
            }
            _ => None,
        },
        _ => None,
    }
}

/// The message in serde's words, where toml has others: it hands a date to a table as a table with a key of its own, and
/// says otherwise that a value is none of a list of words.
fn plain(message: &str) -> &str {
    if message.starts_with("unknown field `$__toml_private_datetime`") {
        "invalid type: date, expected a map"
    } else if message.starts_with("wanted ") {
        "invalid type: value, expected string or table"
    } else {
        message
    }
}

/// Recognises a message of toml or serde, and narrows its span where the parser gives a wide one.
///
/// Neither library has an interface for this; a message that is not recognised is shown as it is.
fn translate(message: &str, text: &str, span: Range<usize>) -> (Problem, Range<usize>) {
    let quoted = ticked(message);
    let first = || quoted.first().cloned().unwrap_or_default();
    let rest = || quoted.iter().skip(1).cloned().collect::<Vec<_>>();
    let what = if message.starts_with("unknown field ") {
        let (guess, known) = among(&first(), rest());
        Problem::UnknownKey { found: first(), guess, known }
    } else if message.starts_with("missing field ") {
        Problem::MissingKey { key: first() }
    } else if message.starts_with("unknown variant ") {
        let (guess, known) = among(&first(), rest());
        Problem::UnknownWord { found: first(), guess, known }
    } else if let Some(found) = message.strip_prefix("not a round (write 2022 or 2022-H1): ") {
        Problem::NotARound { found: found.to_owned() }
    } else if let Some(found) = message.strip_prefix("not a cell address: ") {
        Problem::NotACell { found: found.to_owned() }
    } else if message == "duplicate key" {
        Problem::KeyTwice { key: slice(text, &span) }
    } else if let Some((found, expected)) = wrong_value(message) {
        let written = slice(text, &span);
        let is_number = found.starts_with("integer ");
        let found = if written.is_empty() { found.to_owned() } else { written };
        match expected {
            // Years are the only numbers of this width.
            "i16" if is_number => Problem::NotAYear { found },
            _ => {
                let (expected, remedy) = toml_words::expected(expected);
                Problem::WrongType { found, expected, remedy }
            }
        }
    } else if toml::de::DeTable::parse(text).is_err() {
        let (fault, remedy) = toml_words::syntax(message);
        Problem::Syntax { fault, remedy }
    } else {
        Problem::Unreadable { original: message.to_owned() }
    };
    match what {
        // A key missing at the top has the whole file as its span.
        Problem::MissingKey { .. } if span.start == 0 && span.end >= text.len() => (what, 0..0),
        _ => (what, span),
    }
}

/// What stands at `span`, if it is short enough for a sentence.
fn slice(text: &str, span: &Range<usize>) -> String {
    let part = text.get(span.clone()).unwrap_or("");
    let short: String = part.lines().next().unwrap_or("").chars().take(30).collect();
    if short.len() < part.len() { format!("{short}…") } else { short }
}

/// The parts of `invalid type: X, expected Y` and `invalid value: X, expected Y`.
fn wrong_value(message: &str) -> Option<(&str, &str)> {
    let rest = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "))?;
    rest.rsplit_once(", expected ")
}

/// The words between backticks.
fn ticked(message: &str) -> Vec<String> {
    message.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
