//! What the search for a form met.

use std::sync::Arc;

use crate::schema::ProgramKind;
use crate::terms::{Area, CellRef, DivisionName, ProgramNo, Round, Source};
use crate::workbook::AttachedKind;

/// Something met while looking for the form; `check` decides how grave it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Observation {
    /// The workbook carries no form that the plan knows. If it has nothing of one, its cells are counted only.
    NoForm(Likeness),
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
    /// Nothing was filled in: on a program's sheet, or in the whole workbook.
    NothingFilled {
        /// The program and its sheet; none for the workbook.
        sheet: Option<(ProgramNo, Arc<str>)>,
    },
    /// Further forms stand on the sheet of a program; only the first is read.
    FormsBelow {
        /// The program that is read.
        program: ProgramNo,
        /// The sheet.
        sheet: Arc<str>,
        /// Where the others begin.
        places: Vec<CellRef>,
        /// Whose they are, as far as they say.
        programs: Vec<ProgramNo>,
    },
    /// Fields were merged into one cell: whose value it holds cannot be told, and none is read.
    FieldsMerged {
        /// The program.
        program: ProgramNo,
        /// The merged cell.
        source: Source,
        /// Key of the first field.
        key: String,
        /// What a person calls the fields.
        captions: Vec<String>,
    },
    /// Files with the very bytes of this one; this one counts.
    Copies {
        /// The others.
        others: Vec<Arc<str>>,
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
    /// The sheet of a program is hidden: what stands there was read, but nobody saw it.
    HiddenSheet {
        /// The program.
        program: ProgramNo,
        /// The sheet.
        sheet: Arc<str>,
        /// How many fields are filled.
        fields: usize,
    },
    /// Something that lies on a sheet: it is in no cell, so it is not read.
    Attached {
        /// The program, if the sheet is one's.
        program: Option<ProgramNo>,
        /// The sheet.
        sheet: Arc<str>,
        /// The cell that it belongs to or begins on.
        cell: Option<CellRef>,
        /// Key of the field in that cell, and what a person calls it.
        field: Option<(String, String)>,
        /// What it is.
        kind: AttachedKind,
        /// The words in it.
        text: String,
    },
    /// So much lies on a sheet that the rest is only counted.
    MoreAttached {
        /// The sheet.
        sheet: Arc<str>,
        /// How many are not named.
        count: usize,
    },
    /// What the form printed in a cell was struck out.
    PrintStruck {
        /// The program.
        program: ProgramNo,
        /// Where it stands.
        source: Source,
        /// What stands there.
        text: String,
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
    /// Others on a sheet like one that was met, which are counted: many were named before them.
    More {
        /// The first of them.
        like: Box<Observation>,
        /// How many.
        count: usize,
        /// The rectangle around them, if they have cells.
        area: Option<Area>,
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

impl Observation {
    /// Whether it tells that the workbook is a form after all, of whatever program.
    pub(super) fn is_of_a_form(&self) -> bool {
        match self {
            Observation::UnknownProgram { .. }
            | Observation::EndedProgram { .. }
            | Observation::OtherKindPrinted { .. } => true,
            Observation::ProgramUnclear { text, .. } => !text.trim().is_empty(),
            Observation::More { like, .. } => like.is_of_a_form(),
            _ => false,
        }
    }

    /// What a strange file may repeat without end: of which kind it is, on which sheet, in which cell.
    pub(super) fn repeats(&self) -> Option<(&'static str, &Arc<str>, Option<CellRef>)> {
        match self {
            Observation::UnknownProgram { sheet, .. } => Some(("unknown", sheet, None)),
            Observation::TwiceInWorkbook { other, .. } => Some(("twice", other, None)),
            Observation::ProgramUnclear { source, .. } => {
                Some(("unclear", &source.sheet, Some(source.cell)))
            }
            Observation::More { like, .. } => like.repeats(),
            _ => None,
        }
    }
}

/// What a workbook looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// Its sheets.
    pub sheets: usize,
    /// Name of the first.
    pub first_sheet: Arc<str>,
    /// Cells that hold anything.
    pub cells: usize,
    /// The sheet of the form whose words it shows most of, if it shows any.
    pub nearest: Option<Nearest>,
}

/// The sheet of the form that a workbook is most like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    /// Title of the sheet.
    pub title: String,
    /// Words that it prints: headings, labels.
    pub words: usize,
    /// How many of them the workbook shows.
    pub shown: usize,
}
