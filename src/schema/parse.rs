//! From the text of a file to typed data: everything that is wrong with its words, its keys and its types.
//!
//! serde stops at the first value that does not fit. What does not fit is therefore taken out of the tree and the rest is
//! read again, until all of it was looked at. What was taken out is not missing.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::de::{DeTable, Deserializer, Error};

use super::error::SchemaProblem;
use super::locate::{Path, Places, path_in, take_out};
use super::near::among;
use super::toml_words;
use crate::finding::{Guess, Problem};

/// Reads a file of any shape.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Vec<SchemaProblem>> {
    let (mut tree, faults) = DeTable::parse_recoverable(text);
    let places = Places::new(text);
    if !faults.is_empty() {
        // Of a text that is not TOML, types would be guesses.
        return Err(faults.iter().map(|fault| problem(fault, text, &places).0).collect());
    }
    let mut problems = Vec::new();
    let mut taken = BTreeSet::new();
    // What a wrongly spelt key was meant to be: said once, as that.
    let mut meant = BTreeSet::new();
    loop {
        let fault = match T::deserialize(Deserializer::from(tree.clone())) {
            Ok(value) if problems.is_empty() => return Ok(value),
            Ok(_) => return Err(problems),
            Err(fault) => fault,
        };
        let (problem, path) = problem(&fault, text, &places);
        let follows = match &problem.what {
            Problem::MissingKey { key } => {
                taken.contains(&path.key(key)) || meant.contains(&path.key(key))
            }
            _ => taken.contains(&path),
        };
        if let Problem::UnknownKey { guess: Guess(Some(near)), .. } = &problem.what {
            meant.insert(path.beside(near));
        }
        if !follows {
            problems.push(problem);
        }
        let place = fault.span().map(|span| path_in(tree.get_ref(), &span)).unwrap_or_default();
        if !place.counts_entries() {
            // Entries of lists move up when one is taken out; all other paths lead to the same value as in the file.
            taken.insert(place.clone());
        }
        taken.insert(path.clone());
        // A key that is missing at the top leaves nothing to take out: everything else has been read by then.
        if !path.is_empty() && take_out(tree.get_mut(), &place) {
            continue;
        }
        return Err(problems);
    }
}

/// A fault of toml or serde with its place.
fn problem(fault: &Error, text: &str, places: &Places<'_>) -> (SchemaProblem, Path) {
    let (what, span) = translate(fault.message(), text, fault.span().unwrap_or(0..0));
    // An empty span stands for the whole file, or for a text that has no paths at all.
    let path = if span.is_empty() { Path::default() } else { places.path_at(&span) };
    (SchemaProblem::new(text, span, &path, what), path)
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
