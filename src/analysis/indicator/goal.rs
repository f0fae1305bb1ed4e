//! What a value is compared with, and what counts as reached.

use rust_decimal::Decimal;

use super::achieved::Achieved;
use super::basis::{RateBasis, VerdictBasis};
use crate::analysis::rate::RATE_DECIMALS;
use crate::form::PastValue;
use crate::schema::{Better, Indicator, Shape};

/// What a value is compared with.
///
/// | shape | reached | achievement rate (%) |
/// |---|---|---|
/// | level | value ≥ target (≤ where lower is better) | from the baseline: (value − baseline) ÷ (target − baseline); without baseline value ÷ target (lower: target ÷ value) |
/// | increment | value − baseline ≥ target | (value − baseline) ÷ target |
/// | yearly flow, yearly increment | that year's actual ≥ target (≤ where lower is better) | actual ÷ target (lower: target ÷ actual) |
/// | not below previous | actual ≥ the year before (plan's past actual or baseline year included) | actual ÷ the year before |
/// | keep within | \|actual − target\| ≤ target × tolerance % | actual ÷ target |
///
/// Rates are per cent with one digit, half-up from the exact quotient. There is none where the divisor is 0, where a
/// target of 0 is the dividend, and where the target lies on the worse side of where the way begins: a value that got
/// worse would count as progress.
///
/// A value written as 約 is exact only to its last digit that is not zero: where a bound lies within one unit of that
/// digit, nothing is decided. The same holds for a bound that was itself reported as 約 (last year's actual).
#[derive(Debug, Clone)]
pub(super) struct Goal {
    /// Smallest value that reaches the target.
    lower: Option<Decimal>,
    /// Largest value that reaches the target.
    upper: Option<Decimal>,
    /// Start of the way whose share is the achievement rate.
    from: Decimal,
    /// Its end: the target as a value of the indicator.
    pub(super) to: Decimal,
    /// Whether the rate is target ÷ value instead.
    inverse: bool,
    /// How far the bounds may be off because they were reported as 約.
    slack: Decimal,
}

impl Goal {
    /// Both bounds, where the target is a band.
    pub(super) fn band(&self) -> Option<[Decimal; 2]> {
        Some([self.lower?, self.upper?])
    }

    /// `None` if the shape needs something that the plan or the reports do not have.
    ///
    /// `previous` is the actual of the year before.
    pub(super) fn of(indicator: &Indicator, previous: Option<PastValue>) -> Option<Goal> {
        let target = indicator.target.as_ref().map(|target| target.value.0);
        let baseline = indicator.baseline.as_ref().map(|baseline| baseline.value.0);
        let bound = |bound: Decimal, from: Option<Decimal>| {
            let lower_is_better = indicator.better == Better::Lower;
            Goal {
                lower: (!lower_is_better).then_some(bound),
                upper: lower_is_better.then_some(bound),
                from: from.unwrap_or(Decimal::ZERO),
                to: bound,
                inverse: lower_is_better && from.is_none(),
                slack: Decimal::ZERO,
            }
        };
        match indicator.shape {
            Shape::Level => Some(bound(target?, baseline)),
            Shape::Increment => {
                let start = baseline?;
                Some(bound(start.checked_add(target?)?, Some(start)))
            }
            Shape::YearlyFlow | Shape::YearlyIncrement => Some(bound(target?, None)),
            Shape::NotBelowPrevious => {
                let previous = previous?;
                Some(Goal { slack: slack(previous), ..bound(previous.value, None) })
            }
            Shape::KeepWithin => {
                let centre = target?;
                let percent = indicator.tolerance.as_ref().map_or(Decimal::ZERO, |t| t.percent.0);
                let half = centre.abs().checked_mul(percent)? / Decimal::ONE_HUNDRED;
                Some(Goal {
                    lower: Some(centre.checked_sub(half)?),
                    upper: Some(centre.checked_add(half)?),
                    from: Decimal::ZERO,
                    to: centre,
                    inverse: false,
                    slack: Decimal::ZERO,
                })
            }
        }
    }

    /// The same goal with another value to be reached, which may be off by `slack`.
    pub(super) fn at(&self, due: Decimal, slack: Decimal) -> Goal {
        Goal {
            lower: self.lower.map(|_| due),
            upper: self.upper.map(|_| due),
            to: due,
            slack,
            ..self.clone()
        }
    }

    /// Whether a value reaches the goal.
    pub(super) fn decide(&self, actual: PastValue) -> Achieved {
        self.verdict_basis(actual).decide(actual.value)
    }

    /// What is asked of a value.
    pub(super) fn verdict_basis(&self, actual: PastValue) -> VerdictBasis {
        VerdictBasis { lower: self.lower, upper: self.upper, slack: slack(actual) + self.slack }
    }

    /// Whether the way goes from the start to the worse side: better is higher, but the target is lower, or the reverse.
    fn leads_away(&self, whole: Decimal) -> bool {
        match (self.lower, self.upper) {
            (Some(_), None) => whole < Decimal::ZERO,
            (None, Some(_)) => whole > Decimal::ZERO,
            _ => false,
        }
    }

    /// What the achievement rate of `value` is computed from; `None` where the formula would say nothing (see [`Goal`]).
    pub(super) fn rate_basis(&self, value: Decimal) -> Option<RateBasis> {
        let &Goal { from, to, inverse, .. } = self;
        let (part, whole) =
            if inverse { (to, value) } else { (value.checked_sub(from)?, to.checked_sub(from)?) };
        // 0 ÷ anything is 0, however near the value is to a target of 0.
        let says_nothing = if inverse { to.is_zero() } else { self.leads_away(whole) };
        let basis = RateBasis { from, to, inverse, part, whole, decimals: RATE_DECIMALS };
        (!says_nothing && basis.rate().is_some()).then_some(basis)
    }
}

/// How far a value may be off: nothing if it is exact, one unit of its last digit that is not zero if it is 約.
pub(super) fn slack(value: PastValue) -> Decimal {
    if value.approx { last_digit(value.value) } else { Decimal::ZERO }
}

/// One unit of the last digit that is not zero: 1,000,000 for 64,000,000; 0.1 for 62.3.
fn last_digit(value: Decimal) -> Decimal {
    let mut rest = value.normalize();
    let mut unit = Decimal::new(1, rest.scale());
    let ten = Decimal::TEN;
    while !rest.is_zero() && rest.scale() == 0 && (rest % ten).is_zero() {
        rest /= ten;
        unit *= ten;
    }
    unit
}

/// Whether `value` is worse than `before`, for certain: higher or lower than it, or farther from the middle of a band.
pub(super) fn is_worse(indicator: &Indicator, value: PastValue, before: PastValue) -> bool {
    let badness = |value: Decimal| match (indicator.shape, &indicator.target, indicator.better) {
        (Shape::KeepWithin, Some(target), _) => Some(value.checked_sub(target.value.0)?.abs()),
        (_, _, Better::Higher) => Some(-value),
        (_, _, Better::Lower) => Some(value),
    };
    let lost = badness(value.value).zip(badness(before.value)).and_then(|(a, b)| a.checked_sub(b));
    lost.is_some_and(|lost| lost > slack(value) + slack(before))
}

/// Whether the indicator's values belong to single years, so that half a year's value says nothing of the year.
pub(super) fn counts_single_years(shape: Shape) -> bool {
    match shape {
        Shape::YearlyFlow | Shape::YearlyIncrement | Shape::NotBelowPrevious => true,
        Shape::Level | Shape::Increment | Shape::KeepWithin => false,
    }
}
