//! What a valid plan is beyond the shape of its file. Each rule is one function; all of them run.
//!
//! `frame.rs`: who, when, by which scale. `parts.rs`: directions, divisions, programs, activities.
//! `indicators.rs`: indicators and their targets. `review.rs`: rules of the review, revisions.
//! `rules.rs`: how findings are graded.

mod frame;
mod indicators;
mod parts;
mod review;
mod rules;

use std::collections::BTreeMap;

use super::locate::{Path, at};
use super::near::fold;
use super::plan::Plan;
use super::program::Program;
use super::report::Report;
use super::revision::{ProgramChange, Revision};
use crate::finding::{Problem, Thing};
use crate::terms::FiscalYear;

/// Runs every rule.
pub(super) fn check(plan: &Plan, report: &mut Report<'_>) {
    let rules = [frame::RULES, parts::RULES, indicators::RULES, review::RULES, rules::RULES];
    for rule in rules.into_iter().flatten() {
        rule(plan, report);
    }
}

/// A rule looks at the whole plan and adds what it finds.
type Rule = fn(&Plan, &mut Report<'_>);

/// The programs with their paths, those that revisions add too.
fn programs(plan: &Plan) -> impl Iterator<Item = (Path, &Program)> {
    let planned = plan.programs.iter().enumerate();
    let planned = planned.map(|(index, program)| (at("programs").item(index), program));
    let added = revisions(plan).flat_map(|(here, revision)| {
        let list = here.key("new_programs");
        let entries = revision.new_programs.iter().enumerate();
        entries.map(move |(index, program)| (list.item(index), program))
    });
    planned.chain(added)
}

/// The revisions with their paths.
fn revisions(plan: &Plan) -> impl Iterator<Item = (Path, &Revision)> {
    let revisions = plan.revisions.iter().enumerate();
    revisions.map(|(index, revision)| (at("revision").item(index), revision))
}

/// What revisions change in programs, with the paths.
fn changes(plan: &Plan) -> impl Iterator<Item = (Path, &Revision, &ProgramChange)> {
    revisions(plan).flat_map(|(here, revision)| {
        let list = here.key("programs");
        let entries = revision.programs.iter().enumerate();
        entries.map(move |(index, change)| (list.item(index), revision, change))
    })
}

/// Reports every key that stands a second time. Width, case and blanks make no difference.
pub(super) fn duplicates(
    thing: Thing,
    items: impl IntoIterator<Item = (Path, String)>,
    report: &mut Report<'_>,
) {
    let mut seen: BTreeMap<String, Path> = BTreeMap::new();
    for (path, name) in items {
        match seen.get(&fold(&name)) {
            Some(first) => {
                let first_line = report.line(first);
                report.add(&path, Problem::Duplicate { thing, name, first_line });
            }
            None => {
                seen.insert(fold(&name), path);
            }
        }
    }
}

/// A wording that stands for something: where it is written, and for what.
pub(super) struct Claim<'p> {
    pub(super) path: Path,
    pub(super) owner: &'p str,
    pub(super) text: &'p str,
}

impl Claim<'_> {
    /// A clash of two main names is a duplicate, which has a rule of its own.
    fn is_main(&self) -> bool {
        fold(self.owner) == fold(self.text)
    }
}

/// Reports every wording that stands for two owners.
pub(super) fn ambiguities<'p>(
    thing: Thing,
    claims: impl IntoIterator<Item = Claim<'p>>,
    report: &mut Report<'_>,
) {
    let mut seen: BTreeMap<String, Claim<'p>> = BTreeMap::new();
    for claim in claims {
        match seen.get(&fold(claim.text)) {
            Some(first) if fold(first.owner) == fold(claim.owner) => {}
            Some(first) if first.is_main() && claim.is_main() => {}
            Some(first) => report.add(
                &claim.path,
                Problem::Ambiguous {
                    thing,
                    text: claim.text.to_owned(),
                    one: first.owner.to_owned(),
                    other: claim.owner.to_owned(),
                },
            ),
            None => {
                seen.insert(fold(claim.text), claim);
            }
        }
    }
}

/// Reports a name of which nothing can be seen.
pub(super) fn not_blank(thing: Thing, path: &Path, text: &str, report: &mut Report<'_>) {
    if fold(text).is_empty() {
        report.add(path, Problem::Empty { thing });
    }
}

/// Reports a year that dates here cannot hold.
fn year_in_range(path: &Path, year: FiscalYear, report: &mut Report<'_>) {
    // The same range as a survey's name, see `terms::Round`.
    if !(1900..=2999).contains(&year.0) {
        report.add(path, Problem::YearOutOfRange { year: year.0 });
    }
}

/// Whether `key` can be part of a defined name and of a column's name: small letters, digits, `_`.
pub(super) fn is_key(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
