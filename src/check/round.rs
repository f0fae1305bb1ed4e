//! A round after the rules have gone over it.

use super::misfiled::Misfiled;
use crate::finding::{Finding, Severity};
use crate::submission::{Submission, SubmissionSummary};
use crate::terms::{DivisionName, ProgramNo, Round};

/// A round after the rules have gone over it.
#[derive(Debug)]
pub struct CheckedRound {
    /// The round.
    pub round: Round,
    /// Submissions by division, program and content: the names of files do not decide any order.
    pub submissions: Vec<Submission>,
    /// The same in one line each.
    pub summaries: Vec<SubmissionSummary>,
    /// Findings in the order of the submissions, then by program, sheet, cell and code.
    pub findings: Vec<Finding>,
    /// Programs without a submission that counts.
    pub missing: Vec<(ProgramNo, DivisionName)>,
    /// What is there instead, if every form is one of another round.
    pub misfiled: Option<Misfiled>,
}

impl CheckedRound {
    /// How many values that count are of doubted size.
    pub fn doubted(&self) -> usize {
        let sheets = self.submissions.iter().filter_map(Submission::read);
        let sheets = sheets.flat_map(|read| &read.programs).filter(|sheet| sheet.in_force);
        sheets.flat_map(|sheet| &sheet.answers).filter(|answer| answer.doubted).count()
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}
