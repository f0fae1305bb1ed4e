//! A row of a tally: the programs of a group by their state, by formulas over 明細_評価 where the workbook has it. Every
//! figure leads to the records that it counts.

use rust_decimal::Decimal;

use crate::analysis::{ProgramFigure, RatingRow};
use crate::report::ledger::{AGAIN, Condition, FOCUS, Ledger, MARK, STATE, added};
use crate::report::records;
use crate::report::request::ReportRequest;
use crate::report::words;
use crate::schema::ProgramKind;
use crate::sheet::{Cell, Cells, Expr, Link, Tone};
use crate::terms::{CellRef, DirectionId, DivisionName, grouped};

/// Column of those that are rated, and of the first code.
pub(super) const RATED: u32 = 2;
pub(super) const FIRST_CODE: u32 = RATED + 1;

/// Which programs a row counts.
#[derive(Debug, Clone, Copy)]
pub enum Group<'a> {
    /// All of them.
    All,
    /// Those of a direction.
    Direction(&'a DirectionId),
    /// Those of a direction with those that are printed again under it.
    WithRepeats(&'a DirectionId),
    /// Those of a kind.
    Kind(ProgramKind),
    /// 主要管理項目.
    Focus,
    /// Those that a division leads.
    Division(&'a DivisionName),
}

impl Group<'_> {
    fn holds(self, request: &ReportRequest<'_>, figure: &ProgramFigure) -> bool {
        let program = || request.plan.program(figure.program_no);
        match self {
            Group::All => true,
            Group::Direction(direction) => figure.direction_id == *direction,
            Group::WithRepeats(direction) => {
                let again = || program().is_some_and(|program| program.also_in.contains(direction));
                figure.direction_id == *direction || again()
            }
            Group::Kind(kind) => figure.kind == kind,
            Group::Focus => {
                let year = request.figures.round.year;
                program().is_some_and(|program| program.focus.holds_in(year))
            }
            Group::Division(division) => figure.division == *division,
        }
    }

    /// What makes a record of the reported round count, in one of these ways: no record meets two.
    fn conditions<'b>(
        self,
        request: &'b ReportRequest<'_>,
        records: &Ledger,
    ) -> Vec<Vec<Condition<'b>>> {
        let round = Condition::text("round", &request.figures.round.to_string());
        let plan = request.plan;
        let own = match self {
            Group::All => return vec![vec![round]],
            Group::Direction(id) => {
                let direction = Condition::text("direction_id", words::direction(plan, id));
                return vec![vec![direction, round]];
            }
            Group::WithRepeats(id) => {
                let name = words::direction(plan, id);
                let again = AGAIN.into_iter().filter(|column| records.has(column));
                let columns = std::iter::once("direction_id").chain(again);
                columns.map(|column| Condition::text(column, name)).collect()
            }
            Group::Kind(kind) => vec![Condition::text("kind", plan.kind_word(kind))],
            Group::Focus => vec![Condition::text(FOCUS, MARK)],
            Group::Division(division) => vec![Condition::text("division", division.as_str())],
        };
        own.into_iter().map(|own| vec![round.clone(), own]).collect()
    }
}

/// The programs of each group, by their place among the figures. Divisions grow in number with the plan: theirs are
/// found in one pass.
pub(super) fn members<'g>(
    request: &ReportRequest<'_>,
    groups: impl Iterator<Item = Group<'g>>,
) -> Vec<Vec<usize>> {
    let programs = &request.figures.programs;
    let divisions = programs.iter().map(|figure| &figure.division);
    let of_division = grouped(divisions.zip(0..));
    let members = groups.map(|group| match group {
        Group::Division(division) => of_division.get(division).cloned().unwrap_or_default(),
        _ => {
            let own = programs.iter().enumerate().filter(|(_, one)| group.holds(request, one));
            own.map(|(at, _)| at).collect()
        }
    });
    members.collect()
}

