//! Directions, programs and their schedules.

use std::collections::BTreeSet;

use super::walk::{
    At, Named, PERIOD, Plan, Problem, Report, Rules, Thing, activities, at, programs,
};
use crate::schema::focus::Focus;
use crate::schema::program::{Lacking, MOST_REPEATS};
use crate::terms::DivisionName;

pub(super) const RULES: Rules = &[
    (
        &[],
        &[
            directions_are_named,
            direction_names,
            numbers,
            names_are_there,
            arrows_continue_something,
            programs_fit_their_sheet,
            repeats,
        ],
    ),
    (&["directions"], &[directions_exist]),
    (&["divisions"], &[divisions_exist, unknown_leads_have_a_stand_in]),
    (PERIOD, &[focus_years, phases_fit_the_period]),
];

/// More lines or indicators than these do not fit the one sheet of a program.
const MOST_ACTIVITIES: usize = 60;
const MOST_INDICATORS: usize = 30;

/// The mark in a schedule that continues the phase before.
const CONTINUES: &str = "→";

/// A direction has a key of its own and a name.
fn directions_are_named(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    if plan.directions.is_empty() {
        report.add(&at!(plan.directions).path, Problem::Empty { thing: Thing::Direction });
    }
    report.duplicates(Thing::Direction, at!(plan.directions[]).map(|one| at!(one.id)));
    for direction in at!(plan.directions[]) {
        report.not_blank(Thing::Direction, &at!(direction.id));
        report.not_blank(Thing::Text, &at!(direction.name));
    }
}

/// A printed name stands for one direction.
fn direction_names(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let named = at!(plan.directions[])
        .map(|one| Named::with(one.it.id.as_str(), at!(one.name).text(), at!(one.aliases[])));
    report.ambiguities(Thing::Direction, &named.collect::<Vec<_>>());
}

/// A program has a number of its own.
fn numbers(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    if plan.programs.is_empty() {
        report.add(&at!(plan.programs).path, Problem::Empty { thing: Thing::Program });
    }
    for program in programs(plan).filter(|program| program.no.0 == 0) {
        report.add(&at!(program.no).path, Problem::ZeroNumber);
    }
    report.duplicates(Thing::Program, programs(plan).map(|program| at!(program.no)));
}

fn names_are_there(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let of_programs = programs(plan).map(|program| at!(program.name));
    for name in of_programs.chain(activities(plan).map(|activity| at!(activity.name))) {
        report.not_blank(Thing::Text, &name);
    }
}

fn directions_exist(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let known = || plan.directions.iter().map(|direction| &direction.id);
    for program in programs(plan) {
        for id in std::iter::once(at!(program.direction)).chain(at!(program.also_in[])) {
            report.known(Thing::Direction, &id, known());
        }
    }
}

/// A program is printed again under other directions of the plan, once under each.
fn repeats(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    for program in programs(plan) {
        let own = std::iter::once(at!(program.direction));
        report.duplicates(Thing::Direction, own.chain(at!(program.also_in[])));
        let (found, most) = (program.also_in.len(), MOST_REPEATS);
        if found > most {
            report.add(&at!(program.also_in).path, Problem::TooManyRepeats { found, most });
        }
    }
}

/// A typing error in a year would silently make a program no 主要管理項目.
fn focus_years(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let (first, last) = (plan.first_year, plan.last_year);
    for program in programs(plan) {
        let Focus::Years(years) = &program.it.focus else { continue };
        for year in program.each("focus", years).filter(|year| *year.it < first || last < *year.it)
        {
            let what = Problem::YearOutside { year: year.0, first: first.0, last: last.0 };
            report.add(&year.path, what);
        }
    }
}

/// Who leads or takes part is a division that the plan lists under this very name.
fn divisions_exist(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let leads = programs(plan).map(|program| at!(program.lead));
    let named = activities(plan).filter_map(|activity| at!(activity.division?));
    let known: BTreeSet<&DivisionName> = plan.divisions.iter().map(|own| &own.name).collect();
    for name in leads.chain(named).filter(|name| !known.contains(name.it)) {
        report.known(Thing::Division, &name, plan.divisions.iter().map(|division| &division.name));
    }
}

/// A program whose lead the source does not name is led by a stand-in, not by a guess.
fn unknown_leads_have_a_stand_in(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    for program in programs(plan).filter(|program| program.lacking.contains(&Lacking::Lead)) {
        let lead = plan.divisions.iter().find(|division| division.name == program.lead);
        if lead.is_some_and(|division| !division.placeholder) {
            let what = Problem::LeadNotPlaceholder { lead: program.lead.to_string() };
            report.add(&at!(program.lead).path, what);
        }
    }
}

/// One phase for each year of the plan.
fn phases_fit_the_period(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let expected = plan.years().count();
    if expected == 0 {
        return; // Reversed years have a problem of their own.
    }
    for activity in activities(plan) {
        let found = activity.phases.len();
        if found != expected {
            report.add(&at!(activity.phases).path, Problem::PhaseCount { found, expected });
        }
    }
}

/// `→` continues the phase of the year before, so there must be one.
fn arrows_continue_something(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    for activity in activities(plan) {
        let mut before = "";
        for phase in at!(activity.phases[]) {
            if phase.it == CONTINUES && before.is_empty() {
                report.add(&phase.path, Problem::ArrowWithoutPhase);
            }
            before = phase.it;
        }
    }
}

fn programs_fit_their_sheet(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    for program in programs(plan) {
        for (path, thing, found, most) in [
            (
                at!(program.activities).path,
                Thing::Activity,
                program.activities.len(),
                MOST_ACTIVITIES,
            ),
            (
                at!(program.indicators).path,
                Thing::Indicator,
                program.indicators.len(),
                MOST_INDICATORS,
            ),
        ] {
            if found > most {
                report.add(&path, Problem::TooMany { thing, found, most });
            }
        }
    }
}
