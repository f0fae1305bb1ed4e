//! Lines of made-up plans against years read by hand.

use super::*;
use crate::analysis::tests::{assessment, no_facts, source};
use crate::schema::{
    Activity, EMBEDDED_FORM, EMBEDDED_PLAN, ProgramChange, Revision, load_form, load_plan,
};

/// A program with two activities in the plan, made by this.
const PROGRAM: ProgramNo = ProgramNo(1);

fn plan() -> Plan {
    let mut plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
    plan.programs.retain(|program| program.no == PROGRAM);
    plan.programs[0].activities = vec![
        activity("続く取組", ["実施", "→", "→", "→"]),
        activity("終わる取組", ["", "検討", "実施", ""]),
    ];
    plan
}

fn activity(name: &str, phases: [&str; 4]) -> Activity {
    Activity {
        name: name.to_owned(),
        phases: phases.map(str::to_owned).into(),
        division: None,
        uncertain: false,
    }
}

/// From 2023 on, the first activity has other phases and a new one stands before it.
fn revised() -> Plan {
    let activities = vec![
        activity("新しい取組", ["", "", "準備", "実施"]),
        activity("続く取組", ["", "", "拡大", "→"]),
    ];
    let change = ProgramChange { activities: Some(activities), ..ProgramChange::of(PROGRAM) };
    let revision = Revision {
        from: FiscalYear(2023),
        note: String::new(),
        programs: vec![change],
        new_programs: Vec::new(),
    };
    plan().revised_by(&revision)
}

fn fact(round: &str, no: &str, name: &str, status: &str, rating: &str) -> ActivityFact {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    ActivityFact {
        program: PROGRAM,
        activity_no: no.to_owned(),
        name: name.to_owned(),
        round: round.parse().unwrap(),
        status: some(status),
        rating: some(rating).map(RatingCode),
        raw: status.to_owned(),
        source: source(0),
        ..ActivityFact::default()
    }
}

/// The lines, where these were reported and the program came in in the rounds that they name.
fn lines(plan: &Plan, held: &[&str], facts: Vec<ActivityFact>) -> Vec<ScheduleLine> {
    let form = load_form(EMBEDDED_FORM, "form.toml", plan).unwrap();
    let held: Vec<Round> = held.iter().map(|round| round.parse().unwrap()).collect();
    let mut came_in: Vec<Round> = facts.iter().map(|fact| fact.round).collect();
    came_in.dedup();
    let came_in = came_in.into_iter().map(|round| assessment(PROGRAM, round));
    let (assessments, activities) = (came_in.collect(), facts.into());
    let facts = Facts { assessments, activities, ..no_facts() };
    schedule(plan, &form, &facts, &held)
}

fn phases(line: &ScheduleLine) -> Vec<&str> {
    line.years.iter().map(|year| year.phase.as_deref().unwrap_or("")).collect()
}

fn attention(line: &ScheduleLine, year: usize) -> Option<Attention> {
    line.years[year].report.as_ref().unwrap().attention
}

#[test]
fn each_year_has_the_phase_of_the_plan_that_was_in_force_then() {
    let lines = lines(&revised(), &[], Vec::new());
    let read: Vec<_> = lines
        .iter()
        .map(|line| (line.activity_no.as_str(), line.name.as_str(), phases(line)))
        .collect();
    assert_eq!(
        read,
        [
            ("1", "新しい取組", vec!["", "", "準備", "実施"]),
            ("2", "続く取組", vec!["実施", "→", "拡大", "→"]),
            ("2", "終わる取組", vec!["", "検討", "", ""]),
        ]
    );
}

#[test]
fn a_line_that_a_revision_moves_keeps_what_was_reported_of_it() {
    let facts = vec![
        fact("2022", "1", "続く取組", "実施中", "A"),
        fact("2023", "2", "続く取組", "完了", "A"),
    ];
    let lines = lines(&revised(), &["2022", "2023"], facts);
    let statuses: Vec<_> = lines[1]
        .years
        .iter()
        .map(|year| year.report.as_ref().and_then(|report| report.status.as_deref()))
        .collect();
    assert_eq!(statuses, [None, Some("実施中"), Some("完了"), None]);
}

