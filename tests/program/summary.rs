//! `data/summary.json` and its page in the handbook; a correction on its way from the form to the figures.

use std::collections::BTreeSet;

use matome::testing::Round;
use matome::testing::{EMBEDDED_PLAN, load_form, load_plan};
use serde_json::Value as Json;

use crate::rules::bench::{number, sound, sound_files, text};
use crate::support::{Workspace, filled, repository};

/// What the form of 2022 corrects: its past actual, in the unit of the form.
const CORRECTED: (&str, &str) = ("indicator_partner_groups_past_2021", "1");

/// Two rounds of the embedded plan with everything that a summary can hold: focus items, programs printed again, a new
/// scale, and a correction.
fn workspace() -> Workspace {
    let plan_text = EMBEDDED_PLAN.replacen(
        "[[programs]]\n",
        "[[programs]]\nfocus = [2022]\nalso_in = [\"4\"]\n",
        1,
    );
    assert_ne!(plan_text, EMBEDDED_PLAN);
    let scale = "\n[[scales]]\nversion = \"見本\"\nsince = 2022\n\
        from_previous = { S = \"S\", A = \"A\", B = \"B\" }\n\
        levels = [{ code = \"S\", label = \"以上\", standing = \"ahead\" }, \
        { code = \"A\", label = \"どおり\", standing = \"on_track\" }, \
        { code = \"B\", label = \"遅れ\", standing = \"behind\" }]\n\n[[not_rated]]";
    let plan_text = plan_text.replacen("\n[[not_rated]]", scale, 1);
    let plan = load_plan(&plan_text, "plan.toml").unwrap_or_else(|error| panic!("{error:?}"));
    let form = load_form(matome::testing::EMBEDDED_FORM, "form.toml", &plan).unwrap();
    let workspace = Workspace::new();
    workspace.write("schemas/kodaira-1/plan.toml", plan_text.as_bytes());
    workspace.write("schemas/kodaira-1/form.toml", matome::testing::EMBEDDED_FORM.as_bytes());
    for (name, bytes) in sound_files(&plan, &form, "2021") {
        workspace.write(&format!("input/2021/{name}"), &bytes);
    }
    let round: Round = "2022".parse().unwrap();
    let files =
        filled(&plan, &form, round, &|program, question| match (program.0, question.key()) {
            (_, key) if key == CORRECTED.0 => number(CORRECTED.1),
            // Rated A the year before.
            (1, "rating") => text("S"),
            (25, "review_verdict") => text("実施へ移行"),
            (25, "review_activity_1_name") => text("見本の取組"),
            (25, "review_indicator_1_name") => text("見本の数"),
            (25, "review_indicator_1_unit") => text("件"),
            (25, "review_indicator_1_target") => number("10"),
            (25, "review_indicator_1_time") => text("毎年度達成"),
            (25, "review_indicator_1_better") => text("多いほどよい"),
            _ => sound(round, program, question),
        });
    for (name, bytes) in files {
        workspace.write(&format!("input/2022/{name}"), &bytes);
    }
    workspace
}

/// Every leaf of a JSON value as a path, with the names that the page uses for what repeats.
fn leaves(value: &Json, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Json::Object(fields) => {
            for (key, field) in fields {
                let last = path.rsplit('.').next().unwrap_or_default();
                let is_data = matches!(last, "not_rated" | "mapping" | "codes");
                let key = if is_data { "*" } else { key };
                leaves(field, &format!("{path}.{key}"), found);
            }
        }
        Json::Array(items) => {
            for item in items {
                leaves(item, &format!("{path}[]"), found);
            }
        }
        _ => {
            found.insert(named(path.trim_start_matches('.')));
        }
    }
}

