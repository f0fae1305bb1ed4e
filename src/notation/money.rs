//! Money: an exact number of yen (N030–N044, N051).

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Raw;
use super::key::comparison_key;
use super::number::{self, Stop};
use super::numeral::{self, Scale};
use super::outcome::{Outcome, Value};
use super::remark::Refusal;
use crate::terms::{Yen, named};

named! {
    /// The unit printed on a form.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum MoneyUnit.label {
        /// 円
        Yen = "円",
        /// 千円
        Thousand = "千円",
        /// 万円
        TenThousand = "万円",
        /// 百万円
        Million = "百万円",
        /// 億円
        HundredMillion = "億円",
    }
}

impl MoneyUnit {
    /// The unit that a form prints; width and blanks do not matter.
    pub fn of(label: &str) -> Option<MoneyUnit> {
        let key = comparison_key(label);
        MoneyUnit::ALL.into_iter().find(|unit| comparison_key(unit.label()) == key)
    }

    /// Yen in one of the unit.
    pub fn factor(self) -> i64 {
        10_i64.pow(self.power())
    }

    fn power(self) -> u32 {
        match self {
            MoneyUnit::Yen => 0,
            MoneyUnit::Thousand => 3,
            MoneyUnit::TenThousand => 4,
            MoneyUnit::Million => 6,
            MoneyUnit::HundredMillion => 8,
        }
    }
}

/// Reads an amount; a bare number is in `unit`.
pub(super) fn read(raw: &Raw<'_>, unit: MoneyUnit, none_is_zero: bool) -> Outcome {
    let mut quantity = match number::quantity(raw, unit.label(), false) {
        Ok(quantity) => quantity,
        Err(Stop::Word(word)) => {
            return number::without_number(word, none_is_zero, Value::Money(Yen::ZERO));
        }
        Err(Stop::Refused(refusal)) => return Outcome::Refused(refusal),
    };
    // 12・15 may be two amounts; behind 万 or 億 the dot can only be a point (N006).
    if number::may_be_two(&quantity) {
        return Outcome::Refused(Refusal::TwoValues);
    }
    let yen = number::in_unit(&mut quantity, unit.label(), unit.power(), "円")
        .and_then(|amount| whole_yen(amount, unit));
    // A bare number counts in the column's unit.
    if quantity.unit.is_empty() && quantity.scale == Scale::Plain {
        quantity.last_digit += unit.power().cast_signed();
    }
    match yen {
        Ok(yen) => Outcome::Read(number::reading(quantity, Value::Money(yen))),
        Err(refusal) => Outcome::Refused(refusal),
    }
}

/// `amount` of `unit` in yen, refused if that is no whole number.
fn whole_yen(amount: Decimal, unit: MoneyUnit) -> Result<Yen, Refusal> {
    let yen = numeral::shift(amount, unit.power().cast_signed()).ok_or(Refusal::OutOfRange)?;
    if !yen.is_integer() {
        return Err(Refusal::FractionOfYen { yen: yen.normalize() });
    }
    yen.to_i64().map(Yen).ok_or(Refusal::OutOfRange)
}
