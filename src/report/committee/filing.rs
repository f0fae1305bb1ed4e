//! 庁内資料, for the headquarters only: who reported each program, in which file, and what the check found in it.
//!
//! States and counts are those of 提出状況 in the consolidated report.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::paper::{Paper, open};
use crate::analysis::{ProgramInRound, SubmissionState};
use crate::facts::ContactFact;
use crate::form::long_date;
use crate::report::request::ReportRequest;
use crate::sheet::table::{Body, Cell, Column, Repeat, Row, Table, Tone};
use crate::terms::ProgramNo;

/// The paper.
pub(super) const PAPER: Paper =
    Paper::new("庁内資料", "提出と指摘の状況", "庁内資料 提出と指摘の状況");

/// Pixels of the columns before the counts, and of a count.
const WIDTHS: [u32; 8] = [150, 38, 200, 84, 52, 112, 186, 98];
const COUNT: u32 = 50;

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>) -> Result<Worksheet, XlsxError> {
    let mut widths = WIDTHS.to_vec();
    widths.extend([COUNT, COUNT]);
    let mut page = open(request, PAPER, widths)?;
    let coverage = &request.figures.submissions;
    let words = &request.plan.words;
    page.sentence(&format!(
        "{}{counter}のうち{}{counter}が提出されています。",
        coverage.programs,
        coverage.submitted,
        counter = words.counter
    ))?;
    page.gap(6.0)?;
    let columns = vec![
        Column::new("担当課"),
        Column::new("No.").repeat(Repeat::Value),
        Column::new(words.program.as_str()).repeat(Repeat::Marked),
        Column::new("記入者"),
        Column::new("内線"),
        Column::new("記入日"),
        Column::new("集計に使ったファイル"),
        Column::new("状態"),
        Column::new("要修正\n(件)"),
        Column::new("確認\n(件)"),
    ];
    let program = &words.program;
    let notes = [
        format!("注1 状態と件数は{program}ごとです。要修正の指摘がある{program}が差戻しです。ファイル全体への指摘は、そのファイルのすべての{program}に数えています。"),
        "注2 集計に使わなかったファイルへの指摘は、この表に入っていません。統合報告書の「検査結果」にあります。".to_owned(),
    ];
    let table = Table { columns, rows: rows(request), body: Body::Figures };
    page.repeated_table(&table, &notes)?;
    page.finish()
}

/// Each program that owed a submission, by division in plan order.
fn rows(request: &ReportRequest<'_>) -> Vec<Row> {
    let coverage = &request.figures.submissions;
    let Some(now) = coverage.rounds.last() else { return Vec::new() };
    let listed = coverage.divisions.iter().flat_map(|division| &division.programs);
    let listed = listed.filter_map(|program| {
        let own = now.programs.iter().find(|own| own.program_no == program.program_no)?;
        Some(row(request, own, &program.name))
    });
    listed.collect()
}

fn row(request: &ReportRequest<'_>, own: &ProgramInRound, name: &str) -> Row {
    let contact = contact(request, own.program_no);
    let text = |get: fn(&ContactFact) -> Option<&str>| Cell::maybe(contact.and_then(get));
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Row::new(vec![
        Cell::text(own.division.as_str()),
        Cell::key(i64::from(own.program_no.0)),
        Cell::text(name),
        text(|contact| contact.reporter.as_deref()),
        text(|contact| contact.extension.as_deref()).tone(Tone::Centre),
        Cell::maybe(contact.and_then(|contact| contact.report_date).map(long_date).as_deref()),
        Cell::maybe(own.file.as_deref()),
        state(own.state),
        Cell::alert_count(count(own.errors)),
        Cell::count(count(own.warnings)),
    ])
}

/// The state; bold as well as red where somebody has to act.
fn state(state: SubmissionState) -> Cell {
    let tone = match state {
        SubmissionState::Returned | SubmissionState::NotSubmitted => Tone::AlertCentre,
        SubmissionState::Accepted | SubmissionState::AcceptedWithWarnings => Tone::Centre,
    };
    Cell::centre(state.label()).tone(tone)
}

/// Who reported the program in the reported round.
pub(super) fn contact<'a>(request: &ReportRequest<'a>, no: ProgramNo) -> Option<&'a ContactFact> {
    let round = request.figures.round;
    request.facts.contacts.iter().find(|contact| contact.program == no && contact.round == round)
}
