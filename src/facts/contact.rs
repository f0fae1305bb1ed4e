//! Who filled in a sheet: for the office and the city's own body. It stands beside the tables, so that no output that
//! leaves the office (`data/`, the committee's papers) can take it from there.

use jiff::civil::Date;

use super::answers::Answers;
use crate::form::field_ids as ids;
use crate::notation::Value;
use crate::terms::{ProgramNo, Round};

/// Whom to ask about a program. What was not written or could not be read is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactFact {
    /// Program.
    pub program: ProgramNo,
    /// Round it was reported in.
    pub round: Round,
    /// 記入者.
    pub reporter: Option<String>,
    /// 内線, as written.
    pub extension: Option<String>,
    /// 記入日.
    pub report_date: Option<Date>,
}

/// Reads who filled in a sheet.
pub(super) fn contact(program: ProgramNo, round: Round, answers: &Answers<'_>) -> ContactFact {
    // A form may ask for a number here: what was read from it stands as it was written.
    let written = |field| {
        let answer = answers.own(field)?;
        let text = answer.text().or_else(|| answer.reading().map(|_| answer.raw.as_str()));
        text.map(str::to_owned)
    };
    let report_date = match answers.own(ids::REPORT_DATE).and_then(|answer| answer.reading()) {
        Some(reading) => match reading.value {
            Value::Date(date) => Some(date),
            _ => None,
        },
        None => None,
    };
    ContactFact {
        program,
        round,
        reporter: written(ids::REPORTER),
        extension: written(ids::EXTENSION),
        report_date,
    }
}
