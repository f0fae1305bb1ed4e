//! The look at the records of an Excel 97–2003 workbook before the reading library opens it.
//!
//! The library fills the whole rectangle of every sheet, copies a shared string for every cell that uses it, and
//! reserves what a sheet declares. So extents and texts are counted here first, by the library's own rules.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::attached::attached;
use super::letters;
use super::number_formats::Formats;
use super::records::{le16, le32, records};
use super::strings::strings;
use crate::terms::CellRef;
use crate::workbook::attached::Attached;
use crate::workbook::limits::{Damage, LimitKind, Limits, OpenError};
use crate::workbook::looks::SheetLooks;

/// What the look at the records found.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// In the order of the sheets.
    pub(super) sheets: Vec<LookedSheet>,
    pub(super) links: usize,
    /// The number format of every cell style, in order.
    pub(super) formats: Vec<Option<Arc<str>>>,
    /// Of every defined name in order: the index of the sheet that it is confined to.
    pub(super) scopes: Vec<Option<usize>>,
}

/// Looks at the records of the workbook stream.
pub(super) fn look(stream: &[u8], limits: &Limits) -> Result<Look, OpenError> {
    let mut found = Look::default();
    let mut starts = Vec::new();
    let mut segments: Vec<&[u8]> = Vec::new();
    let mut previous = 0;
    let mut formats = Formats::default();
    for (kind, data) in records(stream) {
        match kind {
            0x0809 => formats.is_wide = le16(data, 0) == 0x0600,
            0x041E => formats.declare(data),
            // A cell style: its font, then its number format.
            0x00E0 => found.formats.push(formats.code(le16(data, 2))),
            // End of the workbook's own part.
            0x000A => break,
            // A password, whichever way the rest is hidden by it.
            0x002F => return Err(OpenError::Encrypted),
            // The length of the list of sheets is no list: this is one sheet each.
            0x0085 => starts.push(le32(data, 0) as usize),
            // A defined name; the sheet is counted from one, and zero is the workbook.
            0x0018 => found.scopes.push((le16(data, 8) as usize).checked_sub(1)),
            // The shared strings, and what continues them.
            0x00FC => segments = vec![data],
            0x003C if previous == 0x00FC => segments.push(data),
            // A reference to another workbook; 0x0401 is the workbook itself, 0x3A01 an add-in.
            0x01AE if !matches!(le16(data, 2), 0x0401 | 0x3A01) => found.links += 1,
            _ => {}
        }
        if kind != 0x003C {
            previous = kind;
        }
        limits.check(LimitKind::Sheets, starts.len() as u64)?;
    }
    let shared = strings(&segments, limits)?;
    let looks = letters::read(stream, shared.rich);
    let mut area = 0_u64;
    let mut text_bytes = 0_u64;
    let mut cells = 0_u64;
    for start in starts {
        let part = stream.get(start..).ok_or_else(|| {
            OpenError::damaged(Damage::CutOff, "a sheet starts behind the end of the file")
        })?;
        let mut sheet = look_at_sheet(part, &shared.lengths, &found.formats)?;
        area = area.saturating_add(sheet.area);
        limits.check(LimitKind::AreaCells, area)?;
        text_bytes = text_bytes.saturating_add(sheet.text_bytes);
        limits.check(LimitKind::TextBytes, text_bytes)?;
        cells = cells.saturating_add(sheet.styles.len() as u64);
        limits.check(LimitKind::Cells, cells)?;
        sheet.looks = letters::sheet(&looks, part);
        sheet.attached = attached(part);
        found.sheets.push(sheet);
    }
    Ok(found)
}

