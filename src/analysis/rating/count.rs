//! Programs of each group, by their states in the round before and in this one.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, IntoLazy, PolarsResult, col, df, len};

use crate::analysis::query::{inner, read};
use crate::analysis::state::RatingState;
use crate::schema::ProgramKind;
use crate::terms::{DirectionId, DivisionName, ProgramNo, grouped};

/// A row of the tally. A program may be in several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// Its direction.
    Direction(DirectionId),
    /// Its kind.
    Kind(ProgramKind),
    /// Its lead division.
    Division(DivisionName),
    /// The focus items of the round's year.
    Focus,
    /// All programs, each once.
    All,
    /// Each direction under which it is printed: its own, and those where it is printed again.
    PrintedIn(DirectionId),
    /// Every time that a program is printed.
    Printed,
}

/// Programs of a group that went from one state to another.
pub(super) struct Count {
    /// State in the round before; `None` if the rounds are not compared.
    pub(super) from: Option<RatingState>,
    /// State in this round.
    pub(super) to: RatingState,
    /// How many.
    pub(super) programs: u32,
}

/// The counts of each group.
pub(super) struct Counts(BTreeMap<Group, Vec<Count>>);

impl Counts {
    /// Counts the `members` of groups by the two states of `pairs` (see [`super::movement::pairs`]).
    pub(super) fn new(members: &[(Group, ProgramNo)], pairs: &DataFrame) -> PolarsResult<Counts> {
        let groups: BTreeMap<&Group, i64> = members.iter().map(|(group, _)| (group, 0)).collect();
        let groups: BTreeMap<&Group, i64> = groups.into_keys().zip(0..).collect();
        let place = |(group, _): &(Group, ProgramNo)| groups.get(group).copied();
        let members = df!(
            "group" => members.iter().map(place).collect::<Vec<_>>(),
            "program_no" => members.iter().map(|(_, no)| i64::from(no.0)).collect::<Vec<_>>(),
        )?;
        let counted = inner(members.lazy(), pairs.clone().lazy(), ["program_no"])
            .group_by(["group", "from", "from_word", "to", "to_word"].map(col))
            .agg([len().alias("programs")]);
        let counted = read(counted, |row| {
            let from = RatingState::read(row, "from", "from_word")?;
            let to = RatingState::read(row, "to", "to_word")?.unwrap_or(RatingState::NotSubmitted);
            Ok((row.number("group")?, Count { from, to, programs: row.number("programs")? }))
        })?;
        let of_place: BTreeMap<i64, &Group> = groups.into_iter().map(|(g, at)| (at, g)).collect();
        let of_group = |(place, count)| Some(((*of_place.get(&place)?).clone(), count));
        Ok(Counts(grouped(counted.into_iter().filter_map(of_group))))
    }

    /// Of a group; empty if no program is in it.
    pub(super) fn of(&self, group: &Group) -> &[Count] {
        self.0.get(group).map(Vec::as_slice).unwrap_or_default()
    }
}
