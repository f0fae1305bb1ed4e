//! A chart of amounts: for each year a column of each kind. All places are exact decimals.

use rust_decimal::Decimal;

use super::chart::Mark;
use super::effects::{Amount, Charted};
use super::words;

/// A chart of 360 × 220.
#[derive(Debug)]
pub(super) struct ColumnChart {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) columns: Vec<Column>,
    pub(super) ground: Decimal,
    pub(super) years: Vec<Mark>,
    pub(super) kinds: Vec<String>,
}

/// A column with its label.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) kind: usize,
    pub(super) x: Decimal,
    pub(super) y: Decimal,
    pub(super) width: Decimal,
    pub(super) height: Decimal,
    pub(super) middle: Decimal,
    pub(super) label: String,
    pub(super) label_y: Decimal,
}

const LEFT: u32 = 12;
const WIDTH: u32 = 336;
const TOP: u32 = 24;
const HEIGHT: u32 = 160;
/// What a year leaves free on each side, as a share of its room.
const FREE: Decimal = Decimal::from_parts(14, 0, 0, false, 2);

impl ColumnChart {
    /// `None` where there is no amount, or none that can be drawn.
    pub(super) fn of(charted: &Charted) -> Option<ColumnChart> {
        let values = || {
            let amounts = charted.years.iter().flat_map(|(_, amounts)| amounts);
            amounts.flatten().map(|amount| amount.value)
        };
        let high = values().max()?.max(Decimal::ZERO);
        let low = values().min()?.min(Decimal::ZERO);
        let span = high.checked_sub(low).filter(|span| !span.is_zero())?;
        let height = Decimal::from(HEIGHT);
        let y = |value: Decimal| {
            let share = high.checked_sub(value)?.checked_div(span)?;
            Some((Decimal::from(TOP) + share * height).round_dp(1))
        };
        let slot = Decimal::from(WIDTH).checked_div(Decimal::from(charted.years.len()))?;
        let room = slot * (Decimal::ONE - FREE - FREE);
        let width = room.checked_div(Decimal::from(charted.kinds.len().max(1)))?.round_dp(1);
        let ground = y(Decimal::ZERO)?;
        let mut chart = ColumnChart {
            title: charted.title.clone(),
            text: described(charted),
            columns: Vec::new(),
            ground,
            years: Vec::new(),
            kinds: charted.kinds.clone(),
        };
        for (nth, (year, amounts)) in charted.years.iter().enumerate() {
            let start = Decimal::from(LEFT) + slot * Decimal::from(nth);
            let middle = (start + slot / Decimal::TWO).round_dp(1);
            chart.years.push(Mark { x: middle, word: year.to_string() });
            for (kind, amount) in amounts.iter().enumerate() {
                let Some(Amount { value, label }) = amount else { continue };
                let x = (start + slot * FREE + width * Decimal::from(kind)).round_dp(1);
                let (top, bottom) = (y(*value)?.min(ground), y(*value)?.max(ground));
                chart.columns.push(Column {
                    kind: kind.min(2),
                    x,
                    y: top,
                    width: width - Decimal::TWO,
                    height: bottom - top,
                    middle: (x + width / Decimal::TWO).round_dp(1),
                    label: label.clone(),
                    label_y: top - Decimal::from(6),
                });
            }
        }
        Some(chart)
    }
}

/// The same in words, for who cannot see it.
fn described(charted: &Charted) -> String {
    let year = |(year, amounts): &(_, Vec<Option<Amount>>)| {
        let kinds = charted.kinds.iter().zip(amounts);
        let kinds = kinds.filter_map(|(kind, amount)| {
            amount.as_ref().map(|amount| format!("{kind}{}{}", amount.label, charted.unit))
        });
        let kinds: Vec<String> = kinds.collect();
        (!kinds.is_empty()).then(|| format!("{}は{}", words::year(*year), kinds.join("、")))
    };
    let years: Vec<String> = charted.years.iter().filter_map(year).collect();
    format!("{}。", years.join("。"))
}
