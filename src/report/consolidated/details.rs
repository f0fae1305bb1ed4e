//! 明細_評価, 明細_指標, 明細_取組, 明細_財政効果: every record as it was read, with the cell it was read from; and 明細_回答
//! where the form has fields that none of these has.
//!
//! The columns are those of `data/*.csv` in the same order, then those of `places.rs`; 明細_評価 has what the tally
//! counts by besides, and a row for every program and round, submitted or not, so that it holds all that the tally
//! counts. A record too long for one row goes on in rows that repeat only its number, so that COUNTIFS and SUMIFS over
//! any other column meet each record once.

mod columns;
mod places;
mod states;

use std::collections::BTreeMap;

use super::{
    AGAIN, Condition, Crossfoot, Drawing, ENDED, FOCUS, Ledger, MARK, PREVIOUS, Part,
    ReportRequest, STATE, Sheets, Side, added, open, program_page, words,
};
use crate::analysis::RatingState;
use crate::facts::{AssessmentFact, Fact, FactCell};
use crate::schema::{Plan, Program};
use crate::sheet::{Body, Cell, Column, Expr, Repeat, Row, Table, Written};
use crate::terms::{ProgramNo, Round, Source};
use columns::{cell, head};
use places::Layout;
use states::{States, compared_states};

/// A row of a detail sheet.
struct Record<'a> {
    cells: Vec<Cell>,
    program: ProgramNo,
    round: Round,
    source: Option<&'a Source>,
    states: States,
}

/// 明細_評価: one record per round and program, in plan order.
pub(super) fn assessments(drawing: &Drawing<'_>) -> Sheets<Ledger> {
    let request = drawing.request;
    let records = assessment_records(request);
    let columns = assessment_columns(request.plan);
    let (part, ledger) =
        draw(request, Sheet::of(request.plan, &places::ASSESSMENTS, columns, records))?;
    Ok((vec![part], ledger))
}

/// 明細_指標, in the order of the facts.
pub(super) fn indicators(drawing: &Drawing<'_>) -> Sheets<Ledger> {
    let request = drawing.request;
    let (part, ledger) = all(request, &places::INDICATORS, &request.facts.indicators)?;
    Ok((vec![part], ledger))
}

/// 明細_取組, in the order of the facts.
pub(super) fn activities(drawing: &Drawing<'_>) -> Sheets<Ledger> {
    let request = drawing.request;
    let (part, ledger) = all(request, &places::ACTIVITIES, &request.facts.activities)?;
    Ok((vec![part], ledger))
}

/// 明細_財政効果, in the order of the facts.
pub(super) fn effects(drawing: &Drawing<'_>) -> Sheets<Ledger> {
    let request = drawing.request;
    let (part, ledger) = all(request, &places::EFFECTS, &request.facts.effects)?;
    let checks = kinds_are_complete(request, &ledger).into_iter().collect();
    Ok((vec![part.checks(checks)], ledger))
}

/// 明細_回答, where the form asks for what no other sheet of records has.
pub(super) fn answers(drawing: &Drawing<'_>) -> Sheets<()> {
    let request = drawing.request;
    let rows = &request.facts.answers;
    if rows.is_empty() {
        return Ok((Vec::new(), ()));
    }
    let (part, _) = all(request, &places::ANSWERS, rows)?;
    Ok((vec![part], ()))
}

/// A sheet of all rows of a table.
fn all<F: Fact>(
    request: &ReportRequest<'_>,
    layout: &Layout<F>,
    rows: &[F],
) -> Written<(Part, Ledger)> {
    let records = rows.iter().map(|row| record(request, layout, row)).collect();
    draw(request, Sheet::of(request.plan, layout, names::<F>(), records))
}

/// The lines of the round by kind, with those whose kind could not be read, are all lines.
fn kinds_are_complete(request: &ReportRequest<'_>, records: &Ledger) -> Option<Crossfoot> {
    const ACTUAL: &str = "actual_yen";
    let round = request.figures.round.to_string();
    let of_round = Condition::text("round", &round);
    let kinds = &request.figures.effects.kinds;
    let by_kind = kinds.iter().map(|kind| Condition::text("kind", kind));
    let by_kind = by_kind.map(|kind| records.sum(ACTUAL, &[of_round.clone(), kind]));
    let lines = request.facts.effects.iter().enumerate();
    let without = lines.filter(|(_, line)| {
        line.round == request.figures.round && line.kind.is_none() && line.actual.is_some()
    });
    // Each by its own cell: engines differ on criteria that ask for empty cells.
    let without = without.map(|(at, _)| {
        let (kind, actual) = (records.cell("kind", at)?, records.cell(ACTUAL, at)?);
        Some(Expr::choose(kind.is(""), actual, 0u32))
    });
    let sums = added(by_kind.chain(without))?;
    let all = records.sum(ACTUAL, std::slice::from_ref(&of_round))?;
    let reported = &request.figures.effects.reported;
    Some(Crossfoot::new(
        "今回の回次の実績額(円)",
        Side::new(format!("{}+区分なし", kinds.join("+")), sums, reported.actual_by_kind.0.into()),
        Side::new("今回の全行", all, reported.actual_of_all.0.into()),
    ))
}

