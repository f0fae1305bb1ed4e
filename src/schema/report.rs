//! What is wrong with a file, gathered while it is read and while the rules look at it.

use serde::de::DeserializeOwned;

use super::error::{SchemaError, SchemaProblem};
use super::locate::{Path, Places};
use super::parse::parse;
use crate::finding::Problem;

/// What is wrong with a file, as far as it was looked at.
pub(super) struct Report<'t> {
    text: &'t str,
    places: Places<'t>,
    problems: Vec<SchemaProblem>,
}

impl<'t> Report<'t> {
    pub(super) fn new(text: &'t str) -> Report<'t> {
        Report { text, places: Places::new(text), problems: Vec::new() }
    }

    /// What the text says, if its words, keys and types are right.
    pub(super) fn read<T: DeserializeOwned>(&mut self) -> Option<T> {
        parse(self.text).map_err(|problems| self.problems.extend(problems)).ok()
    }

    /// Whether nothing is wrong so far.
    pub(super) fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    /// Records `what` at `path`.
    pub(super) fn add(&mut self, path: &Path, what: Problem) {
        let span = self.places.span(path);
        self.problems.push(SchemaProblem::new(self.text, span, path, what));
    }

    /// The line on which `path` begins, for problems that point at a second place.
    pub(super) fn line(&self, path: &Path) -> usize {
        self.places.line(path)
    }

    /// What was read, if nothing is wrong with it.
    pub(super) fn finish<T>(self, file: &str, value: Option<T>) -> Result<T, SchemaError> {
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(SchemaError::new(file, self.text, self.problems)),
        }
    }
}
