//! A row of the tally: counts and shares of one group of programs.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::count::Count;
use super::movement::matrix;
use crate::analysis::rate::{percent, shares_note};
use crate::analysis::state::RatingState;
use crate::schema::{Plan, ProgramKind, Scale, Standing};
use crate::terms::{DirectionId, DivisionName, RatingCode};

/// One row of the tally.
#[derive(Debug, Clone, Serialize)]
pub struct RatingRow {
    /// Direction, on rows of directions.
    pub direction_id: Option<DirectionId>,
    /// Kind, on rows of kinds.
    pub kind: Option<ProgramKind>,
    /// Division, on rows of divisions.
    pub division: Option<DivisionName>,
    /// Printed name; `計` for the total.
    pub name: String,
    /// All programs.
    pub items: u32,
    /// Programs with a rating: the denominator of the shares.
    pub rated: u32,
    /// Programs not rated, by reason.
    pub not_rated: BTreeMap<String, u32>,
    /// Submitted, but without a clear rating.
    pub unclear: u32,
    /// Not submitted.
    pub not_submitted: u32,
    /// Count and share per code.
    pub codes: BTreeMap<RatingCode, CodeFigure>,
    /// Programs whose rating does not mean behind the schedule, and their share.
    pub on_schedule: CodeFigure,
    /// Said where the printed shares do not add up to 100.
    pub shares_note: Option<String>,
    /// `movement[from][to]`, in the order of [`Movement::states`]: programs of this row that went from one state of the
    /// round before to the other; empty if the rounds are not compared or the row has no program.
    pub movement: Vec<Vec<u32>>,
}

/// Count and share of one code.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CodeFigure {
    /// Programs with this rating.
    pub count: u32,
    /// Per cent of the rated ones, half-up to the plan's digits from the exact quotient; `None` where nothing is rated.
    pub share: Option<Decimal>,
    /// Programs with this rating in the round before, in the scale of this round; `None` if the two are not compared.
    pub previous: Option<u32>,
    /// `count` − `previous`.
    pub change: Option<i64>,
}

impl RatingRow {
    /// Programs with this rating.
    pub fn count(&self, code: &RatingCode) -> u32 {
        self.codes.get(code).map_or(0, |figure| figure.count)
    }

    /// Share of this rating.
    pub fn share(&self, code: &RatingCode) -> Option<Decimal> {
        self.codes.get(code)?.share
    }

    /// Programs not rated for any reason.
    pub fn not_rated_total(&self) -> u32 {
        self.not_rated.values().sum()
    }
}

/// How rows are made from counts.
pub(super) struct Rows<'a> {
    pub(super) plan: &'a Plan,
    pub(super) scale: &'a Scale,
    /// Whether the round is compared with one before.
    pub(super) is_compared: bool,
}

impl Rows<'_> {
    /// The row of a group.
    pub(super) fn row(&self, counts: &[Count], name: &str) -> RatingRow {
        let levels = &self.scale.levels;
        let now = |is: &dyn Fn(&RatingState) -> bool| sum(counts, |count| is(&count.to));
        let rated = now(&|state| state.code().is_some());
        let figure = |codes: &[&RatingCode]| {
            let has = |state: &RatingState| state.code().is_some_and(|code| codes.contains(&code));
            let before = || sum(counts, |count| count.from.as_ref().is_some_and(has));
            let (count, previous) = (now(&has), self.is_compared.then(before));
            CodeFigure {
                count,
                share: percent(count.into(), rated.into(), self.plan.share_decimals),
                previous,
                change: previous.map(|previous| i64::from(count) - i64::from(previous)),
            }
        };
        let codes: BTreeMap<RatingCode, CodeFigure> =
            levels.iter().map(|level| (level.code.clone(), figure(&[&level.code]))).collect();
        let on_schedule = levels.iter().filter(|level| level.standing != Standing::Behind);
        let on_schedule: Vec<&RatingCode> = on_schedule.map(|level| &level.code).collect();
        let not_rated = self.plan.not_rated.iter().map(|reason| {
            let state = RatingState::NotRated(reason.reason.clone());
            (reason.reason.clone(), now(&|own| *own == state))
        });
        let has_movement = self.is_compared && !counts.is_empty();
        RatingRow {
            direction_id: None,
            kind: None,
            division: None,
            name: name.to_owned(),
            items: now(&|_| true),
            rated,
            not_rated: not_rated.collect(),
            unclear: now(&|state| *state == RatingState::Unclear),
            not_submitted: now(&|state| *state == RatingState::NotSubmitted),
            shares_note: shares_note("割合", codes.values().map(|figure| figure.share)),
            movement: if has_movement { matrix(self.scale, counts) } else { Vec::new() },
            codes,
            on_schedule: figure(&on_schedule),
        }
    }
}

fn sum(counts: &[Count], is: impl Fn(&Count) -> bool) -> u32 {
    counts.iter().filter(|count| is(count)).map(|count| count.programs).sum()
}
