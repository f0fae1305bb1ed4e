//! Every rule of a plan, fired by one change to a valid plan.

use super::test_plan::{VALID, changed, fires, fires_and_reads, place_of, problems};
use super::*;
use crate::finding::{CodeKind, FileNameFault, Problem, Thing};
use crate::terms::{FiscalYear, ProgramNo, Yen};

#[test]
fn the_valid_plan_loads() {
    let plan = load_plan(VALID, "plan.toml").unwrap();
    assert_eq!(plan.programs.len(), 2);
    assert_eq!(plan.years().count(), 4);
}

#[test]
fn keys_and_titles_of_the_plan() {
    fires!("id = \"mihon-1\"", "id = \"見本\"", "\"見本\"", Problem::BadPlanId { .. });
    fires!("id = \"mihon-1\"", "id = \"../x\"", "\"../x\"", Problem::BadPlanId { .. });
    fires!(
        "title = \"見本市改革計画\"",
        "title = \"　\"",
        "\"　\"",
        Problem::Empty { thing: Thing::Text }
    );
    fires!(
        "share_decimals = 1",
        "share_decimals = 5 # five",
        "5 # five",
        Problem::ShareDecimals { found: 5, most: 4 }
    );
}

#[test]
fn effects_are_shown_with_digits_that_yen_have_and_compared_with_a_year_before_the_plan() {
    let with = |keys: &str| format!("share_decimals = 1\ndisplay = {{ {keys} }}");
    let shown = |keys: &str| {
        load_plan(&changed("share_decimals = 1", &with(keys)), "plan.toml").unwrap().display
    };
    let millions = shown("effect_unit = \"百万円\", effect_decimals = 1");
    assert_eq!((millions.unit().label(), millions.unit().decimals), ("百万円", 1));
    assert_eq!(shown("effect_unit = \"億円\"").unit().decimals, 1);
    assert_eq!(shown("effect_unit = \"万円\"").unit().decimals, 0);
    let base = shown("effect_view = \"against_base\", effect_base_year = 2020");
    assert_eq!(base.effect_base_year, Some(FiscalYear(2020)));
    fires!(
        "share_decimals = 1",
        &with("effect_decimals = 4, effect_unit = \"千円\""),
        "4, effect_unit",
        Problem::DecimalsBelowYen { found: 4, most: 3, .. }
    );
    fires!(
        "share_decimals = 1",
        &with("effect_view = \"against_base\""),
        "\"against_base\" }",
        Problem::BaseYearMissing { first: 2021 }
    );
    fires!(
        "share_decimals = 1",
        &with("effect_base_year = 2021, effect_view = \"against_base\""),
        "2021, effect_view",
        Problem::BaseYearInPlan { found: 2021, first: 2021 }
    );
    fires!(
        "share_decimals = 1",
        &with("effect_base_year = 2020, effect_unit = \"千円\""),
        "2020, effect_unit",
        Problem::BaseYearUnused
    );
}

#[test]
fn the_days_and_people_of_a_round_are_told() {
    let with = |keys: &str| format!("review = true # mid-term\n{keys}");
    let keys = "deadline = \"2023-04-28\"\nresubmit_by = \"2023-05-12\"\nsend_to = \"見本課\"";
    let plan = load_plan(&changed("review = true # mid-term", &with(keys)), "plan.toml").unwrap();
    let round = plan.rounds[1].round;
    assert_eq!(plan.deadline(round), Some(jiff::civil::date(2023, 4, 28)));
    assert_eq!(plan.resubmit_by(round), Some(jiff::civil::date(2023, 5, 12)));
    assert_eq!(plan.deadline(plan.rounds[0].round), None);
    macro_rules! day_fires {
        ($keys:literal, $needle:literal, $fits:pat) => {
            fires!("review = true # mid-term", &with($keys), $needle, $fits);
        };
    }
    day_fires!("deadline = \"R5.4.28\"", "\"R5.4.28\"", Problem::NotADate { .. });
    day_fires!("resubmit_by = \"2023-04-31\"", "\"2023-04-31\"", Problem::NotADate { .. });
    day_fires!(
        "deadline = \"2023-04-28\"\nresubmit_by = \"2023-04-28\" # again",
        "\"2023-04-28\" # again",
        Problem::DueAgainBeforeDue { .. }
    );
    day_fires!("contact = \"　\"", "\"　\"", Problem::Empty { thing: Thing::Text });
}

