//! What lies on a sheet and stands in none of its cells: notes, text boxes, boxes to tick, pictures.

use serde_json::Value;

use crate::accounts::assert_accounts_balance;
use crate::rules::bench::{part_texts, replaced, schema, sound_files, with_part};
use crate::support::Workspace;

/// The division whose workbook is spoilt; program 12 stands on its fourth sheet.
const FILE: &str = "総務課.xlsx";
const RATE: &str = "indicator_e_approval_rate_actual";

fn check(workspace: &Workspace, arguments: &[&str]) -> Value {
    let arguments = [&["check", "--round", "2022", "--format", "json"], arguments].concat();
    let output = workspace.matome(&arguments).output().unwrap();
    let document = serde_json::from_slice(&output.stdout).unwrap();
    assert_accounts_balance(&document);
    document
}

fn found<'d>(document: &'d Value, code: &str) -> Vec<&'d Value> {
    let findings = document["findings"].as_array().unwrap().iter();
    findings.filter(|one| one["code"] == code).collect()
}

/// The workbook with these parts on the sheet of program 12: kind of the relationship, name, contents.
fn lying_on(book: &[u8], parts: &[(&str, &str, String)]) -> Vec<u8> {
    let relations: String = parts
        .iter()
        .enumerate()
        .map(|(n, (kind, name, _))| {
            format!(r#"<Relationship Id="n{n}" Type="x/{kind}" Target="/{name}"/>"#)
        })
        .collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let rels = "xl/worksheets/_rels/sheet4.xml.rels";
    let book = with_part(book, rels, relations.as_bytes());
    let add = |book: Vec<u8>, (_, name, inside): &(&str, &str, String)| {
        with_part(&book, name, inside.as_bytes())
    };
    parts.iter().fold(book, add)
}

fn book() -> Vec<u8> {
    let (plan, form) = schema();
    sound_files(&plan, &form, "2022").remove(FILE).unwrap()
}

fn address_of_rate(book: &[u8]) -> String {
    let workspace = Workspace::new();
    workspace.write(&format!("input/2022/{FILE}"), book);
    let document = check(&workspace, &[]);
    let mut values = document["values"].as_array().unwrap().iter();
    let value = values.find(|one| one["field"] == RATE).unwrap();
    value["cell"].as_str().unwrap().to_owned()
}

#[test]
fn whatever_lies_on_a_sheet_is_quoted_with_its_cell() {
    let book = book();
    let address = address_of_rate(&book);
    let comments = format!(
        r#"<comments><commentList><comment ref="{address}"><text><t>速報値です</t></text></comment><comment ref="A2"><text><t>[Threaded comment] 古い写し</t></text></comment></commentList></comments>"#
    );
    let thread = r#"<ThreadedComments><threadedComment ref="A2" id="1"><text>数字は確認中</text></threadedComment></ThreadedComments>"#;
    let drawing = r#"<wsDr><twoCellAnchor><from><col>30</col><row>3</row></from><sp><txBody><p><r><t>図の中の補足</t></r></p></txBody></sp></twoCellAnchor><oneCellAnchor><from><col>31</col><row>4</row></from><pic/></oneCellAnchor></wsDr>"#;
    let vml = r#"<xml><shape><textbox><div>該当なし</div></textbox><ClientData ObjectType="Checkbox"><Anchor>30, 0, 5, 0, 31, 0, 6, 0</Anchor><Checked>1</Checked></ClientData></shape></xml>"#;
    let parts = [
        ("comments", "xl/comments1.xml", comments),
        ("threadedComment", "xl/threadedComments/threadedComment1.xml", thread.to_owned()),
        ("drawing", "xl/drawings/drawing1.xml", drawing.to_owned()),
        ("vmlDrawing", "xl/drawings/vmlDrawing1.vml", vml.to_owned()),
    ];
    let workspace = Workspace::new();
    workspace.write(&format!("input/2022/{FILE}"), &lying_on(&book, &parts));
    let document = check(&workspace, &["--returns", "返すもの", "--with-warnings"]);
    let told = found(&document, "L322");
    let seen: Vec<(&str, &str)> = told
        .iter()
        .map(|one| (one["cell"].as_str().unwrap(), one["value"].as_str().unwrap()))
        .collect();
    for expected in [
        (address.as_str(), "速報値です"),
        ("A2", "数字は確認中"),
        ("AE4", "図の中の補足"),
        ("AF5", "文字なし"),
        ("AE6", "該当なし"),
    ] {
        assert!(seen.contains(&expected), "{expected:?} in {seen:?}");
    }
    assert_eq!(seen.len(), 5, "{seen:?}");
    let note = told.iter().find(|one| one["value"] == "速報値です").unwrap();
    assert_eq!((&note["field"], &note["severity"]), (&RATE.into(), &"warning".into()));
    let ticked = told.iter().find(|one| one["value"] == "該当なし").unwrap();
    assert!(ticked["message"].as_str().unwrap().contains("チェックの入った"), "{ticked}");

    // The return copy says it in its list and at the field, and its own notes are no news when it comes back.
    let returned = std::fs::read(workspace.dir.join("返すもの").join(FILE)).unwrap();
    assert!(part_texts(&returned, "xl/sharedStrings.xml").contains("速報値です"));
    assert!(part_texts(&returned, "xl/comments").contains("速報値です"));
    let again = check(&workspace, &["返すもの"]);
    assert!(found(&again, "L322").is_empty(), "{again}");
}

/// Newer programs write a control without the older part; what cannot be told from its part is counted.
#[test]
fn a_control_of_any_kind_is_quoted_or_counted() {
    let linked = r#"<formControlPr objectType="CheckBox" checked="Checked" fmlaLink="$AZ$3"/>"#;
    let parts = [
        ("ctrlProp", "xl/ctrlProps/ctrlProp1.xml", linked.to_owned()),
        ("control", "xl/activeX/activeX1.xml", "<ocx/>".to_owned()),
    ];
    let cell = r#"<c r="AZ3" t="b"><v>1</v></c></row>"#;
    let book = replaced(
        &book(),
        "xl/worksheets/sheet4.xml",
        r#"(<row r="3"[^>]*>.*?)</row>"#,
        &format!("$1{cell}"),
    );
    let workspace = Workspace::new();
    workspace.write(&format!("input/2022/{FILE}"), &lying_on(&book, &parts));
    let document = check(&workspace, &[]);
    let told = found(&document, "L322");
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["cell"], "AZ3");
    assert!(told[0]["message"].as_str().unwrap().contains("チェックの入った"), "{told:?}");
    // The cell that it is linked to holds its state, in nobody's field.
    assert_eq!(found(&document, "L307")[0]["value"], "TRUE");
    let counted = found(&document, "F108");
    assert!(counted[0]["message"].as_str().unwrap().contains("部品が1件"), "{counted:?}");
}

#[test]
fn what_lies_on_a_sheet_is_named_up_to_a_hundred_and_counted_beyond() {
    let comments: String = (1..=130)
        .map(|row| format!(r#"<comment ref="AZ{row}"><text><t>メモ{row}</t></text></comment>"#))
        .collect();
    let comments = format!("<comments><commentList>{comments}</commentList></comments>");
    let workspace = Workspace::new();
    let book = lying_on(&book(), &[("comments", "xl/comments1.xml", comments)]);
    workspace.write(&format!("input/2022/{FILE}"), &book);
    let document = check(&workspace, &[]);
    assert_eq!(found(&document, "L322").len(), 100);
    let rest = found(&document, "L323");
    assert!(rest[0]["message"].as_str().unwrap().contains("30個"), "{rest:?}");
}
