//! `統合報告書.xlsx`: everything of a round in one workbook, for the office that runs the survey.
//!
//! From the front to the back: what came out (総括), what stands behind it (進捗一覧, 指標, 財政効果), the mid-term review
//! (中間見直し), what came in and what is wrong with it (提出状況, 検査結果), and every record with the cell that it was read from (明細).

mod contents;
mod details;
mod effects;
mod findings;
mod indicators;
mod legend;
mod overview;
mod progress;
mod review;
mod submissions;

use rust_xlsxwriter::{DocProperties, Worksheet, XlsxError};

use super::ReportRequest;
use super::page::Page;
use super::style;
use super::words;

/// Title of the workbook.
const TITLE: &str = "統合報告書";

/// Width of list sheets in pixels: printed at about three quarters of their size.
const LIST_WIDTH: u32 = 1360;

/// A sheet with the line that the contents say of it.
struct Part {
    name: &'static str,
    says: String,
    sheet: Worksheet,
}

/// Writes the consolidated report.
///
/// # Errors
///
/// If the writer refuses a name or a range; figures of a checked plan give no cause.
pub fn write_consolidated(request: &ReportRequest<'_>) -> Result<Vec<u8>, XlsxError> {
    // The indicators come before the overview, which counts their cells.
    let (indicators, verdicts) = indicators::sheet(request)?;
    let mut parts = vec![
        overview::sheet(request, verdicts.as_deref())?,
        progress::sheet(request)?,
        indicators,
        effects::sheet(request)?,
    ];
    parts.extend(review::sheets(request)?);
    parts.extend([submissions::sheet(request)?, findings::sheet(request)?]);
    parts.extend(details::sheets(request)?);
    parts.push(legend::sheet(request)?);
    let contents = contents::sheet(request, &parts)?;
    let mut workbook = style::workbook(request.plan, TITLE, DocProperties::new())?;
    workbook.push_worksheet(contents);
    for part in parts {
        workbook.push_worksheet(part.sheet);
    }
    workbook.save_to_buffer()
}

/// A page that begins with the running head and its title.
fn open(request: &ReportRequest<'_>, name: &str, widths: Vec<u32>) -> Result<Page, XlsxError> {
    let mut page = Page::new(request.plan, name, widths)?;
    page.note(&words::running_head(request.plan, request.figures.round))?;
    page.sample_mark(request.figures)?;
    page.title(name)?;
    Ok(page)
}
