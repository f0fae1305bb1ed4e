//! Reading xlsx and xlsm: a look at every part first, then the values from `calamine`, cell by cell.
//!
//! `worksheet_range` is never used here: it allocates the rectangle between the corner cells, and two cells at A1 and
//! XFD1048576 would abort the program.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, DataRef, Reader, Xlsx, XlsxError};

use super::formats;
use super::guarded;
use super::limits::{Damage, Limits, OpenError};
use super::model::{Cell, Content, FileFormat, Oddity, Sheet, Workbook};
use super::names;
use super::package::Package;
use super::parts::{self, WorkbookPart};
use super::sheet_xml::SheetXml;
use super::value::{Budget, DateSense, content};
use super::xlsx_look::{Looked, look_around, look_at_sheet, package_oddities};
use crate::terms::CellRef;

/// Cells in error after which a sheet is given up: a sheet of nothing but errors is not a form.
const MOST_BAD_CELLS: usize = 1_000;

/// Cells with an address used before that are told one by one.
const MOST_DOUBLES: usize = 100;

/// Reads the package whose workbook part is `workbook_part`.
pub(super) fn read(
    bytes: &[u8],
    mut package: Package<'_>,
    workbook_part: &str,
    limits: &Limits,
) -> Result<Workbook, OpenError> {
    let text = package
        .text(workbook_part)?
        .ok_or_else(|| OpenError::damaged(Damage::Package, "the workbook part is missing"))?;
    let part = parts::workbook(&text, workbook_part, limits)?;
    let (folder, _) = parts::split_part(workbook_part);
    let rels = parts::relationships(&mut package, &parts::rels_of(workbook_part), folder)?;

    look_around(&mut package, folder, limits)?;
    let mut oddities = package_oddities(&package, folder);
    let mut looked = Vec::new();
    let mut seen_parts = BTreeMap::new();
    for listed in &part.sheets {
        let target = rels.get(&listed.relationship);
        if let Some(target) = target {
            // Thousands of entries for one part would multiply the work.
            if seen_parts.insert(target.target.to_lowercase(), ()).is_some() {
                return Err(OpenError::damaged(Damage::Ambiguous, "two sheets share one part"));
            }
        }
        looked.push(look_at_sheet(&mut package, &listed.name, target, limits, &mut oddities)?);
    }

    // A workbook for macros may well have none yet.
    let types = package.text("[Content_Types].xml")?.unwrap_or_default();
    let format =
        if types.contains("macroEnabled") || package.has(&format!("{folder}vbaProject.bin")) {
            FileFormat::Xlsm
        } else {
            FileFormat::Xlsx
        };
    drop(package);
    let mut reader: Xlsx<_> =
        guarded(|| Xlsx::new(Cursor::new(bytes)))?.map_err(|error| xlsx_error(&error))?;
    check_same_sheets(&reader, &part)?;

    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    for (listed, looked) in part.sheets.iter().zip(looked) {
        let mut sheet = Sheet::empty(&listed.name, listed.visibility);
        match looked {
            Looked::Other => oddities.push(Oddity::NotAWorksheet { sheet: listed.name.clone() }),
            Looked::Unreadable(why) => {
                oddities.push(Oddity::SheetUnreadable { sheet: listed.name.clone(), why })
            }
            Looked::Worksheet(look) => {
                let from_1904 = reader.has_1904_epoch();
                sheet =
                    read_sheet(&mut reader, sheet, *look, from_1904, &mut budget, &mut oddities)?;
            }
        }
        sheets.push(sheet);
    }
    let names = names::resolve(&part.names, true, &sheets, &mut oddities);
    let properties = match guarded(|| reader.workbook_properties()) {
        Ok(Ok(found)) => found.custom_properties.into_iter().collect(),
        _ => {
            oddities.push(Oddity::PropertiesUnreadable);
            BTreeMap::new()
        }
    };
    Ok(Workbook { format, sheets, names, properties, oddities })
}

/// The look and the library must mean the same sheets in the same order.
fn check_same_sheets(reader: &Xlsx<Cursor<&[u8]>>, part: &WorkbookPart) -> Result<(), OpenError> {
    let theirs = reader.sheets_metadata();
    let same = theirs.len() == part.sheets.len()
        && theirs.iter().zip(&part.sheets).all(|(theirs, ours)| theirs.name == ours.name);
    if !same {
        return Err(OpenError::damaged(
            Damage::Ambiguous,
            "the list of sheets can be read in two ways",
        ));
    }
    let mut names: Vec<String> = part.sheets.iter().map(|one| one.name.to_lowercase()).collect();
    names.sort_unstable();
    if names.windows(2).any(|pair| pair[0] == pair[1]) {
        // The library finds sheets by name.
        return Err(OpenError::damaged(Damage::Ambiguous, "two sheets have the same name"));
    }
    Ok(())
}

