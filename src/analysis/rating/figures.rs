//! All figures of ratings.

use polars::prelude::PolarsResult;
use serde::Serialize;

use super::count::{Counts, Group};
use super::movement::{Before, Movement, movement, pairs};
use super::row::{RatingRow, Rows};
use crate::analysis::program::ProgramFigure;
use crate::analysis::state::States;
use crate::schema::{Direction, Division, Plan, ProgramKind};
use crate::terms::{DirectionId, ProgramNo, RatingCode, Round, count};

/// Tally by direction, kind and division, and in all.
#[derive(Debug, Clone, Serialize)]
pub struct RatingFigures {
    /// Codes of the scale, best first.
    pub codes: Vec<RatingCode>,
    /// Reasons for no rating, in the plan's order.
    pub reasons: Vec<String>,
    /// One row per direction, in plan order; a program counts in its own direction only.
    pub directions: Vec<RatingRow>,
    /// One row per kind of program that the plan has.
    pub kinds: Vec<RatingRow>,
    /// One row per lead division, in plan order.
    pub divisions: Vec<RatingRow>,
    /// 主要管理項目 of the round's year; `None` if there is none.
    pub focus: Option<RatingRow>,
    /// All programs, each once (実質).
    pub total: RatingRow,
    /// The directions with programs that are printed again (再掲); `None` if the plan has none.
    pub repeats: Option<Repeats>,
    /// Where each rating of the round before went; `None` without a round before.
    pub movement: Option<Movement>,
}

/// The directions with programs that are printed again.
#[derive(Debug, Clone, Serialize)]
pub struct Repeats {
    /// One row per direction, programs printed again included.
    pub directions: Vec<RatingRow>,
    /// Their sum (延べ).
    pub total: RatingRow,
    /// How many are printed again.
    pub repeated: u32,
    /// 延べ and 実質 in words.
    pub note: String,
}

/// Tallies the programs of the round.
pub(in crate::analysis) fn rating_figures(
    plan: &Plan,
    states: &States,
    programs: &[ProgramFigure],
) -> PolarsResult<RatingFigures> {
    let before = Before::of(plan, states);
    let pairs = pairs(states, &before)?;
    let counts = Counts::new(&members(plan, states.round, programs), &pairs)?;
    let scale = plan.scale(states.round.year);
    let rows = Rows { plan, scale, is_compared: before.is_compared() };
    let row = |group: Group, name: &str| rows.row(counts.of(&group), name);
    let used = |kind: &ProgramKind| programs.iter().any(|program| program.kind == *kind);
    let kinds = ProgramKind::ALL.into_iter().filter(used);
    // A division whose programs have all ended leads none any more, and its programs are in the total all the same.
    let leads = |division: &&Division| programs.iter().any(|one| one.division == division.name);
    let divisions = plan.divisions.iter().filter(leads);
    let focus = row(Group::Focus, "主要管理項目");
    let numbers: Vec<ProgramNo> = programs.iter().map(|program| program.program_no).collect();
    Ok(RatingFigures {
        codes: scale.levels.iter().map(|level| level.code.clone()).collect(),
        reasons: plan.not_rated.iter().map(|reason| reason.reason.clone()).collect(),
        directions: directions(plan, |direction| {
            row(Group::Direction(direction.id.clone()), &direction.name)
        }),
        kinds: kinds
            .map(|kind| RatingRow {
                kind: Some(kind),
                ..row(Group::Kind(kind), plan.kind_word(kind))
            })
            .collect(),
        divisions: divisions
            .map(|division| RatingRow {
                division: Some(division.name.clone()),
                ..row(Group::Division(division.name.clone()), division.name.as_str())
            })
            .collect(),
        focus: (focus.items > 0).then_some(focus),
        total: row(Group::All, "計"),
        repeats: repeats(plan, programs, &row),
        movement: movement(scale, &before, counts.of(&Group::All), &pairs, &numbers)?,
    })
}

fn directions(plan: &Plan, row: impl Fn(&Direction) -> RatingRow) -> Vec<RatingRow> {
    let row = |direction: &Direction| RatingRow {
        direction_id: Some(direction.id.clone()),
        ..row(direction)
    };
    plan.directions.iter().map(row).collect()
}

/// The directions in which a program is printed again.
fn also_in(plan: &Plan, program: ProgramNo) -> &[DirectionId] {
    plan.program(program).map(|program| program.also_in.as_slice()).unwrap_or_default()
}

/// Every program in each of its groups.
fn members(plan: &Plan, round: Round, programs: &[ProgramFigure]) -> Vec<(Group, ProgramNo)> {
    let groups = |program: &ProgramFigure| {
        let own = &program.direction_id;
        let printed: Vec<&DirectionId> =
            std::iter::once(own).chain(also_in(plan, program.program_no)).collect();
        let mut groups = vec![
            Group::Direction(own.clone()),
            Group::Kind(program.kind),
            Group::Division(program.division.clone()),
            Group::All,
        ];
        let planned = plan.program(program.program_no);
        groups
            .extend(planned.is_some_and(|p| p.focus.holds_in(round.year)).then_some(Group::Focus));
        groups.extend(printed.iter().map(|_| Group::Printed));
        groups.extend(printed.into_iter().map(|direction| Group::PrintedIn(direction.clone())));
        groups
    };
    let members = programs
        .iter()
        .flat_map(|program| groups(program).into_iter().map(|group| (group, program.program_no)));
    members.collect()
}

/// The rows of directions with what is printed again under them.
fn repeats(
    plan: &Plan,
    programs: &[ProgramFigure],
    row: &dyn Fn(Group, &str) -> RatingRow,
) -> Option<Repeats> {
    let repeated: usize =
        programs.iter().map(|program| also_in(plan, program.program_no).len()).sum();
    if repeated == 0 {
        return None;
    }
    let total = row(Group::Printed, "延べ");
    let counter = &plan.words.counter;
    let (gross, net) = (total.items, programs.len());
    Some(Repeats {
        directions: directions(plan, |direction| {
            row(Group::PrintedIn(direction.id.clone()), &direction.name)
        }),
        repeated: count(repeated),
        note: format!("延べ{gross}{counter}(再掲{repeated}{counter}を除く実質は{net}{counter})"),
        total,
    })
}
