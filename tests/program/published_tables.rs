//! Other cities' plans go from template to report, and the tally equals what they published.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook_from_rs};

use crate::rules::bench::part_texts;
use crate::support::{Workspace, filled, plan_and_form, repository};
use matome::testing::Entry;
use matome::testing::Subject;
use matome::testing::{ProgramNo, Round};

/// Ratings of a test plan: program → code or reason.
fn ratings(id: &str) -> BTreeMap<ProgramNo, (String, String)> {
    let file = repository().join("tests/plans").join(id).join("ratings.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            (ProgramNo(record[0].parse().unwrap()), (record[1].to_owned(), record[2].to_owned()))
        })
        .collect()
}

/// Fills the forms of a test plan with its ratings, builds, and gives `summary.json`.
fn build(id: &str, round: &str) -> serde_json::Value {
    let (plan, form) = plan_and_form(id);
    let ratings = ratings(id);
    let round_of_plan: Round = round.parse().unwrap();
    let workbooks = filled(&plan, &form, round_of_plan, &|program, question| {
        let (rating, reason) = &ratings[&program];
        let text = match question.key() {
            "rating" => rating,
            "not_rated_reason" => reason,
            _ => return None,
        };
        (!text.is_empty()).then(|| Entry::Text(text.clone()))
    });
    let workspace = Workspace::with_plan(id);
    for (name, bytes) in workbooks {
        workspace.write(&format!("input/{round}/{name}"), &bytes);
    }
    workspace.matome(&["build"]).assert().success();
    workspace.json(&format!("output/{round}/data/summary.json"))
}

/// A line of `effects.csv`: round, program, line, then what is typed into each field.
struct EffectLine {
    round: String,
    program: ProgramNo,
    line: u16,
    fields: BTreeMap<String, String>,
}

fn effect_lines(id: &str) -> Vec<EffectLine> {
    let file = repository().join("tests/plans").join(id).join("effects.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    let heads = reader.headers().unwrap().clone();
    let line = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.unwrap();
        let fields = heads.iter().map(str::to_owned).zip(record.iter().map(str::to_owned));
        EffectLine {
            round: record[0].to_owned(),
            program: ProgramNo(record[1].parse().unwrap()),
            line: record[2].parse().unwrap(),
            fields: fields.skip(3).collect(),
        }
    };
    reader.records().map(line).collect()
}

/// Builds a test plan with its effects, and gives `summary.json` of the newest round.
fn build_effects(id: &str) -> serde_json::Value {
    let (workspace, newest) = built_with(id, &effect_lines(id), "");
    workspace.json(&format!("output/{newest}/data/summary.json"))
}

/// Fills the forms of every round with these lines and builds the newest. What `display` says, if anything, stands in
/// the plan instead of its own.
fn built_with(id: &str, lines: &[EffectLine], display: &str) -> (Workspace, Round) {
    let (plan, form) = plan_and_form(id);
    let workspace = Workspace::with_plan(id);
    if !display.is_empty() {
        let own =
            std::fs::read_to_string(repository().join("tests/plans").join(id).join("plan.toml"));
        let kept = |line: &&str| !line.starts_with("display");
        let own: String =
            own.unwrap().lines().filter(kept).map(|line| format!("{line}\n")).collect();
        let text = own.replacen("\nrounds =", &format!("\ndisplay = {{ {display} }}\nrounds ="), 1);
        workspace.write(&format!("schemas/{id}/plan.toml"), text.as_bytes());
    }
    for planned in &plan.rounds {
        let round = planned.round.to_string();
        let workbooks = filled(&plan, &form, planned.round, &|program, question| {
            let text = match (&question.subject, question.field.id.as_deref()?) {
                (Subject::Line(_, n), field) => {
                    let is_own = |line: &&EffectLine| {
                        line.round == round && line.program == program && line.line == *n
                    };
                    let line = lines.iter().find(is_own)?;
                    match field {
                        "method" => "見本の算定".to_owned(),
                        field => line.fields[field].clone(),
                    }
                }
                (Subject::Program, "rating") => "○".to_owned(),
                _ => return None,
            };
            (!text.is_empty()).then_some(Entry::Text(text))
        });
        for (name, bytes) in workbooks {
            workspace.write(&format!("input/{round}/{name}"), &bytes);
        }
    }
    workspace.matome(&["build"]).assert().success();
    let newest = plan.rounds.iter().map(|planned| planned.round).max().unwrap();
    (workspace, newest)
}

