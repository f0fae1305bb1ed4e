//! Where a finding stands.

use std::sync::Arc;

use crate::terms::{CellRef, Source};

/// Where a finding stands. What is not known of a place cannot be given by accident.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A file as a whole.
    File(Arc<str>),
    /// A sheet of a file.
    Sheet(Arc<str>, Arc<str>),
    /// A cell.
    Cell(Arc<str>, Arc<str>, CellRef),
}

impl Place {
    /// The cell that something was read from.
    #[must_use]
    pub fn of(source: &Source) -> Place {
        Place::Cell(source.file.clone(), source.sheet.clone(), source.cell)
    }

    /// The file.
    #[must_use]
    pub fn file(&self) -> &Arc<str> {
        match self {
            Place::File(file) | Place::Sheet(file, _) | Place::Cell(file, _, _) => file,
        }
    }

    /// Sheet, if the place has one.
    #[must_use]
    pub fn sheet(&self) -> Option<&Arc<str>> {
        match self {
            Place::Sheet(_, sheet) | Place::Cell(_, sheet, _) => Some(sheet),
            Place::File(_) => None,
        }
    }

    /// Cell, if the place has one.
    #[must_use]
    pub fn cell(&self) -> Option<CellRef> {
        match self {
            Place::Cell(_, _, cell) => Some(*cell),
            Place::File(_) | Place::Sheet(..) => None,
        }
    }
}
