//! What is wrong with a file, gathered while it is read and while the rules look at it.

use serde::de::DeserializeOwned;

use super::error::{SchemaError, SchemaProblem};
use super::faults::Faults;
use super::locate::{Path, Places};
use super::parse::{Parsed, parse};
use crate::finding::Problem;

/// What is wrong with a file, as far as it was looked at.
pub(super) struct Report<'t> {
    text: &'t str,
    places: Places<'t>,
    problems: Vec<SchemaProblem>,
    faults: Faults,
}

impl<'t> Report<'t> {
    pub(super) fn new(text: &'t str) -> Report<'t> {
        let (problems, faults) = (Vec::new(), Faults::default());
        Report { text, places: Places::new(text), problems, faults }
    }

    /// What the text says; where words, keys or types are wrong, something that fits stands in their stead.
    pub(super) fn read<T: DeserializeOwned>(&mut self) -> Option<T> {
        let Parsed { value, problems, faults } = parse(self.text);
        self.problems.extend(problems);
        self.faults = faults;
        value
    }

    /// Whether nothing is wrong so far.
    pub(super) fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    /// Where words, keys and types are wrong.
    pub(super) fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Records `what` at `path`, unless it may only follow from a fault.
    pub(super) fn add(&mut self, path: &Path, what: Problem) {
        if !self.faults.blur(path) {
            let span = self.places.span(path);
            self.problems.push(SchemaProblem::new(self.text, span, path, what));
        }
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