/// Planned and actual amounts of a view in 千円 by year, of one kind or of all.
fn by_year(
    summary: &serde_json::Value,
    kind: Option<&str>,
    view: &str,
) -> BTreeMap<i64, (i64, i64)> {
    let mut years = BTreeMap::new();
    for cell in summary["effects"]["cells"].as_array().unwrap() {
        if cell["view"] == view && kind.is_none_or(|kind| cell["kind"] == kind) {
            let sum: &mut (i64, i64) =
                years.entry(cell["fiscal_year"].as_i64().unwrap()).or_default();
            let yen = |key: &str| {
                let yen = cell[key].as_i64().unwrap();
                assert_eq!(yen % 1000, 0);
                yen / 1000
            };
            sum.0 += yen("planned_yen");
            sum.1 += yen("actual_yen");
        }
    }
    years
}

/// The actual amounts of [`by_year`] in the order of the years.
fn actuals(summary: &serde_json::Value, kind: Option<&str>, view: &str) -> Vec<i64> {
    by_year(summary, kind, view).into_values().map(|(_, actual)| actual).collect()
}

/// Achievement rate of all effects.
fn rate(summary: &serde_json::Value, year: i64, view: &str) -> String {
    let totals = summary["effects"]["totals"].as_array().unwrap();
    let of = |row: &&serde_json::Value| row["fiscal_year"] == year && row["view"] == view;
    totals.iter().find(of).unwrap()["achievement_rate"].as_str().unwrap().to_owned()
}

fn counts(row: &serde_json::Value, codes: &[&str]) -> Vec<u64> {
    codes.iter().map(|code| row["codes"][code]["count"].as_u64().unwrap()).collect()
}

/// 木津川市 令和2年度末 (M-1): 116 items, 86 rated, 30 outside.
#[test]
fn the_tally_of_kizugawa_equals_its_published_table() {
    let summary = build("kizugawa-r2", "2020");
    let codes = ["S", "A", "B", "C"];
    let published = [
        ([0, 3, 1, 2], 6, 4, 10),
        ([1, 3, 10, 1], 15, 6, 21),
        ([1, 7, 22, 0], 30, 14, 44),
        ([1, 1, 5, 0], 7, 1, 8),
        ([1, 7, 13, 7], 28, 5, 33),
    ];
    let directions = summary["ratings"]["directions"].as_array().unwrap();
    assert_eq!(directions.len(), published.len());
    for (row, (ratings, rated, outside, items)) in directions.iter().zip(published) {
        assert_eq!(counts(row, &codes), ratings);
        assert_eq!(row["rated"], rated);
        assert_eq!(row["not_rated"]["対象外"], outside);
        assert_eq!(row["items"], items);
    }
    let total = &summary["ratings"]["total"];
    assert_eq!(counts(total, &codes), [4, 21, 51, 10]);
    assert_eq!((total["rated"].as_u64(), total["items"].as_u64()), (Some(86), Some(116)));
    let shares: Vec<&str> =
        codes.iter().map(|code| total["codes"][code]["share"].as_str().unwrap()).collect();
    assert_eq!(shares, ["4.7", "24.4", "59.3", "11.6"]);
}

/// 小平市 第2次行財政再構築プラン(フォローアップ) 平成28年度末 (K-1): 41 items.
#[test]
fn the_tally_of_fy2016_equals_its_published_table() {
    let summary = build("kodaira-h28", "2016");
    let codes = ["S", "A", "B"];
    let published = [[1, 7, 1], [0, 4, 0], [0, 5, 1], [0, 10, 2], [0, 9, 1]];
    let directions = summary["ratings"]["directions"].as_array().unwrap();
    assert_eq!(directions.len(), published.len());
    for (row, ratings) in directions.iter().zip(published) {
        assert_eq!(counts(row, &codes), ratings);
    }
    let total = &summary["ratings"]["total"];
    assert_eq!(counts(total, &codes), [1, 35, 5]);
    assert_eq!(total["items"], 41);
    let sentence = summary["sentences"][0].as_str().unwrap();
    assert!(sentence.starts_with("41項目のうち、"), "{sentence}");
}

/// 小平市 行財政再構築プラン 平成23年3月末 (K-4): 100 items, 18 of them 主要管理項目.
#[test]
fn the_tally_of_fy2010_equals_its_published_table() {
    let summary = build("kodaira-h22", "2010");
    let total = &summary["ratings"]["total"];
    assert_eq!(counts(total, &["S", "A", "B"]), [1, 95, 4]);
    assert_eq!(total["items"], 100);
    // Another item was one the year before.
    assert_eq!(summary["ratings"]["focus"]["items"], 18);
    let sentence = summary["sentences"][0].as_str().unwrap();
    assert!(sentence.starts_with("100項目のうち、"), "{sentence}");
}

