//! What a file of the input folder turned out to hold.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::collect::FileKind;
use super::observation::Observation;
use crate::form::field_ids::{EXTENSION, REPORT_DATE, REPORTER};
use crate::form::{
    BlockId, COVER_SHEET, ExtraRows, FieldId, GUIDE_SHEET, Identity, PastValue, Question,
    RETURN_SHEET, Subject,
};
use crate::notation::{Missing, Outcome, Reading, Refusal, Value};
use crate::schema::{ChoiceRole, Form, Go};
use crate::terms::{CellRef, DivisionName, ProgramNo, Round, Source};
use crate::workbook::{Cell, Extent, Oddity, OpenError};

/// What became of one file of the input folder.
#[derive(Debug)]
pub struct Submission {
    /// Path below the round's folder, `/` between parts.
    pub file: Arc<str>,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// What it holds.
    pub content: SubmissionContent,
}

/// What a file turned out to hold.
#[derive(Debug)]
pub enum SubmissionContent {
    /// Not looked at, with the reason (lock file, hidden file, not a workbook by its name).
    Skipped(FileKind),
    /// Could not be opened as a workbook.
    Unreadable(Unreadable),
    /// A workbook that was read.
    Read(Box<ReadSubmission>),
}

/// Why a file could not be read.
#[derive(Debug)]
pub enum Unreadable {
    /// The disk refused.
    Disk(String),
    /// The workbook reader refused.
    Workbook(OpenError),
}

/// A workbook that was read.
#[derive(Debug, Default)]
pub struct ReadSubmission {
    /// What the workbook says of itself.
    pub identity: Identity,
    /// Round that the workbook itself says it was made for, whatever its cells say.
    pub stated: Option<Round>,
    /// Division it is from: by its identity, else by the lead division of the programs in it.
    pub division: Option<DivisionName>,
    /// Whether its front page says that it is made up.
    pub sample: bool,
    /// Whether it says itself what its form printed of the past; else what earlier rounds reported lays it out.
    pub past_is_own: bool,
    /// The file that this one is a copy of, byte by byte; that one counts.
    pub copy_of: Option<Arc<str>>,
    /// SHA-256 of the submissions that this one is the return copy of, mended.
    pub returned_from: BTreeSet<String>,
    /// Programs found in it, in plan order.
    pub programs: Vec<ProgramSheet>,
    /// Sheets that the division's form does not have, and what was added to the form's front pages.
    pub other_sheets: Vec<OtherSheet>,
    /// Programs whose sheet is there but could not be read, by the name of the sheet.
    pub torn: BTreeMap<Arc<str>, ProgramNo>,
    /// What the search for the form met.
    pub observations: Vec<Observation>,
    /// What the workbook reader found odd.
    pub oddities: Vec<Oddity>,
    /// The account of its cells.
    pub account: Account,
}

/// How many non-empty cells a submission has, and what became of them: `non_empty = read + printed + unaccounted`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Cells that hold anything but white space.
    pub non_empty: usize,
    /// Cells read as an answer.
    pub read: usize,
    /// Cells recognised as printed by the form.
    pub printed: usize,
    /// Cells that are neither: named by findings, or counted by one.
    pub unaccounted: usize,
}

/// A program's sheet in a submission.
#[derive(Debug)]
pub struct ProgramSheet {
    /// The program.
    pub program: ProgramNo,
    /// Sheet it was found on.
    pub sheet: Arc<str>,
    /// Every field of the form, in the form's order, filled or not.
    pub answers: Vec<Answer>,
    /// Rows beyond the form's own that it has: named ones of a return copy, and inserted ones.
    pub extra_rows: ExtraRows,
    /// What stands on it beside the answers and what the form prints.
    pub strays: Vec<Stray>,
    /// False once another submission of the same program counts instead.
    pub in_force: bool,
    /// What tells its answers from those of another sheet, where these were let go.
    pub let_go: Option<[u8; 32]>,
}

/// How a cell was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // What a member tells is said of the member.
pub enum LocatedBy {
    /// By its defined name.
    Name,
    /// By the labels printed around it.
    Label,
    /// On a form that already exists: so many cells from its label. `go`: which way from it.
    /// `steps`: how many cells, merged ones counted once.
    Beside { label: CellRef, go: Go, steps: u16 },
    /// On a form that already exists: below the heading of its column. `head`: the heading.
    Column { head: CellRef },
    /// On a form that already exists: at the address that the form gives.
    Address,
}

