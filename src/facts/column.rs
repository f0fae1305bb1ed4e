//! What a table of facts consists of: records, and their columns.

use rust_decimal::Decimal;

use super::place::ValuePlace;
use crate::terms::{ProgramNo, Round, Source};

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    /// A whole number that is a key or a year.
    Number,
    /// Whole yen.
    Yen,
    /// Whether the value was written as 約.
    Flag,
    /// Yes or no that figures need and no table says in a column of its own: it stands in the frame only.
    Inner,
    /// Text, short or long.
    Text,
    /// A word or code, shown in the middle of its cell.
    Word,
    /// Id of a direction.
    Direction,
    /// Kind of a program.
    ProgramKind,
    /// Id of an indicator.
    Indicator,
    /// An exact number, as text; other text if the field takes it.
    Quantity,
    /// Why there is no value.
    Missing,
    /// Number of an activity: `1`, or `x1` for one that the division added.
    ActivityNo,
    /// What an answer speaks of: `program`, `activity_1`, `indicator_<id>`, `effects_1`.
    Subject,
    /// Kind of value that an answer has: `number`, `money`, `text`, `choice`, `date`.
    ValueKind,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactCell {
    /// Text, or nothing.
    Text(Option<String>),
    /// A whole number, or nothing.
    Int(Option<i64>),
    /// An exact number.
    Exact(Decimal),
    /// Yes or no.
    Flag(bool),
}

/// A column of a table: CSV, frame and 明細 are made from it.
pub struct Column<F> {
    /// Name in `data/*.csv` and in the frame.
    pub name: &'static str,
    /// What its values are.
    pub kind: FactKind,
    /// Heading for people; lines are broken where it says.
    pub head: &'static str,
    /// Width on a sheet, in pixels.
    pub width: u32,
    /// The value of a record.
    pub take: fn(&F) -> FactCell,
    /// Name and heading of the column of 明細 that says in which cell the value was written, if that is a cell of its own.
    pub place: Option<(&'static str, &'static str)>,
}

impl<F> Column<F> {
    /// A column without a place of its own.
    pub(super) const fn new(
        name: &'static str,
        kind: FactKind,
        (head, width): (&'static str, u32),
        take: fn(&F) -> FactCell,
    ) -> Column<F> {
        Column { name, kind, head, width, take, place: None }
    }

    /// Its cell stands in the column `name` of 明細.
    pub(super) const fn placed(self, name: &'static str, head: &'static str) -> Column<F> {
        Column { place: Some((name, head)), ..self }
    }
}

/// A row of a table.
pub trait Fact: Sized + 'static {
    /// The columns, in printed order.
    const COLUMNS: &'static [Column<Self>];

    /// The columns of CSV and 明細.
    fn columns() -> impl Iterator<Item = &'static Column<Self>> {
        Self::COLUMNS.iter().filter(|column| column.kind != FactKind::Inner)
    }

    /// The program and the round that it is of, and the cell of its main value.
    fn origin(&self) -> (ProgramNo, Round, &Source);

    /// Where the values were read that the place in the columns is not that of; only those of which something is written.
    fn places(&self) -> &[ValuePlace];
}

/// Declares records. A line for each value that a record holds: its name, its type, how it is read from the answers of a
/// sheet, and after each `=>` a column of the table that shows it: name, kind, heading with width, how to show it, and
/// the column that says in which cell it was written (`at`). The columns of the table stand in the order of these lines.
macro_rules! records {
    ($(
        $(#[$about:meta])*
        $Fact:ident from ($($from:ident: $From:ty),*) {
            $(
                $(#[$doc:meta])*
                $field:ident: $Type:ty = $read:expr
                $(=> $name:literal $kind:ident $head:expr, $show:expr $(, at $place:literal $place_head:literal)?)*
                ;
            )*
        }
    )*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $Fact {
            $($(#[$doc])* pub $field: $Type,)*
        }

        impl $Fact {
            pub(super) fn read($($from: $From),*) -> $Fact {
                let fact = $Fact { $($field: $read,)* };
                let mut noted = fact.places.iter().map(|place| place.column);
                debug_assert!(noted.all(|column| {
                    let of_record = <$Fact as $crate::facts::Fact>::COLUMNS.iter();
                    of_record.filter(|own| own.place.is_some()).any(|own| own.name == column)
                }));
                fact
            }
        }

        impl $crate::facts::Fact for $Fact {
            const COLUMNS: &'static [$crate::facts::Column<$Fact>] = &[$($(
                $crate::facts::Column::new(
                    $name,
                    $crate::facts::FactKind::$kind,
                    $head,
                    |fact: &$Fact| $show(&fact.$field),
                )$(.placed($place, $place_head))?,
            )*)*];

            fn origin(&self) -> ($crate::terms::ProgramNo, $crate::terms::Round, &$crate::terms::Source) {
                (self.program, self.round, &self.source)
            }

            fn places(&self) -> &[$crate::facts::place::ValuePlace] {
                &self.places
            }
        }
    )*};
}

pub(super) use records;
