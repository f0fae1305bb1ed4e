//! Where a finding stands.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::terms::{CellRef, Source, kept};

/// Where a finding stands. What is not known of a place cannot be given by accident.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Place {
    /// A file as a whole.
    File(#[serde(with = "kept::shared")] Arc<str>),
    /// A sheet of a file.
    Sheet(#[serde(with = "kept::shared")] Arc<str>, #[serde(with = "kept::shared")] Arc<str>),
    /// A cell.
    Cell(
        #[serde(with = "kept::shared")] Arc<str>,
        #[serde(with = "kept::shared")] Arc<str>,
        CellRef,
    ),
    /// A stretch of a line of a text.
    Line(#[serde(with = "kept::shared")] Arc<str>, LinePlace),
}

/// Where something stands in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LinePlace {
    /// Line, counted from 1.
    pub line: usize,
    /// Column, counted from 1, in characters.
    pub column: usize,
    /// Length on that line, in characters.
    pub length: usize,
    /// The way to it, entries counted from zero: `programs[3].target.by`; empty for the whole file.
    #[serde(with = "kept::shared")]
    pub path: Arc<str>,
}

impl Place {
    /// The cell that something was read from.
    pub fn of(source: &Source) -> Place {
        Place::Cell(source.file.clone(), source.sheet.clone(), source.cell)
    }

    /// The file.
    pub fn file(&self) -> &Arc<str> {
        match self {
            Place::File(file)
            | Place::Sheet(file, _)
            | Place::Cell(file, _, _)
            | Place::Line(file, _) => file,
        }
    }

    /// Sheet, if the place has one.
    pub fn sheet(&self) -> Option<&Arc<str>> {
        match self {
            Place::Sheet(_, sheet) | Place::Cell(_, sheet, _) => Some(sheet),
            Place::File(_) | Place::Line(..) => None,
        }
    }

    /// Cell, if the place has one.
    pub fn cell(&self) -> Option<CellRef> {
        match self {
            Place::Cell(_, _, cell) => Some(*cell),
            Place::File(_) | Place::Sheet(..) | Place::Line(..) => None,
        }
    }

    /// The stretch of a line, if the file is a text.
    pub fn line(&self) -> Option<&LinePlace> {
        match self {
            Place::Line(_, line) => Some(line),
            Place::File(_) | Place::Sheet(..) | Place::Cell(..) => None,
        }
    }
}
