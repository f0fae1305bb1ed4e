//! What the plan says of amounts: the most that a line of effect can be worth, and doubted values that were confirmed.

use super::walk::{At, Plan, Problem, Report, Rules, Thing, at, programs};
use crate::schema::display::HeadlineView;
use crate::terms::{Quantity, Yen};

pub(super) const RULES: Rules = &[
    (&[], &[ceiling_is_an_amount, decimals_are_yen, confirmed_values_are_told]),
    (&["first_year"], &[base_year_is_before_the_plan]),
    (&["rounds"], &[confirmed_rounds_exist]),
    (&["programs", "revision"], &[confirmed_programs_exist]),
];

fn ceiling_is_an_amount(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let effects = at!(plan.effects);
    if let Some(ceiling) = at!(effects.ceiling?).filter(|ceiling| *ceiling.it <= Yen::ZERO) {
        let found = Quantity(ceiling.it.0.into());
        report.add(&ceiling.path, Problem::CeilingNotPositive { found });
    }
}

/// No digit stands for less than a yen.
fn decimals_are_yen(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let display = at!(plan.display);
    let most = display.it.effect_unit.yen().ilog10();
    if let Some(decimals) = at!(display.effect_decimals?).filter(|digits| *digits.it > most) {
        let (found, unit) = (*decimals.it, display.it.effect_unit.label().to_owned());
        report.add(&decimals.path, Problem::DecimalsBelowYen { found, unit, most });
    }
}

/// Effects are compared with a year in which the plan had none.
fn base_year_is_before_the_plan(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let display = at!(plan.display);
    let is_compared = display.it.effect_view == HeadlineView::AgainstBase;
    let first = plan.it.first_year.0;
    match at!(display.effect_base_year?) {
        Some(base) if !is_compared => report.add(&base.path, Problem::BaseYearUnused),
        Some(base) if *base.it >= plan.it.first_year => {
            let found = base.it.0;
            report.add(&base.path, Problem::BaseYearInPlan { found, first });
        }
        None if is_compared => {
            report.add(&at!(display.effect_view).path, Problem::BaseYearMissing { first });
        }
        _ => {}
    }
}

/// A field, and what is written in it.
fn confirmed_values_are_told(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    for known in at!(plan.confirmed[]) {
        report.not_blank(Thing::Field, &at!(known.field));
        report.not_blank(Thing::Text, &at!(known.value));
    }
}

fn confirmed_rounds_exist(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    for known in at!(plan.confirmed[]) {
        let rounds = plan.rounds.iter().map(|planned| &planned.round);
        report.known(Thing::Round, &at!(known.round), rounds);
    }
}

fn confirmed_programs_exist(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let numbers: Vec<_> = programs(plan).map(|program| program.it.no).collect();
    for known in at!(plan.confirmed[]) {
        report.known(Thing::Program, &at!(known.program), numbers.iter());
    }
}
