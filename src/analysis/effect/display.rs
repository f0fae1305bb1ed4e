//! Amounts as readers see them.

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

use crate::terms::{MoneyUnit, Yen};

/// Parts and their whole in a unit for readers, each rounded by itself from yen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Displayed {
    /// The parts.
    pub parts: Vec<Decimal>,
    /// The whole.
    pub whole: Decimal,
    /// Said where the parts as shown do not add up to the whole as shown.
    pub note: Option<String>,
}

/// Rounds parts and whole half away from zero to the digits of `unit`.
///
/// Nothing is adjusted to make a column add up: each number is the nearest to what it stands for, and the note says why
/// the sum may differ.
pub fn displayed(parts: &[Yen], whole: Yen, unit: MoneyUnit) -> Displayed {
    let shown = |yen: Yen| {
        let exact = Decimal::from(yen.0) / Decimal::from(unit.yen());
        exact.round_dp_with_strategy(unit.decimals, MidpointAwayFromZero)
    };
    let parts: Vec<Decimal> = parts.iter().copied().map(shown).collect();
    let whole = shown(whole);
    let differs = parts.iter().sum::<Decimal>() != whole;
    let note = differs.then(|| rounding_note(&unit.smallest()));
    Displayed { parts, whole, note }
}

/// That parts do not add up since what is below `smallest` is rounded.
pub fn rounding_note(smallest: &str) -> String {
    format!("{smallest}未満を四捨五入しているため、内訳の合計と一致しません。")
}
