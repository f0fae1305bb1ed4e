//! What the cover asks once for all sheets: where it stands there, what is in it, and how a sheet takes it over.

use std::sync::Arc;

use super::entry::Entry;
use super::request::TemplateRequest;
use crate::form::{COVER_SHEET, FieldId, Question, SheetLayout, Subject};
use crate::schema::Field;
use crate::sheet::{Expr, Value};
use crate::terms::CellRef;

/// A field that is asked on the cover.
pub(super) struct Asked {
    pub(super) field: Arc<Field>,
    /// Its cell on the cover.
    pub(super) cell: CellRef,
    /// What is in it.
    pub(super) entry: Option<Entry>,
}

/// What the cover asks, from its row `first` on. What all sheets say stands there too; on a return copy, what the sheets
/// took from there.
pub(super) fn asked_once(
    request: &TemplateRequest<'_>,
    layouts: &[SheetLayout<'_>],
    (first, col): (u32, u32),
) -> Vec<Asked> {
    let fields = request.context.form.cover_fields();
    let asked = (first..).zip(fields).map(|(row, field)| {
        let id = field.id.clone().unwrap_or_default();
        let known = request.marks.and_then(|marks| marks.cover.get(&id)).cloned();
        let entry = known.or_else(|| said_by_all(request, layouts, &id));
        Asked { field: field.clone(), cell: CellRef::new(row, col), entry }
    });
    asked.collect()
}

/// What every sheet that has the field says.
fn said_by_all(
    request: &TemplateRequest<'_>,
    layouts: &[SheetLayout<'_>],
    id: &str,
) -> Option<Entry> {
    let mut said = layouts.iter().filter_map(|layout| {
        let is_it = |question: &Question| question.asks(&Subject::Program, FieldId(id));
        let (_, question) = layout.questions().find(|(_, question)| is_it(question))?;
        Some((request.entries)(layout.program_no(), question))
    });
    let first = said.next()??;
    said.all(|other| other.as_ref() == Some(&first)).then_some(first)
}

/// What stands in the cell of a question: its own entry, else the one of the cover.
pub(super) fn entry_of(
    request: &TemplateRequest<'_>,
    asked: &[Asked],
    layout: &SheetLayout<'_>,
    question: &Question,
) -> Option<Entry> {
    let own = (request.entries)(layout.program_no(), question);
    own.or_else(|| asked_as(asked, question)?.entry.clone())
}

fn asked_as<'a>(asked: &'a [Asked], question: &Question) -> Option<&'a Asked> {
    let is_single = question.subject == Subject::Program && question.field.cover;
    asked.iter().find(|one| is_single && one.field.id == question.field.id)
}

/// The formula by which a sheet takes over what the cover says, if the cell is to say the same.
pub(super) fn taken_over(
    asked: &[Asked],
    question: &Question,
    entry: Option<&Entry>,
) -> Option<Value> {
    let one = asked_as(asked, question).filter(|one| one.entry.as_ref() == entry)?;
    let cell = || Expr::Elsewhere(COVER_SHEET.to_owned(), one.cell);
    let formula = Expr::choose(cell().is(""), "", cell());
    let value = match entry {
        None => Value::TextFormula(formula.into(), String::new()),
        Some(Entry::Date(_) | Entry::Number(_)) => {
            Value::Formula(formula.into(), entry.and_then(Entry::number)?)
        }
        // As a result, `0123` would be stored as the number.
        Some(Entry::Text(text)) => match text.trim().parse::<f64>() {
            Ok(number) if number.to_string() != *text => return None,
            _ => Value::TextFormula(formula.into(), text.clone()),
        },
        // The look of letters and numbers does not go through a formula.
        Some(_) => return None,
    };
    Some(value)
}