/// Why nobody sees what a cell holds, on the screen or on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unseen {
    /// Its row is hidden.
    Row,
    /// Its column is hidden.
    Column,
    /// Its letters have the colour of what is behind them.
    Letters,
    /// Its number format shows nothing.
    Format,
    /// It is a zero of a sheet that shows none.
    Zero,
}

/// One field of the form as the division filled it in.
#[derive(Debug)]
pub struct Answer {
    /// What it answers. The unit is the one that it was read in.
    pub question: Arc<Question>,
    /// The cell as the division left it, if it holds anything.
    pub cell: Option<Cell>,
    /// Text of the cell as the division wrote it.
    pub raw: String,
    /// What that means.
    pub outcome: Outcome,
    /// Where it stands.
    pub source: Source,
    /// How the cell was found.
    pub located_by: LocatedBy,
    /// Why nobody sees what it holds, if nobody does.
    pub unseen: Option<Unseen>,
    /// Whether its size is doubted: it counts, and what is made of it says so. The rules decide it.
    pub doubted: bool,
}

impl Answer {
    /// What findings call the question.
    pub fn caption(&self) -> String {
        self.question.caption.clone()
    }

    /// Whether it answers this field, of whatever subject.
    pub fn is(&self, field: FieldId<'_>) -> bool {
        self.question.id() == field
    }

    /// Whether the sheet takes it over from the cover: nobody wrote it there.
    pub fn is_taken_over(&self) -> bool {
        let formula = self.cell.as_ref().and_then(|cell| cell.formula.as_ref());
        self.question.field.cover && formula.is_some()
    }

    /// The value, if the cell has one.
    pub fn reading(&self) -> Option<&Reading> {
        match &self.outcome {
            Outcome::Read(reading) => Some(reading),
            _ => None,
        }
    }

    /// The number, in yen if it is money, and whether it was written as 約.
    pub fn known(&self) -> Option<PastValue> {
        let reading = self.reading()?;
        let value = match &reading.value {
            Value::Number(value) => *value,
            Value::Money(yen) => yen.0.into(),
            _ => return None,
        };
        Some(PastValue { value, approx: reading.approx })
    }

    /// Why there is no value, if the cell says so or is empty.
    pub fn missing(&self) -> Option<Missing> {
        match self.outcome {
            Outcome::Missing { reason, .. } => Some(reason),
            Outcome::Read(_) | Outcome::Refused(_) => None,
        }
    }

    /// Whether nothing at all was written.
    pub fn is_blank(&self) -> bool {
        self.missing() == Some(Missing::Blank)
    }

    /// How much of the cell is struck out.
    pub fn struck(&self) -> Extent {
        self.cell.as_ref().map_or(Extent::Nothing, Cell::struck)
    }

    /// Whether something may stand here that the reader of workbooks lost.
    pub fn is_lost(&self) -> bool {
        matches!(self.outcome, Outcome::Refused(Refusal::Lost))
    }

    /// The value as text, if it is a text or the code of a choice.
    pub fn text(&self) -> Option<&str> {
        match self.reading().map(|reading| &reading.value) {
            Some(Value::Text(text) | Value::Choice(text)) => Some(text),
            _ => None,
        }
    }

    /// The role of the choice that was made.
    pub fn role(&self, form: &Form) -> Option<ChoiceRole> {
        form.role_of(self.question.field.choices.as_deref()?, self.text()?)
    }
}

impl ProgramSheet {
    /// Whether the division answered nothing on it. What its form prints of the past is no answer, nor is who filled it
    /// in and when; what stands beside the fields is told by itself.
    pub fn is_blank(&self) -> bool {
        let own = |answer: &&Answer| {
            !matches!(answer.question.subject, Subject::PastActual(..))
                && !answer.is_taken_over()
                && ![REPORTER, EXTENSION, REPORT_DATE].into_iter().any(|field| answer.is(field))
        };
        !self.answers.is_empty() && self.answers.iter().filter(own).all(Answer::is_blank)
    }

