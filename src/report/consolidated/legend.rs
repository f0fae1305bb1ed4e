//! 凡例: what the letters, words and figures mean, and what the plan's data lacks.

use rust_xlsxwriter::XlsxError;

use super::super::ReportRequest;
use super::super::page::PRINTED_WIDTH;
use super::super::table::{Body, Cell, Column, Row, Table};
use super::super::tables::legend;
use super::{Part, open};

/// Name of the sheet.
const NAME: &str = "凡例";

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>) -> Result<Part, XlsxError> {
    let mut page = open(request, NAME, vec![250, PRINTED_WIDTH - 250])?;
    for part in legend(request, true) {
        page.heading(&part.heading)?;
        let rows = part
            .rows
            .into_iter()
            .map(|(term, text)| Row::new(vec![Cell::text(term), Cell::text(text)]));
        let columns = vec![Column::new(part.term), Column::new("意味")];
        page.table(&Table { columns, rows: rows.collect(), body: Body::Figures })?;
    }
    let says =
        "区分、評価しない理由、割合・達成率・財政効果の定義、記号、計画のデータの注意".to_owned();
    Ok(Part { name: NAME, says, sheet: page.finish()? })
}
