//! From a workbook to what a division submitted: who it is from, every field with its place, every cell accounted for.
//!
//! `read.rs` opens a file and takes what one of the two readers found: `made/` finds the forms of this program (by
//! defined names, then by printed labels), `existing/` those that it did not make. Both read a cell by `book.rs`. Then
//! `select.rs` decides which of several submissions counts. It knows no rules: what is doubtful is recorded as
//! it was met, and `check` makes findings of it.

mod book;
mod cell;
mod collect;
mod existing;
mod found;
mod given;
mod identify;
mod likeness;
mod made;
mod merged;
mod model;
mod names;
mod observation;
mod read;
mod select;
mod summary;
mod together;
mod unaccounted;

pub(crate) use cell::{displayed_text, quoted_text, raw_text};
pub use collect::{FileKind, InputFile, InputFolder, list_input, single_file, survey};
pub(crate) use existing::grid::Grid;
pub use identify::is_sample;
pub use model::{
    Account, Answer, LocatedBy, OtherSheet, ProgramSheet, ReadSubmission, Stray, Submission,
    SubmissionContent, Unreadable, Unseen,
};
pub use observation::{Likeness, Nearest, Observation, Spot};
pub use read::{Opened, Reader};
pub use select::select_latest;
pub use summary::{ProgramFindings, Status, SubmissionSummary};