/// Sheets whose cells other sheets look at one by one. A formula for one indicator or one line could look for its record
/// by content as well, at the price of a search through all records in each of several cells.
const LOOKED_AT: [&str; 2] = [places::INDICATORS.name, places::EFFECTS.name];

/// A detail sheet before it is drawn.
struct Sheet<'a> {
    name: &'static str,
    says: &'static str,
    /// Those of the table, then those of `layout`.
    columns: Vec<&'static str>,
    /// Their headings and widths.
    heads: Vec<(String, u32)>,
    has_otherwise: bool,
    records: Vec<Record<'a>>,
}

impl<'a> Sheet<'a> {
    /// The sheet of a table, of which `columns` are shown.
    fn of<F: Fact>(
        plan: &Plan,
        layout: &Layout<F>,
        mut columns: Vec<&'static str>,
        records: Vec<Record<'a>>,
    ) -> Sheet<'a> {
        columns.extend(layout.columns());
        let heads = columns.iter();
        let heads = heads.map(|name| layout.head(name).unwrap_or_else(|| head::<F>(plan, name)));
        let Layout { name, says, has_otherwise, .. } = *layout;
        Sheet { name, says, heads: heads.collect(), columns, has_otherwise, records }
    }
}

fn draw(request: &ReportRequest<'_>, detail: Sheet<'_>) -> Written<(Part, Ledger)> {
    let Sheet { name, says, columns, heads, has_otherwise, records } = detail;
    let (heads, widths): (Vec<String>, Vec<u32>) = heads.into_iter().unzip();
    let mut page = open(request, name, widths)?;
    page.note("報告する回次までの記録です。金額は円、金額の指標の値も円です。「出典」の列は、その値が書かれていた、提出されたファイル、シート、セルです。セルの番地を押すと、そのファイルのそのセルが開きます。")?;
    if has_otherwise {
        page.note("「値と違う書き方の欄」は、選択肢の言葉に読み替えた欄と、読み取れなかった欄に、書かれていたとおりの文字です。ほかの文章は、書かれていたとおりです。")?;
    }
    if LOOKED_AT.contains(&name) {
        page.note("値、額、区分などのセルは、ほかのシートの式が行の位置で見ています。絞り込みはできますが、並べ替えるときは、写しを作ってからにしてください。")?;
    }
    let (mut starts, mut last) = (Vec::new(), 0);
    if records.is_empty() {
        page.sentence("記録はありません。")?;
    } else {
        let heads = columns.iter().zip(heads).map(|(column, head)| {
            let repeat = if *column == "program_no" { Repeat::Value } else { Repeat::Nothing };
            Column::new(head).repeat(repeat)
        });
        let (rows, states): (Vec<Row>, Vec<States>) =
            records.into_iter().map(|record| row(request, &columns, record)).unzip();
        let mut table = Table { columns: heads.collect(), rows, body: Body::Records };
        let rows = page.starts(&table);
        let end = rows.last().map_or(0, |last| page.end(&table, *last));
        states::compute(request, &columns, &mut table, &states, (&rows, end));
        let drawn = page.list(&table, 1)?;
        (starts, last) = (drawn.starts, drawn.last);
    }
    let part = Part::new(name, format!("{says}(出典のセル付き)"), page.finish()?);
    Ok((part, Ledger::new(name, columns, starts, last)))
}

/// A record with its links: the program's page and the cell that it was read from.
fn row(request: &ReportRequest<'_>, columns: &[&str], record: Record<'_>) -> (Row, States) {
    let mut row = Row::new(record.cells);
    let source = record.source.and_then(|source| request.source_link(record.round, source));
    for (at, column) in columns.iter().enumerate() {
        match *column {
            "program_no" => row.link(at, program_page::link(request, record.program)),
            "cell" => row.link(at, source.clone()),
            _ => {}
        }
    }
    (row, record.states)
}

fn names<F: Fact>() -> Vec<&'static str> {
    F::columns().map(|column| column.name).collect()
}

fn record<'a, F: Fact>(request: &ReportRequest<'_>, layout: &Layout<F>, fact: &'a F) -> Record<'a> {
    let (program, round, source) = fact.origin();
    let mut cells: Vec<Cell> =
        F::columns().map(|column| cell(request.plan, column, (column.take)(fact))).collect();
    cells.extend(layout.cells(request, fact));
    Record { cells, program, round, source: Some(source), states: States::default() }
}

/// Where 状態 stands in 明細_評価: before the rating that it is made from.
fn state_at() -> usize {
    AssessmentFact::columns().take_while(|column| column.name != "rating").count()
}

fn assessment_columns(plan: &Plan) -> Vec<&'static str> {
    let mut columns = names::<AssessmentFact>();
    let at = state_at();
    let own = again_columns(plan).iter().chain(&[FOCUS, ENDED, PREVIOUS, STATE]);
    columns.splice(at..at, own.copied());
    columns
}