    /// Lets the answers go, but for the day on which they were reported and what tells them from others.
    fn let_go(&mut self) {
        let mut told = Sha256::new();
        for answer in self.answers_as_told() {
            told.update(answer.len().to_le_bytes());
            told.update(answer);
        }
        self.let_go = Some(told.finalize().into());
        self.answers.retain(|answer| answer.is(REPORT_DATE));
        self.answers.shrink_to_fit();
        self.strays = Vec::new();
    }

    /// Every answer in a text that tells it from others. The same text struck out is another answer.
    pub(super) fn answers_as_told(&self) -> impl Iterator<Item = String> {
        self.answers
            .iter()
            .map(|answer| format!("{}={}{:?}", answer.question.key(), answer.raw, answer.struck()))
    }

    /// The answer to `field` about `subject`.
    pub fn answer(&self, subject: &Subject, field: FieldId<'_>) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.question.asks(subject, field))
    }

    /// The answer to `field` about the program itself.
    pub fn own(&self, field: FieldId<'_>) -> Option<&Answer> {
        self.answer(&Subject::Program, field)
    }

    /// The answer to `field` in line `n` of the table in `block`.
    pub fn in_line(&self, block: BlockId<'_>, n: u16, field: FieldId<'_>) -> Option<&Answer> {
        let is_it = |answer: &&Answer| {
            answer.is(field) && answer.question.subject.line_of(block) == Some(n)
        };
        self.answers.iter().find(is_it)
    }

    /// The lines of the table in `block` that have this field, with the answers to it.
    pub fn lines<'s>(
        &'s self,
        block: BlockId<'s>,
        field: FieldId<'s>,
    ) -> impl Iterator<Item = (u16, &'s Answer)> {
        let own = self.answers.iter().filter(move |answer| answer.is(field));
        own.filter_map(move |answer| Some((answer.question.subject.line_of(block)?, answer)))
    }

    /// The answer to the same question of another form of this program.
    pub fn answer_to(&self, question: &Question) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.question.is_as(question))
    }
}

/// A cell of a program's sheet that is no answer and not as the form printed it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Stray {
    /// Where it stands.
    pub at: CellRef,
    /// Where that is on the form's own sheet: rows that the division inserted or deleted above it do not count.
    pub home: CellRef,
    /// What it holds.
    pub cell: Cell,
    /// Whether the form prints something of its own there.
    pub over_print: bool,
}

/// A sheet that is no sheet of the division's form, with what the division wrote on it: of the form's front pages and
/// of a return copy's list only what was added to them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OtherSheet {
    /// Its name.
    #[serde(with = "crate::terms::kept::shared")]
    pub name: Arc<str>,
    /// Its cells.
    pub cells: BTreeMap<CellRef, Cell>,
}

impl OtherSheet {
    /// Whether it is a page that every form (or return copy) has.
    pub fn is_page_of_form(&self) -> bool {
        is_page_of_form(&self.name)
    }
}

pub(super) fn is_page_of_form(name: &str) -> bool {
    [COVER_SHEET, GUIDE_SHEET, RETURN_SHEET].contains(&name)
}

impl ReadSubmission {
    /// Whether it was seen that nothing is filled in on the sheet of `program`.
    pub fn is_left_blank(&self, program: ProgramNo) -> bool {
        self.observations.iter().any(|seen| match seen {
            Observation::NothingFilled { sheet: None } => true,
            Observation::NothingFilled { sheet: Some((own, _)) } => *own == program,
            _ => false,
        })
    }
}

impl Submission {
    /// Lets go of what was written in its cells, once nobody asks for it any more: which file counts, and what was met,
    /// stays.
    pub fn let_go(&mut self) {
        let SubmissionContent::Read(read) = &mut self.content else { return };
        read.programs.iter_mut().for_each(ProgramSheet::let_go);
        read.other_sheets = Vec::new();
    }

    /// The content, if the workbook was read.
    pub fn read(&self) -> Option<&ReadSubmission> {
        match &self.content {
            SubmissionContent::Read(read) => Some(read),
            _ => None,
        }
    }

    /// Place of a cell in this file.
    pub fn source(&self, sheet: &Arc<str>, cell: CellRef) -> Source {
        Source { file: self.file.clone(), sheet: sheet.clone(), cell }
    }
}
