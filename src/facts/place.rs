//! Where each value of a record was read, and what is written there if the value does not say it.

use crate::submission::Answer;
use crate::terms::Source;

/// The cell behind one value of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValuePlace {
    /// Column of the value in its table.
    pub column: &'static str,
    /// The cell.
    pub source: Source,
    /// Text of the cell as written; `None` where it is the value, but for white space around it.
    pub written_otherwise: Option<String>,
}

impl ValuePlace {
    /// The cell of `column`, read as the text or the code `value`; `None` if nothing is written there.
    pub(super) fn of_text(
        column: &'static str,
        answer: &Answer,
        value: Option<&str>,
    ) -> Option<ValuePlace> {
        let raw = answer.raw.trim();
        let is_said = value.is_some_and(|value| same_lines(value.trim(), raw));
        (!raw.is_empty()).then(|| ValuePlace {
            column,
            source: answer.source.clone(),
            written_otherwise: (!is_said).then(|| raw.to_owned()),
        })
    }

    /// The cell of `column`, whose text as written stands in the record itself.
    pub(super) fn of(column: &'static str, answer: &Answer) -> Option<ValuePlace> {
        let is_written = !answer.raw.trim().is_empty();
        is_written.then(|| ValuePlace {
            column,
            source: answer.source.clone(),
            written_otherwise: None,
        })
    }
}

/// Whether two texts are the same, however their lines end.
fn same_lines(one: &str, other: &str) -> bool {
    one == other || one.lines().map(str::trim_end).eq(other.lines().map(str::trim_end))
}
