//! The mid-term review: the rules of its suggestions, and the revisions that come of it.
//!
//! What a revision adds (programs, activities, indicators) obeys the rules of the other files too: they go over the
//! plan and its revisions alike.

use super::walk::{At, PERIOD, Plan, Problem, Report, Rules, Thing, at, changes, revisions};
use crate::schema::program::ProgramKind;
use crate::schema::revision::{ProgramChange, Revision};
use crate::terms::ProgramNo;

pub(super) const RULES: Rules = &[
    (&[], &[suggestions_are_clear, revisions_once_and_in_order, programs_once, ends_are_clear]),
    (PERIOD, &[revisions_in_period]),
    (&["programs", "revision"], &[changes_fit_the_plan]),
];

/// A suggestion is worded, and does not speak of every program: it has a condition.
fn suggestions_are_clear(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let Some(review) = at!(plan.review?) else { return };
    report.not_blank(Thing::Text, &at!(review.otherwise));
    for rule in at!(review.rules[]) {
        report.not_blank(Thing::Text, &at!(rule.suggest));
        report.not_blank(Thing::Text, &at!(rule.reason));
        if rule.when.is_empty() {
            report.add(&at!(rule.when).path, Problem::Empty { thing: Thing::Condition });
        }
    }
}

/// The plan's first year has the plan itself.
fn revisions_in_period(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let (first, last) = (plan.first_year, plan.last_year);
    for revision in revisions(plan) {
        let from = revision.from;
        if from <= first || last < from {
            let (from, first, last) = (from.0, first.0, last.0);
            report.add(&at!(revision.from).path, Problem::RevisionOutside { from, first, last });
        }
    }
}

/// One revision for one first year, the earliest first: they are applied in this order.
fn revisions_once_and_in_order(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let years = revisions(plan).map(|revision| at!(revision.from));
    report.duplicates(Thing::Revision, years.clone());
    report.in_order(Thing::Revision, years.map(|from| (from.clone(), *from.it)));
}

fn programs_once(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    for revision in revisions(plan) {
        let numbers = at!(revision.programs[]).map(|change| at!(change.no));
        report.duplicates(Thing::Program, numbers);
    }
}

fn ends_are_clear(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    for change in changes(plan) {
        if change.ended && change.merged_into.is_some() {
            report.add(&at!(change.ended).path, Problem::EndedAndMerged);
        }
        for target in at!(change.targets[]).filter(|target| target.each_year) {
            if target.by.is_some() {
                report.add(&target.path, Problem::TargetTwice);
            }
        }
    }
}

/// Each change speaks of what the plan has when its revision comes.
fn changes_fit_the_plan(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let mut before = plan.it.clone();
    for revision in revisions(plan) {
        for change in at!(revision.programs[]) {
            change_fits(&before, revision.it, &change, report);
        }
        before = before.revised_by(revision.it);
    }
}

fn change_fits(
    before: &Plan,
    revision: &Revision,
    change: &At<'_, ProgramChange>,
    report: &mut Report<'_>,
) {
    let no = change.no;
    let Some(program) = before.program(no) else {
        return program_runs(before, &at!(change.no), report);
    };
    if program.end.is_some() {
        report.add(&at!(change.no).path, Problem::ProgramHasEnded { no });
    }
    let promoted = (program.kind, change.kind);
    if !matches!(promoted, (_, None) | (ProgramKind::Study, Some(ProgramKind::Implementation))) {
        report.add(&at!(change.kind).path, Problem::NotAPromotion { no });
    }
    for target in at!(change.targets[]) {
        let known = program.indicators.iter().map(|indicator| &indicator.id);
        report.known(Thing::Indicator, &at!(target.indicator), known);
    }
    if let Some(into) = at!(change.merged_into?) {
        let no = *into;
        let ends_too = |one: &ProgramChange| one.no == no && one.end().is_some();
        let added = revision.new_programs.iter().any(|program| program.no == no);
        match before.program(no) {
            _ if no == change.no => report.add(&into.path, Problem::MergedIntoItself { no }),
            None if !added => program_runs(before, &into, report),
            Some(target) if target.end.is_some() || revision.programs.iter().any(ends_too) => {
                report.add(&into.path, Problem::ProgramHasEnded { no });
            }
            _ => {}
        }
    }
}

fn program_runs(plan: &Plan, no: &At<'_, ProgramNo>, report: &mut Report<'_>) {
    report.known(Thing::Program, no, plan.running().map(|program| program.no));
}

#[cfg(test)]
mod tests {
    use crate::finding::Problem;
    use crate::schema::test_plan::{VALID, place_of, problems};

    /// The valid plan with this at its end has one problem at `needle`.
    #[track_caller]
    fn fires(tail: &str, needle: &str, fits: impl Fn(&Problem) -> bool) {
        let text = format!("{VALID}\n{tail}\n");
        let error = problems(&text);
        assert_eq!(error.problems.len(), 1, "{error:?}");
        let problem = &error.problems[0];
        assert!(fits(&problem.what), "{problem:?}");
        assert_eq!((problem.line, problem.column), place_of(&text, needle), "{problem:?}");
    }

