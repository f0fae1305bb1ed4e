//! Reading Excel binary workbooks (xlsb): the package is looked at like any other, the values come from `calamine`,
//! cell by cell. Its reader of this format panics on broken records, so every call is guarded.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, DataRef, Reader, SheetType, Xlsb, XlsbError};

use super::library::{Names, Sheets, finish, guarded, opened, visibility};
use super::limits::{Damage, LimitKind, Limits, OpenError};
use super::model::{Cell, Content, FileFormat, Oddity, Sheet, Workbook};
use super::office::{look_at_properties, package_oddities};
use super::package::Package;
use super::text::Shared;
use super::value::{Budget, DateSense, content};
use crate::terms::CellRef;

/// Cells in error after which a sheet is given up.
const MOST_BAD_CELLS: usize = 1_000;

/// Stands for an error value that a formula gave; which one it was the library does not tell.
const UNTOLD_ERROR: &str = "#ERROR!";

/// Reads the package.
pub(super) fn read(
    bytes: &[u8],
    mut package: Package<'_>,
    limits: &Limits,
) -> Result<Workbook, OpenError> {
    let mut oddities = package_oddities(&package, "xl/");
    for name in package.names() {
        let is_read = name.starts_with("xl/worksheets/") || name.starts_with("xl/_rels/");
        if is_read || name == "xl/styles.bin" {
            package.bytes(&name)?;
        }
    }
    let workbook = package.bytes("xl/workbook.bin")?.unwrap_or_default();
    let scopes = name_scopes(&workbook);
    if let Some(strings) = package.bytes("xl/sharedStrings.bin")? {
        look_at_shared_strings(&strings, limits)?;
    }
    look_at_properties(&mut package)?;
    drop((package, workbook));

    let mut reader: Xlsb<_> = opened(bytes)?;
    let listed = reader.sheets_metadata().to_vec();
    limits.check(LimitKind::Sheets, listed.len() as u64)?;
    let names: BTreeSet<String> = listed.iter().map(|sheet| sheet.name.to_lowercase()).collect();
    if names.len() != listed.len() {
        // The library finds sheets by name.
        return Err(OpenError::damaged(Damage::Ambiguous, "two sheets have the same name"));
    }
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    for one in &listed {
        let mut sheet = Sheet::empty(&one.name, visibility(one.visible));
        if one.typ == SheetType::WorkSheet {
            let read = guarded(|| read_cells(&mut reader, &mut sheet, &mut budget, &mut oddities));
            let why = match read {
                Ok(Ok(None)) => None,
                Ok(Ok(Some(why))) => Some(why),
                Ok(Err(refused)) => return Err(refused),
                Err(error) => Some(error.to_string()),
            };
            if let Some(why) = why {
                sheet = Sheet::empty(&one.name, sheet.visibility);
                let sheet = one.name.clone();
                oddities.push(Oddity::SheetUnreadable { sheet, why });
            }
        } else {
            oddities.push(Oddity::NotAWorksheet { sheet: one.name.clone() });
        }
        sheets.push(sheet);
    }
    let names = Names::Scoped(scopes);
    finish(&mut reader, Sheets { format: FileFormat::Xlsb, sheets, names, oddities }, limits)
}

/// Reads one sheet; gives the reason when it has to be given up, and an error only for a limit.
fn read_cells(
    reader: &mut Xlsb<Cursor<&[u8]>>,
    sheet: &mut Sheet,
    budget: &mut Budget<'_>,
    oddities: &mut Vec<Oddity>,
) -> Result<Option<String>, OpenError> {
    let name = sheet.name.to_string();
    let formulas = match read_formulas(reader, &name, budget)? {
        Ok(formulas) => formulas,
        Err(why) => return Ok(Some(why)),
    };
    let sense = DateSense { from_1904: reader.has_1904_epoch(), format: None };
    let mut cells = match reader.worksheet_cells_reader(&name) {
        Ok(cells) => cells,
        Err(error) => return Ok(Some(error.to_string())),
    };
    let mut shared = Shared::default();
    let mut previous = None;
    let mut bad_cells = 0;
    loop {
        let cell = match cells.next_cell() {
            Ok(None) => break,
            Ok(Some(cell)) => cell,
            // The record was read whole, so the next call goes on behind it.
            Err(XlsbError::CellError(code)) if bad_cells < MOST_BAD_CELLS => {
                bad_cells += 1;
                oddities.push(Oddity::BadCell {
                    sheet: name.clone(),
                    near: previous,
                    what: format!("unknown error value {code:#04x}"),
                });
                continue;
            }
            Err(error) => return Ok(Some(error.to_string())),
        };
        let (row, col) = cell.get_position();
        if row > CellRef::LAST_ROW || col > CellRef::LAST_COL {
            oddities.push(Oddity::OutsideGrid {
                sheet: name.clone(),
                address: format!("R{}C{}", u64::from(row) + 1, u64::from(col) + 1),
            });
            bad_cells += 1;
            if bad_cells > MOST_BAD_CELLS {
                return Ok(Some("too many cells outside the grid".to_owned()));
            }
            continue;
        }
        let at = CellRef::new(row, col);
        previous = Some(at);
        let held = match cell.get_value().clone() {
            DataRef::String(text) => budget.content(&text)?,
            DataRef::SharedString(text) => budget.shared(text, &mut shared)?,
            other => content(Data::from(other), sense),
        };
        if let Some(content) = held {
            budget.cell()?;
            let formula = formulas.get(&at).cloned();
            let cell = Cell { formula, ..Cell::of(content) };
            if sheet.cells.insert(at, cell).is_some() && bad_cells < MOST_BAD_CELLS {
                bad_cells += 1;
                oddities.push(Oddity::DuplicateCell { sheet: name.clone(), cell: at });
            }
        }
    }
    // A formula whose result is an error value is the one kind that the library does not give.
    for (at, formula) in formulas {
        if let Entry::Vacant(place) = sheet.cells.entry(at) {
            budget.cell()?;
            let content = Content::Error(UNTOLD_ERROR.to_owned());
            place.insert(Cell { formula: Some(formula), ..Cell::of(content) });
        }
    }
    Ok(None)
}

