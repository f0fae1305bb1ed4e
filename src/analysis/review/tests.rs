//! Suggestions condition by condition, the draft of a revision, and the bridge that it makes.

use super::change::{bridge, changes};
use super::program::ReviewedEffect;
use super::suggestion::suggestion;
use super::*;
use crate::analysis::indicator::IndicatorStatus;
use crate::analysis::state::RatingState;
use crate::analysis::tests::{no_facts, source};
use crate::facts::{Facts, ProposalFact, ProposedActivity, ProposedIndicator, ProposedTarget};
use crate::schema::{
    Baseline, Better, ChoiceRole, EMBEDDED_PLAN, Plan, ProgramKind, ReviewRules, Shape, load_plan,
};
use crate::terms::{ProgramNo, RatingCode, Round, Yen};
use rust_decimal::Decimal;

fn plan() -> Plan {
    load_plan(EMBEDDED_PLAN, "plan.toml").unwrap()
}

/// Key of the first indicator of a program: 2 has a level to be reached by a year, 14 one without a target of its own.
fn first_indicator(no: u16) -> String {
    plan().program(ProgramNo(no)).unwrap().indicators[0].id.to_string()
}

fn round() -> Round {
    "2022".parse().unwrap()
}

fn proposal(no: u16, role: Option<ChoiceRole>) -> ProposalFact {
    ProposalFact {
        program: ProgramNo(no),
        round: round(),
        choice: Some("継続".to_owned()),
        role,
        source: source(0),
        reason: Some("見本の理由".to_owned()),
        merge_into: None,
        targets: Vec::new(),
        activities: Vec::new(),
        indicators: Vec::new(),
    }
}

fn target(indicator: &str, value: i64) -> ProposedTarget {
    ProposedTarget {
        indicator: indicator.into(),
        value: Some(value.into()),
        approx: false,
        raw: value.to_string(),
        source: source(1),
    }
}

/// A program rated A, then B, with one indicator and a known effect.
fn program(status: IndicatorStatus, behind_rounds: u32, percent: Option<i64>) -> ReviewProgram {
    let indicator = ReviewIndicator {
        program_no: ProgramNo(1),
        indicator_id: "x".into(),
        name: "見本の率".to_owned(),
        unit: "%".to_owned(),
        decimals: 0,
        actuals: Vec::new(),
        target_text: String::new(),
        status,
        pace: None,
        proposed_target: None,
        source: None,
    };
    ReviewProgram {
        program_no: ProgramNo(1),
        kind: ProgramKind::Implementation,
        name: "見本".to_owned(),
        division: "見本課".into(),
        ratings: vec![(round(), RatingState::Rated(RatingCode("B".to_owned())))],
        behind_rounds,
        indicators: vec![indicator],
        effect: ReviewedEffect {
            planned_yen: Yen(100),
            actual_yen: Yen(percent.unwrap_or(0)),
            percent: percent.map(Into::into),
        },
        issues: None,
        next: None,
        proposal: None,
        proposal_reason: None,
        suggestion: None,
        source: None,
    }
}

/// Whether a rule with this condition applies.
fn applies(condition: &str, program: &ReviewProgram, proposal: Option<&ProposalFact>) -> bool {
    let text = format!(
        "otherwise = 'なし'\n[[rules]]\nsuggest = '見直し候補'\nreason = '見本'\nwhen = {{ {condition} }}"
    );
    let rules: ReviewRules = toml::from_str(&text).unwrap();
    suggestion(&rules, program, proposal).label == "見直し候補"
}

