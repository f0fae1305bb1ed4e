//! Reading xlsx and xlsm: a look at every part first, then the values from `calamine`, cell by cell.
//!
//! `worksheet_range` is never used here: it allocates the rectangle between the corner cells, however few cells lie in it.

pub(super) mod attached;
mod cells;
mod conditional;
pub(super) mod faces;
mod look;
pub(super) mod parts;
mod runs;
mod shared_formula;
mod sheet_xml;
mod shortened;

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Reader, Xlsx};

use super::library::{Names, Sheets, finish, opened};
use super::limits::{Damage, Limits, OpenError};
use super::model::{FileFormat, Oddity, Sheet, Workbook};
use super::office::{package_oddities, refuse_other_sheets};
use super::package::Package;
use super::value::Budget;
use cells::read_sheet;
use look::{Around, Looked, look_around, look_at_sheet};
use parts::WorkbookPart;

/// Reads the package whose workbook part is `workbook_part`.
pub(super) fn read(
    mut package: Package<'_>,
    workbook_part: &str,
    limits: &Limits,
) -> Result<Workbook, OpenError> {
    let text = package
        .text(workbook_part)?
        .ok_or_else(|| OpenError::damaged(Damage::Package, "the workbook part is missing"))?;
    let part = parts::workbook(&text, workbook_part, limits)?;
    let (folder, _) = parts::split_part(workbook_part);
    let rels_part = parts::rels_of(workbook_part);
    let rels = parts::relationships(&mut package, &rels_part, folder)?;

    let Around { shared_runs, changes, crosses, parts: around } =
        look_around(&mut package, folder, limits)?;
    let mut oddities = package_oddities(&package, folder);
    let mut looked = Vec::new();
    let mut seen_parts = BTreeSet::new();
    refuse_other_sheets(part.sheets.iter().map(|listed| rels.get(&listed.relationship)))?;
    for listed in &part.sheets {
        let target = rels.get(&listed.relationship);
        if let Some(target) = target {
            // Thousands of entries for one part would multiply the work.
            if !seen_parts.insert(target.target.to_lowercase()) {
                return Err(OpenError::damaged(Damage::Ambiguous, "two sheets share one part"));
            }
        }
        let sheet = look_at_sheet(&mut package, target, &shared_runs, crosses)?;
        looked.push(sheet);
    }

    // A workbook for macros may well have none yet.
    let types = package.text("[Content_Types].xml")?.unwrap_or_default();
    let format =
        if types.contains("macroEnabled") || package.has(&format!("{folder}vbaProject.bin")) {
            FileFormat::Xlsm
        } else {
            FileFormat::Xlsx
        };
    let mut needed = vec!["_rels/.rels", workbook_part, &rels_part];
    needed.extend(around.iter().map(String::as_str));
    let sheets = part.sheets.iter().zip(&looked);
    let sheets = sheets.filter(|(_, looked)| matches!(looked, Looked::Worksheet(_)));
    let targets = sheets.filter_map(|(listed, _)| rels.get(&listed.relationship));
    needed.extend(targets.map(|target| target.target.as_str()));
    let copy = package.of_parts(&needed)?;
    let mut reader: Xlsx<_> = opened(&copy)?;
    check_same_sheets(&reader, &part)?;

    let mut budget = Budget::new(limits);
    let mut styles = None;
    let mut sheets = Vec::new();
    for (listed, looked) in part.sheets.iter().zip(looked) {
        let mut sheet = Sheet::empty(&listed.name, listed.visibility);
        match looked {
            Looked::Other => oddities.push(Oddity::NotAWorksheet { sheet: listed.name.clone() }),
            Looked::Unreadable(why) => {
                oddities.push(Oddity::SheetUnreadable { sheet: listed.name.clone(), why })
            }
            Looked::Worksheet(look) => {
                let read = (sheet, *look);
                let (read, told) =
                    read_sheet(&mut reader, read, &changes, &mut styles, &mut budget)?;
                sheet = read;
                oddities.extend(told);
            }
        }
        sheets.push(sheet);
    }
    let names = Names::Looked(part.names);
    finish(&mut reader, Sheets { format, sheets, names, oddities }, limits)
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
