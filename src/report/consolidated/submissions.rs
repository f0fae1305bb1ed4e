//! 提出状況: program × division × round, which file counted and whether it was accepted.

use std::collections::{BTreeMap, BTreeSet};

use super::findings::Findings;
use super::{
    Condition, Crossfoot, Drawing, ENDED, LIST_WIDTH, Ledger, Part, ReportRequest, STATE, Sheets,
    Side, details, findings, open, program_page, records, words,
};
use crate::analysis::{ProgramInRound, RoundCoverage, SubmissionState};
use crate::finding::Severity;
use crate::form::due_rows;
use crate::schema::Program;
use crate::sheet::{
    Body, Cell, Cells, Column, Columns, Criterion, Expr, Function, Link, PRINTED_WIDTH, Repeat,
    SheetArea,
};
use crate::terms;
use crate::terms::{DivisionName, Round};

/// Name of the sheet.
const NAME: &str = "提出状況";
/// What stands for a program that was not in the plan of a round, or had ended.
const NOT_DUE: &str = "-";
/// What stands before the name of a file that may hold the program and could not be opened.
const CANNOT_OPEN: &str = "届いたが開けない";
/// Columns that stay on the screen: up to the name of the program.
const FROZEN: u16 = 3;

/// Where the sheet holds the state of every program in every round.
pub(super) struct ProgramStates {
    /// Newest round first, with the column of its states, and the state of each row.
    rounds: Vec<(Round, u32, Vec<Option<SubmissionState>>)>,
    /// Row of each program.
    starts: Vec<u32>,
    /// The programs that each division leads, by their place among the rows.
    of_division: BTreeMap<DivisionName, Vec<usize>>,
    /// For how many programs each file counts in the reported round. Spreadsheets take large and small letters of its
    /// name for the same.
    in_file: BTreeMap<String, usize>,
    last: u32,
}

impl ProgramStates {
    fn column(&self, round: Round) -> Option<u32> {
        self.rounds.iter().find(|(held, ..)| *held == round).map(|(_, column, _)| *column)
    }

    fn cells(&self, col: u32) -> Option<SheetArea> {
        Some(SheetArea::column(NAME, col, *self.starts.first()?, self.last))
    }

    /// The cells of a column, as formulas of other sheets see them.
    fn range(&self, col: u32) -> Option<Cells> {
        self.cells(col).map(|cells| cells.cells())
    }

    /// How many programs are in this state in the round.
    pub(super) fn count(&self, round: Round, state: SubmissionState) -> Option<Expr> {
        Some(Expr::count_text(self.range(self.column(round)?)?, state.label()))
    }

    /// The same for the programs of a division.
    pub(super) fn count_of(
        &self,
        division: &DivisionName,
        round: Round,
        state: SubmissionState,
    ) -> Option<Expr> {
        let conditions = [
            (self.range(0)?, division.as_str()),
            (self.range(self.column(round)?)?, state.label()),
        ];
        let conditions = conditions.map(|(cells, text)| (cells, Criterion::Text(text.to_owned())));
        Some(Expr::count_ifs(conditions.into()))
    }

    /// For how many programs this file counts in the reported round, if the rows make `result`: a file that others
    /// replace stands in none.
    pub(super) fn count_in_file(&self, round: Round, file: &str, result: usize) -> Option<Expr> {
        let counted = self.in_file.get(&file.to_lowercase()).copied().unwrap_or_default();
        let criterion = Criterion::Text(file.to_owned());
        let fits = criterion.to_string().encode_utf16().count() <= 255;
        if counted != result || !fits {
            return None;
        }
        Some(Expr::count_if(self.range(self.column(round)? + 1)?, criterion))
    }

    /// How many programs owe a submission in the round: the rows that are not marked as not due.
    fn due(&self, round: Round) -> Option<Expr> {
        let range = self.range(self.column(round)?)?;
        Some(Function::CountA.of([range]) - Expr::count_text(range, NOT_DUE))
    }

    /// Leads from the first to the last of the programs that are in one of these states in the round, of a division or of
    /// all.
    pub(super) fn link(
        &self,
        division: Option<&DivisionName>,
        round: Round,
        wanted: &[SubmissionState],
    ) -> Option<Link> {
        let (.., states) = self.rounds.iter().find(|(held, ..)| *held == round)?;
        let is_in = |at: &usize| states[*at].is_some_and(|state| wanted.contains(&state));
        let (first, last) = match division {
            Some(division) => {
                let own = self.of_division.get(division)?;
                records::stretch(own.iter().copied().filter(is_in))?
            }
            None => records::stretch((0..states.len()).filter(is_in))?,
        };
        let (first, last) = (*self.starts.get(first)?, *self.starts.get(last)?);
        Some(SheetArea::column(NAME, self.column(round)?, first, last).link())
    }
}

