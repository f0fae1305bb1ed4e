//! 参考: what the letters, words and figures of the papers mean.

use super::paper::{LEGEND, open};
use crate::report::request::ReportRequest;
use crate::report::tables::{IndicatorDetail, LegendPlace, draw_legend};
use crate::sheet::{PRINTED_WIDTH, Page, Sheet, Written};

/// Pixels of the terms.
const TERM: u32 = 230;
/// Pixels of the table: a wider one is printed smaller, down to seven eighths of its size.
const SMALLER: [u32; 3] = [1065, 1110, 1160];

/// Draws the sheet: in the largest letters with which it takes the fewest pages.
pub(super) fn sheet(request: &ReportRequest<'_>, detail: IndicatorDetail) -> Written<Sheet> {
    let mut best = drawn(request, detail, PRINTED_WIDTH)?;
    for width in SMALLER {
        let page = drawn(request, detail, width)?;
        if page.pages_begun() < best.pages_begun() {
            best = page;
        }
    }
    best.finish()
}

fn drawn(request: &ReportRequest<'_>, detail: IndicatorDetail, width: u32) -> Written<Page> {
    let mut page = open(request, LEGEND, vec![TERM, width - TERM])?;
    draw_legend(&mut page, request, LegendPlace::Papers(detail))?;
    Ok(page)
}
