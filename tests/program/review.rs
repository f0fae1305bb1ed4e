//! The mid-term review: from two years of the sample to a revised plan, and a round made from it.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::LazyLock;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use matome::testing::Subject;
use matome::testing::{EMBEDDED_FORM, EMBEDDED_PLAN, ProgramKind, load_plan};
use matome::testing::{FiscalYear, ProgramNo};
use serde_json::Value as Json;

use crate::rules::bench::{number, schema, sound, sound_files, text};
use crate::support::{Workspace, files_below, filled, repository};

const PLAN: &str = "schemas/kodaira-1/plan.toml";

/// A workspace of its own plan with the sample of the first two rounds.
fn workspace() -> Workspace {
    let workspace = Workspace::new();
    workspace.write(PLAN, EMBEDDED_PLAN.as_bytes());
    workspace.write("schemas/kodaira-1/form.toml", EMBEDDED_FORM.as_bytes());
    for (name, bytes) in files_below(&repository().join("input")) {
        workspace.write(&format!("input/{name}"), &bytes);
    }
    workspace
}

fn stdout(workspace: &Workspace, arguments: &[&str], code: i32) -> String {
    let output = workspace.matome(arguments).assert().code(code).get_output().clone();
    String::from_utf8(output.stdout).unwrap()
}

fn stderr(workspace: &Workspace, arguments: &[&str], code: i32) -> String {
    let output = workspace.matome(arguments).assert().code(code).get_output().clone();
    String::from_utf8(output.stderr).unwrap()
}

fn read(workspace: &Workspace, name: &str) -> String {
    std::fs::read_to_string(workspace.dir.join(name)).unwrap()
}

/// What the whole story left behind.
struct Story {
    review: String,
    plan: String,
    /// Figures of 2022 before and after the revision was applied, and of 2023.
    figures: [Json; 3],
    /// Texts of each sheet of the forms of 2023, by file and sheet.
    forms: BTreeMap<(String, String), Vec<String>>,
}

static STORY: LazyLock<Story> = LazyLock::new(|| {
    let workspace = workspace();
    let build = |round: &str| {
        let arguments = ["build", "--round", round, "--strict"];
        stdout(&workspace, &arguments, 0);
        workspace.json(&format!("output/{round}/data/summary.json"))
    };
    let before = build("2022");
    let review = stdout(&workspace, &["review"], 0);
    stdout(&workspace, &["review", "--apply"], 0);
    let after = build("2022");
    stdout(&workspace, &["template", "--round", "2023"], 0);
    stdout(&workspace, &["sample", "--round", "2023", "--out", "input"], 0);
    let revised = build("2023");
    Story {
        review,
        plan: read(&workspace, PLAN),
        figures: [before, after, revised],
        forms: forms(&workspace.dir.join("output/2023/様式")),
    }
});

/// The texts of the workbooks of a folder, read by a reader that did not write them.
fn forms(folder: &Path) -> BTreeMap<(String, String), Vec<String>> {
    let mut forms = BTreeMap::new();
    for (file, bytes) in files_below(folder) {
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        for sheet in book.sheet_names() {
            let range = book.worksheet_range(&sheet).unwrap();
            let texts = range.used_cells().filter_map(|(_, _, cell)| match cell {
                Data::String(text) => Some(text.clone()),
                _ => None,
            });
            forms.insert((file.clone(), sheet.clone()), texts.collect());
        }
    }
    forms
}

fn form(file: &str, sheet: &str) -> Option<&'static Vec<String>> {
    STORY.forms.get(&(format!("{file}.xlsx"), sheet.to_owned()))
}

fn program(figures: &Json, no: u64) -> &Json {
    let programs = figures["programs"].as_array().unwrap();
    programs.iter().find(|program| program["program_no"] == no).unwrap()
}

#[test]
fn suggestions_come_with_reasons_and_changes_with_their_cells() {
    let text = &STORY.review;
    let has = |part: &str| assert!(text.contains(part), "{part}\n{text}");
    has("提案(参考) 見直し候補: 予定より遅れているが、今のまま続けることが提案されている");
    has("提案(参考) 担当課の案のとおり");
    has("No.11 終了: 実施 → 終了 [行政経営課.xlsx No.11!");
    has("No.24 統合: 検討 → No.15");
    has("No.9 目標「公有財産の売り払い収入」: 毎年20,000千円以上 → 毎年22,000千円以上");
    has("未定のもの: ありません");
}