#[test]
fn what_needs_attention_is_marked_by_the_roles_of_the_form_and_the_standing_of_the_rating() {
    let facts = vec![
        fact("2021", "1", "続く取組", "未着手", ""),
        fact("2021", "2", "終わる取組", "未着手", ""),
        fact("2022", "1", "続く取組", "実施中", "B"),
        fact("2022", "2", "終わる取組", "中止", ""),
        fact("2023", "1", "続く取組", "", "A"),
        fact("2023", "2", "終わる取組", "実施中", "A"),
    ];
    let lines = lines(&plan(), &["2021", "2022", "2023", "2024"], facts);
    let of = |line: usize| (0..4).map(|year| attention(&lines[line], year)).collect::<Vec<_>>();
    assert_eq!(
        of(0),
        [
            Some(Attention::NotStarted),
            Some(Attention::Behind),
            Some(Attention::Unclear),
            Some(Attention::NotSubmitted)
        ]
    );
    // Nothing was planned in its first year, so nothing is late.
    assert_eq!(of(1)[..3], [None, Some(Attention::Stopped), None]);
}

#[test]
fn the_newest_round_of_a_year_counts_and_an_older_one_says_so() {
    let facts = vec![
        fact("2022-H1", "1", "続く取組", "準備中", "A"),
        fact("2022-H1", "x1", "加えた取組", "実施中", ""),
        fact("2022", "1", "続く取組", "実施中", "A"),
    ];
    let lines = lines(&plan(), &["2022-H1", "2022"], facts);
    let newest = lines[0].years[1].report.as_ref().unwrap();
    assert_eq!((newest.status.as_deref(), newest.is_older), (Some("実施中"), false));
    let added = lines.last().unwrap();
    assert!(added.added && added.activity_no == "x1");
    let older = added.years[1].report.as_ref().unwrap();
    assert!(older.is_older);
    assert_eq!(older.record, Some(1));
    // Nothing is missed of a line that no plan asks for.
    assert!(added.years[0].report.is_none());
}

/// The plan of 2023 has one line of a name that was given twice before: nothing is missed of the other one from then on.
#[test]
fn a_line_that_a_revision_drops_is_missed_no_more_though_another_has_its_name() {
    let mut plan = plan();
    let line = || activity("同じ名", ["実施", "→", "→", "→"]);
    plan.programs[0].activities = vec![line(), line()];
    let change = ProgramChange { activities: Some(vec![line()]), ..ProgramChange::of(PROGRAM) };
    let revision = Revision {
        from: FiscalYear(2023),
        note: String::new(),
        programs: vec![change],
        new_programs: Vec::new(),
    };
    let lines = lines(&plan.revised_by(&revision), &["2022", "2023"], Vec::new());
    let missed = |line: &ScheduleLine| -> Vec<bool> {
        line.years.iter().map(|year| year.report.is_some()).collect()
    };
    assert_eq!(missed(&lines[0]), [false, true, true, false]);
    assert_eq!(missed(&lines[1]), [false, true, false, false]);
}

#[test]
fn lines_of_one_name_stay_apart() {
    let mut plan = plan();
    plan.programs[0].activities =
        vec![activity("同じ名", ["実施", "", "", ""]), activity("同じ名", ["", "検討", "", ""])];
    let facts =
        vec![fact("2021", "1", "同じ名", "実施中", ""), fact("2021", "2", "同じ名", "準備中", "")];
    let lines = lines(&plan, &["2021"], facts);
    let read: Vec<_> = lines
        .iter()
        .map(|line| {
            let report = line.years[0].report.as_ref().unwrap();
            (line.activity_no.as_str(), report.status.as_deref())
        })
        .collect();
    assert_eq!(read, [("1", Some("実施中")), ("2", Some("準備中"))]);
}