/// 宮古島市 平成25年度末 (M-11): shares with two digits.
#[test]
fn the_shares_of_miyakojima_equal_its_published_ones() {
    let summary = build("miyakojima-h25", "2013");
    let total = &summary["ratings"]["total"];
    let codes = ["○", "×", "終"];
    assert_eq!(counts(total, &codes), [62, 8, 25]);
    assert_eq!(total["items"], 95);
    let shares = codes.map(|code| total["codes"][code]["share"].as_str().unwrap().to_owned());
    assert_eq!(shares, ["65.26", "8.42", "26.32"]);
    assert!(total["shares_note"].is_null());
}

/// 相馬市 単年度効果額 (M-4): cuts are printed with △ there, and 効果額 = |削減額| + 収入額.
#[test]
fn the_effects_of_soma_equal_its_published_table() {
    let summary = build_effects("soma-h14");
    let cuts = actuals(&summary, Some("歳出削減"), "new");
    let revenue = actuals(&summary, Some("歳入確保"), "new");
    let effects = actuals(&summary, None, "new");
    let published_cuts = [192_424, 255_626, 292_487, 386_342, 396_046, 284_388, 157_802, 177_102];
    let published_revenue = [59_364, 24_087, 70_979, 79_004, 199_588, 24_088, 2_764, 9_124];
    let published = [251_788, 279_713, 363_466, 465_346, 595_634, 308_476, 160_566, 186_226];
    assert_eq!(cuts, published_cuts);
    assert_eq!(revenue, published_revenue);
    assert_eq!(effects, published);
    // 第2次計 after four years, 合計 after eight; 第3次計 is what came between.
    for (kind, second, third, all) in [
        (Some("歳出削減"), 1_126_879, 1_015_338, 2_142_217),
        (Some("歳入確保"), 233_434, 235_564, 468_998),
        (None, 1_360_313, 1_250_902, 2_611_215),
    ] {
        let so_far = actuals(&summary, kind, "cumulative_new");
        assert_eq!((so_far[3], so_far[7] - so_far[3], so_far[7]), (second, third, all));
    }
}

/// いわき市 第5次行動計画 (M-5): an effect that lasts counts in every year of the plan from its first on.
#[test]
fn the_running_sums_of_iwaki_equal_its_published_table() {
    let summary = build_effects("iwaki-h18");
    let planned = |view: &str| -> Vec<i64> {
        by_year(&summary, None, view).into_values().map(|(planned, _)| planned / 1000).collect()
    };
    assert_eq!(planned("new"), [950, 1_030, 1_200, 840, 1_120]);
    assert_eq!(planned("cumulative_new").last(), Some(&5_140));
    // The page prints (9500) for the first year; the other years of its row show that 950 is meant.
    assert_eq!(planned("cumulative_in_force"), [950, 2_930, 6_110, 10_130, 15_270]);
    assert_eq!(actuals(&summary, None, "new"), [2_085_000, 0, 0, 0, 0]);
    assert_eq!(rate(&summary, 2006, "new"), "219.5");
    assert_eq!(rate(&summary, 2010, "cumulative_new"), "40.6");
    // Only the part that lasts is counted five times: 5 × 1,413.5 + 671.5.
    assert_eq!(actuals(&summary, None, "cumulative_in_force").last(), Some(&7_739_000));
}

/// What 委員会資料 says of effects: its texts, and the numbers of the row that begins with these two cells.
fn paper_of_effects(workspace: &Workspace, round: Round, row: [&str; 2]) -> (String, Vec<Data>) {
    let file = workspace.dir.join(format!("output/{round}/委員会資料.xlsx"));
    let bytes = std::fs::read(file).unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(&bytes)).unwrap();
    let sheet = book.worksheet_range("資料3 財政効果").unwrap();
    // A paper sets the lines of a text itself.
    let text = |cell: &Data| cell.to_string().replace('\n', "");
    let found = sheet.rows().find(|cells| row == [text(&cells[0]), text(&cells[1])]);
    (part_texts(&bytes, ""), found.unwrap_or_else(|| panic!("{row:?}")).to_vec())
}

