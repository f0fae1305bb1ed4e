//! Amounts as readers see them.

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

use crate::terms::{MoneyScale, Yen};

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

/// Rounds parts and whole half away from zero to `decimals` digits of `unit`.
///
/// Nothing is adjusted to make a column add up: each number is the nearest to what it stands for, and the note says why
/// the sum may differ.
pub fn displayed(parts: &[Yen], whole: Yen, unit: MoneyScale, decimals: u32) -> Displayed {
    let shown = |yen: Yen| {
        let exact = Decimal::from(yen.0) / Decimal::from(unit.yen());
        exact.round_dp_with_strategy(decimals, MidpointAwayFromZero)
    };
    let parts: Vec<Decimal> = parts.iter().copied().map(shown).collect();
    let whole = shown(whole);
    let differs = parts.iter().sum::<Decimal>() != whole;
    let note = differs.then(|| {
        format!(
            "{}未満を四捨五入しているため、内訳の合計と一致しません。",
            smallest(unit, decimals)
        )
    });
    Displayed { parts, whole, note }
}

/// The smallest amount that is shown: `千円`, `0.1億円`.
fn smallest(unit: MoneyScale, decimals: u32) -> String {
    match decimals {
        0 => unit.label().to_owned(),
        _ => format!("{}{}", Decimal::new(1, decimals), unit.label()),
    }
}
