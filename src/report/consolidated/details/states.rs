//! The states of 明細_評価 that are formulas: that of the rating and reason of the same row, and that of the round before.

use crate::analysis::RatingState;
use crate::report::ledger::{MOST_NESTED, PREVIOUS, STATE, fitting};
use crate::report::request::ReportRequest;
use crate::sheet::{Cells, Criterion, Expr, Table};
use crate::terms::{CellRef, Round};

/// Which states of a record of 明細_評価 are formulas.
#[derive(Default)]
pub(super) struct States {
    /// Made from the rating and the reason of the same record.
    pub(super) own: bool,
    /// Looked up in this round, in the words of the comparison of rounds.
    pub(super) previous: Option<Round>,
}

/// Makes formulas of the states, whose records begin in `rows` and end in the row before `end`: a rating that is changed
/// on the sheet is counted so, also once the rows have been sorted.
pub(super) fn compute(
    request: &ReportRequest<'_>,
    columns: &[&str],
    table: &mut Table,
    states: &[States],
    (rows, end): (&[u32], u32),
) {
    let column = |name: &str| columns.iter().position(|column| *column == name);
    let (Some(state), Some(previous)) = (column(STATE), column(PREVIOUS)) else { return };
    let (Some(rating), Some(reason)) = (column("rating"), column("not_rated_reason")) else {
        return;
    };
    let (Some(program), Some(round)) = (column("program_no"), column("round")) else { return };
    let cell =
        |at: usize, column: usize| Some(CellRef::new(*rows.get(at)?, u32::try_from(column).ok()?));
    let names = compared_states(request);
    let [Ok(program_col), Ok(round_col), Ok(state_col)] =
        [program, round, state].map(u32::try_from)
    else {
        return;
    };
    let before = rows.first().map(|first| Before {
        columns: [program_col, round_col, state_col],
        first: *first,
        end,
        names: &names,
    });
    let unclear = RatingState::Unclear.label();
    for ((at, states), row) in states.iter().enumerate().zip(&mut table.rows) {
        if let (true, Some((rating, reason))) = (states.own, cell(at, rating).zip(cell(at, reason)))
        {
            let (rating, reason) = (Expr::from(rating), Expr::from(reason));
            let is_empty = |cell: &Expr| cell.clone().is("");
            let formula = Expr::choose(
                is_empty(&rating),
                Expr::choose(is_empty(&reason), unclear, reason.clone()),
                Expr::choose(is_empty(&reason), rating, unclear),
            );
            row.compute(state, formula);
        }
        if let (Some(before), Some(of), Some(own)) = (&before, states.previous, cell(at, program))
            && let Some(formula) = before.formula(own, of)
        {
            row.compute(previous, formula);
        }
    }
}

/// Looks up the state of a round before.
struct Before<'a> {
    /// Columns of the records: number of the program, round, state.
    columns: [u32; 3],
    /// First row of the records, and the row after their last.
    first: u32,
    end: u32,
    names: &'a ComparedStates<'a>,
}

impl Before<'_> {
    /// The state of the program whose number stands in the cell `program`, in the words of the comparison; nothing if the
    /// round has no row of it. Each state is counted, so that sorted rows give the same: a row that is looked up by its
    /// place needs a formula over whole columns, which engines work out differently. Rows in which a record goes on have no
    /// round.
    fn formula(&self, program: CellRef, round: Round) -> Option<Expr> {
        let [programs, rounds, states] = self.columns.map(|col| {
            let last = CellRef::new(self.end.saturating_sub(1), col);
            Cells::range(CellRef::new(self.first, col), last).fixed()
        });
        let own = vec![
            (programs, Criterion::Like(Cells::here(program))),
            (rounds, Criterion::Text(round.to_string())),
        ];
        let in_state = |state: &str| {
            let is = Criterion::Text(state.to_owned());
            is.fits().then(|| {
                let conditions = own.iter().cloned().chain([(states, is)]);
                Expr::count_ifs(conditions.collect()).above(0u32)
            })
        };
        let kept = &self.names.kept;
        if kept.len() + 2 > MOST_NESTED {
            return None;
        }
        let named =
            kept.iter().rev().try_fold(Expr::text(self.names.not_rated), |rest, state| {
                Some(Expr::choose(in_state(state)?, *state, rest))
            })?;
        fitting(Expr::choose(Expr::count_ifs(own.clone()).is(0u32), "", named))
    }
}

/// The states of the comparison of rounds.
pub(super) struct ComparedStates<'a> {
    /// Those that are called as they are in a round.
    pub(super) kept: Vec<&'a str>,
    /// The word for every reason for no rating.
    pub(super) not_rated: &'a str,
}

pub(super) fn compared_states<'a>(request: &ReportRequest<'a>) -> ComparedStates<'a> {
    let ratings = &request.figures.ratings;
    let states = ratings.movement.as_ref().map(|movement| movement.states.as_slice());
    let (codes, others) =
        states.unwrap_or_default().split_at_checked(ratings.codes.len()).unwrap_or_default();
    let not_rated = others.first().map_or("", String::as_str);
    let kept = codes.iter().chain(others.iter().skip(1)).map(String::as_str).collect();
    ComparedStates { kept, not_rated }
}
