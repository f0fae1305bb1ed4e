//! Parts of 総括: the counts by kind of program, and where the ratings of the round before went.

use rust_xlsxwriter::XlsxError;

use super::super::ReportRequest;
use super::super::ledger::{Condition, FOCUS, Ledger, MARK, PREVIOUS, STATE};
use super::super::page::Page;
use super::super::table::{Body, Cell, Column, Row, Table};
use super::super::words;
use crate::analysis::{RatingRow, RatingState};
use crate::terms::CellRef;

/// The counts of the tally by kind of program, and of the 主要管理項目.
pub(super) fn by_kind(
    page: &mut Page,
    request: &ReportRequest<'_>,
    records: &Ledger,
) -> Result<(), XlsxError> {
    let ratings = &request.figures.ratings;
    let rows: Vec<_> = match ratings.kinds.as_slice() {
        [_] => ratings.focus.iter().collect(),
        kinds => kinds.iter().chain(&ratings.focus).collect(),
    };
    if rows.is_empty() {
        return Ok(());
    }
    let heading = "種別ごとの進捗区分";
    let counter = &request.plan.words.counter;
    let mut heads = vec!["種別".to_owned(), format!("{counter}数"), format!("評価した\n{counter}")];
    heads.extend(ratings.codes.iter().map(ToString::to_string));
    heads.extend(["評価\n対象外", "区分が\n未記入", "未提出"].map(str::to_owned));
    let columns: Vec<&str> = heads.iter().map(String::as_str).collect();
    let table = |first: u32| Table {
        columns: columns.iter().copied().map(Column::new).collect(),
        rows: (first..)
            .zip(&rows)
            .map(|(at, row)| Row::new(counts(request, records, row, at)))
            .collect(),
        body: Body::Figures,
    };
    page.heading_of(&table(page.first_body_row()), heading)?;
    page.table(&table(page.first_body_row()))?;
    Ok(())
}

/// The cells of a row at `at`.
fn counts(request: &ReportRequest<'_>, records: &Ledger, row: &RatingRow, at: u32) -> Vec<Cell> {
    let ratings = &request.figures.ratings;
    let round = request.figures.round.to_string();
    let group = match row.kind {
        Some(kind) => Condition::text("kind", words::kind(request.plan, kind)),
        None => Condition::text(FOCUS, MARK),
    };
    let group = [Condition::text("round", &round), group];
    let codes = ratings.codes.iter().map(|code| code.as_str());
    let coded = across(at, 3, ratings.codes.len());
    let mut cells = vec![
        Cell::text(row.name.as_str()),
        Cell::count_of(records.count(&group), row.items),
        Cell::count_of(coded, row.rated),
    ];
    cells.extend(codes.zip(&ratings.codes).map(|(state, code)| {
        Cell::count_of(in_states(records, &group, &[state]), row.count(code))
    }));
    let reasons: Vec<&str> = ratings.reasons.iter().map(String::as_str).collect();
    cells.push(Cell::count_of(in_states(records, &group, &reasons), row.not_rated_total()));
    let others =
        [(RatingState::Unclear, row.unclear), (RatingState::NotSubmitted, row.not_submitted)];
    cells.extend(
        others.map(|(state, count)| {
            Cell::count_of(in_states(records, &group, &[state.label()]), count)
        }),
    );
    cells
}

/// Where the ratings of the round before went.
pub(super) fn movement(
    page: &mut Page,
    request: &ReportRequest<'_>,
    records: &Ledger,
) -> Result<(), XlsxError> {
    let ratings = &request.figures.ratings;
    let Some(movement) = &ratings.movement else { return Ok(()) };
    let counter = &request.plan.words.counter;
    page.heading(&format!("前回({})からの動き({counter}数)", movement.from.label()))?;
    if let Some(refused) = &movement.refused {
        return page.sentence(refused);
    }
    page.sentence(&format!(
        "前回も今回も評価した{counter}のうち、区分が上がったものは{}、同じものは{}、下がったものは{}です。",
        movement.improved, movement.unchanged, movement.worsened
    ))?;
    let mut heads = vec!["前回 \\ 今回"];
    heads.extend(movement.states.iter().map(String::as_str));
    heads.push("計");
    let round = request.figures.round.to_string();
    let reasons: Vec<&str> = ratings.reasons.iter().map(String::as_str).collect();
    let states = movement.states.len();
    let first = page.first_body_row();
    let mut rows: Vec<Row> = Vec::new();
    for (((at, state), counts), total) in
        (first..).zip(&movement.states).zip(&movement.counts).zip(&movement.from_totals)
    {
        let from = [Condition::text("round", &round), Condition::text(PREVIOUS, state)];
        let mut cells = vec![Cell::text(format!("前回 {state}"))];
        cells.extend(movement.states.iter().enumerate().zip(counts).map(|((to, label), count)| {
            // Behind the codes stands one state for all reasons of no rating.
            let is_not_rated = to == ratings.codes.len();
            let to = if is_not_rated { reasons.as_slice() } else { &[label.as_str()] };
            Cell::count_of(in_states(records, &from, to), *count)
        }));
        cells.push(Cell::count_of(across(at, 1, states), *total));
        rows.push(Row::new(cells));
    }
    let last = first + u32::try_from(rows.len()).unwrap_or(u32::MAX).saturating_sub(1);
    let mut cells = vec![Cell::text("計")];
    cells.extend((1..).zip(movement.to_totals.iter().chain([&movement.total])).map(
        |(col, count)| {
            let range = format!("{}:{}", CellRef::new(first - 1, col), CellRef::new(last - 1, col));
            Cell::count_of(Some(format!("SUM({range})")), *count)
        },
    ));
    rows.push(Row::sum(cells));
    let columns = heads.into_iter().map(Column::new).collect();
    page.table(&Table { columns, rows, body: Body::Figures })?;
    Ok(())
}

/// How many records of a group are in one of these states.
fn in_states(records: &Ledger, group: &[Condition<'_>], states: &[&str]) -> Option<String> {
    let counts = states.iter().map(|state| {
        let conditions = [group, &[Condition::text(STATE, state)]].concat();
        records.count(&conditions)
    });
    let counts = counts.collect::<Option<Vec<_>>>()?;
    (!counts.is_empty()).then(|| counts.join("+"))
}

/// The sum of so many cells of the row `at`.
fn across(at: u32, first: u32, count: usize) -> Option<String> {
    let last = first + u32::try_from(count).ok()?.checked_sub(1)?;
    Some(format!("SUM({}:{})", CellRef::new(at - 1, first), CellRef::new(at - 1, last)))
}
