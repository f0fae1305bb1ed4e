//! Where each rating of the round before went.

use std::collections::BTreeMap;

use polars::prelude::PolarsResult;
use serde::Serialize;

use super::Table;
use super::count::{Class, tally};
use crate::analysis::program::{ProgramFigure, RatingState};
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
    /// State of each program in the round before, as an index of `states`, in plan order.
    #[serde(skip)]
    pub before: Vec<usize>,
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
}

/// What the round before said, in the scale of this round.
pub(super) enum Before {
    /// There is no round before.
    Nothing,
    /// The scale changed, and the plan does not say how its codes correspond.
    Refused {
        /// The round before.
        round: Round,
        /// Why not.
        why: String,
    },
    /// State of each program.
    States {
        /// The round before.
        round: Round,
        /// In the order of the programs.
        states: Vec<RatingState>,
        /// The mapping, where the scale changed.
        mapping: Option<BTreeMap<RatingCode, RatingCode>>,
    },
}

impl Before {
    pub(super) fn states(&self) -> Option<&[RatingState]> {
        match self {
            Before::States { states, .. } => Some(states),
            Before::Nothing | Before::Refused { .. } => None,
        }
    }
}

/// The states of the newest earlier round, in the scale of `round`.
pub(super) fn before(plan: &Plan, round: Round, programs: &[ProgramFigure]) -> Before {
    let newest = |program: &ProgramFigure| program.earlier.last().cloned();
    let Some((held, _)) = programs.iter().find_map(newest) else { return Before::Nothing };
    let (old, new) = (plan.scale(held.year), plan.scale(round.year));
    let Some(codes) = plan.rating_codes_between(held.year, round.year) else {
        let why = format!(
            "{}は「{}」、{}は「{}」の区分で評価しており、区分の対応が計画に定められていないため、比べていません。",
            held.label(),
            old.version,
            round.label(),
            new.version
        );
        return Before::Refused { round: held, why };
    };
    let in_new_scale = |state: RatingState| match state {
        RatingState::Rated(code) => {
            codes.get(&code).cloned().map_or(RatingState::Unclear, RatingState::Rated)
        }
        other => other,
    };
    let states = programs.iter().map(|program| match newest(program) {
        Some((_, state)) => in_new_scale(state),
        None => RatingState::NotSubmitted,
    });
    let states = states.collect();
    let mapping = (old.version != new.version).then_some(codes);
    Before::States { round: held, states, mapping }
}

/// The matrix of the two rounds.
pub(super) fn movement(table: &Table<'_>) -> PolarsResult<Option<Movement>> {
    let mut movement = Movement {
        from: Round::year_end(table.plan.first_year),
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
        before: Vec::new(),
    };
    match table.before {
        Before::Nothing => return Ok(None),
        Before::Refused { round, why } => {
            movement.from = *round;
            movement.refused = Some(why.clone());
        }
        Before::States { round, states, mapping } => {
            movement.from = *round;
            movement.mapping.clone_from(mapping);
            fill(&mut movement, table, states)?;
        }
    }
    Ok(Some(movement))
}

fn fill(movement: &mut Movement, table: &Table<'_>, before: &[RatingState]) -> PolarsResult<()> {
    let states = states(table.scale);
    // The group of each program is where it came from.
    movement.before = before.iter().map(|state| place(&states, state)).collect();
    let from: Vec<String> = movement.before.iter().map(ToString::to_string).collect();
    let counted = tally(from.iter().map(String::as_str).zip(table.now.iter().copied()))?;
    let to_state = |group: &str, (class, label): &(Class, String)| match class {
        Class::Rated => counted.count(group, Class::Rated, label),
        class => counted.class(group, *class),
    };
    let rows = (0..states.len()).map(|from| from.to_string());
    movement.counts =
        rows.map(|group| states.iter().map(|to| to_state(&group, to)).collect()).collect();
    movement.from_totals = movement.counts.iter().map(|row| row.iter().sum()).collect();
    movement.to_totals = (0..states.len())
        .map(|to| movement.counts.iter().filter_map(|row| row.get(to)).sum())
        .collect();
    movement.total = movement.from_totals.iter().sum();
    let rank = |code: &RatingCode| table.scale.levels.iter().position(|level| level.code == *code);
    for ((program, old), new) in table.programs.iter().zip(before).zip(&table.now) {
        let (Some(from), Some(to)) = (old.code(), new.code()) else { continue };
        match rank(to).cmp(&rank(from)) {
            std::cmp::Ordering::Less => movement.improved += 1,
            std::cmp::Ordering::Equal => movement.unchanged += 1,
            std::cmp::Ordering::Greater => movement.worsened += 1,
        }
        if from != to {
            let (from, to) = (from.clone(), to.clone());
            movement.moved.push(Moved { program_no: program.program_no, from, to });
        }
    }
    movement.states = states.into_iter().map(|(_, label)| label).collect();
    Ok(())
}

/// The matrix of each group: `[from][to]`. A program counts in every group that it is in.
pub(super) fn by_group(
    scale: &Scale,
    groups: &[Vec<String>],
    before: &[&RatingState],
    now: &[&RatingState],
) -> BTreeMap<String, Vec<Vec<u32>>> {
    let states = states(scale);
    let mut matrices: BTreeMap<String, Vec<Vec<u32>>> = BTreeMap::new();
    for ((groups, before), now) in groups.iter().zip(before).zip(now) {
        let (from, to) = (place(&states, before), place(&states, now));
        for group in groups {
            let matrix = matrices
                .entry(group.clone())
                .or_insert_with(|| vec![vec![0; states.len()]; states.len()]);
            if let Some(count) = matrix.get_mut(from).and_then(|row| row.get_mut(to)) {
                *count += 1;
            }
        }
    }
    matrices
}

/// Rows and columns of the matrix, with their printed names.
fn states(scale: &Scale) -> Vec<(Class, String)> {
    let codes = scale.levels.iter().map(|level| (Class::Rated, level.code.to_string()));
    let others = [
        (Class::NotRated, state::NOT_RATED.to_owned()),
        (Class::Unclear, RatingState::Unclear.label().to_owned()),
        (Class::NotSubmitted, RatingState::NotSubmitted.label().to_owned()),
    ];
    codes.chain(others).collect()
}

/// Index of a state in the matrix.
fn place(states: &[(Class, String)], state: &RatingState) -> usize {
    let class = Class::of(state);
    let is_its = |(of, label): &(Class, String)| {
        *of == class && (class != Class::Rated || label == state.label())
    };
    // A code outside the scale cannot be answered; it would count with the unclear ones.
    let unclear = || states.iter().position(|(class, _)| *class == Class::Unclear);
    states.iter().position(is_its).or_else(unclear).unwrap_or_default()
}
