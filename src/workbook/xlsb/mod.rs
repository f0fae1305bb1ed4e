//! Reading Excel binary workbooks (xlsb): the package is looked at like any other, cells come from their records, names,
//! properties and the text of formulas from `calamine`. Its reader of this format panics on broken records, so every
//! call is guarded.

mod attached;
mod cells;
mod letters;
mod parts;
mod records;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Reader, Xlsb, XlsbError};

use super::library::{Names, Sheets, finish, guarded, opened, visibility};
use super::limits::{Damage, LimitKind, Limits, OpenError};
use super::model::{FileFormat, Oddity, Sheet, Workbook};
use super::office::{look_at_properties, package_oddities, refuse_other_sheets};
use super::package::Package;
use super::text;
use super::value::Budget;
use super::xlsx::parts::{Relationship, relationships};
use crate::terms::CellRef;
use attached::attached;
use cells::{Filling, Tables};
use parts::WorkbookPart;

/// Formulas that the library cannot put into words, after which it is not asked for more.
const MOST_BAD_FORMULAS: usize = 1_000;

/// Reads the package.
pub(super) fn read(
    bytes: &[u8],
    mut package: Package<'_>,
    limits: &Limits,
) -> Result<Workbook, OpenError> {
    let mut oddities = package_oddities(&package, "xl/");
    let part = parts::workbook(&package.bytes("xl/workbook.bin")?.unwrap_or_default());
    limits.check(LimitKind::Sheets, part.sheets.len() as u64)?;
    let rels = relationships(&mut package, "xl/_rels/workbook.bin.rels", "xl/")?;
    let targets: Vec<Option<&Relationship>> =
        part.sheets.iter().map(|(relationship, _)| rels.get(relationship)).collect();
    refuse_other_sheets(targets.iter().copied())?;
    let shared = package.bytes("xl/sharedStrings.bin")?.unwrap_or_default();
    let strings = parts::shared_strings(&shared, limits)?;
    let styles = package.bytes("xl/styles.bin")?.unwrap_or_default();
    let formats = parts::formats(&styles, limits)?;
    let looks = letters::read(&styles, &shared);
    drop((shared, styles));
    look_at_properties(&mut package)?;

    let mut reader: Xlsb<_> = opened(bytes)?;
    let listed = reader.sheets_metadata().to_vec();
    check_same_sheets(&listed, &part)?;
    let from_1904 = reader.has_1904_epoch();
    let tables = Tables { strings: &strings, formats: &formats, from_1904, limits };
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    for (one, target) in listed.iter().zip(targets) {
        let mut sheet = Sheet::empty(&one.name, visibility(one.visible));
        let target = target.filter(|target| target.kind == "worksheet");
        if let Some(target) = target {
            let records = package.bytes(&target.target)?.unwrap_or_default();
            let formulas = guarded(|| formulas(&mut reader, &one.name, &mut budget));
            let formulas = formulas.unwrap_or_else(|_| Ok(BTreeMap::new()))?;
            let filling = Filling {
                sheet: &mut sheet,
                formulas,
                tables: &tables,
                used: text::Shared::default(),
                budget: &mut budget,
                oddities: &mut oddities,
            };
            if let Some(why) = filling.read(&records)? {
                sheet = Sheet::empty(&one.name, sheet.visibility);
                let (sheet, why) = (one.name.clone(), why.to_owned());
                oddities.push(Oddity::SheetUnreadable { sheet, why });
            } else {
                sheet.look_over(letters::sheet(&looks, &records));
                sheet.attached = attached(&mut package, &target.target)?;
            }
        } else {
            oddities.push(Oddity::NotAWorksheet { sheet: one.name.clone() });
        }
        sheets.push(sheet);
    }
    let names = Names::Scoped(part.scopes);
    finish(&mut reader, Sheets { format: FileFormat::Xlsb, sheets, names, oddities }, limits)
}

/// The look and the library must mean the same sheets in the same order.
fn check_same_sheets(theirs: &[calamine::Sheet], part: &WorkbookPart) -> Result<(), OpenError> {
    let ours = part.sheets.iter().map(|(_, name)| name);
    if !theirs.iter().map(|sheet| &sheet.name).eq(ours) {
        return Err(OpenError::damaged(
            Damage::Ambiguous,
            "the list of sheets can be read in two ways",
        ));
    }
    let names: BTreeSet<String> = theirs.iter().map(|sheet| sheet.name.to_lowercase()).collect();
    if names.len() != theirs.len() {
        // The library finds sheets by name.
        return Err(OpenError::damaged(Damage::Ambiguous, "two sheets have the same name"));
    }
    Ok(())
}

/// The formulas of a sheet by cell, as far as the library can put them into words: they are told for information, the
/// value of a cell does not depend on them.
fn formulas(
    reader: &mut Xlsb<Cursor<&[u8]>>,
    name: &str,
    budget: &mut Budget<'_>,
) -> Result<BTreeMap<CellRef, String>, OpenError> {
    let mut formulas = BTreeMap::new();
    let Ok(mut cells) = reader.worksheet_cells_reader(name) else {
        return Ok(formulas);
    };
    let mut bad = 0;
    loop {
        match cells.next_formula() {
            Ok(None) => return Ok(formulas),
            Ok(Some(cell)) => {
                let (row, col) = cell.get_position();
                let text = cell.get_value();
                if let Some(at) = CellRef::on_sheet(row, col).filter(|_| !text.is_empty()) {
                    budget.text(text)?;
                    formulas.insert(at, text.clone());
                }
            }
            // The end of the part comes as such an error again and again.
            Err(XlsbError::Io(_)) => return Ok(formulas),
            Err(_) if bad < MOST_BAD_FORMULAS => bad += 1,
            Err(_) => return Ok(formulas),
        }
    }
}
