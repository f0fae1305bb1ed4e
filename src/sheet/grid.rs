//! Cells of a sheet as the writer of workbooks takes them.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::terms::{Area, CellRef};

/// The column of a cell; no sheet has more than a `u16` counts.
pub(crate) fn column(cell: CellRef) -> u16 {
    u16::try_from(cell.col).unwrap_or(u16::MAX)
}

/// How many, as rows and columns of a sheet are counted; no sheet has more than a `u32` counts.
pub(crate) fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

/// Formats an area, merging it if it covers more than one cell.
pub(crate) fn blank(sheet: &mut Worksheet, area: Area, format: &Format) -> Result<(), XlsxError> {
    let Area { first, last } = area;
    if first == last {
        sheet.write_blank(first.row, column(first), format)?;
    } else {
        sheet.merge_range(first.row, column(first), last.row, column(last), "", format)?;
    }
    Ok(())
}
