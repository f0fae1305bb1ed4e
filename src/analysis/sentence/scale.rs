//! Amounts in a sentence: the unit and the digits that all of them share, and how they are written.

use rust_decimal::Decimal;

use crate::analysis::effect::{Displayed, displayed, rounding_note};
use crate::form::quantity_text;
use crate::schema::{Display, MoneyProse};
use crate::terms::{MoneyScale, MoneyUnit, Yen, count};

const MILLION: i64 = 1_000_000;

/// Unit and digits in which a sentence says its amounts, the same for all of them.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    unit: MoneyUnit,
    /// Whether amounts are written with 億 and 万, whatever the unit.
    is_mixed: bool,
}

impl Scale {
    /// As the plan has it; else 百万円, with one digit if an amount is below ten of them, and 千円 if the whole is below
    /// one. Smaller if an amount that is not 0 would be said as 0. Never with a digit that an amount written as 約, in
    /// steps of `coarsest` yen, does not have: a part below its unit is said to be so.
    pub(super) fn of(display: Display, whole: Yen, parts: &[Yen], coarsest: i64) -> Scale {
        let is_mixed = display.effect_prose == MoneyProse::Mixed;
        let scale = |scale, decimals| Scale { unit: MoneyUnit { scale, decimals }, is_mixed };
        let thousands = scale(MoneyScale::Thousand, 0);
        let is_small = |yen: &Yen| yen.abs().0 < 10 * MILLION;
        let digits = u32::from(parts.iter().any(is_small) && coarsest < MILLION);
        let usual = match asked(display) {
            Some(MoneyUnit { scale: asked, decimals }) if asked.yen() >= coarsest => {
                let known = (0..=decimals).take_while(|digits| step(asked, *digits) >= coarsest);
                scale(asked, known.last().unwrap_or_default())
            }
            None if whole.abs().0 < MILLION => thousands,
            _ => scale(MoneyScale::Million, digits),
        };
        if coarsest >= MILLION && whole.abs().0 >= MILLION {
            return usual;
        }
        let shows = |scale: &Scale| {
            let mut amounts = parts.iter().chain([&whole]).filter(|yen| **yen != Yen::ZERO);
            amounts.all(|yen| !scale.displayed(&[], *yen).whole.is_zero())
        };
        let yens = [1000, 100, 10, 1].iter().position(|step| coarsest >= *step).unwrap_or(3);
        let exact = scale(MoneyScale::Thousand, count(yens));
        [usual, thousands].into_iter().find(shows).unwrap_or(exact)
    }

    fn displayed(self, parts: &[Yen], whole: Yen) -> Displayed {
        displayed(parts, whole, self.unit)
    }

    /// An amount in words.
    pub(super) fn say(self, yen: Yen) -> String {
        let amount = self.displayed(&[], yen).whole;
        if amount.is_zero() && yen != Yen::ZERO {
            let least = Decimal::new(1, self.unit.decimals);
            return format!("{}未満", self.written(least));
        }
        format!("約{}", self.written(amount))
    }

    /// The parts in words, and the note that is to follow them if they do not add up to the whole as said.
    pub(super) fn list(self, whole: Yen, parts: &[(String, Yen)]) -> (String, String) {
        let amounts: Vec<Yen> = parts.iter().map(|(_, yen)| *yen).collect();
        let words: Vec<String> =
            parts.iter().map(|(name, yen)| format!("{name}が{}", self.say(*yen))).collect();
        let note = self.displayed(&amounts, whole).note.map(|note| {
            let least = Decimal::new(1, self.unit.decimals);
            if self.is_mixed { rounding_note(&self.written(least)) } else { note }
        });
        (words.join("、"), note.unwrap_or_default())
    }

    /// So many of its unit.
    fn written(self, amount: Decimal) -> String {
        if self.is_mixed {
            let yen = (amount * Decimal::from(self.unit.yen())).trunc();
            return mixed(i64::try_from(yen).unwrap_or_default());
        }
        format!("{}{}", quantity_text(amount, self.unit.decimals), self.unit.label())
    }
}

/// The unit and the digits that the plan has for sentences; `None` where they depend on the amounts.
fn asked(display: Display) -> Option<MoneyUnit> {
    let has_digits =
        display.effect_decimals.is_some() && display.effect_unit == MoneyScale::Million;
    (has_digits || display.effect_prose == MoneyProse::AsTables).then(|| display.unit())
}

/// Yen of the last of so many digits.
fn step(scale: MoneyScale, digits: u32) -> i64 {
    scale.yen() / 10_i64.saturating_pow(digits)
}

/// As cities write amounts in prose: `10億3,700万円`, `260万円`, `2,504万7,000円`.
fn mixed(yen: i64) -> String {
    let sign = if yen < 0 { "▲" } else { "" };
    let yen = yen.unsigned_abs();
    let parts = [(yen / 100_000_000, "億"), (yen / 10_000 % 10_000, "万"), (yen % 10_000, "")];
    let parts = parts.iter().filter(|(amount, _)| *amount > 0);
    let text: String = parts
        .map(|(amount, word)| format!("{}{word}", quantity_text(Decimal::from(*amount), 0)))
        .collect();
    if text.is_empty() { "0円".to_owned() } else { format!("{sign}{text}円") }
}
