//! The program beside the programs that its users have: forms filled by a script and in an office suite, and every
//! workbook that it writes opened, recalculated, printed and validated by something that did not write it.
//!
//! `tests/office/*.py` do the work at the other programs' side; `tests/office/programs.rs` says what happens where
//! one of them is not installed.

#[path = "common/accounts.rs"]
mod accounts;
#[path = "office/answers.rs"]
mod answers;
#[path = "office/distorted.rs"]
mod distorted;
#[path = "office/every_plan.rs"]
mod every_plan;
#[path = "office/followed.rs"]
mod followed;
#[path = "office/indicators.rs"]
mod indicators;
#[path = "office/marked.rs"]
mod marked;
#[path = "office/mended.rs"]
mod mended;
#[path = "office/open_data.rs"]
mod open_data;
#[path = "office/papers.rs"]
mod papers;
#[path = "office/presentation.rs"]
mod presentation;
#[path = "office/programs.rs"]
mod programs;
#[path = "office/provenance.rs"]
mod provenance;
#[path = "office/recalculated.rs"]
mod recalculated;
#[path = "office/reports.rs"]
mod reports;
#[path = "office/suites.rs"]
mod suites;
#[path = "office/workspace.rs"]
mod workspace;
#[path = "office/written.rs"]
mod written;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use answers::Answers;
use programs::{LIBREOFFICE, OPENPYXL, OPENXML_AUDIT, are_there};
use serde_json::{Value, json};
use workspace::{Checked, Places, Workspace, in_repository, places, workbooks};

/// The indicator of the embedded plan that the form asks for in 千円.
const MONEY: [&str; 1] = ["land_sale_revenue"];

#[test]
fn a_template_filled_by_openpyxl_reads_back() {
    if !are_there("a_template_filled_by_openpyxl_reads_back", &[&OPENPYXL]) {
        return;
    }
    let workspace = Workspace::new();
    for form in workspace.filled_forms(&MONEY) {
        let checked = workspace.check(&form.file, "2022");
        assert_reads_back(&checked, &form.answers, &form.places);
    }
}

/// Whatever is written wherever, it is read or named, and the account of cells says so.
#[test]
fn no_word_written_anywhere_in_a_form_disappears() {
    if !are_there("no_word_written_anywhere_in_a_form_disappears", &[&OPENPYXL]) {
        return;
    }
    let workspace = Workspace::new();
    for (seed, division) in ["総務課", "公共施設マネジメント課", "未設定"].iter().enumerate()
    {
        let form = in_repository(&format!("input/2022/{division}.xlsx"));
        let out = workspace.path(&format!("{division}.xlsx"));
        let seed = seed.to_string();
        let files: [&OsStr; 3] = [form.as_ref(), seed.as_ref(), out.as_ref()];
        let scattered = OPENPYXL.json("scatter_words.py", &files);
        let checked = workspace.check(&out, "2022");
        assert_nothing_scattered_is_lost(&checked, &scattered);
        assert_returned_whole(&workspace, &out, division, &scattered);
    }
}

#[test]
fn no_scribble_in_any_format_disappears() {
    if !are_there("no_scribble_in_any_format_disappears", &[&LIBREOFFICE]) {
        return;
    }
    let workspace = Workspace::new();
    let out = workspace.folder("scribbled");
    let forms = ["総務課", "公共施設マネジメント課", "未設定"]
        .map(|division| in_repository(&format!("input/2022/{division}.xlsx")));
    let mut arguments = vec![OsStr::new("20260401"), out.as_os_str()];
    arguments.extend(forms.iter().map(|form| form.as_os_str()));
    let scattered = LIBREOFFICE.json("scatter_uno.py", &arguments);
    for (index, scattered) in scattered.as_array().expect("a list per form").iter().enumerate() {
        for extension in ["xlsx", "xlsm", "xls", "ods"] {
            let checked = workspace.check(&out.join(format!("{index}.{extension}")), "2022");
            assert_nothing_scattered_is_lost(&checked, scattered);
        }
    }
}

