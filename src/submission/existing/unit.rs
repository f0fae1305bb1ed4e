//! The unit of a field: what stands in the cell beside it decides, or contradicts.

use crate::form::Question;
use crate::notation::{MoneyUnit, Refusal, same_unit};
use crate::schema::FieldType;

/// Unit that a field is read in, or why it cannot be read.
///
/// `written` is the text of the unit's own cell, if the form has one for this field.
pub(super) fn unit_of(question: &Question, written: Option<&str>) -> Result<String, Refusal> {
    let written = written.map(bare_unit);
    let wrong = |written: &str| {
        let (written, expected) = (written.to_owned(), question.unit.clone());
        Err(Refusal::WrongUnit { written, expected })
    };
    if question.money {
        return match (written.filter(|text| !text.is_empty()), &question.field.unit) {
            (Some(text), _) => match MoneyUnit::of(text) {
                Some(unit) => Ok(unit.label().to_owned()),
                None => wrong(text),
            },
            (None, Some(unit)) => Ok(unit.clone()),
            // The cell that should name the unit is empty: yen or thousands of yen?
            (None, None) => wrong(""),
        };
    }
    match (question.field.kind, written) {
        (FieldType::Number | FieldType::Indicator, Some(text)) if !text.is_empty() => {
            match question.unit.as_str() {
                "" => Ok(text.to_owned()),
                own if same_unit(text, own) => Ok(own.to_owned()),
                _ => wrong(text),
            }
        }
        _ => Ok(question.unit.clone()),
    }
}

/// The unit without what is printed around it: `(千円)`, `単位:千円`.
fn bare_unit(text: &str) -> &str {
    let text = text.trim().trim_matches(['(', ')', '(', ')', '[', ']', '【', '】', '「', '」']);
    let text = text.trim().trim_start_matches("単位");
    text.trim_matches([':', ':', ' ', ' '])
}
