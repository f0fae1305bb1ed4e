//! Reading OpenDocument spreadsheets: a look at the content first, then the values from `calamine`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Ods, OdsError, Reader, SheetVisible};

use super::guarded;
use super::limits::{Damage, LimitKind, Limits, OpenError};
use super::model::{Cell, Content, FileFormat, Oddity, Sheet, Visibility, Workbook};
use super::names;
use super::ods_look::{Table, look};
use super::package::Package;
use super::value::{Budget, DateSense, content};
use super::xml::Xml;
use crate::terms::CellRef;

/// Reads the package.
pub(super) fn read(
    bytes: &[u8],
    mut package: Package<'_>,
    limits: &Limits,
) -> Result<Workbook, OpenError> {
    if let Some(manifest) = package.text("META-INF/manifest.xml")? {
        if manifest.contains("encryption-data") {
            return Err(OpenError::Encrypted);
        }
        Xml::new(&manifest, "META-INF/manifest.xml", limits).finish()?;
    }
    let text = package
        .text("content.xml")?
        .ok_or_else(|| OpenError::damaged(Damage::Package, "content.xml is missing"))?;
    let tables = look(&text, limits)?;
    package.bytes("meta.xml")?;
    let has_macros = package.any_below("basic/");
    drop((package, text));

    let mut reader: Ods<_> =
        guarded(|| Ods::new(Cursor::new(bytes)))?.map_err(|error| ods_error(&error))?;
    let theirs = reader.sheets_metadata().to_vec();
    let same = theirs.len() == tables.len()
        && theirs.iter().zip(&tables).all(|(theirs, ours)| theirs.name == ours.name);
    let names: BTreeSet<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    if !same || names.len() != tables.len() {
        return Err(OpenError::damaged(
            Damage::Ambiguous,
            "the list of sheets can be read in two ways",
        ));
    }

    let mut oddities = Vec::new();
    let outside = tables.iter().filter(|table| table.is_outside_copy).count();
    if outside > 0 {
        oddities.push(Oddity::ExternalLinks(outside));
    }
    if has_macros {
        oddities.push(Oddity::Macros);
    }
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    for (listed, table) in theirs.iter().zip(tables) {
        if table.is_outside_copy {
            continue;
        }
        let mut sheet = Sheet::empty(&listed.name, visibility(listed.visible));
        read_cells(&mut reader, &mut sheet, &table, &mut budget)?;
        let name = || sheet.name.to_string();
        if table.comments > 0 {
            oddities.push(Oddity::Comments { sheet: name(), count: table.comments });
        }
        if table.shapes > 0 {
            oddities.push(Oddity::Shapes { sheet: name(), count: table.shapes });
        }
        sheet.merges = table.merges;
        sheet.protected = Some(table.protected);
        sheets.push(sheet);
    }
    let defined = reader.defined_names();
    limits.check(LimitKind::Names, defined.len() as u64)?;
    // Names confined to a sheet stand inside its table, where the library does not look: all of these are the workbook's.
    let (defined, known) = names::with_scopes(defined, &vec![None; defined.len()]);
    let names = names::resolve(&defined, known, &sheets, &mut oddities);
    let properties = match guarded(|| reader.workbook_properties()) {
        Ok(Ok(found)) => found.custom_properties.into_iter().collect(),
        _ => {
            oddities.push(Oddity::PropertiesUnreadable);
            BTreeMap::new()
        }
    };
    Ok(Workbook { format: FileFormat::Ods, sheets, names, properties, oddities })
}

/// Visibility in the words of the library.
pub(super) fn visibility(theirs: SheetVisible) -> Visibility {
    match theirs {
        SheetVisible::Visible => Visibility::Visible,
        SheetVisible::Hidden => Visibility::Hidden,
        SheetVisible::VeryHidden => Visibility::VeryHidden,
    }
}

fn read_cells(
    reader: &mut Ods<Cursor<&[u8]>>,
    sheet: &mut Sheet,
    table: &Table,
    budget: &mut Budget<'_>,
) -> Result<(), OpenError> {
    let range =
        guarded(|| reader.worksheet_range(&sheet.name))?.map_err(|error| ods_error(&error))?;
    let formulas =
        guarded(|| reader.worksheet_formula(&sheet.name))?.map_err(|error| ods_error(&error))?;
    let sense = DateSense { from_1904: false, format: None };
    let mut found = BTreeMap::new();
    if let Some((top, left)) = range.start() {
        for (row, col, value) in range.used_cells() {
            if let Data::String(text) = value {
                budget.text(text)?;
            }
            let at = CellRef::new(top + row as u32, left + col as u32);
            match content(value.clone(), sense) {
                Some(Content::Text(text)) if table.errors.contains(&at) => {
                    found.insert(at, Content::Error(text));
                }
                Some(content) => {
                    found.insert(at, content);
                }
                None => {}
            }
        }
    }
    let mut formula_at = BTreeMap::new();
    if let Some((top, left)) = formulas.start() {
        for (row, col, formula) in formulas.used_cells() {
            if formula.is_empty() {
                continue;
            }
            budget.text(formula)?;
            let at = CellRef::new(top + row as u32, left + col as u32);
            // The library gives a string formula with an empty result as an empty string: that is a result.
            let has_value =
                range.get_value((at.row, at.col)).is_some_and(|value| *value != Data::Empty);
            if !has_value {
                found.insert(at, Content::NoResult);
            }
            formula_at.insert(at, formula.clone());
        }
    }
    for (at, content) in found {
        budget.cell()?;
        let cell = Cell { content, format: None, formula: formula_at.remove(&at) };
        sheet.cells.insert(at, cell);
    }
    Ok(())
}

fn ods_error(error: &OdsError) -> OpenError {
    match error {
        OdsError::Password => OpenError::Encrypted,
        other => OpenError::damaged(Damage::Structure, other.to_string()),
    }
}
