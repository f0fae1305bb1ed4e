//! Forms marked by hand in an office suite and saved in every format: struck out, hidden, shown in other formats.

use serde_json::{Value, json};

use crate::programs::{LIBREOFFICE, OPENPYXL, are_there};
use crate::workspace::{Workspace, in_repository};

/// Saves the form of a division of the sample, marked like this, in every format, and gives what is said of each.
fn marked(test: &str, marks: &Value, examine: &dyn Fn(&str, &crate::workspace::Checked)) {
    if !are_there(test, &[&LIBREOFFICE, &OPENPYXL]) {
        return;
    }
    let workspace = Workspace::new();
    let form = in_repository("input/2022/公共施設マネジメント課.xlsx");
    let (marks, out) = (workspace.json_file("marks", marks), workspace.folder("marked"));
    LIBREOFFICE.json("mark_uno.py", &[form.as_os_str(), marks.as_os_str(), out.as_os_str()]);
    for format in ["xlsx", "ods", "xls"] {
        let file = out.join(format!("marked.{format}"));
        examine(format, &workspace.check(&file, "2022"));
    }
}

/// Codes of the findings at a field, in order.
fn codes(checked: &crate::workspace::Checked, field: &str) -> Vec<String> {
    let own = checked.findings("field", field).into_iter();
    own.map(|finding| finding["code"].as_str().expect("a code").to_owned()).collect()
}

#[test]
fn what_is_struck_or_hidden_is_told_in_every_format() {
    let marks = json!([
        { "name": "in_p04_issues", "text": "旧い課題。新しい課題。", "struck": 5 },
        { "name": "in_p04_next", "text": "取りやめた文。", "struck": true },
        { "name": "in_p04_achievement", "text": "白い文。", "white": true },
        { "name": "in_p06_issues", "text": "隠れた文。", "hidden": "row" },
        { "name": "in_p06_next", "text": "消えた文。見える文。", "white": 5 },
        { "name": "in_p09_issues", "text": "見える文。", "sheet": true },
    ]);
    marked("what_is_struck_or_hidden_is_told_in_every_format", &marks, &|format, checked| {
        let values = checked.values();
        let of = |name: &str| &values[name];
        assert!(codes(checked, "issues").contains(&"V230".to_owned()), "{format}");
        let told = checked.findings("code", "V230")[0]["message"].as_str().expect("a message");
        assert!(
            told.contains("「旧い課題。」") && told.contains("「新しい課題。」"),
            "{format}: {told}"
        );
        assert_eq!(of("in_p04_issues")["value"], Value::Null, "{format}");
        assert!(codes(checked, "next").contains(&"V231".to_owned()), "{format}");
        assert_eq!(of("in_p04_next")["missing"], "blank", "{format}");
        let unseen: Vec<&Value> =
            checked.findings("code", "V232").iter().map(|finding| &finding["field"]).collect();
        assert!(unseen.contains(&&json!("achievement")), "{format}: {unseen:?}");
        assert!(unseen.contains(&&json!("issues")), "{format}: {unseen:?}");
        assert_eq!(of("in_p04_achievement")["value"], "白い文。", "{format}");
        assert_eq!(of("in_p06_issues")["value"], "隠れた文。", "{format}");
        let told = checked.findings("code", "V234");
        assert_eq!(told.len(), 1, "{format}: {told:?}");
        let told = told[0]["message"].as_str().expect("a message");
        assert!(
            told.contains("「消えた文。」") && told.contains("「見える文。」"),
            "{format}: {told}"
        );
        assert_eq!(of("in_p06_next")["value"], Value::Null, "{format}");
        assert_eq!(checked.findings("code", "L320").len(), 1, "{format}");
        assert_eq!(of("in_p09_issues")["value"], "見える文。", "{format}");
    });
}

#[test]
fn a_text_is_read_as_it_is_shown_in_every_format() {
    let marks = json!([
        { "name": "in_p04_issues", "number": 0.5, "format": "0%" },
        { "name": "in_p04_next", "number": 45017, "format": "YYYY\"年\"M\"月\"" },
        { "name": "in_p04_achievement", "number": 123, "format": "0000" },
        { "name": "in_p09_effect_1_actual", "number": 44938, "format": "M\"月\"D\"日\"" },
    ]);
    marked("a_text_is_read_as_it_is_shown_in_every_format", &marks, &|format, checked| {
        let values = checked.values();
        assert_eq!(values["in_p04_issues"]["value"], "50%", "{format}");
        assert_eq!(values["in_p04_next"]["value"], "2023年4月", "{format}");
        assert_eq!(values["in_p04_achievement"]["value"], "0123", "{format}");
        assert_eq!(values["in_p09_effect_1_actual"]["raw"], "1月12日", "{format}");
        let dates = checked.findings("code", "V233");
        assert!(dates.iter().any(|finding| finding["value"] == "1月12日"), "{format}: {dates:?}");
    });
}

#[test]
fn what_lies_on_a_sheet_is_quoted_in_every_format() {
    let marks = json!([
        { "name": "in_p04_issues", "note": "速報値です" },
        { "name": "in_p04_next", "box": "図の中の補足" },
    ]);
    marked("what_lies_on_a_sheet_is_quoted_in_every_format", &marks, &|format, checked| {
        let told = checked.findings("code", "L322");
        for (field, words) in [("issues", "速報値です"), ("next", "図の中の補足")] {
            // A box that LibreOffice fixes to the page stands at no cell in its own format.
            let is_fixed = format == "ods" && field == "next";
            let is_it =
                |one: &&&Value| one["value"] == words && (is_fixed || one["field"] == field);
            assert!(told.iter().any(|one| is_it(&one)), "{format}: {told:?}");
        }
        assert_eq!(told.len(), 2, "{format}: {told:?}");
    });
}

#[test]
fn what_a_format_or_the_view_hides_is_told_in_every_format() {
    let marks = json!([
        { "name": "in_p09_effect_1_actual", "number": 1200, "format": "[WHITE]#,##0" },
        { "name": "in_p09_effect_2_actual", "number": 1200, "format": ";;;" },
        { "name": "in_p09_effect_3_actual", "number": 0, "zeros": true },
        { "name": "in_p04_issues", "text": "見えない文。", "format": ";;;" },
        { "name": "in_p04_next", "number": 0.5, "format": "# ?/?" },
        { "name": "in_p04_achievement", "number": 1.5, "format": "[HH]:MM" },
    ]);
    marked(
        "what_a_format_or_the_view_hides_is_told_in_every_format",
        &marks,
        &|format, checked| {
            let unseen: Vec<&Value> =
                checked.findings("code", "V232").iter().map(|finding| &finding["field"]).collect();
            for field in ["issues", "effect_1_actual", "effect_2_actual", "effect_3_actual"] {
                assert!(unseen.contains(&&json!(field)), "{format}: {unseen:?}");
            }
            let values = checked.values();
            assert_eq!(values["in_p04_next"]["value"], "1/2", "{format}");
            assert_eq!(values["in_p04_achievement"]["value"], "36:00", "{format}");
            assert!(!codes(checked, "next").contains(&"V207".to_owned()), "{format}");
        },
    );
}
