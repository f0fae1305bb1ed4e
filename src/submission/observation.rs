//! What the search for a form met.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::schema::ProgramKind;
use crate::terms::{Area, CellRef, DivisionName, ProgramNo, Round, Source, kept};
use crate::workbook::AttachedKind;

/// Where something was met.
#[derive(Debug, Clone, Copy)]
pub enum Spot<'a> {
    /// In the workbook as a whole.
    File,
    /// On a sheet.
    Sheet(&'a Arc<str>),
    /// In a cell of a sheet.
    Cell(&'a Arc<str>, CellRef),
    /// In the cell that something is read from.
    Source(&'a Source),
}

/// What can be met: a row each, with what it tells, where it stands (`at`) and whose sheet that is (`of`).
macro_rules! observations {
    ($(
        $(#[$doc:meta])*
        $name:ident $(($alone:ident: $whole:ty))? $({ $($(#[$how:meta])? $field:ident: $type:ty),* })?
            at $spot:expr $(, of $program:expr)?;
    )*) => {
        /// Something met while looking for the form; `check` decides how grave it is.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[allow(missing_docs)] // The rows say what they tell.
        pub enum Observation {
            $($(#[$doc])* $name $(($whole))? $({ $($(#[$how])? $field: $type),* })?,)*
        }

        #[allow(unused_variables)]
        impl Observation {
            /// Where it was met.
            pub fn spot(&self) -> Spot<'_> {
                match self {
                    $(Observation::$name $(($alone))? $({ $($field),* })? => $spot,)*
                }
            }

            /// Program that it concerns.
            pub fn program(&self) -> Option<ProgramNo> {
                match self {
                    $(Observation::$name $(($alone))? $({ $($field),* })? => {
                        None $(.or(Option::from($program)))?
                    })*
                }
            }
        }
    };
}

observations! {
    /// The workbook carries no form that the plan knows. If it has nothing of one, its cells are counted only.
    NoForm(likeness: Likeness) at Spot::File;
    /// The form's version is not the one in use, and not one it accepts: what the workbook says it is.
    OtherForm { found: String } at Spot::File;
    /// The workbook was made for another plan, which it names.
    OtherPlan { found: String } at Spot::File;
    /// The workbook was made for another round, which it names.
    OtherRound { found: Round } at Spot::File;
    /// The workbook names a division that the plan does not know.
    UnknownDivision { found: String } at Spot::File;
    /// A program that another division leads.
    OtherDivision { program: ProgramNo, #[serde(with = "kept::shared")] sheet: Arc<str>, lead: DivisionName } at Spot::Sheet(sheet), of *program;
    /// A sheet or name for a program that the plan does not have.
    UnknownProgram { program: ProgramNo, #[serde(with = "kept::shared")] sheet: Arc<str> } at Spot::Sheet(sheet);
    /// A sheet or name for a program that a revision of the plan has ended.
    EndedProgram { program: ProgramNo, #[serde(with = "kept::shared")] sheet: Arc<str> } at Spot::Sheet(sheet);
    /// The same program on two sheets of one workbook: the sheet that is read, and the other one.
    TwiceInWorkbook { program: ProgramNo, #[serde(with = "kept::shared")] sheet: Arc<str>, #[serde(with = "kept::shared")] other: Arc<str> } at Spot::Sheet(other), of *program;
    /// A program of the division that the workbook no longer holds.
    SheetGone { program: ProgramNo } at Spot::File, of *program;
    /// Nothing was filled in: on a program's sheet, or in the whole workbook.
    NothingFilled { #[serde(with = "kept::shared_by_key")] sheet: Option<(ProgramNo, Arc<str>)> }
        at sheet.as_ref().map_or(Spot::File, |(_, sheet)| Spot::Sheet(sheet)), of sheet.as_ref().map(|(program, _)| *program);
    /// Forms, or parts of one, were pasted onto a sheet: of the sheet of a program only its own form is read, of another
    /// sheet none. Where they begin, and whose they are, as far as they say.
    FormsBelow { program: Option<ProgramNo>, #[serde(with = "kept::shared")] sheet: Arc<str>, places: Vec<CellRef>, programs: Vec<ProgramNo> }
        at Spot::Cell(sheet, places.first().copied().unwrap_or(CellRef::new(0, 0))), of *program;
    /// Fields were merged into one cell (`source`): whose value it holds cannot be told, and none is read. The key of the
    /// first, and what a person calls them.
    FieldsMerged { program: ProgramNo, source: Source, key: String, captions: Vec<String> } at Spot::Source(source), of *program;
    /// Other files with the very bytes of this one; this one counts.
    #[serde(skip)]
    Copies { others: Vec<Arc<str>> } at Spot::File;
    /// Names were gone; so many fields of this sheet were found by their labels.
    FoundByLabels { program: ProgramNo, #[serde(with = "kept::shared")] sheet: Arc<str>, fields: usize } at Spot::Sheet(sheet), of *program;
    /// A field could not be found at all.
    FieldGone { program: ProgramNo, #[serde(with = "kept::shared")] sheet: Arc<str>, key: String, caption: String } at Spot::Sheet(sheet), of *program;
    /// The cell of a field, found by the labels, holds a word that the form prints; the field is not read.
    FieldHoldsLabel { program: ProgramNo, source: Source, key: String, caption: String, text: String } at Spot::Source(source), of *program;
    /// Names were gone, and the label beside a field stands out of the order in which the form prints the labels; the field is
    /// not read.
    LabelOutOfOrder { program: ProgramNo, source: Source, key: String, caption: String } at Spot::Source(source), of *program;
    /// The label of a field, or the heading above it, stands at several places; the field is not read.
    LabelTwice { program: ProgramNo, #[serde(with = "kept::shared")] sheet: Arc<str>, key: String, caption: String, places: Vec<CellRef> } at Spot::Sheet(sheet), of *program;
    /// Nothing tells for certain which program a part of a sheet is about; it is not read: what stands where the program
    /// should be named.
    ProgramUnclear { source: Source, text: String } at Spot::Source(source);
    /// The name of a field and the labels around it point to different rows; the field is not read: the cell that the name
    /// points to, and the row of the label, counted from 1.
    NameContradicts { program: ProgramNo, source: Source, key: String, caption: String, label_row: u32 } at Spot::Source(source), of *program;
    /// So many rows or columns of a program's sheet are hidden: what stands there was read, but nobody saw it.
    HiddenParts { program: ProgramNo, #[serde(with = "kept::shared")] sheet: Arc<str>, rows: usize, cols: usize } at Spot::Sheet(sheet), of *program;
    /// The sheet of a program is hidden: what stands in so many fields was read, but nobody saw it.
    HiddenSheet { program: ProgramNo, #[serde(with = "kept::shared")] sheet: Arc<str>, fields: usize } at Spot::Sheet(sheet), of *program;
    /// Something that lies on a sheet: it is in no cell, so it is not read. The cell that it belongs to or begins on, key and
    /// caption of the field in that cell, what it is, and the words in it.
    Attached { program: Option<ProgramNo>, #[serde(with = "kept::shared")] sheet: Arc<str>, cell: Option<CellRef>, field: Option<(String, String)>, kind: AttachedKind, text: String }
        at cell.map_or(Spot::Sheet(sheet), |cell| Spot::Cell(sheet, cell)), of *program;
    /// So much lies on a sheet that the rest is only counted.
    MoreAttached { #[serde(with = "kept::shared")] sheet: Arc<str>, count: usize } at Spot::Sheet(sheet);
    /// What the form printed in a cell was struck out.
    PrintStruck { program: ProgramNo, source: Source, text: String } at Spot::Source(source), of *program;
    /// A cell that is neither an answer nor printed.
    Unaccounted { source: Source, text: String, program: Option<ProgramNo> } at Spot::Source(source), of *program;
    /// The names say that a sheet is one program's, what it prints says another's.
    OtherProgramPrinted { program: ProgramNo, #[serde(with = "kept::shared")] sheet: Arc<str>, printed: ProgramNo } at Spot::Sheet(sheet), of *program;
    /// A program of one kind on the sheet that is made for another kind; nothing of the sheet is read.
    OtherKindPrinted { program: ProgramNo, #[serde(with = "kept::shared")] sheet: Arc<str>, printed: ProgramKind } at Spot::Sheet(sheet), of *program;
    /// A cell that the form printed (`expected`; empty for a formula) now holds something else.
    PrintAltered { program: ProgramNo, source: Source, expected: String, found: String } at Spot::Source(source), of *program;
    /// Printed cells that are gone from a sheet: what they said, in reading order.
    PrintGone { program: ProgramNo, #[serde(with = "kept::shared")] sheet: Arc<str>, texts: Vec<String> } at Spot::Sheet(sheet), of *program;
    /// Others on a sheet like one that was met, which are counted, since many were named before them; with the rectangle
    /// around them, if they have cells. Kept on disk it is a number beside the first of them: what is read back from there
    /// holds nothing of itself.
    #[serde(skip)]
    More { like: Box<Observation>, count: usize, area: Option<Area> } at like.spot(), of like.program();
    /// Another submission of this program counts: the file.
    #[serde(skip)]
    Superseded { program: ProgramNo, by: Arc<str> } at Spot::File, of *program;
    /// Two submissions of one program of which neither is known to be the later; none counts.
    #[serde(skip)]
    Rivals { program: ProgramNo, sheet: Arc<str>, other: Arc<str> } at Spot::Sheet(sheet), of *program;
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likeness {
    /// Its sheets.
    pub sheets: usize,
    /// Name of the first.
    #[serde(with = "kept::shared")]
    pub first_sheet: Arc<str>,
    /// Cells that hold anything.
    pub cells: usize,
    /// The sheet of the form whose words it shows most of, if it shows any.
    pub nearest: Option<Nearest>,
}

/// The sheet of the form that a workbook is most like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nearest {
    /// Title of the sheet.
    pub title: String,
    /// Words that it prints: headings, labels.
    pub words: usize,
    /// How many of them the workbook shows.
    pub shown: usize,
}
