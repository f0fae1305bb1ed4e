//! Every rule fires where it should and is silent where it should be.
//!
//! One clean round, filled in close to the rules' limits, has no finding at all. Each case of `rules/cases.toml` (what
//! is written into fields) and `rules/files.toml` (what becomes of a file) spoils it in one place, and the code must be
//! reported there in the case's words. A code that no table names fails the last test.

pub mod bench;
mod limits;
mod wrong_files;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use matome::testing::{Entry, Round, codes, entry_of};
use serde::Deserialize;
use serde_json::Value as Json;

use crate::accounts::assert_accounts_balance;
use crate::support::{Workspace, filled, repository};
use bench::{Files, number, schema, sound, sound_files, text, with_cell};
use wrong_files::{WrongFile, wrong_files};

/// Checks the 2022 round of a workspace; further paths are checked instead of the input folder.
fn findings(workspace: &Workspace, paths: &[&str]) -> Vec<Json> {
    document(workspace, paths)["findings"].as_array().unwrap().clone()
}

/// All that a check says of the 2022 round, or of these files.
fn document(workspace: &Workspace, paths: &[&str]) -> Json {
    let mut arguments = vec!["check", "--round", "2022", "--format", "json"];
    arguments.extend(paths);
    let output = workspace.matome(&arguments).output().unwrap();
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let document: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_accounts_balance(&document);
    document
}

/// Findings in a line each, for a failing test to show.
fn brief(findings: &[Json]) -> Vec<String> {
    let keys = ["code", "severity", "file", "program", "field", "message"];
    let line = |finding: &Json| keys.map(|key| finding[key].to_string().replace('"', "")).join(" ");
    findings.iter().map(line).collect()
}

static LAST_YEAR: LazyLock<Files> = LazyLock::new(|| {
    let (plan, form) = schema();
    sound_files(&plan, &form, "2021")
});

/// A workspace with the clean round of 2021, and these files for 2022.
fn workspace(files: &Files) -> Workspace {
    workspace_after(&LAST_YEAR, files)
}

fn workspace_after(last_year: &Files, files: &Files) -> Workspace {
    let workspace = Workspace::new();
    for (name, bytes) in last_year {
        workspace.write(&format!("input/2021/{name}"), bytes);
    }
    for (name, bytes) in files {
        workspace.write(&format!("input/2022/{name}"), bytes);
    }
    workspace
}

/// The clean round is silent, so no rule fires without cause.
#[test]
fn a_round_without_fault_has_no_finding() {
    let (plan, form) = schema();
    let found = findings(&workspace(&sound_files(&plan, &form, "2022")), &[]);
    assert!(found.is_empty(), "{:#?}", brief(&found));
}

/// One fault in one field: what is written into which field of a program, and which code is reported at which field.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Case {
    code: String,
    program: u16,
    field: String,
    write: Written,
    /// What the form of the year before said.
    last_year: Written,
    /// The example on the page of the code.
    example: Option<String>,
    /// The message in Japanese.
    message: Option<String>,
}

/// What is written, by the key of the field.
type Written = BTreeMap<String, String>;

impl Case {
    /// A fault where it is written.
    fn at(code: &str, program: u16, field: &str, written: &str) -> Case {
        let write = BTreeMap::from([(field.to_owned(), written.to_owned())]);
        let (code, field) = (code.to_owned(), field.to_owned());
        Case { code, program, field, write, ..Case::default() }
    }

    /// Whether it writes what its example shows: the same, or else each number and each word in 「」, there or in what is
    /// said of it.
    fn writes_its_example(&self) -> bool {
        let example = self.example.as_deref().unwrap_or_default().replace(',', "");
        if let Some(written) = self.write.get(&self.field)
            && (example == "(空欄)" || !self.code.starts_with('X'))
        {
            return if written == BLANK {
                example == "(空欄)"
            } else {
                example.starts_with(written) || written.starts_with(&example)
            };
        }
        let written = self.write.values().chain(self.last_year.values());
        let said: Vec<&String> = written.chain(&self.message).collect();
        let shown = regex::Regex::new("[0-9][0-9.]*|「[^」]*」").unwrap();
        let mut shown = shown.find_iter(&example).map(|shown| shown.as_str());
        let is_said = |word: &str| said.iter().any(|text| text.replace(',', "").contains(word));
        let has_blank = !example.contains("(空欄)") || self.write.values().any(|one| one == BLANK);
        has_blank && shown.all(|shown| shown.trim_matches(['「', '」']).split(' ').all(is_said))
    }
}

