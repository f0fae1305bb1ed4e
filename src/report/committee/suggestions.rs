//! 資料5 付表, for the headquarters only: what each division chose and what the plan's rules suggest.

use super::paper::{Paper, open};
use crate::analysis::ReviewFigures;
use crate::report::request::ReportRequest;
use crate::report::tables::{SUGGESTION_NOTE, suggestion_table};
use crate::sheet::{LIST_WIDTH, Sheet, Written};

/// The paper.
pub(super) const PAPER: Paper =
    Paper::new("資料5 付表", "担当課の案と提案(参考)", "資料5付表 担当課の案と提案");

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>, review: &ReviewFigures) -> Written<Sheet> {
    let (table, widths) = suggestion_table(request, review, LIST_WIDTH);
    let mut page = open(request, PAPER, widths)?;
    page.note(SUGGESTION_NOTE)?;
    page.gap(6.0)?;
    page.repeated_table(&table, &[])?;
    page.finish()
}
