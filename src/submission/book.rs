//! The workbook before either reader: what it is read for, and how one of its cells is read as an answer.

use std::ops::Bound;
use std::sync::Arc;

use super::cell::raw_text;
use super::identify::ReturnAdditions;
use super::model::{Answer, LocatedBy};
use crate::form::{FormContext, Identity, Question, Subject, choices_of};
use crate::notation::missing::CROSSED_OUT;
use crate::notation::{ChoiceList, Expect, Missing, MoneyUnit, Outcome, Raw, Refusal, read};
use crate::schema::FieldType;
use crate::terms::{CellRef, Round, Source};
use crate::workbook::{Cell, Content, Oddity, Sheet, Workbook};

/// A workbook that is read.
pub(super) struct Book<'a> {
    /// Laid out for the round that the workbook was made for.
    pub(super) context: &'a FormContext<'a>,
    /// Round that this run is for.
    pub(super) run: Round,
    /// Its file.
    pub(super) file: &'a Arc<str>,
    /// Its sheets.
    pub(super) workbook: &'a Workbook,
    /// What it says of itself.
    pub(super) identity: &'a Identity,
    /// What a return copy added to it.
    pub(super) additions: &'a ReturnAdditions,
}

impl Book<'_> {
    /// Where a cell stands.
    pub(super) fn place(&self, sheet: &Sheet, cell: CellRef) -> Source {
        Source { file: self.file.clone(), sheet: sheet.name.clone(), cell }
    }

    /// What a cell answers to a question.
    pub(super) fn answer(
        &self,
        sheet: &Sheet,
        question: &Arc<Question>,
        cell: CellRef,
        located_by: LocatedBy,
    ) -> Answer {
        let found = sheet.cells.get(&cell).cloned().or_else(|| crossed_out(sheet, question, cell));
        let outcome = match &found {
            Some(found) => self.understand(found, question),
            None if self.may_be_lost(sheet, cell) => Outcome::Refused(Refusal::Lost),
            None => Outcome::Missing { reason: Missing::Blank, remarks: Vec::new() },
        };
        Answer {
            question: question.clone(),
            raw: found.as_ref().map(raw_text).unwrap_or_default(),
            cell: found,
            outcome,
            source: self.place(sheet, cell),
            located_by,
        }
    }

    fn understand(&self, cell: &Cell, question: &Question) -> Outcome {
        let raw = match &cell.content {
            Content::Text(text) => Raw::Text(text),
            Content::Number(value) => Raw::Number { value: *value, format: cell.format.as_deref() },
            Content::Date { date, serial_odd } => {
                Raw::Date { date: date.date(), serial_odd: *serial_odd }
            }
            Content::Bool(value) => Raw::Bool(*value),
            Content::Error(code) => Raw::Error(code),
            Content::NoResult => Raw::NoResult,
            Content::Unrepresentable(text) => Raw::Error(text),
        };
        let list: Option<ChoiceList> = question.field.choices.as_deref().and_then(|id| {
            choices_of(self.context.plan, self.context.form, self.context.round, id)
                .map(|choices| choices.list)
        });
        let unit = MoneyUnit::of(&question.unit).unwrap_or(MoneyUnit::Thousand);
        let money = Expect::Money { unit, none_is_zero: false };
        let number = Expect::Number {
            unit: &question.unit,
            parentheses_negative: false,
            none_is_zero: false,
        };
        let expect = match (question.kind(), &list) {
            (FieldType::Choice, Some(list)) => Expect::Choice(list),
            (FieldType::Money, _) => money,
            (FieldType::Indicator, _) if question.money => money,
            (FieldType::Indicator | FieldType::Number, _) => number,
            (FieldType::Date, _) => Expect::Date { around: Some(self.context.round.year) },
            (FieldType::Text | FieldType::Choice, _) => Expect::Text,
        };
        read(&raw, &expect)
    }

    /// Whether nothing of a sheet could be read.
    pub(super) fn is_unreadable(&self, sheet: &Sheet) -> bool {
        self.workbook.oddities.iter().any(|oddity| {
            matches!(oddity, Oddity::SheetUnreadable { sheet: torn, .. } if *torn == *sheet.name)
        })
    }

    /// What the reader of workbooks lost is neither filled nor blank: whether a broken cell may be the one at `at`: it stands somewhere between two cells that were read.
    fn may_be_lost(&self, sheet: &Sheet, at: CellRef) -> bool {
        self.workbook.oddities.iter().any(|oddity| {
            let Oddity::BadCell { sheet: hurt, near, .. } = oddity else { return false };
            let after = near.map_or(Bound::Unbounded, Bound::Excluded);
            let next = sheet.cells.range((after, Bound::Unbounded)).next();
            *hurt == *sheet.name
                && near.is_none_or(|near| at > near)
                && next.is_none_or(|(next, _)| at < *next)
        })
    }
}

/// What an empty cell says by the diagonal line through it, in a word: the line itself would not survive a return copy.
/// A free line of a table says nothing more when it is crossed out: it is empty.
fn crossed_out(sheet: &Sheet, question: &Question, cell: CellRef) -> Option<Cell> {
    let is_free = matches!(question.subject, Subject::Line(..) | Subject::SpareActivity(_));
    let content = Content::Text(CROSSED_OUT.into());
    (sheet.crossed_out.contains(&cell) && !is_free).then_some(Cell {
        content,
        format: None,
        formula: None,
    })
}
