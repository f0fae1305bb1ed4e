//! 届いたファイル: every file of the reported round and what became of it.

use rust_decimal::Decimal;

use super::super::words;
use super::agreement::{Crossfoot, Side};
use super::drawing::{Drawing, Part, Sheets};
use super::{findings, open, submissions};
use crate::check::Severity;
use crate::report::request::ReportRequest;
use crate::sheet::cells::SheetArea;
use crate::sheet::expr::{Expr, Function};
use crate::sheet::link::Link;
use crate::sheet::page::PRINTED_WIDTH;
use crate::sheet::table::{Body, Cell, Column, Repeat, Row, Table};
use crate::terms;

/// Name of the sheet.
pub(super) const NAME: &str = "届いたファイル";
/// Column of the states, counted from zero.
const STATES: u32 = 2;

/// Draws the sheet; also returns the cells with the states of the files, if any came in.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<Option<SheetArea>> {
    let request = drawing.request;
    let (findings, programs) = (drawing.of(findings::sheet)?, drawing.of(submissions::sheet)?);
    let files = &request.figures.submissions.files;
    let mut page = open(request, NAME, vec![190, 330, 110, 65, 65, 60, PRINTED_WIDTH - 820])?;
    let mut states = None;
    if files.is_empty() {
        page.sentence("届いたファイルはありません。")?;
    } else {
        page.note(
            "報告する回次に届いたすべてのファイルです。状態の意味は「凡例・算定方法」にあります。",
        )?;
        let rows = files.iter().map(|file| {
            let numbers: Vec<String> = file.programs.iter().map(ToString::to_string).collect();
            let link = request
                .inputs
                .and_then(|inputs| Link::to_file(inputs, request.figures.round, &file.file, None));
            let mut row = Row::new(vec![
                Cell::maybe(file.division.as_ref().map(|name| name.as_str())),
                Cell::text(file.file.as_str()).link(link),
                Cell::centre(words::status(file.status)),
                Cell::alert_count(terms::count(file.errors)),
                Cell::count(terms::count(file.warnings)),
                Cell::count(terms::count(file.programs.len())),
                Cell::text(numbers.join("、")),
            ]);
            let counts = [
                findings.of_file(request, Severity::Error, &file.file, file.errors),
                findings.of_file(request, Severity::Warning, &file.file, file.warnings),
                programs.count_in_file(request, &file.file, file.programs.len()),
            ];
            for (column, count) in (STATES as usize + 1..).zip(counts) {
                if let Some(count) = count {
                    row.compute(column, count);
                }
            }
            row
        });
        let columns = vec![
            Column::new("担当課"),
            Column::new("ファイル").repeat(Repeat::Marked),
            Column::new("状態"),
            Column::new("要修正\n(件)"),
            Column::new("確認\n(件)"),
            Column::new("票の数"),
            Column::new("No."),
        ];
        let table = Table { columns, rows: rows.collect(), body: Body::Figures };
        let drawn = page.list(&table, 0)?;
        states = Some(SheetArea::column(NAME, STATES, drawn.head + 1, drawn.last));
    }
    let says = "報告する回次に届いたファイルと、その状態、指摘の数";
    let checks = states.iter().map(|states| every_file_has_a_state(request, states)).collect();
    Ok((vec![Part::new(NAME, says, page.finish()?).checks(checks)], states))
}

/// Files by what became of them, and all files.
fn every_file_has_a_state(request: &ReportRequest<'_>, states: &SheetArea) -> Crossfoot {
    let files = Decimal::from(request.figures.submissions.files.len());
    let labels = words::statuses();
    let states = states.cells();
    let counted = Expr::added(labels.iter().map(|label| Expr::count_text(states, label)));
    Crossfoot::new(
        "届いたファイルの数",
        Side::new(labels.join("+"), counted, files),
        Side::new("届いたファイルの行", Function::CountA.of([states]), files),
    )
}
