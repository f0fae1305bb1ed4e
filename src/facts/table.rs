//! The rows of a table, which know those of each program: whoever asks for one does not look through all.

use std::collections::BTreeMap;
use std::ops::Deref;

use super::column::Fact;
use crate::terms::ProgramNo;

/// Rows by round and in plan order.
#[derive(Debug, Clone)]
pub struct Table<F> {
    rows: Vec<F>,
    /// The places of each program's rows.
    places: BTreeMap<ProgramNo, Vec<usize>>,
}

impl<F: Fact> Table<F> {
    /// Adds a row behind the others.
    pub(super) fn push(&mut self, row: F) {
        let (program, ..) = row.origin();
        self.places.entry(program).or_default().push(self.rows.len());
        self.rows.push(row);
    }

    /// The rows of a program, in their order, each with its place among all.
    pub(crate) fn placed_of(&self, program: ProgramNo) -> impl Iterator<Item = (usize, &F)> {
        let places = self.places.get(&program).into_iter().flatten();
        places.filter_map(|at| Some((*at, self.rows.get(*at)?)))
    }

    /// The rows of a program, in their order.
    pub(crate) fn of(&self, program: ProgramNo) -> impl Iterator<Item = &F> {
        self.placed_of(program).map(|(_, row)| row)
    }
}

impl<F> Default for Table<F> {
    fn default() -> Table<F> {
        Table { rows: Vec::new(), places: BTreeMap::new() }
    }
}

impl<F> Deref for Table<F> {
    type Target = [F];

    fn deref(&self) -> &[F] {
        &self.rows
    }
}

impl<F: Fact> Extend<F> for Table<F> {
    fn extend<I: IntoIterator<Item = F>>(&mut self, rows: I) {
        rows.into_iter().for_each(|row| self.push(row));
    }
}

impl<F: Fact> FromIterator<F> for Table<F> {
    fn from_iter<I: IntoIterator<Item = F>>(rows: I) -> Table<F> {
        let mut table = Table::default();
        table.extend(rows);
        table
    }
}

impl<F: Fact> From<Vec<F>> for Table<F> {
    fn from(rows: Vec<F>) -> Table<F> {
        rows.into_iter().collect()
    }
}

impl<'t, F> IntoIterator for &'t Table<F> {
    type Item = &'t F;
    type IntoIter = std::slice::Iter<'t, F>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}