#[test]
fn names_of_meetings_may_be_left_out_but_not_empty() {
    let named = changed("[office]", "[meetings]\ncommittee = \"見本委員会\"\n\n[office]");
    let meetings = load_plan(&named, "plan.toml").unwrap().meetings;
    assert_eq!((meetings.committee.as_deref(), meetings.headquarters), (Some("見本委員会"), None));
    fires!(
        "[office]",
        "[meetings]\nheadquarters = \"　\"\n\n[office]",
        "\"　\"",
        Problem::Empty { thing: Thing::Text }
    );
}

#[test]
fn the_words_of_the_plan_are_there_and_tell_the_two_kinds_apart() {
    let with = |words: &str| format!("share_decimals = 1\nwords = {{ {words} }}");
    let named = changed("share_decimals = 1", &with("implementation = \"取組\", study = \"研究\""));
    assert_eq!(load_plan(&named, "plan.toml").unwrap().words.study, "研究");
    fires_and_reads!(
        "one_word_for_both_kinds",
        "share_decimals = 1",
        &with("implementation = \"取組\", study = \"取 組\""),
        "\"取 組\"",
        Problem::Duplicate { thing: Thing::Text, first_line: 6, .. }
    );
    // One word alone meets the usual word for the other kind.
    fires!(
        "share_decimals = 1",
        &with("study = \"実施\""),
        "\"実施\" }",
        Problem::Duplicate { thing: Thing::Text, .. }
    );
    fires!(
        "share_decimals = 1",
        &with("counter = \"　\""),
        "\"　\"",
        Problem::Empty { thing: Thing::Text }
    );
    let blank =
        problems(&changed("share_decimals = 1", &with("implementation = \"\", study = \"\"")));
    let whats: Vec<_> = blank.problems.iter().map(|problem| &problem.what).collect();
    assert_eq!(whats, [&Problem::Empty { thing: Thing::Text }; 2]);
}

#[test]
fn what_the_plan_knows_of_amounts() {
    let with = |keys: &str| changed("[office]", &format!("{keys}\n\n[office]"));
    let confirmed = |program: u16, round: &str, field: &str| {
        format!(
            "[[confirmed]]\nround = \"{round}\"\nprogram = {program}\nfield = \"{field}\"\nvalue = \"900\""
        )
    };
    let plan = load_plan(
        &with(&format!(
            "[effects]\nceiling = 500000000\n\n{}",
            confirmed(1, "2021", "effect_1_actual")
        )),
        "plan.toml",
    )
    .unwrap();
    assert_eq!(plan.effects.ceiling, Some(Yen(500_000_000)));
    let of = |program: u16| {
        plan.has_confirmed(plan.rounds[0].round, ProgramNo(program), "effect_1_actual", "900")
    };
    assert_eq!((of(1), of(2)), (true, false));
    fires_and_reads!(
        "ceiling_not_positive",
        "[office]",
        "[effects]\nceiling = 0 # none\n\n[office]",
        "0 # none",
        Problem::CeilingNotPositive { .. }
    );
    for (keys, thing) in [
        (confirmed(99, "2021", "effect_1_actual"), Thing::Program),
        (confirmed(1, "2031", "effect_1_actual"), Thing::Round),
    ] {
        let found = problems(&with(&keys));
        let is_it =
            |what: &Problem| matches!(what, Problem::Unknown { thing: own, .. } if *own == thing);
        assert!(found.problems.iter().any(|problem| is_it(&problem.what)), "{found:?}");
    }
    let blank = problems(&with(&confirmed(1, "2021", "　")));
    assert_eq!(blank.problems[0].what, Problem::Empty { thing: Thing::Field });
}

#[test]
fn the_period() {
    let reversed = problems(&changed("last_year = 2024", "last_year = 2019"));
    assert_eq!(reversed.problems[0].what, Problem::YearsReversed { first: 2021, last: 2019 });
    assert_eq!((reversed.problems[0].line, reversed.problems[0].column), (4, 13));
    // The rounds fall out of the reversed period too; nothing else is added.
    assert_eq!(reversed.problems.len(), 3, "{reversed:?}");
    fires!("since = 2019", "since = 31 # year", "31 # year", Problem::YearOutOfRange { year: 31 });
    fires!("first_year = 2010", "first_year = 2016", "2015", Problem::YearsReversed { .. });
}

