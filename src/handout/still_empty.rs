//! The count of required cells that are still empty: as a live formula, and as the sheet stands.

use super::entry::Entry;
use crate::form::{FieldId, Question, SheetLayout, Subject};
use crate::schema::Required;
use crate::sheet::{Expr, Function};
use crate::terms::{Area, CellRef, count};

/// Longest formula, in characters (Excel's limit is 8,192).
const FORMULA_CHARS: usize = 8_000;

/// The count and its formula.
pub(super) struct StillEmpty {
    /// The formula.
    pub(super) formula: Expr,
    /// What it comes to as the sheet stands.
    pub(super) count: u32,
}

/// Counts the required cells of a sheet that are still empty, by the same rule as the check: white space is nothing.
pub(super) fn still_empty(
    layout: &SheetLayout<'_>,
    entry_of: &dyn Fn(&Question) -> Option<Entry>,
) -> StillEmpty {
    let in_any_program =
        |text: Expr| Function::Trim.of([Function::Substitute.of([text, "　".into(), "".into()])]);
    let open = counted(layout, entry_of, &in_any_program);
    if open.formula.letters() < FORMULA_CHARS {
        return open;
    }
    // A plan of some hundred activities: full-width spaces then count as text in programs whose TRIM keeps them.
    counted(layout, entry_of, &|text| Function::Trim.of([text]))
}

/// Whether a cell with this entry counts as empty.
fn is_blank(entry: Option<&Entry>) -> bool {
    match entry {
        None => true,
        Some(Entry::Text(text)) => text.chars().all(|letter| " 　".contains(letter)),
        Some(_) => false,
    }
}

/// The count by a formula in which `text` gives a text without white space around it.
fn counted(
    layout: &SheetLayout<'_>,
    entry_of: &dyn Fn(&Question) -> Option<Entry>,
    text: &dyn Fn(Expr) -> Expr,
) -> StillEmpty {
    let is_empty = |cell: CellRef| text(cell.into()).is("").bracketed();
    let questions: Vec<(Area, &Question)> =
        layout.questions().map(|(area, question)| (area, &**question)).collect();
    let cell_of = |subject: &Subject, field: FieldId<'_>| {
        let found = questions.iter().find(|(_, question)| question.asks(subject, field));
        found.map(|(area, question)| (area.first, *question))
    };
    let empty = |question: &Question| is_blank(entry_of(question).as_ref());
    let mut terms: Vec<Expr> = vec![0u32.into()];
    let mut open = 0;
    for (area, question) in &questions {
        let cell = area.first;
        match question.required() {
            Required::Never => {}
            Required::Always => {
                let other = question.unless().and_then(|(subject, field)| cell_of(subject, field));
                let is_open = empty(question) && other.is_none_or(|(_, other)| empty(other));
                open += u32::from(is_open);
                terms.push(match other {
                    Some((other, _)) => is_empty(cell) * is_empty(other),
                    None => is_empty(cell),
                });
            }
            Required::WithRow => {
                let row: Vec<&(Area, &Question)> =
                    questions.iter().filter(|(_, other)| other.shares_row(question)).collect();
                // One term per row, made where its first required cell stands.
                let must: Vec<&&(Area, &Question)> =
                    row.iter().filter(|(_, other)| other.required() == Required::WithRow).collect();
                if must.first().is_none_or(|first| !std::ptr::eq(first.1, *question)) {
                    continue;
                }
                if row.iter().any(|(_, other)| !empty(other)) {
                    let missing = must.iter().filter(|(_, other)| empty(other)).count();
                    open += count(missing);
                }
                let filled = row.iter().map(|(area, _)| area.first.into()).collect();
                let blanks = must.iter().map(|(area, _)| is_empty(area.first));
                let begun = text(Expr::Joined(filled)).differs("").bracketed();
                terms.push(begun * Expr::added(blanks).bracketed());
            }
        }
    }
    let waiver = layout.spec.waived_by.as_deref();
    let waiver = waiver.and_then(|id| cell_of(&Subject::Program, FieldId(id)));
    if waiver.is_some_and(|(_, question)| !empty(question)) {
        open = 0;
    }
    if terms.len() == 1 {
        terms.push(0u32.into());
    }
    // A cell in error is not filled in either: the sheet must not look finished.
    let sum = Function::IfError.of([Expr::added(terms), 1u32.into()]);
    let formula = match waiver {
        Some((cell, _)) => Expr::choose(text(cell.into()).differs(""), 0u32, sum),
        None => sum,
    };
    StillEmpty { formula, count: open }
}
