//! One small set of findings through every renderer, and what readers of these formats rely on.

use matome::testing::Entry;
use matome::testing::{EMBEDDED_FORM, EMBEDDED_PLAN, load_form, load_plan};
use serde_json::Value as Json;

use crate::accounts::assert_accounts_balance;
use crate::support::{Workspace, filled};

/// One workbook with faults, and files that are no forms.
fn workspace() -> Workspace {
    let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
    let form = load_form(EMBEDDED_FORM, "form.toml", &plan).unwrap();
    let mut files = filled(&plan, &form, "2021".parse().unwrap(), &|program, question| {
        let text = |text: &str| Some(Entry::Text(text.to_owned()));
        // Who reports is left blank, so that a run of findings has the same hint.
        match (program.0, question.key()) {
            (2, "rating") => text("だいたいA"),
            (2, "indicator_archive_transfer_rate_actual") => text("集計中"),
            // What is special in XML, JSON, CSV and on a terminal.
            (12, "indicator_e_approval_rate_actual") => text("<18>手続、\"ほか\" & 1手続"),
            (_, "rating") => text("A"),
            (_, "report_date") => Some(Entry::Date(jiff::civil::date(2022, 4, 8))),
            (_, "achievement" | "issues" | "next") => Some(Entry::Text(format!(
                "No.{}では、{}の予定を終えた。",
                program.0,
                question.key()
            ))),
            (_, "activity_1_result" | "activity_2_result") => None,
            (_, "activity_3_result") => text("実施した。"),
            // Spare rows (`activity_x1_…`) stay blank.
            (_, key) if key.ends_with("_status") && !key.contains("_x") => text("実施中"),
            _ => None,
        }
    });
    let workspace = Workspace::new();
    let book = files.remove("総務課.xlsx").unwrap();
    workspace.write("input/2021/総務課 提出 #1.xlsx", &book);
    workspace.write("input/2021/文字.xlsx", "進捗は順調です。\n".as_bytes());
    workspace.write("input/2021/メモ.txt", b"memo");
    workspace
}

fn check(workspace: &Workspace, arguments: &[&str]) -> String {
    let arguments: Vec<&str> = ["check"].into_iter().chain(arguments.iter().copied()).collect();
    let output = workspace.matome(&arguments).assert().code(1).get_output().clone();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn text() {
    let workspace = workspace();
    insta::assert_snapshot!("text", check(&workspace, &[]));
    insta::assert_snapshot!("text_verbose", check(&workspace, &["-v"]));
    insta::assert_snapshot!("text_en", check(&workspace, &["--lang", "en"]));
}

#[test]
fn csv() {
    let workspace = workspace();
    let table = check(&workspace, &["--format", "csv"]);
    workspace.matome(&["build", "-q"]).assert().success();
    let built = std::fs::read_to_string(workspace.dir.join("output/2021/data/findings.csv"));
    assert_eq!(table, built.unwrap());
    insta::assert_snapshot!(table);
}

#[test]
fn json() {
    let document: Json = serde_json::from_str(&check(&workspace(), &["--format", "json"])).unwrap();
    assert_accounts_balance(&document);
    insta::assert_snapshot!(format!("{:#}", document["findings"]));
}

#[test]
fn sarif() {
    let text = check(&workspace(), &["--format", "sarif"]);
    let log: Json = serde_json::from_str(&text).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "matome");
    assert_eq!(driver["version"], env!("CARGO_PKG_VERSION"));
    let rules = driver["rules"].as_array().unwrap();
    for rule in rules {
        assert!(rule["id"].is_string() && rule["name"].is_string(), "{rule}");
        assert!(rule["shortDescription"]["text"].is_string(), "{rule}");
        assert!(rule["help"]["text"].is_string(), "{rule}");
        assert!(rule["defaultConfiguration"]["level"].is_string(), "{rule}");
    }
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        assert!(result["message"]["text"].is_string(), "{result}");
        let level = result["level"].as_str().unwrap();
        assert!(["error", "warning", "note"].contains(&level), "{result}");
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        let uri = uri.as_str().unwrap();
        assert!(uri.bytes().all(|b| b.is_ascii_alphanumeric() || b"/%-._~".contains(&b)), "{uri}");
    }
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    insta::assert_snapshot!(text.replace(&version, "\"version\": \"(this)\""));
}

#[test]
fn junit() {
    let text = check(&workspace(), &["--format", "junit"]);
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut cases, mut failures) = (0, 0);
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    attribute.unwrap();
                }
                cases += usize::from(tag.name().as_ref() == "testcase");
                failures += usize::from(tag.name().as_ref() == "failure");
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert!(text.contains(&format!("tests=\"{cases}\" failures=\"{failures}\"")), "{text}");
    insta::assert_snapshot!(text);
}