/// The cases of the findings about fields: a table that needs no Rust to be read or added to.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct Cases {
        case: Vec<Case>,
    }
    toml::from_str::<Cases>(include_str!("rules/cases.toml")).unwrap().case
});

/// What a table writes for an empty cell.
const BLANK: &str = "";

/// The tables' words as entries; those that stand for something longer or for a number are made here.
fn entry(written: &str) -> Option<Entry> {
    match written {
        BLANK => None,
        "2001字" => text(format!("{}。", "い".repeat(2000))),
        "255字" => text("う".repeat(255)),
        _ if written.parse::<f64>().is_ok() => number(written),
        _ => text(written),
    }
}

/// The 2022 round with every fault of a table.
fn faulty(cases: &[Case]) -> Files {
    spoilt("2022", cases, |case| &case.write)
}

/// The clean round, but for what the cases write in it.
fn spoilt(round: &str, cases: &[Case], written: fn(&Case) -> &Written) -> Files {
    let (plan, form) = schema();
    let round: Round = round.parse().unwrap();
    filled(&plan, &form, round, &|program, question| {
        let mut own = cases.iter().filter(|case| case.program == program.0).flat_map(written);
        match own.find(|(key, _)| *key == question.key()) {
            Some((_, written)) => entry(written),
            None => sound(round, program, question),
        }
    })
}

fn is_at(finding: &Json, case: &Case) -> bool {
    finding["code"] == *case.code
        && finding["program"] == case.program
        && finding["field"] == *case.field
        && case.message.as_ref().is_none_or(|message| finding["message"] == **message)
}

