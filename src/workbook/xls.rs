//! Reading Excel 97–2003 workbooks: a look at the container and its records first, then the values from `calamine`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Reader, SheetType, Xls, XlsError};

use super::compound::Compound;
use super::guarded;
use super::limits::{Damage, LimitKind, Limits, LooksLike, OpenError};
use super::model::{Cell, Content, FileFormat, Oddity, Sheet, Workbook, area_between};
use super::names;
use super::ods::visibility;
use super::value::{Budget, DateSense, content};
use super::xls_look::look;
use crate::terms::{Area, CellRef};

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

    let mut reader: Xls<_> =
        guarded(|| Xls::new(Cursor::new(bytes)))?.map_err(|error| xls_error(&error))?;
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    let none = BTreeSet::new();
    for (index, listed) in reader.sheets_metadata().to_vec().iter().enumerate() {
        let mut sheet = Sheet::empty(&listed.name, visibility(listed.visible));
        if listed.typ == SheetType::WorkSheet {
            let shared = look.shared_formulas.get(index).unwrap_or(&none);
            read_cells(&mut reader, &mut sheet, shared, &mut budget)?;
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
    let defined = reader.defined_names();
    limits.check(LimitKind::Names, defined.len() as u64)?;
    let (defined, known) = names::with_scopes(defined, &look.scopes);
    let names = names::resolve(&defined, known, &sheets, &mut oddities);
    let properties = match guarded(|| reader.workbook_properties()) {
        Ok(Ok(found)) => found.custom_properties.into_iter().collect(),
        _ => {
            oddities.push(Oddity::PropertiesUnreadable);
            BTreeMap::new()
        }
    };
    Ok(Workbook { format: FileFormat::Xls, sheets, names, properties, oddities })
}

fn read_cells(
    reader: &mut Xls<Cursor<&[u8]>>,
    sheet: &mut Sheet,
    shared: &BTreeSet<CellRef>,
    budget: &mut Budget<'_>,
) -> Result<(), OpenError> {
    let range =
        guarded(|| reader.worksheet_range(&sheet.name))?.map_err(|error| xls_error(&error))?;
    let formulas =
        guarded(|| reader.worksheet_formula(&sheet.name))?.map_err(|error| xls_error(&error))?;
    let sense = DateSense { from_1904: reader.has_1904_epoch(), format: None };
    let mut keep = |at: CellRef, content, formula| -> Result<(), OpenError> {
        budget.cell()?;
        let cell = Cell { content, format: None, formula };
        sheet.cells.insert(at, cell);
        Ok(())
    };
    if let Some((top, left)) = range.start() {
        for (row, col, value) in range.used_cells() {
            let at = CellRef::new(top + row as u32, left + col as u32);
            if let Some(content) = content(value.clone(), sense) {
                let formula = formulas.get_value((at.row, at.col)).filter(|text| !text.is_empty());
                let formula = formula.cloned().or_else(|| shared.contains(&at).then(String::new));
                keep(at, content, formula)?;
            }
        }
    }
    if let Some((top, left)) = formulas.start() {
        for (row, col, formula) in formulas.used_cells() {
            let at = CellRef::new(top + row as u32, left + col as u32);
            let value = range.get_value((at.row, at.col)).unwrap_or(&Data::Empty);
            if *value == Data::Empty && !formula.is_empty() {
                keep(at, Content::NoResult, Some(formula.clone()))?;
            }
        }
    }
    let texts = sheet.cells.values().flat_map(|cell| {
        let text = match &cell.content {
            Content::Text(text) => Some(text),
            _ => None,
        };
        [text, cell.formula.as_ref()]
    });
    for text in texts.flatten() {
        budget.text(text)?;
    }
    Ok(())
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

fn xls_error(error: &XlsError) -> OpenError {
    match error {
        XlsError::Password => OpenError::Encrypted,
        other => OpenError::damaged(Damage::Structure, other.to_string()),
    }
}
