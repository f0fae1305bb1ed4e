//! 庁内資料, for the headquarters only: who reported each program, in which file, and what the check found in it.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::ReportRequest;
use super::super::table::{Body, Cell, Column, Repeat, Row, Table, Tone};
use super::super::words;
use super::{Paper, open};
use crate::analysis::ProgramCoverage;
use crate::check::Severity;
use crate::facts::ContactFact;
use crate::form::long_date;
use crate::terms::{CellRef, ProgramNo};

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
    let counts = Counts::of(request);
    let first_row = page.next_row() + 1;
    let mut rows = rows(request, &counts);
    if !rows.is_empty() {
        let last_row = first_row + u32::try_from(rows.len()).unwrap_or(u32::MAX) - 1;
        rows.push(sums(&counts, first_row, last_row));
    }
    let drawn = page.table(&Table { columns, rows, body: Body::Figures })?;
    page.sheet().set_repeat_rows(drawn.head, drawn.head)?;
    if counts.without_program > 0 {
        page.note(&format!(
            "ほかに、どの{}のものとも言えない要修正・確認の指摘が{}件あります(統合報告書の「検査結果」)。",
            words.program, counts.without_program
        ))?;
    }
    page.finish()
}

/// Findings that somebody has to act on or look at, by program.
struct Counts {
    by_program: BTreeMap<(ProgramNo, Severity), u32>,
    without_program: u32,
}

impl Counts {
    fn of(request: &ReportRequest<'_>) -> Counts {
        let mut counts = Counts { by_program: BTreeMap::new(), without_program: 0 };
        let programs: Vec<ProgramNo> =
            listed(request).map(|(_, program)| program.program_no).collect();
        for finding in request.findings.iter().filter(|one| one.severity != Severity::Info) {
            match finding.program.filter(|no| programs.contains(no)) {
                Some(no) => *counts.by_program.entry((no, finding.severity)).or_default() += 1,
                None => counts.without_program += 1,
            }
        }
        counts
    }

    fn of_program(&self, no: ProgramNo, severity: Severity) -> u32 {
        self.by_program.get(&(no, severity)).copied().unwrap_or_default()
    }

    fn total(&self, severity: Severity) -> u32 {
        self.by_program.iter().filter(|((_, own), _)| *own == severity).map(|(_, n)| n).sum()
    }
}

/// Each running program with its division, in printed order.
fn listed<'a>(request: &ReportRequest<'a>) -> impl Iterator<Item = (&'a str, &'a ProgramCoverage)> {
    let divisions = request.figures.submissions.divisions.iter();
    divisions.flat_map(|division| {
        division.programs.iter().map(|program| (division.division.as_str(), program))
    })
}

fn rows(request: &ReportRequest<'_>, counts: &Counts) -> Vec<Row> {
    let coverage = &request.figures.submissions;
    let files = coverage.files.iter();
    let status: BTreeMap<&str, &str> =
        files.map(|file| (file.file.as_str(), file.status)).collect();
    let row = |(division, program): (&str, &ProgramCoverage)| {
        let (no, file) = (program.program_no, program.file.as_deref());
        let contact = contact(request, no);
        let text = |get: fn(&ContactFact) -> Option<&str>| Cell::maybe(contact.and_then(get));
        let state = match file {
            Some(file) => Cell::centre(status.get(file).map_or("", |code| words::status(code))),
            None => Cell::centre("未提出").tone(Tone::AlertCentre),
        };
        Row::new(vec![
            Cell::text(division),
            Cell::key(i64::from(no.0)),
            Cell::text(program.name.as_str()),
            text(|contact| contact.reporter.as_deref()),
            text(|contact| contact.extension.as_deref()).tone(Tone::Centre),
            Cell::maybe(contact.and_then(|contact| contact.report_date).map(long_date).as_deref()),
            Cell::maybe(file),
            state,
            Cell::alert_count(counts.of_program(no, Severity::Error)),
            Cell::count(counts.of_program(no, Severity::Warning)),
        ])
    };
    listed(request).map(row).collect()
}

/// Who reported the program in the reported round.
pub(super) fn contact<'a>(request: &ReportRequest<'a>, no: ProgramNo) -> Option<&'a ContactFact> {
    let round = request.figures.round;
    request.facts.contacts.iter().find(|contact| contact.program == no && contact.round == round)
}

/// The sums of the counts in rows `first` to `last` (counted from zero).
fn sums(counts: &Counts, first: u32, last: u32) -> Row {
    let mut cells = vec![Cell::text("計")];
    cells.extend(std::iter::repeat_n(Cell::empty(), WIDTHS.len() - 1));
    let columns = (8u32..).zip([Severity::Error, Severity::Warning]);
    cells.extend(columns.map(|(col, severity)| {
        let (first, last) = (CellRef::new(first, col), CellRef::new(last, col));
        Cell::count_formula(format!("=SUM({first}:{last})"), counts.total(severity))
    }));
    Row::sum(cells)
}
