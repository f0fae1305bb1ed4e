//! Where an indicator should stand at a round's day if it is to reach its target in time.
//!
//! A level or an increment goes from its baseline to its target in a straight line by days: from the baseline's day (the
//! end of its year; the plan's first day if it is undated) to the end of the target year. Targets of single years have
//! no way to go: their pace is the year's target itself.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::indicator::{Achieved, Goal};
use crate::schema::{Indicator, Plan, Shape};
use crate::terms::Round;

/// An actual against its pace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pace {
    /// The value due at the round's day.
    pub(crate) due: Decimal,
    /// Whether the actual reaches it.
    pub(crate) kept: Achieved,
}

/// Compares an actual with its pace; `None` where the plan does not say what is due at that day.
///
/// `previous` is the actual of the year before, if it is known.
pub(crate) fn against_pace(
    plan: &Plan,
    indicator: &Indicator,
    round: Round,
    value: Decimal,
    approx: bool,
    previous: Option<Decimal>,
) -> Option<Pace> {
    let mut goal = Goal::of(indicator, previous)?;
    match indicator.shape {
        Shape::Level | Shape::Increment => {
            let by = indicator.target.as_ref()?.by?.last_day();
            let due = due_on_the_way(&goal, start(plan, indicator), by, round.as_of())?;
            goal.lower = goal.lower.map(|_| due);
            goal.upper = goal.upper.map(|_| due);
            goal.to = due;
        }
        // A level that is kept is due on every day.
        Shape::KeepWithin => {}
        // Half a year's flow cannot be held against a year's target.
        _ if round.half.is_some() => return None,
        Shape::YearlyFlow | Shape::YearlyIncrement | Shape::NotBelowPrevious => {}
    }
    Some(Pace { due: goal.to, kept: goal.decide(value, approx) })
}

/// The day on which the baseline held; `None` without a baseline.
fn start(plan: &Plan, indicator: &Indicator) -> Option<Date> {
    let baseline = indicator.baseline.as_ref()?;
    let stated = baseline.date.as_ref().and_then(|date| date.parse().ok());
    Some(
        stated.or(baseline.year.map(|year| year.last_day())).unwrap_or(plan.first_year.first_day()),
    )
}

/// The value that the straight line has on `day`. Without a start only the end of the way is known.
fn due_on_the_way(goal: &Goal, start: Option<Date>, by: Date, day: Date) -> Option<Decimal> {
    if day >= by {
        return Some(goal.to);
    }
    let start = start?;
    let days = |to: Date| Decimal::from(start.until(to).map_or(0, |span| span.get_days()));
    let (gone, whole) = (days(day), days(by));
    (whole > Decimal::ZERO)
        .then(|| goal.from + (goal.to - goal.from) * gone.max(Decimal::ZERO) / whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{EMBEDDED_PLAN, load_plan};

    fn pace(shape: &str, rest: &str, round: &str, value: &str) -> Option<(String, Achieved)> {
        let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
        let text = format!("id='x'\nname='見本'\nunit='件'\nshape='{shape}'\n{rest}");
        let indicator: Indicator = toml::from_str(&text).unwrap();
        let value = value.parse().unwrap();
        against_pace(&plan, &indicator, round.parse().unwrap(), value, false, None)
            .map(|pace| (pace.due.round_dp(1).normalize().to_string(), pace.kept))
    }

    #[test]
    fn a_level_goes_in_a_straight_line_from_its_baseline() {
        let level = "baseline={value=62.3,year=2020}\ntarget={value=90,by=2024}";
        // 62.3 + (90 − 62.3) × 730 ÷ 1461 days
        assert_eq!(pace("level", level, "2022", "76"), Some(("76.1".to_owned(), Achieved::No)));
        assert_eq!(pace("level", level, "2022", "77"), Some(("76.1".to_owned(), Achieved::Yes)));
        assert_eq!(pace("level", level, "2024", "90"), Some(("90".to_owned(), Achieved::Yes)));
    }

    #[test]
    fn without_a_baseline_only_the_end_is_known() {
        let hours = "better='lower'\ntarget={value=139,by=2024}";
        assert_eq!(pace("level", hours, "2022", "200"), None);
        assert_eq!(pace("level", hours, "2024", "200"), Some(("139".to_owned(), Achieved::No)));
    }

    #[test]
    fn a_yearly_target_is_due_at_the_years_end_only() {
        let flow = "target={value=15,each_year=true}";
        assert_eq!(pace("yearly_flow", flow, "2022", "9"), Some(("15".to_owned(), Achieved::No)));
        assert_eq!(pace("yearly_flow", flow, "2022-H1", "9"), None);
    }
}