#[test]
fn every_condition_fires_and_does_not() {
    use IndicatorStatus::{Achieved, FallingBack, Short};
    let plain = program(Achieved, 0, Some(80));
    let worse = program(FallingBack, 2, Some(40));
    let unplanned = program(Short, 1, None);
    let keeps = proposal(1, None);
    let mut changes = proposal(1, None);
    changes.targets.push(target("x", 1));
    let mut unrated = program(Achieved, 0, None);
    unrated.ratings = vec![(round(), RatingState::NotSubmitted)];
    let cases: [(&str, &ReviewProgram, Option<&ProposalFact>, bool); 18] = [
        ("behind_rounds = 2", &worse, None, true),
        ("behind_rounds = 2", &unplanned, None, false),
        ("indicator_status = ['short', 'falling_back']", &worse, None, true),
        ("indicator_status = ['short', 'falling_back']", &plain, None, false),
        ("target_change = false", &plain, Some(&keeps), true),
        ("target_change = false", &plain, Some(&changes), false),
        ("target_change = true", &plain, Some(&changes), true),
        ("proposal = ['継続']", &plain, Some(&keeps), true),
        ("proposal = ['終了']", &plain, Some(&keeps), false),
        ("proposal = ['継続']", &plain, None, false),
        ("effect_below_percent = 50", &worse, None, true),
        ("effect_below_percent = 40", &worse, None, false),
        ("effect_below_percent = 50", &unplanned, None, false),
        ("kind = 'implementation'", &plain, None, true),
        ("kind = 'study'", &plain, None, false),
        ("rated = false", &unrated, None, true),
        ("rated = false", &plain, None, false),
        // All that is named must hold.
        ("behind_rounds = 2, proposal = ['終了']", &worse, Some(&keeps), false),
    ];
    for (condition, program, proposal, expected) in cases {
        assert_eq!(applies(condition, program, proposal), expected, "{condition}");
    }
}

#[test]
fn the_first_rule_suggests_and_all_give_their_reasons() {
    let rules: ReviewRules = toml::from_str(
        "otherwise = '案のとおり'\n\
         [[rules]]\nsuggest = 'ちがう'\nreason = '当てはまらない'\nwhen = { kind = 'study' }\n\
         [[rules]]\nsuggest = '見直し候補'\nreason = '効果が足りない'\nwhen = { effect_below_percent = 50 }\n\
         [[rules]]\nsuggest = '確認'\nreason = '指標が足りない'\nwhen = { indicator_status = ['short'] }\n",
    )
    .unwrap();
    let weak = suggestion(&rules, &program(IndicatorStatus::Short, 0, Some(40)), None);
    assert_eq!(weak.label, "見直し候補");
    assert_eq!(weak.reasons, ["効果が足りない(計画額の40%)", "指標が足りない(「見本の率」)"]);
    let sound = suggestion(&rules, &program(IndicatorStatus::Achieved, 0, Some(90)), None);
    assert_eq!((sound.label.as_str(), sound.reasons.len()), ("案のとおり", 1));
}

fn facts(proposals: Vec<ProposalFact>) -> Facts {
    Facts { proposals, ..no_facts() }
}

/// The draft of these proposals; every other program keeps on.
fn drafted(own: Vec<ProposalFact>) -> Draft {
    let plan = plan();
    let others = plan.programs.iter().map(|program| program.no.0);
    let others = others.filter(|no| own.iter().all(|one| one.program.0 != *no));
    let mut all: Vec<ProposalFact> = others.map(|no| proposal(no, None)).collect();
    all.extend(own);
    draft(&plan, round(), &facts(all))
}

fn promoted(no: u16) -> ProposalFact {
    let mut promoted = proposal(no, Some(ChoiceRole::Promote));
    promoted.activities.push(ProposedActivity {
        name: "見本の取組".to_owned(),
        first: Some("準備".to_owned()),
        later: Some("実施".to_owned()),
        source: source(2),
    });
    promoted.indicators.push(ProposedIndicator {
        line: 1,
        name: "見本の収入".to_owned(),
        unit: Some("百万円".to_owned()),
        baseline: None,
        target: Some("1.5".parse().unwrap()),
        shape: Some(Shape::YearlyFlow),
        lower: false,
        source: source(3),
    });
    promoted
}