/// 三田市 publishes 計画 130.7, 実績 153.8, 117.7% in 百万円: one digit, the rate, and what more was reached.
#[test]
fn millions_with_one_digit_give_plan_actual_rate_difference_and_shares() {
    let line = |n: u16, kind: &str, planned: &str, actual: &str| EffectLine {
        round: "2010".to_owned(),
        program: ProgramNo(1),
        line: n,
        fields: [
            ("kind", kind),
            ("title", kind),
            ("nature", "単年度"),
            ("basis", "決算"),
            ("planned", planned),
            ("actual", actual),
        ]
        .map(|(field, text)| (field.to_owned(), text.to_owned()))
        .into(),
    };
    let lines =
        [line(1, "歳入確保", "30,010", "33,128"), line(2, "歳出削減", "100,690", "120,672")];
    let display = "effect_unit = \"百万円\", effect_decimals = 1";
    let (workspace, round) = built_with("iwaki-h18", &lines, display);
    let new = "単年度(その年度に新たに生じた効果)";
    let (said, total) = paper_of_effects(&workspace, round, [new, "合計"]);
    let numbers =
        |row: &[Data]| -> Vec<f64> { row.iter().rev().filter_map(Data::as_f64).take(5).collect() };
    assert_eq!(numbers(&total), [100.0, 23.1, 117.7, 153.8, 130.7]);
    let (_, kind) = paper_of_effects(&workspace, round, [new, "歳出削減"]);
    assert_eq!(numbers(&kind), [78.5, 19.982, 119.8, 120.672, 100.69]);
    assert!(
        said.contains("約153.8百万円(歳入確保が約33.1百万円、歳出削減が約120.7百万円)"),
        "{said}"
    );
    assert!(said.contains("合計が計画130.7百万円・実績153.8百万円"), "words of the chart");
    assert!(said.contains("formatCode=\"#,##0.0;&quot;▲&quot;#,##0.0"), "one digit is shown");
    let (mixed, round) =
        built_with("iwaki-h18", &lines, &format!("{display}, effect_prose = \"億万円\""));
    let (said, _) = paper_of_effects(&mixed, round, [new, "合計"]);
    assert!(
        said.contains("約1億5,380万円(歳入確保が約3,310万円、歳出削減が約1億2,070万円)"),
        "{said}"
    );
}

/// いわき市 (M-5) has effects that go on, and nothing new in its last year: each way of counting says so in its own words.
#[test]
fn effects_that_go_on_have_a_headline_in_each_of_the_five_views() {
    let views = [
        (
            "effect_view = \"new\"",
            "平成22年度に新たに生じた財政効果はありません。",
            "単年度(その年度に新たに生じた効果)",
        ),
        (
            "effect_view = \"in_force\"",
            "平成22年度に効いている財政効果(続いているものを含む)は約1,414百万円(歳出削減が約1,414百万円)です。",
            "継続込み(その年度に効いている効果)",
        ),
        (
            "effect_view = \"cumulative_new\"",
            "平成18年度から平成22年度までに新たに生じた財政効果の累計は約2,085百万円(歳入確保が約672百万円、歳出削減が約1,414百万円)です。",
            "累計(新たな効果)",
        ),
        (
            "effect_view = \"cumulative_in_force\"",
            "平成18年度から平成22年度までの財政効果の累計(続いているものを年度ごとに含む)は約7,739百万円(歳入確保が約672百万円、歳出削減が約7,068百万円)です。",
            "累計(継続込み)",
        ),
        (
            "effect_view = \"against_base\", effect_base_year = 2005",
            "平成17年度と比べた平成22年度の財政効果は約1,414百万円(歳出削減が約1,414百万円)です。",
            "平成17年度との比較(その年度に効いている効果)",
        ),
    ];
    let lines = effect_lines("iwaki-h18");
    for (display, sentence, label) in views {
        let display = format!("effect_unit = \"百万円\", {display}");
        let (workspace, round) = built_with("iwaki-h18", &lines, &display);
        let (said, _) = paper_of_effects(&workspace, round, [label, "合計"]);
        for text in [
            sentence,
            &format!("2 方向性別 {label}(百万円)"),
            &format!("財政効果 {label}(百万円、"),
        ] {
            assert!(said.contains(text), "{display}: {text}");
        }
        let summary = workspace.json(&format!("output/{round}/data/summary.json"));
        let sentences = summary["sentences"].as_array().unwrap();
        let is_said = sentences.iter().any(|one| one.as_str().unwrap().starts_with(sentence));
        assert_eq!(is_said, !sentence.ends_with("ありません。"), "{display}");
    }
}
