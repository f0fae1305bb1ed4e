//! A checked round in plain rows, for whoever writes it down.

use super::round::CheckedRound;
use crate::finding::{CellCounts, FileRow, FileState, Listing, ValueRow};
use crate::form::Subject;
use crate::notation::{Missing, Outcome, Value};
use crate::submission::{Answer, LocatedBy, ProgramSheet, Status, Submission, SubmissionSummary};
use crate::terms::Round;

impl CheckedRound {
    /// The round as rows.
    pub fn listing(&self) -> Listing<'_> {
        let sheets = self.submissions.iter().filter_map(Submission::read);
        let sheets = sheets.flat_map(|read| &read.programs);
        let answers = sheets.flat_map(|sheet| sheet.answers.iter().map(move |own| (sheet, own)));
        Listing {
            round: Some(self.round),
            files: self.summaries.iter().zip(&self.submissions).map(file_row).collect(),
            values: answers.map(|(sheet, answer)| value_row(self.round, sheet, answer)).collect(),
            findings: &self.findings,
            missing: &self.missing,
        }
    }
}

fn file_row<'a>((summary, submission): (&'a SubmissionSummary, &'a Submission)) -> FileRow<'a> {
    let sheets = submission.read().into_iter().flat_map(|read| &read.programs);
    FileRow {
        file: &summary.file,
        sha256: &summary.sha256,
        division: summary.division.as_ref(),
        form: summary.form.as_deref(),
        round: summary.round,
        state: FileState {
            id: summary.status.as_str(),
            ja: summary.status.label(),
            en: summary.status.english(),
            is_accepted: matches!(summary.status, Status::Accepted | Status::AcceptedWithWarnings),
            is_skipped: summary.status == Status::Skipped,
        },
        programs: sheets.map(|sheet| (sheet.program, &sheet.sheet)).collect(),
        cells: cell_counts(summary),
    }
}

/// The account of cells as it is written down.
pub fn cell_counts(summary: &SubmissionSummary) -> CellCounts {
    let account = &summary.cells;
    CellCounts {
        non_empty: account.non_empty,
        read: account.read,
        printed: account.printed,
        unaccounted: account.unaccounted,
    }
}

/// One value with its provenance.
pub fn value_row<'a>(round: Round, sheet: &ProgramSheet, answer: &'a Answer) -> ValueRow<'a> {
    let (kind, value, approx) = match &answer.outcome {
        Outcome::Read(reading) => {
            let kind = match &reading.value {
                Value::Number(_) | Value::FiscalYear(_) => "number",
                Value::Money(_) => "money",
                Value::Text(_) => "text",
                Value::Choice(_) => "choice",
                Value::Date(_) => "date",
            };
            (kind, Some(reading.value.to_string()), reading.approx)
        }
        Outcome::Missing { .. } | Outcome::Refused(_) => (answer.question.type_word(), None, false),
    };
    let unit = answer.question.data_unit();
    ValueRow {
        program: sheet.program,
        field: answer.question.key(),
        fiscal_year: match &answer.question.subject {
            Subject::PastActual(_, year) => *year,
            _ => round.year,
        },
        kind,
        value,
        unit: (!unit.is_empty()).then_some(unit),
        approx,
        missing: answer.missing().map(Missing::as_str),
        in_force: sheet.in_force,
        raw: &answer.raw,
        file: &answer.source.file,
        sheet: &answer.source.sheet,
        cell: answer.source.cell.to_string(),
        located_by: match answer.located_by {
            LocatedBy::Name => "name",
            LocatedBy::Label | LocatedBy::Beside { .. } | LocatedBy::Column { .. } => "label",
            LocatedBy::Address => "address",
        },
    }
}
