//! The scale of an axis.

use rust_decimal::Decimal;

/// Steps of the scale at most.
const MOST_STEPS: i64 = 4;
/// An axis that does not begin at 0 covers at least one part in so many of its highest value.
const PARTS: i64 = 10;

/// The scale of an axis.
#[derive(Debug, PartialEq)]
pub(super) struct Scale {
    pub(super) min: Decimal,
    pub(super) max: Decimal,
    pub(super) step: Decimal,
    /// Digits of the step after the decimal point.
    pub(super) decimals: u32,
}

impl Scale {
    /// Round steps around the values, with room for the numbers above the highest. It begins at 0, unless the values lie
    /// close together far from it: 960 beside 961 would be flat. Even then it covers a tenth of the highest value, so that
    /// two in a thousand do not look like a fall. No step is finer than the values.
    pub(super) fn over(values: &[Decimal], decimals: u32) -> Scale {
        let low = values.iter().copied().min().unwrap_or_default();
        let high = values.iter().copied().max().unwrap_or_default();
        let far = low > Decimal::ZERO && high.saturating_sub(low) < high / Decimal::TWO;
        let (low, high) = if far {
            widened(low, high)
        } else {
            (low.min(Decimal::ZERO), high.max(Decimal::ZERO))
        };
        let span =
            if high == low { high.abs().max(Decimal::ONE) } else { high.saturating_sub(low) };
        let finest = Decimal::new(1, decimals.min(Decimal::MAX_SCALE));
        let step = step_for((span / Decimal::from(MOST_STEPS)).max(finest));
        // Values may be as large as the type allows: nothing here may overflow.
        let steps = |value: Decimal| value.checked_div(step).unwrap_or_default();
        let down = steps(low).floor().saturating_mul(step);
        let min = if far && low == down { down.saturating_sub(step) } else { down };
        let top = high.saturating_add(step / Decimal::TWO);
        let max = steps(top).ceil().saturating_mul(step);
        Scale { min, max, step, decimals: step.normalize().scale() }
    }
}

/// Values far from 0, with as much room around them as the axis has to cover.
fn widened(low: Decimal, high: Decimal) -> (Decimal, Decimal) {
    let least = high / Decimal::from(PARTS);
    let room = least.saturating_sub(high.saturating_sub(low)).max(Decimal::ZERO) / Decimal::TWO;
    (low.saturating_sub(room), high.saturating_add(room))
}

/// The smallest of 1, 2, 5, 10, … (and their tenths and hundredths) that is at least `least`.
fn step_for(least: Decimal) -> Decimal {
    // Far beyond any value of an indicator there is no rounder step to look for.
    const LARGEST: i64 = 1_000_000_000_000_000;
    let mut unit = Decimal::new(1, 6);
    loop {
        for factor in [1, 2, 5] {
            let step = unit * Decimal::from(factor);
            if step >= least || step >= Decimal::from(LARGEST) {
                return step.max(least).normalize();
            }
        }
        unit *= Decimal::TEN;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(values: &[&str], decimals: u32) -> Scale {
        let values: Vec<Decimal> = values.iter().map(|text| text.parse().unwrap()).collect();
        Scale::over(&values, decimals)
    }

    fn scale(values: &[&str], decimals: u32) -> [String; 3] {
        let Scale { min, max, step, .. } = over(values, decimals);
        [min, max, step].map(|value| value.normalize().to_string())
    }

    #[test]
    fn a_scale_begins_at_zero_unless_the_values_lie_close_together() {
        assert_eq!(scale(&["14.4", "20.5", "50"], 1), ["0", "60", "20"]);
        assert_eq!(scale(&["961", "962", "960"], 0), ["900", "1050", "50"]);
        assert_eq!(scale(&["-3", "4"], 0), ["-4", "6", "2"]);
        assert_eq!(scale(&["7"], 0), ["6", "8", "1"]);
        assert_eq!(scale(&["0"], 0), ["0", "1", "1"]);
    }

    #[test]
    fn two_in_a_thousand_do_not_look_like_a_fall() {
        for values in [["1000", "998"], ["76.7", "76.55"], ["0.05", "0.0499"]] {
            let scale = over(&values, 4);
            let [high, low] = values.map(|text| text.parse::<Decimal>().unwrap());
            let part = (high - low) / (scale.max - scale.min);
            assert!(part <= Decimal::new(3, 2), "{values:?}: {part} of the axis");
        }
    }

    #[test]
    fn no_value_is_outside_its_scale() {
        proptest::proptest!(|(values in proptest::collection::vec(-1_000_000_000i64..1_000_000_000, 1..8))| {
            let values: Vec<Decimal> = values.into_iter().map(|value| Decimal::new(value, 2)).collect();
            let scale = Scale::over(&values, 2);
            proptest::prop_assert!(values.iter().all(|value| (scale.min..=scale.max).contains(value)));
            let steps = (scale.max - scale.min) / scale.step;
            proptest::prop_assert!(steps <= Decimal::from(MOST_STEPS + 3), "{:?}", scale);
        });
    }

    #[test]
    fn the_largest_values_have_a_scale() {
        for values in [vec![Decimal::MAX], vec![Decimal::MIN, Decimal::MAX], vec![Decimal::MIN]] {
            assert!(Scale::over(&values, 0).step > Decimal::ZERO);
        }
    }
}
