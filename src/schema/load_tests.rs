//! Loading: faults of the text itself, positions, and how errors are shown.

use super::problem::ProblemKind;
use super::test_plan::{VALID, changed, fires, fires_and_reads, one_problem, problems};
use super::*;
use crate::terms::Lang;

#[test]
fn text_that_is_not_toml() {
    fires_and_reads!(
        "syntax",
        "title = \"見本市改革計画\"",
        "title = 見本市改革計画",
        "見本市改革計画",
        ProblemKind::Syntax(_)
    );
    fires!("first_year = 2021", "first_year = 02021", "02021", ProblemKind::Syntax(_));
    fires!(
        "first_year = 2021",
        "title = \"二\"\nfirst_year = 2021",
        "title = \"二\"",
        ProblemKind::KeyTwice(_)
    );
    fires!(
        "aliases = [\"見本担当\"]",
        "aliases = [\"見本担当\" \"見本係\"]",
        "\"見本係\"",
        ProblemKind::Syntax(_)
    );
}

#[test]
fn keys_that_the_format_does_not_have() {
    fires_and_reads!(
        "unknown_key",
        "share_decimals = 1",
        "share_decimal = 1",
        "share_decimal",
        ProblemKind::UnknownKey { .. }
    );
    let error = one_problem("last_year = 2024", "last_year = 2024\n予算 = 1", "予算", |what| {
        matches!(what, ProblemKind::Syntax(_))
    });
    assert!(error.problems[0].hint(Lang::Ja).contains("半角"));
}

#[test]
fn keys_that_are_missing() {
    fires_and_reads!(
        "missing_key",
        "unit = \"件\"\n",
        "",
        "[[programs.indicators]] # stock_b",
        ProblemKind::MissingKey(_)
    );
    let error = one_problem("title = \"見本市改革計画\"\n", "", "id = \"mihon-1\"", |what| {
        *what == ProblemKind::MissingKey("title".to_owned())
    });
    assert_eq!(error.problems[0].path, "");
}

#[test]
fn values_of_another_kind() {
    fires_and_reads!(
        "wrong_type",
        "first_year = 2021",
        "first_year = \"R3\"",
        "\"R3\"",
        ProblemKind::WrongType { .. }
    );
    fires!("code = \"131016\"", "code = 131016", "131016", ProblemKind::WrongType { .. });
    fires!(
        "date = \"2021-04-01\"",
        "date = 2021-04-01",
        "2021-04-01",
        ProblemKind::WrongType { .. }
    );
    fires!("first_year = 2021", "first_year = 99999", "99999", ProblemKind::NotAYear(_));
    fires!("no = 2", "no = -2", "-2", ProblemKind::WrongType { .. });
    fires!("value = 10,", "value = \"十\",", "\"十\"", ProblemKind::WrongType { .. });
    fires!("[municipality]", "[[municipality]]", "[[municipality]]", ProblemKind::WrongType { .. });
    let error = one_problem("review = true", "review = \"はい\"", "\"はい\"", |what| {
        matches!(what, ProblemKind::WrongType { .. })
    });
    assert_eq!(error.problems[0].path, "rounds[1].review");
    assert!(error.problems[0].message(Lang::Ja).contains("true か false"));
}

#[test]
fn words_outside_a_fixed_list() {
    fires_and_reads!(
        "unknown_word",
        "shape = \"increment\"",
        "shape = \"increments\"",
        "\"increments\"",
        ProblemKind::UnknownWord { .. }
    );
    fires!("round = \"2021\"", "round = \"令和3年度\"", "\"令和3年度\"", ProblemKind::NotARound(_));
}

#[test]
fn all_problems_come_at_once_in_the_order_of_the_file() {
    let text = changed("no = 2", "no = 1")
        .replace("131016", "131010")
        .replace("lead = \"見本課\"", "lead = \"課\"");
    let error = problems(&text);
    let lines: Vec<_> = error.problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines.len(), 3);
    assert!(lines.is_sorted());
    insta::assert_snapshot!("three_problems_in_english", error.render(Lang::En, false));
    assert!(error.render(Lang::Ja, true).contains('\u{1b}'));
    assert_eq!(error.render(Lang::Ja, true), error.render(Lang::Ja, true));
}

#[test]
fn a_problem_has_its_length_and_path() {
    let text = changed("lead = \"見本課\"", "lead = \"見木課\"");
    let problem = &problems(&text).problems[0];
    assert_eq!(problem.length, 5);
    assert_eq!(problem.path, "programs[0].lead");
}

#[test]
fn the_embedded_plan_and_the_test_plans_are_valid() {
    let shown = |error: SchemaError| panic!("{}", error.render(Lang::En, false));
    let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap_or_else(shown);
    assert!(plan.indicators().count() > 0);
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/plans is part of the repository")
        .map(|entry| entry.expect("the folder can be listed").path().join("plan.toml"))
        .collect();
    files.sort();
    assert!(files.len() >= 2);
    for file in files {
        let text = std::fs::read_to_string(&file).expect("each test plan has a plan.toml");
        let plan = load_plan(&text, &file.display().to_string()).unwrap_or_else(shown);
        let folder = file.parent().and_then(std::path::Path::file_name);
        assert_eq!(folder.and_then(std::ffi::OsStr::to_str), Some(plan.id.as_str()));
    }
}

#[test]
fn files_saved_by_windows_editors_load_and_keep_their_positions() {
    let windows = format!("\u{feff}{}", VALID.replace('\n', "\r\n"));
    assert!(load_plan(&windows, "plan.toml").is_ok());
    let broken = windows.replace("lead = \"見本課\"", "lead = \"見木課\"");
    let problem = &problems(&broken).problems[0];
    assert_eq!((problem.line, problem.column, problem.length), (66, 8, 5));
    assert!(!problems(&broken).render(Lang::Ja, false).contains('\r'));
}

proptest::proptest! {
    /// However a file is damaged, the answer is a plan or an error that can be shown.
    #[test]
    fn damaged_files_never_panic(cut in 0usize..1200, length in 0usize..60, put in "[ -~あ課\n]{0,12}") {
        let text: Vec<char> = VALID.chars().collect();
        let (from, to) = (cut.min(text.len()), (cut + length).min(text.len()));
        let mut damaged: String = text[..from].iter().collect();
        damaged.push_str(&put);
        damaged.extend(&text[to..]);
        if let Err(error) = load_plan(&damaged, "plan.toml") {
            proptest::prop_assert!(!error.problems.is_empty());
            proptest::prop_assert!(error.render(Lang::Ja, false).contains("plan.toml"));
            proptest::prop_assert!(error.render(Lang::En, false).contains("plan.toml"));
        }
    }
}