fn read_sheet(
    reader: &mut Xlsx<Cursor<&[u8]>>,
    mut sheet: Sheet,
    mut look: SheetXml,
    from_1904: bool,
    budget: &mut Budget<'_>,
    oddities: &mut Vec<Oddity>,
) -> Result<Sheet, OpenError> {
    let name = sheet.name.to_string();
    let before = oddities.len();
    for address in std::mem::take(&mut look.outside) {
        oddities.push(Oddity::OutsideGrid { sheet: name.clone(), address });
    }
    // The budget's own errors pass through the guard untouched.
    let read = guarded(|| read_cells(reader, &mut sheet, &mut look, from_1904, budget, oddities));
    let why = match read {
        Ok(Ok(())) => {
            sheet.merges = look.merges;
            sheet.hidden_rows = look.hidden_rows;
            sheet.hidden_cols = look.hidden_cols;
            sheet.protected = Some(look.protected);
            return Ok(sheet);
        }
        Ok(Err(Stopped::Refused(error))) => return Err(error),
        Ok(Err(Stopped::Unreadable(why))) => why,
        Err(error) => error.to_string(),
    };
    // What was told about single cells is void when the whole sheet is.
    oddities.truncate(before);
    oddities.push(Oddity::SheetUnreadable { sheet: name, why });
    Ok(Sheet::empty(&sheet.name, sheet.visibility))
}

/// Why the reading of a sheet stopped.
enum Stopped {
    Refused(OpenError),
    Unreadable(String),
}

impl From<OpenError> for Stopped {
    fn from(error: OpenError) -> Stopped {
        Stopped::Refused(error)
    }
}

fn read_cells(
    reader: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &mut Sheet,
    look: &mut SheetXml,
    from_1904: bool,
    budget: &mut Budget<'_>,
    oddities: &mut Vec<Oddity>,
) -> Result<(), Stopped> {
    let mut cells = reader
        .worksheet_cells_reader(&sheet.name)
        .map_err(|error| Stopped::Unreadable(error.to_string()))?;
    let formats = formats::codes(cells.styles());
    let diagonals = formats::diagonals(cells.styles());
    let mut previous = None;
    let mut bad_cells = 0;
    loop {
        let (at, value, style) = match cells.next_cell_with_style_id() {
            Ok(None) => break,
            Ok(Some((cell, style))) => {
                let (row, col) = cell.get_position();
                if row > CellRef::LAST_ROW || col > CellRef::LAST_COL {
                    // Told by the look, with the address as written.
                    continue;
                }
                (CellRef::new(row, col), cell.get_value().clone(), style)
            }
            // The reader stands behind the bad value; the next call goes on with the cells after it.
            Err(error) => {
                if is_hopeless(&error, look) {
                    return Err(Stopped::Unreadable(error.to_string()));
                }
                if let XlsxError::CellError(written) = &error
                    && let Some((at, text)) = next_new_error(look, written)
                {
                    let content = Content::Error(text);
                    keep(sheet, look, at, content, None, budget, oddities)?;
                    previous = Some(at);
                    continue;
                }
                bad_cells += 1;
                if bad_cells > MOST_BAD_CELLS {
                    return Err(Stopped::Unreadable("too many bad cells".to_owned()));
                }
                oddities.push(Oddity::BadCell {
                    sheet: sheet.name.to_string(),
                    near: previous,
                    what: error.to_string(),
                });
                continue;
            }
        };
        previous = Some(at);
        if let DataRef::String(text) = &value {
            budget.text(text)?;
        } else if let DataRef::SharedString(text) = &value {
            budget.text(text)?;
        }
        let format = formats.get(style).cloned().flatten();
        let sense = DateSense { from_1904, format: format.as_deref() };
        let has_value = !matches!(value, DataRef::Empty);
        let content = match content(Data::from(value), sense) {
            Some(content) => content,
            None if !has_value && look.formulas.contains_key(&at) => Content::NoResult,
            None => {
                if diagonals.get(style).copied().unwrap_or(false) {
                    budget.cell()?;
                    sheet.crossed_out.insert(at);
                }
                continue;
            }
        };
        keep(sheet, look, at, content, format, budget, oddities)?;
    }
    Ok(())
}

/// Whether an error means that nothing after it can be trusted.
fn is_hopeless(error: &XlsxError, look: &SheetXml) -> bool {
    let structure = matches!(
        error,
        XlsxError::Xml(_) | XlsxError::XmlEof(_) | XlsxError::Io(_) | XlsxError::Zip(_)
    );
    // After an error the reader's count of columns is one behind.
    structure || look.counted_addresses
}

/// The next cell with an unknown error value, if it is the one the reader stopped at.
fn next_new_error(look: &mut SheetXml, written: &str) -> Option<(CellRef, String)> {
    if look.new_errors.front()?.1 == written {
        return look.new_errors.pop_front();
    }
    None
}

fn keep(
    sheet: &mut Sheet,
    look: &mut SheetXml,
    at: CellRef,
    content: Content,
    format: Option<Arc<str>>,
    budget: &mut Budget<'_>,
    oddities: &mut Vec<Oddity>,
) -> Result<(), OpenError> {
    budget.cell()?;
    let cell = Cell { content, format, formula: look.formulas.get(&at).cloned() };
    let is_double = sheet.cells.insert(at, cell).is_some();
    if is_double && look.doubles_told < MOST_DOUBLES {
        look.doubles_told += 1;
        oddities.push(Oddity::DuplicateCell { sheet: sheet.name.to_string(), cell: at });
    }
    Ok(())
}

fn xlsx_error(error: &XlsxError) -> OpenError {
    match error {
        XlsxError::Password => OpenError::Encrypted,
        other => OpenError::damaged(Damage::Structure, other.to_string()),
    }
}
