//! Fields that somebody merged into one cell: it may hold any one's value, or that of all together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::book::Book;
use super::model::{Answer, ProgramSheet};
use super::observation::Observation;
use crate::form::Question;
use crate::notation::{Outcome, Refusal};
use crate::schema::FieldType;
use crate::terms::CellRef;
use crate::workbook::Sheet;

/// Takes back what stands in merged fields, and says where.
pub(super) fn refuse_merged(book: &Book<'_>, programs: &mut [ProgramSheet]) -> Vec<Observation> {
    let sheets = book.workbook.sheets.iter().filter(|sheet| !sheet.merges.is_empty());
    sheets.flat_map(|sheet| on_sheet(book, sheet, programs)).collect()
}

fn on_sheet(book: &Book<'_>, sheet: &Sheet, programs: &mut [ProgramSheet]) -> Vec<Observation> {
    let fields = fields(book, sheet, programs);
    let mut seen = Vec::new();
    // A file may name its corners the wrong way round.
    for area in sheet.merges.iter().filter(|area| area.first <= area.last) {
        let own = fields.range(area.first..=area.last).filter(|(at, _)| area.contains(**at));
        let own: Vec<(usize, usize)> = own.map(|(_, field)| *field).collect();
        let answer = |(program, answer): &(usize, usize)| &programs[*program].answers[*answer];
        if own.len() < 2 || own.iter().all(|field| answer(field).is_blank()) {
            continue;
        }
        let asked: Vec<Arc<Question>> =
            own.iter().map(|field| answer(field).question.clone()).collect();
        seen.push(Observation::FieldsMerged {
            program: programs[own[0].0].program,
            source: book.place(sheet, area.first),
            key: asked[0].key().to_owned(),
            captions: asked.iter().map(|question| question.caption.clone()).collect(),
        });
        for (program, answer) in own {
            programs[program].answers[answer].outcome = Outcome::Refused(Refusal::Shared);
        }
    }
    seen
}

/// The fields of a sheet by their cells: program and answer.
fn fields(
    book: &Book<'_>,
    sheet: &Sheet,
    programs: &[ProgramSheet],
) -> BTreeMap<CellRef, (usize, usize)> {
    let is_existing = book.context.form.is_existing();
    // A form that already exists may print one text beside several lines; an amount is one line's.
    let is_own = |answer: &Answer| !is_existing || is_amount(answer);
    let on_sheet = programs.iter().enumerate().filter(|(_, read)| read.sheet == sheet.name);
    let fields = on_sheet.flat_map(|(program, read)| {
        let answers = read.answers.iter().enumerate().filter(|(_, answer)| is_own(answer));
        answers.map(move |(index, answer)| (answer.source.cell, (program, index)))
    });
    fields.collect()
}

fn is_amount(answer: &Answer) -> bool {
    matches!(answer.question.kind(), FieldType::Money | FieldType::Number | FieldType::Indicator)
}
