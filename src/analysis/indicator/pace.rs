//! Whether an indicator is where it should be at a round's day.
//!
//! A level or an increment is due on its way (`way.rs`). Targets of single years have no way to go: their pace is the
//! year's target itself. The status of an indicator (`status.rs`) is decided by the same comparison, so a finding
//! "below pace" and the status never say the opposite.

use rust_decimal::Decimal;

use super::achieved::Achieved;
use super::goal::{Goal, counts_single_years};
use super::way::Way;
use crate::form::PastValue;
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

/// Compares an actual with its pace; `None` where the plan does not say what is due at that day: a level without
/// baseline before its target year, half a year of a yearly target.
///
/// `previous` is the actual of the year before, if it is known.
pub(crate) fn against_pace(
    plan: &Plan,
    indicator: &Indicator,
    round: Round,
    actual: PastValue,
    previous: Option<PastValue>,
) -> Option<Pace> {
    let goal = Goal::of(indicator, previous)?;
    let due = match indicator.shape {
        Shape::Level | Shape::Increment => {
            let by = indicator.target.as_ref()?.by?.last_day();
            if round.as_of() >= by {
                goal
            } else {
                Way::of(plan, indicator, &goal, None)?.goal_on(&goal, round.as_of())?
            }
        }
        // A level that is kept is due on every day.
        Shape::KeepWithin => goal,
        shape if counts_single_years(shape) && round.half.is_some() => return None,
        Shape::YearlyFlow | Shape::YearlyIncrement | Shape::NotBelowPrevious => goal,
    };
    Some(Pace { due: due.to, kept: due.decide(actual) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{EMBEDDED_PLAN, load_plan};

    fn pace(shape: &str, rest: &str, round: &str, value: &str) -> Option<(String, Achieved)> {
        let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
        let text = format!("id='x'\nname='見本'\nunit='件'\nshape='{shape}'\n{rest}");
        let indicator: Indicator = toml::from_str(&text).unwrap();
        let value = PastValue { value: value.parse().unwrap(), approx: false };
        against_pace(&plan, &indicator, round.parse().unwrap(), value, None)
            .map(|pace| (pace.due.round_dp(1).normalize().to_string(), pace.kept))
    }

    #[test]
    fn a_level_goes_in_a_straight_line_from_its_baseline() {
        let level = "baseline={value=62.3,year=2020}\ntarget={value=90,by=2024}";
        // 62.3 + (90 − 62.3) × 2 ÷ 4 years
        assert_eq!(pace("level", level, "2022", "76"), Some(("76.2".to_owned(), Achieved::No)));
        assert_eq!(pace("level", level, "2022", "77"), Some(("76.2".to_owned(), Achieved::Yes)));
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

    #[test]
    fn a_start_beyond_the_target_makes_the_target_due() {
        let level = "baseline={value=95,year=2020}\ntarget={value=90,by=2024}";
        assert_eq!(pace("level", level, "2022", "91"), Some(("90".to_owned(), Achieved::Yes)));
    }
}
