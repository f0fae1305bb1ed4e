//! A valid plan of a made-up city, and what the tests of loading and of the rules do with it.

use super::*;
use crate::finding::Problem;

pub(super) const VALID: &str = r#"id = "mihon-1"
title = "見本市改革計画"
first_year = 2021
last_year = 2024
share_decimals = 1

[municipality]
name = "見本市"
code = "131016"
corporate_number = "8700110005901"

[office]
division = "見本課"

[[rounds]]
round = "2021"

[[rounds]]
round = "2022"
review = true # mid-term

[[scales]]
version = "v1"
since = 2019

[[scales.levels]]
code = "○"
label = "予定どおり"
standing = "on_track"
synonyms = ["順調"]

[[scales.levels]]
code = "×"
label = "遅れ"
standing = "behind"
synonyms = ["遅延"]

[[not_rated]]
reason = "対象外"

[[not_rated]]
reason = "終了"
synonyms = ["完了"]

[[directions]]
id = "1"
name = "見本の方向"

[[divisions]]
name = "見本課"
aliases = ["見本担当"]

[[divisions]]
name = "試行課"
aliases = ["試行担当"]

[[divisions]]
name = "仮置き"
placeholder = true

[[programs]]
no = 1
direction = "1"
kind = "implementation"
name = "見本事業"
lead = "見本課"
activities = [
  { name = "見本の取組", phases = ["準備", "実施", "→", ""], division = "試行課" },
]

[[programs.indicators]] # share_a
id = "share_a"
name = "見本の率"
unit = "%"
shape = "level"
baseline = { value = 10, date = "2021-04-01" }
target = { value = 50, by = 2024 }
min = 0
max = 100

[[programs.indicators]] # stock_b
id = "stock_b"
name = "見本の数"
unit = "件"
shape = "increment"
baseline = { value = 5, year = 2020 }
target = { value = 2, by = 2024 }

[[programs.indicators]] # band_c
id = "band_c"
name = "見本の幅"
unit = "人"
shape = "keep_within"
target = { value = 100, each_year = true }
tolerance = { percent = 1 }

[[programs]]
no = 2
direction = "1"
kind = "study"
name = "見本検討"
lead = "仮置き"
lacking = ["lead"]

[[effect_history]]
first_year = 2010
last_year = 2015
label = "前の計画"
yen = 1000
"#;

/// The valid plan with one passage replaced; the passage must be there exactly once.
pub(super) fn changed(from: &str, to: &str) -> String {
    assert_eq!(VALID.matches(from).count(), 1, "{from}");
    VALID.replace(from, to)
}

pub(super) fn problems(text: &str) -> SchemaError {
    load_plan(text, "plan.toml").expect_err("the plan is broken")
}

/// Line and column of the only occurrence of `needle`, counted here by characters.
pub(super) fn place_of(text: &str, needle: &str) -> (usize, usize) {
    let places: Vec<_> = text
        .lines()
        .enumerate()
        .filter_map(|(row, line)| {
            line.split_once(needle).map(|(before, _)| (row + 1, before.chars().count() + 1))
        })
        .collect();
    assert_eq!(places.len(), 1, "{needle}: {places:?}");
    places[0]
}

/// The change brings exactly one problem, at `needle`, and `fits` recognises it.
#[track_caller]
pub(super) fn one_problem(
    from: &str,
    to: &str,
    needle: &str,
    fits: impl Fn(&Problem) -> bool,
) -> SchemaError {
    let text = changed(from, to);
    let error = problems(&text);
    assert_eq!(error.problems.len(), 1, "{error:?}");
    let problem = &error.problems[0];
    assert!(fits(&problem.what), "{problem:?}");
    assert_eq!((problem.line, problem.column), place_of(&text, needle), "{problem:?}");
    assert!(error.to_string().starts_with("plan.toml: 1 problem(s)"));
    error
}

/// The same, and the message as a user sees it is kept.
macro_rules! fires_and_reads {
    ($name:literal, $from:expr, $to:expr, $needle:expr, $fits:pat) => {
        let error = $crate::schema::test_plan::one_problem($from, $to, $needle, |what| {
            matches!(what, $fits)
        });
        insta::assert_snapshot!($name, error.render($crate::terms::Lang::Ja, false));
    };
}

macro_rules! fires {
    ($from:expr, $to:expr, $needle:expr, $fits:pat) => {
        $crate::schema::test_plan::one_problem($from, $to, $needle, |what| matches!(what, $fits));
    };
}

pub(super) use {fires, fires_and_reads};
