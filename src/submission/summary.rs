//! A submission in one line: what the rules made of it, for lists and reports.

use std::sync::Arc;

use serde::Serialize;

use super::model::Account;
use crate::terms::{DivisionName, ProgramNo, Round, named};

named! {
    /// What became of a submission.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Status.as_str {
        /// Taken over without a remark.
        Accepted = "accepted",
        /// Taken over; somebody should look.
        AcceptedWithWarnings = "accepted_with_warnings",
        /// Something has to be mended.
        Returned = "returned",
        /// Could not be opened.
        Unreadable = "unreadable",
        /// A later submission counts for all of its programs.
        Superseded = "superseded",
        /// Not looked at.
        Skipped = "skipped",
    }
}

impl Status {
    /// The word for readers.
    pub fn label(self) -> &'static str {
        match self {
            Status::Accepted => "受理",
            Status::AcceptedWithWarnings => "受理(確認あり)",
            Status::Returned => "差戻し",
            Status::Unreadable => "読めない",
            Status::Superseded => "差替え済み",
            Status::Skipped => "対象外",
        }
    }

    /// The word for readers of English.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Status::AcceptedWithWarnings => "accepted (with warnings)",
            _ => self.as_str(),
        }
    }
}

/// A submission in one line.
#[derive(Debug, Clone)]
pub struct SubmissionSummary {
    /// File.
    pub file: Arc<str>,
    /// SHA-256 of its bytes; empty if it was not read.
    pub sha256: String,
    /// Division it is from.
    pub division: Option<DivisionName>,
    /// Form it says it is.
    pub form: Option<String>,
    /// Round it says it is for.
    pub round: Option<Round>,
    /// What became of it.
    pub status: Status,
    /// Whether it says that it is made up.
    pub sample: bool,
    /// Programs in it.
    pub programs: Vec<ProgramNo>,
    /// Programs for which it counts.
    pub in_force: Vec<ProgramNo>,
    /// What was found for each of these programs.
    pub of_programs: Vec<ProgramFindings>,
    /// The account of its cells.
    pub cells: Account,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
}

/// What was found for a program for which the submission counts: on its own sheet, and of the file as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramFindings {
    /// The program.
    pub program: ProgramNo,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
}
