//! 凡例: what the letters, words and figures mean, and what the plan's data lacks.

use rust_xlsxwriter::XlsxError;

use super::super::ReportRequest;
use super::super::page::PRINTED_WIDTH;
use super::super::tables::draw_legend;
use super::{Part, open};

/// Name of the sheet.
const NAME: &str = "凡例";

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>) -> Result<Part, XlsxError> {
    let mut page = open(request, NAME, vec![250, PRINTED_WIDTH - 250])?;
    draw_legend(&mut page, request, true)?;
    let says =
        "区分、評価しない理由、割合・達成率・財政効果の定義、記号、計画のデータの注意".to_owned();
    Ok(Part::new(NAME, says, page.finish()?))
}