#[test]
fn what_people_type_reads_as_what_they_mean() {
    if !are_there("what_people_type_reads_as_what_they_mean", &[&OPENPYXL]) {
        return;
    }
    let workspace = Workspace::new();
    workspace.templates("2022", "forms");
    let forms = [
        (
            "総務課",
            vec![
                ("in_p12_indicator_e_approval_rate_actual", json!("６２．３％"), "62.3"),
                (
                    "in_p02_indicator_archive_transfer_rate_actual",
                    json!({ "number": 0.055, "format": "0.0%" }),
                    "5.5",
                ),
            ],
        ),
        (
            "公共施設マネジメント課",
            vec![
                ("in_p09_indicator_land_sale_revenue_actual", json!(18000), "18000000"),
                ("in_p09_effect_1_planned", json!(1234.5), "1234500"),
                ("in_p09_effect_1_actual", json!("１，２３４"), "1234000"),
                ("in_p09_effect_2_actual", json!("5百万円"), "5000000"),
            ],
        ),
        (
            "政策課",
            vec![
                ("in_p26_report_date", json!("令和5年4月10日"), "2023-04-10"),
                ("in_p26_rating", json!("Ａ"), "A"),
            ],
        ),
    ];
    for (division, typed) in forms {
        let template = workspace.path(&format!("forms/{division}.xlsx"));
        let mut answers = Answers::for_every_cell(&workspace.names(&template), &MONEY);
        for (name, put, read) in typed {
            answers.set(name, put, read);
        }
        let file = workspace.path(&format!("{division}.xlsx"));
        let places = workspace.fill(&template, &answers.to_put(), &file);
        assert_reads_back(&workspace.check(&file, "2022"), &answers, &places);
    }
}

