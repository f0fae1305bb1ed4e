//! What a reader found in a workbook, or in a part of it: both readers give the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::book::Book;
use super::model::{Account, OtherSheet, ProgramSheet};
use super::observation::Observation;
use super::unaccounted::Unaccounted;
use crate::form::Identity;
use crate::terms::{CellRef, DivisionName, ProgramNo};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Programs, each with its answers.
    pub(super) programs: Vec<ProgramSheet>,
    /// What the search met, in the order in which it did.
    pub(super) observations: Vec<Observation>,
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

impl Found {
    /// Notes what was met.
    pub(super) fn observe(&mut self, observation: Observation) {
        self.observations.push(observation);
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
