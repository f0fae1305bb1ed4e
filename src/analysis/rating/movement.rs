//! Where each rating of the round before went.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use polars::prelude::{DataFrame, IntoLazy, LazyFrame, PolarsResult, col, df, lit, when};
use serde::Serialize;

use super::count::Count;
use crate::analysis::query::{number, outer, read};
use crate::analysis::state::{RatingState, States, class};
use crate::schema::{Plan, Scale};
use crate::terms::{ProgramNo, RatingCode, Round, state};

/// Ratings of the round before × ratings of this round. The round before is the newest earlier one with submissions.
///
/// Ratings are compared in the scale of this round. Where the scale changed between the two, the plan's declared mapping
/// (`from_previous`) is used; without one the comparison is refused.
#[derive(Debug, Clone, Serialize)]
pub struct Movement {
    /// The round before.
    pub from: Round,
    /// Why the rounds are not compared; the lists below are empty then.
    pub refused: Option<String>,
    /// The code of this round's scale for each code of the scale before, where the scale changed.
    pub mapping: Option<BTreeMap<RatingCode, RatingCode>>,
    /// States in the order of rows and columns: the codes, best first, then not rated, unclear, not submitted.
    pub states: Vec<String>,
    /// `counts[from][to]`: programs that went from one state to the other.
    pub counts: Vec<Vec<u32>>,
    /// Sums of the rows: the round before.
    pub from_totals: Vec<u32>,
    /// Sums of the columns: this round.
    pub to_totals: Vec<u32>,
    /// All programs.
    pub total: u32,
    /// Programs rated better than before; only those rated in both rounds.
    pub improved: u32,
    /// Programs rated as before.
    pub unchanged: u32,
    /// Programs rated worse than before.
    pub worsened: u32,
    /// The programs whose rating changed, in plan order.
    pub moved: Vec<Moved>,
    /// Whether the rating of each program rose or fell, in plan order; `None` if it has none in one of the two rounds.
    #[serde(skip)]
    pub ways: Vec<Option<Way>>,
    /// State of each program in the round before, as an index of `states`, in plan order.
    #[serde(skip)]
    pub before: Vec<usize>,
}

/// What became of a rating since the round before: codes stand best first in the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// It is better.
    Rose,
    /// It is the same.
    Same,
    /// It is worse.
    Fell,
}

/// A program whose rating changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// The program.
    pub program_no: ProgramNo,
    /// Rating of the round before, in the scale of this round.
    pub from: RatingCode,
    /// Rating of this round.
    pub to: RatingCode,
    /// Whether it is better or worse.
    pub way: Way,
}

/// What the ratings of this round are compared with.
pub(super) enum Before {
    /// There is no round before.
    Nothing,
    /// The scale changed, and the plan does not say how its codes correspond. `round`: the round before.
    /// `why`: why not.
    Refused { round: Round, why: String },
    /// The states of the round before. `round`: the round before.
    /// `codes`: the code of this round's scale for each of its codes. `is_mapped`: whether the scale changed.
    Round { round: Round, codes: BTreeMap<RatingCode, RatingCode>, is_mapped: bool },
}

impl Before {
    /// The newest earlier round in which something came in.
    pub(super) fn of(plan: &Plan, states: &States) -> Before {
        let Some(round) = states.earlier.last().copied() else { return Before::Nothing };
        let now = states.round;
        let (old, new) = (plan.scale(round.year), plan.scale(now.year));
        match plan.rating_codes_between(round.year, now.year) {
            Some(codes) => Before::Round { round, codes, is_mapped: old.version != new.version },
            None => Before::Refused {
                round,
                why: format!(
                    "{}は「{}」、{}は「{}」の区分で評価しており、区分の対応が計画に定められていないため、比べていません。",
                    round.label(),
                    old.version,
                    now.label(),
                    new.version
                ),
            },
        }
    }

    /// Whether the rounds are compared.
    pub(super) fn is_compared(&self) -> bool {
        matches!(self, Before::Round { .. })
    }
}

/// The states of each program in the round before (`from`, `from_word`) and in this one (`to`, `to_word`). Those before
/// are said in the scale of this round: a code that it has no word for is not clear. They are empty if the rounds are not
/// compared.
pub(super) fn pairs(states: &States, before: &Before) -> PolarsResult<DataFrame> {
    let of_round = |round: Option<Round>, class: &str, word: &str| {
        let of_round = col("round_no").eq(lit(round.map_or(-1, number)));
        states.frame.clone().lazy().filter(of_round).select([
            col("program_no"),
            col("class").alias(class),
            col("word").alias(word),
        ])
    };
    let (round, codes) = match before {
        Before::Round { round, codes, .. } => (Some(*round), codes.clone()),
        Before::Nothing | Before::Refused { .. } => (None, BTreeMap::new()),
    };
    let is_rated = || col("from").eq(lit(class::RATED));
    let before = outer(of_round(round, "from", "from_word"), said_now(&codes)?, ["from_word"]);
    let before = before.select([
        col("program_no"),
        when(is_rated().and(col("now").is_null()))
            .then(lit(class::UNCLEAR))
            .otherwise(col("from"))
            .alias("from"),
        when(is_rated()).then(col("now")).otherwise(col("from_word")).alias("from_word"),
    ]);
    outer(of_round(Some(states.round), "to", "to_word"), before, ["program_no"]).collect()
}

