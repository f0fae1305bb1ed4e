//! `統合報告書.xlsx`: everything of a round in one workbook, for the office that runs the survey.
//!
//! From the front to the back: what came out (総括), what stands behind it (進捗一覧, 個票, 指標, 財政効果, 取組スケジュール,
//! 検討プログラム), the mid-term review (中間見直し), what came in and what is wrong with it (提出状況, 検査結果), every
//! record with the cell that it was read from (明細), what all of it means (凡例・算定方法), and the sums that have to
//! agree (検算). Counts and sums are formulas over 明細; the results stored with them are those of `analysis`.

mod comparison;
mod contents;
mod crossfoot;
mod details;
mod effect_trend;
mod effect_years;
mod effects;
mod files;
mod findings;
mod group;
mod indicator_basis;
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

use crossfoot::Crossfoot;
use group::Group;
use rust_xlsxwriter::XlsxError;

use super::words;
use crate::report::request::ReportRequest;
use crate::sheet::book::{Book, Sheet, WriteError};
use crate::sheet::page::Page;

/// Title of the workbook.
const TITLE: &str = "統合報告書";

/// Width of list sheets in pixels: printed at about three quarters of their size.
const LIST_WIDTH: u32 = 1360;

/// Paper of sheets that are wider than a list: A3, as Excel numbers paper sizes.
const WIDE_PAPER: u8 = 8;

/// A sheet with the line that the contents say of it, and what has to agree with it.
struct Part {
    name: String,
    says: String,
    sheet: Sheet,
    group: Group,
    checks: Vec<Crossfoot>,
}

impl Part {
    fn new(name: impl Into<String>, says: impl Into<String>, sheet: Sheet) -> Part {
        let (name, says) = (name.into(), says.into());
        Part { name, says, sheet, group: Group::Results, checks: Vec::new() }
    }

    /// The same sheet with the tab of its group.
    fn group(mut self, group: Group) -> Part {
        self.sheet.worksheet().set_tab_color(group.colour());
        self.group = group;
        self
    }

    /// The same sheet with sums that have to agree, for 検算.
    fn checks(mut self, checks: Vec<Crossfoot>) -> Part {
        self.checks = checks;
        self
    }
}

/// Writes the consolidated report.
///
/// # Errors
///
/// If the writer refuses a name or a range, or a formula is wrong; figures of a checked plan give no cause.
pub fn write_consolidated(request: &ReportRequest<'_>) -> Result<Vec<u8>, WriteError> {
    // Sheets whose cells are counted by others are drawn before them; the workbook has its own order.
    let (details, ledgers) = details::sheets(request)?;
    let records = indicators::Records::new(request, &ledgers.indicators);
    let (trends, trend) = indicator_trend::sheet(request, &records)?;
    let (bases, basis) = indicator_basis::sheet(request, trend.as_ref())?;
    let sources =
        indicators::Sources { records: &records, trend: trend.as_ref(), bases: basis.as_ref() };
    let (indicators, verdicts, printed) = indicators::sheet(request, &sources)?;
    let (effect_years, counted) = effect_years::sheet(request, &ledgers.effects)?;
    let (effects, new_effects) = effects::sheet(request, &counted)?;
    let (found, findings) = findings::sheet(request)?;
    let submissions = submissions::sheet(request, &ledgers.assessments, &findings)?;
    let (files, file_states) = files::sheet(request, &findings, &submissions.programs)?;
    let sources = overview::Sources {
        assessments: &ledgers.assessments,
        verdicts,
        indicators: &printed,
        new_effects: new_effects.as_ref(),
        effects: &counted,
        programs: &submissions.programs,
        file_states,
    };
    let (program_pages, places) = program_page::sheet(request)?;
    let mut results = vec![
        overview::sheet(request, &sources)?,
        progress::sheet(request, &ledgers.assessments)?,
        program_pages,
        indicators,
        trends,
        effects,
        schedule::sheet(request, &ledgers.activities)?,
    ];
    let [assessments, indicator_records, activities, effect_records] = details;
    let review_sources = review::Sources {
        assessments: &ledgers.assessments,
        effects: &counted,
        indicators: &printed,
    };
    let others = [
        (Group::Review, review::sheets(request, &review_sources)?),
        (Group::Submissions, vec![submissions.part, files, found]),
        (
            Group::Records,
            // What is computed from records stands behind them.
            vec![assessments, indicator_records, bases, activities, effect_records, effect_years],
        ),
        (Group::Explanations, vec![legend::sheet(request)?]),
    ];
    let taken = results.iter().chain(others.iter().flat_map(|(_, parts)| parts));
    let taken = taken.map(|part| part.name.as_str());
    let taken: Vec<&str> = taken.chain([contents::NAME, crossfoot::NAME]).collect();
    let studies = studies::sheet(request, &taken)?;
    results.push(studies);
    let groups = [(Group::Results, results)].into_iter().chain(others);
    let parts =
        groups.flat_map(|(group, parts)| parts.into_iter().map(move |part| part.group(group)));
    let mut parts: Vec<Part> = parts.collect();
    parts.push(crossfoot::sheet(request, &parts)?.group(Group::Explanations));
    let contents = contents::sheet(request, &parts)?;
    let mut book = Book::new(request.plan, TITLE)?;
    book.push(contents);
    for part in parts {
        book.push(part.sheet);
    }
    places.define_names(book.workbook())?;
    book.finish()
}

/// A page that begins with the running head and its title.
fn open(request: &ReportRequest<'_>, name: &str, widths: Vec<u32>) -> Result<Page, XlsxError> {
    let mut page = Page::new(request.plan, name, widths)?;
    page.note(&words::running_head(request.plan, request.figures.round))?;
    page.sample_mark(request.figures)?;
    page.title(name)?;
    Ok(page)
}
