//! Forms that already exist: described by `find` in form.toml, read like a form of our own.

mod drafts;
mod shapes;
pub mod sheet;
mod spoiled;
pub mod ten;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::support::{Workspace, filled, repository};
use ten::{entry, workbooks};

/// A workspace with the plan of ten programs and a form.
fn workspace(form: &str) -> Workspace {
    let workspace = Workspace::with_plan("existing-ten");
    workspace.write("schemas/existing-ten/form.toml", form.as_bytes());
    workspace
}

/// The completed description of the hand-made form.
fn completed() -> String {
    let file = repository().join("tests/plans/existing-ten/form.toml");
    std::fs::read_to_string(file).unwrap()
}

/// Checks these files by a description; the exit code must be this.
fn read(form: &str, files: &BTreeMap<String, Vec<u8>>, code: i32) -> Json {
    let workspace = workspace(form);
    for (name, bytes) in files {
        workspace.write(&format!("input/2021/{name}"), bytes);
    }
    check(&workspace, code)
}

/// The codes of the findings, each with its program and field, without information.
fn codes(document: &Json) -> Vec<String> {
    let findings = document["findings"].as_array().unwrap().iter();
    let text = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let line =
        |finding: &Json| ["code", "program", "field"].map(|key| text(&finding[key])).join(" ");
    findings.filter(|finding| finding["severity"] != "info").map(line).collect()
}

fn check(workspace: &Workspace, code: i32) -> Json {
    let run = workspace.matome(&["check", "--round", "2021", "--format", "json"]).output().unwrap();
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    let document: Json = serde_json::from_slice(&run.stdout).unwrap_or_else(|_| panic!("{told}"));
    assert_eq!(run.status.code(), Some(code), "{:?}", codes(&document));
    document
}

/// What was read, by program and field; blank fields and everything about places left out.
fn values(document: &Json) -> BTreeMap<(u64, String), Json> {
    let values = document["values"].as_array().unwrap().iter();
    let filled = values.filter(|value| value["missing"] != "blank");
    filled
        .map(|value| {
            let key = (value["program"].as_u64().unwrap(), value["field"].as_str().unwrap());
            let mut value = value.clone();
            for place in ["file", "sheet", "cell", "located_by", "raw"] {
                value.as_object_mut().unwrap().remove(place);
            }
            ((key.0, key.1.to_owned()), value)
        })
        .collect()
}

/// The same values; a failing test shows only those that differ.
#[track_caller]
fn assert_same(left: &BTreeMap<(u64, String), Json>, right: &BTreeMap<(u64, String), Json>) {
    let differs = |key: &&(u64, String)| left.get(*key) != right.get(*key);
    let keys: BTreeSet<&(u64, String)> = left.keys().chain(right.keys()).filter(differs).collect();
    let shown =
        keys.iter().map(|key| format!("{key:?}: {:?} / {:?}", left.get(*key), right.get(*key)));
    assert!(keys.is_empty(), "{}", shown.collect::<Vec<_>>().join("\n"));
}

/// The JSON without whatever speaks of files and places.
fn without_places(value: &Json) -> Json {
    match value {
        Json::Object(entries) => {
            let places = ["file", "sheet", "cell", "files", "sha256"];
            let kept = entries.iter().filter(|(key, _)| !places.contains(&key.as_str()));
            Json::Object(kept.map(|(key, value)| (key.clone(), without_places(value))).collect())
        }
        Json::Array(items) => Json::Array(items.iter().map(without_places).collect()),
        other => other.clone(),
    }
}

/// Lists the paths at which two documents differ.
fn compare(left: &Json, right: &Json, path: &str, differences: &mut Vec<String>) {
    match (left, right) {
        (Json::Object(left), Json::Object(right)) => {
            let keys: BTreeSet<&String> = left.keys().chain(right.keys()).collect();
            for key in keys {
                let of = |map: &serde_json::Map<String, Json>| map.get(key).cloned();
                let path = format!("{path}.{key}");
                let (left, right) = (of(left).unwrap_or_default(), of(right).unwrap_or_default());
                compare(&left, &right, &path, differences);
            }
        }
        (Json::Array(left), Json::Array(right)) if left.len() == right.len() => {
            for (index, (left, right)) in left.iter().zip(right).enumerate() {
                compare(left, right, &format!("{path}[{index}]"), differences);
            }
        }
        _ if left == right => {}
        _ => differences.push(format!("{path}: {left} / {right}")),
    }
}