#[test]
fn codes_and_their_check_digits() {
    fires_and_reads!(
        "check_digit",
        "code = \"131016\"",
        "code = \"131017\"",
        "\"131017\"",
        Problem::CodeCheckDigit { code: CodeKind::Municipality, expected: 6, .. }
    );
    fires!("code = \"131016\"", "code = \"13101\"", "\"13101\"", Problem::CodeDigits { .. });
    fires!(
        "\"8700110005901\"",
        "\"8700110005910\"",
        "\"8700110005910\"",
        Problem::CodeCheckDigit { code: CodeKind::Corporate, .. }
    );
    fires!(
        "\"8700110005901\"",
        "\"８７００１１０００５９０１\"",
        "\"８",
        Problem::CodeDigits { .. }
    );
}

#[test]
fn rounds() {
    fires!(
        "round = \"2022\"",
        "round = \"2021\" # again",
        "\"2021\" # again",
        Problem::Duplicate { thing: Thing::Round, first_line: 16, .. }
    );
    fires_and_reads!(
        "round_outside",
        "round = \"2022\"",
        "round = \"2025-H1\"",
        "\"2025-H1\"",
        Problem::RoundOutside { .. }
    );
    fires!(
        "round = \"2021\"",
        "round = \"2023\"",
        "\"2022\"",
        Problem::OutOfOrder { thing: Thing::Round, .. }
    );
    fires!(
        "round = \"2021\"\n",
        "round = \"2021\"\nreview = true\n",
        "true # mid-term",
        Problem::SecondReview { .. }
    );
    let (first, rest) = VALID.split_once("[[rounds]]").expect("the plan has rounds");
    let (_, rest) = rest.split_once("[[scales]]").expect("the plan has scales");
    let none = format!("{first}[[scales]]{rest}").replace("share_decimals = 1", "rounds = []");
    let error = problems(&none);
    assert_eq!(error.problems[0].what, Problem::Empty { thing: Thing::Round });
    assert_eq!((error.problems[0].line, error.problems[0].column), place_of(&none, "[]"));
}

/// A second scale after the first.
fn with_scale(version: &str, since: &str) -> String {
    let scale = format!(
        "[[scales]]\nversion = \"{version}\" # second\nsince = {since} # second\n\
         levels = [{{ code = \"良\", label = \"良い\", standing = \"ahead\" }}]\n\n\
         [[not_rated]]\nreason = \"対象外\""
    );
    scale
}

#[test]
fn scales() {
    const NEXT: &str = "[[not_rated]]\nreason = \"対象外\"";
    let (same_version, same_year, older) =
        (with_scale("Ｖ1", "2020"), with_scale("v2", "2019"), with_scale("v0", "2018"));
    fires!(NEXT, &same_version, "\"Ｖ1\"", Problem::Duplicate { thing: Thing::Scale, .. });
    fires!(NEXT, &same_year, "2019 # second", Problem::Duplicate { thing: Thing::ScaleSince, .. });
    fires!(NEXT, &older, "2018 # second", Problem::OutOfOrder { thing: Thing::Scale, .. });
    let (first, rest) = VALID.split_once("[[scales]]").expect("the plan has a scale");
    let (_, rest) = rest.split_once("[[not_rated]]").expect("the plan has reasons");
    let empty = format!("scales = [] # none\n{first}[[not_rated]]{rest}");
    let error = problems(&empty);
    assert_eq!(error.problems[0].what, Problem::Empty { thing: Thing::Scale });
    assert_eq!((error.problems[0].line, error.problems[0].column), (1, 10));
    let no_levels = format!(
        "scales = [{{ version = \"v\", since = 2019, levels = [] }}]\n{first}[[not_rated]]{rest}"
    );
    let error = problems(&no_levels);
    assert_eq!(error.problems[0].what, Problem::Empty { thing: Thing::Level });
    assert_eq!((error.problems[0].line, error.problems[0].column), place_of(&no_levels, "[] }]"));
}

