//! Return copies: the form again, with what was written and what is to be mended.

use matome::testing::Entry;
use matome::testing::{Content, Limits, Workbook as Book, open};
use matome::testing::{EMBEDDED_FORM, EMBEDDED_PLAN, load_form, load_plan};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::accounts::assert_accounts_balance;
use crate::rules::bench::{replaced, schema, sound_files, with_cell, with_sheet};
use crate::support::{Workspace, filled};

/// What a clerk might write into any field, good and bad.
fn entry(key: &str) -> Option<Entry> {
    let text = |text: &str| Some(Entry::Text(text.to_owned()));
    match key {
        "reporter" => text("見本 太郎"),
        "report_date" => text("4/10"),
        "rating" => text("だいたいA"),
        "achievement" => text("・一つ目\n・二つ目"),
        "effect_1_kind" => text("歳出削減"),
        "effect_1_actual" => Some(Entry::Number(Decimal::new(-1200, 0))),
        "effect_1_title" => text("見本の削減"),
        key if key.starts_with("indicator_") && key.ends_with("_actual") => {
            Some(Entry::Shown(Decimal::new(623, 3), "0.0%".to_owned()))
        }
        _ => None,
    }
}

fn check(workspace: &Workspace, arguments: &[&str]) -> Value {
    let arguments: Vec<&str> =
        ["check", "--format", "json"].iter().chain(arguments).copied().collect();
    let run = workspace.matome(&arguments).assert().code(1);
    let document = serde_json::from_slice(&run.get_output().stdout).unwrap();
    assert_accounts_balance(&document);
    document
}

/// What a check says, without the places: a return copy may put a field elsewhere.
fn essence(document: &Value) -> (Vec<String>, Vec<String>) {
    let field = |value: &Value, name: &str| value[name].to_string();
    let values = document["values"].as_array().unwrap().iter();
    let values = values
        .map(|v| ["program", "field", "value", "missing", "raw"].map(|n| field(v, n)).join(" "));
    let findings = document["findings"].as_array().unwrap().iter();
    let findings = findings
        .filter(|finding| finding["severity"] != "info")
        .map(|f| ["code", "program", "field", "value", "message"].map(|n| field(f, n)).join(" "));
    let sorted = |lines: Vec<String>| {
        let mut lines = lines;
        lines.sort();
        lines
    };
    (sorted(values.collect()), sorted(findings.collect()))
}

#[test]
fn a_return_copy_is_the_same_submission_again() {
    let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
    let form = load_form(EMBEDDED_FORM, "form.toml", &plan).unwrap();
    let workspace = Workspace::new();
    for (name, bytes) in
        filled(&plan, &form, "2022".parse().unwrap(), &|_, question| entry(question.key()))
    {
        workspace.write(&format!("input/2022/{name}"), &bytes);
    }
    let first = check(&workspace, &["--round", "2022", "--returns", "返すもの"]);
    let again = check(&workspace, &["返すもの"]);
    let (values, findings) = essence(&first);
    let (values_again, findings_again) = essence(&again);
    assert!(findings.len() > 100, "the entries are bad enough");
    assert_eq!(values, values_again);
    assert_eq!(findings, findings_again);
    for submission in again["submissions"].as_array().unwrap() {
        assert_eq!(submission["cells"]["unaccounted"], 0, "{submission}");
    }
    // A return of a return adds nothing of its own.
    let third = check(&workspace, &["返すもの", "--returns", "もう一度"]);
    assert_eq!(essence(&third), essence(&check(&workspace, &["もう一度"])));
}

