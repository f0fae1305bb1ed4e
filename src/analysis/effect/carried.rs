//! What goes on after the reported year if nothing is reported any more.

use polars::prelude::PolarsResult;

use super::lines::{lines_of, newest, spread};
use super::view::EffectView;
use crate::facts::Facts;
use crate::schema::{ChoiceRole, Form, Plan};
use crate::terms::{DirectionId, FiscalYear, Round, Yen};

/// Recurring effects that are in force in the year after `round`'s, by direction, at their newest actual amount.
pub(in crate::analysis) fn carried_on(
    plan: &Plan,
    form: &Form,
    round: Round,
    facts: &Facts,
) -> PolarsResult<Vec<(DirectionId, Yen)>> {
    let lines = lines_of(newest(plan, facts, round)?, facts)?;
    let usable: Vec<_> = lines.into_iter().filter(|(_, line)| line.kind.is_some()).collect();
    let next = round.year.next();
    let years: Vec<FiscalYear> =
        plan.years().filter(|year| *year <= round.year).chain([next]).collect();
    let amounts = spread(&usable, &years, &form.codes_with_role(ChoiceRole::Recurring));
    let later = amounts
        .into_iter()
        .filter(|amount| amount.fiscal_year == next && amount.view == EffectView::InForce);
    Ok(later.map(|amount| (amount.direction_id, amount.actual)).collect())
}
