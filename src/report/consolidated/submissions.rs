//! 提出状況: which program has come in with which file, and what became of every file.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_xlsxwriter::XlsxError;

use super::super::ReportRequest;
use super::super::ledger::{Condition, ENDED, Ledger, STATE};
use super::super::link::Link;
use super::super::page::PRINTED_WIDTH;
use super::super::table::{Body, Cell, Column, Repeat, Row, Table, Tone};
use super::super::words;
use super::crossfoot::{Crossfoot, Side};
use super::{Part, open, program_page};
use crate::terms::CellRef;

/// Name of the sheet.
const NAME: &str = "提出状況";

/// The sheet, and where it holds what became of every file.
pub(super) struct Submissions {
    /// The sheet.
    pub(super) part: Part,
    /// The cells with the states of the files, if any came in.
    pub(super) states: Option<String>,
}

/// Draws the sheet.
pub(super) fn sheet(
    request: &ReportRequest<'_>,
    records: &Ledger,
) -> Result<Submissions, XlsxError> {
    let coverage = &request.figures.submissions;
    let plan_words = &request.plan.words;
    let mut page = open(request, NAME, vec![190, 44, 280, PRINTED_WIDTH - 784, 140, 65, 65])?;
    let missing = coverage.programs.saturating_sub(coverage.submitted);
    let counter = &plan_words.counter;
    page.sentence(&match missing {
        0 => format!("{}{counter}すべてが提出されています。", coverage.programs),
        _ => format!(
            "{}{counter}のうち{}{counter}が提出され、{missing}{counter}が未提出です。",
            coverage.programs, coverage.submitted
        ),
    })?;
    page.heading(&format!("担当課と{}", plan_words.program))?;
    let status: BTreeMap<&str, &str> =
        coverage.files.iter().map(|file| (file.file.as_str(), file.status)).collect();
    let rows = coverage.divisions.iter().flat_map(|division| {
        let status = &status;
        division.programs.iter().map(move |program| {
            let state = match &program.file {
                Some(file) => {
                    Cell::centre(status.get(file.as_str()).map_or("", |code| words::status(code)))
                }
                None => Cell::centre("未提出").tone(Tone::AlertCentre),
            };
            Row::new(vec![
                Cell::text(division.division.as_str()),
                Cell::key(i64::from(program.program_no.0))
                    .link(program_page::link(request, program.program_no)),
                Cell::text(program.name.as_str()),
                Cell::maybe(program.file.as_deref())
                    .link(file_link(request, program.file.as_deref())),
                state,
            ])
        })
    });
    let columns = vec![
        Column::new("担当課"),
        Column::new("No."),
        Column::new(plan_words.program.as_str()),
        Column::new("集計に使ったファイル"),
        Column::new("状態"),
    ];
    // Two tables share the sheet: only the first can be filtered, and neither head may stand over the other's rows.
    let drawn = page.table(&Table { columns, rows: rows.collect(), body: Body::Figures })?;
    if drawn.last > drawn.head {
        page.sheet().autofilter(drawn.head, 0, drawn.last, 4)?;
    }
    let programs = Crossfoot::new(
        format!("{}の数", plan_words.program),
        Side::new(
            "担当課ごとの行",
            format!("COUNT({})", range(1, drawn.head, drawn.last)),
            coverage.programs.into(),
        ),
        Side::new(
            "明細_評価の今回の行(終了を除く)",
            records
                .count(&[
                    Condition::text("round", &request.figures.round.to_string()),
                    Condition::blank(ENDED),
                ])
                .unwrap_or_else(|| "0".to_owned()),
            coverage.programs.into(),
        ),
    );
    let mut checks = vec![programs];
    let mut states = None;
    if coverage.files.is_empty() {
        page.heading("届いたファイル")?;
        page.sentence("届いたファイルはありません。")?;
    } else {
        let rows = coverage.files.iter().map(|file| {
            let programs: Vec<String> = file.programs.iter().map(ToString::to_string).collect();
            Row::new(vec![
                Cell::maybe(file.division.as_ref().map(|name| name.as_str())),
                Cell::count(u32::try_from(file.programs.len()).unwrap_or(u32::MAX)),
                Cell::text(programs.join("、")),
                Cell::text(file.file.as_str()).link(file_link(request, Some(&file.file))),
                Cell::centre(words::status(file.status)),
                Cell::alert_count(u32::try_from(file.errors).unwrap_or(u32::MAX)),
                Cell::count(u32::try_from(file.warnings).unwrap_or(u32::MAX)),
            ])
        });
        let columns = vec![
            Column::new("担当課"),
            Column::new("件数"),
            Column::new("No."),
            Column::new("ファイル").repeat(Repeat::Marked),
            Column::new("状態"),
            Column::new("要修正\n(件)"),
            Column::new("確認\n(件)"),
        ];
        let table = Table { columns, rows: rows.collect(), body: Body::Figures };
        page.heading_of(&table, "届いたファイル")?;
        let drawn = page.table(&table)?;
        let range = range(4, drawn.head, drawn.last);
        checks.push(every_file_has_a_state(request, &range));
        states = Some(range);
    }
    let says = format!("{}ごとの提出の有無と、届いたファイルの状態", plan_words.program);
    let part = Part::new(NAME, says, page.finish()?).checks(checks);
    Ok(Submissions { part, states })
}

/// Leads to a file of the reported round.
fn file_link(request: &ReportRequest<'_>, file: Option<&str>) -> Option<Link> {
    Link::to_file(request.inputs?, request.figures.round, file?, None)
}

/// The cells of a column below `head`.
fn range(col: u32, head: u32, last: u32) -> String {
    let (first, last) = (CellRef::new(head + 1, col), CellRef::new(last, col));
    format!("{NAME}!{}:{}", first.absolute(), last.absolute())
}

/// Files by what became of them, and all files.
fn every_file_has_a_state(request: &ReportRequest<'_>, states: &str) -> Crossfoot {
    let files = Decimal::from(request.figures.submissions.files.len());
    let labels = words::statuses();
    let counted: Vec<String> = labels
        .iter()
        .map(|label| format!("COUNTIF({states},{})", Condition::text(STATE, label).criterion()))
        .collect();
    Crossfoot::new(
        "届いたファイルの数",
        Side::new(labels.join("+"), counted.join("+"), files),
        Side::new("届いたファイルの行", format!("COUNTA({states})"), files),
    )
}
