//! Cells of a sheet as the writer of workbooks takes them.

use rust_xlsxwriter::{Format, Worksheet};

use crate::sheet::Written;
use crate::terms::{Area, column};

/// Formats an area, merging it if it covers more than one cell.
pub(crate) fn blank(sheet: &mut Worksheet, area: Area, format: &Format) -> Written {
    let Area { first, last } = area;
    if first == last {
        sheet.write_blank(first.row, column(first.col), format)?;
    } else {
        sheet.merge_range(first.row, column(first.col), last.row, column(last.col), "", format)?;
    }
    Ok(())
}
