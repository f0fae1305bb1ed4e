//! `統合報告書.xlsx`: everything of a round in one workbook, for the office that runs the survey.
//!
//! From the front to the back: what came out (総括), what stands behind it (進捗一覧, 個票, 指標, 財政効果), the mid-term
//! review (中間見直し), what came in and what is wrong with it (提出状況, 検査結果), every record with the cell that it was
//! read from (明細), and the sums that have to agree (検算). Counts and sums are formulas over 明細; the results stored
//! with them are those of `analysis`.

mod comparison;
mod contents;
mod crossfoot;
mod details;
mod effects;
mod findings;
mod indicator_basis;
mod indicator_trend;
mod indicators;
mod legend;
mod overview;
mod program_page;
mod progress;
mod review;
mod submissions;

use crossfoot::Crossfoot;
use rust_xlsxwriter::{DocProperties, Worksheet, XlsxError};

use super::ReportRequest;
use super::page::Page;
use super::style;
use super::words;

/// Title of the workbook.
const TITLE: &str = "統合報告書";

/// Width of list sheets in pixels: printed at about three quarters of their size.
const LIST_WIDTH: u32 = 1360;

/// Where the sheet of the indicators' computation stands among those of the records: behind that of the indicators.
const BASES_AT: usize = 2;

/// A sheet with the line that the contents say of it, and what has to agree with it.
struct Part {
    name: &'static str,
    says: String,
    sheet: Worksheet,
    checks: Vec<Crossfoot>,
}

impl Part {
    fn new(name: &'static str, says: impl Into<String>, sheet: Worksheet) -> Part {
        Part { name, says: says.into(), sheet, checks: Vec::new() }
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
/// If the writer refuses a name or a range; figures of a checked plan give no cause.
pub fn write_consolidated(request: &ReportRequest<'_>) -> Result<Vec<u8>, XlsxError> {
    // Sheets whose cells are counted by others are drawn before them; the workbook has its own order.
    let (mut details, ledgers) = details::sheets(request)?;
    let records = indicators::Records::new(request, &ledgers.indicators);
    let (trends, trend) = indicator_trend::sheet(request, &records)?;
    let (bases, basis) = indicator_basis::sheet(request, trend.as_ref())?;
    details.insert(BASES_AT, bases);
    let sources =
        indicators::Sources { records: &records, trend: trend.as_ref(), bases: basis.as_ref() };
    let (indicators, verdicts) = indicators::sheet(request, &sources)?;
    let (effects, year_effects) = effects::sheet(request)?;
    let submissions = submissions::sheet(request, &ledgers.assessments)?;
    let sources = overview::Sources {
        assessments: &ledgers.assessments,
        verdicts: verdicts.as_deref(),
        year_effects: year_effects.as_ref(),
        file_states: submissions.states.as_deref(),
    };
    let (program_pages, places) = program_page::sheet(request)?;
    let mut parts = vec![
        overview::sheet(request, &sources)?,
        progress::sheet(request, &ledgers.assessments)?,
        program_pages,
        indicators,
        trends,
        effects,
    ];
    parts.extend(review::sheets(request)?);
    parts.extend([submissions.part, findings::sheet(request)?]);
    parts.extend(details);
    parts.push(crossfoot::sheet(request, &parts)?);
    parts.push(legend::sheet(request)?);
    let contents = contents::sheet(request, &parts)?;
    let mut workbook = style::workbook(request.plan, TITLE, DocProperties::new())?;
    workbook.push_worksheet(contents);
    for part in parts {
        workbook.push_worksheet(part.sheet);
    }
    places.define_names(&mut workbook)?;
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