#[test]
fn a_build_returns_what_has_errors_and_nothing_else() {
    let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
    let workspace = Workspace::new();
    workspace.matome(&["sample", "--out", "input", "--round", "2021"]).assert().success();
    workspace.matome(&["build", "--round", "2021"]).assert().success();
    assert!(!workspace.dir.join("output/2021/差戻し").exists());
    let division = &plan.lead_divisions().next().unwrap().name;
    workspace
        .matome(&[
            "template",
            "--round",
            "2021",
            "--division",
            division.as_str(),
            "--out",
            "input/2021",
        ])
        .assert()
        .success();
    workspace.matome(&["build", "--round", "2021"]).assert().success();
    let returned: Vec<String> = std::fs::read_dir(workspace.dir.join("output/2021/差戻し"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(returned, [format!("{division}.xlsx")]);
}

/// The circle that a year goes round: submitted with a mistake, returned, mended in the copy, sent back beside the first.
#[test]
fn a_mended_return_copy_is_accepted_and_replaces_the_first_submission() {
    let (plan, form) = schema();
    let files = sound_files(&plan, &form, "2021");
    let workspace = Workspace::new();
    for (name, bytes) in &files {
        workspace.write(&format!("input/2021/{name}"), bytes);
    }
    let division = plan.lead_divisions().next().unwrap().name.to_string();
    let name = format!("{division}.xlsx");
    let rated = |letter: &str| format!(">{letter}</t>");
    let wrong = replaced(&files[&name], "xl/sharedStrings.xml", &rated("A"), &rated("だいたいA"));
    workspace.write(&format!("input/2021/{name}"), &wrong);
    workspace.matome(&["build", "--round", "2021", "--strict"]).assert().code(1);
    let returned = std::fs::read(workspace.dir.join(format!("output/2021/差戻し/{name}"))).unwrap();
    let mended = replaced(&returned, "xl/sharedStrings.xml", &rated("だいたいA"), &rated("A"));
    workspace.write(&format!("input/2021/{division} 直しました.xlsx"), &mended);
    // Nothing is left to mend, nothing is returned, every program counts.
    workspace.matome(&["build", "--round", "2021", "--strict"]).assert().code(0);
    assert!(!workspace.dir.join("output/2021/差戻し").exists());
    let summary = workspace.json("output/2021/data/summary.json");
    assert_eq!(summary["submissions"]["submitted"], summary["submissions"]["programs"]);
    let statuses: Vec<&str> = summary["submissions"]["files"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|file| file["file"].as_str().unwrap().starts_with(&division))
        .map(|file| file["status"].as_str().unwrap())
        .collect();
    assert!(statuses.contains(&"superseded") && statuses.contains(&"accepted"), "{statuses:?}");
}

fn book(workspace: &Workspace, name: &str) -> Book {
    let bytes = std::fs::read(workspace.dir.join(name)).unwrap();
    open(&bytes, name, &Limits::default()).unwrap()
}

/// What a cell of a workbook holds as text, and its formula.
fn cell(book: &Book, sheet: &str, at: &str) -> (String, Option<String>) {
    let found = &book.sheet(sheet).unwrap().cells[&at.parse().unwrap()];
    let text = match &found.content {
        Content::Text(text) => text.to_string(),
        Content::Number(number) => number.to_string(),
        other => format!("{other:?}"),
    };
    (text, found.formula.clone())
}

fn codes_of(document: &Value) -> Vec<String> {
    let findings = document["findings"].as_array().unwrap().iter();
    findings.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

/// A sound workbook to which its division added what the form has no room for.
fn with_additions(workspace: &Workspace) {
    let (plan, form) = schema();
    let book = &sound_files(&plan, &form, "2022")["総務課.xlsx"];
    let typed =
        |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    // Beside the form, below it, and in the gap between two of its blocks.
    let beside = format!(r#"{}<c r="XY1"><v>12.5</v></c></row>"#, typed("XX1", "要相談"));
    let book = replaced(book, "xl/worksheets/sheet4.xml", "</row>", &beside);
    let below = format!(r#"<row r="90">{}</row></sheetData>"#, typed("B90", "下のメモ"));
    let book = replaced(&book, "xl/worksheets/sheet4.xml", "</sheetData>", &below);
    let book = replaced(&book, "xl/sharedStrings.xml", ">庁内理解の促進<", ">庁外理解の促進<");
    let rows = format!(r#"<row r="2">{}<c r="C2"><v>38.75</v></c></row>"#, typed("B2", "根拠の数"));
    let book = with_sheet(&book, "No.12", "算定", &rows);
    // An actual computed from the division's own sheet, and one from somebody else's file.
    let book = replaced(
        &book,
        "xl/worksheets/sheet4.xml",
        r#"><v>77.5</v>"#,
        r#"><f>算定!C2*2</f><v>77.5</v>"#,
    );
    let book = replaced(
        &book,
        "xl/worksheets/sheet3.xml",
        r#"><v>25.5</v>"#,
        r#"><f>[1]Sheet1!A1</f><v>25.5</v>"#,
    );
    let book = with_cell(&book, "S", r#" t="inlineStr""#, "<is><t>だいたいS</t></is>");
    workspace.write("input/2022/総務課.xlsx", &book);
}

#[test]
fn what_was_written_beside_the_fields_comes_back() {
    let workspace = Workspace::new();
    with_additions(&workspace);
    let first = check(&workspace, &["--round", "2022", "--returns", "返すもの"]);
    let copy = book(&workspace, "返すもの/総務課.xlsx");
    let text = |sheet: &str, at: &str| cell(&copy, sheet, at).0;
    assert_eq!(text("No.12", "XX1"), "要相談");
    assert_eq!(text("No.12", "XY1"), "12.5");
    assert_eq!(text("No.12", "B90"), "下のメモ");
    assert_eq!((text("算定", "B2").as_str(), text("算定", "C2").as_str()), ("根拠の数", "38.75"));
    // The formula over the division's own cells stays one; of the other file only the value is known.
    let formulas = |sheet: &str, number: &str| {
        let number = Content::Number(number.parse().unwrap());
        let cells = copy.sheet(sheet).unwrap().cells.values();
        let found: Vec<Option<String>> =
            cells.filter(|cell| cell.content == number).map(|cell| cell.formula.clone()).collect();
        found
    };
    assert_eq!(formulas("No.12", "77.5"), [Some("算定!C2*2".to_owned())]);
    assert_eq!(formulas("No.2", "25.5"), [None]);
    // The form's own words are back; what stood there is told.
    let texts = |book: &Book| format!("{:?}", book.sheets);
    assert!(
        texts(&copy).contains("庁内理解の促進") && codes_of(&first).contains(&"L308".to_owned())
    );
    let bytes = std::fs::read(workspace.dir.join("返すもの/総務課.xlsx")).unwrap();
    let notes = crate::rules::bench::part_texts(&bytes, "xl/comments");
    assert!(notes.contains("変更されていた内容:「庁外理解の促進」"), "{notes}");
    assert!(notes.contains("「要相談」") && notes.contains("「下のメモ」"));

    // Unmended it says the same again, but for the print that is whole again; nothing is added by going round.
    let again = check(&workspace, &["返すもの", "--returns", "もう一度"]);
    let without = |document: &Value, code: &str| {
        let mut essence = essence(document);
        essence.1.retain(|line| !line.contains(code));
        essence
    };
    assert_eq!(without(&first, "L308"), without(&again, "L308"));
    assert!(!codes_of(&again).contains(&"L308".to_owned()));
    let cells = &again["submissions"][0]["cells"];
    let count = |name: &str| cells[name].as_u64().unwrap();
    assert_eq!(count("non_empty"), count("read") + count("printed") + count("unaccounted"));
    assert_eq!(count("unaccounted"), 5);
    let third = check(&workspace, &["もう一度"]);
    assert_eq!(essence(&again), essence(&third));
    let places = |document: &Value| {
        let findings = document["findings"].as_array().unwrap().iter();
        findings.map(|f| (f["sheet"].clone(), f["cell"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(places(&again), places(&third));
}

/// What is to be mended first, one line for a cell, a box to tick in front and the code behind; the guide is not given twice.
#[test]
fn the_list_of_a_return_copy_is_ticked_line_by_line() {
    let workspace = Workspace::new();
    with_additions(&workspace);
    let first = check(&workspace, &["--round", "2022", "--returns", "返すもの"]);
    assert!(codes_of(&first).iter().any(|code| code == "L307"));
    let copy = book(&workspace, "返すもの/総務課.xlsx");
    assert!(copy.sheet("記入要領").is_none());
    let list = copy.sheet("直すところ").unwrap();
    let text = |row: u32, col: u32| {
        let cell = list.cells.get(&matome::testing::CellRef::new(row, col))?;
        match &cell.content {
            Content::Text(text) => Some(text.to_string()),
            _ => None,
        }
    };
    let row_of = |word: &str| (0..40).find(|row| text(*row, 0).as_deref() == Some(word)).unwrap();
    let head = row_of("済");
    let heads: Vec<String> = (0..6).filter_map(|col| text(head, col)).collect();
    assert_eq!(heads, ["済", "重さ", "場所", "見つかったこと", "直し方", "番号"]);
    let rows: Vec<u32> = (head + 1..).take_while(|row| text(*row, 1).is_some()).collect();
    assert!(rows.len() > 3 && rows.iter().all(|row| text(*row, 0).as_deref() == Some("☐")));
    let graves: Vec<String> = rows.iter().filter_map(|row| text(*row, 1)).collect();
    let last_error = graves.iter().rposition(|grave| grave == "要修正").unwrap();
    assert!(graves[..=last_error].iter().all(|grave| grave == "要修正"), "{graves:?}");
    let mut places: Vec<String> = rows.iter().filter_map(|row| text(*row, 2)).collect();
    let all = places.len();
    places.sort();
    places.dedup();
    assert_eq!(places.len(), all);
    let due = (0..head).filter_map(|row| text(row, 0)).find(|line| line.contains("再提出期限"));
    assert_eq!(
        due.as_deref(),
        Some(
            "再提出期限:令和5年5月12日(金)　提出先:行政経営課(庁内メールに添付)　連絡先:行政経営課"
        )
    );
    // A tick is nothing that a division wrote.
    let bytes = std::fs::read(workspace.dir.join("返すもの/総務課.xlsx")).unwrap();
    let ticked = replaced(&bytes, "xl/sharedStrings.xml", ">☐<", ">☑<");
    let cells = |document: &Value| document["submissions"][0]["cells"].clone();
    let unticked = cells(&check(&workspace, &["返すもの"]));
    workspace.write("返すもの/総務課.xlsx", &ticked);
    assert_eq!(cells(&check(&workspace, &["返すもの"])), unticked);
}

/// One formula written for two fields: digits in the name of a sheet, in the column of a table and in a text are no
/// references, and the result that is kept is that of the formula beside it.
#[test]
fn a_formula_that_two_cells_share_comes_back_as_it_was_meant() {
    let (plan, form) = schema();
    let sound = &sound_files(&plan, &form, "2022")["総務課.xlsx"];
    let sound = with_cell(sound, "S", r#" t="inlineStr""#, "<is><t>だいたいS</t></is>");
    let row =
        |row: u32, value: u32| format!(r#"<row r="{row}"><c r="C{row}"><v>{value}</v></c></row>"#);
    let sheet = |first: u32| [row(1, first), row(2, first + 50)].concat();
    let sound = with_sheet(&sound, "No.12", "R4 集計", &sheet(1200));
    let sound = with_sheet(&sound, "R4 集計", "R5 集計", &sheet(2200));
    let place = |book: &Book, line: u32| {
        book.names[&format!("in_p12_effect_{line}_actual")].area.first.to_string()
    };
    let opened = open(&sound, "総務課.xlsx", &Limits::default()).unwrap();
    let (first, second) = (place(&opened, 1), place(&opened, 2));
    for (formula, expected) in [
        ("'R4 集計'!C1", Some("'R4 集計'!C2")),
        ("'R4 集計'!C1+0*COUNTA(\"A1\")", Some("'R4 集計'!C2+0*COUNTA(\"A1\")")),
        // A table is not in the copy: of what computes from its column the result is kept.
        ("'R4 集計'!C1+0*SUM(表1[A1])", None),
    ] {
        let written = formula.replace('"', "&quot;");
        let mut shared = sound.clone();
        for (at, inside) in [
            (
                &first,
                format!(r#"<f t="shared" ref="{first}:{second}" si="7">{written}</f><v>1200</v>"#),
            ),
            (&second, r#"<f t="shared" si="7"/><v>1250</v>"#.to_owned()),
        ] {
            let cell = format!(r#"<c r="{at}" s="([0-9]+)"[^>]*><v>[^<]*</v></c>"#);
            let with = format!(r#"<c r="{at}" s="$1">{inside}</c>"#);
            shared = replaced(&shared, "xl/worksheets/sheet4.xml", &cell, &with);
        }
        let workspace = Workspace::new();
        workspace.write("input/2022/総務課.xlsx", &shared);
        check(&workspace, &["--round", "2022", "--returns", "返すもの"]);
        let copy = self::book(&workspace, "返すもの/総務課.xlsx");
        let told = cell(&copy, "No.12", &place(&copy, 2));
        assert_eq!(told, ("1250".to_owned(), expected.map(str::to_owned)), "{formula}");
    }
}

/// Sheets that the form does not have keep their names where Excel allows them, and none is lost for its name.
#[test]
fn sheets_of_other_programs_and_second_copies_come_back_whole() {
    let workspace = Workspace::new();
    let (plan, form) = schema();
    let files = sound_files(&plan, &form, "2022");
    let twice = crate::rules::bench::with_sheet_twice(
        &files["総務課.xlsx"],
        "No.2",
        "xl/worksheets/sheet3.xml",
    );
    workspace.write("input/2022/総務課.xlsx", &twice);
    let first = check(&workspace, &["--round", "2022", "--returns", "返すもの"]);
    let copy = book(&workspace, "返すもの/総務課.xlsx");
    let names: Vec<&str> = copy.sheets.iter().map(|sheet| &*sheet.name).collect();
    assert_eq!(names, ["直すところ", "表紙", "No.2", "No.12", "No.2 (2)", "_matome"]);
    assert_eq!(essence(&first), essence(&check(&workspace, &["返すもの"])));
}

/// What a copy cannot carry is counted on its first sheet.
#[test]
fn the_list_of_a_return_names_what_it_does_not_carry() {
    let workspace = Workspace::new();
    let (plan, form) = schema();
    let book_without = &sound_files(&plan, &form, "2022")["総務課.xlsx"];
    let wrong = with_cell(book_without, "S", r#" t="inlineStr""#, "<is><t>だいたいS</t></is>");
    let embedded = crate::rules::bench::with_part(&wrong, "xl/embeddings/oleObject1.bin", b"x");
    workspace.write("input/2022/総務課.xlsx", &embedded);
    check(&workspace, &["--round", "2022", "--returns", "返すもの"]);
    let copy = book(&workspace, "返すもの/総務課.xlsx");
    let list = format!("{:?}", copy.sheet("直すところ").unwrap().cells);
    assert!(
        list.contains("埋め込まれた文書や部品が1件ある") && list.contains("写せません"),
        "{list}"
    );
    assert!(list.contains("要修正 1件、確認 0件"), "{list}");
}
