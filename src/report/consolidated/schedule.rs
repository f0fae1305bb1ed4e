//! 取組スケジュール: every activity with the phase that the plan sets for each year, and what was reported beside it.

use super::super::ledger::Ledger;
use super::super::tables::report_cell;
use super::super::words;
use super::drawing::{Drawing, Part, Sheets};
use super::{LIST_WIDTH, details, open, program_page};
use crate::analysis::{ScheduleLine, ScheduleYear};
use crate::report::request::ReportRequest;
use crate::schema::{Program, ProgramKind};
use crate::sheet::grid;
use crate::sheet::table::{Body, Cell, Column, Repeat, Row, Table};
use crate::terms::FiscalYear;

/// Name of the sheet.
const NAME: &str = "取組スケジュール";
/// Columns before those of the years: number, program, division, number of the activity, its name.
const LEADING: [u32; 5] = [38, 190, 110, 44, 250];
/// Pixels of a planned phase and of a state.
const PHASE: u32 = 92;
/// Columns that stay on the screen: up to the name of the program.
const FROZEN: u16 = 2;

/// Draws the sheet.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<()> {
    let request = drawing.request;
    let records = drawing.of(details::activities)?;
    let words = &request.plan.words;
    let years = years(request);
    let round = request.figures.round;
    let mut columns = vec![
        Column::new("No.").repeat(Repeat::Value),
        Column::new(words.program.as_str()).repeat(Repeat::Marked),
        Column::new("担当課"),
        Column::new("番号"),
        Column::new("取組項目").repeat(Repeat::Marked),
    ];
    for (year, is_reported) in &years {
        let is_current = *year == round.year;
        // The plan is that of the whole year.
        let mut heads = vec![format!("{}\n計画", year.label())];
        heads.extend(is_reported.then(|| words::year_head(round, *year, "状態")));
        columns.extend(heads.into_iter().map(|head| Column::new(head).current(is_current)));
    }
    let states = grid::count(columns.len() - LEADING.len());
    let free = LIST_WIDTH.saturating_sub(LEADING.iter().sum()).checked_div(states);
    let width = free.unwrap_or(PHASE).clamp(PHASE, 130);
    let widths = LEADING.into_iter().chain((0..states).map(|_| width)).collect();
    let mut page = open(request, NAME, widths)?;
    let rows: Vec<Row> = request
        .plan
        .programs
        .iter()
        .flat_map(|program| rows(request, &records, &years, program))
        .collect();
    if rows.is_empty() {
        page.sentence("この計画に取組項目はありません。")?;
    } else {
        page.note("計画は、その年度に使っていた計画の言葉です(「→」は前の年度から続くこと)。状態は、その年度のいちばん新しい回次の報告で、後ろの文字は取組項目の区分です。押すと明細_取組の行が開きます。")?;
        page.note("太字は、見てほしいものです:「(予定あり)」は計画があるのに始まっていないもの、「(遅れ)」は予定より遅れているもの、取りやめたもの、未記入、未提出。番号の「追加」は、担当課が加えた取組です。")?;
        if request.figures.schedule.iter().any(|line| line.uncertain) {
            page.note("※ 計画の原文が崩れていて、年度ごとの計画の読み取りが確かでないものです。")?;
        }
        page.list(&Table { columns, rows, body: Body::Figures }, FROZEN)?;
    }
    let says = "取組項目ごとの、年度別の計画と実際の状態(予定どおり始まっていないもの、遅れ、中止が分かる)";
    Ok((vec![Part::new(NAME, says, page.finish()?)], ()))
}

/// The years of the plan, and whether a state can have been reported of them.
fn years(request: &ReportRequest<'_>) -> Vec<(FiscalYear, bool)> {
    let held = &request.figures.submissions.rounds;
    let is_reported = |year: FiscalYear| held.iter().any(|held| held.round.year == year);
    request.plan.years().map(|year| (year, is_reported(year))).collect()
}

fn rows(
    request: &ReportRequest<'_>,
    records: &Ledger,
    years: &[(FiscalYear, bool)],
    program: &Program,
) -> Vec<Row> {
    let lines = request.figures.schedule.iter().filter(|line| line.program_no == program.no);
    let lines: Vec<Row> = lines.map(|line| row(request, records, years, program, line)).collect();
    let owes_schedule = program.kind == ProgramKind::Implementation && program.end.is_none();
    if !lines.is_empty() || !owes_schedule {
        return lines;
    }
    let mut cells = leading(request, program);
    cells.push(Cell::centre("-"));
    cells.push(Cell::text("(計画に取組項目がなく、報告もありません)"));
    let states = years.iter().map(|(_, is_reported)| if *is_reported { 2 } else { 1 }).sum();
    cells.extend(std::iter::repeat_n(Cell::empty(), states));
    vec![Row::new(cells)]
}

fn leading(request: &ReportRequest<'_>, program: &Program) -> Vec<Cell> {
    vec![
        Cell::key(i64::from(program.no.0)).link(program_page::link(request, program.no)),
        Cell::text(program.name.as_str()),
        Cell::text(program.lead.as_str()),
    ]
}

fn row(
    request: &ReportRequest<'_>,
    records: &Ledger,
    years: &[(FiscalYear, bool)],
    program: &Program,
    line: &ScheduleLine,
) -> Row {
    let mut cells = leading(request, program);
    cells.push(Cell::centre(if line.added { "追加" } else { &line.activity_no }));
    let mark = if line.uncertain { " ※" } else { "" };
    cells.push(Cell::text(format!("{}{mark}", line.name)));
    for (year, (_, is_reported)) in line.years.iter().zip(years) {
        cells.push(Cell::centre(year.phase.as_deref().unwrap_or_default()));
        if *is_reported {
            cells.push(state(records, year));
        }
    }
    Row::new(cells)
}

/// What was reported of the year, leading to its record.
fn state(records: &Ledger, year: &ScheduleYear) -> Cell {
    let Some(report) = &year.report else { return Cell::empty() };
    report_cell(report).link(report.record.and_then(|record| records.link(record, record)))
}
