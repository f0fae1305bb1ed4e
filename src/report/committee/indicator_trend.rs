//! 資料2, second part: every year of each indicator beside its target, as a table and as charts.

use super::paper::{INDICATOR_TREND, open};
use crate::form::long_date;
use crate::report::request::ReportRequest;
use crate::report::tables::{draw_trend, trend_widths};
use crate::sheet::{Sheet, Written};

/// Draws the sheet; `None` in a plan without indicators, of which the first part says so.
pub(super) fn sheet(request: &ReportRequest<'_>) -> Written<Option<Sheet>> {
    let figures = request.figures;
    if figures.indicators.is_empty() {
        return Ok(None);
    }
    let mut page = open(request, INDICATOR_TREND, trend_widths(request))?;
    page.sentence(&format!("基準日 {}", long_date(figures.round.as_of())))?;
    draw_trend(&mut page, request, INDICATOR_TREND.sheet, None)?;
    Ok(Some(page.finish()?))
}
