//! 庁内資料, for the headquarters only: who reported each program, in which file, and what the check found in it.
//!
//! States and counts are those of 提出状況 in the consolidated report.

use super::paper::{Paper, open};
use crate::analysis::ProgramInRound;
use crate::facts::ContactFact;
use crate::form::long_date;
use crate::report::request::ReportRequest;
use crate::report::words;
use crate::sheet::{Body, Cell, Column, Columns, Repeat, Sheet, Tone, Written};
use crate::terms::count;

/// The paper.
pub(super) const PAPER: Paper =
    Paper::new("庁内資料", "提出と指摘の状況", "庁内資料 提出と指摘の状況");

/// Draws the sheet.
pub(super) fn sheet(request: &ReportRequest<'_>) -> Written<Sheet> {
    let columns = columns(request);
    let mut page = open(request, PAPER, columns.widths())?;
    let coverage = &request.figures.submissions;
    let words = &request.plan.words;
    page.sentence(&format!(
        "{}のうち{}{counter}が提出されています。",
        words.counted(coverage.programs),
        coverage.submitted,
        counter = words.counter
    ))?;
    page.gap(6.0)?;
    let program = &words.program;
    let notes = [
        format!("注1 状態と件数は{program}ごとです。要修正の指摘がある{program}が差戻しです。ファイル全体への指摘は、そのファイルのすべての{program}に数えています。"),
        "注2 集計に使わなかったファイルへの指摘は、この表に入っていません。統合報告書の「検査結果」にあります。".to_owned(),
    ];
    let table = columns.table(&filed(request), Body::Figures);
    page.repeated_table(&table, &notes)?;
    page.finish()
}

/// A program that owed a submission.
struct Filed<'a> {
    own: &'a ProgramInRound,
    name: &'a str,
    contact: Option<&'a ContactFact>,
}

/// Each program that owed a submission, by division in plan order.
fn filed<'a>(request: &ReportRequest<'a>) -> Vec<Filed<'a>> {
    let coverage = &request.figures.submissions;
    let Some(now) = coverage.rounds.last() else { return Vec::new() };
    let round = request.figures.round;
    let listed = coverage.divisions.iter().flat_map(|division| &division.programs);
    let listed = listed.filter_map(|program| {
        let own = now.of(program.program_no)?;
        Some(Filed { own, name: &program.name, contact: request.contact(own.program_no, round) })
    });
    listed.collect()
}

/// What is said of each.
fn columns<'a>(request: &ReportRequest<'a>) -> Columns<'a, Filed<'a>> {
    let of = |filed: &Filed<'_>, get: fn(&ContactFact) -> Option<&str>| {
        Cell::maybe(filed.contact.and_then(get))
    };
    Columns::new()
        .with("担当課", 150, |filed: &Filed<'a>| Cell::text(filed.own.division.as_str()))
        .with(Column::new("No.").repeat(Repeat::Value), 38, |filed| {
            words::number(filed.own.program_no)
        })
        .with(
            Column::new(request.plan.words.program.as_str()).repeat(Repeat::Marked),
            200,
            |filed| Cell::text(filed.name),
        )
        .with("記入者", 84, move |filed| of(filed, |contact| contact.reporter.as_deref()))
        .with("内線", 52, move |filed| {
            of(filed, |contact| contact.extension.as_deref()).tone(Tone::Centre)
        })
        .with("記入日", 112, |filed| {
            let date = filed.contact.and_then(|contact| contact.report_date);
            Cell::maybe(date.map(long_date).as_deref())
        })
        .with("集計に使ったファイル", 186, |filed| Cell::maybe(filed.own.file.as_deref()))
        .with("状態", 98, |filed| words::submission(filed.own.state))
        .with("要修正\n(件)", 50, |filed| Cell::alert_count(count(filed.own.errors)))
        .with("確認\n(件)", 50, |filed| Cell::count(count(filed.own.warnings)))
}
