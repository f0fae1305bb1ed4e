//! 取組スケジュール: every activity with the phase that the plan sets for each year, and what was reported beside it.

use super::super::tables::report_cell;
use super::{
    Drawing, LIST_WIDTH, Ledger, Part, ReportRequest, Sheets, details, open, program_page, words,
};
use crate::analysis::{ScheduleLine, ScheduleYear};
use crate::schema::{Program, ProgramKind};
use crate::sheet::{Body, Cell, Column, Columns, Repeat};
use crate::terms::{FiscalYear, count, run_of};

/// Name of the sheet.
const NAME: &str = "取組スケジュール";
/// Pixels of a planned phase and of a state.
const PHASE: u32 = 92;
/// Columns that stay on the screen: up to the name of the program.
const FROZEN: u16 = 2;

/// An activity of a program; none where the program has none and owes one.
type Activity<'a> = (&'a Program, Option<&'a ScheduleLine>);

/// Draws the sheet.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Sheets<()> {
    let request = drawing.request;
    let records = drawing.of(details::activities)?;
    let columns = columns(request, &records);
    let mut page = open(request, NAME, columns.widths())?;
    let programs = request.plan.programs.iter();
    let rows: Vec<Activity<'_>> = programs.flat_map(|program| rows(request, program)).collect();
    if rows.is_empty() {
        page.sentence("この計画に取組項目はありません。")?;
    } else {
        page.note("計画は、その年度に使っていた計画の言葉です(「→」は前の年度から続くこと)。状態は、その年度のいちばん新しい回次の報告で、後ろの文字は取組項目の区分です。押すと明細_取組の行が開きます。")?;
        page.note("太字は、見てほしいものです:「(予定あり)」は計画があるのに始まっていないもの、「(遅れ)」は予定より遅れているもの、取りやめたもの、未記入、未提出。番号の「追加」は、担当課が加えた取組です。")?;
        if request.figures.schedule.iter().any(|line| line.uncertain) {
            page.note("※ 計画の原文が崩れていて、年度ごとの計画の読み取りが確かでないものです。")?;
        }
        page.list(&columns.table(&rows, Body::Figures), FROZEN)?;
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

fn rows<'a>(request: &'a ReportRequest<'a>, program: &'a Program) -> Vec<Activity<'a>> {
    let lines = run_of(&request.figures.schedule, program.no, |line| line.program_no);
    let lines: Vec<_> = lines.iter().map(|line| (program, Some(line))).collect();
    let owes_schedule = program.kind == ProgramKind::Implementation && program.end.is_none();
    if lines.is_empty() && owes_schedule { vec![(program, None)] } else { lines }
}

/// What is said of each activity: the plan of each year, and beside it what was reported.
fn columns<'a>(request: &'a ReportRequest<'a>, records: &'a Ledger) -> Columns<'a, Activity<'a>> {
    let years = years(request);
    let now = request.figures.round;
    let leading = leading(request);
    let beside = years.iter().filter(|(_, is_reported)| *is_reported).count();
    let free = LIST_WIDTH.saturating_sub(leading.width());
    let free = free.checked_div(count(years.len() + beside));
    let width = free.unwrap_or(PHASE).clamp(PHASE, 130);
    leading.each(years.into_iter().enumerate(), |columns, (at, (year, is_reported))| {
        let head = |text: String| Column::new(text).current(year == now.year);
        let in_year = move |line: &Option<&'a ScheduleLine>| line.and_then(|own| own.years.get(at));
        // The plan is that of the whole year.
        let columns =
            columns.with(head(format!("{}\n計画", year.label())), width, move |(_, line)| {
                in_year(line).map_or_else(Cell::empty, |own| {
                    Cell::centre(own.phase.as_deref().unwrap_or_default())
                })
            });
        columns.when(is_reported, |columns| {
            columns.with(head(words::year_head(now, year, "状態")), width, move |(_, line)| {
                in_year(line).map_or_else(Cell::empty, |own| state(records, own))
            })
        })
    })
}

fn leading<'a>(request: &'a ReportRequest<'a>) -> Columns<'a, Activity<'a>> {
    let word = request.plan.words.program.as_str();
    Columns::new()
        .with(Column::new("No.").repeat(Repeat::Value), 38, |(program, _): &Activity<'a>| {
            words::number(program.no).link(program_page::link(request, program.no))
        })
        .with(Column::new(word).repeat(Repeat::Marked), 190, |(program, _)| {
            Cell::text(program.name.as_str())
        })
        .with("担当課", 110, |(program, _)| Cell::text(program.lead.as_str()))
        .with("番号", 44, |(_, line)| {
            Cell::centre(
                line.map_or("-", |line| if line.added { "追加" } else { &line.activity_no }),
            )
        })
        .with(Column::new("取組項目").repeat(Repeat::Marked), 250, |(_, line)| {
            let Some(line) = line else {
                return Cell::text("(計画に取組項目がなく、報告もありません)");
            };
            let mark = if line.uncertain { " ※" } else { "" };
            Cell::text(format!("{}{mark}", line.name))
        })
}

/// What was reported of the year, leading to its record.
fn state(records: &Ledger, year: &ScheduleYear) -> Cell {
    let Some(report) = &year.report else { return Cell::empty() };
    report_cell(report).link(report.record.and_then(|record| records.link(record, record)))
}