#[test]
fn the_revised_plan_is_the_old_text_with_a_revision_at_its_end() {
    let own = STORY.plan.strip_prefix(EMBEDDED_PLAN).unwrap();
    assert!(own.contains("\n[[revision]]\nfrom = 2023\n"), "{own}");
    assert!(own.contains("# 公共施設マネジメント課.xlsx No.9!"), "{own}");
    let plan = load_plan(&STORY.plan, "plan.toml").unwrap();
    let kind = |year, no| plan.in_force(FiscalYear(year)).program(ProgramNo(no)).unwrap().kind;
    for no in [21, 23, 25, 27] {
        assert_eq!(kind(2022, no), ProgramKind::Study);
        assert_eq!(kind(2023, no), ProgramKind::Implementation);
    }
    assert_eq!(kind(2023, 22), ProgramKind::Study);
}

#[test]
fn forms_of_the_next_round_follow_the_revision() {
    let promoted = form("行政経営課", "No.25").unwrap();
    for text in [
        "進捗状況調査票(実施プログラム)",
        "統計データの保存場所の整備",
        "同じ形式で公開した統計の数",
    ] {
        assert!(promoted.iter().any(|own| own == text), "{text}: {promoted:?}");
    }
    let kept = form("政策課", "No.26").unwrap();
    assert!(kept.iter().any(|own| own == "検討状況調査票(検討プログラム)"), "{kept:?}");
    let changed = form("公共施設マネジメント課", "No.9").unwrap();
    assert!(changed.iter().any(|own| own == "毎年22,000以上"), "{changed:?}");
    assert!(form("行政経営課", "No.11").is_none(), "it has ended");
    assert!(form("未設定", "No.24").is_none(), "No.15 carries it on");
    // No.15 is as it was; the cover of No.24's division lists what is left.
    let cover = form("未設定", "表紙").unwrap();
    assert!(!cover.iter().any(|own| own.contains("スマート自治体")), "{cover:?}");
}

#[test]
fn the_number_of_items_follows_the_bridge() {
    let [draft, _, revised] = &STORY.figures;
    assert_eq!(draft["review"]["is_draft"], true);
    assert_eq!(revised["review"]["is_draft"], false);
    assert_eq!(draft["review"]["bridge"], revised["review"]["bridge"]);
    let number = |row: &Json, key: &str| row[key].as_u64().unwrap();
    for row in draft["review"]["bridge"].as_array().unwrap() {
        let gains = ["start", "added", "promoted_in"].map(|key| number(row, key));
        let losses = ["promoted_out", "merged", "ended"].map(|key| number(row, key));
        let end = gains.iter().sum::<u64>() - losses.iter().sum::<u64>();
        assert_eq!(end, number(row, "end"), "{row}");
    }
    let all = &draft["review"]["bridge"][2];
    assert_eq!((number(all, "start"), number(all, "end")), (28, 26));
    // What has ended is counted as not rated, and nobody owes a sheet for it.
    let total = &revised["ratings"]["total"];
    assert_eq!(total["items"], 28);
    assert_eq!(total["not_rated"]["終了"], 1);
    assert_eq!(total["not_rated"]["統合"], 1);
    assert_eq!(revised["submissions"]["programs"], 26);
    assert_eq!(revised["submissions"]["submitted"], 26);
    assert_eq!(program(revised, 11)["rating"], "終了");
    assert_eq!(program(revised, 24)["rating"], "統合");
    assert_eq!(program(revised, 25)["kind"], "implementation");
}

/// In the review's round what the divisions propose, after it what the plan has; the report says the same.
#[test]
fn a_study_keeps_its_conclusion_when_the_plan_has_followed_it() {
    let [proposed, _, decided] = &STORY.figures;
    let of = |figures: &Json, no: u64| {
        let studies = figures["studies"].as_array().unwrap();
        assert_eq!(studies.len(), 8);
        studies.iter().find(|study| study["program_no"] == no).unwrap().clone()
    };
    for no in [21, 22, 24, 25] {
        let (before, after) = (of(proposed, no), of(decided, no));
        assert_eq!([&before["is_proposed"], &after["is_proposed"]], [true, false]);
        for key in ["round", "verdict", "reason", "source", "merged_into", "activities"] {
            assert_eq!(before[key], after[key], "No.{no} {key}");
        }
    }
    let promoted = of(decided, 25);
    assert_eq!((&promoted["verdict"], &promoted["round"]), (&"実施へ移行".into(), &"2022".into()));
    let activities = promoted["activities"].as_array().unwrap();
    let schedule = decided["schedule"].as_array().unwrap().iter();
    let planned = schedule.filter(|line| line["program_no"] == 25).map(|line| &line["name"]);
    assert!(!activities.is_empty() && planned.eq(activities), "{activities:?}");
    assert_eq!(of(decided, 24)["merged_into"], 15);
    assert_eq!(of(decided, 22)["activities"].as_array().map(Vec::len), Some(0));
}

