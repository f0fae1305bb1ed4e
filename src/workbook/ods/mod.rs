//! Reading OpenDocument spreadsheets: a look at the content first, then the values from `calamine`.

mod conditional;
mod inside;
mod look;
mod mended;
mod numbers;
mod settings;
mod styles;
mod table;

use std::collections::BTreeSet;

use calamine::{Ods, Reader};

use super::library::{Names, Sheets, finish, opened, visibility};
use super::limits::{Damage, Limits, OpenError};
use super::model::{Cell, Content, FileFormat, Oddity, Sheet, Workbook};
use super::package::Package;
use super::rectangle::{Untold, read_cells};
use super::value::Budget;
use super::xml::Xml;
use crate::terms::CellRef;
use look::look;
use settings::hides_zeros;
use styles::Styles;
use table::Table;

impl Untold for Table {
    fn settle(&self, at: CellRef, cell: &mut Cell) {
        if let Content::Text(text) = &cell.content
            && self.errors.contains(&at)
        {
            cell.content = Content::Error(text.to_string());
        }
        // Days are told by their type, whatever their style is.
        if matches!(cell.content, Content::Number(_) | Content::Text(_) | Content::Length { .. }) {
            cell.format = self.formats.get(&at).cloned();
        }
        cell.pieces = self.pieces.get(&at).cloned();
        cell.shown = self.shown.get(&at).cloned();
    }
}

/// Bytes of a content that is copied for the library although it has nothing to be mended.
const MOST_COPIED: usize = 8 * 1024 * 1024;

/// Reads the package.
pub(super) fn read(
    bytes: &[u8],
    mut package: Package<'_>,
    limits: &Limits,
) -> Result<Workbook, OpenError> {
    let manifest = package.text("META-INF/manifest.xml")?;
    let has_manifest = manifest.is_some();
    if let Some(manifest) = manifest {
        if manifest.contains("encryption-data") {
            return Err(OpenError::Encrypted);
        }
        Xml::new(&manifest, "META-INF/manifest.xml", limits).finish()?;
    }
    let text = package
        .text("content.xml")?
        .ok_or_else(|| OpenError::damaged(Damage::Package, "content.xml is missing"))?;
    let mut styles = Styles::default();
    if let Some(shared) = package.text("styles.xml")? {
        styles.read(&shared, "styles.xml", limits)?;
    }
    let tables = look(&text, styles, limits)?;
    let hides_zeros = match package.text("settings.xml")? {
        Some(settings) => hides_zeros(&settings, limits)?,
        None => false,
    };
    let properties = package.bytes("meta.xml")?;
    let has_macros = package.any_below("basic/");
    let mended = mended::content(&text, limits)?;
    // What needs no mending is given inflated as well, unless it is so large that memory counts more than time. The
    // library refuses a package without a manifest, and the copy has one.
    let is_copied = has_manifest && text.len() <= MOST_COPIED;
    let content = mended.as_deref().or(is_copied.then_some(&*text));
    let copy = content.map(|content| mended::package(content, properties.as_deref()));
    let copy =
        copy.transpose().map_err(|error| OpenError::damaged(Damage::Package, error.to_string()))?;
    drop(mended);
    drop((package, text, properties));

    let mut reader: Ods<_> = opened(copy.as_deref().unwrap_or(bytes))?;
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
        read_cells(&mut reader, &mut sheet, &mut budget, &table)?;
        sheet.attached = table.attached;
        sheet.hidden_rows = table.hidden_rows;
        sheet.hidden_cols = table.hidden_cols;
        sheet.hides_zeros = hides_zeros;
        sheet.crossed_out = table.crossed_out;
        sheet.merges = table.merges;
        sheet.protected = Some(table.protected);
        sheets.push(sheet);
    }
    // Names confined to a sheet stand inside its table, where the library does not look.
    let names = Names::OfWorkbook;
    finish(&mut reader, Sheets { format: FileFormat::Ods, sheets, names, oddities }, limits)
}