/// A rule on trial warns and says from when it will be an error; from that round on it is one.
#[test]
fn a_rule_on_trial() {
    let workspace = workspace();
    let schema = "schemas/kodaira-1";
    workspace.write(&format!("{schema}/form.toml"), EMBEDDED_FORM.as_bytes());
    let plan = |grade: &str| {
        let plan = format!("{EMBEDDED_PLAN}\n[rules]\nV203 = {grade}\n");
        workspace.write(&format!("{schema}/plan.toml"), plan.as_bytes());
    };
    let found = |arguments: &[&str]| {
        let arguments = [arguments, &["--format", "json"]].concat();
        let document: Json = serde_json::from_str(&check(&workspace, &arguments)).unwrap();
        assert_accounts_balance(&document);
        let findings = document["findings"].as_array().unwrap();
        findings.iter().find(|finding| finding["code"] == "V203").unwrap().clone()
    };
    plan("{ error_from = \"2022\" }");
    let before = found(&[]);
    assert_eq!(before["severity"], "warning");
    let message = before["message"].as_str().unwrap();
    assert!(message.ends_with("(2022から要修正になります)"), "{message}");
    let message = found(&["--lang", "en"])["message"].as_str().unwrap().to_owned();
    assert!(message.ends_with("(an error from 2022)"), "{message}");
    // The half-year comes before the year's end, so it ends the trial too.
    for round in ["2021", "2021-H1"] {
        plan(&format!("{{ error_from = \"{round}\" }}"));
        let after = found(&[]);
        assert_eq!(after["severity"], "error");
        assert!(!after["message"].as_str().unwrap().contains("から要修正"), "{after}");
    }

    let refused = |grade: &str| {
        plan(grade);
        let output = workspace.matome(&["check"]).assert().code(2).get_output().clone();
        String::from_utf8(output.stderr).unwrap()
    };
    insta::assert_snapshot!("trial_no_round", refused("{ error_from = \"令和4年\" }"));
    insta::assert_snapshot!("trial_outside", refused("{ error_from = \"2042\" }"));
    insta::assert_snapshot!("trial_unknown_word", refused("\"eror\""));
    insta::assert_snapshot!("trial_unknown_key", refused("{ error_form = \"2022\" }"));
    insta::assert_snapshot!("trial_wrong_type", refused("3"));
}

/// A plan with two mistakes, in every format: both are there with line and column, and the exit code stays 2.
#[test]
fn a_wrong_plan() {
    let workspace = Workspace::new();
    let file = "schemas/kodaira-1/plan.toml";
    let plan = format!("{EMBEDDED_PLAN}\n[rules]\nV203 = \"eror\"\nV202 = \"warnin\"\n");
    let line = plan.lines().count() - 1;
    workspace.write("schemas/kodaira-1/form.toml", EMBEDDED_FORM.as_bytes());
    workspace.write(file, plan.as_bytes());
    let refused = |format: &str| {
        let output = workspace.matome(&["check", "--format", format]).assert().code(2);
        let output = output.get_output().clone();
        // People are told on the terminal, whatever is read by a program.
        assert!(String::from_utf8(output.stderr).unwrap().contains("誤りが2件"));
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(refused("text"), "");

    let document: Json = serde_json::from_str(&refused("json")).unwrap();
    assert_eq!(document["round"], Json::Null);
    let findings = document["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 2);
    for (index, (finding, key)) in findings.iter().zip(["V203", "V202"]).enumerate() {
        assert!(finding["code"].as_str().unwrap().starts_with('P'), "{finding}");
        assert_eq!(finding["file"], file);
        assert_eq!(finding["line"], line + index);
        assert!(finding["column"].as_u64().unwrap() >= 1, "{finding}");
        assert_eq!(finding["path"], format!("rules.{key}"));
    }

    let log: Json = serde_json::from_str(&refused("sarif")).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for (result, finding) in results.iter().zip(findings) {
        assert_eq!(result["ruleId"], finding["code"]);
        let place = &result["locations"][0];
        assert_eq!(place["physicalLocation"]["artifactLocation"]["uri"], file);
        let region = &place["physicalLocation"]["region"];
        assert_eq!(region["startLine"], finding["line"]);
        assert_eq!(region["startColumn"], finding["column"]);
        assert_eq!(place["logicalLocations"][0]["fullyQualifiedName"], finding["path"]);
    }

    let (csv, junit) = (refused("csv"), refused("junit"));
    assert_eq!(csv.lines().count(), 3);
    for finding in findings {
        let place = format!("{}:{}", finding["line"], finding["column"]);
        assert!(csv.contains(&format!("{file}:{place},")), "{csv}");
        assert!(junit.contains(&format!("{} {place} ", finding["code"].as_str().unwrap())));
    }
    assert!(junit.contains("<testsuites name=\"matome\" tests=\"1\" failures=\"1\""), "{junit}");
}
