//! Loading: faults of the text itself, positions, and how errors are shown.

use super::test_plan::{VALID, changed, fires, fires_and_reads, one_problem, problems};
use super::*;
use crate::finding::Problem;
use crate::terms::Lang;

#[test]
fn text_that_is_not_toml() {
    fires_and_reads!(
        "syntax",
        "title = \"見本市改革計画\"",
        "title = 見本市改革計画",
        "見本市改革計画",
        Problem::Syntax { .. }
    );
    fires!("first_year = 2021", "first_year = 02021", "02021", Problem::Syntax { .. });
    fires!(
        "first_year = 2021",
        "title = \"二\"\nfirst_year = 2021",
        "title = \"二\"",
        Problem::KeyTwice { .. }
    );
    fires!(
        "aliases = [\"見本担当\"]",
        "aliases = [\"見本担当\" \"見本係\"]",
        "\"見本係\"",
        Problem::Syntax { .. }
    );
}

#[test]
fn keys_that_the_format_does_not_have() {
    fires_and_reads!(
        "unknown_key",
        "share_decimals = 1",
        "share_decimal = 1",
        "share_decimal",
        Problem::UnknownKey { .. }
    );
    let error = one_problem("last_year = 2024", "last_year = 2024\n予算 = 1", "予算", |what| {
        matches!(what, Problem::Syntax { .. })
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
        Problem::MissingKey { .. }
    );
    let error = one_problem("title = \"見本市改革計画\"\n", "", "id = \"mihon-1\"", |what| {
        *what == Problem::MissingKey { key: "title".to_owned() }
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
        Problem::WrongType { .. }
    );
    fires!("code = \"131016\"", "code = 131016", "131016", Problem::WrongType { .. });
    fires!("date = \"2021-04-01\"", "date = 2021-04-01", "2021-04-01", Problem::WrongType { .. });
    fires!("first_year = 2021", "first_year = 99999", "99999", Problem::NotAYear { .. });
    fires!("no = 2", "no = -2", "-2", Problem::WrongType { .. });
    fires!("value = 10,", "value = \"十\",", "\"十\"", Problem::WrongType { .. });
    fires!("[municipality]", "[[municipality]]", "[[municipality]]", Problem::WrongType { .. });
    let error = one_problem("review = true", "review = \"はい\"", "\"はい\"", |what| {
        matches!(what, Problem::WrongType { .. })
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
        Problem::UnknownWord { .. }
    );
    fires!("round = \"2021\"", "round = \"令和3年度\"", "\"令和3年度\"", Problem::NotARound { .. });
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
fn all_faults_of_keys_and_types_come_at_once() {
    let text = changed("first_year = 2021", "first_year = \"R3\"")
        .replace("share_decimals = 1", "share_decimal = 1")
        .replace("review = true", "review = \"はい\"")
        .replace("unit = \"件\"\n", "")
        .replace("shape = \"keep_within\"", "shape = \"keep\"")
        .replace("no = 2", "no = -2");
    let error = problems(&text);
    let paths: Vec<_> = error.problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "first_year",
            "share_decimal",
            "rounds[1].review",
            "programs[0].indicators[1]",
            "programs[0].indicators[2].shape",
            "programs[1].no"
        ]
    );
    // A key whose value was of another kind is there: it is not missing too.
    let missing = error.problems.iter().filter_map(|problem| match &problem.what {
        Problem::MissingKey { key } => Some(key.as_str()),
        _ => None,
    });
    assert_eq!(missing.collect::<Vec<_>>(), ["unit"]);
}

#[test]
fn all_faults_of_the_text_come_at_once() {
    let text = changed("first_year = 2021", "first_year = 02021")
        .replace("title = \"見本市改革計画\"", "title = 見本市改革計画");
    let error = problems(&text);
    assert!(
        error.problems.iter().all(|one| matches!(one.what, Problem::Syntax { .. })),
        "{error:?}"
    );
    assert_eq!(error.problems.iter().map(|one| one.line).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn plan_and_form_are_both_looked_at() {
    let both = |plan: &str, form: &str| {
        let plan = SchemaText { text: plan, file: "plan.toml" };
        let errors = load_both(plan, SchemaText { text: form, file: "form.toml" }).unwrap_err();
        errors.iter().map(|error| (error.file.clone(), error.problems.len())).collect::<Vec<_>>()
    };
    let found =
        |plan: usize, form: usize| [("plan.toml".to_owned(), plan), ("form.toml".to_owned(), form)];
    let plan = EMBEDDED_PLAN.replace("no = 2\n", "no = 1\n");
    let untyped = EMBEDDED_PLAN.replace("no = 2\n", "no = \"二\"\n");
    // A rule of the form, and a fault of its text.
    let form = EMBEDDED_FORM.replacen("choices = \"rating\"", "choices = \"ratings\"", 1);
    let torn = EMBEDDED_FORM.replacen("type = \"choice\"", "type = \"choices\"", 1);
    assert_ne!(plan, untyped);
    assert_eq!(both(&plan, &form), found(1, 1));
    assert_eq!(both(&plan, &torn), found(1, 1));
    assert_eq!(both(&untyped, &torn), found(1, 1));
    // Where the plan is nothing to hold a form against, the form's own rules speak all the same.
    assert_eq!(both(&untyped, &form), found(1, 1));
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
