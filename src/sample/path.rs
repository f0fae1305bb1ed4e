//! Believable actuals of an indicator: from where it stands towards its target, by its shape.

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

use super::rng::Rng;
use crate::form::FormContext;
use crate::schema::{Better, Indicator, Shape, Standing};
use crate::terms::{FiscalYear, Half};

/// What is written as actual.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Actual {
    /// A value in the indicator's unit.
    Value(Decimal),
    /// Not known yet: 集計中.
    Pending,
    /// Nothing to report: `-`.
    Nothing,
}

/// From this many indicators on, a round has one whose count is not finished.
const PENDING_FROM: usize = 5;

/// The actual of an indicator in the context's round.
pub(super) fn actual(
    context: &FormContext<'_>,
    indicator: &Indicator,
    standing: Standing,
    seed: u64,
) -> Actual {
    let (plan, round) = (context.plan, context.round);
    let all: Vec<&Indicator> = plan.indicators().map(|(_, indicator)| indicator).collect();
    let is_first_round = plan.rounds.iter().all(|planned| planned.round >= round);
    if is_first_round {
        let unknown =
            |one: &&&Indicator| one.shape == Shape::Level && start(context, one).is_none();
        let first_unknown = all.iter().find(unknown);
        if all.len() >= PENDING_FROM && first_unknown.is_some_and(|one| one.id == indicator.id) {
            return Actual::Nothing;
        }
    } else if all.len() >= PENDING_FROM {
        let mut rng = Rng::keyed(seed, &[&"pending", &round]);
        if rng.pick(&all).is_some_and(|one| one.id == indicator.id) {
            return Actual::Pending;
        }
    }
    let mut rng = Rng::keyed(seed, &[&indicator.id, &round, &"actual"]);
    let value = Path { context, indicator, standing }.value(&mut rng);
    Actual::Value(tidy(indicator, value, &mut rng))
}

/// The newest value before this round with its year: reported, baseline, or from before the plan.
fn start(context: &FormContext<'_>, indicator: &Indicator) -> Option<(FiscalYear, Decimal)> {
    let plan = context.plan;
    let years = plan.years().rev().filter(|year| *year <= context.round.year);
    let reported =
        years.filter_map(|year| Some((year, context.past.get(&indicator.id, year)?.value)));
    let before = plan.first_year.previous();
    reported.into_iter().next().or_else(|| {
        let baseline = indicator.baseline.as_ref();
        baseline.map(|baseline| (baseline.year.unwrap_or(before), baseline.value.0)).or_else(|| {
            let newest = indicator.past.iter().max_by_key(|past| past.year)?;
            Some((newest.year, newest.value.0))
        })
    })
}

struct Path<'a> {
    context: &'a FormContext<'a>,
    indicator: &'a Indicator,
    standing: Standing,
}

impl Path<'_> {
    fn value(&self, rng: &mut Rng) -> Decimal {
        let target = self.indicator.target.as_ref().map(|target| target.value.0);
        let start = start(self.context, self.indicator);
        let part = match self.context.round.half {
            Some(Half::First) => percent(50),
            None => Decimal::ONE,
        };
        match self.indicator.shape {
            Shape::Level => self.towards(start, target, rng),
            Shape::Increment => {
                let baseline =
                    self.indicator.baseline.as_ref().map_or(Decimal::ZERO, |base| base.value.0);
                self.towards(start, target.map(|target| baseline + target), rng)
            }
            Shape::NotBelowPrevious => {
                let (_, before) = start.unwrap_or((self.context.round.year, Decimal::TEN));
                let growth = before * percent(rng.between(4, 18)) * part;
                before + growth.max(Decimal::from(rng.between(0, 2)))
            }
            Shape::YearlyFlow | Shape::YearlyIncrement => {
                let usual = target.or(start.map(|(_, value)| value)).unwrap_or(Decimal::TEN);
                usual * self.flow(rng) * part
            }
            Shape::KeepWithin => {
                let middle = target.or(start.map(|(_, value)| value)).unwrap_or(Decimal::TEN);
                let width = self.indicator.tolerance.as_ref().map_or(Decimal::ONE, |t| t.percent.0);
                let swing = Decimal::from(rng.between(0, 10)) - Decimal::from(5);
                // Half of the band at most, to either side.
                middle + middle * width / Decimal::ONE_HUNDRED * swing / Decimal::TEN
            }
        }
    }

    /// A step from the start towards the target; never back.
    fn towards(
        &self,
        start: Option<(FiscalYear, Decimal)>,
        target: Option<Decimal>,
        rng: &mut Rng,
    ) -> Decimal {
        let round = self.context.round;
        let target = target.or(start.map(|(_, value)| value)).unwrap_or(Decimal::TEN);
        let (year, from) = start.unwrap_or_else(|| {
            // Nobody has measured it yet: some way before the target.
            let share = match self.indicator.better {
                Better::Higher => rng.between(30, 50),
                Better::Lower => rng.between(116, 126),
            };
            (round.year.previous(), target * percent(share))
        });
        let by = self.indicator.target.as_ref().and_then(|target| target.by);
        let by = by.unwrap_or(self.context.plan.last_year).max(round.year);
        let halves = |year: FiscalYear| i64::from(year.0) * 2;
        let now = halves(round.year) - i64::from(round.half.is_some());
        let elapsed = (now - halves(year)).max(1);
        let left = (halves(by) - halves(year)).max(elapsed);
        let pace = match self.standing {
            Standing::Behind => rng.between(10, 55),
            Standing::OnTrack => rng.between(85, 120),
            Standing::Ahead => rng.between(125, 160),
        };
        let step = (target - from) * Decimal::from(elapsed) / Decimal::from(left) * percent(pace);
        let reached = match self.indicator.better {
            Better::Higher => from >= target,
            Better::Lower => from <= target,
        };
        // Beyond the target things go on slowly.
        let step = if reached { from.abs() * percent(rng.between(0, 3)) } else { step.abs() };
        match self.indicator.better {
            Better::Higher => from + step,
            Better::Lower => from - step,
        }
    }

    /// A year's flow as a share of what is wanted.
    fn flow(&self, rng: &mut Rng) -> Decimal {
        let share = match self.standing {
            Standing::Behind => rng.between(55, 95),
            Standing::OnTrack => rng.between(98, 140),
            Standing::Ahead => rng.between(130, 220),
        };
        match self.indicator.better {
            Better::Higher => percent(share),
            Better::Lower => Decimal::ONE_HUNDRED / Decimal::from(share),
        }
    }
}

/// Rounded as the indicator is printed and kept inside its limits; money in whole 千円, sometimes in whole 百万円.
fn tidy(indicator: &Indicator, value: Decimal, rng: &mut Rng) -> Decimal {
    let rounded = if indicator.is_money() {
        let unit = Decimal::from(if rng.chance(30) { 1_000_000 } else { 1_000 });
        (value / unit).round_dp_with_strategy(0, MidpointAwayFromZero) * unit
    } else {
        value.round_dp_with_strategy(indicator.decimals, MidpointAwayFromZero)
    };
    let least = indicator.min.map_or(rounded, |min| rounded.max(min.0));
    indicator.max.map_or(least, |max| least.min(max.0)).normalize()
}

/// So many hundredths.
pub(super) fn percent(hundredths: u32) -> Decimal {
    Decimal::new(i64::from(hundredths), 2)
}
