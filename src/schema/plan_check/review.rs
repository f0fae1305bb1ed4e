//! The mid-term review: the rules of its suggestions, and the revisions that come of it.
//!
//! What a revision adds (programs, activities, indicators) obeys the rules of the other files too: they go over the
//! plan and its revisions alike.

use super::{Report, Rule, changes, duplicates, not_blank, revisions};
use crate::finding::{Problem, Thing};
use crate::schema::locate::{Path, at};
use crate::schema::near::among;
use crate::schema::plan::Plan;
use crate::schema::program::ProgramKind;
use crate::schema::revision::{ProgramChange, Revision};
use crate::terms::ProgramNo;

pub(super) const RULES: &[Rule] = &[
    suggestions_are_worded,
    rules_have_conditions,
    revisions_in_period,
    revisions_once_and_in_order,
    programs_once,
    ends_are_clear,
    changes_fit_the_plan,
];

fn suggestions_are_worded(plan: &Plan, report: &mut Report<'_>) {
    let Some(review) = &plan.review else { return };
    let here = at("review");
    not_blank(Thing::Text, &here.key("otherwise"), &review.otherwise, report);
    for (index, rule) in review.rules.iter().enumerate() {
        let here = here.key("rules").item(index);
        not_blank(Thing::Text, &here.key("suggest"), &rule.suggest, report);
        not_blank(Thing::Text, &here.key("reason"), &rule.reason, report);
    }
}

/// A rule without a condition would speak of every program.
fn rules_have_conditions(plan: &Plan, report: &mut Report<'_>) {
    let rules = plan.review.iter().flat_map(|review| review.rules.iter().enumerate());
    for (index, _) in rules.filter(|(_, rule)| rule.when.is_empty()) {
        let path = at("review").key("rules").item(index).key("when");
        report.add(&path, Problem::Empty { thing: Thing::Condition });
    }
}

/// The plan's first year has the plan itself.
fn revisions_in_period(plan: &Plan, report: &mut Report<'_>) {
    let (first, last) = (plan.first_year, plan.last_year);
    for (here, revision) in revisions(plan) {
        let from = revision.from;
        if from <= first || last < from {
            let (from, first, last) = (from.0, first.0, last.0);
            report.add(&here.key("from"), Problem::RevisionOutside { from, first, last });
        }
    }
}

/// One revision for one first year, the earliest first: they are applied in this order.
fn revisions_once_and_in_order(plan: &Plan, report: &mut Report<'_>) {
    let years = revisions(plan).map(|(here, one)| (here.key("from"), one.from.to_string()));
    duplicates(Thing::Revision, years.collect::<Vec<_>>(), report);
    let later = revisions(plan).skip(1);
    for ((_, before), (here, revision)) in revisions(plan).zip(later) {
        if revision.from < before.from {
            let name = revision.from.to_string();
            let what = Problem::OutOfOrder { thing: Thing::Revision, name };
            report.add(&here.key("from"), what);
        }
    }
}

fn programs_once(plan: &Plan, report: &mut Report<'_>) {
    for (here, revision) in revisions(plan) {
        let entries = revision.programs.iter().enumerate();
        let list = here.key("programs");
        let numbers =
            entries.map(|(index, change)| (list.item(index).key("no"), change.no.to_string()));
        duplicates(Thing::Program, numbers.collect::<Vec<_>>(), report);
    }
}

fn ends_are_clear(plan: &Plan, report: &mut Report<'_>) {
    for (here, _, change) in changes(plan) {
        if change.ended && change.merged_into.is_some() {
            report.add(&here.key("ended"), Problem::EndedAndMerged);
        }
        for (index, target) in change.targets.iter().enumerate() {
            if target.by.is_some() && target.each_year {
                let path = here.key("targets").item(index);
                report.add(&path, Problem::TargetTwice);
            }
        }
    }
}

/// Each change speaks of what the plan has when its revision comes.
fn changes_fit_the_plan(plan: &Plan, report: &mut Report<'_>) {
    let mut before = plan.clone();
    for (here, revision) in revisions(plan) {
        for (index, change) in revision.programs.iter().enumerate() {
            let path = here.key("programs").item(index);
            change_fits(&before, revision, &path, change, report);
        }
        before = before.revised_by(revision);
    }
}

fn change_fits(
    before: &Plan,
    revision: &Revision,
    here: &Path,
    change: &ProgramChange,
    report: &mut Report<'_>,
) {
    let Some(program) = before.program(change.no) else {
        unknown_program(before, &here.key("no"), change.no, report);
        return;
    };
    if program.end.is_some() {
        report.add(&here.key("no"), Problem::ProgramHasEnded { no: change.no });
    }
    let promoted = (program.kind, change.kind);
    if !matches!(promoted, (_, None) | (ProgramKind::Study, Some(ProgramKind::Implementation))) {
        report.add(&here.key("kind"), Problem::NotAPromotion { no: change.no });
    }
    let known: Vec<String> = program.indicators.iter().map(|one| one.id.to_string()).collect();
    for (index, target) in change.targets.iter().enumerate() {
        let name = target.indicator.to_string();
        if !known.contains(&name) {
            let path = here.key("targets").item(index).key("indicator");
            let (guess, known) = among(&name, known.clone());
            let what = Problem::Unknown { thing: Thing::Indicator, name, guess, known };
            report.add(&path, what);
        }
    }
    if let Some(into) = change.merged_into {
        let path = here.key("merged_into");
        let ends_too = |one: &ProgramChange| one.no == into && one.end().is_some();
        let added = revision.new_programs.iter().any(|program| program.no == into);
        match before.program(into) {
            _ if into == change.no => report.add(&path, Problem::MergedIntoItself { no: into }),
            None if !added => unknown_program(before, &path, into, report),
            Some(target) if target.end.is_some() || revision.programs.iter().any(ends_too) => {
                report.add(&path, Problem::ProgramHasEnded { no: into });
            }
            _ => {}
        }
    }
}

fn unknown_program(plan: &Plan, path: &Path, no: ProgramNo, report: &mut Report<'_>) {
    let known = plan.running().map(|program| program.no.to_string());
    let name = no.to_string();
    let (guess, known) = among(&name, known);
    report.add(path, Problem::Unknown { thing: Thing::Program, name, guess, known });
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
