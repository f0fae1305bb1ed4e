//! `統合報告書.xlsx`: everything of a round in one workbook, for the office that runs the survey.
//!
//! From the front to the back: what came out (総括), what stands behind it (進捗一覧, 個票, 指標, 財政効果, 取組スケジュール,
//! 検討プログラム), the mid-term review (中間見直し), what came in and what is wrong with it (提出状況, 検査結果), every
//! record with the cell that it was read from (明細), what all of it means (凡例・算定方法), and the sums that have to
//! agree (検算). Counts and sums are formulas over 明細; the results stored with them are those of `analysis`.

mod agreement;
mod comparison;
mod contents;
mod crossfoot;
mod details;
mod drawing;
mod effect_cells;
mod effect_trend;
mod effect_years;
mod effects;
mod files;
mod findings;
mod group;
mod indicator_basis;
mod indicator_latest;
mod indicator_numbers;
mod indicator_records;
mod indicator_standing;
mod indicator_trend;
mod indicators;
mod legend;
mod overview;
mod program_page;
mod progress;
mod review;
mod review_sums;
mod schedule;
mod studies;
mod submissions;

use agreement::{Crossfoot, Side};
use drawing::{Drawing, Listed, Part, Sheets};
use group::Group;

use super::ledger::{
    AGAIN, Condition, ENDED, FOCUS, Ledger, MARK, MOST_NESTED, PREVIOUS, STATE, added,
};
use super::{records, request::ReportRequest, tables, words};
use crate::sheet::{Book, Page, WriteError, Written};

/// Title of the workbook.
const TITLE: &str = "統合報告書";

/// Width of list sheets in pixels: printed at about three quarters of their size.
const LIST_WIDTH: u32 = 1360;

/// Paper of sheets that are wider than a list: A3, as Excel numbers paper sizes.
const WIDE_PAPER: u8 = 8;

/// Writes the consolidated report.
///
/// # Errors
///
/// If the writer refuses a name or a range, or a formula is wrong; figures of a checked plan give no cause.
pub fn write_consolidated(request: &ReportRequest<'_>) -> Result<Vec<u8>, WriteError> {
    let (mut parts, places) = std::thread::scope(|scope| {
        let drawing = Drawing::new(request, sheets());
        drawing.begin(scope, program_page::sheet, || program_page::pages(request));
        let (parts, places) = drawing.finish(program_page::sheet)?;
        Ok::<_, WriteError>((parts, places))
    })?;
    parts.push(crossfoot::sheet(request, &parts)?.group(Group::Explanations));
    let contents = contents::sheet(request, &parts)?;
    let mut book = Book::new(TITLE, &request.plan.full_title(), &request.plan.municipality.name)?;
    book.push(contents);
    for part in parts {
        book.push(part.sheet);
    }
    places.define_names(book.workbook())?;
    book.finish()
}

/// The sheets in the order of the workbook; 目次 stands before them, 検算 behind them.
fn sheets() -> Vec<Listed> {
    use Group::{Explanations, Records, Results, Review, Submissions};
    vec![
        Listed::new(Results, overview::sheet),
        Listed::new(Results, progress::sheet),
        Listed::new(Results, program_page::sheet),
        Listed::new(Results, indicators::sheet),
        Listed::new(Results, indicator_trend::sheet),
        Listed::new(Results, effects::sheet),
        Listed::new(Results, schedule::sheet),
        Listed::new(Results, studies::sheet),
        Listed::new(Review, review::sheets),
        Listed::new(Submissions, submissions::sheet),
        Listed::new(Submissions, files::sheet),
        Listed::new(Submissions, findings::sheet),
        // What is computed from records stands behind them.
        Listed::new(Records, details::assessments),
        Listed::new(Records, details::indicators),
        Listed::new(Records, indicator_basis::sheet),
        Listed::new(Records, details::activities),
        Listed::new(Records, details::effects),
        Listed::new(Records, effect_years::sheet),
        Listed::new(Records, details::answers),
        Listed::new(Explanations, legend::sheet),
    ]
}

/// A page that begins with the running head and its title.
fn open(request: &ReportRequest<'_>, name: &str, widths: Vec<u32>) -> Written<Page> {
    let mut page = Page::new(name, &request.plan.full_title(), widths)?;
    page.note(&words::running_head(request.plan, request.figures.round))?;
    if let Some(mark) = request.sample_mark() {
        page.warning(mark)?;
    }
    page.title(name)?;
    Ok(page)
}
