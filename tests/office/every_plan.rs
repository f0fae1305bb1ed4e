//! Plans of every kind and rounds of every state: the reports are right and presentable whatever stands in them.

use std::path::PathBuf;

use serde_json::{Value, json};
use toml::Table;

use crate::presentation::faults;
use crate::programs::{LIBREOFFICE, OPENPYXL, OPENXML_AUDIT, are_there};
use crate::workspace::Workspace;
use crate::written::{Written, build_all};
use crate::{as_arguments, audit, path_text};

/// As many programs as no sheet shows on one page.
const MANY: usize = 60;

/// A round's reports with the pages that they may take, each of those counted on which a wide list stands side by side.
struct Case {
    name: &'static str,
    written: Written,
    most_pages: u64,
}

impl Case {
    /// The plan after `edit`, with the sample's submissions of these rounds, the last of which is reported.
    fn of(
        name: &'static str,
        rounds: &[&str],
        most_pages: u64,
        edit: impl FnOnce(&mut Table),
    ) -> Case {
        let workspace = Workspace::of_edited_plan(edit);
        for round in rounds {
            succeed(&workspace, name, &["sample", "--round", round, "--out", "input"]);
        }
        Case::built(name, workspace, rounds.last().expect("a round"), most_pages)
    }

    fn built(name: &'static str, workspace: Workspace, round: &str, most_pages: u64) -> Case {
        build_all(&workspace);
        let written = Written::of(workspace, round, Vec::new(), Vec::new());
        assert!(written.report.is_file(), "{name}");
        Case { name, written, most_pages }
    }
}

fn succeed(workspace: &Workspace, name: &str, arguments: &[&str]) {
    let run = workspace.matome(arguments);
    assert!(run.status.success(), "{name}: {}", String::from_utf8_lossy(&run.stderr));
}

fn list<'a>(table: &'a mut Table, key: &str) -> &'a mut Vec<toml::Value> {
    table.get_mut(key).and_then(toml::Value::as_array_mut).expect(key)
}

/// Keeps five programs from this one on, so many places apart.
fn keep(plan: &mut Table, first: usize, step: usize) {
    let programs = list(plan, "programs");
    let kept = programs.iter().skip(first).step_by(step).take(5).cloned().collect();
    *programs = kept;
}

/// Repeats the programs until there are `count`, each with a name of 60 letters.
fn multiply_programs(plan: &mut Table, count: usize) {
    let programs = list(plan, "programs");
    let originals = programs.clone();
    programs.clear();
    for (at, original) in originals.iter().cycle().take(count).enumerate() {
        let mut program = original.as_table().expect("a table").clone();
        let number = i64::try_from(at + 1).expect("a small number");
        program.insert("no".to_owned(), number.into());
        let start = format!("{number}番の取組");
        let name = start.chars().chain("長い名称の見本".chars().cycle()).take(60);
        program.insert("name".to_owned(), name.collect::<String>().into());
        for key in ["related_programs", "decided", "focus"] {
            program.remove(key);
        }
        if let Some(indicators) = program.get_mut("indicators") {
            for indicator in indicators.as_array_mut().expect("indicators") {
                let indicator = indicator.as_table_mut().expect("a table");
                let id = format!("{}_{number}", indicator["id"].as_str().expect("an id"));
                indicator.insert("id".to_owned(), id.into());
            }
        }
        programs.push(program.into());
    }
}

/// Two rounds a year.
fn half_year_rounds(plan: &mut Table) {
    let rounds = list(plan, "rounds");
    let years = rounds.clone();
    rounds.clear();
    for year in years {
        let round = year["round"].as_str().expect("a round");
        rounds.push(Table::from_iter([("round".to_owned(), format!("{round}-H1").into())]).into());
        rounds.push(year);
    }
}

/// The sample of both rounds, its effects taken out.
fn without_effects() -> Case {
    let workspace = Workspace::of_edited_plan(|plan| {
        plan.remove("effect_history");
        keep(plan, 3, 2);
    });
    succeed(&workspace, "no effects", &["sample", "--out", "input"]);
    for round in ["2021", "2022"] {
        let input = workspace.path(&format!("input/{round}"));
        let names = workspace.names(&input).into_iter();
        let effects = names.filter(|name| name.contains("_effect_"));
        let blank: serde_json::Map<_, _> = effects.map(|name| (name, Value::Null)).collect();
        assert!(blank.len() > 50, "the form asks for effects");
        workspace.fill(&input, &blank.into(), &input);
    }
    Case::built("no effect at all", workspace, "2022", 50)
}

