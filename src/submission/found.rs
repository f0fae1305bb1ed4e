//! What a reader found in a workbook, or in a part of it: both readers give the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::book::Book;
use super::model::{Account, OtherSheet, ProgramSheet};
use super::observation::Observation;
use super::unaccounted::Unaccounted;
use crate::finding::MOST_NAMED;
use crate::form::Identity;
use crate::terms::{Area, CellRef, DivisionName, ProgramNo};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Programs, each with its answers.
    pub(super) programs: Vec<ProgramSheet>,
    /// What the search met, in the order in which it did.
    pub(super) observations: Vec<Observation>,
    /// How often of each kind that repeats, by sheet.
    pub(super) met: BTreeMap<(&'static str, Arc<str>), Met>,
    /// Cells that are neither answers nor printed, sheet by sheet.
    pub(super) unaccounted: Vec<Unaccounted>,
    /// The account of the cells that were looked at.
    pub(super) account: Account,
    /// What the cells say of division and round, where the workbook itself says nothing.
    pub(super) stated: Identity,
    /// Division that the workbook is from.
    pub(super) division: Option<DivisionName>,
    /// Programs whose sheet could not be read, by the name of the sheet.
    pub(super) torn: BTreeMap<Arc<str>, ProgramNo>,
    /// What the division wrote on sheets that its form does not have.
    pub(super) other_sheets: Vec<OtherSheet>,
}

/// How many of a kind are named, and which observation counts the rest.
#[derive(Debug, Default)]
pub(super) struct Met {
    named: usize,
    rest: Option<usize>,
}

impl Found {
    /// Notes what was met; what repeats on a sheet without end is counted.
    pub(super) fn observe(&mut self, seen: Observation) {
        let Some((kind, sheet, cell)) = seen.repeats() else {
            self.observations.push(seen);
            return;
        };
        let area = cell.map(Area::cell);
        let met = self.met.entry((kind, sheet.clone())).or_default();
        if met.named < MOST_NAMED {
            met.named += 1;
            self.observations.push(seen);
        } else if let Some(Observation::More { count, area: known, .. }) =
            met.rest.and_then(|index| self.observations.get_mut(index))
        {
            *count += 1;
            *known = known.zip(area).map(|(known, area)| known.with(area));
        } else {
            met.rest = Some(self.observations.len());
            self.observations.push(Observation::More { like: Box::new(seen), count: 1, area });
        }
    }

    /// Takes over what was found elsewhere in the workbook.
    pub(super) fn add(&mut self, other: Found) {
        let Account { non_empty, read, printed, unaccounted } = other.account;
        self.account.non_empty += non_empty;
        self.account.read += read;
        self.account.printed += printed;
        self.account.unaccounted += unaccounted;
        self.programs.extend(other.programs);
        self.observations.extend(other.observations);
        self.unaccounted.extend(other.unaccounted);
        self.stated = std::mem::take(&mut self.stated).or(other.stated);
        self.division = self.division.take().or(other.division);
        self.torn.extend(other.torn);
        self.other_sheets.extend(other.other_sheets);
    }

    /// Names the cells that are neither answers nor printed, after all that belongs to the form was found.
    pub(super) fn name_unaccounted(&mut self, book: &Book<'_>) {
        for cells in std::mem::take(&mut self.unaccounted) {
            if let Some(sheet) = book.workbook.sheet(&cells.sheet) {
                self.observations.extend(cells.observations(book, sheet));
            }
        }
    }

    /// The cells of a sheet that are neither.
    pub(super) fn unaccounted_on(&self, sheet: &str) -> impl Iterator<Item = CellRef> {
        let own = self.unaccounted.iter().filter(move |cells| *cells.sheet == *sheet);
        own.flat_map(|cells| cells.cells.iter().copied())
    }

    /// The sheet on which a program was found already.
    pub(super) fn sheet_of(&self, program: ProgramNo) -> Option<Arc<str>> {
        self.programs.iter().find(|read| read.program == program).map(|read| read.sheet.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Source;

    #[test]
    fn what_a_sheet_repeats_without_end_is_counted() {
        let mut found = Found::default();
        for row in 0..1_000 {
            let cell = CellRef::new(row, 0);
            let source = Source { file: "課.xlsx".into(), sheet: "一覧".into(), cell };
            found.observe(Observation::ProgramUnclear { source, text: "?".to_owned() });
        }
        assert_eq!(found.observations.len(), MOST_NAMED + 1);
        let Some(Observation::More { count, area, .. }) = found.observations.last() else {
            panic!("{:?}", found.observations.last());
        };
        let area = area.map(|area| area.to_string());
        assert_eq!((*count, area.as_deref()), (900, Some("A101:A1000")));
    }
}
