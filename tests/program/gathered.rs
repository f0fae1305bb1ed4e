//! Files as divisions really send them: split, copied, pasted together, left blank, broken.

use serde_json::Value as Json;

use crate::accounts::assert_accounts_balance;
use crate::rules::bench::{Files, number, replaced, schema, sound, sound_files, text};
use crate::support::{Workspace, filled};
use matome::testing::Round;

const DIVISION: &str = "行政経営課";

fn round() -> Round {
    "2022".parse().unwrap()
}

/// A workspace with the clean round of 2021 and, of 2022, that of the other divisions.
fn without_own() -> (Workspace, Files) {
    let (plan, form) = schema();
    let workspace = Workspace::new();
    let mut files = sound_files(&plan, &form, "2022");
    let own = files.remove(&format!("{DIVISION}.xlsx")).unwrap();
    for (name, bytes) in sound_files(&plan, &form, "2021") {
        workspace.write(&format!("input/2021/{name}"), &bytes);
    }
    for (name, bytes) in &files {
        workspace.write(&format!("input/2022/{name}"), bytes);
    }
    (workspace, Files::from([(format!("{DIVISION}.xlsx"), own)]))
}

fn check(workspace: &Workspace) -> Json {
    let run = workspace.matome(&["check", "--round", "2022", "--format", "json"]).output().unwrap();
    let document: Json = serde_json::from_slice(&run.stdout).unwrap();
    assert_accounts_balance(&document);
    document
}

fn of_code<'d>(document: &'d Json, code: &str) -> Vec<&'d Json> {
    let findings = document["findings"].as_array().unwrap().iter();
    findings.filter(|finding| finding["code"] == code).collect()
}

fn brief(document: &Json) -> Vec<String> {
    let findings = document["findings"].as_array().unwrap().iter();
    let line =
        |finding: &Json| format!("{} {} {}", finding["code"], finding["file"], finding["message"]);
    findings.map(line).collect()
}

/// The workbook of the division with the sheets of these programs only.
fn with_programs(keep: &[u16]) -> Vec<u8> {
    let (mut plan, form) = schema();
    plan.programs
        .retain(|program| program.lead.as_str() != DIVISION || keep.contains(&program.no.0));
    sound_files(&plan, &form, "2022").remove(&format!("{DIVISION}.xlsx")).unwrap()
}

fn own_programs() -> Vec<u16> {
    let (plan, _) = schema();
    let own = plan.programs.iter().filter(|program| program.lead.as_str() == DIVISION);
    own.map(|program| program.no.0).collect()
}

#[test]
fn one_file_for_each_program_is_a_whole_submission() {
    let (workspace, _) = without_own();
    for no in own_programs() {
        workspace.write(&format!("input/2022/No.{no}.xlsx"), &with_programs(&[no]));
    }
    let document = check(&workspace);
    assert!(document["findings"].as_array().unwrap().is_empty(), "{:#?}", brief(&document));
    assert!(document["missing"].as_array().unwrap().is_empty());
}

#[test]
fn a_program_that_is_in_no_file_is_missed_once() {
    let (workspace, _) = without_own();
    let own = own_programs();
    for no in &own[1..] {
        workspace.write(&format!("input/2022/No.{no}.xlsx"), &with_programs(&[*no]));
    }
    let document = check(&workspace);
    let gone = of_code(&document, "L306");
    assert_eq!(gone.len(), 1, "{:#?}", brief(&document));
    assert_eq!(gone[0]["program"], own[0]);
    assert_eq!(document["missing"].as_array().unwrap().len(), 1);
}

#[test]
fn copies_of_a_file_are_one_submission_and_one_finding() {
    let (workspace, own) = without_own();
    let bytes = &own[&format!("{DIVISION}.xlsx")];
    let names = ["行政経営課.xlsx", "行政経営課 - コピー.xlsx", "行政経営課(2).xlsx"];
    for name in names {
        workspace.write(&format!("input/2022/{name}"), bytes);
    }
    let document = check(&workspace);
    let findings = document["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{:#?}", brief(&document));
    assert!(findings[0]["code"] == "S509" && findings[0]["file"] == names[0]);
    for submission in document["submissions"].as_array().unwrap() {
        let file = submission["file"].as_str().unwrap();
        let is_copy = names[1..].contains(&file);
        assert_eq!(submission["status"], if is_copy { "superseded" } else { "accepted" }, "{file}");
    }
    assert!(document["missing"].as_array().unwrap().is_empty());
}

