//! Tallies and movements of a made-up plan against counts by hand.

use super::*;
use crate::analysis::program::program_figures;
use crate::analysis::state::States;
use crate::analysis::tests::{a_few_cases, assessment, no_facts, plan_of, program_of};
use crate::facts::{AssessmentFact, Facts};
use crate::schema::Plan;
use crate::terms::{FiscalYear, ProgramNo, RatingCode, Round};

/// A program of the plan: number, direction, kind and the rest.
type ProgramText = (u16, &'static str, &'static str, &'static str);

/// Five programs, two directions, two kinds; the scale changes in 2022 as `mapping` says.
fn plan(mapping: &str) -> Plan {
    plan_with(mapping, &[])
}

/// The same plan with further programs.
fn plan_with(mapping: &str, further: &[ProgramText]) -> Plan {
    let programs: [ProgramText; 5] = [
        (1, "1", "implementation", "focus = true"),
        (2, "1", "implementation", "also_in = [\"2\"]\nfocus = [2022]"),
        (3, "2", "implementation", "focus = [2021]"),
        (4, "2", "study", ""),
        (5, "2", "study", ""),
    ];
    let programs = programs.iter().chain(further).map(|(no, direction, kind, rest)| {
        program_of(*no, direction, kind, &format!("見本{}課", no % 2), rest)
    });
    let scales = format!(
        r#"
  {{ version = "旧", since = 2021, levels = [
    {{ code = "○", label = "順調", standing = "on_track" }}, {{ code = "×", label = "遅れ", standing = "behind" }} ] }},
  {{ version = "新", since = 2022, {mapping} levels = [
    {{ code = "S", label = "以上", standing = "ahead" }}, {{ code = "A", label = "予定", standing = "on_track" }},
    {{ code = "B", label = "遅延", standing = "behind" }} ] }},
"#
    );
    plan_of(2023, &scales, &programs.collect::<String>())
}

const MAPPING: &str = r#"from_previous = { "○" = "A", "×" = "B" },"#;

/// `(year, program, rating or reason)`; a dash is a submission without a rating.
type Said = (i16, u16, &'static str);

const SAID: &[Said] = &[
    (2021, 1, "○"),
    (2021, 2, "×"),
    (2021, 3, "○"),
    (2021, 4, "終了"),
    (2022, 1, "S"),
    (2022, 2, "A"),
    (2022, 3, "B"),
    (2022, 4, "終了"),
    (2022, 5, "-"),
];

fn figures(plan: &Plan, said: &[Said]) -> RatingFigures {
    let facts = said.iter().map(|(year, no, word)| {
        let program = plan.program(ProgramNo(*no)).unwrap();
        let is_reason = *word == "終了";
        AssessmentFact {
            direction: program.direction.clone(),
            kind: program.kind,
            division: program.lead.clone(),
            rating: (!is_reason && *word != "-").then(|| RatingCode((*word).to_owned())),
            not_rated_reason: is_reason.then(|| (*word).to_owned()),
            ..assessment(program.no, Round::year_end(FiscalYear(*year)))
        }
    });
    let facts = Facts { assessments: facts.collect(), ..no_facts() };
    let round = "2022".parse().unwrap();
    let states = States::new(plan, round, &facts).unwrap();
    let programs = program_figures(plan, &states, &facts, &[]);
    rating_figures(plan, &states, &programs).unwrap()
}

/// Items, rated, S, A, B of a row.
fn row(row: &RatingRow) -> [u32; 5] {
    let count = |code: &str| row.count(&RatingCode(code.to_owned()));
    [row.items, row.rated, count("S"), count("A"), count("B")]
}

#[test]
fn rows_by_direction_kind_division_and_focus() {
    let found = figures(&plan(MAPPING), SAID);
    assert_eq!(
        found.directions.iter().map(row).collect::<Vec<_>>(),
        [[2, 2, 1, 1, 0], [3, 1, 0, 0, 1]]
    );
    assert_eq!(found.kinds.iter().map(row).collect::<Vec<_>>(), [[3, 3, 1, 1, 1], [2, 0, 0, 0, 0]]);
    assert_eq!(
        found.divisions.iter().map(row).collect::<Vec<_>>(),
        [[2, 1, 0, 1, 0], [3, 2, 1, 0, 1]]
    );
    // No. 1 always, No. 2 in 2022; No. 3 was one the year before.
    assert_eq!(found.focus.as_ref().map(row), Some([2, 2, 1, 1, 0]));
    assert_eq!(row(&found.total), [5, 3, 1, 1, 1]);
    assert_eq!((found.total.unclear, found.total.not_rated["終了"]), (1, 1));
    // 33.3 + 33.3 + 33.3
    let note = found.total.shares_note.unwrap();
    assert!(note.contains("99.9%"), "{note}");
}

#[test]
fn what_is_printed_again_counts_in_both_directions_and_once_in_all() {
    let repeats = figures(&plan(MAPPING), SAID).repeats.unwrap();
    assert_eq!(
        repeats.directions.iter().map(row).collect::<Vec<_>>(),
        [[2, 2, 1, 1, 0], [4, 2, 0, 1, 1]]
    );
    assert_eq!(row(&repeats.total), [6, 4, 1, 2, 1]);
    assert_eq!(repeats.note, "延べ6項目(再掲1項目を除く実質は5項目)");
}

#[test]
fn ratings_of_the_round_before_are_compared_in_the_scale_of_this_one() {
    let found = figures(&plan(MAPPING), SAID);
    let movement = found.movement.unwrap();
    assert_eq!(movement.states, ["S", "A", "B", "評価対象外", "未記入", "未提出"]);
    // Before: A, B, A, not rated, not submitted. Now: S, A, B, not rated, unclear.
    let mut expected = vec![vec![0; 6]; 6];
    for (from, to) in [(1, 0), (2, 1), (1, 2), (3, 3), (5, 4)] {
        expected[from][to] = 1;
    }
    assert_eq!(movement.counts, expected);
    assert_eq!(movement.from_totals, [0, 2, 1, 1, 0, 1]);
    // The rows' matrices add up to the whole, whichever way the programs are grouped.
    assert_eq!(found.total.movement, movement.counts);
    for rows in [&found.directions, &found.kinds, &found.divisions] {
        let mut sum = vec![vec![0; movement.states.len()]; movement.states.len()];
        for row in rows {
            let cells = row.movement.iter().enumerate();
            for (from, to, count) in cells
                .flat_map(|(from, row)| row.iter().enumerate().map(move |(to, n)| (from, to, *n)))
            {
                sum[from][to] += count;
            }
        }
        assert_eq!(sum, movement.counts);
    }
    assert_eq!(movement.to_totals, [1, 1, 1, 1, 1, 0]);
    assert_eq!(
        (movement.total, movement.improved, movement.unchanged, movement.worsened),
        (5, 2, 0, 1)
    );
    let change = |code: &str| found.total.codes[&RatingCode(code.to_owned())].change;
    assert_eq!([change("S"), change("A"), change("B")], [Some(1), Some(-1), Some(0)]);
}

#[test]
fn without_a_declared_mapping_two_scales_are_not_compared() {
    let found = figures(&plan(""), SAID);
    let movement = found.movement.unwrap();
    let refused = movement.refused.unwrap();
    assert!(refused.contains("「旧」") && refused.contains("「新」"), "{refused}");
    assert!(movement.counts.is_empty());
    assert!(found.total.codes.values().all(|figure| figure.change.is_none()));
    // The first round has nothing to be compared with.
    let first: Vec<Said> = SAID.iter().copied().filter(|said| said.0 == 2022).collect();
    assert!(figures(&plan(""), &first).movement.is_none());
}

/// The order in which submissions are read changes no figure, and a program more changes only its own groups.
#[test]
fn order_changes_nothing_and_a_program_only_its_groups() {
    a_few_cases(0usize..5040, |seed| {
        let plan = plan(MAPPING);
        let mut shuffled = SAID.to_vec();
        let mut rest = seed;
        for at in (1..shuffled.len()).rev() {
            shuffled.swap(at, rest % (at + 1));
            rest /= at + 1;
        }
        let json = |said: &[Said]| serde_json::to_value(figures(&plan, said)).unwrap();
        proptest::prop_assert_eq!(json(&shuffled), json(SAID));
        // Without the report of No. 5 (direction 2, study), direction 1 and the other kind stay as they are.
        shuffled.retain(|said| said.1 != 5);
        let (all, without) = (json(SAID), json(&shuffled));
        proptest::prop_assert_eq!(&all["directions"][0], &without["directions"][0]);
        proptest::prop_assert_eq!(&all["kinds"][0], &without["kinds"][0]);
        proptest::prop_assert_ne!(&all["directions"][1], &without["directions"][1]);
        Ok(())
    });
}

/// A program more in the plan and in the submissions changes only its own direction, kind and division.
#[test]
fn a_program_more_changes_only_its_own_groups() {
    a_few_cases(0usize..3, |choice| {
        let word = ["S", "終了", "-"][choice];
        // Direction 1, study, 見本0課.
        let grown = plan_with(MAPPING, &[(6, "1", "study", "")]);
        let said: Vec<Said> = SAID.iter().copied().chain([(2022, 6, word)]).collect();
        let json = |plan: &Plan, said: &[Said]| serde_json::to_value(figures(plan, said)).unwrap();
        let (before, after) = (json(&plan(MAPPING), SAID), json(&grown, &said));
        proptest::prop_assert_eq!(&before["directions"][1], &after["directions"][1]);
        proptest::prop_assert_eq!(&before["kinds"][0], &after["kinds"][0]);
        proptest::prop_assert_eq!(&before["divisions"][1], &after["divisions"][1]);
        let groups = [("directions", 0), ("kinds", 1), ("divisions", 0)];
        let own = groups.map(|(of, at)| (&before[of][at]["items"], &after[of][at]["items"]));
        for (items, grown) in
            own.into_iter().chain([(&before["total"]["items"], &after["total"]["items"])])
        {
            proptest::prop_assert_eq!(items.as_u64().map(|items| items + 1), grown.as_u64());
        }
        Ok(())
    });
}
