//! From a workbook to what a division submitted: who it is from, every field with its place, every cell accounted for.
//!
//! This room finds the form in a workbook (by defined names, then by printed labels), reads each field with
//! `notation`, and decides which of several submissions counts. It knows no rules: what is doubtful is recorded as
//! it was met, and `check` makes findings of it.

mod account;
mod added_rows;
mod align;
mod belongs;
mod collect;
mod existing;
mod identify;
mod lost;
mod read;
mod reckon;
mod select;
mod strays;
mod summary;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::form::{BlockId, ExtraRows, FieldId, Identity, PastValue, Question, Subject};
use crate::notation::{Outcome, Reading, Refusal, Value};
use crate::schema::{ChoiceRole, Form, Go, ProgramKind};
use crate::terms::{CellRef, DivisionName, ProgramNo, Round, Source};
use crate::workbook::{Cell, Oddity, OpenError};

pub(crate) use account::raw_text;
pub use collect::{FileKind, InputFile, list_input, rounds_in, single_file, strays_in};
pub(crate) use existing::grid::Grid;
pub use read::{read_submission, stated_round};
pub use reckon::is_sample;
pub use select::select_latest;
pub use strays::{OtherSheet, Stray};
pub use summary::{ProgramFindings, Status, SubmissionSummary};

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
    /// Division it is from: by its identity, else by the lead division of the programs in it.
    pub division: Option<DivisionName>,
    /// Whether its front page says that it is made up.
    pub sample: bool,
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Account {
    /// Cells that hold anything but white space.
    pub non_empty: usize,
    /// Cells read as an answer.
    pub read: usize,
    /// Cells recognised as printed by the form.
    pub printed: usize,
    /// Cells that are neither; each is named by a finding.
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
}

/// How a cell was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocatedBy {
    /// By its defined name.
    Name,
    /// By the labels printed around it.
    Label,
    /// On a form that already exists: so many cells from its label.
    Beside {
        /// The label.
        label: CellRef,
        /// Which way from it.
        go: Go,
        /// How many cells, merged ones counted once.
        steps: u16,
    },
    /// On a form that already exists: below the heading of its column.
    Column {
        /// The heading.
        head: CellRef,
    },
    /// On a form that already exists: at the address that the form gives.
    Address,
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
}

impl Answer {
    /// Whether it answers this field, of whatever subject.
    #[must_use]
    pub fn is(&self, field: FieldId<'_>) -> bool {
        self.question.id() == field
    }

    /// The value, if the cell has one.
    #[must_use]
    pub fn reading(&self) -> Option<&Reading> {
        match &self.outcome {
            Outcome::Read(reading) => Some(reading),
            _ => None,
        }
    }

    /// The number, in yen if it is money, and whether it was written as 約.
    #[must_use]
    pub fn known(&self) -> Option<PastValue> {
        let reading = self.reading()?;
        let value = match &reading.value {
            Value::Number(value) => *value,
            Value::Money(yen) => yen.0.into(),
            _ => return None,
        };
        Some(PastValue { value, approx: reading.approx })
    }

    /// Whether nothing at all was written.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(&self.outcome, Outcome::Missing { reason: crate::notation::Missing::Blank, .. })
    }

    /// Whether something may stand here that the reader of workbooks lost.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        matches!(self.outcome, Outcome::Refused(Refusal::Lost))
    }

    /// The value as text, if it is a text or the code of a choice.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self.reading().map(|reading| &reading.value) {
            Some(Value::Text(text) | Value::Choice(text)) => Some(text),
            _ => None,
        }
    }

    /// The role of the choice that was made.
    #[must_use]
    pub fn role(&self, form: &Form) -> Option<ChoiceRole> {
        form.role_of(self.question.field.choices.as_deref()?, self.text()?)
    }
}

impl ProgramSheet {
    /// The answer to `field` about `subject`.
    #[must_use]
    pub fn answer(&self, subject: &Subject, field: FieldId<'_>) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.question.asks(subject, field))
    }

    /// The answer to `field` about the program itself.
    #[must_use]
    pub fn own(&self, field: FieldId<'_>) -> Option<&Answer> {
        self.answer(&Subject::Program, field)
    }

    /// The answer to `field` in line `n` of the table in `block`.
    #[must_use]
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
    #[must_use]
    pub fn answer_to(&self, question: &Question) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.question.is_as(question))
    }
}

