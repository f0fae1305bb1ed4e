//! Counting states of programs by group.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, IntoLazy, PolarsResult, col, df, len};

use crate::analysis::program::RatingState;

/// What kind of state a program is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Rated; the label is the code.
    Rated,
    /// Not rated; the label is the reason.
    NotRated,
    /// Without a clear rating.
    Unclear,
    /// Not submitted.
    NotSubmitted,
}

impl Class {
    pub(super) const ALL: [Class; 4] =
        [Class::Rated, Class::NotRated, Class::Unclear, Class::NotSubmitted];

    pub(super) fn of(state: &RatingState) -> Class {
        match state {
            RatingState::Rated(_) => Class::Rated,
            RatingState::NotRated(_) => Class::NotRated,
            RatingState::Unclear => Class::Unclear,
            RatingState::NotSubmitted => Class::NotSubmitted,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Class::Rated => "rated",
            Class::NotRated => "not_rated",
            Class::Unclear => "unclear",
            Class::NotSubmitted => "not_submitted",
        }
    }
}

/// Counts per group, class and label.
pub(super) struct Tally(BTreeMap<(String, String, String), u32>);

impl Tally {
    /// Programs of a group in one state.
    pub(super) fn count(&self, group: &str, class: Class, label: &str) -> u32 {
        let key = (group.to_owned(), class.key().to_owned(), label.to_owned());
        self.0.get(&key).copied().unwrap_or(0)
    }

    /// Programs of a group in a class.
    pub(super) fn class(&self, group: &str, class: Class) -> u32 {
        let counts = self.0.iter().filter(|((g, c, _), _)| g == group && c == class.key());
        counts.map(|(_, count)| count).sum()
    }

    /// All programs of a group.
    pub(super) fn group(&self, group: &str) -> u32 {
        Class::ALL.into_iter().map(|class| self.class(group, class)).sum()
    }
}

/// Counts `members`: a group and the state of one program in it.
pub(super) fn tally<'a>(
    members: impl Iterator<Item = (&'a str, &'a RatingState)>,
) -> PolarsResult<Tally> {
    let members: Vec<(&str, &RatingState)> = members.collect();
    let frame: DataFrame = df!(
        "group" => members.iter().map(|(group, _)| *group).collect::<Vec<_>>(),
        "class" => members.iter().map(|(_, state)| Class::of(state).key()).collect::<Vec<_>>(),
        "label" => members.iter().map(|(_, state)| state.label()).collect::<Vec<_>>(),
    )?;
    let counted = frame
        .lazy()
        .group_by_stable([col("group"), col("class"), col("label")])
        .agg([len().alias("count")])
        .collect()?;
    let text = |name: &str| -> PolarsResult<Vec<String>> {
        let column = counted.column(name)?.str()?;
        Ok(column.iter().map(|text| text.unwrap_or_default().to_owned()).collect())
    };
    let keys = text("group")?.into_iter().zip(text("class")?).zip(text("label")?);
    let keys = keys.map(|((group, class), label)| (group, class, label));
    let counts = counted.column("count")?.u32()?.iter().map(Option::unwrap_or_default);
    Ok(Tally(keys.zip(counts).collect()))
}