#[test]
fn a_blank_form_is_one_finding_and_no_submission() {
    let (workspace, _) = without_own();
    let blank = ["template", "--round", "2022", "--division", DIVISION, "--out", "input/2022"];
    workspace.matome(&blank).assert().success();
    let document = check(&workspace);
    assert_eq!(document["findings"].as_array().unwrap().len(), 1, "{:#?}", brief(&document));
    assert_eq!(of_code(&document, "V225").len(), 1);
    assert_eq!(document["missing"].as_array().unwrap().len(), own_programs().len());
    workspace.matome(&["build", "--round", "2022"]).assert().success();
    let summary = workspace.json("output/2022/data/summary.json");
    let all = summary["submissions"]["programs"].as_u64().unwrap();
    let submitted = summary["submissions"]["submitted"].as_u64().unwrap();
    assert_eq!(usize::try_from(all - submitted).unwrap(), own_programs().len());
}

#[test]
fn copies_of_a_blank_form_are_one_blank_form() {
    let (workspace, _) = without_own();
    let blank = ["template", "--round", "2022", "--division", DIVISION, "--out", "input/2022"];
    workspace.matome(&blank).assert().success();
    let (name, copy) = (format!("{DIVISION}.xlsx"), format!("{DIVISION} - コピー.xlsx"));
    let bytes = std::fs::read(workspace.dir.join("input/2022").join(&name)).unwrap();
    workspace.write(&format!("input/2022/{copy}"), &bytes);
    let document = check(&workspace);
    assert_eq!(document["findings"].as_array().unwrap().len(), 2, "{:#?}", brief(&document));
    for code in ["V225", "S509"] {
        let told = of_code(&document, code);
        assert!(told.len() == 1 && told[0]["file"] == *name, "{:#?}", brief(&document));
    }
    assert_eq!(document["missing"].as_array().unwrap().len(), own_programs().len());
    for submission in document["submissions"].as_array().unwrap() {
        let status = match submission["file"].as_str().unwrap() {
            file if file == name => "returned",
            file if file == copy => "superseded",
            _ => "accepted",
        };
        assert_eq!(submission["status"], status, "{submission}");
    }
}

/// What stood on a torn sheet nobody knows: the workbook is not blank as a whole, only the sheets that were read are.
#[test]
fn a_blank_form_with_a_torn_sheet_is_told_sheet_by_sheet() {
    let (workspace, _) = without_own();
    let blank = ["template", "--round", "2022", "--division", DIVISION, "--out", "input/2022"];
    workspace.matome(&blank).assert().success();
    let path = format!("input/2022/{DIVISION}.xlsx");
    let bytes = std::fs::read(workspace.dir.join(&path)).unwrap();
    let own = own_programs();
    let (_, part) = place_of(&bytes, &format!("in_p{:02}_rating", own[0]));
    workspace.write(&path, &replaced(&bytes, &part, "(?s)</sheetData>.*$", ""));
    let document = check(&workspace);
    let blank = of_code(&document, "V225");
    let blank: Vec<&Json> = blank.iter().map(|finding| &finding["program"]).collect();
    assert_eq!(
        blank,
        own[1..].iter().map(|no| Json::from(*no)).collect::<Vec<_>>().iter().collect::<Vec<_>>()
    );
    let lost = of_code(&document, "F109");
    assert!(lost.len() == 1 && lost[0]["program"] == own[0], "{:#?}", brief(&document));
}

