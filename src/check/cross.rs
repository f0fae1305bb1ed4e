//! Fields that contradict each other (family X).

use super::catalogue::Code;
use super::finding::{Finding, Place};
use crate::submission::{Answer, ProgramSheet};

/// Place of an answer.
pub(super) fn place(answer: &Answer) -> Place {
    let source = &answer.source;
    Place::Cell(source.file.clone(), source.sheet.clone(), source.cell)
}

/// All contradictions of a sheet.
pub(super) fn contradictions(sheet: &ProgramSheet) -> Vec<Finding> {
    rated_and_not_rated(sheet).into_iter().collect()
}

/// A program cannot be rated and have a reason for no rating.
fn rated_and_not_rated(sheet: &ProgramSheet) -> Option<Finding> {
    let rating = sheet.answer("rating")?;
    let code = rating.text()?;
    let reason = sheet.text("not_rated_reason")?;
    let finding = Finding::new(Code::RatedAndNotRated, place(rating))
        .program(sheet.program)
        .field(&rating.key)
        .value(code)
        .detail("reason", reason);
    Some(finding)
}
