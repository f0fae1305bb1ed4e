//! What the cover asks for all sheets, and what it says of days and people.

use std::collections::BTreeSet;

use crate::form::{COVER_SHEET, Question, due_words, plain_label};
use crate::notation::comparison_key;
use crate::schema::Field;
use crate::submission::book::Book;
use crate::submission::cell::{is_filled, key_of};
use crate::submission::model::ProgramSheet;
use crate::terms::CellRef;
use crate::workbook::{Cell, Content, Sheet};

/// The cells of a front page that say what a program's sheet answers to the same question.
pub(super) fn taken_over(
    book: &Book<'_>,
    sheet: &Sheet,
    programs: &[ProgramSheet],
) -> BTreeSet<CellRef> {
    let fields = book.context.form.cover_fields().into_iter();
    let taken = fields.filter_map(|field| {
        let (at, cell) = asked_on(sheet, field)?;
        let mut answers = programs.iter().flat_map(|program| &program.answers);
        let says_so = answers.any(|answer| {
            let own = answer.cell.as_ref().map(key_of);
            answer.question.field.id == field.id && own.is_some_and(|own| own == key_of(cell))
        });
        (is_filled(cell) && says_so).then_some(at)
    });
    taken.collect()
}

/// The cell in which a front page asks for a field: the next one that is filled right of its label.
fn asked_on<'s>(sheet: &'s Sheet, field: &Field) -> Option<(CellRef, &'s Cell)> {
    let label = comparison_key(&plain_label(&field.label)).into_owned();
    let (at, _) = sheet.cells.iter().find(|(_, cell)| key_of(cell) == label)?;
    next_right(sheet, *at)
}

/// The next filled cell of the row.
fn next_right(sheet: &Sheet, at: CellRef) -> Option<(CellRef, &Cell)> {
    let right = CellRef::new(at.row, at.col + 1)..=CellRef::new(at.row, CellRef::LAST_COL);
    sheet.cells.range(right).next().map(|(at, cell)| (*at, cell))
}

/// Days, places and people beside their labels: the plan may say others since the form was handed out.
pub(super) fn due(sheet: &Sheet) -> impl Iterator<Item = CellRef> {
    let labels = [due_words::FIRST, due_words::AGAIN, due_words::SEND_TO, due_words::CONTACT];
    let labelled = sheet.cells.iter().filter(move |(_, cell)| {
        matches!(&cell.content, Content::Text(text) if labels.contains(&text.key()))
    });
    labelled.filter_map(|(at, _)| Some(next_right(sheet, *at)?.0))
}

/// The sheet with the one cell as it is once the formula is worked out that takes it over from the cover, where the program
/// that saved the workbook has not done so: some store no result then, LibreOffice a 0 in xls.
pub(super) fn from_cover(
    book: &Book<'_>,
    sheet: &Sheet,
    question: &Question,
    cell: CellRef,
) -> Option<Sheet> {
    let own = sheet.cells.get(&cell)?;
    let is_worked_out = match &own.content {
        Content::NoResult => false,
        Content::Number(zero) => own.formula.is_none() || !zero.is_zero(),
        Content::Date { serial_odd, .. } => own.formula.is_none() || !serial_odd,
        _ => true,
    };
    if !question.field.cover || is_worked_out {
        return None;
    }
    let mut sheets = book.workbook.sheets.iter();
    let cover = sheets.find(|sheet| *sheet.name == *COVER_SHEET)?;
    let mut alone = Sheet::empty(&sheet.name, sheet.visibility);
    if let Some((_, asked)) = asked_on(cover, &question.field) {
        alone.cells.insert(cell, Cell { formula: own.formula.clone(), ..asked.clone() });
    }
    Some(alone)
}
