//! What a return copy adds to the form: marked cells with their notes, what stood beside the fields, the list of findings.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, Note, Worksheet};

use super::entry::Entry;
use super::looks::severity_colour;
use crate::finding::Severity;
use crate::form::ExtraRows;
use crate::sheet::Written;
use crate::terms::{CellRef, ProgramNo, column, count};

/// What a return copy adds to the form.
#[derive(Debug, Default)]
pub struct ReturnMarks {
    /// Cells with findings, by sheet and cell of the copy.
    pub(super) cells: BTreeMap<(String, CellRef), CellMark>,
    /// What the division wrote beside the fields, by sheet and cell of the copy.
    pub(super) strays: BTreeMap<String, BTreeMap<CellRef, Entry>>,
    /// Sheets that the form does not have, by their names in the copy.
    pub(super) sheets: Vec<(String, BTreeMap<CellRef, Entry>)>,
    /// What the cover says for all sheets, by field.
    pub(super) cover: BTreeMap<String, Entry>,
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

/// The format of a cell with the colour of its mark.
pub(super) fn marked(format: Format, mark: Option<&CellMark>) -> Format {
    match mark {
        Some(mark) => format.set_background_color(severity_colour(mark.severity)),
        None => format,
    }
}

/// Puts the note of a mark on its cell.
pub(super) fn insert_mark(sheet: &mut Worksheet, cell: CellRef, mark: &CellMark) -> Written {
    let note = Note::new(&mark.text)
        .set_author(" ")
        .add_author_prefix(false)
        .set_width(320)
        .set_height(note_height(&mark.text));
    sheet.insert_note(cell.row, column(cell.col), &note)?;
    Ok(())
}

/// Pixels for a note: some 24 kanji a line at 320 pixels.
fn note_height(text: &str) -> u32 {
    let lines: usize = text.split('\n').map(|line| line.chars().count() / 24 + 1).sum();
    count(lines).saturating_mul(18).clamp(60, 400)
}