/// The formulas of a sheet by cell, or the reason why they cannot be read.
fn read_formulas(
    reader: &mut Xlsb<Cursor<&[u8]>>,
    name: &str,
    budget: &mut Budget<'_>,
) -> Result<Result<BTreeMap<CellRef, String>, String>, OpenError> {
    let mut cells = match reader.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(error) => return Ok(Err(error.to_string())),
    };
    let mut formulas = BTreeMap::new();
    let mut bad = 0;
    loop {
        match cells.next_formula() {
            Ok(None) => return Ok(Ok(formulas)),
            Ok(Some(cell)) => {
                let (row, col) = cell.get_position();
                let text = cell.get_value();
                if row <= CellRef::LAST_ROW && col <= CellRef::LAST_COL && !text.is_empty() {
                    budget.text(text)?;
                    formulas.insert(CellRef::new(row, col), text.clone());
                }
            }
            // The end of the part comes as such an error again and again.
            Err(XlsbError::Io(error)) => return Ok(Err(error.to_string())),
            // The text of a formula is told for information only; the cell's value does not depend on it.
            Err(_) if bad < MOST_BAD_CELLS => bad += 1,
            Err(error) => return Ok(Err(error.to_string())),
        }
    }
}

/// Records of a part: a number and a length, both in groups of seven bits, then as many bytes. Ends where no whole
/// record follows.
fn records(part: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    let mut rest = part;
    std::iter::from_fn(move || {
        let kind = seven_bit_groups(&mut rest, 2)?;
        let len = seven_bit_groups(&mut rest, 4)? as usize;
        let (data, tail) = rest.split_at_checked(len)?;
        rest = tail;
        Some((kind, data))
    })
}

/// Of every defined name in order: the index of the sheet that it is confined to.
fn name_scopes(workbook: &[u8]) -> Vec<Option<usize>> {
    records(workbook)
        .filter(|(kind, _)| *kind == 0x27)
        .map(|(_, data)| match data {
            // Flags, a shortcut key, then the sheet; all ones are the workbook.
            [_, _, _, _, _, a, b, c, d, ..] => {
                let sheet = u32::from_le_bytes([*a, *b, *c, *d]);
                (sheet != u32::MAX).then_some(sheet as usize)
            }
            _ => None,
        })
        .collect()
}

/// Looks at the number of shared strings, declared and counted.
fn look_at_shared_strings(part: &[u8], limits: &Limits) -> Result<(), OpenError> {
    let mut strings = 0_u64;
    for (kind, data) in records(part) {
        match (kind, data) {
            // Beginning of the table (0x9F): all uses, then the number of different strings.
            (0x9F, [_, _, _, _, a, b, c, d, ..]) => {
                let declared = u32::from_le_bytes([*a, *b, *c, *d]);
                limits.check(LimitKind::SharedStrings, u64::from(declared))?;
            }
            (0x13, _) => strings += 1,
            _ => {}
        }
        limits.check(LimitKind::SharedStrings, strings)?;
    }
    Ok(())
}

/// A little-endian number in at most `most` groups of seven bits.
fn seven_bit_groups(rest: &mut &[u8], most: u32) -> Option<u32> {
    let mut number = 0_u32;
    for group in 0..most {
        let (first, tail) = rest.split_first()?;
        *rest = tail;
        number |= u32::from(first & 0x7F) << (7 * group);
        if first & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}
