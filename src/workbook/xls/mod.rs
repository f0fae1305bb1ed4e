//! Reading Excel 97–2003 workbooks: a look at the container and its records first, then the values from `calamine`.

mod attached;
mod compound;
mod letters;
mod look;
mod number_formats;
mod records;
mod strings;

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Reader, SheetType, Xls};

use super::library::{Names, Sheets, finish, opened, visibility};
use super::limits::{LimitKind, Limits, LooksLike, OpenError};
use super::model::{Cell, FileFormat, Oddity, Sheet, Workbook, area_between};
use super::rectangle::{Untold, read_cells};
use super::value::Budget;
use crate::terms::{Area, CellRef};
use compound::Compound;
use look::{LookedSheet, look};

/// What the look found that the library does not tell.
struct Looked<'a> {
    from_1904: bool,
    formats: &'a [Option<Arc<str>>],
    sheet: &'a LookedSheet,
}

impl Untold for Looked<'_> {
    fn counts_from_1904(&self) -> bool {
        self.from_1904
    }

    fn format(&self, at: CellRef) -> Option<Arc<str>> {
        self.formats.get(usize::from(*self.sheet.styles.get(&at)?)).cloned().flatten()
    }

    fn settle(&self, at: CellRef, cell: &mut Cell) {
        if cell.formula.is_none() && self.sheet.shared_formulas.contains(&at) {
            cell.formula = Some(String::new());
        }
    }
}

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
    let mut looked = look.sheets.into_iter();
    for listed in &reader.sheets_metadata().to_vec() {
        let looked = looked.next().unwrap_or_default();
        let mut sheet = Sheet::empty(&listed.name, visibility(listed.visible));
        if listed.typ == SheetType::WorkSheet {
            let untold = Looked { from_1904, formats: &look.formats, sheet: &looked };
            read_cells(&mut reader, &mut sheet, &mut budget, &untold)?;
            sheet.look_over(looked.looks);
            sheet.attached = looked.attached;
            sheet.merges = merges(&reader, &listed.name, limits)?;
        } else {
            oddities.push(Oddity::NotAWorksheet { sheet: listed.name.clone() });
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
    let cell = |(row, col)| CellRef::new(row, col);
    Ok(found.iter().map(|area| area_between(cell(area.start), cell(area.end))).collect())
}