#[test]
fn what_was_submitted_goes_into_the_plan_and_nothing_else() {
    assert_eq!(drafted(Vec::new()).revision(), None);
    assert!(!drafted(Vec::new()).is_open());
    let mut lower = proposal(2, None);
    // The same value again is no change.
    lower.targets = vec![target(&first_indicator(2), 50)];
    assert_eq!(drafted(vec![lower.clone()]).revision(), None);
    lower.targets = vec![target(&first_indicator(2), 40)];
    let mut merged = proposal(24, Some(ChoiceRole::Merge));
    merged.merge_into = Some(("No.15".to_owned(), source(4)));
    let draft = drafted(vec![lower, merged, promoted(25), proposal(11, Some(ChoiceRole::End))]);
    assert!(!draft.is_open(), "{draft:?}");
    let revision = draft.revision().unwrap();
    let changed: Vec<u16> = revision.programs.iter().map(|change| change.no.0).collect();
    assert_eq!(changed, [2, 11, 24, 25]);
    let after = plan().revised_by(&revision);
    let new = after.program(ProgramNo(25)).unwrap();
    assert_eq!(new.kind, ProgramKind::Implementation);
    assert_eq!(new.activities[0].phases, ["", "", "準備", "実施"]);
    let own = &new.indicators[0];
    assert_eq!((own.id.as_str(), own.unit.as_str()), ("p25_1", "円"));
    assert_eq!(own.target.as_ref().unwrap().value.to_string(), "1500000");
    let rows = changes(&plan(), &after, &revision, Some(&draft));
    let of_25: Vec<_> = rows.iter().filter(|row| row.program_no.0 == 25).collect();
    let cells: Vec<_> = of_25.iter().map(|row| row.source.as_ref().unwrap().cell.row).collect();
    assert_eq!(cells, [0, 3, 2], "{of_25:?}");
    assert_eq!(rows[0].old, "50.0%以上(R6)");
    assert_eq!(rows[0].new, "40.0%以上(R6)");
}

#[test]
fn what_is_missing_stays_open_and_leaves_the_plan_as_it_was() {
    let open = |own: ProposalFact| {
        let no = own.program;
        let draft = drafted(vec![own]);
        let drafted = draft.program(no).unwrap().clone();
        (drafted.change.is_some(), drafted.open)
    };
    let bare = proposal(25, Some(ChoiceRole::Promote));
    assert_eq!(open(bare), (true, vec![Open::NoSchedule, Open::NoIndicator]));
    let mut unit = promoted(25);
    unit.indicators[0].unit = None;
    assert_eq!(open(unit), (true, vec![Open::IndicatorIncomplete("見本の収入".to_owned())]));
    let mut end = proposal(11, Some(ChoiceRole::End));
    end.reason = None;
    assert_eq!(open(end), (true, vec![Open::NoReason]));
    let nowhere = proposal(24, Some(ChoiceRole::Merge));
    assert_eq!(open(nowhere), (false, vec![Open::MergeInto(MergeFault::Empty)]));
    let mut silent = proposal(3, None);
    silent.choice = None;
    assert_eq!(open(silent), (false, vec![Open::NoChoice]));
    let mut moving = proposal(14, None);
    moving.targets.push(target(&first_indicator(14), 30));
    let meaningless = Open::TargetWithoutMeaning(first_indicator(14).as_str().into());
    assert_eq!(open(moving), (false, vec![meaningless]));
    let nobody = draft(&plan(), round(), &facts(Vec::new()));
    assert_eq!(nobody.programs.len(), plan().programs.len());
    assert_eq!(nobody.programs[0].open, [Open::NotSubmitted]);
}

#[test]
fn a_target_that_could_not_be_read_is_open_and_no_rule_says_that_none_was_proposed() {
    let mut own = proposal(2, None);
    own.targets = vec![target(&first_indicator(2), 40)];
    own.targets[0].value = None;
    own.targets[0].raw = "40程度".to_owned();
    assert!(!applies(
        "target_change = false",
        &program(IndicatorStatus::Short, 0, None),
        Some(&own)
    ));
    let draft = drafted(vec![own]);
    let drafted = draft.program(ProgramNo(2)).unwrap();
    assert_eq!(drafted.change, None);
    let [Open::TargetUnclear { raw, .. }] = drafted.open.as_slice() else { panic!("{drafted:?}") };
    assert_eq!(raw, "40程度");
}

