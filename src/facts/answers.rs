//! The answers of a sheet, with a mark on each that a fact has taken. What nobody took is a fact of its own: a field that
//! a city adds to its form arrives without a line of code.

use std::cell::Cell;

use crate::form::{BlockId, FieldId, Question, Subject};
use crate::submission::{Answer, ProgramSheet};
use crate::terms::{IndicatorId, Source};

/// The answers of a sheet.
pub(super) struct Answers<'a> {
    sheet: &'a ProgramSheet,
    first: Source,
    taken: Vec<Cell<bool>>,
}

impl<'a> Answers<'a> {
    /// Those of a sheet with this first cell.
    pub(super) fn of(sheet: &'a ProgramSheet, first: Source) -> Answers<'a> {
        Answers { sheet, first, taken: vec![Cell::new(false); sheet.answers.len()] }
    }

    /// The sheet's first cell.
    pub(super) fn first(&self) -> &Source {
        &self.first
    }

    /// Takes the answer to `field` about `subject`.
    pub(super) fn answer(&self, subject: &Subject, field: FieldId<'_>) -> Option<&'a Answer> {
        self.take(|question| question.asks(subject, field)).next()
    }

    /// Takes the answer to `field` about the program itself.
    pub(super) fn own(&self, field: FieldId<'_>) -> Option<&'a Answer> {
        self.answer(&Subject::Program, field)
    }

    /// Takes the answers to `field` about indicators.
    pub(super) fn of_indicators(
        &self,
        field: FieldId<'static>,
    ) -> impl Iterator<Item = &'a Answer> {
        self.take(move |question| {
            question.id() == field && matches!(question.subject, Subject::Indicator(_))
        })
    }

    /// Takes the corrections of an indicator's past actuals.
    pub(super) fn corrections(&self, indicator: &IndicatorId) -> impl Iterator<Item = &'a Answer> {
        let of = move |question: &Question| match &question.subject {
            Subject::PastActual(id, _) => id == indicator,
            _ => false,
        };
        self.take(of)
    }

    /// The lines of the table in `block` that have this field; takes nothing.
    pub(super) fn lines(
        &self,
        block: BlockId<'a>,
        field: FieldId<'a>,
    ) -> impl Iterator<Item = (u16, &'a Answer)> + use<'a> {
        self.sheet.lines(block, field)
    }

    /// All answers; takes nothing.
    pub(super) fn seen(&self) -> &'a [Answer] {
        &self.sheet.answers
    }

    fn take(&self, is_it: impl Fn(&Question) -> bool) -> impl Iterator<Item = &'a Answer> {
        let own = self.sheet.answers.iter().zip(&self.taken);
        own.filter(move |(answer, _)| is_it(&answer.question)).map(|(answer, taken)| {
            taken.set(true);
            answer
        })
    }

    /// The answers that no fact has taken. A row that may stay empty says nothing by being empty.
    pub(super) fn left(&self) -> impl Iterator<Item = &'a Answer> {
        let left = self.sheet.answers.iter().zip(&self.taken).filter(|(_, taken)| !taken.get());
        left.map(|(answer, _)| answer).filter(|answer| {
            let subject = &answer.question.subject;
            let may_be_empty = matches!(subject, Subject::Line(..) | Subject::SpareActivity(_));
            !(may_be_empty && answer.is_blank())
        })
    }
}