/// Something met while looking for the form; `check` decides how grave it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Observation {
    /// The workbook carries no form that the plan knows.
    NoForm,
    /// The form's version is not the one in use, and not one it accepts.
    OtherForm {
        /// What the workbook says it is.
        found: String,
    },
    /// The workbook was made for another plan.
    OtherPlan {
        /// Plan it names.
        found: String,
    },
    /// The workbook was made for another round.
    OtherRound {
        /// Round it names.
        found: Round,
    },
    /// The workbook names a division that the plan does not know.
    UnknownDivision {
        /// What it says.
        found: String,
    },
    /// A program that another division leads.
    OtherDivision {
        /// The program.
        program: ProgramNo,
        /// Sheet it is on.
        sheet: Arc<str>,
        /// Division that leads it.
        lead: DivisionName,
    },
    /// A sheet or name for a program that the plan does not have.
    UnknownProgram {
        /// The number.
        program: ProgramNo,
        /// Sheet it is on.
        sheet: Arc<str>,
    },
    /// A sheet or name for a program that a revision of the plan has ended.
    EndedProgram {
        /// The program.
        program: ProgramNo,
        /// Sheet it is on.
        sheet: Arc<str>,
    },
    /// The same program on two sheets of one workbook.
    TwiceInWorkbook {
        /// The program.
        program: ProgramNo,
        /// The sheet that is read.
        sheet: Arc<str>,
        /// The sheet that is not.
        other: Arc<str>,
    },
    /// A program of the division that the workbook no longer holds.
    SheetGone {
        /// The program.
        program: ProgramNo,
    },
    /// Names were gone; the fields of this sheet were found by their labels.
    FoundByLabels {
        /// The program.
        program: ProgramNo,
        /// The sheet.
        sheet: Arc<str>,
        /// How many fields.
        fields: usize,
    },
    /// A field could not be found at all.
    FieldGone {
        /// The program.
        program: ProgramNo,
        /// The sheet.
        sheet: Arc<str>,
        /// Key of the field.
        key: String,
        /// What a person calls it.
        caption: String,
    },
    /// The label of a field, or the heading above it, stands at several places; the field is not read.
    LabelTwice {
        /// The program.
        program: ProgramNo,
        /// The sheet.
        sheet: Arc<str>,
        /// Key of the field.
        key: String,
        /// What a person calls it.
        caption: String,
        /// Where the label stands.
        places: Vec<CellRef>,
    },
    /// Nothing tells for certain which program a part of a sheet is about; it is not read.
    ProgramUnclear {
        /// Where the program should be named.
        source: Source,
        /// What stands there.
        text: String,
    },
    /// The name of a field and the labels around it point to different rows; the field is not read.
    NameContradicts {
        /// The program.
        program: ProgramNo,
        /// The cell that the name points to.
        source: Source,
        /// Key of the field.
        key: String,
        /// What a person calls it.
        caption: String,
        /// Row of the label, counted from 1.
        label_row: u32,
    },
    /// Rows or columns of a program's sheet are hidden: what stands there was read, but nobody saw it.
    HiddenParts {
        /// The program.
        program: ProgramNo,
        /// The sheet.
        sheet: Arc<str>,
        /// How many rows.
        rows: usize,
        /// How many columns.
        cols: usize,
    },
    /// A cell that is neither an answer nor printed.
    Unaccounted {
        /// Where it stands.
        source: Source,
        /// Its text.
        text: String,
        /// Program of the sheet, if it is one's.
        program: Option<ProgramNo>,
    },
    /// The names say that a sheet is one program's, what it prints says another's.
    OtherProgramPrinted {
        /// The program by the names of the cells.
        program: ProgramNo,
        /// The sheet.
        sheet: Arc<str>,
        /// The program by what the sheet prints.
        printed: ProgramNo,
    },
    /// A program of one kind on the sheet of another kind; nothing of the sheet is read.
    OtherKindPrinted {
        /// The program.
        program: ProgramNo,
        /// The sheet.
        sheet: Arc<str>,
        /// Kind of program that the sheet is made for.
        printed: ProgramKind,
    },
    /// A cell that the form printed now holds something else.
    PrintAltered {
        /// The program.
        program: ProgramNo,
        /// Where it stands.
        source: Source,
        /// What the form printed; empty for a formula.
        expected: String,
        /// What is there now.
        found: String,
    },
    /// Printed cells that are gone from a sheet.
    PrintGone {
        /// The program.
        program: ProgramNo,
        /// The sheet.
        sheet: Arc<str>,
        /// What they said, in reading order.
        texts: Vec<String>,
    },
    /// Another submission of this program counts.
    Superseded {
        /// The program.
        program: ProgramNo,
        /// The file that counts.
        by: Arc<str>,
    },
    /// Two submissions of one program of which neither is known to be the later; none counts.
    Rivals {
        /// The program.
        program: ProgramNo,
        /// Sheet in this file.
        sheet: Arc<str>,
        /// The other file.
        other: Arc<str>,
    },
}

impl Submission {
    /// The content, if the workbook was read.
    #[must_use]
    pub fn read(&self) -> Option<&ReadSubmission> {
        match &self.content {
            SubmissionContent::Read(read) => Some(read),
            _ => None,
        }
    }

    /// Place of a cell in this file.
    #[must_use]
    pub fn source(&self, sheet: &Arc<str>, cell: CellRef) -> Source {
        Source { file: self.file.clone(), sheet: sheet.clone(), cell }
    }
}