/// What the look at one sheet found.
#[derive(Debug, Default)]
pub(super) struct LookedSheet {
    /// Cells between the corners of the content.
    area: u64,
    /// Bytes of the shared strings in all cells.
    text_bytes: u64,
    /// How its cells look.
    pub(super) looks: SheetLooks,
    /// What lies on it.
    pub(super) attached: Vec<Attached>,
    /// Cells whose formula is written once for several cells. The library does not give its text.
    pub(super) shared_formulas: BTreeSet<CellRef>,
    /// The styles of cells whose style has a number format.
    pub(super) styles: BTreeMap<CellRef, u16>,
}

/// Looks at the records of one sheet.
///
/// Goes by the same rules as the library: the first beginning is the sheet's own, further ones (embedded charts) have
/// their own end, and what stands in them does not count.
fn look_at_sheet(
    part: &[u8],
    lengths: &[u64],
    formats: &[Option<Arc<str>>],
) -> Result<LookedSheet, OpenError> {
    let mut found = LookedSheet::default();
    let mut corners: Option<(u32, u32, u32, u32)> = None;
    let mut begun = false;
    let mut inside = 0_u32;
    for (kind, data) in records(part) {
        if inside > 0 {
            match kind {
                0x0809 => inside += 1,
                0x000A => inside -= 1,
                _ => {}
            }
            continue;
        }
        let (first, last) = match kind {
            0x0809 => {
                inside += u32::from(begun);
                begun = true;
                continue;
            }
            0x000A => break,
            0x0200 => {
                check_declared_extent(data)?;
                continue;
            }
            // Formula, labels, number, truth or error, small number, shared string.
            0x0006 | 0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD => {
                (le16(data, 2), le16(data, 2))
            }
            // A run of small numbers: its last column stands at the end.
            0x00BD => (le16(data, 2), le16(data, data.len().saturating_sub(2))),
            _ => continue,
        };
        if kind == 0x00FD {
            let length = lengths.get(le32(data, 6) as usize).copied();
            found.text_bytes = found.text_bytes.saturating_add(length.unwrap_or(0));
        }
        let row = le16(data, 0);
        // The formula proper begins with the token that points to the cell which has it (ptgExp).
        if kind == 0x0006 && data.get(22) == Some(&0x01) {
            found.shared_formulas.insert(CellRef::new(row, first));
        }
        let last = last.max(first);
        let most = first + (data.len() / 6) as u32;
        for col in first..=last.min(most) {
            // In a run of numbers each one has its own style before it.
            let style = le16(data, 4 + 6 * (col - first) as usize);
            if let Ok(style) = u16::try_from(style)
                && formats.get(usize::from(style)).is_some_and(Option::is_some)
            {
                found.styles.insert(CellRef::new(row, col), style);
            }
        }
        corners = Some(match corners {
            None => (row, first, row, last),
            Some((top, left, bottom, right)) => {
                (top.min(row), left.min(first), bottom.max(row), right.max(last))
            }
        });
    }
    found.area = corners.map_or(0, |(top, left, bottom, right)| {
        u64::from(bottom - top + 1) * u64::from(right - left + 1)
    });
    Ok(found)
}

/// The library reserves memory for the declared extent, and counts wrong when that is impossible.
fn check_declared_extent(data: &[u8]) -> Result<(), OpenError> {
    let (top, bottom, right) = match data.len() {
        10 => (le16(data, 0), le16(data, 2), le16(data, 6)),
        14 | 16 => (le32(data, 0), le32(data, 4), le16(data, 10)),
        // The library refuses other lengths.
        _ => return Ok(()),
    };
    if is_possible_extent(top, bottom, right) {
        return Ok(());
    }
    Err(OpenError::damaged(Damage::Structure, "the declared extent of a sheet is impossible"))
}

