//! Parts of 総括: the counts by kind of program, by division and with repeats, and where the ratings of the round
//! before went.

use rust_xlsxwriter::XlsxError;

use super::super::ledger::{AGAIN, Condition, FOCUS, Ledger, MARK, PREVIOUS, STATE, added};
use super::super::records;
use super::super::words;
use crate::analysis::{ProgramFigure, RatingRow, RatingState};
use crate::report::request::ReportRequest;
use crate::schema::{Plan, ProgramKind};
use crate::sheet::cells::Cells;
use crate::sheet::expr::Expr;
use crate::sheet::page::Page;
use crate::sheet::table::{Body, Cell, Column, Row, Table};
use crate::terms::{CellRef, DirectionId, DivisionName, Round, count};

/// Which programs a row of the tally counts.
enum Group<'a> {
    Kind(ProgramKind),
    Focus,
    Division(&'a DivisionName),
    /// A direction with the programs that are printed again under it.
    WithRepeats(&'a DirectionId),
}

impl Group<'_> {
    fn holds(&self, plan: &Plan, round: Round, figure: &ProgramFigure) -> bool {
        let program = plan.program(figure.program_no);
        match self {
            Group::Kind(kind) => figure.kind == *kind,
            Group::Focus => program.is_some_and(|program| program.focus.holds_in(round.year)),
            Group::Division(division) => figure.division == **division,
            Group::WithRepeats(direction) => {
                let again = program.is_some_and(|program| program.also_in.contains(*direction));
                figure.direction_id == **direction || again
            }
        }
    }

    /// Columns of 明細_評価 with what stands in them, any of which makes a record count: no record meets two.
    fn conditions<'b>(&'b self, plan: &'b Plan, records: &Ledger) -> Vec<Condition<'b>> {
        match self {
            Group::Kind(kind) => vec![Condition::text("kind", words::kind(plan, *kind))],
            Group::Focus => vec![Condition::text(FOCUS, MARK)],
            Group::Division(division) => vec![Condition::text("division", division.as_str())],
            Group::WithRepeats(direction) => {
                let name = words::direction(plan, direction);
                let again = AGAIN.into_iter().filter(|column| records.has(column));
                let columns = std::iter::once("direction_id").chain(again);
                columns.map(|column| Condition::text(column, name)).collect()
            }
        }
    }
}

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
    let group = |row: &RatingRow| row.kind.map_or(Group::Focus, Group::Kind);
    let rows: Vec<_> = rows.into_iter().map(|row| (row, group(row))).collect();
    tally_of(page, request, records, ["種別ごとの進捗区分", "種別"], &rows, None)
}

/// The counts of the tally by lead division.
pub(super) fn by_division(
    page: &mut Page,
    request: &ReportRequest<'_>,
    records: &Ledger,
) -> Result<(), XlsxError> {
    let ratings = &request.figures.ratings;
    let rows = ratings.divisions.iter();
    let rows = rows.filter_map(|row| Some((row, Group::Division(row.division.as_ref()?))));
    let rows: Vec<_> = rows.collect();
    let total = Some(&ratings.total);
    tally_of(page, request, records, ["担当課ごとの進捗区分", "担当課"], &rows, total)
}

/// The counts of the tally with the programs that are printed again, if the plan has any.
pub(super) fn repeats(
    page: &mut Page,
    request: &ReportRequest<'_>,
    records: &Ledger,
) -> Result<(), XlsxError> {
    let Some(repeats) = &request.figures.ratings.repeats else { return Ok(()) };
    let direction = request.plan.words.direction.as_str();
    let rows = repeats.directions.iter();
    let rows = rows.filter_map(|row| Some((row, Group::WithRepeats(row.direction_id.as_ref()?))));
    let rows: Vec<_> = rows.collect();
    let heading = format!("再掲を含む{direction}別の進捗区分");
    tally_of(page, request, records, [&heading, direction], &rows, Some(&repeats.total))?;
    page.note(&format!("{}。", repeats.note))
}