/// How many records meet all conditions of one of these `ways`, in one of these states or in any.
pub fn in_states(
    records: &Ledger,
    ways: &[Vec<Condition<'_>>],
    states: Option<&[&str]>,
) -> Option<Expr> {
    added(ways.iter().map(|way| match states {
        None => records.count(way),
        Some(states) => added(states.iter().map(|state| {
            records.count(&[way.as_slice(), &[Condition::text(STATE, state)]].concat())
        })),
    }))
}

/// A row as it is drawn.
pub(super) struct Counts<'a> {
    pub(super) request: &'a ReportRequest<'a>,
    /// 明細_評価, where the workbook has it.
    pub(super) records: Option<&'a Ledger>,
    pub(super) row: &'a RatingRow,
    pub(super) group: Group<'a>,
    /// The programs of the group, by their place among the figures.
    pub(super) members: Vec<usize>,
    /// Its row on the sheet, counted from zero.
    pub(super) at: u32,
    /// For a total, the first of the rows above it that it adds up.
    pub(super) above: Option<u32>,
}

impl Counts<'_> {
    /// The name of the row, which leads to all that it counts.
    pub(super) fn name(&self) -> Cell {
        let link = self.above.is_none().then(|| self.link(None)).flatten();
        Cell::text(self.row.name.as_str()).link(link)
    }

    fn counted(&self, states: Option<&[&str]>) -> Option<Expr> {
        let records = self.records?;
        in_states(records, &self.group.conditions(self.request, records), states)
    }

    fn link(&self, states: Option<&[&str]>) -> Option<Link> {
        let programs = &self.request.figures.programs;
        let counted = self.members.iter().copied().filter(|at| {
            let is_in = |states: &[&str]| states.contains(&programs[*at].rating.label());
            states.is_none_or(is_in)
        });
        records::of_round(self.request, self.records?, counted)
    }

    /// The share of these states, which the cells of `columns` count, among those that are rated.
    pub(super) fn share(
        &self,
        columns: impl IntoIterator<Item = u32>,
        states: &[&str],
        result: Option<Decimal>,
    ) -> Cell {
        let decimals = self.request.plan.share_decimals;
        let cell = |column: u32| Expr::from(CellRef::new(self.at, column));
        let parts: Vec<Expr> = columns.into_iter().map(cell).collect();
        let part = if parts.is_empty() { 0u32.into() } else { Expr::added(parts) };
        // Multiplied first, so that a share that lies on a half is one in floats, too.
        let rate = (part.bracketed() * 100u32 / cell(RATED)).round(decimals);
        let formula = Expr::choose(cell(RATED).is(0u32), "-", rate);
        Cell::share(result, decimals).by(formula).link(result.and_then(|_| self.link(Some(states))))
    }
}

/// A column of counts.
pub(super) struct Count<'a> {
    states: Option<Vec<&'a str>>,
    result: Box<dyn Fn(&RatingRow) -> u32 + 'a>,
    /// Where it is the sum of other columns of the row: the first of them, and how many.
    across: Option<(u32, u32)>,
    needs_attention: bool,
}

impl<'a> Count<'a> {
    /// Of the programs in these states, or in any.
    pub(super) fn of(
        states: Option<Vec<&'a str>>,
        result: impl Fn(&RatingRow) -> u32 + 'a,
    ) -> Count<'a> {
        Count { states, result: Box::new(result), across: None, needs_attention: false }
    }

    /// The same as the sum of so many columns from `first` on.
    pub(super) fn across(self, first: u32, columns: u32) -> Count<'a> {
        Count { across: Some((first, columns)), ..self }
    }

    /// The same, standing out where there are any.
    pub(super) fn attention(self, needs_attention: bool) -> Count<'a> {
        Count { needs_attention, ..self }
    }

    /// The cell in column `col` of each row. A total is the sum of the rows above it.
    pub(super) fn cell<'r>(self, col: u32) -> impl Fn(&Counts<'r>) -> Cell + 'a {
        move |row| {
            let states = self.states.as_deref();
            let formula = match (row.above, self.across) {
                (Some(first), _) if first < row.at => {
                    Some(Expr::sum(Cells::column(col, first, row.at - 1)))
                }
                (_, None) => row.counted(states),
                (_, Some((_, 0))) => None,
                (_, Some((first, columns))) => row
                    .records
                    .map(|_| Expr::sum(Cells::across(row.at, first, first + columns - 1))),
            };
            let count = (self.result)(row.row);
            let stands_out = self.needs_attention && count > 0;
            let tone = if stands_out { Tone::AlertRight } else { Tone::Right };
            Cell::count(count).by(formula).tone(tone).link(row.link(states))
        }
    }
}