#[test]
fn a_scale_says_what_the_codes_before_it_are_now() {
    const NEXT: &str = "[[not_rated]]\nreason = \"対象外\"";
    let with = |mapping: &str| {
        with_scale("v2", "2022")
            .replace("levels =", &format!("from_previous = {mapping}\nlevels ="))
    };
    let sound = with("{ \"○\" = \"良\", \"×\" = \"良\" }");
    let plan = load_plan(&changed(NEXT, &sound), "plan.toml").unwrap();
    let codes = plan.rating_codes_between(FiscalYear(2021), FiscalYear(2022)).unwrap();
    assert!(codes.values().all(|code| code.as_str() == "良") && codes.len() == 2);
    let unmapped = load_plan(&changed(NEXT, &with_scale("v2", "2022")), "plan.toml").unwrap();
    assert_eq!(unmapped.rating_codes_between(FiscalYear(2021), FiscalYear(2022)), None);
    assert!(unmapped.rating_codes_between(FiscalYear(2022), FiscalYear(2023)).is_some());
    fires!(
        NEXT,
        &with("{ \"○\" = \"良\", \"×\" = \"可\" }"),
        "\"可\" }",
        Problem::Unknown { thing: Thing::Level, .. }
    );
    fires_and_reads!(
        "code_not_mapped",
        NEXT,
        &with("{ \"○\" = \"良\" } # half"),
        "{ \"○\" = \"良\" } # half",
        Problem::CodeNotMapped { .. }
    );
    fires!(
        "since = 2019\n",
        "since = 2019\nfrom_previous = { \"甲\" = \"○\" } # none\n",
        "{ \"甲\" = \"○\" } # none",
        Problem::NoScaleBefore
    );
}

#[test]
fn programs_printed_again_and_followed_closely() {
    const HERE: &str = "name = \"見本事業\"\n";
    let with = |line: &str| format!("{HERE}{line}\n");
    fires!(
        HERE,
        &with("also_in = [\"9\"] # nine"),
        "\"9\"] # nine",
        Problem::Unknown { thing: Thing::Direction, .. }
    );
    fires!(
        HERE,
        &with("also_in = [\"1\"] # own"),
        "\"1\"] # own",
        Problem::Duplicate { thing: Thing::Direction, .. }
    );
    fires_and_reads!(
        "year_outside",
        HERE,
        &with("focus = [2022, 2025] # late"),
        "2025] # late",
        Problem::YearOutside { .. }
    );
    fires!(HERE, &with("focus = \"2022\" # text"), "\"2022\" # text", Problem::WrongType { .. });
    let others =
        |count: usize| -> String { (2..2 + count).map(|id| format!("\"{id}\",")).collect() };
    let directions: String = (2..20)
        .map(|id| format!("[[directions]]\nid = \"{id}\"\nname = \"方向{id}\"\n\n"))
        .collect();
    let repeated = |count: usize| {
        changed(HERE, &with(&format!("also_in = [{}] # again", others(count)))).replace(
            "[[divisions]]\nname = \"見本課\"",
            &format!("{directions}[[divisions]]\nname = \"見本課\""),
        )
    };
    assert_eq!(load_plan(&repeated(8), "plan.toml").unwrap().programs[0].also_in.len(), 8);
    let error = problems(&repeated(9));
    assert_eq!(error.problems.len(), 1, "{error:?}");
    insta::assert_snapshot!("too_many_repeats", error.render(crate::terms::Lang::Ja, false));
    let plan = load_plan(&changed(HERE, &with("focus = [2022]")), "plan.toml").unwrap();
    let focus = &plan.programs[0].focus;
    assert!(focus.holds_in(FiscalYear(2022)) && !focus.holds_in(FiscalYear(2021)));
}

#[test]
fn codes_and_wordings_of_a_scale() {
    fires_and_reads!(
        "two_meanings",
        "synonyms = [\"遅延\"]",
        "synonyms = [\"遅延\", \"順 調\"]",
        "\"順 調\"",
        Problem::Ambiguous { thing: Thing::Level, .. }
    );
    fires!(
        "label = \"遅れ\"",
        "label = \"予定どおり\" # B",
        "\"予定どおり\" # B",
        Problem::Ambiguous { thing: Thing::Level, .. }
    );
    fires!(
        "synonyms = [\"完了\"]",
        "synonyms = [\"対象外\"] # two",
        "\"対象外\"] # two",
        Problem::Ambiguous { thing: Thing::NotRated, .. }
    );
    fires!(
        "synonyms = [\"完了\"]",
        "synonyms = [\"遅延\"] # two",
        "\"遅延\"] # two",
        Problem::Ambiguous { thing: Thing::Level, .. }
    );
    fires!(
        "reason = \"終了\"",
        "reason = \"対象外\" # two",
        "\"対象外\" # two",
        Problem::Duplicate { thing: Thing::NotRated, .. }
    );
}

