//! The state of every program in every round: rated, not rated, not clear, or not submitted.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{
    DataFrame, Expr, IntoLazy, LazyFrame, NULL, PolarsResult, coalesce, col, df, lit, when,
};
use serde::{Serialize, Serializer};

use super::query::{Row, number, outer, read};
use crate::facts::{Facts, frame};
use crate::schema::{Plan, Program};
use crate::terms::{ProgramNo, RatingCode, Round, state};

/// What a round says of a program's rating.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RatingState {
    /// Rated.
    Rated(RatingCode),
    /// Not rated, with the reason; outside the denominator.
    NotRated(String),
    /// Submitted, but the rating is empty, unreadable, of another scale, or contradicted by a reason for no rating.
    Unclear,
    /// No submission that counts.
    NotSubmitted,
}

/// The kinds of states as they stand in a frame, where a second column has the code or the reason.
pub(super) mod class {
    pub const RATED: i64 = 0;
    pub const NOT_RATED: i64 = 1;
    pub const UNCLEAR: i64 = 2;
    pub const NOT_SUBMITTED: i64 = 3;
}

impl RatingState {
    /// The rating, if there is one.
    pub fn code(&self) -> Option<&RatingCode> {
        match self {
            RatingState::Rated(code) => Some(code),
            _ => None,
        }
    }

    /// What a table prints: the code, the reason, `未記入` or `未提出`.
    pub fn label(&self) -> &str {
        match self {
            RatingState::Rated(code) => code.as_str(),
            RatingState::NotRated(reason) => reason,
            RatingState::Unclear => state::UNCLEAR,
            RatingState::NotSubmitted => state::NOT_SUBMITTED,
        }
    }

    /// Reads the state in the two columns; `None` where there is none.
    pub(super) fn read(
        row: &Row<'_>,
        class: &str,
        word: &str,
    ) -> PolarsResult<Option<RatingState>> {
        let word = row.text(word)?.unwrap_or_default();
        Ok(match row.maybe(class)? {
            None => None,
            Some(class::RATED) => Some(RatingState::Rated(RatingCode(word))),
            Some(class::NOT_RATED) => Some(RatingState::NotRated(word)),
            Some(class::UNCLEAR) => Some(RatingState::Unclear),
            Some(_) => Some(RatingState::NotSubmitted),
        })
    }
}

impl Serialize for RatingState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.label())
    }
}

/// The states of all items in the reported round and in every earlier one in which something came in.
///
/// Items are the programs of the plan. A program that a revision has ended is not rated, with the plan's reason for it; a
/// plan without such a reason counts it no more.
pub(super) struct States {
    /// The earlier rounds, oldest first.
    pub(super) earlier: Vec<Round>,
    /// The reported round.
    pub(super) round: Round,
    /// `program_no`, `round_no`, `class`, `word`.
    pub(super) frame: DataFrame,
    of: BTreeMap<(ProgramNo, i64), RatingState>,
}

impl States {
    /// Finds them.
    pub(super) fn new(plan: &Plan, round: Round, facts: &Facts) -> PolarsResult<States> {
        let earlier = earlier_rounds(facts, round);
        let rounds: Vec<Round> = earlier.iter().copied().chain([round]).collect();
        let reported = frame(&facts.assessments)?.lazy().select([
            col("program_no"),
            col("round"),
            col("rating"),
            col("not_rated_reason"),
            lit(true).alias("came_in"),
        ]);
        let reported = outer(items(plan, &rounds)?, reported, ["program_no", "round"]);
        let of_scale = outer(reported, scales(plan, &rounds)?, ["round", "rating"]);
        let states = of_scale.with_column(class().alias("class")).select([
            col("program_no"),
            col("round_no"),
            col("class"),
            word().alias("word"),
        ]);
        let frame = states.collect()?;
        let of = read(frame.clone().lazy(), |row| {
            let state = RatingState::read(row, "class", "word")?;
            let state = state.unwrap_or(RatingState::NotSubmitted);
            Ok(((row.program()?, row.number("round_no")?), state))
        })?;
        Ok(States { earlier, round, frame, of: of.into_iter().collect() })
    }

