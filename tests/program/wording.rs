//! The plan's own words in sentences: its name for an item, its counter, its labels.

use std::collections::BTreeMap;

use matome::testing::{EMBEDDED_FORM, Entry, load_form, load_plan};
use regex::Regex;

use crate::rules::bench::parts;
use crate::support::{Workspace, files_below, filled, repository};

/// A plan whose items are counted by 本, a counter that names nothing, and whose labels are clauses; with all that is
/// written of it, by file.
fn texts() -> BTreeMap<String, String> {
    let file = repository().join("tests/plans/kizugawa-r2/plan.toml");
    let plan = std::fs::read_to_string(file).unwrap();
    let plan = plan
        .replace("program = \"項目\"", "program = \"事務事業\", counter = \"本\"")
        .replace("label = \"課題あり\"", "label = \"遅れている\"");
    assert!(plan.contains("counter = \"本\"") && plan.contains("label = \"遅れている\""));
    let workspace = Workspace::with_plan("kizugawa-r2");
    workspace.write("schemas/kizugawa-r2/plan.toml", plan.as_bytes());
    let plan = load_plan(&plan, "plan.toml").unwrap();
    let form = load_form(EMBEDDED_FORM, "form.toml", &plan).unwrap();
    let rating = |no: u16| match no % 5 {
        0 => None,
        1 => Some("A"),
        2 => Some("B"),
        _ => Some("C"),
    };
    let files = filled(&plan, &form, "2020".parse().unwrap(), &|program, question| {
        (question.key() == "rating")
            .then(|| rating(program.0).map(|code| Entry::Text(code.to_owned())))
            .flatten()
    });
    // One division has not submitted.
    for (name, bytes) in files.iter().skip(1) {
        workspace.write(&format!("input/2020/{name}"), bytes);
    }
    workspace.matome(&["build", "--paper", "hq"]).assert().success();
    let written = files_below(&workspace.dir.join("output/2020")).into_iter();
    let written = written.filter(|(name, _)| !name.contains("差戻し"));
    written
        .map(|(name, bytes)| {
            let text = match name.ends_with(".xlsx") {
                true => parts(&bytes)
                    .into_iter()
                    .filter(|(part, _)| part.ends_with(".xml"))
                    .map(|(_, inside)| String::from_utf8(inside).unwrap())
                    .collect(),
                false => String::from_utf8(bytes).unwrap(),
            };
            (name, text)
        })
        .collect()
}

#[test]
fn a_counter_that_names_nothing_stands_only_behind_a_number() {
    let texts = texts();
    let said: String = texts.values().map(String::as_str).collect();
    for right in ["事務事業116本のうち", "評価した事務事業", "「遅れている」取組は"]
    {
        assert!(said.contains(right), "{right}");
    }
    // After a clause it would be a noun, and a number alone says nothing of what.
    let wrong = [
        "(した|ている|未提出の)\n?本[をがはにのごと<]",
        "[^業0-9][0-9]+本の(うち|すべて)",
        "遅れている」の",
    ];
    for (name, text) in &texts {
        for pattern in wrong {
            let found = Regex::new(pattern).unwrap().find(text).map(|found| found.as_str());
            assert_eq!(found, None, "{name}");
        }
    }
}
