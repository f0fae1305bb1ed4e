//! 参考: what the letters, words and figures of the papers mean.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::ReportRequest;
use super::super::page::PRINTED_WIDTH;
use super::super::tables::{IndicatorDetail, LegendPlace, draw_legend};
use super::{LEGEND, open};

/// Pixels of the terms.
const TERM: u32 = 250;

/// Draws the sheet.
pub(super) fn sheet(
    request: &ReportRequest<'_>,
    detail: IndicatorDetail,
) -> Result<Worksheet, XlsxError> {
    let mut page = open(request, LEGEND, vec![TERM, PRINTED_WIDTH - TERM])?;
    draw_legend(&mut page, request, LegendPlace::Papers(detail))?;
    page.finish()
}
