//! 資料1: how many programs stand where, in words, as a table and as a chart.

use super::paper::{RATINGS, open};
use crate::analysis::rating_sentence;
use crate::form::long_date;
use crate::report::request::ReportRequest;
use crate::report::tables::{Tally, TallyDetail};
use crate::sheet::{PRINTED_WIDTH, Sheet, Written};

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>) -> Written<Sheet> {
    let figures = request.figures;
    let tally = Tally::by_direction(request, TallyDetail::Brief, None);
    let mut page = open(request, RATINGS, tally.widths(PRINTED_WIDTH))?;
    let sentence = rating_sentence(request.plan, figures.round, &figures.ratings);
    page.sentence(&format!("{sentence}(基準日 {})", long_date(figures.round.as_of())))?;
    page.gap(6.0)?;
    tally.draw(&mut page, RATINGS.sheet)?;
    page.finish()
}