/// One sheet left as it was handed out among others that are filled in; a single word on it is an answer.
#[test]
fn a_sheet_that_was_left_blank_is_no_submission_of_its_program() {
    let (plan, form) = schema();
    let no = own_programs()[0];
    for written in [None, Some("関係課と調整中。")] {
        let (workspace, _) = without_own();
        let files = filled(&plan, &form, round(), &|program, question| match written {
            Some(word) if program.0 == no && question.key() == "issues" => text(word),
            _ if program.0 == no => None,
            _ => sound(round(), program, question),
        });
        let name = format!("{DIVISION}.xlsx");
        workspace.write(&format!("input/2022/{name}"), &files[&name]);
        let document = check(&workspace);
        let blank = of_code(&document, "V225");
        let missing = document["missing"].as_array().unwrap();
        if written.is_some() {
            assert!(blank.is_empty() && missing.is_empty(), "{:#?}", brief(&document));
            assert!(of_code(&document, "V201").len() > 1);
        } else {
            assert_eq!(
                document["findings"].as_array().unwrap().len(),
                1,
                "{:#?}",
                brief(&document)
            );
            assert!(blank[0]["program"] == no && missing[0]["program"] == no);
        }
    }
}

/// The whole workbook once for each program, the other sheets left as they were handed out: nothing is to be mended.
#[test]
fn a_sheet_that_is_blank_here_and_filled_in_elsewhere_needs_no_mending() {
    let (plan, form) = schema();
    let (workspace, _) = without_own();
    let name = format!("{DIVISION}.xlsx");
    for no in own_programs() {
        let files = filled(&plan, &form, round(), &|program, question| {
            (program.0 == no).then(|| sound(round(), program, question)).flatten()
        });
        workspace.write(&format!("input/2022/No.{no}.xlsx"), &files[&name]);
    }
    let blank = filled(&plan, &form, round(), &|_, _| None);
    workspace.write(&format!("input/2022/{name}"), &blank[&name]);
    let document = check(&workspace);
    for finding in document["findings"].as_array().unwrap() {
        assert_eq!(finding["severity"], "info", "{:#?}", brief(&document));
    }
    assert!(document["missing"].as_array().unwrap().is_empty());
    for submission in document["submissions"].as_array().unwrap() {
        let is_blank = submission["file"] == *name;
        assert_eq!(submission["status"], if is_blank { "superseded" } else { "accepted" });
    }
}

/// The cells of a form as somebody pastes them: texts and values below those of another.
fn pasted_below(book: &[u8], sheet: &str, others: &[&str]) -> Vec<u8> {
    let opened =
        matome::testing::open(book, "元.xlsx", &matome::testing::Limits::default()).unwrap();
    let cells = |name: &str| &opened.sheets.iter().find(|own| &*own.name == name).unwrap().cells;
    let mut below = cells(sheet).keys().map(|at| at.row).max().unwrap() + 4;
    let mut rows = String::new();
    for other in others {
        let own = cells(other);
        for row in own.keys().map(|at| at.row).collect::<std::collections::BTreeSet<_>>() {
            rows.push_str(&format!("<row r=\"{}\">", below + row));
            for (at, cell) in own.iter().filter(|(at, _)| at.row == row) {
                let to = matome::testing::CellRef::new(below + row - 1, at.col);
                let text = match &cell.content {
                    matome::testing::Content::Text(text) => text.to_string(),
                    other => format!("{other:?}"),
                };
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                rows.push_str(&format!("<c r=\"{to}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"));
            }
            rows.push_str("</row>");
        }
        below += own.keys().map(|at| at.row).max().unwrap() + 4;
    }
    let part = opened.sheets.iter().position(|own| &*own.name == sheet).unwrap() + 1;
    replaced(
        book,
        &format!("xl/worksheets/sheet{part}.xml"),
        "</sheetData>",
        &format!("{rows}</sheetData>"),
    )
}