/// A round of which nothing has come yet but the forms as they were sent out, with or without a round before it.
fn nothing_submitted(name: &'static str, before: &[&str]) -> Case {
    let workspace = Workspace::of_edited_plan(|plan| keep(plan, 3, 6));
    for round in before {
        succeed(&workspace, name, &["sample", "--round", round, "--out", "input"]);
    }
    succeed(&workspace, name, &["template", "--round", "2022", "--out", "input/2022"]);
    succeed(&workspace, name, &["build", "--round", "2022", "--paper", "hq"]);
    let written = Written::of(workspace, "2022", Vec::new(), Vec::new());
    let summary = std::fs::read(&written.summary).expect("a summary");
    let summary: Value = serde_json::from_slice(&summary).expect("JSON");
    let total = &summary["ratings"]["total"];
    assert_eq!(total["not_submitted"], total["items"], "{name}");
    Case { name, written, most_pages: 44 }
}

/// Long lists: only what grows with them is looked at, for the rest is looked at above.
#[test]
fn reports_of_many_programs_are_right_and_presentable() {
    let test = "reports_of_many_programs_are_right_and_presentable";
    if !are_there(test, &[&OPENPYXL, &OPENXML_AUDIT, &LIBREOFFICE]) {
        return;
    }
    let many =
        Case::of("many programs with names of 60 letters", &["2022"], 4 * MANY as u64, |plan| {
            multiply_programs(plan, MANY);
        });
    assert_right_and_presentable(&[many]);
}

#[test]
fn reports_of_every_plan_are_right_and_presentable() {
    let test = "reports_of_every_plan_are_right_and_presentable";
    if !are_there(test, &[&OPENPYXL, &OPENXML_AUDIT, &LIBREOFFICE]) {
        return;
    }
    let eight = ["2021-H1", "2021", "2022-H1", "2022", "2023-H1", "2023", "2024-H1", "2024"];
    let cases = [
        Case::of("the first five programs, one round", &["2021"], 45, |plan| keep(plan, 0, 1)),
        Case::of("five programs, the review", &["2021", "2022"], 50, |plan| keep(plan, 3, 6)),
        Case::of("the last programs, all of them studies", &["2022"], 40, |plan| keep(plan, 23, 1)),
        Case::of("five programs, eight rounds", &eight, 72, |plan| {
            keep(plan, 8, 4);
            half_year_rounds(plan);
        }),
        without_effects(),
        nothing_submitted("nothing submitted in the second round", &["2021"]),
        nothing_submitted("nothing submitted at all", &[]),
    ];
    assert_right_and_presentable(&cases);
}

/// No error or other result in any formula, no finding of the audit, no text cut, pages and screens as they should be.
fn assert_right_and_presentable(cases: &[Case]) {
    let mut wrong = Vec::new();
    let files: Vec<PathBuf> = cases.iter().flat_map(|case| case.written.all()).collect();
    OPENPYXL.json("opens_cleanly.py", &as_arguments(&files));
    wrong.extend(audit(&cases[0].written.workspace, &files));
    let told = LIBREOFFICE.json("every.py", &as_arguments(&files));
    for case in cases {
        for file in case.written.all() {
            let told = &told[path_text(&file)];
            let mut note = |fault: &Value| wrong.push(format!("{}: {fault}", case.name));
            for faults in [
                &told["recalculated"]["errors"],
                &told["recalculated"]["differences"],
                &told["pages"]["faults"],
                &told["texts"]["cut"],
            ] {
                faults.as_array().expect("a list").iter().for_each(&mut note);
            }
            let pages = told["pages"]["printed"].as_u64().expect("a count");
            if !(1..=case.most_pages).contains(&pages) {
                note(&json!({ "pages": told["pages"], "at most": case.most_pages }));
            }
        }
        let kinds: [(&str, &[PathBuf]); 2] = [
            ("report", std::slice::from_ref(&case.written.report)),
            ("paper", &case.written.papers),
        ];
        for (kind, files) in kinds {
            wrong.extend(faults(kind, files));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