static FAULTY: LazyLock<Vec<Json>> = LazyLock::new(|| {
    let mut files = faulty(&CASES);
    // An error value cannot be typed: the cell is made one in the file.
    let book = files.get_mut("行政経営課.xlsx").unwrap();
    *book = with_cell(book, "#REF!", r#" t="e""#, "<v>#REF!</v>");
    findings(&workspace_after(&spoilt("2021", &CASES, |case| &case.last_year), &files), &[])
});

#[test]
fn every_fault_of_a_field_is_found_where_it_is() {
    let is_found =
        |case: &&Case| case.message.is_some() && FAULTY.iter().any(|finding| is_at(finding, case));
    let missing: Vec<&Case> = CASES.iter().filter(|case| !is_found(case)).collect();
    assert!(missing.is_empty(), "{missing:?}\n{:#?}", brief(&FAULTY));
}

/// Findings that need more than fields or one file, with the tests of their own that they have.
const ELSEWHERE: [&str; 21] = [
    "L315",
    "L316", // several forms on a sheet, merged fields, a form left blank: `gathered.rs`
    "V225", "F107", // below: `a_file_that_cannot_be_read_is_named`
    "L312", // of a form that already exists: `existing/spoiled.rs`
    "L313", // the same
    "L324", // the same
    "L320", // what only the looks of a workbook say: `taken_back.rs`
    "L325", // labels that changed places: the same
    "L321", "V230", "V231", "V232", "V233", "V234", "V235",
    "L322", // what lies on a sheet: `attached.rs`
    "L323", "S508", // below: `the_sheet_of_an_ended_program_counts_for_nothing`
    "X422", // needs a ceiling in the plan: `doubted.rs`
    "X423", // of an indicator without last year's actual: the same
];

/// The example on the page of a code is one of the cases, and runs as such.
#[test]
fn the_examples_of_the_pages_are_cases() {
    let is_limit = |code: &str| limits::LIMITS.iter().any(|(limit, ..)| *limit == code);
    let wrong: Vec<&str> = codes()
        .into_iter()
        .filter(|code| !ELSEWHERE.contains(code) && !is_limit(code))
        .filter(|code| {
            let example = entry_of(code).unwrap().example.map(|(before, _)| before);
            let mut files = WRONG_FILES.iter().filter(|file| file.code.as_deref() == Some(*code));
            let mut cases = CASES.iter().filter(|case| case.code == *code);
            let is_case =
                cases.any(|case| case.example.as_deref() == example && case.writes_its_example());
            !is_case && !files.any(|file| file.example.as_deref() == example)
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// A small count that stays as it is comes as information, a word for "a little more" beside an actual as a doubt.
#[test]
fn a_rule_may_be_milder_where_chance_explains_it() {
    let mild = [
        Case::at("X404", 6, "indicator_designated_manager_facilities_actual", "46"),
        Case::at("V207", 17, "indicator_staff_proposals_actual", "18余"),
    ];
    let found = findings(&workspace(&faulty(&mild)), &[]);
    assert!(mild.iter().all(|case| found.iter().any(|finding| is_at(finding, case))), "{found:#?}");
    assert_eq!(found.len(), 2, "{:#?}", brief(&found));
    let same = found.iter().find(|finding| finding["code"] == "X404").unwrap();
    assert_eq!(same["severity"], "info");
}

/// A recurring effect of last year under another key may count twice; ended by 0 or simply not repeated it does not.
#[test]
fn a_recurring_effect_under_another_key_is_asked_about() {
    const RENAMED: (&str, &str) = ("effect_2_title", "複合機の契約の見直し");
    type Written<'a> = &'a [(&'a str, &'a str)];
    let ended = [
        ("effect_3_kind", "歳出削減"),
        ("effect_3_title", "印刷機の借上げの見直し"),
        ("effect_3_nature", "継続"),
        ("effect_3_basis", "決算"),
        ("effect_3_actual", "0"),
        ("effect_3_method", "終了"),
    ];
    let with_end: Vec<_> = [RENAMED].into_iter().chain(ended).collect();
    let cases: [(Written<'_>, &[&str]); 6] = [
        (&[RENAMED], &["X420"]),
        (&with_end, &[]),
        (&[RENAMED, ("effect_2_actual", "1300")], &[]),
        (&[("effect_2_nature", "単年度")], &["X419"]),
        (&[("effect_2_kind", "歳入確保")], &["X419"]),
        (&[("effect_2_actual", "1300")], &[]),
    ];
    let (plan, form) = schema();
    let round: Round = "2022".parse().unwrap();
    for (written, expected) in cases {
        let files = filled(&plan, &form, round, &|program, question| {
            let mut own =
                written.iter().filter(|(key, _)| program.0 == 12 && *key == question.key());
            own.next().map_or_else(|| sound(round, program, question), |(_, text)| entry(text))
        });
        let found = findings(&workspace(&files), &[]);
        let codes: Vec<&str> = found.iter().map(|one| one["code"].as_str().unwrap()).collect();
        assert_eq!(codes, expected, "{written:?}\n{:#?}", brief(&found));
        for finding in found {
            assert_eq!(
                (&finding["program"], &finding["field"]),
                (&12.into(), &"effect_2_title".into())
            );
            assert_eq!(finding["severity"], "warning");
        }
    }
}

/// Beside the planned amount and beside last year's: ten times as much is near enough, a little more is not.
#[test]
fn an_effect_is_far_beyond_ten_times_and_below_a_tenth() {
    let far = |actual_2: &'static str, planned_12: &'static str, actual_9: &'static str| {
        let no_2 = [("effect_1_actual", actual_2)];
        let no_12 = [("effect_1_planned", planned_12)];
        let no_9 = [("effect_1_actual", actual_9)];
        let faults: [(u16, &[_]); 3] = [(2, &no_2), (12, &no_12), (9, &no_9)];
        let (plan, form) = schema();
        let round: Round = "2022".parse().unwrap();
        let files = filled(&plan, &form, round, &|program, question| {
            let own = faults.iter().filter(|(no, _)| *no == program.0);
            let written =
                own.flat_map(|(_, fields)| *fields).find(|(key, _)| *key == question.key());
            written.map_or_else(|| sound(round, program, question), |(_, written)| entry(written))
        });
        let found = findings(&workspace(&files), &[]);
        let far = found.iter().filter(|finding| finding["code"] == "X421");
        far.map(|finding| finding["program"].as_u64().unwrap()).collect::<BTreeSet<u64>>()
    };
    assert_eq!(far("9000", "12000", "20210"), BTreeSet::new());
    assert_eq!(far("9001", "12001", "20211"), BTreeSet::from([2, 9, 12]));
    assert_eq!(far("90", "120", "203"), BTreeSet::new());
    assert_eq!(far("89", "119", "202"), BTreeSet::from([2, 9, 12]));
}

static WRONG_FILES: LazyLock<Vec<WrongFile>> = LazyLock::new(wrong_files);

#[test]
fn every_wrong_file_has_its_finding() {
    let files = WRONG_FILES.iter().map(|file| (file.name.clone(), file.bytes()));
    let found = findings(&workspace(&files.collect()), &[]);
    let is_found = |file: &&WrongFile| {
        let mut found = found.iter();
        file.code.is_none() || found.any(|finding| file.is_found_by(finding))
    };
    let missing: Vec<&WrongFile> = WRONG_FILES.iter().filter(|file| !is_found(file)).collect();
    assert!(missing.is_empty(), "{missing:#?}\n{:#?}", brief(&found));
    // What was written for another round is compared with nothing.
    let of_last_round = found.iter().filter(|finding| finding["file"] == "前年度.xlsx");
    assert_eq!(of_last_round.count(), 1, "{:#?}", brief(&found));
    // Two totals were typed over; one of them is the sum of its lines.
    let totals = found.iter().filter(|finding| finding["code"] == "X411").count();
    assert_eq!(totals, 1, "{:#?}", brief(&found));
}

/// Of two submissions, one with a mistyped year: the other one counts although its day is the earlier.
#[test]
fn a_day_out_of_the_round_does_not_decide_which_submission_counts() {
    let (plan, form) = schema();
    let round: Round = "2022".parse().unwrap();
    let mistyped = filled(&plan, &form, round, &|program, question| match question.key() {
        "report_date" => bench::text("令和15年4月10日"),
        "achievement" => bench::text("書き直す前の、古い内容の報告です。"),
        _ => sound(round, program, question),
    });
    let name = "財政課.xlsx";
    let workspace = workspace(&Files::new());
    workspace.write("input/2022/新.xlsx", &sound_files(&plan, &form, "2022")[name]);
    workspace.write("input/2022/古.xlsx", &mistyped[name]);
    let document = document(&workspace, &[]);
    let status = |file: &str| {
        let submissions = document["submissions"].as_array().unwrap();
        submissions.iter().find(|own| own["file"] == file).unwrap()["status"].clone()
    };
    assert_eq!((status("新.xlsx"), status("古.xlsx")), ("accepted".into(), "superseded".into()));
}

/// A torn sheet and a broken cell are one finding each: what they held is neither blank nor found missing.
#[test]
fn what_is_lost_of_a_workbook_is_not_taken_for_blank() {
    let (plan, form) = schema();
    let book = &sound_files(&plan, &form, "2022")["総務課.xlsx"];
    let torn = bench::replaced(book, "xl/worksheets/sheet4.xml", "(?s)</sheetData>.*$", "");
    // An index into the shared strings that leads nowhere, in the place of a required text.
    let broken =
        with_cell(book, "No.12では、予定した内容を年度内に終えた。", r#" t="s""#, "<v>99999</v>");
    for (file, field, programs) in
        [(torn, None, vec![2]), (broken, Some("achievement"), vec![2, 12])]
    {
        let workspace = workspace(&Files::new());
        workspace.write("ファイル.xlsx", &file);
        let found = findings(&workspace, &["ファイル.xlsx"]);
        assert_eq!(found.len(), 1, "{:#?}", brief(&found));
        assert_eq!((&found[0]["code"], &found[0]["severity"]), (&"F109".into(), &"error".into()));
        assert_eq!(found[0]["program"], 12);
        let document = document(&workspace, &["ファイル.xlsx"]);
        assert_eq!(document["submissions"][0]["programs"], Json::from(programs.clone()));
        let values = document["values"].as_array().unwrap();
        let own = |value: &&Json| value["program"] == 12;
        assert_eq!(values.iter().any(|value| own(&value)), programs.contains(&12));
        let lost = field
            .map(|field| values.iter().filter(own).find(|value| value["field"] == field).unwrap());
        assert!(lost.is_none_or(|value| value["missing"].is_null() && value["value"].is_null()));
    }
}

/// Names are gone, and an answer is a word that the form prints beside it: the label stands there too, so it is one.
#[test]
fn an_answer_of_the_word_of_a_label_is_read_by_the_labels() {
    let (plan, form) = schema();
    let book = &sound_files(&plan, &form, "2022")["総務課.xlsx"];
    let names = "(?s)<definedNames>.*</definedNames>";
    let nameless = bench::replaced(book, "xl/workbook.xml", names, "");
    // The form takes the name over from its cover.
    let taken = r#" t="str"><f>IF\('表紙'![^<]*</f><v>見本 太郎</v>"#;
    let word = r#" t="inlineStr"><is><t>内線</t></is>"#;
    let book = bench::replaced(&nameless, "xl/worksheets/", taken, word);
    let workspace = workspace(&Files::from([("総務課.xlsx".to_owned(), book)]));
    let document = document(&workspace, &[]);
    let values = document["values"].as_array().unwrap();
    let is_reporter = |value: &&Json| value["program"] == 2 && value["field"] == "reporter";
    let reporter = values.iter().find(is_reporter).expect("the field was found");
    assert_eq!((&reporter["value"], &reporter["located_by"]), (&"内線".into(), &"label".into()));
}

/// A file that the system does not let be read, not even by an administrator: a link to one whose first byte cannot
/// be had.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_read_is_named() {
    let workspace = workspace(&Files::new());
    std::os::unix::fs::symlink("/proc/self/mem", workspace.dir.join("読めない.xlsx")).unwrap();
    let found = findings(&workspace, &["読めない.xlsx"]);
    assert_eq!(found.len(), 1, "{:#?}", brief(&found));
    assert_eq!(found[0]["code"], "F107");
}

/// `[rules]` switches rules off and grades them otherwise.
#[test]
fn a_plan_grades_rules_otherwise() {
    let graded = [
        Case::at("X403", 18, "issues", BLANK),
        Case::at("X414", 11, "achievement", "実施した。"),
        Case::at("X404", 19, "indicator_overtime_hours_actual", "150.1"),
    ];
    let workspace = workspace(&faulty(&graded));
    let schema = "schemas/kodaira-1";
    workspace.write(&format!("{schema}/form.toml"), matome::testing::EMBEDDED_FORM.as_bytes());
    let plan = |rules: &str| {
        let plan = format!("{}\n[rules]\n{rules}\n", matome::testing::EMBEDDED_PLAN);
        workspace.write(&format!("{schema}/plan.toml"), plan.as_bytes());
    };
    plan("X403 = \"off\"\nX414 = \"error\"\nX404 = \"info\"");
    let found = findings(&workspace, &[]);
    let mut graded: Vec<(&str, &str)> = found
        .iter()
        .map(|finding| (finding["code"].as_str().unwrap(), finding["severity"].as_str().unwrap()))
        .collect();
    graded.sort_unstable();
    assert_eq!(graded, [("X404", "info"), ("X414", "error")]);

    plan("X4O3 = \"off\"");
    let output = workspace.matome(&["check"]).assert().code(2).get_output().clone();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("plan.toml:") && message.contains("X4O3"), "{message}");
    assert!(message.contains("「X403」ではありませんか"), "{message}");
    // A cell outside the fields would vanish in silence.
    plan("X403 = \"off\"\nL307 = \"off\"\nV202 = \"warning\"");
    let output = workspace.matome(&["check"]).assert().code(2).get_output().clone();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.contains("plan.toml:") && message.contains("L307 は止められません"),
        "{message}"
    );
    assert!(message.contains("誤りが1件あります"), "{message}");
    plan("X403 = \"none\"");
    workspace.matome(&["check"]).assert().code(2);
}

/// N128: the number, or the name, of the head was written over with another program's. The names of the cells still say
/// No.12; nothing on the sheet counts.
#[test]
fn n128_a_sheet_whose_number_or_name_is_anothers_counts_for_nothing() {
    let (plan, form) = schema();
    let book = &sound_files(&plan, &form, "2022")["総務課.xlsx"];
    let written = |cell: &str, inside: &str| {
        let pattern = format!(r#"<c r="{cell}"( s="\d+") t="s"><v>\d+</v>"#);
        let with = format!(r#"<c r="{cell}"$1 t="str"><v>{inside}</v>"#);
        bench::replaced(book, "xl/worksheets/sheet4.xml", &pattern, &with)
    };
    let other = plan.program(matome::testing::ProgramNo(18)).unwrap();
    for (file, is_another) in [
        (written("B4", "18"), true),
        (written("J4", &other.name), true),
        // No program of the plan: altered, and no more.
        (written("B4", "99"), false),
        (written("J4", "文書の電子化"), false),
    ] {
        let workspace = workspace(&Files::new());
        workspace.write("ファイル.xlsx", &file);
        let document = document(&workspace, &["ファイル.xlsx"]);
        let found = document["findings"].as_array().unwrap();
        let codes: Vec<&Json> = found
            .iter()
            .filter(|finding| finding["program"] == 12)
            .map(|finding| &finding["code"])
            .collect();
        let expected: &[&str] = if is_another { &["L310", "L308"] } else { &["L308"] };
        assert_eq!(codes, expected, "{:#?}", brief(found));
        let values = document["values"].as_array().unwrap();
        let counted: BTreeSet<u64> = values
            .iter()
            .filter(|value| value["in_force"] == true)
            .map(|value| value["program"].as_u64().unwrap())
            .collect();
        let expected = if is_another { BTreeSet::from([2]) } else { BTreeSet::from([2, 12]) };
        assert_eq!(counted, expected);
    }
}

/// A revision has ended the program, and its sheet comes back all the same.
#[test]
fn the_sheet_of_an_ended_program_counts_for_nothing() {
    let (plan, form) = schema();
    let workspace = workspace(&sound_files(&plan, &form, "2022"));
    let ended = "[[revision]]\nfrom = 2022\n[[revision.programs]]\nno = 2\nended = true\n";
    let schema = "schemas/kodaira-1";
    workspace.write(&format!("{schema}/form.toml"), matome::testing::EMBEDDED_FORM.as_bytes());
    let text = format!("{}\n{ended}", matome::testing::EMBEDDED_PLAN);
    workspace.write(&format!("{schema}/plan.toml"), text.as_bytes());
    let found = findings(&workspace, &[]);
    let own: Vec<&Json> = found.iter().filter(|finding| finding["code"] == "S508").collect();
    assert_eq!(own.len(), 1, "{:#?}", brief(&found));
    assert_eq!(own[0]["file"], "総務課.xlsx");
    assert!(own[0]["message"].as_str().unwrap().contains("令和3年度"), "{}", own[0]["message"]);
    // Nobody misses the sheet: neither the workbook nor the list of what is owed.
    assert!(found.iter().all(|finding| finding["code"] != "L306"), "{:#?}", brief(&found));
}

/// A new rule without a test fails here.
#[test]
fn every_code_has_a_test() {
    let tested: BTreeSet<&str> = CASES
        .iter()
        .map(|case| case.code.as_str())
        .chain(WRONG_FILES.iter().filter_map(|file| file.code.as_deref()))
        .chain(limits::LIMITS.iter().map(|(code, ..)| *code))
        .chain(ELSEWHERE)
        .collect();
    let untested: Vec<&str> = codes().into_iter().filter(|code| !tested.contains(code)).collect();
    assert!(untested.is_empty(), "{untested:?}");
}

#[test]
fn the_page_of_the_handbook_is_that_of_the_catalogue() {
    let output = Workspace::new().matome(&["explain", "--markdown"]).assert().success();
    let page = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    let committed = std::fs::read_to_string(repository().join("docs/findings.md")).unwrap();
    assert!(committed == page, "run `cargo run -- explain --markdown > docs/findings.md`");
}
