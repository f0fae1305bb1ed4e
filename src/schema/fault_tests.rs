//! Faults of words, keys and types beside the rules: each is told, and nothing that only follows from it.

use super::test_plan::{changed, problems};
use crate::finding::Problem;

#[test]
fn all_keys_that_a_table_lacks_are_named() {
    let text = changed("unit = \"件\"\nshape = \"increment\"\n", "")
        .replace("name = \"見本市\"\ncode = \"131016\"\n", "")
        .replace("[office]\ndivision = \"見本課\"\n", "");
    let keys = problems(&text).problems.into_iter().map(|problem| match problem.what {
        Problem::MissingKey { key } => key,
        other => panic!("{other:?}"),
    });
    let mut keys: Vec<String> = keys.collect();
    keys.sort();
    assert_eq!(keys, ["code", "name", "office", "shape", "unit"]);
}

#[test]
fn rules_look_at_what_no_fault_touches() {
    let text = changed("review = true", "review = \"はい\"")
        .replace("131016", "131010")
        .replace("lead = \"見本課\"", "lead = \"見木課\"");
    let found = problems(&text);
    let paths: Vec<&str> = found.problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["municipality.code", "rounds[1].review", "programs[0].lead"]);
}
