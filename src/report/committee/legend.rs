//! 参考: what the letters, words and figures of the papers mean.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::ReportRequest;
use super::super::tables::{IndicatorDetail, LegendPlace, draw_legend};
use super::{LEGEND, open};

/// Pixels of the terms.
const TERM: u32 = 230;
/// Pixels of the table: printed at about seven eighths of its size, on two pages.
const WIDTH: u32 = 1160;

/// Draws the sheet.
pub(super) fn sheet(
    request: &ReportRequest<'_>,
    detail: IndicatorDetail,
) -> Result<Worksheet, XlsxError> {
    let mut page = open(request, LEGEND, vec![TERM, WIDTH - TERM])?;
    draw_legend(&mut page, request, LegendPlace::Papers(detail))?;
    page.finish()
}
