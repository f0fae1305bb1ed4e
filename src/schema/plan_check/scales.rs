//! Rating scales, and reasons for not rating.

use super::walk::{Plan, Problem, Report, Rules, Thing};
use crate::schema::near::fold;
use crate::schema::rule::{At, Named, at, wordings};
use crate::schema::scale::{NotRated, Scale};
use crate::terms::state;

pub(super) const RULES: Rules = &[
    (
        &[],
        &[
            scales_once_and_in_order,
            levels,
            states_are_free,
            level_wordings,
            reasons_once,
            reason_wordings,
        ],
    ),
    (&["scales"], &[scales_follow_each_other]),
];

/// One scale for one version and one first year, the oldest first: `Plan::scale` relies on the order. There is one.
fn scales_once_and_in_order(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    if plan.scales.is_empty() {
        report.add(&at!(plan.scales).path, Problem::Empty { thing: Thing::Scale });
    }
    report.duplicates(Thing::Scale, at!(plan.scales[]).map(|scale| at!(scale.version)));
    let years = at!(plan.scales[]).map(|scale| at!(scale.since));
    report.duplicates(Thing::ScaleSince, years.clone());
    for year in years {
        report.year_in_range(&year);
    }
    let versions = at!(plan.scales[]).map(|scale| (at!(scale.since), &scale.it.version));
    report.in_order(Thing::Scale, versions);
}

/// A scale has steps, and a code stands for one of them.
fn levels(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    for scale in at!(plan.scales[]) {
        if scale.levels.is_empty() {
            report.add(&at!(scale.levels).path, Problem::Empty { thing: Thing::Level });
        }
        report.duplicates(Thing::Level, at!(scale.levels[]).map(|level| at!(level.code)));
        for level in at!(scale.levels[]) {
            report.not_blank(Thing::Level, &at!(level.code));
            report.not_blank(Thing::Text, &at!(level.label));
        }
    }
}

/// Rating, reason and the words for neither stand in one column, by which the reports count.
fn states_are_free(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let mut check = |name: At<'_, str>, taken: &[&str]| {
        if taken.iter().any(|word| fold(word) == fold(&name)) {
            report.add(&name.path, Problem::TakenState { word: name.it.to_owned() });
        }
    };
    let levels = at!(plan.scales[]).flat_map(|scale| at!(scale.levels[]));
    for level in levels {
        // The comparison of rounds counts all reasons together beside the codes.
        check(at!(level.code).text(), &[state::NOT_RATED, state::UNCLEAR, state::NOT_SUBMITTED]);
    }
    for entry in at!(plan.not_rated[]) {
        check(at!(entry.reason).text(), &[state::UNCLEAR, state::NOT_SUBMITTED]);
    }
}

/// No wording means two steps of one scale.
fn level_wordings(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    for scale in at!(plan.scales[]) {
        report.ambiguities(Thing::Level, &named_levels(&scale));
    }
}

fn named_levels<'p>(scale: &At<'p, Scale>) -> Vec<Named<'p>> {
    let named = at!(scale.levels[]).map(|level| {
        let code = at!(level.code).text();
        let single = [Some(at!(level.label)), at!(level.short?), at!(level.phrase?)];
        let others = single.into_iter().flatten().chain(at!(level.synonyms[]));
        Named::with(code.it, code, others)
    });
    named.collect()
}

/// A mapping speaks of every code of the scale before it, and of codes that there are: a rating without a counterpart
/// could not be compared.
fn scales_follow_each_other(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let mut before: Option<&Scale> = None;
    for scale in at!(plan.scales[]) {
        let mapping = at!(scale.from_previous);
        if let (Some(before), false) = (before, mapping.is_empty()) {
            for (old, new) in mapping.it {
                for (code, of) in [(old, before), (new, scale.it)] {
                    let known = of.levels.iter().map(|level| &level.code);
                    report.known(Thing::Level, &mapping.part(old.as_str(), code), known);
                }
            }
            for code in before.levels.iter().map(|level| &level.code) {
                if !mapping.contains_key(code) {
                    report.add(&mapping.path, Problem::CodeNotMapped { code: code.to_string() });
                }
            }
        } else if !mapping.is_empty() {
            report.add(&mapping.path, Problem::NoScaleBefore);
        }
        before = Some(scale.it);
    }
}

fn reasons_once(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let reasons = at!(plan.not_rated[]).map(|entry| at!(entry.reason));
    report.duplicates(Thing::NotRated, reasons.clone());
    for reason in reasons {
        report.not_blank(Thing::NotRated, &reason);
    }
}

/// No wording means two reasons, or a reason and a step of a scale.
fn reason_wordings(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let reasons: Vec<Named<'_>> = at!(plan.not_rated[]).map(named_reason).collect();
    let levels: Vec<Named<'_>> =
        at!(plan.scales[]).flat_map(|scale| named_levels(&scale)).collect();
    for (owner, At { path, it: text }) in wordings(&reasons) {
        let clash = wordings(&levels).find(|(_, level)| fold(level) == fold(text));
        if let Some((level, _)) = clash {
            report.ambiguous(Thing::Level, text, path, (level, owner));
        }
    }
    report.ambiguities(Thing::NotRated, &reasons);
}

fn named_reason(entry: At<'_, NotRated>) -> Named<'_> {
    let reason = at!(entry.reason).text();
    Named::with(reason.it, reason, at!(entry.synonyms[]))
}
