//! 検査結果: every finding with its place, in the order in which the check gave them. The message names the field in the
//! words of the form; its key, which programs look for, stands in `data/findings.csv`.

use std::collections::BTreeMap;

use super::{
    Condition, Drawing, Ledger, Part, ReportRequest, Sheets, added, open, program_page, words,
};
use crate::finding::{Finding, Severity};
use crate::sheet::{Body, Cell, Column, Columns, Expr, Repeat};
use crate::terms::{DivisionName, Lang, ProgramNo};

/// Name of the sheet.
const NAME: &str = "検査結果";

/// What stands for a program where a finding is of the file as a whole.
const OF_FILE: &str = "-";

/// The rows of the sheet, as the counts of other sheets see them.
pub(super) struct Findings {
    rows: Ledger,
    /// How many rows there are of each program of a file, and of the file as a whole. Spreadsheets take large and small
    /// letters of its name for the same.
    found: BTreeMap<(Severity, String), BTreeMap<Option<ProgramNo>, usize>>,
}

impl Findings {
    /// How many findings of this severity a file has, if the rows make `result`.
    pub(super) fn of_file(&self, severity: Severity, file: &str, result: usize) -> Option<Expr> {
        let found: usize = self.found(severity, file).map(|(_, count)| count).sum();
        (found == result).then(|| self.count(severity, file, &[]))?
    }

    /// How many findings of this severity concern a program of a file: its own and those of the file as a whole; if the
    /// rows make `result`.
    pub(super) fn of_program(
        &self,
        severity: Severity,
        file: &str,
        program: ProgramNo,
        result: usize,
    ) -> Option<Expr> {
        let of = |of: &Option<ProgramNo>| of.is_none_or(|no| no == program);
        let found = self.found(severity, file).filter(|(no, _)| of(no));
        let found: usize = found.map(|(_, count)| count).sum();
        let own = Condition::number("program_no", i64::from(program.0));
        let counts = [own, Condition::text("program_no", OF_FILE)];
        let counts = counts.map(|condition| self.count(severity, file, &[condition]));
        (found == result).then(|| added(counts))?
    }

    /// The name of the file stands once for each finding, also where its row goes on.
    fn count(&self, severity: Severity, file: &str, more: &[Condition<'_>]) -> Option<Expr> {
        let of_file =
            [Condition::text("severity", severity.label(Lang::Ja)), Condition::text("file", file)];
        self.rows.count(&[&of_file, more].concat())
    }

    fn found(
        &self,
        severity: Severity,
        file: &str,
    ) -> impl Iterator<Item = (&Option<ProgramNo>, &usize)> {
        self.found.get(&(severity, file.to_lowercase())).into_iter().flatten()
    }
}

/// Draws the sheet; also returns where its rows are.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<Findings> {
    let request = drawing.request;
    let columns = columns(request);
    let mut page = open(request, NAME, columns.widths())?;
    let count = |severity| request.findings.iter().filter(|f| f.severity == severity).count();
    page.sentence(&match request.findings.len() {
        0 => "指摘はありません。".to_owned(),
        _ => format!(
            "要修正は{}件、確認は{}件、参考は{}件です。要修正の値は集計に使っていません。",
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Info)
        ),
    })?;
    let (mut starts, mut last) = (Vec::new(), 0);
    if !request.findings.is_empty() {
        let drawn = page.list(&columns.table(request.findings, Body::Records), 0)?;
        (starts, last) = (drawn.starts, drawn.last);
    }
    let says = "提出されたファイルの指摘(場所、内容、直し方)".to_owned();
    let mut findings =
        Findings { rows: Ledger::new(NAME, columns.names(), starts, last), found: BTreeMap::new() };
    for Finding { severity, place, program, .. } in request.findings {
        let of_file = findings.found.entry((*severity, place.file().to_lowercase())).or_default();
        *of_file.entry(*program).or_default() += 1;
    }
    Ok((vec![Part::new(NAME, says, page.finish()?)], findings))
}

/// What is said of each finding.
fn columns<'a>(request: &'a ReportRequest<'a>) -> Columns<'a, Finding> {
    let key = |head: &str| Column::new(head).repeat(Repeat::Value);
    let link = |finding: &Finding| request.place_link(&finding.place);
    let mut from: BTreeMap<&str, Option<&DivisionName>> = BTreeMap::new();
    for file in &request.figures.submissions.files {
        from.entry(&file.file).or_insert(file.division.as_ref());
    }
    Columns::new()
        .with(key("重さ"), 58, |finding: &Finding| words::severity(finding.severity))
        .called("severity")
        .with(key("担当課"), 100, move |finding| {
            // The one that mends it: that leads the program, else that the file is from.
            let program = finding.program.and_then(|no| request.plan.program(no));
            let of_file = || from.get(&**finding.place.file()).copied().flatten();
            let division = program.map(|program| &program.lead).or_else(of_file);
            Cell::maybe(division.map(DivisionName::as_str))
        })
        .with(key("コード"), 52, |finding| Cell::centre(finding.entry().code))
        .with("指摘", 120, |finding| Cell::text(finding.entry().title.ja))
        .with("ファイル", 140, move |finding| {
            let place = &finding.place;
            // The counts look for the file: LibreOffice takes far longer to search texts with links.
            Cell::text(&**place.file()).link(link(finding).filter(|_| place.cell().is_none()))
        })
        .called("file")
        .with("シート", 80, |finding| Cell::maybe(finding.place.sheet().map(AsRef::as_ref)))
        .with("セル", 50, move |finding| {
            let cell = finding.place.cell();
            let text = cell.map(|cell| cell.to_string()).unwrap_or_default();
            Cell::centre(text).link(link(finding).filter(|_| cell.is_some()))
        })
        .with(key("No."), 38, |finding| {
            finding.program.map_or_else(
                || Cell::centre(OF_FILE),
                |no| words::number(no).link(program_page::link(request, no)),
            )
        })
        .called("program_no")
        .with("書かれていたもの", 160, |finding| Cell::maybe(finding.value.as_deref()))
        .with("内容", 310, |finding| Cell::text(finding.message(Lang::Ja)))
        .with("直し方", 300, |finding| Cell::text(finding.hint(Lang::Ja)))
}