#[test]
fn each_year_is_measured_against_the_target_of_its_plan() {
    let [_, _, revised] = &STORY.figures;
    let indicators = revised["indicators"].as_array().unwrap();
    let of = |id: &str| {
        let found = indicators.iter().find(|one| one["indicator_id"] == id).unwrap();
        found["actuals"].as_array().unwrap().clone()
    };
    let sale = of("land_sale_revenue");
    for (year, target, text, since) in [
        (0, "20000000", "毎年20,000以上", Json::Null),
        (1, "20000000", "毎年20,000以上", Json::Null),
        (2, "22000000", "毎年22,000以上", Json::from(2023)),
    ] {
        assert_eq!(sale[year]["target"], target);
        assert_eq!(sale[year]["target_text"], text);
        assert_eq!(sale[year]["target_since"], since);
    }
    // An indicator that the revision added has no years before it.
    let added = of("p25_1");
    for year in [0, 1] {
        assert_eq!(added[year]["missing"], "not_applicable", "{}", added[year]);
        assert_eq!(added[year]["target_text"], Json::Null);
    }
    assert_eq!(added[2]["missing"], Json::Null);
    assert_eq!(added[2]["target_since"], 2023);
}

#[test]
fn rounds_before_the_revision_stay_as_they_were() {
    let [before, after, _] = &STORY.figures;
    assert_eq!(before, after);
}

#[test]
fn tables_of_the_review_hold_what_was_reported() {
    let review = &STORY.figures[0]["review"];
    let count = |key: &str| review[key].as_array().unwrap().len();
    assert_eq!(count("programs"), 28);
    assert_eq!(count("studies"), 8);
    assert_eq!(count("indicators"), 12);
    // Four directions and their total; it adds up.
    let effects = review["effects"].as_array().unwrap();
    let yen = |row: &Json, key: &str| row[key].as_i64().unwrap();
    for key in ["planned_yen", "actual_yen", "carried_yen", "expected_yen"] {
        let parts: i64 = effects[..4].iter().map(|row| yen(row, key)).sum();
        assert_eq!(parts, yen(&effects[4], key), "{key}");
    }
    for row in effects {
        let carried = yen(row, "carried_yen") * 2;
        assert_eq!(yen(row, "actual_yen") + carried, yen(row, "expected_yen"));
    }
    for delayed in review["delayed"].as_array().unwrap() {
        assert!(delayed["issues"].is_string() && delayed["response"].is_string(), "{delayed}");
    }
    for change in review["changes"].as_array().unwrap() {
        assert!(change["source"]["cell"].is_string(), "{change}");
        assert_ne!(change["reason"], "", "{change}");
    }
}

#[test]
fn a_second_revision_of_the_year_is_refused_and_the_file_stays() {
    let workspace = workspace();
    stdout(&workspace, &["review", "--apply"], 0);
    let applied = read(&workspace, PLAN);
    let message = stderr(&workspace, &["review", "--apply"], 2);
    assert!(message.contains("令和5年度からの改訂は、もう plan.toml にあります"), "{message}");
    assert_eq!(read(&workspace, PLAN), applied);
    // Looking at the review again is no change.
    let again = stdout(&workspace, &["review"], 0);
    assert_eq!(again, STORY.review);
}

/// The form has no sheet for what the promoted studies would become.
/// The division has no program left to report, and its row stands in the tally so that the parts are the whole.
#[test]
fn a_division_whose_only_program_has_ended_stays_in_the_tally() {
    let workspace = workspace();
    let ended = "[[revision]]\nfrom = 2023\n[[revision.programs]]\nno = 7\nended = true\n";
    workspace.write(PLAN, format!("{EMBEDDED_PLAN}\n{ended}").as_bytes());
    stdout(&workspace, &["sample", "--round", "2023", "--out", "input"], 0);
    stdout(&workspace, &["build", "--round", "2023", "--strict"], 0);
    let ratings = &workspace.json("output/2023/data/summary.json")["ratings"];
    let divisions = ratings["divisions"].as_array().unwrap();
    let own = divisions.iter().find(|row| row["division"] == "財政課").unwrap();
    let items = |row: &Json| row["items"].as_u64().unwrap();
    assert_eq!((items(own), own["not_rated"]["終了"].as_u64()), (1, Some(1)));
    assert_eq!(divisions.iter().map(items).sum::<u64>(), items(&ratings["total"]));
}