#[test]
fn forms_pasted_below_another_are_counted_and_placed() {
    let (workspace, own) = without_own();
    let name = format!("{DIVISION}.xlsx");
    let (_, part) = place_of(&own[&name], "in_p05_rating");
    let note = r#"<c r="XX1" t="inlineStr"><is><t>要相談</t></is></c></row>"#;
    let noted = replaced(&own[&name], &part, "</row>", note);
    let book = pasted_below(&noted, "No.5", &["No.8", "No.11"]);
    let far = r#"<row r="9000"><c r="B9000" t="inlineStr"><is><t>次は別紙</t></is></c></row></sheetData>"#;
    let book = replaced(&book, &part, "</sheetData>", far);
    workspace.write(&format!("input/2022/{name}"), &book);
    let document = check(&workspace);
    let below = of_code(&document, "L315");
    assert_eq!(below.len(), 1, "{:#?}", brief(&document));
    let message = below[0]["message"].as_str().unwrap();
    assert!(message.contains("ほかに2つ") && message.contains("No.8、No.11"), "{message}");
    assert!(
        below[0]["program"] == 5 && below[0]["sheet"] == "No.5" && below[0]["cell"].is_string()
    );
    // Their cells are counted, and what stands beside the first form or far below the last is named as ever.
    let beside = of_code(&document, "L307");
    let (named, counted): (Vec<&Json>, Vec<&Json>) =
        beside.iter().partition(|finding| finding["cell"].is_string());
    assert_eq!((named.len(), counted.len()), (2, 1), "{:#?}", brief(&document));
    assert_eq!((&named[0]["cell"], &named[0]["value"]), (&"XX1".into(), &"要相談".into()));
    assert_eq!((&named[1]["cell"], &named[1]["value"]), (&"B9000".into(), &"次は別紙".into()));
    assert!(counted[0]["count"].as_u64().unwrap() > 100 && counted[0]["sheet"] == "No.5");
}

/// A front page has no form of its own: what is pasted there is read from nowhere.
#[test]
fn a_form_pasted_onto_a_front_page_is_counted_and_placed() {
    let (workspace, own) = without_own();
    let name = format!("{DIVISION}.xlsx");
    let book = pasted_below(&own[&name], "表紙", &["No.8"]);
    workspace.write(&format!("input/2022/{name}"), &book);
    let document = check(&workspace);
    let pasted = of_code(&document, "L315");
    assert_eq!(pasted.len(), 1, "{:#?}", brief(&document));
    let message = pasted[0]["message"].as_str().unwrap();
    assert!(message.contains("1つ") && message.contains("No.8"), "{message}");
    assert!(pasted[0]["sheet"] == "表紙" && pasted[0]["program"].is_null());
    let cells = of_code(&document, "L307");
    assert!(cells.len() == 1 && cells[0]["cell"].is_null(), "{:#?}", brief(&document));
}

/// Somebody copies the last sections of a form only, without its head.
#[test]
fn a_part_of_a_form_is_known_without_its_title() {
    let (workspace, own) = without_own();
    let name = format!("{DIVISION}.xlsx");
    let book = pasted_below(&own[&name], "No.5", &["No.8"]);
    let title = "(?s)<c r=\"A[0-9]+\" t=\"inlineStr\"><is><t>進捗状況調査票[^<]*</t></is></c>";
    let (_, part) = place_of(&own[&name], "in_p05_rating");
    let book = replaced(&book, &part, title, "");
    workspace.write(&format!("input/2022/{name}"), &book);
    let document = check(&workspace);
    let pasted = of_code(&document, "L315");
    assert!(pasted.len() == 1 && pasted[0]["sheet"] == "No.5", "{:#?}", brief(&document));
    // Of its head only what no form prints is named: number and name of the program.
    assert!(of_code(&document, "L307").len() < 5, "{:#?}", brief(&document));
}

/// A note beside the fields is named by itself, and who filled in the form says nothing about the program.
#[test]
fn a_form_without_an_answer_is_no_submission_whatever_stands_beside_the_fields() {
    let (plan, form) = schema();
    let no = own_programs()[0];
    let name = format!("{DIVISION}.xlsx");
    for reporter in [None, Some("見本 太郎")] {
        let (workspace, _) = without_own();
        let files = filled(&plan, &form, round(), &|program, question| match reporter {
            _ if program.0 != no => sound(round(), program, question),
            Some(word) if question.key() == "reporter" => text(word),
            _ => None,
        });
        let (_, part) = place_of(&files[&name], &format!("in_p{no:02}_rating"));
        let note = r#"<c r="XX1" t="inlineStr"><is><t>メモ</t></is></c></row>"#;
        let book = replaced(&files[&name], &part, "</row>", note);
        workspace.write(&format!("input/2022/{name}"), &book);
        let document = check(&workspace);
        let of_codes = |code| of_code(&document, code).len();
        let told = (of_codes("V225"), of_codes("L307"), of_codes("V201"));
        assert_eq!(told, (1, 1, 0), "{:#?}", brief(&document));
        let missing = document["missing"].as_array().unwrap();
        assert!(missing.len() == 1 && missing[0]["program"] == no);
    }
}