#[test]
fn names_that_the_tally_has_already() {
    fires_and_reads!(
        "taken_state",
        "reason = \"終了\"",
        "reason = \"未 提出\" # taken",
        "\"未 提出\" # taken",
        Problem::TakenState { .. }
    );
    fires!("reason = \"終了\"", "reason = \"未記入\"", "\"未記入\"", Problem::TakenState { .. });
    for code in ["未記入", "未提出", "評価対象外"] {
        let text = changed("code = \"×\"", &format!("code = \"{code}\""));
        assert_eq!(problems(&text).problems[0].what, Problem::TakenState { word: code.to_owned() });
    }
    load_plan(&changed("reason = \"終了\"", "reason = \"評価対象外\""), "plan.toml").unwrap();
}

#[test]
fn two_levels_with_one_code() {
    let text = changed("code = \"○\"", "code = \"Ａ\"").replace("code = \"×\"", "code = \"a\"");
    let error = problems(&text);
    assert_eq!(error.problems.len(), 1, "{error:?}");
    assert!(matches!(error.problems[0].what, Problem::Duplicate { thing: Thing::Level, .. }));
    assert_eq!((error.problems[0].line, error.problems[0].column), place_of(&text, "\"a\""));
}

#[test]
fn directions_divisions_and_programs_exist() {
    let (head, rest) = VALID.split_once("[[directions]]").expect("the plan has directions");
    let (_, tail) = rest.split_once("[[effect_history]]").expect("the plan has a history");
    let text =
        format!("directions = []\ndivisions = []\nprograms = []\n{head}[[effect_history]]{tail}");
    let error = problems(&text);
    let found: Vec<_> =
        error.problems.iter().map(|problem| (problem.line, problem.what.clone())).collect();
    assert_eq!(
        found,
        [
            (1, Problem::Empty { thing: Thing::Direction }),
            (2, Problem::Empty { thing: Thing::Division }),
            (3, Problem::Empty { thing: Thing::Program })
        ]
    );
}

#[test]
fn direction_ids() {
    fires!(
        "[[divisions]]\nname = \"試行課\"",
        "[[directions]]\nid = \"１\"\nname = \"二\"\n\n[[divisions]]\nname = \"試行課\"",
        "\"１\"",
        Problem::Duplicate { thing: Thing::Direction, .. }
    );
}

#[test]
fn direction_names() {
    fires!(
        "[[divisions]]\nname = \"試行課\"",
        "[[directions]]\nid = \"2\"\nname = \"二\"\naliases = [\"見本 の方向\"]\n\n[[divisions]]\nname = \"試行課\"",
        "\"見本 の方向\"",
        Problem::Ambiguous { thing: Thing::Direction, .. }
    );
}

#[test]
fn division_names_and_aliases() {
    fires!(
        "[[divisions]]\nname = \"仮置き\"",
        "[[divisions]]\nname = \"見本 課\"\n\n[[divisions]]\nname = \"仮置き\"",
        "\"見本 課\"",
        Problem::Duplicate { thing: Thing::Division, .. }
    );
    fires_and_reads!(
        "alias_claimed_twice",
        "aliases = [\"試行担当\"]",
        "aliases = [\"試行担当\", \"見本担当\"] # two",
        "\"見本担当\"] # two",
        Problem::Ambiguous { thing: Thing::Division, .. }
    );
    fires!(
        "aliases = [\"試行担当\"]",
        "aliases = [\"見本課\"] # two",
        "\"見本課\"] # two",
        Problem::Ambiguous { thing: Thing::Division, .. }
    );
    fires_and_reads!(
        "file_name",
        "[[divisions]]\nname = \"仮置き\"",
        "[[divisions]]\nname = \"総務/企画課\"\n\n[[divisions]]\nname = \"仮置き\"",
        "\"総務/企画課\"",
        Problem::FileName { .. }
    );
    fires!(
        "[[divisions]]\nname = \"仮置き\"",
        "[[divisions]]\nname = \"NUL\"\n\n[[divisions]]\nname = \"仮置き\"",
        "\"NUL\"",
        Problem::FileName { fault: FileNameFault::Reserved, .. }
    );
    fires!(
        "[[divisions]]\nname = \"仮置き\"",
        "[[divisions]]\nname = \"第㉑課\"\n\n[[divisions]]\nname = \"仮置き\"",
        "\"第㉑課\"",
        Problem::NotInCp932 { character: '㉑', .. }
    );
}