#[test]
fn a_revision_that_the_form_does_not_fit_is_refused_and_the_file_stays() {
    let workspace = workspace();
    let plan = EMBEDDED_PLAN.replace("kind = \"implementation\"", "kind = \"study\"");
    workspace.write(PLAN, plan.as_bytes());
    let (before, rest) = EMBEDDED_FORM.split_once("# --- 実施プログラムの票").unwrap();
    let (_, after) = rest.split_once("# --- 検討プログラムの票").unwrap();
    let form = format!("{before}#{after}");
    workspace.write("schemas/kodaira-1/form.toml", form.as_bytes());
    stdout(&workspace, &["sample", "--out", "input"], 0);
    let message = stderr(&workspace, &["review", "--apply"], 2);
    assert!(message.contains("種別 implementation の票がありません"), "{message}");
    assert_eq!(read(&workspace, PLAN), plan);
}

#[test]
fn a_broken_plan_is_shown_with_its_line_and_stays() {
    let workspace = workspace();
    let broken = EMBEDDED_PLAN.replacen("first_year = 2021", "first_year = \"x\"", 1);
    workspace.write(PLAN, broken.as_bytes());
    let message = stderr(&workspace, &["review", "--apply"], 2);
    assert!(message.contains("plan.toml:"), "{message}");
    assert_eq!(read(&workspace, PLAN), broken);
}

#[test]
fn the_embedded_plan_is_not_changed() {
    let workspace = Workspace::new();
    for (name, bytes) in files_below(&repository().join("input")) {
        workspace.write(&format!("input/{name}"), &bytes);
    }
    let message = stderr(&workspace, &["review", "--apply"], 2);
    assert!(message.contains("matome init"), "{message}");
    // Without --apply it is shown all the same.
    assert_eq!(stdout(&workspace, &["review"], 0), STORY.review);
}

/// Whoever is missing stays as it was, is named, and makes the exit code 1; the rest is applied.
#[test]
fn what_nobody_submitted_is_open() {
    let workspace = workspace();
    std::fs::remove_file(workspace.dir.join("input/2022/財政課.xlsx")).unwrap();
    let text = stdout(&workspace, &["review", "--apply"], 1);
    assert!(text.contains("未定のもの 1件"), "{text}");
    assert!(text.contains("No.7 使用料・手数料の見直し: 提出がありません"), "{text}");
    let plan = read(&workspace, PLAN);
    assert!(plan.contains("# No.7 使用料・手数料の見直し\n# 未定: 提出がありません\n"), "{plan}");
    assert!(!plan.contains("\nno = 7\nreason"), "{plan}");
    load_plan(&plan, "plan.toml").unwrap();
}

/// What the review and the revised plan say of these proposals: targets as written, and a study without an indicator.
fn odd_proposals() -> (String, String) {
    let workspace = Workspace::new();
    workspace.write(PLAN, EMBEDDED_PLAN.as_bytes());
    workspace.write("schemas/kodaira-1/form.toml", EMBEDDED_FORM.as_bytes());
    let (plan, form) = schema();
    for (name, bytes) in sound_files(&plan, &form, "2021") {
        workspace.write(&format!("input/2021/{name}"), &bytes);
    }
    let round = "2022".parse().unwrap();
    let files = filled(&plan, &form, round, &|no, question| {
        let field = question.field.id.as_deref()?;
        let indicator = match &question.subject {
            Subject::Indicator(id) => id.as_str(),
            _ => "",
        };
        match (field, indicator, no.0) {
            ("review_target", "archive_transfer_rate", _) => number("150"),
            ("review_target", "running_cost_reduction_rate", _) => text("95%程度に引上げ"),
            ("review_target", "e_approval_rate", _) => number("60"),
            ("review_target", "land_sale_revenue", _) => text("約2,200万円"),
            ("review_verdict", _, 25) => text("実施へ移行"),
            ("review_direction", _, 5) => text("縮小"),
            _ => sound(round, no, question),
        }
    });
    for (name, bytes) in files {
        workspace.write(&format!("input/2022/{name}"), &bytes);
    }
    let review = stdout(&workspace, &["review", "--apply"], 1);
    let plan = read(&workspace, PLAN);
    load_plan(&plan, "plan.toml").unwrap();
    (review, plan.strip_prefix(EMBEDDED_PLAN).unwrap().to_owned())
}

