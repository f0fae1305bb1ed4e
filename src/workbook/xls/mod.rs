//! Reading Excel 97–2003 workbooks: a look at the container and its records first, then the values from `calamine`.

mod compound;
mod look;

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Reader, SheetType, Xls};

use super::library::{Names, Sheets, finish, opened, visibility};
use super::limits::{LimitKind, Limits, LooksLike, OpenError};
use super::model::{FileFormat, Oddity, Sheet, Workbook, area_between};
use super::rectangle::read_cells;
use super::value::Budget;
use crate::terms::{Area, CellRef};
use compound::Compound;
use look::look;

/// Reads the workbook.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, OpenError> {
    let compound = Compound::open(bytes)?;
    if compound.has("EncryptedPackage") {
        return Err(OpenError::Encrypted);
    }
    let stream = match compound.stream("Workbook")? {
        Some(stream) => Some(stream),
        None => compound.stream("Book")?,
    };
    let Some(stream) = stream else {
        let looks_like = if compound.has("WordDocument") || compound.has("PowerPoint Document") {
            LooksLike::OtherDocument
        } else {
            LooksLike::Unknown
        };
        return Err(OpenError::NotAWorkbook { looks_like });
    };
    let look = look(&stream, limits)?;
    let mut oddities = Vec::new();
    if look.links > 0 {
        oddities.push(Oddity::ExternalLinks(look.links));
    }
    if compound.has("_VBA_PROJECT_CUR") {
        oddities.push(Oddity::Macros);
    }
    drop((compound, stream));

    let mut reader: Xls<_> = opened(bytes)?;
    let from_1904 = reader.has_1904_epoch();
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    let none = BTreeSet::new();
    for (index, listed) in reader.sheets_metadata().to_vec().iter().enumerate() {
        let mut sheet = Sheet::empty(&listed.name, visibility(listed.visible));
        if listed.typ == SheetType::WorkSheet {
            let shared = look.shared_formulas.get(index).unwrap_or(&none);
            read_cells(&mut reader, &mut sheet, from_1904, &mut budget, |at, cell| {
                if cell.formula.is_none() && shared.contains(&at) {
                    cell.formula = Some(String::new());
                }
            })?;
            sheet.merges = merges(&reader, &listed.name, limits)?;
        } else {
            oddities.push(Oddity::NotAWorksheet { sheet: listed.name.clone() });
        }
        let count = look.comments.get(index).copied().unwrap_or(0);
        if count > 0 {
            let sheet = listed.name.clone();
            oddities.push(Oddity::Comments { sheet, count });
        }
        sheets.push(sheet);
    }
    let names = Names::Scoped(look.scopes);
    finish(&mut reader, Sheets { format: FileFormat::Xls, sheets, names, oddities }, limits)
}

fn merges(
    reader: &Xls<Cursor<&[u8]>>,
    name: &str,
    limits: &Limits,
) -> Result<Vec<Area>, OpenError> {
    let found = reader.merge_cells_by_sheet_name(name).unwrap_or_default();
    limits.check(LimitKind::Merges, found.len() as u64)?;
    Ok(found
        .iter()
        .map(|area| {
            area_between(
                CellRef::new(area.start.0, area.start.1),
                CellRef::new(area.end.0, area.end.1),
            )
        })
        .collect())
}