#[test]
fn a_target_worse_than_the_baseline_is_drafted_with_a_doubt() {
    let mut plan = plan();
    let of_2 = plan.programs.iter_mut().find(|program| program.no.0 == 2).unwrap();
    let indicator = &mut of_2.indicators[0];
    indicator.shape = Shape::Level;
    indicator.baseline = Some(Baseline { value: Decimal::from(30).into(), date: None, year: None });
    let mut doubts = |better, value| {
        let of_2 = plan.programs.iter_mut().find(|program| program.no.0 == 2).unwrap();
        of_2.indicators[0].better = better;
        let mut own = proposal(2, None);
        own.targets = vec![target(&first_indicator(2), value)];
        let draft = draft(&plan, round(), &facts(vec![own]));
        let drafted = draft.program(ProgramNo(2)).unwrap();
        assert_eq!(drafted.open, []);
        assert!(drafted.change.is_some());
        drafted.doubts.len()
    };
    assert_eq!(doubts(Better::Higher, 29), 1);
    assert_eq!(doubts(Better::Higher, 30), 0);
    assert_eq!(doubts(Better::Lower, 29), 0);
    assert_eq!(doubts(Better::Lower, 31), 1);
}

#[test]
fn proposals_that_add_nothing_are_listed_by_what_was_chosen() {
    let mut more = proposal(3, None);
    more.choice = Some("拡充".to_owned());
    let draft = drafted(vec![more, proposal(11, Some(ChoiceRole::End))]);
    let numbers = |choice: &str| {
        let group = draft.unchanged.iter().find(|group| group.choice == choice).unwrap();
        group.programs.iter().map(|no| no.0).collect::<Vec<_>>()
    };
    assert_eq!(numbers("拡充"), [3]);
    assert!(!numbers("継続").contains(&11), "it ends");
    assert_eq!(numbers("継続").len(), plan().programs.len() - 2);
}

#[test]
fn nothing_is_merged_into_a_program_that_ends() {
    let mut merged = proposal(24, Some(ChoiceRole::Merge));
    merged.merge_into = Some(("11".to_owned(), source(4)));
    let draft = drafted(vec![merged, proposal(11, Some(ChoiceRole::End))]);
    let drafted = draft.program(ProgramNo(24)).unwrap();
    assert_eq!(drafted.change, None);
    assert_eq!(drafted.open, [Open::MergeInto(MergeFault::Unknown)]);
}

/// The end of the bridge is counted in the plan, so that the parts must add up to it.
#[test]
fn the_bridge_adds_up() {
    let mut merged = proposal(24, Some(ChoiceRole::Merge));
    merged.merge_into = Some(("15".to_owned(), source(4)));
    let own = vec![merged, promoted(25), promoted(27), proposal(11, Some(ChoiceRole::End))];
    let mut revision = drafted(own).revision().unwrap();
    let mut new = plan().programs[0].clone();
    new.no = ProgramNo(29);
    revision.new_programs.push(new);
    let before = plan();
    let rows = bridge(&before, &before.clone().revised_by(&revision));
    for row in &rows {
        let sum = row.start + row.added + row.promoted_in;
        assert_eq!(sum - row.promoted_out - row.merged - row.ended, row.end, "{row:?}");
    }
    let of = |row: &BridgeRow| {
        (row.start, row.added, row.promoted_in, row.promoted_out, row.merged, row.ended, row.end)
    };
    assert_eq!(of(&rows[0]), (20, 1, 2, 0, 0, 1, 22));
    assert_eq!(of(&rows[1]), (8, 0, 0, 2, 1, 0, 5));
    assert_eq!(of(&rows[2]), (28, 1, 2, 2, 1, 1, 27));
}
