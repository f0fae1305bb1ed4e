//! What a sheet tells about one subject: the program, an activity, an indicator, a line of effects.

use std::cell::RefCell;

use super::answers::Answers;
use super::place::ValuePlace;
use crate::form::{FieldId, Subject};
use crate::notation::Missing;
use crate::schema::Program;
use crate::submission::Answer;
use crate::terms::{Round, Source, Yen};

/// The answers of a sheet about one subject. Where a value was read is noted, for the record that it goes into.
pub(super) struct About<'a> {
    pub(super) program: &'a Program,
    pub(super) round: Round,
    answers: &'a Answers<'a>,
    subject: Subject,
    places: RefCell<Vec<ValuePlace>>,
}

impl<'a> About<'a> {
    pub(super) fn new(
        program: &'a Program,
        round: Round,
        answers: &'a Answers<'a>,
        subject: Subject,
    ) -> About<'a> {
        About { program, round, answers, subject, places: RefCell::default() }
    }

    pub(super) fn answer(&self, field: FieldId<'_>) -> Option<&'a Answer> {
        self.answers.answer(&self.subject, field)
    }

    pub(super) fn text(&self, field: FieldId<'_>) -> Option<String> {
        self.answer(field)?.text().map(str::to_owned)
    }

    /// The text or code of `column`, from whichever of these fields the form has; its cell is noted.
    pub(super) fn told(&self, column: &'static str, fields: &[FieldId<'static>]) -> Option<String> {
        let mut told = None;
        for answer in fields.iter().filter_map(|field| self.answer(*field)) {
            self.places.borrow_mut().extend(ValuePlace::of_text(column, answer, answer.text()));
            told = told.or_else(|| answer.text().map(str::to_owned));
        }
        told
    }

    /// An amount, and whether it was written as 約. That of a cut is positive whatever sign was typed.
    pub(super) fn amount(&self, field: FieldId<'_>, cut: bool) -> Option<(Yen, bool)> {
        let answer = self.answer(field)?;
        let yen = answer.outcome.yen()?;
        Some((if cut { yen.abs() } else { yen }, answer.reading()?.approx))
    }

    /// The amount of `column`; its cell is noted.
    pub(super) fn told_amount(
        &self,
        column: &'static str,
        field: FieldId<'_>,
        cut: bool,
    ) -> Option<(Yen, bool)> {
        let place = self.answer(field).and_then(|answer| ValuePlace::of(column, answer));
        self.places.borrow_mut().extend(place);
        self.amount(field, cut)
    }

    /// Whether the size of one of these amounts is doubted.
    pub(super) fn is_doubted(&self, fields: &[FieldId<'static>]) -> bool {
        fields.iter().filter_map(|field| self.answer(*field)).any(|answer| answer.doubted)
    }

    /// Yen in one step of the last digit that an amount was written with.
    pub(super) fn step(&self, field: FieldId<'_>) -> i64 {
        let reading = self.answer(field).and_then(Answer::reading);
        let digit = reading.map(|reading| reading.last_digit).filter(|digit| *digit > 0);
        digit.and_then(|digit| 10_i64.checked_pow(digit.unsigned_abs())).unwrap_or(1)
    }

    /// Text of the field's cell as written; empty if the form of this program lacks it.
    pub(super) fn raw(&self, field: FieldId<'_>) -> String {
        self.answer(field).map(|answer| answer.raw.clone()).unwrap_or_default()
    }

    /// Place of the field, or the sheet's first cell if the form of this program lacks it.
    pub(super) fn source(&self, field: FieldId<'_>) -> Source {
        self.answer(field).map_or(self.answers.first(), |answer| &answer.source).clone()
    }

    /// The cells noted so far.
    pub(super) fn places(&self) -> Vec<ValuePlace> {
        self.places.take()
    }
}

/// Whether a cell for an amount leaves it unknown: it has none, and does not say that there is none.
pub(super) fn is_open(answer: &Answer) -> bool {
    let says_none = matches!(answer.missing(), Some(Missing::None | Missing::NotApplicable));
    answer.outcome.yen().is_none() && !says_none
}
