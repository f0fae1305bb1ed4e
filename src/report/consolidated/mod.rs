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
mod question;
mod review;
mod review_sums;
mod schedule;
mod studies;
mod submissions;

use agreement::{Crossfoot, Side};
use drawing::{Drawing, Listed, Part, Sheets};
use group::Group;
use question::Question;

use super::ledger::{
    AGAIN, Condition, ENDED, FOCUS, Ledger, MARK, MOST_NESTED, PREVIOUS, STATE, added,
};
use super::{records, request::ReportRequest, tables, words};
use crate::sheet::{Book, LIST_WIDTH, Page, WriteError, Written};

/// Title of the workbook.
const TITLE: &str = "統合報告書";

/// Writes the consolidated report.
///
/// # Errors
///
/// If the writer refuses a name or a range, or a formula is wrong; figures of a checked plan give no cause.
pub fn write_consolidated(request: &ReportRequest<'_>) -> Result<Vec<u8>, WriteError> {
    let (mut parts, pages, trend) = std::thread::scope(|scope| {
        let drawing = Drawing::new(request, sheets());
        drawing.begin(scope, program_page::sheet, || program_page::pages(request));
        let trend = drawing.of(indicator_trend::sheet)?;
        let (parts, pages) = drawing.finish(program_page::sheet)?;
        Ok::<_, WriteError>((parts, pages, trend))
    })?;
    let page = parts.iter_mut().find(|part| part.name == program_page::NAME);
    if let (Some(trend), Some(page)) = (trend.as_ref(), page) {
        pages.draw_charts(request, trend, page.sheet.worksheet())?;
    }
    parts.push(crossfoot::sheet(request, &parts)?.of(Group::Explanations, Question::Trusted));
    let contents = contents::sheet(request, &parts)?;
    let mut book = Book::new(TITLE, &request.plan.full_title(), &request.plan.municipality.name)?;
    book.push(contents);
    for part in parts {
        book.push(part.sheet);
    }
    pages.define_names(book.workbook())?;
    book.finish()
}

/// The sheets in the order of the workbook; 目次 stands before them, 検算 behind them.
fn sheets() -> Vec<Listed> {
    use Group::{Explanations, Records, Results, Review, Submissions};
    use Question::{
        Changed, Missing, Money, OnTime, One, Reached, Revised, Source, Trusted, Whole, Wrong,
    };
    vec![
        Listed::new(Results, Whole, overview::sheet),
        Listed::new(Results, Changed, progress::sheet),
        Listed::new(Results, One, program_page::sheet),
        Listed::new(Results, Reached, indicators::sheet),
        Listed::new(Results, Reached, indicator_trend::sheet),
        Listed::new(Results, Money, effects::sheet),
        Listed::new(Results, OnTime, schedule::sheet),
        Listed::new(Results, OnTime, studies::sheet),
        Listed::new(Review, Revised, review::sheets),
        Listed::new(Submissions, Missing, submissions::sheet),
        Listed::new(Submissions, Missing, files::sheet),
        Listed::new(Submissions, Wrong, findings::sheet),
        // What is computed from records stands behind them.
        Listed::new(Records, Source, details::assessments),
        Listed::new(Records, Source, details::indicators),
        Listed::new(Records, Source, indicator_basis::sheet),
        Listed::new(Records, Source, details::activities),
        Listed::new(Records, Source, details::effects),
        Listed::new(Records, Source, effect_years::sheet),
        Listed::new(Records, Source, details::answers),
        Listed::new(Explanations, Trusted, legend::sheet),
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
