//! Keys of the plan: numbers and short names, each a type of its own so that none is taken for another.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A program's number in the plan. ASCII digits are the key; circled digits are for display only.
#[cfg_attr(test, derive(Default))]
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct ProgramNo(pub u16);

impl fmt::Display for ProgramNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The place of what has this number in a list in which each number stands once. Most plans are in the order of their
/// numbers, and so is what is made of their programs.
pub(crate) fn place_of<T>(
    list: &[T],
    no: ProgramNo,
    number: impl Fn(&T) -> ProgramNo,
) -> Option<usize> {
    let found = list.binary_search_by_key(&no, &number).ok();
    found.or_else(|| list.iter().position(|one| number(one) == no))
}

/// All that has this number in a list in which what belongs to a number stands together.
pub(crate) fn run_of<T>(list: &[T], no: ProgramNo, number: impl Fn(&T) -> ProgramNo) -> &[T] {
    let Some(at) = place_of(list, no, &number) else { return &[] };
    let (before, behind) = list.split_at(at);
    let first = before.iter().rposition(|one| number(one) != no).map_or(0, |other| other + 1);
    let end = behind.iter().position(|one| number(one) != no).unwrap_or(behind.len());
    &list[first..at + end]
}

macro_rules! text_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[cfg_attr(test, derive(Default))]
        #[derive(
            Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
        )]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The key as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    };
}

text_key! {
    /// Key of a direction (方向性), as the plan writes it.
    DirectionId
}
text_key! {
    /// Key of an indicator (指標): ASCII letters, digits and `_`, because it becomes part of a defined name.
    IndicatorId
}
text_key! {
    /// Name of a division (担当課) as the plan prints it; aliases resolve to this one.
    DivisionName
}
text_key! {
    /// Code of one step of the plan's rating scale (進捗区分).
    RatingCode
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_a_number_is_found_in_any_order_of_the_numbers() {
        for order in [[1, 2, 3], [3, 1, 2], [2, 3, 1]] {
            let numbers = order.map(ProgramNo);
            let twice: Vec<ProgramNo> = numbers.iter().flat_map(|no| [*no; 2]).collect();
            for no in numbers {
                assert_eq!(place_of(&numbers, no, |own| *own).map(|at| numbers[at]), Some(no));
                assert_eq!(run_of(&twice, no, |own| *own), [no; 2]);
            }
            assert_eq!(place_of(&numbers, ProgramNo(4), |own| *own), None);
            assert_eq!(run_of(&twice, ProgramNo(0), |own| *own), []);
        }
    }
}
