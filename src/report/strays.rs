//! Writing into a return copy what stands beside the form's fields, and the sheets that the form does not have.

use std::collections::BTreeMap;

use rust_xlsxwriter::{FormatBorder, Worksheet, XlsxError};

use super::request::{Entry, ReturnMarks};
use super::sheet_form::{insert_mark, marked, write_entry};
use super::style;
use crate::check::Severity;
use crate::terms::CellRef;

/// Writes what stands on the sheet called `name` beside the form's own cells: unlocked, so that it can be moved into a
/// field or deleted, and coloured as doubtful.
pub(super) fn write_strays(
    sheet: &mut Worksheet,
    name: &str,
    marks: &ReturnMarks,
) -> Result<(), XlsxError> {
    let stray = style::plain()
        .set_unlocked()
        .set_border(FormatBorder::Thin)
        .set_border_color(style::LINE)
        .set_background_color(style::severity_colour(Severity::Warning));
    for (cell, entry) in marks.strays.get(name).into_iter().flatten() {
        let mark = marks.at(name, *cell);
        if let Some(mark) = mark {
            insert_mark(sheet, *cell, mark)?;
        }
        write_entry(sheet, *cell, entry, &marked(stray.clone(), mark))?;
    }
    Ok(())
}

/// A sheet that the form does not have: its values where they stood, and nothing else.
pub(super) fn other_sheet(
    name: &str,
    cells: &BTreeMap<CellRef, Entry>,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = style::sheet()?;
    sheet.set_name(name)?;
    let plain = style::plain();
    for (cell, entry) in cells {
        write_entry(&mut sheet, *cell, entry, &plain)?;
    }
    Ok(sheet)
}
