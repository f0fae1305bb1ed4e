//! A row of the tally: what it counts, by formulas where the workbook has the records, and the shares.

use std::rc::Rc;

use rust_decimal::Decimal;

use crate::analysis::{RatingRow, RatingState};
use crate::report::ledger::{Condition, Ledger, STATE};
use crate::report::records;
use crate::report::request::ReportRequest;
use crate::schema::{Level, Standing};
use crate::sheet::cells::Cells;
use crate::sheet::expr::Expr;
use crate::sheet::link::Link;
use crate::sheet::style;
use crate::sheet::table::{Cell, Tone, Value};
use crate::terms::{CellRef, DirectionId, count};

/// How much the table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum TallyDetail {
    /// Counts and the share of what is on schedule.
    Brief,
    /// Also the share of every code and every reason for no rating.
    Full,
}

/// Column of the first code's counts.
pub(super) const FIRST_CODE: u16 = 3;

/// The codes of the reported year.
pub(super) fn levels<'a>(request: &ReportRequest<'a>) -> &'a [Level] {
    &request.plan.scale(request.figures.round.year).levels
}

/// Where the counts of a row come from.
pub(super) struct Counts<'a> {
    /// The records that they count, where the workbook has them.
    pub(super) records: Option<Records<'a>>,
    /// For a total, the rows that it sums, counted as formulas count.
    pub(super) above: Option<(u32, u32)>,
}

/// How a count comes about, and the records that it counts.
struct Counted {
    formula: Option<Expr>,
    link: Option<Link>,
}

/// The records of a row in the reported round.
pub(super) struct Records<'a> {
    ledger: &'a Ledger,
    /// Its direction, by id and name; none for the total, which holds all records.
    direction: Option<(&'a DirectionId, &'a str)>,
    round: String,
}

impl Records<'_> {
    /// COUNTIFS over the records in this state, or over all of them.
    fn count(&self, state: Option<&str>) -> Option<Expr> {
        let direction = self.direction.map(|(_, name)| Condition::text("direction_id", name));
        let mut conditions: Vec<Condition<'_>> = direction.into_iter().collect();
        conditions.push(Condition::text("round", &self.round));
        conditions.extend(state.map(|state| Condition::text(STATE, state)));
        self.ledger.count(&conditions)
    }

    /// Leads to the records in one of these states, or to all of them.
    fn link(&self, request: &ReportRequest<'_>, states: Option<&[&str]>) -> Option<Link> {
        records::of_round(request, self.ledger, |_, figure| {
            let is_in = states.is_none_or(|states| states.contains(&figure.rating.label()));
            is_in && self.direction.is_none_or(|(id, _)| figure.direction_id == *id)
        })
    }
}

/// Those that a row counts.
pub(super) fn recorded<'a>(
    request: &ReportRequest<'_>,
    ledger: &'a Ledger,
    row: &'a RatingRow,
) -> Records<'a> {
    let direction = row.direction_id.as_ref().map(|id| (id, row.name.as_str()));
    Records { ledger, direction, round: request.figures.round.to_string() }
}

/// The cells of a row at `at`.
pub(super) fn cells(
    request: &ReportRequest<'_>,
    detail: TallyDetail,
    row: &RatingRow,
    at: u32,
    counts: &Counts<'_>,
) -> Vec<Cell> {
    let mut filling = Filling { request, row, at, counts, cells: Vec::new() };
    let of_name = filling.link(None).filter(|_| counts.above.is_none());
    filling.cells.push(Cell::text(row.name.as_str()).link(of_name));
    filling.push_rated();
    filling.push_not_rated(detail);
    filling.push_shares(detail);
    filling.cells
}

/// A row that is being filled from the left.
struct Filling<'a> {
    request: &'a ReportRequest<'a>,
    row: &'a RatingRow,
    at: u32,
    counts: &'a Counts<'a>,
    cells: Vec<Cell>,
}

