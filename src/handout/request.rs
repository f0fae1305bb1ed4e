//! What a form's workbook is made of: blank, filled in, or returned with what is to be mended.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

use crate::check::Severity;
use crate::form::{ExtraRows, FormContext, Slot, quantity_text};
use crate::schema::Division;
use crate::terms::{CellRef, ProgramNo};

/// What is already written in a cell to be filled.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// Text, as typed.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A number with the number format that it was written in, which is part of what it means.
    Shown(Decimal, String),
    /// A calendar date.
    Date(Date),
    /// A date with a time of day.
    Moment(DateTime),
    /// A formula (without `=`) with what it came to.
    Formula(String, Box<Entry>),
}

impl Entry {
    /// The text, if the cell shows one that may take several lines.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Entry::Text(text) => Some(text),
            Entry::Formula(_, result) => result.text(),
            Entry::Number(_) | Entry::Shown(..) | Entry::Date(_) | Entry::Moment(_) => None,
        }
    }

    /// Letters that a number or a date takes, about; more than that where its format adds words.
    pub(super) fn letters(&self) -> usize {
        match self {
            Entry::Text(text) => text.chars().count(),
            Entry::Number(number) => quantity_text(*number, 0).chars().count(),
            Entry::Shown(number, format) => {
                let words = format.chars().filter(|letter| !letter.is_ascii()).count();
                quantity_text(*number, 0).chars().count() + 2 * words
            }
            Entry::Date(_) => "2000/12/31".len(),
            Entry::Moment(_) => "2000/12/31 23:59:59".len(),
            Entry::Formula(_, result) => result.letters(),
        }
    }

    /// The number, if the cell counts as one in a sum.
    pub(super) fn number(&self) -> Option<Decimal> {
        match self {
            Entry::Number(number) | Entry::Shown(number, _) => Some(*number),
            Entry::Formula(_, result) => result.number(),
            Entry::Text(_) | Entry::Date(_) | Entry::Moment(_) => None,
        }
    }
}

/// What a workbook is made of.
pub struct TemplateRequest<'a> {
    /// Plan, form, round and past actuals.
    pub context: FormContext<'a>,
    /// Division the workbook is for.
    pub division: &'a Division,
    /// Mark printed on the cover, for made-up data.
    pub mark: Option<&'a str>,
    /// What is already filled in; nothing for a blank form.
    pub entries: &'a dyn Fn(ProgramNo, &Slot<'_>) -> Option<Entry>,
    /// What is to be mended, in a return copy.
    pub marks: Option<&'a ReturnMarks>,
}

impl TemplateRequest<'_> {
    pub(super) fn extra_rows(&self, program: ProgramNo) -> ExtraRows {
        self.marks.and_then(|marks| marks.extra.get(&program)).cloned().unwrap_or_default()
    }
}

/// What a return copy adds to the form.
#[derive(Debug, Default)]
pub struct ReturnMarks {
    /// Cells with findings, by sheet and cell of the copy.
    pub(super) cells: BTreeMap<(String, CellRef), CellMark>,
    /// What the division wrote beside the fields, by sheet and cell of the copy.
    pub(super) strays: BTreeMap<String, BTreeMap<CellRef, Entry>>,
    /// Sheets that the form does not have, by their names in the copy.
    pub(super) sheets: Vec<(String, BTreeMap<CellRef, Entry>)>,
    /// Every finding, in order.
    pub(super) lines: Vec<Line>,
    /// SHA-256 of the submissions that are returned.
    pub(super) sources: Vec<String>,
    /// Rows that the division added, by program.
    pub(super) extra: BTreeMap<ProgramNo, ExtraRows>,
}

/// What a marked cell shows.
#[derive(Debug)]
pub(super) struct CellMark {
    /// Gravest finding of the cell.
    pub(super) severity: Severity,
    /// What was found and how to mend it, for the note.
    pub(super) text: String,
}

/// A line of the first sheet.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) severity: Severity,
    pub(super) code: &'static str,
    pub(super) program: Option<ProgramNo>,
    /// Sheet and cell of the copy.
    pub(super) target: Option<(String, CellRef)>,
    /// Where it was found, for what is not in the copy.
    pub(super) place: String,
    pub(super) message: String,
    pub(super) hint: String,
}

impl ReturnMarks {
    /// The mark of a cell of the copy.
    pub(super) fn at(&self, sheet: &str, cell: CellRef) -> Option<&CellMark> {
        self.cells.get(&(sheet.to_owned(), cell))
    }
}