#[test]
fn a_template_edited_by_libreoffice_reads_back_from_xlsx_ods_and_xls() {
    let test = "a_template_edited_by_libreoffice_reads_back_from_xlsx_ods_and_xls";
    if !are_there(test, &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let workspace = Workspace::new();
    workspace.templates("2022", "forms");
    for (division, program) in [("総務課", "12"), ("公共施設マネジメント課", "09")] {
        let template = workspace.path(&format!("forms/{division}.xlsx"));
        let answers = Answers::for_every_cell(&workspace.names(&template), &MONEY);
        let inserted = json!({
            "effect_3_kind": "歳入確保", "effect_3_title": "挿入した行", "effect_3_actual": 500,
        });
        let edited = edit(&workspace, &template, program, &answers, &inserted);
        let places = places(&edited.printed["places"]);
        let original = workspace.places(&template);
        assert_moved(&original, &places, program);
        for extension in ["xlsx", "ods", "xls"] {
            let checked = workspace.check(&edited.file(&format!("edited.{extension}")), "2022");
            assert_reads_back(&checked, &answers, &places);
        }
        // Words beside the fields of a sheet whose rows and columns moved, and the copy that goes back.
        let file = edited.file("edited.xlsx");
        let scattered = edited.file("scattered.xlsx");
        let files: [&OsStr; 3] = [file.as_ref(), "7".as_ref(), scattered.as_ref()];
        let words = OPENPYXL.json("scatter_words.py", &files);
        assert_returned_whole(&workspace, &scattered, division, &words);
        let typed = workspace.check(&edited.file("typed.xlsx"), "2022");
        assert_nothing_typed_is_lost(&typed, &edited.printed["inserted"]);
        // The inserted line lacks fields, so the form is returned; it is in the copy, and in the copy of the copy.
        let mut file = edited.file("typed.xlsx");
        for copy in ["returned", "returned again"] {
            let folder = workspace.path(&format!("{program} {copy}"));
            let arguments =
                ["check", path_text(&file), "--round", "2022", "--returns", path_text(&folder)];
            workspace.matome(&arguments);
            file = folder.join(format!("{division}.xlsx"));
            let checked = workspace.check(&file, "2022");
            let kept = checked.values();
            assert!(
                kept.values()
                    .any(|value| value["value"] == "挿入した行" && value["located_by"] == "name"),
                "{copy}: {}",
                checked.submission()
            );
        }
    }
}

#[test]
fn the_cover_counts_what_is_still_empty() {
    if !are_there("the_cover_counts_what_is_still_empty", &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let workspace = Workspace::new();
    workspace.templates("2022", "forms");
    let mut files = Vec::new();
    let mut half = |division: &str, name: &str, answers: &Value| {
        let file = workspace.path(&format!("{name}.xlsx"));
        workspace.fill(&workspace.path(&format!("forms/{division}.xlsx")), answers, &file);
        files.push(file);
    };
    half("総務課", "blank", &json!({}));
    half(
        "総務課",
        "started",
        &json!({
            "in_p02_not_rated_reason": "統合",
            "in_p12_reporter": "見本 太郎",
            "in_p12_report_date": { "date": "2023-04-10" },
            "in_p12_activity_1_status": "実施中",
            "in_p12_activity_x1_result": "計画にない取組",
            "in_p12_effect_1_kind": "歳出削減",
        }),
    );
    // White space is nothing, to the cover as to the check.
    half(
        "総務課",
        "spaces",
        &json!({
            "in_p02_not_rated_reason": "　",
            "in_p02_reporter": " ",
            "in_p12_reporter": "　",
            "in_p12_activity_1_status": " 　 ",
            "in_p12_effect_1_kind": "　",
        }),
    );
    // Whatever is left out of the complete answers: every second one, every third one.
    for (division, step) in [("行政経営課", 2), ("政策課", 2), ("情報政策課", 3)] {
        let names = workspace.names(&workspace.path(&format!("forms/{division}.xlsx")));
        let mut answers = Answers::for_every_cell(&names, &MONEY);
        for name in names.iter().step_by(step) {
            answers.without(name);
        }
        half(division, &format!("half-{division}"), &answers.to_put());
    }
    let recalculated = recalculate(&files, true);
    for file in &files {
        let counted = cover_counts(&recalculated[path_text(file)]["values"], file);
        let checked = workspace.check(file, "2022");
        let empty = checked.findings("code", "V201");
        let blank = checked.findings("code", "V225");
        for (program, counted) in &counted {
            let empty = empty.iter().filter(|finding| finding["program"] == *program).count();
            // A sheet in which nothing is filled in is told once as a whole, not cell by cell.
            let is_blank = blank
                .iter()
                .any(|finding| finding["program"].is_null() || finding["program"] == *program);
            let expected = if is_blank { 0 } else { *counted };
            assert_eq!(empty, expected, "{} No.{program}", file.display());
        }
        let by_hand: &[(u64, usize)] = match file.file_stem().and_then(OsStr::to_str) {
            // No.2: who and when 2, three activities 6, indicator 1, overall 3, review 2.
            // No.12: the same with two activities.
            Some("blank" | "spaces") => &[(2, 14), (12, 12)],
            // No.12: result of one activity and both cells of the other 3, indicator 1, overall 3, review 2, name and
            // status of the added activity 2, and of the effect its title, nature, basis and actual 4.
            Some("started") => &[(2, 0), (12, 15)],
            _ => continue,
        };
        assert_eq!(counted, by_hand.iter().copied().collect(), "{}", file.display());
    }
}

#[test]
fn libreoffice_finds_no_error_cell_in_any_workbook_written() {
    if !are_there(
        "libreoffice_finds_no_error_cell_in_any_workbook_written",
        &[&OPENPYXL, &LIBREOFFICE],
    ) {
        return;
    }
    let workspace = Workspace::new();
    let mut files = workspace.with_two_years();
    files.extend(reports_of_the_sample_input(&workspace));
    OPENPYXL.json("opens_cleanly.py", &as_arguments(&files));
    // A check that cannot fail proves nothing: the last file is a form with one stored result made wrong.
    let spoiled = workspace.path("spoiled.xlsx");
    let form = workspace.path("forms/2022/総務課.xlsx");
    let arguments = [form.as_os_str(), spoiled.as_os_str(), OsStr::new("7")];
    assert!(OPENPYXL.run("spoil_result.py", &arguments).status.success());
    files.push(spoiled.clone());
    let mut reports = recalculate(&files, false);
    let caught = reports[path_text(&spoiled)].take();
    let differences = caught["differences"].as_array().expect("differences");
    assert_eq!(differences.len(), 1, "{caught}");
    assert!(
        differences[0].as_str().expect("a text").starts_with("表紙!D19 stored 7.0"),
        "{caught}"
    );
    files.pop();
    let mut wrong = Vec::new();
    let mut formulas = 0;
    for file in &files {
        let report = &reports[path_text(file)];
        formulas += report["cells"].as_u64().expect("a count");
        for kind in ["errors", "differences"] {
            let found = report[kind].as_array().expect("a list");
            wrong.extend(found.iter().map(|cell| format!("{}: {kind}: {cell}", file.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(formulas > 250, "only {formulas} formulas in {} workbooks", files.len());
}

#[test]
fn a_form_takes_one_or_two_sheets_of_paper_per_program() {
    if !are_there("a_form_takes_one_or_two_sheets_of_paper_per_program", &[&LIBREOFFICE]) {
        return;
    }
    let workspace = Workspace::new();
    let forms = workspace.templates("2022", "forms");
    let folder = workspace.folder("pdf");
    let mut arguments = vec![folder.as_os_str()];
    arguments.extend(as_arguments(&forms));
    let printed = LIBREOFFICE.json("to_pdf.py", &arguments);
    for form in &forms {
        let printed = &printed[path_text(form)];
        let sheets = printed["sheets"].as_array().expect("sheets").len();
        let pages = printed["pages"].as_u64().expect("pages");
        let pages = usize::try_from(pages).expect("a small number");
        assert!((sheets..=2 * sheets).contains(&pages), "{}: {printed}", form.display());
        let shown = printed["sheets"].to_string();
        assert!(!shown.contains("_matome"), "the sheet of the program's own is hidden: {shown}");
    }
}

#[test]
fn openxml_audit_has_no_finding_on_templates_and_reports() {
    let test = "openxml_audit_has_no_finding_on_templates_and_reports";
    if !are_there(test, &[&OPENPYXL, &OPENXML_AUDIT]) {
        return;
    }
    let workspace = Workspace::new();
    let mut files = workspace.with_two_years();
    files.extend(reports_of_the_sample_input(&workspace));
    assert_eq!(audit(&workspace, &files), Vec::<String>::new());
}

/// A form that an office drew itself, written by openpyxl and saved by LibreOffice in its other formats.
#[test]
fn a_form_that_already_exists_reads_the_same_from_xlsx_xls_and_ods() {
    let test = "a_form_that_already_exists_reads_the_same_from_xlsx_xls_and_ods";
    if !are_there(test, &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let workspace = Workspace::of_plan("existing-ten");
    let xlsx = workspace.path("hand.xlsx");
    let expected = OPENPYXL.json("write_existing.py", &[xlsx.as_os_str()]);
    let copies = ["copy.xlsx", "hand.xls", "hand.ods"].map(|name| workspace.path(name));
    let mut files = vec![xlsx.as_os_str()];
    files.extend(copies.iter().map(|copy| copy.as_os_str()));
    LIBREOFFICE.json("save_as.py", &files);
    for file in std::iter::once(&xlsx).chain(&copies) {
        let checked = workspace.check(file, "2021");
        let values = checked.values();
        let filled = values.values().filter(|value| value["missing"] != "blank");
        let read: BTreeMap<&str, (&Value, &Value)> = filled
            .map(|value| {
                (value["field"].as_str().expect("a field"), (&value["cell"], &value["value"]))
            })
            .collect();
        let expected = expected.as_object().expect("fields");
        let wanted: BTreeMap<&str, (&Value, &Value)> = expected
            .iter()
            .map(|(field, own)| (field.as_str(), (&own["cell"], &own["value"])))
            .collect();
        assert_eq!(read, wanted, "{}", file.display());
        assert_eq!(checked.submission()["cells"]["unaccounted"], 0, "{}", file.display());
        assert!(checked.findings("severity", "error").is_empty(), "{}", file.display());
    }
}

/// One row of a published table: count per code from the best on, 対象, 対象外, 計.
struct PublishedRow<'a> {
    codes: &'a [u64],
    rated: u64,
    not_rated: u64,
    items: u64,
}

const fn row(codes: &[u64], rated: u64, not_rated: u64, items: u64) -> PublishedRow<'_> {
    PublishedRow { codes, rated, not_rated, items }
}

#[test]
fn another_citys_plan_goes_through_template_fill_and_build() {
    if !are_there("another_citys_plan_goes_through_template_fill_and_build", &[&OPENPYXL]) {
        return;
    }
    // 木津川市, end of fiscal year 2020: 116 items, 86 of them rated.
    let figures = build_from_ratings("kizugawa-r2", "2020");
    let directions = [
        row(&[0, 3, 1, 2], 6, 4, 10),
        row(&[1, 3, 10, 1], 15, 6, 21),
        row(&[1, 7, 22, 0], 30, 14, 44),
        row(&[1, 1, 5, 0], 7, 1, 8),
        row(&[1, 7, 13, 7], 28, 5, 33),
    ];
    assert_tally(&figures, &["S", "A", "B", "C"], &directions, &row(&[4, 21, 51, 10], 86, 30, 116));
    let shares = ["S", "A", "B", "C"].map(|code| share(&figures["total"]["codes"][code]["share"]));
    assert_eq!(shares, ["4.7", "24.4", "59.3", "11.6"]);

    // 小平市, end of fiscal year 2016: 41 items, all of them rated.
    let figures = build_from_ratings("kodaira-h28", "2016");
    let directions = [
        row(&[1, 7, 1], 9, 0, 9),
        row(&[0, 4, 0], 4, 0, 4),
        row(&[0, 5, 1], 6, 0, 6),
        row(&[0, 10, 2], 12, 0, 12),
        row(&[0, 9, 1], 10, 0, 10),
    ];
    assert_tally(&figures, &["S", "A", "B"], &directions, &row(&[1, 35, 5], 41, 0, 41));
}

/// Every value is the one put in, from the cell that holds the name, found by the name; nothing else was read, no
/// finding is an error, and the account of cells adds up.
fn assert_reads_back(checked: &Checked, answers: &Answers, places: &Places) {
    let file = &checked.submission()["file"];
    let values = checked.values();
    let named: Vec<&String> = places.keys().filter(|name| name.starts_with("in_p")).collect();
    assert_eq!(values.keys().collect::<Vec<_>>(), named, "{file}");
    for (name, value) in values {
        assert_eq!(value["value"].as_str(), answers.read(&name), "{file} {name}: {value}");
        let (sheet, cell) = &places[&name];
        assert_eq!(
            (&value["sheet"], &value["cell"]),
            (&json!(sheet), &json!(cell)),
            "{file} {name}"
        );
        assert_eq!(value["located_by"], "name", "{file} {name}");
    }
    let errors = checked.findings("severity", "error");
    assert!(errors.is_empty(), "{file}: {errors:#?}");
    assert_eq!(unaccounted(checked), 0, "{file}");
}

/// Cells that are neither read nor printed.
fn unaccounted(checked: &Checked) -> u64 {
    checked.submission()["cells"]["unaccounted"].as_u64().expect("a count")
}

/// What stands in a row that the division inserted is either read or named, cell by cell.
fn assert_nothing_typed_is_lost(checked: &Checked, inserted: &Value) {
    let values = checked.values();
    let named = checked.findings("code", "L307");
    for address in inserted.as_array().expect("addresses") {
        let read = values.values().any(|value| value["cell"] == *address);
        let named = named.iter().any(|finding| finding["cell"] == *address);
        assert!(read || named, "{address} is lost: {}", checked.submission());
    }
}

/// Every word that was scattered over a form is in its return copy, and in the return of that; the account of cells
/// balances, and the second copy says what the first says.
fn assert_returned_whole(workspace: &Workspace, file: &Path, division: &str, words: &Value) {
    let mut file = file.to_owned();
    let mut told: Vec<Vec<String>> = Vec::new();
    for copy in ["words returned", "words returned again"] {
        let folder = workspace.path(&format!("{division} {copy}"));
        let returns = ["--with-warnings", "--returns", path_text(&folder)];
        let arguments = ["check", path_text(&file), "--round", "2022"];
        workspace.matome(&[&arguments[..], &returns].concat());
        file = folder.join(format!("{division}.xlsx"));
        let checked = workspace.check(&file, "2022");
        let cells = &checked.submission()["cells"];
        let count = |name: &str| cells[name].as_u64().expect("a count");
        assert_eq!(count("non_empty"), count("read") + count("printed") + count("unaccounted"));
        let values = checked.values();
        for word in words.as_array().expect("a list") {
            let is_read = values.values().any(|value| value["raw"] == word[2]);
            let named = checked.findings("value", word[2].as_str().expect("a word"));
            assert!(is_read || !named.is_empty(), "{copy}: {word} is lost");
        }
        let severities = ["error", "warning", "info"].into_iter();
        let findings = severities.flat_map(|severity| checked.findings("severity", severity));
        let essence = ["code", "program", "sheet", "cell", "value"];
        told.push(
            findings.map(|found| essence.map(|name| found[name].to_string()).join(" ")).collect(),
        );
    }
    assert_eq!(told[0], told[1], "the second copy differs from the first");
}

/// Each [sheet, address, text] was read as it stands, or is named by a finding of that cell.
fn assert_nothing_scattered_is_lost(checked: &Checked, scattered: &Value) {
    let values = checked.values();
    let scattered = scattered.as_array().expect("a list");
    assert_eq!(scattered.len(), 40);
    for word in scattered {
        let (sheet, cell, text) = (&word[0], &word[1], &word[2]);
        let stands_there = |one: &Value| one["sheet"] == *sheet && one["cell"] == *cell;
        let is_read = values.values().any(|value| stands_there(value) && value["raw"] == *text);
        let is_named = checked
            .findings("value", text.as_str().expect("a word"))
            .iter()
            .any(|finding| stands_there(finding));
        assert!(is_read || is_named, "{word} disappeared: {}", checked.submission());
    }
}

struct Edited {
    folder: PathBuf,
    printed: Value,
}

impl Edited {
    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// Fills a form in LibreOffice, with rows and a column inserted on the sheet of `program`.
fn edit(
    workspace: &Workspace,
    template: &Path,
    program: &str,
    answers: &Answers,
    inserted: &Value,
) -> Edited {
    let request = json!({ "edit": program, "answers": answers.to_put(), "inserted": inserted });
    let request = workspace.json_file(&format!("edit-{program}"), &request);
    let folder = workspace.folder(&format!("edited-{program}"));
    let arguments = [template.as_os_str(), request.as_os_str(), folder.as_os_str()];
    let printed = LIBREOFFICE.json("fill_uno.py", &arguments);
    Edited { folder, printed }
}

/// The edit did what it was meant to: three rows and a column lie before the last cells of the program's sheet.
fn assert_moved(before: &Places, after: &Places, program: &str) {
    let name = format!("in_p{program}_review_reason");
    let (_, (sheet, cell)) = (&before[&name], &after[&name]);
    let row = |cell: &str| -> u32 {
        let digits = cell.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
        digits.parse().expect("a row")
    };
    assert_eq!(row(cell), row(&before[&name].1) + 3);
    assert!(sheet.contains("記入済"), "{sheet}");
    let note = format!("in_p{program}_effect_1_method");
    let column = |places: &Places| places[&note].1.trim_end_matches(char::is_numeric).to_owned();
    assert_ne!(column(before), column(after));
}

/// Recalculates workbooks in one LibreOffice.
fn recalculate(files: &[PathBuf], values: bool) -> Value {
    let mut arguments = as_arguments(files);
    if values {
        arguments.push(OsStr::new("--all"));
    }
    LIBREOFFICE.json("recalc.py", &arguments)
}

/// The cover's count per program, from its recalculated values: column D from its first number on, one row per program
/// sheet, the total below.
fn cover_counts(values: &Value, file: &Path) -> BTreeMap<u64, usize> {
    let count = |place: &str| values[place].as_f64().map(|count| count.round() as usize);
    let sheets = values.as_object().expect("values by place").keys();
    let mut programs: Vec<u64> = sheets
        .filter_map(|place| place.strip_prefix("No.")?.split_once('!')?.0.parse().ok())
        .collect();
    programs.sort_unstable();
    programs.dedup();
    let first = (1..100).find(|row| count(&format!("表紙!D{row}")).is_some());
    let first = first.unwrap_or_else(|| panic!("{}: no count in column D", file.display()));
    let counts: BTreeMap<u64, usize> = (first..)
        .zip(&programs)
        .map(|(row, program)| {
            let count = count(&format!("表紙!D{row}"));
            (*program, count.unwrap_or_else(|| panic!("{}: no count in D{row}", file.display())))
        })
        .collect();
    let total = count(&format!("表紙!D{}", first + programs.len()));
    assert_eq!(total, Some(counts.values().sum()), "{}", file.display());
    counts
}

/// What openxml-audit says against workbooks.
fn audit(workspace: &Workspace, files: &[PathBuf]) -> Vec<String> {
    // The audit takes one folder: all workbooks go into it under numbers.
    let folder = workspace.folder("audited");
    for (index, file) in files.iter().enumerate() {
        std::fs::copy(file, folder.join(format!("{index:03}.xlsx"))).expect("a copy");
    }
    let options = ["-r", "-m", "0", "-f", "microsoft365", "-o", "json"].map(OsStr::new);
    let arguments = [&options[..], &[folder.as_os_str()]].concat();
    let run = OPENXML_AUDIT.run_module("openxml_audit", &arguments);
    let told = String::from_utf8_lossy(&run.stderr);
    let audited: Vec<Value> =
        serde_json::from_slice(&run.stdout).unwrap_or_else(|_| panic!("{told}"));
    assert_eq!(audited.len(), files.len(), "{told}");
    let mut wrong = Vec::new();
    for report in &audited {
        let told = report["errors"].as_array().expect("errors");
        let counted = |severity| report[severity].as_u64().expect("a count");
        let is_whole = counted("error_count") + counted("warning_count") == told.len() as u64;
        let own: Vec<_> = told.iter().filter(|error| !is_of_the_gap_in_a_chart(error)).collect();
        if !own.is_empty() || !is_whole {
            let name = Path::new(report["file"].as_str().expect("a file")).file_stem();
            let index: usize =
                name.and_then(OsStr::to_str).expect("a name").parse().expect("a number");
            wrong.push(format!("{}: {own:#?}", files[index].display()));
        }
    }
    wrong
}

/// Whether an error is about the one attribute for which the audit's schema (that of the Open XML SDK, `c16r3:val`) and the
/// writing library, which is held against Excel's own files (`val`), differ: that #N/A is a gap in a chart.
fn is_of_the_gap_in_a_chart(error: &Value) -> bool {
    error["node"] == "val"
        && error["description"] == "The 'val' attribute is not declared."
        && error["path"].as_str().is_some_and(|path| path.ends_with("/dispNaAsBlank[1]"))
}

/// Reports built from the sample input of the repository.
fn reports_of_the_sample_input(workspace: &Workspace) -> Vec<PathBuf> {
    let input = in_repository("input");
    let out = workspace.path("sample");
    let (input, folder) = (path_text(&input), path_text(&out));
    let run = workspace.matome(&["build", "--paper", "hq", "--input", input, "--out", folder]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    workbooks(&out)
}

/// Template, ratings of `tests/plans` filled in by name, build; gives the tally of ratings.
fn build_from_ratings(plan: &str, round: &str) -> Value {
    let workspace = Workspace::of_plan(plan);
    workspace.templates(round, "forms");
    let ratings =
        std::fs::read_to_string(in_repository(&format!("tests/plans/{plan}/ratings.csv")))
            .expect("the ratings are there");
    let mut answers = serde_json::Map::new();
    for line in ratings.lines().skip(1) {
        let [program, rating, reason] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("three columns: {line}");
        };
        let program: u32 = program.parse().expect("a program number");
        let (field, answer) =
            if rating.is_empty() { ("not_rated_reason", reason) } else { ("rating", rating) };
        answers.insert(format!("in_p{program:02}_{field}"), json!(answer));
    }
    let input = workspace.folder(&format!("input/{round}"));
    workspace.fill(&workspace.path("forms"), &Value::Object(answers), &input);
    workspace.build("output");
    let summary = std::fs::read(workspace.path(&format!("output/{round}/data/summary.json")));
    let mut summary: Value =
        serde_json::from_slice(&summary.expect("summary.json")).expect("summary.json is JSON");
    assert_eq!(summary["plan"], plan);
    summary["ratings"].take()
}

fn assert_tally(
    figures: &Value,
    codes: &[&str],
    directions: &[PublishedRow<'_>],
    total: &PublishedRow<'_>,
) {
    let rows = figures["directions"].as_array().expect("directions");
    assert_eq!(rows.len(), directions.len());
    let published = directions.iter().chain([total]);
    for (figure, published) in rows.iter().chain([&figures["total"]]).zip(published) {
        let counts: Vec<&Value> =
            codes.iter().map(|code| &figure["codes"][code]["count"]).collect();
        assert_eq!(json!(counts), json!(published.codes), "{figure}");
        assert_eq!(figure["rated"], published.rated, "{figure}");
        assert_eq!(figure["not_rated"]["対象外"], published.not_rated, "{figure}");
        assert_eq!(figure["items"], published.items, "{figure}");
    }
}

/// A share as it is printed, whether the JSON holds a number or a text.
fn share(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn as_arguments(files: &[PathBuf]) -> Vec<&OsStr> {
    files.iter().map(|file| file.as_os_str()).collect()
}

fn path_text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}
