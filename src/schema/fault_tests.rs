//! Faults of words, keys and types beside the rules: each is told, and nothing that only follows from it.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::locate::path_in;
use super::test_plan::{VALID, changed, problems};
use super::*;
use crate::finding::Problem;

/// Spans of all keys and of all values that are written on their line.
fn spans(table: &DeTable<'_>, text: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (mut keys, mut values) = (Vec::new(), Vec::new());
    for (key, value) in table {
        let line = text[..key.span().start].rsplit('\n').next().unwrap_or_default();
        if !line.starts_with('[') {
            keys.push(key.span());
        }
        spans_of_value(value, text, &mut keys, &mut values);
    }
    (keys, values)
}

fn spans_of_value(
    value: &Spanned<DeValue<'_>>,
    text: &str,
    keys: &mut Vec<Range<usize>>,
    values: &mut Vec<Range<usize>>,
) {
    let written = &text[value.span()];
    let is_heading = match value.get_ref() {
        DeValue::Table(_) => !written.starts_with('{'),
        _ => written.starts_with("[["),
    };
    if !is_heading {
        values.push(value.span());
    }
    match value.get_ref() {
        DeValue::Table(table) => {
            let (inner_keys, inner_values) = spans(table, text);
            keys.extend(inner_keys);
            values.extend(inner_values);
        }
        DeValue::Array(list) => {
            list.iter().for_each(|entry| spans_of_value(entry, text, keys, values));
        }
        _ => {}
    }
}

fn replaced(text: &str, span: &Range<usize>, by: &str) -> String {
    format!("{}{by}{}", &text[..span.start], &text[span.end..])
}

/// Whatever value is of another kind, and whatever key is misspelt, that alone is told.
fn each_fault_stands_alone(text: &str, load: impl Fn(&str) -> Option<SchemaError>) {
    assert!(load(text).is_none());
    let tree = DeTable::parse(text).unwrap();
    let (keys, values) = spans(tree.get_ref(), text);
    assert!(keys.len() > 40 && values.len() > 40);
    let mut wrong = Vec::new();
    for span in values {
        let path = path_in(tree.get_ref(), &span).to_string();
        // No key takes a date.
        let error = load(&replaced(text, &span, "1979-05-27")).expect("a value of another kind");
        let told = error.problems.iter().map(|problem| (&problem.path, &problem.what));
        let told: Vec<_> = told.collect();
        if !matches!(told[..], [(place, Problem::WrongType { .. })] if *place == path) {
            wrong.push(format!("{path} = 1979-05-27: {told:?}"));
        }
    }
    for span in keys {
        let path = path_in(tree.get_ref(), &span);
        let Some(error) = load(&replaced(text, &span, "zzz")) else { continue };
        let told: Vec<_> = error.problems.iter().map(|problem| &problem.what).collect();
        let fits = |what: &Problem| {
            matches!(what, Problem::UnknownKey { .. } | Problem::MissingKey { .. })
        };
        if !told.iter().all(|what| fits(what)) {
            wrong.push(format!("{path} misspelt: {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_fault_of_a_plan_has_no_false_consequences() {
    let revised = format!(
        "{VALID}\n[review]\notherwise = '継続'\n[[review.rules]]\nsuggest = 'a'\nreason = 'b'\n\
         when = {{ rated = true }}\n\n[[revision]]\nfrom = 2023\n[[revision.programs]]\nno = 1\n\
         targets = [{{ indicator = 'share_a', value = 60 }}]\n[[revision.new_programs]]\nno = 3\n\
         direction = '1'\nkind = 'study'\nname = '新'\nlead = '見本課'\n"
    );
    each_fault_stands_alone(&revised, |text| load_plan(text, "plan.toml").err());
}

#[test]
fn a_fault_of_a_form_has_no_false_consequences() {
    let plan = load_plan(super::form_tests::PLAN, "plan.toml").unwrap();
    each_fault_stands_alone(super::form_tests::VALID, |text| {
        load_form(text, "form.toml", &plan).err()
    });
    let existing = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans");
    let existing = std::fs::read_dir(existing).unwrap().map(|entry| entry.unwrap().path());
    let read = |folder: &std::path::Path, name: &str| {
        std::fs::read_to_string(folder.join(name)).unwrap_or_default()
    };
    let folder = existing
        .filter(|folder| read(folder, "form.toml").contains("find = "))
        .min()
        .expect("a form that already exists is among the test plans");
    let plan = load_plan(&read(&folder, "plan.toml"), "plan.toml").unwrap();
    each_fault_stands_alone(&read(&folder, "form.toml"), |text| {
        load_form(text, "form.toml", &plan).err()
    });
}

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