/// Draws the sheet.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<ProgramStates> {
    let request = drawing.request;
    let (assessments, findings) = (drawing.of(details::assessments)?, drawing.of(findings::sheet)?);
    let plan = request.plan;
    let held: Vec<&RoundCoverage> = request.figures.submissions.rounds.iter().rev().collect();
    let programs = listed(request, &held);
    let used = columns(request, &findings, &held, 0).0.width();
    let name = PRINTED_WIDTH.saturating_sub(used).clamp(260, LIST_WIDTH);
    let (columns, places) = columns(request, &findings, &held, name);
    let mut page = open(request, NAME, columns.widths())?;
    for sentence in sentences(request) {
        page.sentence(&sentence)?;
    }
    page.note("差戻しは、要修正の指摘がある票です(ファイル全体への指摘があるときは、その中のすべて)。読めた値は集計に入っています。「-」は、その回次の計画にないことを示します。ファイル名を押すと、提出されたファイルが開きます。件数は、集計に使ったファイルへの指摘です。届いたのに使えなかったファイルへの指摘は、「検査結果」と「届いたファイル」にあります。")?;
    let mut states = ProgramStates {
        rounds: Vec::new(),
        starts: Vec::new(),
        of_division: BTreeMap::new(),
        in_file: BTreeMap::new(),
        last: 0,
    };
    for (at, program) in programs.iter().enumerate() {
        states.of_division.entry(program.lead.clone()).or_default().push(at);
    }
    let now = held.first().into_iter().flat_map(|now| &now.programs);
    for file in now.filter_map(|own| own.file.as_ref()) {
        *states.in_file.entry(file.to_lowercase()).or_default() += 1;
    }
    if !programs.is_empty() {
        let rows = programs.iter().copied();
        let drawn = page.list(&columns.table(rows, Body::Figures), FROZEN)?;
        states.rounds = held
            .iter()
            .zip(places)
            .map(|(held, place)| {
                let state = |program: &&Program| in_round(held, program).map(|own| own.state);
                (held.round, place, programs.iter().map(state).collect())
            })
            .collect();
        states.starts = drawn.starts;
        states.last = drawn.last;
    }
    let says = format!(
        "{}ごと・回次ごとの、提出の有無、集計に使ったファイル、受理か差戻しか",
        plan.words.program
    );
    let checks = checks(request, &assessments, &states, &held);
    let part = Part::new(NAME, says, page.finish()?).checks(checks);
    Ok((vec![part], states))
}

/// How complete the reported round is, in words.
fn sentences(request: &ReportRequest<'_>) -> Vec<String> {
    let coverage = &request.figures.submissions;
    let words = &request.plan.words;
    let (counter, all) = (&words.counter, words.counted(coverage.programs));
    let missing = coverage.programs.saturating_sub(coverage.submitted);
    let mut sentence = match missing {
        0 => format!("{all}すべてが提出されています。"),
        _ => format!(
            "{all}のうち{}{counter}が提出され、{missing}{counter}が未提出です。",
            coverage.submitted
        ),
    };
    if let Some(now) = coverage.rounds.last().filter(|now| now.counts.returned > 0) {
        sentence.push_str(&format!("差戻しは{}{counter}です。", now.counts.returned));
    }
    let mut sentences = vec![sentence];
    let due = due_rows(request.plan, request.figures.round);
    if !due.is_empty() {
        let due: Vec<String> = due.iter().map(|(label, text)| format!("{label}は{text}")).collect();
        sentences.push(format!("{}です。", due.join("、")));
    }
    let now = coverage.rounds.last().into_iter().flat_map(|now| &now.programs);
    let unopened: Vec<&str> = now.filter_map(|own| own.unreadable.as_deref()).collect();
    if !unopened.is_empty() {
        let files: BTreeSet<String> = unopened.iter().map(|file| format!("「{file}」")).collect();
        let (count, files) = (unopened.len(), files.into_iter().collect::<String>());
        sentences.push(format!("未提出のうち{count}{counter}は、担当課の名前のファイル({files})が届いていますが、開けません(「検査結果」を見てください)。"));
    }
    sentences
}

/// Every program that was due in one of the rounds, by division and in plan order.
fn listed<'a>(request: &ReportRequest<'a>, held: &[&RoundCoverage]) -> Vec<&'a Program> {
    let plan = request.plan;
    let is_due = |program: &&Program| held.iter().any(|held| in_round(held, program).is_some());
    let mut programs: Vec<&Program> = plan.programs.iter().filter(is_due).collect();
    let divisions = plan.divisions.iter().map(|division| &division.name);
    let order: BTreeMap<&DivisionName, usize> = divisions.zip(0..).collect();
    programs.sort_by_key(|program| order.get(&program.lead));
    programs
}

fn in_round<'a>(held: &'a RoundCoverage, program: &Program) -> Option<&'a ProgramInRound> {
    held.of(program.no)
}

