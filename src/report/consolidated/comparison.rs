//! Parts of 総括: the counts by kind of program, by division and with repeats, and where the ratings of the round
//! before went.

use super::super::tables::{Group, Tally, TallyDetail, in_states};
use super::{Condition, Ledger, PREVIOUS, ReportRequest, records};
use crate::analysis::{RatingRow, movement_sentence};
use crate::sheet::{Body, Cell, Cells, Columns, Expr, Link, Page, Written};
use crate::terms::count;

/// The counts of the tally by kind of program, and of the 主要管理項目.
pub(super) fn by_kind(page: &mut Page, request: &ReportRequest<'_>, records: &Ledger) -> Written {
    let ratings = &request.figures.ratings;
    let kinds: &[RatingRow] = if ratings.kinds.len() == 1 { &[] } else { ratings.kinds.as_slice() };
    let rows = kinds.iter().chain(&ratings.focus);
    let rows = rows.map(|row| (row, row.kind.map_or(Group::Focus, Group::Kind))).collect();
    counts(page, request, records, ["種別ごとの進捗区分", "種別"], (rows, None))
}

/// The counts of the tally by lead division.
pub(super) fn by_division(
    page: &mut Page,
    request: &ReportRequest<'_>,
    records: &Ledger,
) -> Written {
    let ratings = &request.figures.ratings;
    let rows = ratings.divisions.iter();
    let rows = rows.filter_map(|row| Some((row, Group::Division(row.division.as_ref()?))));
    let rows = (rows.collect(), Some(&ratings.total));
    counts(page, request, records, ["担当課ごとの進捗区分", "担当課"], rows)
}

/// The counts of the tally with the programs that are printed again, if the plan has any.
pub(super) fn repeats(page: &mut Page, request: &ReportRequest<'_>, records: &Ledger) -> Written {
    let Some(repeats) = &request.figures.ratings.repeats else { return Ok(()) };
    let direction = request.plan.words.direction.as_str();
    let rows = repeats.directions.iter();
    let rows = rows.filter_map(|row| Some((row, Group::WithRepeats(row.direction_id.as_ref()?))));
    let rows = (rows.collect(), Some(&repeats.total));
    let heading = format!("再掲を含む{direction}別の進捗区分");
    counts(page, request, records, [&heading, direction], rows)?;
    page.note(&format!("{}。", repeats.note))
}

/// Rows with the programs that each counts, and their total if they have one.
type Rows<'a> = (Vec<(&'a RatingRow, Group<'a>)>, Option<&'a RatingRow>);

/// A tally of counts alone, under its heading; nothing if it has no row.
fn counts(
    page: &mut Page,
    request: &ReportRequest<'_>,
    records: &Ledger,
    [heading, head]: [&str; 2],
    (rows, total): Rows<'_>,
) -> Written {
    if rows.is_empty() {
        return Ok(());
    }
    let (detail, records) = (TallyDetail::Counts, Some(records));
    let tally = Tally { request, detail, head, rows, total, records };
    page.headed_table(heading, |first| tally.table(first))?;
    Ok(())
}

/// The programs that were in a state in the round before; all of them in the last row.
struct Moved<'a> {
    from: Option<&'a str>,
    counts: &'a [u32],
    total: u32,
    /// Its row on the sheet, counted from zero.
    at: u32,
}

/// Where the ratings of the round before went.
pub(super) fn movement(page: &mut Page, request: &ReportRequest<'_>, records: &Ledger) -> Written {
    let Some(movement) = &request.figures.ratings.movement else { return Ok(()) };
    let counter = &request.plan.words.counter;
    page.heading(&format!("前回({})からの動き({counter}数)", movement.from.label()))?;
    page.sentence(&movement_sentence(request.plan, movement))?;
    if movement.refused.is_some() {
        return Ok(());
    }
    let first = page.first_body_row() - 1;
    let states = (first..).zip(&movement.states).zip(&movement.counts).zip(&movement.from_totals);
    let mut rows: Vec<Moved<'_>> = states
        .map(|(((at, state), counts), total)| Moved {
            from: Some(state),
            counts,
            total: *total,
            at,
        })
        .collect();
    let (counts, total) = (movement.to_totals.as_slice(), movement.total);
    rows.push(Moved { from: None, counts, total, at: first + count(rows.len()) });
    let columns = moves(request, records, first);
    page.table(&columns.table_with_sums(&rows, Body::Figures, |row| row.from.is_none()))?;
    Ok(())
}

/// How many of each row are in which state now, and all of them; the body begins in row `first`, counted from zero.
fn moves<'a>(
    request: &'a ReportRequest<'a>,
    records: &'a Ledger,
    first: u32,
) -> Columns<'a, Moved<'a>> {
    let ratings = &request.figures.ratings;
    let states = ratings.movement.iter().flat_map(|movement| &movement.states);
    // Behind the codes stands one state for all reasons of no rating.
    let now = states.clone().enumerate().map(|(at, state)| {
        let reasons = || ratings.reasons.iter().map(String::as_str).collect();
        if at == ratings.codes.len() { reasons() } else { vec![state.as_str()] }
    });
    let now: Vec<Vec<&str>> = now.collect();
    let all = count(now.len());
    let above = move |row: &Moved<'_>, col: u32| Expr::sum(Cells::column(col, first, row.at - 1));
    Columns::new()
        .with("前回 \\ 今回", 0, |row: &Moved<'a>| match row.from {
            Some(state) => {
                Cell::text(format!("前回 {state}")).link(link(request, records, row, None))
            }
            None => Cell::text("計"),
        })
        .each(states.zip(now).enumerate(), |columns, (at, (head, to))| {
            let col = columns.next_col();
            columns.with(head.as_str(), 0, move |row| {
                let formula = match row.from {
                    Some(state) => {
                        let round = request.figures.round.to_string();
                        let way = [("round", round.as_str()), (PREVIOUS, state)]
                            .map(|(column, text)| Condition::text(column, text));
                        in_states(records, &[way.into()], Some(&to))
                    }
                    None => Some(above(row, col)),
                };
                let counted = row.counts.get(at).copied().unwrap_or_default();
                Cell::count(counted).by(formula).link(link(request, records, row, Some(&to)))
            })
        })
        .with("計", 0, move |row| {
            let formula = match row.from {
                Some(_) => Expr::sum(Cells::across(row.at, 1, all)),
                None => above(row, all + 1),
            };
            Cell::count(row.total).by(formula).link(link(request, records, row, None))
        })
}

/// Leads to the records of a row that are in one of these states now, or in any.
fn link(
    request: &ReportRequest<'_>,
    records: &Ledger,
    row: &Moved<'_>,
    to: Option<&[&str]>,
) -> Option<Link> {
    let movement = request.figures.ratings.movement.as_ref()?;
    let programs = request.figures.programs.iter().enumerate();
    let counted = programs.filter(|(place, figure)| {
        let before = || movement.states.get(*movement.before.get(*place)?);
        let is_from = row.from.is_none_or(|from| before().is_some_and(|state| state == from));
        is_from && to.is_none_or(|to| to.contains(&figure.rating.label()))
    });
    records::of_round(request, records, counted.map(|(place, _)| place))
}