/// The codes of the round before with those of this round.
fn said_now(codes: &BTreeMap<RatingCode, RatingCode>) -> PolarsResult<LazyFrame> {
    let frame = df!(
        "from_word" => codes.keys().map(RatingCode::as_str).collect::<Vec<_>>(),
        "now" => codes.values().map(RatingCode::as_str).collect::<Vec<_>>(),
    )?;
    Ok(frame.lazy())
}

/// The matrix of the two rounds: `counts` are those of all `programs`, which stand in plan order.
pub(super) fn movement(
    scale: &Scale,
    before: &Before,
    counts: &[Count],
    pairs: &DataFrame,
    programs: &[ProgramNo],
) -> PolarsResult<Option<Movement>> {
    let mut movement = match before {
        Before::Nothing => return Ok(None),
        Before::Refused { round, why } => {
            return Ok(Some(Movement { refused: Some(why.clone()), ..Movement::from(*round) }));
        }
        Before::Round { round, codes, is_mapped } => {
            let mapping = is_mapped.then(|| codes.clone());
            Movement { mapping, ..Movement::from(*round) }
        }
    };
    movement.counts = matrix(scale, counts);
    movement.from_totals = movement.counts.iter().map(|row| row.iter().sum()).collect();
    movement.to_totals = (0..movement.counts.len())
        .map(|to| movement.counts.iter().filter_map(|row| row.get(to)).sum())
        .collect();
    movement.total = movement.from_totals.iter().sum();
    let pairs = read(pairs.clone().lazy(), |row| {
        let from = RatingState::read(row, "from", "from_word")?;
        Ok((row.program()?, (from, RatingState::read(row, "to", "to_word")?)))
    })?;
    let pairs: BTreeMap<ProgramNo, _> = pairs.into_iter().collect();
    let states = states(scale);
    for program in programs {
        if let Some((Some(from), Some(to))) = pairs.get(program) {
            movement.before.push(place(&states, from));
            movement.compare(scale, *program, from, to);
        }
    }
    movement.states = states.iter().map(|state| state.label().to_owned()).collect();
    Ok(Some(movement))
}

impl Movement {
    /// From a round, with nothing compared yet.
    fn from(round: Round) -> Movement {
        Movement {
            from: round,
            refused: None,
            mapping: None,
            states: Vec::new(),
            counts: Vec::new(),
            from_totals: Vec::new(),
            to_totals: Vec::new(),
            total: 0,
            improved: 0,
            unchanged: 0,
            worsened: 0,
            moved: Vec::new(),
            ways: Vec::new(),
            before: Vec::new(),
        }
    }

    /// Takes in a program.
    fn compare(&mut self, scale: &Scale, program: ProgramNo, from: &RatingState, to: &RatingState) {
        let way = way(scale, from, to);
        self.ways.push(way);
        match way {
            Some(Way::Rose) => self.improved += 1,
            Some(Way::Same) => self.unchanged += 1,
            Some(Way::Fell) => self.worsened += 1,
            None => {}
        }
        if let (Some(way), Some(from), Some(to)) = (way, from.code(), to.code())
            && from != to
        {
            let (from, to) = (from.clone(), to.clone());
            self.moved.push(Moved { program_no: program, from, to, way });
        }
    }

    /// The programs whose rating rose, or fell, in plan order.
    pub fn moved(&self, way: Way) -> impl Iterator<Item = ProgramNo> {
        self.moved.iter().filter(move |moved| moved.way == way).map(|moved| moved.program_no)
    }
}

/// Where a rating went, if there is one in both rounds.
fn way(scale: &Scale, from: &RatingState, to: &RatingState) -> Option<Way> {
    let rank = |code: &RatingCode| scale.levels.iter().position(|level| level.code == *code);
    Some(match rank(to.code()?).cmp(&rank(from.code()?)) {
        Ordering::Less => Way::Rose,
        Ordering::Equal => Way::Same,
        Ordering::Greater => Way::Fell,
    })
}

/// Programs that went from one state to the other: `[from][to]`.
pub(super) fn matrix(scale: &Scale, counts: &[Count]) -> Vec<Vec<u32>> {
    let states = states(scale);
    let mut matrix = vec![vec![0; states.len()]; states.len()];
    for count in counts {
        let Some(from) = &count.from else { continue };
        let (from, to) = (place(&states, from), place(&states, &count.to));
        if let Some(cell) = matrix.get_mut(from).and_then(|row| row.get_mut(to)) {
            *cell += count.programs;
        }
    }
    matrix
}

/// Rows and columns of the matrix: the codes, then all reasons for no rating together, and so on.
fn states(scale: &Scale) -> Vec<RatingState> {
    let codes = scale.levels.iter().map(|level| RatingState::Rated(level.code.clone()));
    let others = [
        RatingState::NotRated(state::NOT_RATED.to_owned()),
        RatingState::Unclear,
        RatingState::NotSubmitted,
    ];
    codes.chain(others).collect()
}

/// Index of a state in the matrix.
fn place(states: &[RatingState], state: &RatingState) -> usize {
    let is_its = |own: &RatingState| match state {
        RatingState::NotRated(_) => matches!(own, RatingState::NotRated(_)),
        state => own == state,
    };
    // A code outside the scale cannot be answered; it would count with the unclear ones.
    let unclear = || states.iter().position(|own| *own == RatingState::Unclear);
    states.iter().position(is_its).or_else(unclear).unwrap_or_default()
}
