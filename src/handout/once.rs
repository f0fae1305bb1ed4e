//! What the cover asks once for all sheets: where it stands there, what is in it, and how a sheet takes it over.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::entry::Entry;
use super::request::TemplateRequest;
use crate::form::{COVER_SHEET, FieldId, Question, SheetLayout, Subject};
use crate::schema::{Field, FieldType};
use crate::sheet::{Expr, Value};
use crate::terms::CellRef;

/// Most letters of a number that every program shows whole in a cell without a number format.
const PLAIN_LETTERS: usize = 11;

/// A field that is asked on the cover.
pub(super) struct Asked {
    pub(super) field: Arc<Field>,
    /// Its cell on the cover.
    pub(super) cell: CellRef,
    /// What is in it.
    pub(super) entry: Option<Entry>,
}

impl Asked {
    /// What is written in the cell. An extension goes there as the number that it reads as: stored results of formulas have
    /// no type of their own, so the result of the sheets that take it over is stored as a number.
    pub(super) fn written(&self) -> Option<Entry> {
        let entry = self.entry.as_ref()?;
        let Entry::Text(text) = entry else { return Some(entry.clone()) };
        let is_plain = self.field.kind == FieldType::Text && text.len() <= PLAIN_LETTERS;
        let number = text.parse::<Decimal>().ok().filter(|number| {
            // `0123` and `1.50` would come back as other texts.
            is_plain && number.normalize().to_string() == *text
        });
        Some(number.map_or_else(|| entry.clone(), Entry::Number))
    }
}

/// Whether a text that is stored as the result of a formula stays one.
fn stays_text(text: &str) -> bool {
    let is_truth = ["TRUE", "FALSE"].contains(&text);
    !is_truth && !text.starts_with('#') && text.trim().parse::<f64>().is_err()
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
    let value = match one.written() {
        None => Value::TextFormula(formula.into(), String::new()),
        Some(written @ (Entry::Date(_) | Entry::Number(_))) => {
            Value::Formula(formula.into(), written.number()?)
        }
        // As a result, `0123` would be stored as the number.
        Some(Entry::Text(text)) if stays_text(&text) => Value::TextFormula(formula.into(), text),
        // The look of letters and numbers does not go through a formula.
        Some(_) => return None,
    };
    Some(value)
}