/// A form of ten programs that an office drew by hand gives the same values and the same figures as the form that the
/// program makes itself.
#[test]
fn a_hand_made_form_of_ten_programs_gives_the_figures_of_the_generated_form() {
    let (plan, _) = ten::schema();
    let own_form = matome::testing::load_form(matome::testing::EMBEDDED_FORM, "form.toml", &plan);
    let own_form = own_form.unwrap();
    let generated = workspace(matome::testing::EMBEDDED_FORM);
    let entries = |program, question: &matome::testing::Question| entry(&plan, program, question);
    for (name, bytes) in filled(&plan, &own_form, "2021".parse().unwrap(), &entries) {
        generated.write(&format!("input/2021/{name}"), &bytes);
    }
    let by_hand = workspace(&completed());
    for (name, bytes) in workbooks(&plan, true, &|_, _| {}) {
        by_hand.write(&format!("input/2021/{name}"), &bytes);
    }
    let (ours, theirs) = (check(&generated, 0), check(&by_hand, 0));
    // One program is rated better than its indicator: the rules find it in both.
    assert_eq!(without_places(&theirs["findings"]), without_places(&ours["findings"]));
    assert_eq!(ours["findings"].as_array().unwrap().len(), 1);
    let (ours, theirs) = (values(&ours), values(&theirs));
    assert!(ours.len() > 120, "{}", ours.len());
    assert_same(&theirs, &ours);
    for workspace in [&generated, &by_hand] {
        workspace.matome(&["build", "--round", "2021", "--strict"]).assert().code(0);
    }
    let figures = |workspace: &Workspace| workspace.json("output/2021/data/summary.json");
    let (ours, theirs) = (figures(&generated), figures(&by_hand));
    let mut differences = Vec::new();
    compare(&without_places(&theirs), &without_places(&ours), "", &mut differences);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    let submissions = &figures(&by_hand)["submissions"];
    assert_eq!((&submissions["submitted"], &submissions["programs"]), (&10.into(), &10.into()));
}

/// Where each field of a trial stands.
fn places(trial: &Json) -> BTreeSet<(String, String)> {
    let fields = trial["fields"].as_array().unwrap().iter();
    let text = |value: &Json| value.as_str().unwrap().to_owned();
    fields.map(|field| (text(&field["sheet"]), text(&field["cell"]))).collect()
}

/// The cell of each field of a trial.
fn keys(trial: &Json) -> BTreeMap<(u64, String), String> {
    let fields = trial["fields"].as_array().unwrap().iter();
    let key = |field: &Json| {
        (field["program"].as_u64().unwrap(), field["field"].as_str().unwrap().to_owned())
    };
    fields.map(|field| (key(field), field["cell"].as_str().unwrap().to_owned())).collect()
}

fn trial(workspace: &Workspace, form: &str, file: &str) -> Json {
    let mut run =
        workspace.matome(&["form", "try", form, file, "--round", "2021", "--format", "json"]);
    let output = run.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{told}"))
}

/// The draft loads at once and finds every cell that the completed description reads, in a blank form and a filled one.
#[test]
fn a_draft_loads_and_finds_every_field_of_the_completed_form() {
    let (plan, _) = ten::schema();
    let workspace = workspace(&completed());
    for filled in [false, true] {
        for (name, bytes) in workbooks(&plan, filled, &|_, _| {}) {
            workspace.write(&name, &bytes);
            workspace.matome(&["form", "draft", &name, "--out", "draft.toml"]).assert().code(0);
            let draft = trial(&workspace, "draft.toml", &name);
            let form = trial(&workspace, "schemas/existing-ten/form.toml", &name);
            let (drafted, confirmed) = (places(&draft), places(&form));
            let lost: Vec<_> = confirmed.difference(&drafted).collect();
            assert!(lost.is_empty(), "{name} filled {filled}: {lost:?}");
            assert!(confirmed.len() > 40, "{name}: {}", confirmed.len());
            // What the draft has a name for is where the completed form has it.
            let (drafted, confirmed) = (keys(&draft), keys(&form));
            let same =
                confirmed.iter().filter(|(key, cell)| drafted.get(*key) == Some(cell)).count();
            let named = confirmed.keys().filter(|key| drafted.contains_key(*key)).count();
            assert_eq!(same, named, "{name}");
            assert!(named * 5 > confirmed.len() * 4, "{name}: {named} of {}", confirmed.len());
            assert_eq!(draft["cells"]["unaccounted"], 0, "{name}");
        }
    }
}

/// A form of the office's own is never written: the commands that write forms say so.
#[test]
fn forms_and_samples_are_not_written_for_a_form_that_already_exists() {
    let workspace = workspace(&completed());
    for arguments in [vec!["template", "--round", "2021"], vec!["sample", "--out", "見本"]] {
        let run = workspace.matome(&arguments).assert().code(2);
        let told = String::from_utf8(run.get_output().stderr.clone()).unwrap();
        assert!(told.contains("find") && told.contains("matome check"), "{told}");
    }
    assert!(!workspace.dir.join("output").exists() && !workspace.dir.join("見本").exists());
}