#[test]
fn program_numbers() {
    fires!("no = 2", "no = 1 # two", "1 # two", Problem::Duplicate { thing: Thing::Program, .. });
    fires!("no = 2", "no = 0 # none", "0 # none", Problem::ZeroNumber);
}

#[test]
fn references_that_lead_nowhere() {
    fires!(
        "direction = \"1\"\nkind = \"study\"",
        "direction = \"9\"\nkind = \"study\"",
        "\"9\"",
        Problem::Unknown { thing: Thing::Direction, .. }
    );
    fires_and_reads!(
        "unknown_division",
        "lead = \"見本課\"",
        "lead = \"見木課\"",
        "\"見木課\"",
        Problem::Unknown { thing: Thing::Division, .. }
    );
    fires!(
        "division = \"試行課\"",
        "division = \"無い課\"",
        "\"無い課\"",
        Problem::Unknown { thing: Thing::Division, .. }
    );
    fires!(
        "lead = \"仮置き\"",
        "lead = \"試行課\" # 2",
        "\"試行課\" # 2",
        Problem::LeadNotPlaceholder { .. }
    );
}

#[test]
fn schedules() {
    fires_and_reads!(
        "phase_count",
        "[\"準備\", \"実施\", \"→\", \"\"]",
        "[\"準備\", \"実施\", \"→\"]",
        "[\"準備\"",
        Problem::PhaseCount { found: 3, expected: 4 }
    );
    fires!(
        "[\"準備\", \"実施\", \"→\", \"\"]",
        "[\"→\", \"実施\", \"→\", \"\"]",
        "\"→\", \"実施\"",
        Problem::ArrowWithoutPhase
    );
    fires!(
        "name = \"見本の取組\"",
        "name = \"\"",
        "\"\", phases",
        Problem::Empty { thing: Thing::Text }
    );
}

#[test]
fn more_than_a_sheet_holds() {
    let line = "  { name = \"行\", phases = [\"\", \"\", \"\", \"\"] },\n";
    let text = changed("activities = [\n", &format!("activities = [\n{}", line.repeat(60)));
    let error = problems(&text);
    let activities = place_of(&text, "activities = [");
    assert_eq!(
        error.problems[0].what,
        Problem::TooMany { thing: Thing::Activity, found: 61, most: 60 }
    );
    assert_eq!(
        (error.problems[0].line, error.problems[0].column),
        (activities.0, activities.1 + "activities = ".len())
    );
    let many: String = (0..31).map(|n| format!("{{ id = \"x{n}\", name = \"数\", unit = \"件\", shape = \"not_below_previous\" }}, ")).collect();
    let text =
        changed("lacking = [\"lead\"]", &format!("lacking = [\"lead\"]\nindicators = [{many}]"));
    let error = problems(&text);
    assert_eq!(
        error.problems[0].what,
        Problem::TooMany { thing: Thing::Indicator, found: 31, most: 30 }
    );
    assert_eq!(
        (error.problems[0].line, error.problems[0].column),
        place_of(&text, "[{ id = \"x0\"")
    );
}

#[test]
fn indicator_ids() {
    fires!(
        "id = \"band_c\"",
        "id = \"share_a\" # two",
        "\"share_a\" # two",
        Problem::Duplicate { thing: Thing::Indicator, .. }
    );
    fires!("id = \"band_c\"", "id = \"Band-C\"", "\"Band-C\"", Problem::BadKey { .. });
    fires!("unit = \"人\"", "unit = \"　\"", "\"　\"", Problem::Empty { thing: Thing::Unit });
}