/// What is said of each program, newest round first; with the place of each round's states. `name` are the pixels of the
/// program's name.
fn columns<'a>(
    request: &'a ReportRequest<'a>,
    findings: &'a Findings,
    held: &[&'a RoundCoverage],
    name: u32,
) -> (Columns<'a, Program>, Vec<u32>) {
    let mut places = Vec::new();
    let program_head = Column::new(request.plan.words.program.as_str()).repeat(Repeat::Marked);
    let columns = Columns::new()
        .with("担当課", 150, |program: &Program| Cell::text(program.lead.as_str()))
        .with(Column::new("No.").repeat(Repeat::Value), 44, |program| {
            words::number(program.no).link(program_page::link(request, program.no))
        })
        .with(program_head, name, |program| Cell::text(program.name.as_str()))
        .each(held.iter().copied().enumerate(), |columns, (nth, held)| {
            places.push(columns.next_col());
            let is_reported = nth == 0;
            let label = held.round.label().replace(' ', "\n");
            let head = |text: &str| Column::new(text).current(is_reported);
            let of = |severity| move |program: &Program| found(findings, held, (program, severity));
            columns
                .with(head(&format!("{label}\n状態")), 110, move |program| {
                    let own = in_round(held, program);
                    own.map_or_else(|| Cell::centre(NOT_DUE), |own| words::submission(own.state))
                })
                .with(
                    head(&format!("{label}\n集計に使ったファイル")),
                    170,
                    move |program| file_cell(request, held, program),
                )
                // Only this round has them, and their columns are too narrow for its name.
                .when(is_reported, |columns| {
                    columns.with(head("要修正\n(件)"), 60, of(Severity::Error)).with(
                        head("確認\n(件)"),
                        60,
                        of(Severity::Warning),
                    )
                })
        });
    (columns, places)
}

/// The file that counts for a program; else one that may hold it and could not be opened.
fn file_cell(request: &ReportRequest<'_>, held: &RoundCoverage, program: &Program) -> Cell {
    let own = in_round(held, program);
    let file = own.and_then(|own| own.file.as_deref());
    let unopened = own.and_then(|own| own.unreadable.as_deref());
    let link = file.or(unopened).and_then(|file| request.file_link(held.round, file));
    let cell = match unopened {
        Some(unopened) => Cell::text(format!("{CANNOT_OPEN}: {unopened}")),
        None => Cell::maybe(file),
    };
    cell.link(link)
}

/// How many findings of a severity the file has that counts for the program.
fn found(
    findings: &Findings,
    held: &RoundCoverage,
    (program, severity): (&Program, Severity),
) -> Cell {
    let Some(own) = in_round(held, program) else { return Cell::empty() };
    let count = if severity == Severity::Error { own.errors } else { own.warnings };
    let formula =
        own.file.as_deref().and_then(|file| findings.of_program(severity, file, program.no, count));
    let count = terms::count(count);
    let cell =
        if severity == Severity::Error { Cell::alert_count(count) } else { Cell::count(count) };
    cell.by(formula)
}

/// In every round, the states together are all programs that are due; in the reported one, those of 明細_評価.
fn checks(
    request: &ReportRequest<'_>,
    records: &Ledger,
    states: &ProgramStates,
    held: &[&RoundCoverage],
) -> Vec<Crossfoot> {
    let by_state = held.iter().filter_map(|held| {
        let labels = SubmissionState::ALL.map(SubmissionState::label).join("+");
        let counts = SubmissionState::ALL.map(|state| states.count(held.round, state));
        let counts = Expr::added(counts.into_iter().collect::<Option<Vec<_>>>()?);
        let due = held.counts.due.into();
        Some(Crossfoot::new(
            format!("{}の{}", held.round.label(), request.plan.words.program),
            Side::new(labels, counts, due),
            Side::new("「-」でない行", states.due(held.round)?, due),
        ))
    });
    let round = request.figures.round;
    let of_round = round.to_string();
    let due = [Condition::text("round", &of_round)];
    let missed =
        [&due[..], &[Condition::text(STATE, SubmissionState::NotSubmitted.label())]].concat();
    let coverage = &request.figures.submissions;
    let missing = coverage.programs.saturating_sub(coverage.submitted);
    let with_records = [
        ("提出すべき数", states.due(round), records.count_unmarked(ENDED, &due), coverage.programs),
        (
            "未提出の数",
            states.count(round, SubmissionState::NotSubmitted),
            records.count_unmarked(ENDED, &missed),
            missing,
        ),
    ];
    let with_records = with_records.into_iter().filter_map(|(what, here, recorded, result)| {
        Some(Crossfoot::new(
            format!("今回の{what}"),
            Side::new("提出状況の行", here?, result.into()),
            Side::new("明細_評価の今回の行(終了を除く)", recorded?, result.into()),
        ))
    });
    by_state.chain(with_records).collect()
}