/// A table with the counts of these rows and, if they have one, their total.
fn tally_of(
    page: &mut Page,
    request: &ReportRequest<'_>,
    records: &Ledger,
    [heading, first_head]: [&str; 2],
    rows: &[(&RatingRow, Group<'_>)],
    total: Option<&RatingRow>,
) -> Result<(), XlsxError> {
    if rows.is_empty() {
        return Ok(());
    }
    let codes = &request.figures.ratings.codes;
    let counter = &request.plan.words.counter;
    let mut heads =
        vec![first_head.to_owned(), format!("{counter}数"), format!("評価した\n{counter}")];
    heads.extend(codes.iter().map(ToString::to_string));
    heads.extend(["評価\n対象外", "区分が\n未記入", "未提出"].map(str::to_owned));
    let table = |first: u32| {
        let body = (first..).zip(rows);
        let mut body: Vec<Row> = body
            .map(|(at, (row, group))| Row::new(counts(request, records, row, group, at)))
            .collect();
        let last = first + count(rows.len()) - 1;
        body.extend(total.map(|total| Row::sum(sums(request, records, total, first, last))));
        let columns = heads.iter().map(Column::new).collect();
        Table { columns, rows: body, body: Body::Figures }
    };
    page.headed_table(heading, table)?;
    Ok(())
}

/// The states that each column counts, in the order of the columns; `None` for all.
fn counted_states<'a>(request: &ReportRequest<'a>) -> Vec<Option<Vec<&'a str>>> {
    let ratings = &request.figures.ratings;
    let codes: Vec<&str> = ratings.codes.iter().map(|code| code.as_str()).collect();
    let each = codes.iter().map(|code| vec![*code]);
    let reasons = ratings.reasons.iter().map(String::as_str).collect();
    let others = [vec![RatingState::Unclear.label()], vec![RatingState::NotSubmitted.label()]];
    let states = each.chain([reasons]).chain(others).map(Some);
    [None, Some(codes.clone())].into_iter().chain(states).collect()
}

/// The counts of a row in the order of the columns.
fn numbers(request: &ReportRequest<'_>, row: &RatingRow) -> Vec<u32> {
    let codes = request.figures.ratings.codes.iter().map(|code| row.count(code));
    let others = [row.not_rated_total(), row.unclear, row.not_submitted];
    [row.items, row.rated].into_iter().chain(codes).chain(others).collect()
}

/// The cells of a row at `at`; each leads to the records that it counts.
fn counts(
    request: &ReportRequest<'_>,
    records: &Ledger,
    row: &RatingRow,
    group: &Group<'_>,
    at: u32,
) -> Vec<Cell> {
    let round = request.figures.round;
    let of_round = round.to_string();
    let conditions = group.conditions(request.plan, records);
    let link = |states: Option<&[&str]>| {
        records::of_round(request, records, |_, figure| {
            let is_in = states.is_none_or(|states| states.contains(&figure.rating.label()));
            is_in && group.holds(request.plan, round, figure)
        })
    };
    let formula = |column: usize, states: Option<&[&str]>| match (column, states) {
        (_, None) => in_group(records, &of_round, &conditions),
        // What is rated is the sum of the codes behind it.
        (1, Some(codes)) => across(at, 3, codes.len()),
        (_, Some(states)) => in_states(records, &of_round, &conditions, states),
    };
    let columns = counted_states(request).into_iter().enumerate().zip(numbers(request, row));
    let cells = columns.map(|((column, states), count)| {
        let states = states.as_deref();
        Cell::count_of(formula(column, states), count).link(link(states))
    });
    std::iter::once(Cell::text(row.name.as_str()).link(link(None))).chain(cells).collect()
}

