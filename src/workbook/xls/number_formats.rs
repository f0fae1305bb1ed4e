//! The number formats that an Excel 97–2003 workbook declares.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::records::le16;
use crate::workbook::formats::builtin;

/// The number formats that the file declares so far.
#[derive(Debug, Default)]
pub(super) struct Formats {
    /// Texts are in the newer way of writing.
    pub(super) is_wide: bool,
    declared: BTreeMap<u32, Arc<str>>,
}

impl Formats {
    /// Keeps the code that a record declares for a number, whichever number it is: Gnumeric counts from 50 on, where
    /// the library takes every number for a date.
    pub(super) fn declare(&mut self, data: &[u8]) {
        let text = if self.is_wide {
            let units = le16(data, 2) as usize;
            let text = data.get(5..).unwrap_or_default();
            match data.get(4) {
                Some(flags) if flags & 1 != 0 => {
                    let units = text.chunks_exact(2).take(units);
                    let units = units.map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
                    char::decode_utf16(units)
                        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
                        .collect()
                }
                _ => text.iter().take(units).map(|byte| char::from(*byte)).collect(),
            }
        } else {
            // In the code page of whoever wrote it: what is not plain is left to the library.
            match std::str::from_utf8(data.get(3..).unwrap_or_default()) {
                Ok(text) if text.is_ascii() => text.to_owned(),
                _ => return,
            }
        };
        self.declared.insert(le16(data, 0), Arc::from(text));
    }

    /// The code of a number; `None` for General.
    pub(super) fn code(&self, id: u32) -> Option<Arc<str>> {
        let code = self.declared.get(&id).cloned().or_else(|| builtin(id).map(Arc::from));
        code.filter(|code| !code.eq_ignore_ascii_case("General"))
    }
}