    /// The state of a program in a round.
    pub(super) fn of(&self, program: ProgramNo, round: Round) -> RatingState {
        let state = self.of.get(&(program, number(round)));
        state.cloned().unwrap_or(RatingState::NotSubmitted)
    }
}

/// The rounds before `round` in which something came in, oldest first.
fn earlier_rounds(facts: &Facts, round: Round) -> Vec<Round> {
    let rounds = facts.assessments.iter().map(|fact| fact.round);
    let rounds: BTreeSet<Round> = rounds.filter(|held| *held < round).collect();
    rounds.into_iter().collect()
}

/// Whether the program counts in the tallies.
pub(super) fn is_item(plan: &Plan, program: &Program) -> bool {
    program.end.as_ref().is_none_or(|end| plan.reason_of_end(end).is_some())
}

/// What is told of a rating: first of what the plan says of the round's year, then of what was reported. A code of another
/// scale says nothing in that of the year, and neither do a code and a reason for no rating together.
fn class() -> Expr {
    let (has_rating, has_reason) =
        (col("rating").is_not_null(), col("not_rated_reason").is_not_null());
    when(col("reason_of_end").is_not_null())
        .then(lit(class::NOT_RATED))
        .when(col("came_in").is_null())
        .then(lit(class::NOT_SUBMITTED))
        .when(col("is_of_scale").is_not_null().and(has_reason.clone().not()))
        .then(lit(class::RATED))
        .when(has_reason.and(has_rating.not()))
        .then(lit(class::NOT_RATED))
        .otherwise(lit(class::UNCLEAR))
}

fn word() -> Expr {
    when(col("class").eq(lit(class::RATED)))
        .then(col("rating"))
        .when(col("class").eq(lit(class::NOT_RATED)))
        .then(coalesce(&[col("reason_of_end"), col("not_rated_reason")]))
        .otherwise(lit(NULL))
}

/// Every item in every round, with the reason for no rating of one that the plan of the round's year has ended.
fn items(plan: &Plan, rounds: &[Round]) -> PolarsResult<LazyFrame> {
    let items = plan.programs.iter().filter(|program| is_item(plan, program));
    let items: Vec<(Round, &Program)> =
        items.flat_map(|program| rounds.iter().map(move |round| (*round, program))).collect();
    let reason = |(round, program): &(Round, &Program)| {
        let then = plan.in_force(round.year);
        let end = then.program(program.no)?.end.as_ref()?;
        then.reason_of_end(end).map(str::to_owned)
    };
    let frame = df!(
        "program_no" => items.iter().map(|(_, one)| i64::from(one.no.0)).collect::<Vec<_>>(),
        "round" => items.iter().map(|(round, _)| round.to_string()).collect::<Vec<_>>(),
        "round_no" => items.iter().map(|(round, _)| number(*round)).collect::<Vec<_>>(),
        "reason_of_end" => items.iter().map(reason).collect::<Vec<Option<String>>>(),
    )?;
    Ok(frame.lazy())
}

/// The codes of each round's scale.
fn scales(plan: &Plan, rounds: &[Round]) -> PolarsResult<LazyFrame> {
    let levels = |round: &Round| {
        let round = *round;
        plan.scale(round.year).levels.iter().map(move |level| (round, level.code.as_str()))
    };
    let codes: Vec<(Round, &str)> = rounds.iter().flat_map(levels).collect();
    let frame = df!(
        "round" => codes.iter().map(|(round, _)| round.to_string()).collect::<Vec<_>>(),
        "rating" => codes.iter().map(|(_, code)| *code).collect::<Vec<_>>(),
        "is_of_scale" => vec![true; codes.len()],
    )?;
    Ok(frame.lazy())
}