static ODD: LazyLock<(String, String)> = LazyLock::new(odd_proposals);

#[test]
fn a_proposed_target_that_is_no_target_is_open_in_the_review_and_in_the_plan() {
    let (review, plan) = &*ODD;
    for written in ["150", "95%程度に引上げ"] {
        let end = format!("「{written}」)");
        let says =
            |line: &&str| line.contains("読めないか、あり得ない値です") && line.ends_with(&end);
        assert!(review.lines().any(|line| says(&line)), "{written}\n{review}");
        let open =
            |line: &&str| line.starts_with("# 未定: ") && line.contains(".xlsx No.") && says(line);
        assert!(plan.lines().any(|line| open(&line)), "{written}\n{plan}");
    }
    assert!(!plan.contains("\"archive_transfer_rate\""), "{plan}");
}

#[test]
fn an_approximate_target_keeps_its_words_beside_the_value() {
    let (review, plan) = &*ODD;
    let changed = review.lines().find(|line| line.contains("No.9 目標")).unwrap();
    assert!(changed.contains("毎年22,000千円以上(約)「約2,200万円」と記入"), "{changed}");
    let line = plan.lines().find(|line| line.contains("\"land_sale_revenue\"")).unwrap();
    assert!(line.contains("value = 22000000 }, # "), "{line}");
    assert!(line.contains(".xlsx No.9!") && line.ends_with("「約2,200万円」と記入"), "{line}");
}

#[test]
fn a_target_worse_than_the_baseline_is_pointed_out_and_written() {
    let (review, plan) = &*ODD;
    assert!(review.contains("確かめるもの 1件"), "{review}");
    assert!(review.contains("基準値より悪い目標です"), "{review}");
    assert!(
        plan.lines().any(|line| line.starts_with("# 確認: ") && line.contains("基準値より悪い"))
    );
    assert!(plan.contains("{ indicator = \"e_approval_rate\", value = 60 }"), "{plan}");
}

#[test]
fn a_study_promoted_in_part_names_the_parts_that_stay() {
    let (review, plan) = &*ODD;
    assert!(review.contains("(その部分は今のままにします)"), "{review}");
    assert!(review.contains("移行後の指標が書かれていません(指標は今のままにします)"), "{review}");
    assert!(plan.contains("no = 25\n"), "{plan}");
    assert!(plan.contains("kind = \"implementation\""), "{plan}");
}

#[test]
fn a_direction_that_changes_nothing_in_the_plan_is_listed() {
    let (review, plan) = &*ODD;
    assert!(review.contains("計画に書き足すことがないもの"), "{review}");
    assert!(review.lines().any(|line| line == "  縮小: No.5"), "{review}");
    assert!(!plan.contains("No.5 "), "{plan}");
}

#[test]
fn a_rule_for_a_choice_that_the_form_lacks_is_refused_with_its_line() {
    let workspace = workspace();
    let wrong = EMBEDDED_PLAN.replace("[\"検討継続\"]", "[\"検討を継続\"]");
    workspace.write(PLAN, wrong.as_bytes());
    let line = wrong.lines().position(|line| line.contains("検討を継続")).unwrap() + 1;
    let message = stderr(&workspace, &["review"], 2);
    assert!(message.contains(&format!("plan.toml:{line}")), "{message}");
    assert!(message.contains("選択肢に「検討を継続」はありません"), "{message}");
}

#[test]
fn a_plan_without_a_review_has_none() {
    let workspace = Workspace::with_plan("kodaira-h28");
    let message = stderr(&workspace, &["review"], 2);
    assert!(message.contains("中間見直しの回次がありません"), "{message}");
    stdout(&workspace, &["sample", "--out", "input"], 0);
    stdout(&workspace, &["build"], 0);
    let outputs = files_below(&workspace.dir.join("output"));
    let figures = outputs.iter().find(|(name, _)| name.ends_with("/data/summary.json")).unwrap().1;
    let figures: Json = serde_json::from_slice(figures).unwrap();
    assert_eq!(figures["review"], Json::Null);
}

#[test]
fn only_the_round_of_the_review_is_reviewed() {
    let message = stderr(&workspace(), &["review", "--round", "2021"], 2);
    assert!(message.contains("この計画では 2022"), "{message}");
}
