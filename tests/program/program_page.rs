//! 個票 in 統合報告書: everything that is known of a program, read back by something that did not write it.

use calamine::{Data, Reader, Xlsx, open_workbook};
use matome::testing::Round;
use matome::testing::{EMBEDDED_FORM, EMBEDDED_PLAN, load_form, load_plan};
use serde_json::Value as Json;

use crate::rules::bench::{number, sound, text};
use crate::support::{Workspace, filled};

/// A name and a number that stand nowhere else.
const REPORTER: &str = "見本 記入子";
const EXTENSION: &str = "73015";

/// Two years with a half-year survey between them: a correction, an added activity, and proposals for the review.
fn workspace() -> Workspace {
    let year_end = "[[rounds]]\nround = \"2022\"";
    let with_half = format!("[[rounds]]\nround = \"2022-H1\"\n\n{year_end}");
    let plan_text = EMBEDDED_PLAN.replacen(year_end, &with_half, 1);
    assert_ne!(plan_text, EMBEDDED_PLAN);
    let plan = load_plan(&plan_text, "plan.toml").unwrap();
    let form = load_form(EMBEDDED_FORM, "form.toml", &plan).unwrap();
    let workspace = Workspace::new();
    workspace.write("schemas/kodaira-1/plan.toml", plan_text.as_bytes());
    workspace.write("schemas/kodaira-1/form.toml", EMBEDDED_FORM.as_bytes());
    for name in ["2021", "2022-H1", "2022"] {
        let round: Round = name.parse().unwrap();
        let is_last = name == "2022";
        let files =
            filled(&plan, &form, round, &|program, question| match (program.0, question.key()) {
                (3, "reporter") if is_last => text(REPORTER),
                (3, "extension") if is_last => text(EXTENSION),
                (3, "indicator_partner_groups_past_2021") if is_last => number("1"),
                (3, "indicator_partner_groups_actual") if round.half.is_some() => number("2"),
                (3, "activity_1_status") if round.half.is_some() => text("準備中"),
                (3, "activity_x1_name") => text("見本として加えた取組"),
                (3, "activity_x1_status") => text("実施中"),
                (3, "activity_x1_result") => text("加えた取組の見本の実績。"),
                (24, "review_verdict") => text("既存に統合"),
                (24, "review_merge_into") => text("15"),
                (25, "review_verdict") => text("実施へ移行"),
                (25, "review_activity_1_name") => text("見本の移行後の取組"),
                (25, "review_activity_1_first") => text("準備"),
                _ => sound(round, program, question),
            });
        for (file, bytes) in files {
            workspace.write(&format!("input/{name}/{file}"), &bytes);
        }
    }
    workspace.matome(&["build", "--round", "2022"]).assert().success();
    workspace
}

type Rows = Vec<Vec<Data>>;

fn rows_of(workspace: &Workspace, file: &str, only: Option<&str>) -> Rows {
    let path = workspace.dir.join("output/2022").join(file);
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let sheets = book.sheet_names().into_iter().filter(|name| only.is_none_or(|only| only == name));
    let sheets: Vec<String> = sheets.collect();
    let rows = sheets.iter().flat_map(|sheet| {
        let range = book.worksheet_range(sheet).unwrap();
        range.rows().map(<[Data]>::to_vec).collect::<Rows>()
    });
    rows.collect()
}

/// The rows of all pages.
fn pages(workspace: &Workspace) -> Rows {
    rows_of(workspace, "統合報告書.xlsx", Some("個票"))
}

/// The rows of the program's page.
fn page(rows: &Rows, no: u16) -> Rows {
    let begins = |row: &Vec<Data>| row[0].to_string().starts_with("No.");
    let own = |row: &Vec<Data>| row[0].to_string().starts_with(&format!("No.{no} "));
    let first = rows.iter().position(own).unwrap();
    let length = rows[first + 1..].iter().position(begins).unwrap_or(rows.len() - first - 1);
    rows[first..=first + length].to_vec()
}

/// The rows of the table under this heading, its own headings first.
fn table(page: &Rows, heading: &str) -> Rows {
    let at = page.iter().position(|row| row[0] == *heading);
    let at = at.unwrap_or_else(|| panic!("no {heading}: {page:?}"));
    let rows = page[at + 1..].iter().take_while(|row| row.iter().any(|cell| *cell != Data::Empty));
    rows.cloned().collect()
}

/// The row whose first cell is `label`, without its empty cells.
fn row(table: &Rows, label: &str) -> Vec<String> {
    let row = table.iter().find(|row| row[0] == *label);
    let row = row.unwrap_or_else(|| panic!("no {label}: {table:?}"));
    row.iter().filter(|cell| **cell != Data::Empty).map(ToString::to_string).collect()
}

