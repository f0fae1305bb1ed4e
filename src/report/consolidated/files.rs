//! 届いたファイル: every file of the reported round and what became of it.

use rust_decimal::Decimal;

use super::findings::Findings;
use super::submissions::ProgramStates;
use super::{Crossfoot, Drawing, Part, ReportRequest, Sheets, Side, findings, open, submissions};
use crate::analysis::CoverageRow;
use crate::check::Status;
use crate::finding::Severity;
use crate::sheet::{
    Body, Cell, Column, Columns, Expr, Function, PRINTED_WIDTH, Repeat, SheetArea, Tone,
};
use crate::terms;

/// Name of the sheet.
pub(super) const NAME: &str = "届いたファイル";
/// What formulas know the states by.
const STATE: &str = "state";

/// Draws the sheet; also returns the cells with the states of the files, if any came in.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<Option<SheetArea>> {
    let request = drawing.request;
    let (findings, programs) = (drawing.of(findings::sheet)?, drawing.of(submissions::sheet)?);
    let files = &request.figures.submissions.files;
    let columns = columns(request, &findings, &programs);
    let mut page = open(request, NAME, columns.widths())?;
    let mut states = None;
    if files.is_empty() {
        page.sentence("届いたファイルはありません。")?;
    } else {
        page.note(
            "報告する回次に届いたすべてのファイルです。状態の意味は「凡例・算定方法」にあります。",
        )?;
        let drawn = page.list(&columns.table(files, Body::Figures), 0)?;
        let column = columns.place(STATE);
        states = column.map(|col| SheetArea::column(NAME, col, drawn.head + 1, drawn.last));
    }
    let says = "報告する回次に届いたファイルと、その状態、指摘の数";
    let checks = states.iter().map(|states| every_file_has_a_state(request, states)).collect();
    Ok((vec![Part::new(NAME, says, page.finish()?).checks(checks)], states))
}

/// What is said of each file; its counts are those of the sheets that list what is counted.
fn columns<'a>(
    request: &'a ReportRequest<'a>,
    findings: &'a Findings,
    programs: &'a ProgramStates,
) -> Columns<'a, CoverageRow> {
    let columns = Columns::new()
        .with("担当課", 190, |file: &CoverageRow| {
            Cell::maybe(file.division.as_ref().map(|name| name.as_str()))
        })
        .with(Column::new("ファイル").repeat(Repeat::Marked), 330, |file| {
            Cell::text(file.file.as_str())
                .link(request.file_link(request.figures.round, &file.file))
        })
        .with("状態", 110, |file| Cell::centre(file.status.label()))
        .called(STATE)
        .with("要修正\n(件)", 65, |file| {
            let count = findings.of_file(Severity::Error, &file.file, file.errors);
            let tone = if file.errors == 0 { Tone::Right } else { Tone::AlertRight };
            Cell::count(terms::count(file.errors)).by(count).tone(tone)
        })
        .with("確認\n(件)", 65, |file| {
            let count = findings.of_file(Severity::Warning, &file.file, file.warnings);
            Cell::count(terms::count(file.warnings)).by(count)
        })
        .with("票の数", 60, |file| {
            let held = file.programs.len();
            Cell::count(terms::count(held)).by(programs.count_in_file(
                request.figures.round,
                &file.file,
                held,
            ))
        });
    let rest = PRINTED_WIDTH - columns.width();
    columns.with("No.", rest, |file| {
        let numbers: Vec<String> = file.programs.iter().map(ToString::to_string).collect();
        Cell::text(numbers.join("、"))
    })
}

/// Files by what became of them, and all files.
fn every_file_has_a_state(request: &ReportRequest<'_>, states: &SheetArea) -> Crossfoot {
    let files = Decimal::from(request.figures.submissions.files.len());
    let labels = Status::ALL.map(Status::label);
    let states = states.cells();
    let counted = Expr::added(labels.iter().map(|label| Expr::count_text(states, label)));
    Crossfoot::new(
        "届いたファイルの数",
        Side::new(labels.join("+"), counted, files),
        Side::new("届いたファイルの行", Function::CountA.of([states]), files),
    )
}