/// The cells of the total of the rows from `first` to `last`, counted as formulas count; together they hold all records.
fn sums(
    request: &ReportRequest<'_>,
    records: &Ledger,
    total: &RatingRow,
    first: u32,
    last: u32,
) -> Vec<Cell> {
    let sum = |((col, states), count): ((u32, Option<Vec<&str>>), u32)| {
        let range = Cells::range(CellRef::new(first - 1, col), CellRef::new(last - 1, col));
        let link = records::of_round(request, records, |_, figure| {
            states.as_ref().is_none_or(|states| states.contains(&figure.rating.label()))
        });
        Cell::count_of(Some(Expr::sum(range)), count).link(link)
    };
    let cells = (1..).zip(counted_states(request)).zip(numbers(request, total)).map(sum);
    std::iter::once(Cell::text(total.name.as_str())).chain(cells).collect()
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
    // What each column counts; behind the codes stands one state for all reasons of no rating.
    let reasons = || ratings.reasons.iter().map(String::as_str).collect();
    let now = movement.states.iter().enumerate();
    let now = now.map(
        |(at, state)| {
            if at == ratings.codes.len() { reasons() } else { vec![state.as_str()] }
        },
    );
    let now: Vec<Vec<&str>> = now.collect();
    let states = movement.states.len();
    let first = page.first_body_row();
    let mut rows: Vec<Row> = Vec::new();
    for (((at, state), counts), total) in
        (first..).zip(&movement.states).zip(&movement.counts).zip(&movement.from_totals)
    {
        let from = [Condition::text(PREVIOUS, state)];
        let came_from = |place: usize| {
            let before = movement.before.get(place).and_then(|before| movement.states.get(*before));
            before == Some(state)
        };
        let all = records::of_round(request, records, |place, _| came_from(place));
        let mut cells = vec![Cell::text(format!("前回 {state}")).link(all.clone())];
        cells.extend(now.iter().zip(counts).map(|(to, count)| {
            let link = records::of_round(request, records, |place, figure| {
                came_from(place) && to.contains(&figure.rating.label())
            });
            Cell::count_of(in_states(records, &round, &from, to), *count).link(link)
        }));
        cells.push(Cell::count_of(across(at, 1, states), *total).link(all));
        rows.push(Row::new(cells));
    }
    let last = first + count(rows.len()).saturating_sub(1);
    let mut cells = vec![Cell::text("計")];
    let counts = movement.to_totals.iter().chain([&movement.total]);
    let columns = now.iter().map(Some).chain([None]);
    cells.extend((1..).zip(columns).zip(counts).map(|((col, to), count)| {
        let range = Cells::range(CellRef::new(first - 1, col), CellRef::new(last - 1, col));
        let link = records::of_round(request, records, |_, figure| {
            to.is_none_or(|to| to.contains(&figure.rating.label()))
        });
        Cell::count_of(Some(Expr::sum(range)), *count).link(link)
    }));
    rows.push(Row::sum(cells));
    let columns = heads.into_iter().map(Column::new).collect();
    page.table(&Table { columns, rows, body: Body::Figures })?;
    Ok(())
}

/// How many records of the round meet one of these conditions.
fn in_group(records: &Ledger, round: &str, group: &[Condition<'_>]) -> Option<Expr> {
    let round = Condition::text("round", round);
    added(group.iter().map(|condition| records.count(&[round.clone(), condition.clone()])))
}

/// How many of them are in one of these states.
fn in_states(
    records: &Ledger,
    round: &str,
    group: &[Condition<'_>],
    states: &[&str],
) -> Option<Expr> {
    let round = Condition::text("round", round);
    added(group.iter().map(|condition| {
        added(states.iter().map(|state| {
            let state = Condition::text(STATE, state);
            records.count(&[round.clone(), condition.clone(), state])
        }))
    }))
}

/// The sum of so many cells of the row `at`.
fn across(at: u32, first: u32, count: usize) -> Option<Expr> {
    let last = first + u32::try_from(count).ok()?.checked_sub(1)?;
    Some(Expr::sum(Cells::range(CellRef::new(at - 1, first), CellRef::new(at - 1, last))))
}