/// What goes back is a list: the form is the division's own.
#[test]
fn a_return_is_a_list_of_what_to_mend_and_where() {
    let (plan, _) = ten::schema();
    let workspace = workspace(&completed());
    let files = workbooks(&plan, true, &|sheet, program| {
        if program.no.0 == 7 {
            sheet.say("E27", "だいたいA");
        }
    });
    for (name, bytes) in files {
        workspace.write(&format!("input/2021/{name}"), &bytes);
    }
    workspace.matome(&["build", "--round", "2021", "--strict"]).assert().code(1);
    let folder = workspace.dir.join("output/2021/差戻し");
    let names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names, ["見本人事課.xlsx"]);
    let bytes = std::fs::read(folder.join("見本人事課.xlsx")).unwrap();
    let limits = matome::testing::Limits::default();
    let book = matome::testing::open(&bytes, "見本人事課.xlsx", &limits).unwrap();
    let sheets: Vec<&str> = book.sheets.iter().map(|sheet| &*sheet.name).collect();
    assert_eq!(sheets, ["直すところ"]);
    let texts: Vec<String> = book.sheets[0]
        .cells
        .values()
        .filter_map(|cell| match &cell.content {
            matome::testing::Content::Text(text) => Some(text.to_string()),
            _ => None,
        })
        .collect();
    for expected in ["見本人事課.xlsx", "管理票⑦", "E27", "だいたいA", "V203"] {
        assert!(texts.iter().any(|text| text == expected), "{expected}: {texts:?}");
    }
    assert!(texts.iter().any(|text| text.contains("この表は提出しません")), "{texts:?}");
}

/// `form try` says for each field where it stands, how it was found, and what was understood.
#[test]
fn a_trial_shows_every_field_with_its_place_and_meaning() {
    let (plan, _) = ten::schema();
    let workspace = workspace(&completed());
    let (name, bytes) = workbooks(&plan, true, &|_, _| {}).pop_first().unwrap();
    workspace.write(&name, &bytes);
    let form = "schemas/existing-ten/form.toml";
    let run = workspace.matome(&["form", "try", form, &name]).assert().code(0);
    let text = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    for line in [
        "No.7 [管理票⑦]",
        "Y4     記入日 (report_date) ← 「記入日」(U4)から右へ2",
        "「令和4年4月8日」→ 2022-04-08(令和4年4月8日)",
        "J21    指標「職員の数」の実績 (indicator_headcount_actual) ← 列の見出し「実績」(J19)",
        "「503」→ 503人",
        "A39    次年度の取組 (next) ← 「内容」(A38)から下へ1",
        "どちらでもない 0",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    // Something that is neither read nor printed, and a value that cannot be read: there is something to act on.
    let spoiled = workbooks(&plan, true, &|sheet, program| {
        if program.no.0 == 7 {
            sheet.say("E27", "だいたいA");
            sheet.put("A60", "欄外のメモ", sheet::Look::Plain);
        }
    });
    workspace.write(&name, &spoiled[&name]);
    let run = workspace.matome(&["form", "try", form, &name]).assert().code(1);
    let text = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(text.contains("欄外のメモ") && text.contains("「だいたいA」→ 読めない"), "{text}");
}

#[test]
fn a_draft_needs_a_format_that_tells_how_cells_look() {
    let workspace = workspace(&completed());
    let old = std::fs::read(repository().join("tests/fixtures/workbook/office.xls")).unwrap();
    workspace.write("様式.xls", &old);
    let run = workspace.matome(&["form", "draft", "様式.xls"]).assert().code(2);
    let told = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(told.contains(".xlsx で保存し直して"), "{told}");
}

/// Where nothing is coloured, unlocked or offered, empty frames beside texts are taken for fields.
#[test]
fn a_draft_of_a_bare_form_takes_empty_frames() {
    use sheet::{Drawing, Look};
    let mut form = Drawing::new("調査票");
    // The last label has every character that means something in TOML.
    let odd = "特記 \"引用\" \\ # = [x]\n2行目";
    let labels = ["No.", "プログラム名", "担当課", "進捗区分", "成果", odd];
    for (row, label) in (1u32..).zip(labels) {
        form.put(&format!("A{row}:B{row}"), label, Look::Print);
        form.put(&format!("C{row}:F{row}"), "", Look::Print);
    }
    let workspace = workspace(&completed());
    workspace.write("調査票.xlsx", &Drawing::workbook(&[form]));
    let run = workspace.matome(&["form", "draft", "調査票.xlsx"]).assert().code(0);
    let draft = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    for expected in [
        "program = { label = \"No.\" }",
        "division = { label = \"担当課\" }",
        "id = \"rating\", label = \"進捗区分\", type = \"choice\", choices = \"rating\"",
        "id = \"achievement\", label = \"成果\"",
        "枠だけの空欄",
        r#"find = { label = "特記 \"引用\" \\ # = [x]\n2行目" }"#,
    ] {
        assert!(draft.contains(expected), "{expected}\n{draft}");
    }
}