impl Filling<'_> {
    /// All items, those with a code, and those of each code.
    fn push_rated(&mut self) {
        let levels = levels(self.request);
        let codes: Vec<&str> = levels.iter().map(|level| level.code.as_str()).collect();
        let records = self.counts.records.as_ref();
        let formula = records.and_then(|records| records.count(None));
        let all = Counted { formula, link: self.link(None) };
        self.push(self.row.items, false, all);
        self.push(self.row.rated, false, self.sum(usize::from(FIRST_CODE), &codes));
        for level in levels {
            let alert = level.standing == Standing::Behind;
            let count = self.row.count(&level.code);
            self.push(count, alert, self.in_state(level.code.as_str()));
        }
    }

    /// Those without a code: with a reason, unclear, not submitted.
    fn push_not_rated(&mut self, detail: TallyDetail) {
        let row = self.row;
        let reasons = &self.request.figures.ratings.reasons;
        let states: Vec<&str> = reasons.iter().map(String::as_str).collect();
        match detail {
            TallyDetail::Full => {
                let own = self.sum(self.cells.len() + 1, &states);
                self.push(row.not_rated_total(), false, own);
                for reason in reasons {
                    let count = row.not_rated.get(reason).copied().unwrap_or(0);
                    self.push(count, false, self.in_state(reason));
                }
            }
            TallyDetail::Brief => {
                let own = Counted { formula: None, link: self.link(Some(&states)) };
                self.push(row.not_rated_total(), false, own);
            }
        }
        self.push(row.unclear, true, self.in_state(RatingState::Unclear.label()));
        self.push(row.not_submitted, true, self.in_state(RatingState::NotSubmitted.label()));
    }

    /// The share of each code, and of what is on schedule.
    fn push_shares(&mut self, detail: TallyDetail) {
        let levels = levels(self.request);
        let cell = |at: u32, index: usize| address(at, usize::from(FIRST_CODE) + index);
        if detail == TallyDetail::Full {
            for (index, level) in levels.iter().enumerate() {
                let part = Expr::from(cell(self.at, index));
                let states = [level.code.as_str()];
                let share = self.share(part, self.row.share(&level.code), &states);
                self.cells.push(share);
            }
        }
        let on_schedule = levels.iter().enumerate();
        let (on_schedule, states): (Vec<Expr>, Vec<&str>) = on_schedule
            .filter(|(_, level)| level.standing != Standing::Behind)
            .map(|(index, level)| (Expr::from(cell(self.at, index)), level.code.as_str()))
            .unzip();
        let sum = if on_schedule.is_empty() { 0u32.into() } else { Expr::added(on_schedule) };
        let share = self.share(sum, self.row.on_schedule.share, &states);
        self.cells.push(share);
    }

    /// A total is the sum of the rows above it, any other count is what `own` says.
    fn push(&mut self, count: u32, alert: bool, own: Counted) {
        let formula = match self.counts.above {
            Some((first, last)) if first <= last => {
                let column = self.cells.len();
                Some(Expr::sum(Cells::range(address(first, column), address(last, column))))
            }
            _ => own.formula,
        };
        let tone = if alert && count > 0 { Tone::AlertRight } else { Tone::Right };
        self.cells.push(Cell::count_of(formula, count).tone(tone).link(own.link));
    }

    fn link(&self, states: Option<&[&str]>) -> Option<Link> {
        self.counts.records.as_ref()?.link(self.request, states)
    }

    fn in_state(&self, state: &str) -> Counted {
        let records = self.counts.records.as_ref();
        let formula = records.and_then(|records| records.count(Some(state)));
        Counted { formula, link: self.link(Some(&[state])) }
    }

    /// The cells of these states, the first of them in column `first`, added up.
    fn sum(&self, first: usize, states: &[&str]) -> Counted {
        let has_records = self.counts.records.is_some() && !states.is_empty();
        let last = first + states.len().saturating_sub(1);
        let cells = || Cells::range(address(self.at, first), address(self.at, last));
        let formula = has_records.then(|| Expr::sum(cells()));
        Counted { formula, link: self.link(Some(states)) }
    }

    fn share(&self, part: Expr, result: Option<Decimal>, states: &[&str]) -> Cell {
        let decimals = self.request.plan.share_decimals;
        let rated = Expr::from(address(self.at, usize::from(FIRST_CODE) - 1));
        // Multiplied first, so that a share that lies on a half is one in floats, too.
        let rate = (part.bracketed() * 100u32 / rated.clone()).round(decimals);
        let formula = Rc::new(Expr::choose(rated.is(0u32), "-", rate));
        let value = match result {
            Some(result) => Value::Formula(formula, result),
            None => Value::TextFormula(formula, "-".to_owned()),
        };
        let link = result.and_then(|_| self.link(Some(states)));
        Cell::new(value, Tone::Right).format(style::share_format(decimals)).link(link)
    }
}

/// `C7` for row 7 (as formulas count) and column 2 (counted from zero).
pub(super) fn address(row: u32, col: usize) -> CellRef {
    CellRef::new(row - 1, count(col))
}