    fn change(lines: &str) -> String {
        format!("[[revision]]\nfrom = 2023\n[[revision.programs]]\n{lines}")
    }

    #[test]
    fn revisions_lie_in_the_plan_in_their_order() {
        use Problem::{Duplicate, OutOfOrder, RevisionOutside};
        for year in [2021, 2025] {
            let tail = format!("[[revision]]\nfrom = {year} # x");
            fires(&tail, &format!("{year} # x"), |what| matches!(what, RevisionOutside { .. }));
        }
        let twice = "[[revision]]\nfrom = 2023\n[[revision]]\nfrom = 2023 # x";
        fires(twice, "2023 # x", |what| matches!(what, Duplicate { .. }));
        let back = "[[revision]]\nfrom = 2024\n[[revision]]\nfrom = 2023 # x";
        fires(back, "2023 # x", |what| matches!(what, OutOfOrder { .. }));
    }

    #[test]
    fn changes_speak_of_what_the_plan_has() {
        use Problem::{Duplicate, NotAPromotion, TargetTwice, Unknown};
        fires(&change("no = 9 # x"), "9 # x", |what| matches!(what, Unknown { .. }));
        let twice = format!("{}\n[[revision.programs]]\nno = 1 # x", change("no = 1"));
        fires(&twice, "1 # x", |what| matches!(what, Duplicate { .. }));
        let promoted = change("no = 1\nkind = 'implementation' # x");
        fires(&promoted, "'implementation' # x", |what| matches!(what, NotAPromotion { .. }));
        let back = change("no = 2\nkind = 'study' # x");
        fires(&back, "'study' # x", |what| matches!(what, NotAPromotion { .. }));
        let other = change("no = 1\ntargets = [{ indicator = 'nothing', value = 1 }]");
        fires(&other, "'nothing'", |what| matches!(what, Unknown { .. }));
        let both = change(
            "no = 1\ntargets = [{ indicator = 'share_a', value = 1, by = 2024, each_year = true }]",
        );
        fires(&both, "{ indicator = 'share_a'", |what| matches!(what, TargetTwice));
    }

    #[test]
    fn what_has_ended_is_not_changed_and_takes_nothing_over() {
        use Problem::{EndedAndMerged, MergedIntoItself, ProgramHasEnded, Unknown};
        let later = "\n[[revision]]\nfrom = 2024\n[[revision.programs]]\nno = 1 # x";
        let changed = change(&format!("no = 1\nended = true{later}"));
        fires(&changed, "1 # x", |what| matches!(what, ProgramHasEnded { .. }));
        let both = change("no = 1\nmerged_into = 2\nended = true # x");
        fires(&both, "true # x", |what| matches!(what, EndedAndMerged));
        let itself = change("no = 1\nmerged_into = 1 # x");
        fires(&itself, "1 # x", |what| matches!(what, MergedIntoItself { .. }));
        let unknown = change("no = 1\nmerged_into = 9 # x");
        fires(&unknown, "9 # x", |what| matches!(what, Unknown { .. }));
        let ending =
            change("no = 2\nended = true\n[[revision.programs]]\nno = 1\nmerged_into = 2 # x");
        fires(&ending, "2 # x", |what| matches!(what, ProgramHasEnded { .. }));
    }

    #[test]
    fn what_a_revision_adds_obeys_the_rules_of_the_plan() {
        use Problem::{ArrowWithoutPhase, Duplicate, PhaseCount, TargetMissing};
        let short = change("no = 1\nactivities = [{ name = 'a', phases = ['x'] }]");
        fires(&short, "['x']", |what| matches!(what, PhaseCount { found: 1, expected: 4 }));
        let arrow = change("no = 1\nactivities = [{ name = 'a', phases = ['', '', '→', ''] }]");
        fires(&arrow, "'→'", |what| matches!(what, ArrowWithoutPhase));
        let known = "id = 'share_a', name = 'b', unit = '%', shape = 'level'";
        let again = change(&format!(
            "no = 2\nindicators = [{{ {known}, target = {{ value = 1, by = 2024 }} }}]"
        ));
        fires(&again, "'share_a'", |what| matches!(what, Duplicate { .. }));
        let new = "id = 'new', name = 'b', unit = '%', shape = 'level'";
        let untargeted = change(&format!("no = 2\nindicators = [{{ {new} }}]"));
        fires(&untargeted, "{ id = 'new'", |what| matches!(what, TargetMissing { .. }));
        let program = "no = 1\ndirection = '1'\nkind = 'study'\nname = 'b'\nlead = '見本課'";
        let program = program.replacen("no = 1", "no = 1 # x", 1);
        let twice = format!("[[revision]]\nfrom = 2023\n[[revision.new_programs]]\n{program}");
        fires(&twice, "1 # x", |what| matches!(what, Duplicate { .. }));
    }

    #[test]
    fn a_rule_of_the_review_says_when_it_applies() {
        let rules = "[review]\notherwise = '継続'\n[[review.rules]]\nsuggest = 'a'\nreason = 'b'\nwhen = {} # x";
        fires(rules, "{} # x", |what| matches!(what, Problem::Empty { .. }));
    }
}
