//! What the plan says of amounts: the most that a line of effect can be worth, and doubted values that were confirmed.

use super::walk::{At, Plan, Problem, Report, Rules, Thing, at, programs};
use crate::terms::{Quantity, Yen};

pub(super) const RULES: Rules = &[
    (&[], &[ceiling_is_an_amount, confirmed_values_are_told]),
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
