//! A field that a city adds to its form arrives without a line of code: in `data/answers.csv`, on the program's page, and
//! among the records.

use calamine::{Data, Reader, Xlsx, open_workbook};
use matome::testing::{EMBEDDED_FORM, EMBEDDED_PLAN, Round, load_form};

use crate::rules::bench::{schema, sound, text};
use crate::support::{Workspace, filled};

/// The embedded form with 財源 in the table of effects and 達成度 in 総合.
fn form_with_two_fields() -> String {
    let method = r#"  { id = "method", label = "算定方法", max_chars = 500, public = true },"#;
    let reason = r#"  { id = "not_rated_reason", label = "評価しない理由 ▼", type = "choice", choices = "not_rated", label_width = 18, public = true, prompt = "評価しないときだけ選んでください。" },"#;
    let funding = r#"  { id = "funding", label = "財源", width = 8, max_chars = 40 },"#;
    let reached = r#"  { id = "reached", label = "達成度 ▼", type = "choice", choices = "reached", label_width = 14, width = 24, new_row = true, public = true },"#;
    let list = r#"
[[choices]]
id = "reached"
options = [{ code = "達した", synonyms = ["達成"] }, { code = "達していない" }]

[[guide]]
heading = "はじめに""#;
    let form = EMBEDDED_FORM.replacen("\n[[guide]]\nheading = \"はじめに\"", list, 1);
    let form = form.replacen(method, &format!("{method}\n{funding}"), 1);
    form.replacen(reason, &format!("{reason}\n{reached}"), 1)
}

#[test]
fn what_a_city_adds_to_the_form_is_in_the_data_on_the_page_and_among_the_records() {
    let (plan, _) = schema();
    let form_text = form_with_two_fields();
    let form = load_form(&form_text, "form.toml", &plan).unwrap();
    let round: Round = "2022".parse().unwrap();
    let workspace = Workspace::new();
    workspace.write("schemas/kodaira-1/plan.toml", EMBEDDED_PLAN.as_bytes());
    workspace.write("schemas/kodaira-1/form.toml", form_text.as_bytes());
    let files =
        filled(&plan, &form, round, &|program, question| match (program.0, question.key()) {
            (2, "effect_1_funding") => text("国の補助金"),
            (2, "reached") => text("達成"),
            (_, key) if key == "reached" || key.ends_with("_funding") => None,
            _ => sound(round, program, question),
        });
    for (name, bytes) in files {
        workspace.write(&format!("input/2022/{name}"), &bytes);
    }
    workspace.matome(&["build", "--round", "2022"]).assert().success();
    let output = workspace.dir.join("output/2022");
    let answers = std::fs::read_to_string(output.join("data/answers.csv")).unwrap();
    let mut lines = answers.lines();
    assert_eq!(
        lines.next(),
        Some(
            "program_no,round,subject,field,label,type,value,unit,approx,missing,raw,file,sheet,cell"
        )
    );
    let own: Vec<&str> = lines.filter(|line| line.starts_with("2,")).collect();
    let [reached, funding] =
        ["2,2022,program,reached,達成度,choice,達した,,false,,達成,", {
            "2,2022,effects_1,funding,財源,text,国の補助金,,false,,国の補助金,"
        }]
        .map(|start| own.iter().find(|line| line.starts_with(start)).copied());
    assert!(reached.is_some() && funding.is_some() && own.len() == 2, "{own:?}");
    assert!(reached.unwrap().contains(",No.2,"), "the place travels with it: {reached:?}");
    for personal in ["reporter", "extension", "report_date"] {
        assert!(!answers.contains(personal), "{personal}");
    }
    // Who has not answered is seen too; a line that may stay empty says nothing.
    assert!(answers.contains("\n1,2022,program,reached,達成度,choice,,,false,blank,,"));
    assert_eq!(answers.matches(",funding,").count(), 1);
    let mut book: Xlsx<_> = open_workbook(output.join("統合報告書.xlsx")).unwrap();
    let mut shows = |sheet: &str, wanted: &str| {
        let range = book.worksheet_range(sheet).unwrap();
        range.used_cells().any(|(_, _, cell)| matches!(cell, Data::String(text) if text == wanted))
    };
    for value in ["国の補助金", "達した", "達成度", "選択", "文章", "出典:\n回答"]
    {
        assert!(shows("明細_回答", value), "{value} in 明細_回答");
    }
    for value in ["国の補助金", "達成", "達成度"] {
        assert!(shows("個票", value), "{value} in 個票");
    }
}
