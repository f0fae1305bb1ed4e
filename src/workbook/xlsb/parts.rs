//! The parts of an Excel binary workbook around the sheets: the workbook part, shared strings, styles.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::records::{le16, le32, records, text_at};
use crate::workbook::formats::builtin;
use crate::workbook::limits::{Damage, LimitKind, Limits, OpenError};

/// What the workbook part says.
#[derive(Debug, Default)]
pub(super) struct WorkbookPart {
    /// The relationship of every sheet that has one, and its name.
    pub(super) sheets: Vec<(String, String)>,
    /// Of every defined name in order: the index of the sheet that it is confined to.
    pub(super) scopes: Vec<Option<usize>>,
}

/// Reads the workbook part.
pub(super) fn workbook(part: &[u8]) -> WorkbookPart {
    let mut found = WorkbookPart::default();
    for (kind, data) in records(part) {
        match kind {
            // A sheet: its state, its number, its relationship, its name.
            0x9C => {
                let relationship = data.get(8..).and_then(text_at);
                if let Some((Some(relationship), rest)) = relationship
                    && let Some((Some(name), _)) = text_at(rest)
                {
                    found.sheets.push((relationship, name));
                }
            }
            // A defined name: flags, a shortcut key, then the sheet; all ones are the workbook.
            0x27 => {
                let sheet = le32(data, 5).filter(|sheet| *sheet != u32::MAX);
                found.scopes.push(sheet.map(|sheet| sheet as usize));
            }
            _ => {}
        }
    }
    found
}

/// Reads the shared strings: how many there are, declared and counted, is limited.
pub(super) fn shared_strings(part: &[u8], limits: &Limits) -> Result<Vec<String>, OpenError> {
    let mut strings = Vec::new();
    for (kind, data) in records(part) {
        match kind {
            // Beginning of the table: all uses, then the number of different strings.
            0x9F => {
                let declared = le32(data, 4).unwrap_or(0);
                limits.check(LimitKind::SharedStrings, u64::from(declared))?;
            }
            // Flags, then the text; its formats and its reading follow.
            0x13 => {
                limits.check(LimitKind::SharedStrings, strings.len() as u64 + 1)?;
                let string = data.get(1..).and_then(text_at).and_then(|(string, _)| string);
                strings.push(string.ok_or_else(|| {
                    OpenError::damaged(
                        Damage::Contents,
                        "xl/sharedStrings.bin: a string is cut off",
                    )
                })?);
            }
            _ => {}
        }
    }
    Ok(strings)
}

/// The number format of every cell style, in order; `None` is General. The code that the file declares for a number
/// decides, whatever number it is.
pub(super) fn formats(part: &[u8], limits: &Limits) -> Result<Vec<Option<Arc<str>>>, OpenError> {
    let mut declared: BTreeMap<u16, Arc<str>> = BTreeMap::new();
    let mut formats = Vec::new();
    let mut are_of_cells = false;
    for (kind, data) in records(part) {
        match kind {
            0x2C => {
                let code = data.get(2..).and_then(text_at).and_then(|(code, _)| code);
                if let (Some(id), Some(code)) = (le16(data, 0), code) {
                    declared.insert(id, Arc::from(code));
                }
            }
            // The styles of cells begin and end; named styles have a list of their own.
            0x0269 => are_of_cells = true,
            0x026A => are_of_cells = false,
            0x2F if are_of_cells => {
                let id = le16(data, 2).unwrap_or(0);
                let code = declared.get(&id).cloned();
                let code = code.or_else(|| builtin(u32::from(id)).map(Arc::from));
                formats.push(code.filter(|code| !code.eq_ignore_ascii_case("General")));
                limits.check(LimitKind::Styles, formats.len() as u64)?;
            }
            _ => {}
        }
    }
    Ok(formats)
}
