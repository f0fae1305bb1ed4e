//! Who submitted what: program × division, and which file counts.

use serde::Serialize;

use super::program::{ProgramFigure, RatingState};
use crate::schema::Plan;
use crate::submission::SubmissionSummary;
use crate::terms::{DivisionName, ProgramNo};

/// Completeness of the round.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    /// Running programs of the plan.
    pub programs: u32,
    /// Programs with a submission that counts.
    pub submitted: u32,
    /// One row per lead division, in plan order.
    pub divisions: Vec<DivisionCoverage>,
    /// Every file of the round, in the order of the findings.
    pub files: Vec<CoverageRow>,
}

/// A lead division and its programs.
#[derive(Debug, Clone, Serialize)]
pub struct DivisionCoverage {
    /// The division.
    pub division: DivisionName,
    /// Its programs, in plan order.
    pub programs: Vec<ProgramCoverage>,
}

/// A program and the file that counts for it.
#[derive(Debug, Clone, Serialize)]
pub struct ProgramCoverage {
    /// The program.
    pub program_no: ProgramNo,
    /// Its name.
    pub name: String,
    /// File that counts, if one was submitted.
    pub file: Option<String>,
}

/// A file of the round.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageRow {
    /// File.
    pub file: String,
    /// Division it is from.
    pub division: Option<DivisionName>,
    /// What became of it.
    pub status: &'static str,
    /// Programs in it.
    pub programs: Vec<ProgramNo>,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
}

/// Completeness from the programs' states and the files.
pub(super) fn coverage(
    plan: &Plan,
    programs: &[ProgramFigure],
    summaries: &[SubmissionSummary],
) -> Coverage {
    let file_of = |no: ProgramNo| {
        let counts = summaries.iter().find(|summary| summary.in_force.contains(&no));
        counts.map(|summary| summary.file.to_string())
    };
    let divisions = plan.lead_divisions().map(|division| DivisionCoverage {
        division: division.name.clone(),
        programs: plan
            .led_by(&division.name)
            .map(|program| ProgramCoverage {
                program_no: program.no,
                name: program.name.clone(),
                file: file_of(program.no),
            })
            .collect(),
    });
    // A program that has ended owes no submission.
    let due =
        || programs.iter().filter(|figure| plan.running().any(|one| one.no == figure.program_no));
    let submitted = due().filter(|program| program.rating != RatingState::NotSubmitted);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Coverage {
        programs: count(due().count()),
        submitted: count(submitted.count()),
        divisions: divisions.collect(),
        files: summaries
            .iter()
            .map(|summary| CoverageRow {
                file: summary.file.to_string(),
                division: summary.division.clone(),
                status: summary.status.as_str(),
                programs: summary.programs.clone(),
                errors: summary.errors,
                warnings: summary.warnings,
            })
            .collect(),
    }
}
