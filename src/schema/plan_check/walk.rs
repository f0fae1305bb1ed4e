//! The parts of a plan, those that revisions bring too, with the ways to them.

use crate::schema::indicator::Indicator;
use crate::schema::program::{Activity, Program};
use crate::schema::revision::{ProgramChange, Revision};

// What every rule is written with.
pub(super) use crate::finding::{Problem, Thing};
pub(super) use crate::schema::plan::Plan;
pub(super) use crate::schema::report::Report;
pub(super) use crate::schema::rule::{At, Named, at};

/// A rule looks at the whole plan and adds what it finds.
pub(super) type Rule = fn(&At<'_, Plan>, &mut Report<'_>);

/// Rules by what they rely on beside the very place that they speak of: keys of the file.
pub(super) type Rules = &'static [(&'static [&'static str], &'static [Rule])];

/// The years that the plan covers.
pub(super) const PERIOD: &[&str] = &["first_year", "last_year"];

/// The revisions.
pub(super) fn revisions<'p>(
    plan: &At<'p, Plan>,
) -> impl Iterator<Item = At<'p, Revision>> + Clone + use<'p> {
    plan.each("revision", &plan.it.revisions)
}

/// What revisions change in programs.
pub(super) fn changes<'p>(
    plan: &At<'p, Plan>,
) -> impl Iterator<Item = At<'p, ProgramChange>> + use<'p> {
    revisions(plan).flat_map(|revision| at!(revision.programs[]))
}

/// The programs.
pub(super) fn programs<'p>(plan: &At<'p, Plan>) -> impl Iterator<Item = At<'p, Program>> + use<'p> {
    at!(plan.programs[]).chain(revisions(plan).flat_map(|revision| at!(revision.new_programs[])))
}

/// The lines of schedules.
pub(super) fn activities<'p>(
    plan: &At<'p, Plan>,
) -> impl Iterator<Item = At<'p, Activity>> + use<'p> {
    let changed = changes(plan).flat_map(|change| {
        change.each("activities", change.it.activities.as_deref().unwrap_or_default())
    });
    programs(plan).flat_map(|program| at!(program.activities[])).chain(changed)
}

/// The indicators.
pub(super) fn indicators<'p>(
    plan: &At<'p, Plan>,
) -> impl Iterator<Item = At<'p, Indicator>> + use<'p> {
    let added = changes(plan).flat_map(|change| at!(change.indicators[]));
    programs(plan).flat_map(|program| at!(program.indicators[])).chain(added)
}