/// Where a workbook has a field of a program, and the part that holds its sheet.
fn place_of(book: &[u8], name: &str) -> (String, String) {
    let opened =
        matome::testing::open(book, "票.xlsx", &matome::testing::Limits::default()).unwrap();
    let target = &opened.names[name];
    (target.area.first.to_string(), format!("xl/worksheets/sheet{}.xml", target.sheet + 1))
}

#[test]
fn an_amount_merged_over_two_lines_is_asked_about_and_counted_for_neither() {
    let (plan, form) = schema();
    let no = own_programs()[0];
    let files = filled(&plan, &form, round(), &|program, question| {
        let own = program.0 == no;
        match question.key() {
            "effect_1_kind" | "effect_2_kind" if own => text("歳出削減"),
            "effect_1_title" if own => text("委託の見直し"),
            "effect_2_title" if own => text("用紙の削減"),
            "effect_1_nature" | "effect_2_nature" if own => text("単年度"),
            "effect_1_basis" | "effect_2_basis" if own => text("決算"),
            "effect_1_method" | "effect_2_method" if own => text("前年度の決算額との差"),
            "effect_1_actual" if own => number("1200"),
            _ => sound(round(), program, question),
        }
    });
    let name = format!("{DIVISION}.xlsx");
    let (first, part) = place_of(&files[&name], &format!("in_p{no:02}_effect_1_actual"));
    let (second, _) = place_of(&files[&name], &format!("in_p{no:02}_effect_2_actual"));
    // Each is merged sideways on the form; whoever merges them downwards has one area of both.
    let mut book = files[&name].clone();
    for cell in [&first, &second] {
        book = replaced(&book, &part, &format!("<mergeCell ref=\"{cell}:[A-Z0-9]+\"/>"), "");
    }
    let merge = format!("<mergeCell ref=\"{first}:{second}\"/></mergeCells>");
    let book = replaced(&book, &part, "</mergeCells>", &merge);
    let (workspace, _) = without_own();
    workspace.write(&format!("input/2022/{name}"), &book);
    let document = check(&workspace);
    let merged = of_code(&document, "L316");
    assert_eq!(merged.len(), 1, "{:#?}", brief(&document));
    assert!(merged[0]["program"] == no && merged[0]["cell"] == *first);
    let values = document["values"].as_array().unwrap().iter();
    let amounts = values.filter(|value| {
        value["program"] == no
            && (value["field"] == "effect_1_actual" || value["field"] == "effect_2_actual")
    });
    assert!(amounts.clone().count() == 2 && amounts.clone().all(|value| value["value"].is_null()));
}

#[test]
fn a_broken_file_that_is_called_after_a_division_is_named_with_its_programs() {
    let (workspace, own) = without_own();
    let bytes = &own[&format!("{DIVISION}.xlsx")];
    let broken = "令和4年度_行政経営課(提出).xlsx";
    workspace.write(&format!("input/2022/{broken}"), &bytes[..bytes.len() / 2]);
    workspace.matome(&["build", "--round", "2022"]).assert().success();
    let summary = workspace.json("output/2022/data/summary.json");
    let rounds = summary["submissions"]["rounds"].as_array().unwrap();
    for program in rounds.last().unwrap()["programs"].as_array().unwrap() {
        let is_own = program["division"] == DIVISION;
        let expected = if is_own { Json::from(broken) } else { Json::Null };
        assert_eq!(program["unreadable"], expected, "{program}");
    }
    let report = std::fs::read(workspace.dir.join("output/2022/統合報告書.xlsx")).unwrap();
    let report = matome::testing::open(&report, "報告.xlsx", &matome::testing::Limits::default());
    let report = report.unwrap();
    let sheet = report.sheets.iter().find(|sheet| &*sheet.name == "提出状況").unwrap();
    let shown = |wanted: &str| {
        let cells = sheet.cells.values();
        cells.filter(|cell| format!("{:?}", cell.content).contains(wanted)).count()
    };
    assert_eq!(shown(&format!("届いたが開けない: {broken}")), own_programs().len());
    assert_eq!(shown("担当課の名前のファイル"), 1);
}
