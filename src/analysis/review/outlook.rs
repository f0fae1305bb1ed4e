//! ④ Effects: plan, actual, and what is to be expected by the plan's end if nothing new is added.

use polars::prelude::PolarsResult;
use serde::Serialize;

use crate::analysis::effect::{EffectFigures, EffectView, carried_on};
use crate::facts::Facts;
use crate::schema::{Form, Plan};
use crate::terms::{DirectionId, Round, Yen};

/// Effects of one direction, or of all.
///
/// Planned and actual are those of the view `cumulative_in_force` in the review's year. The expected sum is the actual
/// plus, for each year left, the recurring effects in force at their newest amount: one-year effects of later years and
/// effects yet to begin are not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExpectedEffect {
    /// Direction; `None` for all.
    pub direction_id: Option<DirectionId>,
    /// Printed name; `計` for all.
    pub name: String,
    /// Planned so far.
    pub planned_yen: Yen,
    /// Actual so far.
    pub actual_yen: Yen,
    /// Recurring effects that go on in each year left.
    pub carried_yen: Yen,
    /// Years left.
    pub years_left: u32,
    /// Expected by the plan's end: actual + carried × years left.
    pub expected_yen: Yen,
}

/// One row per direction, then all of them.
pub(super) fn expected(
    plan: &Plan,
    form: &Form,
    round: Round,
    facts: &Facts,
    effects: &EffectFigures,
) -> PolarsResult<Vec<ExpectedEffect>> {
    let years_left = u32::try_from(plan.last_year.0 - round.year.0).unwrap_or(0);
    let carried = carried_on(plan, form, round, facts)?;
    let row = |direction: Option<&DirectionId>, name: &str| {
        let sum = effects.total(direction, None, round.year, EffectView::CumulativeInForce);
        let own = carried.iter().filter(|(id, _)| direction.is_none_or(|own| own == id));
        let carried = own.fold(Yen::ZERO, |sum, (_, yen)| sum + *yen);
        let later = (0..years_left).fold(Yen::ZERO, |sum, _| sum + carried);
        ExpectedEffect {
            direction_id: direction.cloned(),
            name: name.to_owned(),
            planned_yen: sum.planned,
            actual_yen: sum.actual,
            carried_yen: carried,
            years_left,
            expected_yen: sum.actual + later,
        }
    };
    let directions = plan.directions.iter().map(|one| row(Some(&one.id), &one.name));
    Ok(directions.chain([row(None, "計")]).collect())
}