/// `ratings.directions[].items` → `行.items`.
fn named(path: &str) -> String {
    const PARTS: [(&str, &str); 19] = [
        ("ratings.directions[]", "行"),
        ("ratings.kinds[]", "行"),
        ("ratings.divisions[]", "行"),
        ("ratings.focus", "行"),
        ("ratings.total", "行"),
        ("ratings.repeats.directions[]", "行"),
        ("ratings.repeats.total", "行"),
        ("programs[].indicators", "件数"),
        ("indicator_tally", "件数"),
        ("review.indicators[].actuals[]", "indicators[].actuals[]"),
        ("review.programs[].indicators[].actuals[]", "indicators[].actuals[]"),
        ("review.indicators[]", "見直しの指標"),
        ("review.programs[].indicators[]", "見直しの指標"),
        ("effects.cells[]", "額"),
        ("effects.by_kind[]", "額"),
        ("effects.by_program[]", "額"),
        ("effects.by_nature[]", "額"),
        ("effects.by_basis[]", "額"),
        ("effects.totals[]", "額"),
    ];
    let own = [
        "direction_id",
        "kind",
        "program_no",
        "nature",
        "basis",
        "bases[]",
        "bases_note",
        "doubted_yen",
    ];
    if let Some((_, place)) = path.rsplit_once(".source.") {
        return format!("出典.{place}");
    }
    for (part, name) in PARTS {
        let Some(rest) = path.strip_prefix(part).and_then(|rest| rest.strip_prefix('.')) else {
            continue;
        };
        if name == "額" && own.contains(&rest) {
            break;
        }
        return format!("{name}.{rest}");
    }
    path.to_owned()
}

/// The first column of the page's tables; groups of fields, which stand in tables of their own, left out.
fn documented() -> BTreeSet<String> {
    let page = std::fs::read_to_string(repository().join("docs/summary.md")).unwrap();
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `"));
    let fields = rows.filter_map(|row| row.split_once("` | "));
    let is_group = |rest: &str| {
        ["行 ", "件数 ", "額 ", "額と率 ", "見直しの指標 "].iter().any(|g| rest.starts_with(g))
    };
    fields.filter(|(_, rest)| !is_group(rest)).map(|(field, _)| field.to_owned()).collect()
}

#[test]
fn every_field_of_the_summary_is_described_and_no_other() {
    let workspace = workspace();
    workspace.matome(&["build"]).assert().success();
    let mut found = BTreeSet::new();
    leaves(&workspace.json("output/2022/data/summary.json"), "", &mut found);
    // Where something may be absent as a whole, its fields are described.
    let all = found.clone();
    found.retain(|path| !all.iter().any(|other| other.starts_with(&format!("{path}."))));
    let documented = documented();
    let missing: Vec<_> = found.difference(&documented).collect();
    let stale: Vec<_> = documented.difference(&found).collect();
    assert!(
        missing.is_empty() && stale.is_empty(),
        "not described: {missing:?}\nnot there: {stale:?}"
    );
}

#[test]
fn a_correction_is_a_fact_of_its_round_for_its_year_and_the_next_form_prints_it() {
    let workspace = workspace();
    workspace.matome(&["build"]).assert().success();
    let csv =
        std::fs::read_to_string(workspace.dir.join("output/2022/data/indicators.csv")).unwrap();
    let of = |line: &&str| line.starts_with("3,partner_groups,2021,");
    let rounds: Vec<Vec<&str>> =
        csv.lines().filter(of).map(|line| line.split(',').skip(3).take(2).collect()).collect();
    assert_eq!(rounds, [["2021", "2"], ["2022", "1"]]);

    let summary = workspace.json("output/2022/data/summary.json");
    let indicators = summary["indicators"].as_array().unwrap();
    let figure = indicators.iter().find(|one| one["indicator_id"] == "partner_groups").unwrap();
    let actual = &figure["actuals"][0];
    assert_eq!((actual["value"].as_str(), actual["round"].as_str()), (Some("1"), Some("2022")));
    assert_eq!(actual["corrected"]["value"], "2");
    assert_eq!(actual["corrected"]["round"], "2021");

    // The form of the year after prints the corrected value; left as it is, it is no correction again.
    workspace.matome(&["template", "--round", "2023", "--out", "blank"]).assert().success();
    let output = workspace
        .matome(&["check", "blank", "--round", "2023", "--format", "json"])
        .output()
        .unwrap();
    let checked: Json = serde_json::from_slice(&output.stdout).unwrap();
    let is_past = |value: &&Json| value["field"].as_str().unwrap().contains("_past_");
    assert_eq!(checked["values"].as_array().unwrap().iter().filter(is_past).count(), 0);
    let accounts = checked["submissions"].as_array().unwrap().iter();
    assert!(accounts.clone().all(|one| one["cells"]["unaccounted"] == 0));
    let file = workspace.dir.join("blank/市民協働・男女参画推進課.xlsx");
    let book = matome::testing::open(
        &std::fs::read(file).unwrap(),
        "見本.xlsx",
        &matome::testing::Limits::default(),
    )
    .unwrap();
    let name = &book.names["in_p03_indicator_partner_groups_past_2021"];
    let cell = &book.sheets[name.sheet].cells[&name.area.first];
    assert_eq!(cell.content, matome::testing::Content::Number(1.into()));
}