fn all_text(rows: &Rows) -> String {
    rows.iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_page_says_who_reported_and_no_paper_of_the_committee_does() {
    let workspace = workspace();
    let ratings = table(&page(&pages(&workspace), 3), "進捗区分の推移");
    let said = row(&ratings, "令和4年度 年度末");
    assert!(said.contains(&format!("{REPORTER}(内線 {EXTENSION}) 令和5年4月8日")), "{said:?}");
    // Without an extension.
    let said = row(&ratings, "令和3年度 年度末");
    assert!(said.contains(&"見本 太郎 令和4年4月8日".to_owned()), "{said:?}");
    let papers = all_text(&rows_of(&workspace, "委員会資料.xlsx", None));
    assert!(papers.contains("資料1"));
    for internal in [REPORTER, EXTENSION, "見本 太郎"] {
        assert!(!papers.contains(internal), "{internal}");
    }
}

#[test]
fn how_an_indicator_stands_is_what_the_summary_says() {
    let workspace = workspace();
    let summary = workspace.json("output/2022/data/summary.json");
    let figures = summary["indicators"].as_array().unwrap();
    let pages = pages(&workspace);
    let mut compared = 0;
    for figure in figures {
        let no = u16::try_from(figure["program_no"].as_u64().unwrap()).unwrap();
        let standing = table(&page(&pages, no), "指標の状況と見通し");
        let name = figure["name"].as_str().unwrap();
        let own = standing.iter().find(|row| row[0].to_string().starts_with(&format!("{name}(")));
        let own = own.unwrap_or_else(|| panic!("no {name}: {standing:?}"));
        let money = if figure["unit"] == "円" { 1000.0 } else { 1.0 };
        for (head, value, divisor) in [
            ("達成率\n(%)", &figure["achievement_rate"], 1.0),
            ("必要ペース\n(年当たり)", &figure["pace"], money),
            ("見通し\n(目標年度)", &figure["outlook"], money),
        ] {
            let col = standing[0].iter().position(|cell| *cell == head).unwrap();
            let expected = match value {
                Json::String(digits) => Data::Float(digits.parse::<f64>().unwrap() / divisor),
                _ => Data::String("-".to_owned()),
            };
            assert_eq!(own[col], expected, "{name} {head}");
            compared += u32::from(value.is_string());
        }
        let status = own[2].to_string();
        let words = [
            ("achieved", "達成"),
            ("on_course", "達成見込み"),
            ("short", "ペース不足"),
            ("falling_back", "後退"),
            ("undecidable", "判定できない"),
        ];
        let (_, word) = words.iter().find(|(code, _)| figure["status"] == *code).unwrap();
        assert_eq!(status.lines().next(), Some(*word), "{name}");
    }
    assert!(compared > 15, "{compared} numbers");
}

#[test]
fn a_correction_and_a_half_year_stand_beside_what_replaced_them() {
    let workspace = workspace();
    let page = page(&pages(&workspace), 3);
    let name = "市と協働で地域課題の解決に継続的に取り組む団体数(団体)";
    let corrected = row(&table(&page, "訂正された実績"), name);
    assert_eq!(corrected[1..4], ["令和3年度", "2", "1"]);
    let actuals = table(&page, "指標");
    assert_eq!(row(&actuals, "うち上期の報告"), ["うち上期の報告", "2"]);
    let own = row(&actuals, name);
    assert_eq!(own[2..4], ["1", "3"], "{own:?}");
    let states = table(&page, "取組項目(上は計画、下は報告)");
    let first = row(&states, "1");
    assert!(first.iter().any(|cell| cell.contains("(上期 準備中 A)\n実施中 A")), "{first:?}");
}

#[test]
fn an_activity_that_the_division_added_is_called_so() {
    let workspace = workspace();
    let page = page(&pages(&workspace), 3);
    let states = table(&page, "取組項目(上は計画、下は報告)");
    assert_eq!(row(&states, "追加")[1], "見本として加えた取組");
    let texts = table(&page, "担当課が書いた文章(新しい回次から)");
    let own = texts.iter().find(|row| row[2] == *"追加「見本として加えた取組」の実績");
    assert_eq!(own.unwrap()[3].to_string(), "加えた取組の見本の実績。");
    let records = rows_of(&workspace, "統合報告書.xlsx", Some("明細_取組"));
    assert!(!records.iter().chain(&page).flatten().any(|cell| *cell == "x1"));
}

#[test]
fn the_page_has_what_the_division_proposes_and_what_the_rules_suggest() {
    let workspace = workspace();
    let summary = workspace.json("output/2022/data/summary.json");
    let pages = pages(&workspace);
    let proposals = |no: u16| table(&page(&pages, no), "中間見直し(令和4年度 年度末)");
    let (changed, merged, moved) = (proposals(3), proposals(24), proposals(25));
    assert_eq!(row(&changed, "担当課の案")[1], "継続");
    let target = &row(&changed, "見直し後の目標")[1];
    assert!(target.ends_with("(団体): 4以上(R6) → 3以上(R6)"), "{target}");
    let into = &row(&merged, "統合先")[1];
    assert!(into.starts_with("No.15 ") && into.ends_with("(「15」と記入)"), "{into}");
    assert_eq!(row(&moved, "移行後の取組項目")[1], "見本の移行後の取組(次の年度: 準備)");
    for (no, table) in [(3, &changed), (24, &merged), (25, &moved)] {
        let programs = summary["review"]["programs"].as_array().unwrap();
        let own = programs.iter().find(|one| one["program_no"] == no).unwrap();
        let suggestion = &own["suggestion"];
        assert_eq!(row(table, "提案(参考)")[1], suggestion["label"].as_str().unwrap());
        let reasons: Vec<&str> = suggestion["reasons"]
            .as_array()
            .unwrap()
            .iter()
            .map(|reason| reason.as_str().unwrap())
            .collect();
        assert_eq!(row(table, "提案の理由")[1], reasons.join("\n"));
    }
}