/// Whether a sheet of this format can reach so far. Both ends are one more than the last; a zero stands for an empty
/// sheet.
fn is_possible_extent(top: u32, bottom: u32, right: u32) -> bool {
    let empty = bottom == 0 || right == 0;
    bottom <= 65_536 && right <= 256 && (empty || top < bottom)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn string(text: &str, wide: bool) -> Vec<u8> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut bytes = (units.len() as u16).to_le_bytes().to_vec();
        bytes.push(u8::from(wide));
        for unit in units {
            let pair = unit.to_le_bytes();
            bytes.extend(if wide { &pair[..] } else { &pair[..1] });
        }
        bytes
    }

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let mut bytes = kind.to_le_bytes().to_vec();
        bytes.extend((data.len() as u16).to_le_bytes());
        bytes.extend(data);
        bytes
    }

    /// LibreOffice writes one formula for the cells below each other that say the same.
    #[test]
    fn cells_that_share_a_formula_are_told() {
        let formula = |col: u8, token: u8| {
            let mut data = vec![9, 0, col, 0];
            data.extend([0; 16]);
            data.extend([5, 0, token, 9, 0, 4, 0]);
            record(0x0006, &data)
        };
        let begin = record(0x0809, &[0, 6, 5, 0]);
        let end = record(0x000A, &[]);
        let sheet = [begin, formula(3, 0x5A), formula(4, 0x01), end].concat();
        let found = look_at_sheet(&sheet, &[], &[]).unwrap().shared_formulas;
        assert_eq!(found, BTreeSet::from([CellRef::new(9, 4)]));
    }

    #[test]
    fn the_used_area_is_measured_and_an_impossible_extent_is_told() {
        let begin = record(0x0809, &[0, 6, 5, 0]);
        let end = record(0x000A, &[]);
        let number = |row: u16, col: u16| {
            let mut data = row.to_le_bytes().to_vec();
            data.extend(col.to_le_bytes());
            data.extend([0; 10]);
            record(0x0203, &data)
        };
        let far = [begin.clone(), number(0, 0), number(9, 3), end.clone()].concat();
        assert_eq!(look_at_sheet(&far, &[], &[]).map(|sheet| sheet.area), Ok(40));
        assert!(is_possible_extent(0, 10, 4) && is_possible_extent(0, 0, 0));
        assert!(!is_possible_extent(5, 2, 3) && !is_possible_extent(0, 10, 257));
        // Cells of an embedded chart are not the sheet's.
        let chart = [begin.clone(), number(1, 1), begin, number(9, 9), end.clone(), end].concat();
        assert_eq!(look_at_sheet(&chart, &[], &[]).map(|sheet| sheet.area), Ok(1));
    }

    /// Gnumeric numbers its own formats from 50 on.
    #[test]
    fn the_code_that_a_file_declares_for_a_number_decides() {
        let format = |id: u16, code: &str| {
            let mut data = id.to_le_bytes().to_vec();
            data.extend(string(code, true));
            record(0x041E, &data)
        };
        let style = |id: u16| {
            let mut data = vec![0; 20];
            data[2..4].copy_from_slice(&id.to_le_bytes());
            record(0x00E0, &data)
        };
        let stream = [
            record(0x0809, &[0, 6, 5, 0]),
            format(50, "#,##0\"千円\""),
            style(0),
            style(50),
            style(51),
            style(14),
            record(0x000A, &[]),
        ]
        .concat();
        let found = look(&stream, &Limits::default()).unwrap();
        let codes: Vec<Option<&str>> = found.formats.iter().map(Option::as_deref).collect();
        let era = "[$-411]ggge\"年\"m\"月\"d\"日\"";
        assert_eq!(codes, [None, Some("#,##0\"千円\""), Some(era), Some("yyyy/m/d")]);
    }

    #[test]
    fn a_password_of_any_kind_is_told() {
        for hides in [[0; 6], [1, 0, 1, 0, 1, 0]] {
            let stream =
                [record(0x0809, &[0, 6, 5, 0]), record(0x002F, &hides), record(0x000A, &[])]
                    .concat();
            let refused = look(&stream, &Limits::default()).unwrap_err();
            assert_eq!(refused, OpenError::Encrypted);
        }
    }
}
