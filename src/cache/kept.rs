//! What was read of a file, in the shape in which it is kept.
//!
//! The types of the rooms before are kept as they are. Only answers have a shape of their own: a question refers to a
//! field of the form, which is kept as its place in the form, and an answer mostly stands on the sheet of its program.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::form::{ExtraRows, Identity, Question, Subject};
use crate::notation::Outcome;
use crate::schema::{Block, Field, Form};
use crate::submission::{
    Account, Answer, LocatedBy, Observation, OtherSheet, ProgramSheet, ReadSubmission, Stray,
    SubmissionContent, Unreadable, Unseen,
};
use crate::terms::{Area, CellRef, DivisionName, ProgramNo, Round, Source};
use crate::workbook::{Cell, Oddity, OpenError};

/// What a file turned out to hold.
#[derive(Serialize, Deserialize)]
pub(super) enum Kept<'a> {
    /// A workbook that was read.
    #[serde(borrow)]
    Read(Box<KeptRead<'a>>),
    /// One that the reader of workbooks refused.
    Refused(Cow<'a, OpenError>),
}

impl<'a> Kept<'a> {
    /// Nothing for what is no matter of the file's bytes, or has no place in this form.
    pub(super) fn of(content: &'a SubmissionContent, form: &Form) -> Option<Kept<'a>> {
        match content {
            SubmissionContent::Read(read) => Some(Kept::Read(Box::new(KeptRead::of(read, form)?))),
            SubmissionContent::Unreadable(Unreadable::Workbook(error)) => {
                Some(Kept::Refused(Cow::Borrowed(error)))
            }
            SubmissionContent::Unreadable(Unreadable::Disk(_)) | SubmissionContent::Skipped(_) => {
                None
            }
        }
    }

    /// Nothing if it speaks of a field that the form does not have.
    pub(super) fn content(self, file: &Arc<str>, form: &Form) -> Option<SubmissionContent> {
        Some(match self {
            Kept::Read(read) => SubmissionContent::Read(Box::new(read.submission(file, form)?)),
            Kept::Refused(error) => {
                SubmissionContent::Unreadable(Unreadable::Workbook(error.into_owned()))
            }
        })
    }
}

/// [`ReadSubmission`] before the files of a round lie side by side.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptRead<'a> {
    identity: Cow<'a, Identity>,
    stated: Option<Round>,
    division: Cow<'a, Option<DivisionName>>,
    sample: bool,
    past_is_own: bool,
    returned_from: Cow<'a, BTreeSet<String>>,
    #[serde(borrow)]
    programs: Vec<KeptSheet<'a>>,
    other_sheets: Cow<'a, [OtherSheet]>,
    #[serde(borrow)]
    torn: Vec<(Cow<'a, str>, ProgramNo)>,
    observations: Vec<KeptObservation<'a>>,
    oddities: Cow<'a, [Oddity]>,
    account: Account,
}

impl<'a> KeptRead<'a> {
    fn of(read: &'a ReadSubmission, form: &Form) -> Option<KeptRead<'a>> {
        // Every field by its name: a new one is kept too, or this does not compile.
        let ReadSubmission {
            identity,
            stated,
            division,
            sample,
            past_is_own,
            copy_of: None,
            returned_from,
            programs,
            other_sheets,
            torn,
            observations,
            oddities,
            account,
        } = read
        else {
            return None;
        };
        let programs = programs.iter().map(|sheet| KeptSheet::of(sheet, form));
        Some(KeptRead {
            identity: Cow::Borrowed(identity),
            stated: *stated,
            division: Cow::Borrowed(division),
            sample: *sample,
            past_is_own: *past_is_own,
            returned_from: Cow::Borrowed(returned_from),
            programs: programs.collect::<Option<_>>()?,
            other_sheets: Cow::Borrowed(other_sheets),
            torn: torn.iter().map(|(sheet, no)| (Cow::Borrowed(&**sheet), *no)).collect(),
            observations: observations.iter().map(KeptObservation::of).collect(),
            oddities: Cow::Borrowed(oddities),
            account: *account,
        })
    }

    fn submission(self, file: &Arc<str>, form: &Form) -> Option<ReadSubmission> {
        let programs = self.programs.into_iter().map(|sheet| sheet.sheet(file, form));
        Some(ReadSubmission {
            identity: self.identity.into_owned(),
            stated: self.stated,
            division: self.division.into_owned(),
            sample: self.sample,
            past_is_own: self.past_is_own,
            copy_of: None,
            returned_from: self.returned_from.into_owned(),
            programs: programs.collect::<Option<_>>()?,
            other_sheets: self.other_sheets.into_owned(),
            torn: self.torn.into_iter().map(|(sheet, no)| (sheet.into(), no)).collect(),
            observations: self.observations.into_iter().map(KeptObservation::observation).collect(),
            oddities: self.oddities.into_owned(),
            account: self.account,
        })
    }
}

/// An observation. What counts others like it is kept as their number, so that none holds another.
#[derive(Serialize, Deserialize)]
struct KeptObservation<'a> {
    seen: Cow<'a, Observation>,
    more: Option<(usize, Option<Area>)>,
}

impl<'a> KeptObservation<'a> {
    fn of(observation: &'a Observation) -> KeptObservation<'a> {
        match observation {
            Observation::More { like, count, area } => {
                KeptObservation { seen: Cow::Borrowed(like), more: Some((*count, *area)) }
            }
            seen => KeptObservation { seen: Cow::Borrowed(seen), more: None },
        }
    }

    fn observation(self) -> Observation {
        let seen = self.seen.into_owned();
        match self.more {
            Some((count, area)) => Observation::More { like: Box::new(seen), count, area },
            None => seen,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct KeptSheet<'a> {
    program: ProgramNo,
    sheet: Cow<'a, str>,
    #[serde(borrow)]
    answers: Vec<KeptAnswer<'a>>,
    extra_rows: Cow<'a, ExtraRows>,
    strays: Cow<'a, [Stray]>,
    in_force: bool,
    let_go: Option<[u8; 32]>,
}

impl<'a> KeptSheet<'a> {
    fn of(read: &'a ProgramSheet, form: &Form) -> Option<KeptSheet<'a>> {
        let ProgramSheet { program, sheet, answers, extra_rows, strays, in_force, let_go } = read;
        let answers = answers.iter().map(|answer| KeptAnswer::of(answer, sheet, form));
        Some(KeptSheet {
            program: *program,
            sheet: Cow::Borrowed(sheet),
            answers: answers.collect::<Option<_>>()?,
            extra_rows: Cow::Borrowed(extra_rows),
            strays: Cow::Borrowed(strays),
            in_force: *in_force,
            let_go: *let_go,
        })
    }

    fn sheet(self, file: &Arc<str>, form: &Form) -> Option<ProgramSheet> {
        let sheet: Arc<str> = self.sheet.into();
        let answers = self.answers.into_iter().map(|answer| answer.answer(file, &sheet, form));
        Some(ProgramSheet {
            program: self.program,
            answers: answers.collect::<Option<_>>()?,
            extra_rows: self.extra_rows.into_owned(),
            strays: self.strays.into_owned(),
            in_force: self.in_force,
            let_go: self.let_go,
            sheet,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct KeptAnswer<'a> {
    #[serde(borrow)]
    question: KeptQuestion<'a>,
    cell: Option<Cow<'a, Cell>>,
    #[serde(borrow)]
    raw: Cow<'a, str>,
    outcome: Cow<'a, Outcome>,
    /// None for the sheet of the program.
    sheet: Option<Cow<'a, str>>,
    at: CellRef,
    located_by: LocatedBy,
    unseen: Option<Unseen>,
}

impl<'a> KeptAnswer<'a> {
    fn of(answer: &'a Answer, own: &Arc<str>, form: &Form) -> Option<KeptAnswer<'a>> {
        // The rules have not doubted it yet.
        let Answer { question, cell, raw, outcome, source, located_by, unseen, doubted: false } =
            answer
        else {
            return None;
        };
        Some(KeptAnswer {
            question: KeptQuestion::of(question, form)?,
            cell: cell.as_ref().map(Cow::Borrowed),
            raw: Cow::Borrowed(raw),
            outcome: Cow::Borrowed(outcome),
            sheet: (source.sheet != *own).then(|| Cow::Borrowed(&*source.sheet)),
            at: source.cell,
            located_by: *located_by,
            unseen: *unseen,
        })
    }

    fn answer(self, file: &Arc<str>, own: &Arc<str>, form: &Form) -> Option<Answer> {
        let sheet = self.sheet.map_or_else(|| own.clone(), Arc::from);
        Some(Answer {
            question: Arc::new(self.question.question(form)?),
            cell: self.cell.map(Cow::into_owned),
            raw: self.raw.into_owned(),
            outcome: self.outcome.into_owned(),
            source: Source { file: file.clone(), sheet, cell: self.at },
            located_by: self.located_by,
            unseen: self.unseen,
            doubted: false,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct KeptQuestion<'a> {
    subject: Cow<'a, Subject>,
    field: FieldPlace,
    #[serde(borrow)]
    unit: Cow<'a, str>,
    money: bool,
    #[serde(borrow)]
    label: Cow<'a, str>,
    #[serde(borrow)]
    caption: Cow<'a, str>,
    stand_in: Cow<'a, Option<Subject>>,
    #[serde(borrow)]
    key: Cow<'a, str>,
}

impl<'a> KeptQuestion<'a> {
    fn of(question: &'a Question, form: &Form) -> Option<KeptQuestion<'a>> {
        let Question { subject, field, block, unit, money, label, caption, stand_in, key } =
            question;
        Some(KeptQuestion {
            subject: Cow::Borrowed(subject),
            field: FieldPlace::of(form, block, field)?,
            unit: Cow::Borrowed(unit),
            money: *money,
            label: Cow::Borrowed(label),
            caption: Cow::Borrowed(caption),
            stand_in: Cow::Borrowed(stand_in),
            key: Cow::Borrowed(key),
        })
    }

    fn question(self, form: &Form) -> Option<Question> {
        let (block, field) = self.field.find(form)?;
        Some(Question {
            subject: self.subject.into_owned(),
            field: field.clone(),
            block: block.id.as_str().into(),
            unit: self.unit.into_owned(),
            money: self.money,
            label: self.label.into_owned(),
            caption: self.caption.into_owned(),
            stand_in: self.stand_in.into_owned(),
            key: self.key.into_owned(),
        })
    }
}

/// Which field of a form: the place of its sheet, of its block and its own, counted from 0.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct FieldPlace(usize, usize, usize);

impl FieldPlace {
    fn of(form: &Form, block: &str, field: &Arc<Field>) -> Option<FieldPlace> {
        form.sheets.iter().enumerate().find_map(|(sheet, spec)| {
            let mut blocks = spec.blocks.iter().enumerate().filter(|(_, own)| own.id == block);
            blocks.find_map(|(at, own)| {
                let place = fields(own).position(|one| Arc::ptr_eq(one, field))?;
                Some(FieldPlace(sheet, at, place))
            })
        })
    }

    fn find(self, form: &Form) -> Option<(&Block, &Arc<Field>)> {
        let block = form.sheets.get(self.0)?.blocks.get(self.1)?;
        Some((block, fields(block).nth(self.2)?))
    }
}

/// The fields of a block: single ones, or the columns of its table.
fn fields(block: &Block) -> impl Iterator<Item = &Arc<Field>> {
    block.fields.iter().chain(block.table.iter().flat_map(|table| &table.columns))
}