#[test]
fn targets() {
    fires_and_reads!(
        "target_missing",
        "target = { value = 50, by = 2024 }\n",
        "",
        "[[programs.indicators]] # share_a",
        Problem::TargetMissing { shape: "level" }
    );
    fires!(
        "value = 50, by = 2024",
        "value = 50, by = 2019",
        "2019 }",
        Problem::TargetBeforePlan { .. }
    );
    fires!(
        "value = 50, by = 2024",
        "value = 50, by = 2024, each_year = true",
        "{ value = 50",
        Problem::TargetTwice
    );
    fires!(
        "value = 50, by = 2024",
        "value = 50",
        "{ value = 50",
        Problem::TargetUndated { shape: "level" }
    );
    // A year after the plan is a target all the same, and a moving target needs none.
    assert!(load_plan(&changed("value = 50, by = 2024", "value = 50, by = 2025"), "p").is_ok());
    assert!(
        load_plan(
            &changed("shape = \"level\"", "shape = \"not_below_previous\"")
                .replace("target = { value = 50, by = 2024 }", ""),
            "p"
        )
        .is_ok()
    );
}

#[test]
fn baselines_bands_and_limits() {
    fires!(
        "baseline = { value = 5, year = 2020 }\n",
        "",
        "[[programs.indicators]] # stock_b",
        Problem::BaselineMissing { shape: "increment" }
    );
    fires!("date = \"2021-04-01\"", "date = \"R3.4.1\"", "\"R3.4.1\"", Problem::NotADate { .. });
    fires!("year = 2020", "year = 22", "22 }", Problem::YearOutOfRange { .. });
    fires!(
        "tolerance = { percent = 1 }\n",
        "",
        "[[programs.indicators]] # band_c",
        Problem::ToleranceMissing
    );
    fires!("percent = 1 }", "percent = -1 }", "-1 }", Problem::ToleranceNegative { .. });
    fires!("min = 0", "min = 100.5", "100.5", Problem::MinAboveMax { .. });
}

#[test]
fn rules_of_the_review_name_choices_that_the_form_offers() {
    let with_form = |text: &str| {
        let plan = SchemaText { text, file: "plan.toml" };
        load_both(plan, SchemaText { text: EMBEDDED_FORM, file: "form.toml" })
    };
    assert!(with_form(EMBEDDED_PLAN).is_ok());
    // The second is a choice of the form, but of another question.
    for wrong in ["検討継読", "未着手"] {
        let text = EMBEDDED_PLAN.replace("[\"検討継続\"]", &format!("[\"{wrong}\"]"));
        let errors = with_form(&text).unwrap_err();
        let [error] = errors.as_slice() else { panic!("{errors:?}") };
        let [problem] = error.problems.as_slice() else { panic!("{error:?}") };
        let is_named =
            matches!(&problem.what, Problem::UnknownProposal { found, .. } if found == wrong);
        assert!(is_named, "{error:?}");
        assert_eq!((problem.line, problem.column), place_of(&text, &format!("\"{wrong}\"")));
    }
}

#[test]
fn rules_are_graded_by_known_codes_only() {
    let with = |rules: &str| format!("{VALID}\n[rules]\n{rules}\n");
    let plan = load_plan(&with("X403 = \"off\""), "plan.toml").unwrap();
    assert_eq!(plan.rules["X403"], RuleGrade::Level(RuleLevel::Off));
    let text = with("X403 = \"off\"\nX4O3 = \"info\"");
    let problems_of_code = problems(&text).problems;
    let [problem] = problems_of_code.as_slice() else { panic!("{problems_of_code:?}") };
    assert!(matches!(&problem.what, Problem::UnknownRule { found, .. } if found == "X4O3"));
    assert_eq!((problem.line, problem.column), place_of(&text, "\"info\""));
    assert!(problem.hint(crate::terms::Lang::Ja).contains("「X403」ではありませんか"));
    // What is wrong with a plan is not the plan's to grade.
    let own = problems(&with("P101 = \"info\""));
    assert!(matches!(own.problems[0].what, Problem::UnknownRule { .. }), "{own:?}");
    // Only `off` is refused.
    let text = with("F101 = \"off\"\nF102 = \"info\"");
    let never_off = problems(&text).problems;
    let [problem] = never_off.as_slice() else { panic!("{never_off:?}") };
    assert!(matches!(&problem.what, Problem::RuleNeverOff { found } if found == "F101"));
    assert_eq!((problem.line, problem.column), place_of(&text, "\"off\""));

    let wrong = problems(&text.replace("\"off\"", "\"quiet\""));
    assert!(matches!(wrong.problems[0].what, Problem::UnknownWord { .. }), "{wrong:?}");
}
