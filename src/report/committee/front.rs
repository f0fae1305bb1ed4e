//! 表紙: the body, plan, round, 基準日, office, and the list of papers.

use rust_xlsxwriter::{FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::super::ReportRequest;
use super::super::page::{PRINTED_WIDTH, Page};
use super::super::style;
use super::super::table::{Body, Cell, Column, Row, Table};
use super::audience::Audience;
use super::{Paper, footer, office_line};
use crate::form::long_date;

/// Name of the sheet.
const NAME: &str = "表紙";
/// Pixels left and right of the list of papers.
const MARGIN: u32 = 230;
/// Pixels of a paper's number.
const NUMBER: u32 = 110;

/// Draws the sheet with the list of `papers`.
pub(super) fn sheet<'p>(
    request: &ReportRequest<'_>,
    audience: Audience,
    papers: impl Iterator<Item = &'p Paper>,
) -> Result<Worksheet, XlsxError> {
    let plan = request.plan;
    let round = request.figures.round;
    // Narrower than the paper: the print set-up centres it.
    let widths = vec![NUMBER, PRINTED_WIDTH - 2 * MARGIN - NUMBER];
    let mut page = Page::new(plan, NAME, widths)?;
    page.sheet().set_footer(footer(plan));
    page.paper_margins();
    // Long names make it longer than a page: it stays one, a little smaller.
    page.sheet().set_print_fit_to_pages(1, 1);
    let centre = |size: f64| {
        style::plain().set_font_size(size).set_align(FormatAlign::Center).set_text_wrap()
    };
    page.sample_mark(request.figures)?;
    page.gap(24.0)?;
    if let Some(meeting) = audience.meeting(plan) {
        page.band(meeting, 14.0, &centre(14.0).set_bold())?;
        page.gap(16.0)?;
    }
    page.band(&plan.title, 22.0, &centre(22.0).set_bold().set_font_color(style::NAVY))?;
    page.gap(10.0)?;
    let subtitle = format!("{} {}", round.label(), audience.title());
    let rule =
        centre(16.0).set_border_bottom(FormatBorder::Medium).set_border_bottom_color(style::NAVY);
    page.band(&subtitle, 16.0, &rule)?;
    page.gap(14.0)?;
    page.band(&format!("基準日 {}", long_date(round.as_of())), 11.0, &centre(11.0))?;
    page.band(&format!("作成課 {}", office_line(plan)), 11.0, &centre(11.0))?;
    page.gap(24.0)?;
    let rows = papers
        .map(|paper| Row::new(vec![Cell::centre(paper.number), Cell::text(paper.title.as_ref())]));
    let columns = vec![Column::new("番号"), Column::new("資料名")];
    page.table(&Table { columns, rows: rows.collect(), body: Body::Figures })?;
    page.finish()
}
