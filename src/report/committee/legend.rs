//! 参考: what the letters, words and figures of the papers mean.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::ReportRequest;
use super::super::page::PRINTED_WIDTH;
use super::super::table::{Body, Cell, Column, Row, Table};
use super::super::tables::legend;
use super::{LEGEND, open};

/// Pixels of the terms.
const TERM: u32 = 250;

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = open(request, LEGEND, vec![TERM, PRINTED_WIDTH - TERM])?;
    for part in legend(request, false) {
        page.heading(&part.heading)?;
        let rows = part
            .rows
            .into_iter()
            .map(|(term, text)| Row::new(vec![Cell::text(term), Cell::text(text)]));
        let columns = vec![Column::new(part.term), Column::new("意味")];
        page.table(&Table { columns, rows: rows.collect(), body: Body::Figures })?;
    }
    page.finish()
}