/// Columns for the directions that print a program again; none if no program has one.
fn again_columns(plan: &Plan) -> &'static [&'static str] {
    let most = plan.programs.iter().map(|program| program.also_in.len()).max();
    AGAIN.get(..most.unwrap_or_default()).unwrap_or_default()
}

/// The directions that print the program again, by the plan of the round.
fn again(plan: &Plan, program: &Program, round: Round) -> Vec<Cell> {
    let then = plan.in_force(round.year).program(program.no);
    let also_in = then.map(|program| program.also_in.as_slice()).unwrap_or_default();
    let cells = also_in.iter().map(|direction| Cell::text(words::direction(plan, direction)));
    let cells = cells.chain(std::iter::repeat_with(Cell::empty));
    cells.take(again_columns(plan).len()).collect()
}

/// Every program in every round: what it reported, or that nothing came in.
fn assessment_records<'a>(request: &ReportRequest<'a>) -> Vec<Record<'a>> {
    let ReportRequest { plan, figures, facts, .. } = *request;
    let reported: BTreeMap<(Round, ProgramNo), &AssessmentFact> =
        facts.assessments.iter().map(|fact| ((fact.round, fact.program), fact)).collect();
    // Every program carries the same earlier rounds.
    let earlier = figures.programs.first().map_or(0, |program| program.earlier.len());
    let previous = figures.ratings.movement.as_ref();
    let names = compared_states(request);
    let mut records: Vec<Record<'_>> = Vec::new();
    for at in 0..=earlier {
        for (place, figure) in figures.programs.iter().enumerate() {
            let Some(program) = plan.program(figure.program_no) else { continue };
            let (round, state) = figure
                .earlier
                .get(at)
                .map_or((figures.round, &figure.rating), |(round, state)| (*round, state));
            let fact = reported.get(&(round, program.no));
            let value = |column: &crate::facts::Column<AssessmentFact>| match fact {
                Some(fact) => (column.take)(fact),
                None => not_submitted(program, round, column.name),
            };
            let mut cells: Vec<Cell> =
                AssessmentFact::columns().map(|column| cell(plan, column, value(column))).collect();
            let at = state_at();
            let [focus, ended] = marks(plan, program, round);
            let before = previous.filter(|_| round == figures.round).and_then(|movement| {
                movement.states.get(*movement.before.get(place)?).map(String::as_str)
            });
            // The formula knows the names of the states, but no mapping between scales.
            let from = before.zip(previous).filter(|(before, _)| {
                let then = figure.earlier.last().map_or("", |(_, state)| state.label());
                let is_kept = names.kept.contains(&then);
                *before == if is_kept { then } else { names.not_rated }
            });
            let from = from.filter(|(_, movement)| movement.mapping.is_none());
            let states = States {
                own: fact.is_some_and(|fact| as_written(fact) == state.label()),
                previous: from.map(|(_, movement)| movement.from),
            };
            let before = Cell::centre(before.unwrap_or_default());
            let own = [focus, ended, before, words::rating(plan, round, state)];
            cells.splice(at..at, again(plan, program, round).into_iter().chain(own));
            let layout = &places::ASSESSMENTS;
            match fact {
                Some(fact) => cells.extend(layout.cells(request, fact)),
                None => cells.extend(layout.columns().map(|_| Cell::empty())),
            }
            let source = fact.map(|fact| &fact.source);
            records.push(Record { cells, program: program.no, round, source, states });
        }
    }
    records
}

/// The state that rating and reason say by themselves, as the formula of the sheet reads them.
fn as_written(fact: &AssessmentFact) -> &str {
    match (&fact.rating, &fact.not_rated_reason) {
        (Some(rating), None) => rating.as_str(),
        (None, Some(reason)) => reason,
        (None, None) | (Some(_), Some(_)) => RatingState::Unclear.label(),
    }
}

/// Whether the program is a 主要管理項目, and whether it has ended, by the plan of the round.
fn marks(plan: &Plan, program: &Program, round: Round) -> [Cell; 2] {
    let then = plan.in_force(round.year).program(program.no);
    let focus = then.is_some_and(|program| program.focus.holds_in(round.year));
    let ended = then.is_some_and(|program| program.end.is_some());
    [focus, ended].map(|holds| if holds { Cell::centre(MARK) } else { Cell::empty() })
}

/// A column of a program that nobody reported: only what the plan itself says.
fn not_submitted(program: &Program, round: Round, column: &str) -> FactCell {
    let text = |text: &str| FactCell::Text(Some(text.to_owned()));
    match column {
        "program_no" => FactCell::Int(Some(i64::from(program.no.0))),
        "fiscal_year" => FactCell::Int(Some(i64::from(round.year.0))),
        "round" => text(&round.to_string()),
        "direction_id" => text(program.direction.as_str()),
        "kind" => text(program.kind.as_str()),
        "division" => text(program.lead.as_str()),
        _ => FactCell::Text(None),
    }
}
