//! The reports in the hands of their readers: formulas that are alive, links that lead somewhere, texts that are whole.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::answers::Answers;
use crate::programs::{LIBREOFFICE, OPENPYXL, are_there};
use crate::workspace::{Workspace, in_repository};
use crate::{MONEY, as_arguments, path_text, recalculate};

/// A workspace in its default layout, with the sample input under names that are hard on links, and its reports.
fn sample_workspace() -> (Workspace, Vec<PathBuf>) {
    let workspace = Workspace::new();
    for round in ["2021", "2022"] {
        let folder = workspace.folder(&format!("input/{round}"));
        let files = std::fs::read_dir(in_repository(&format!("input/{round}")));
        for file in files.expect("the sample input") {
            let path = file.expect("a file").path();
            let name = path.file_name().and_then(OsStr::to_str).expect("a name");
            let inside = match name {
                "総務課.xlsx" => "再 提出/総務課 100%[案] 'と%20.xlsx",
                "財政課.xlsx" => "財政課 #2.xlsx",
                name => name,
            };
            let copy = folder.join(inside);
            std::fs::create_dir_all(copy.parent().expect("a folder")).expect("a folder");
            std::fs::copy(&path, copy).expect("a copy");
        }
    }
    let reports = workspace.build("output");
    (workspace, reports)
}

/// The embedded plan with names of 60 letters, those of its directions full of letters that patterns are made of, and
/// a form of every program filled with texts of 2,000 letters.
fn workspace_of_long_texts() -> (Workspace, Vec<PathBuf>) {
    let workspace = Workspace::of_edited_plan(|plan| {
        for (list, start) in [("directions", "*方向~?"), ("programs", "取組")] {
            let items = plan.get_mut(list).and_then(toml::Value::as_array_mut).expect(list);
            for (at, item) in items.iter_mut().enumerate() {
                lengthen(item, &format!("{start}{at}"));
                for inner in ["activities", "indicators"] {
                    let inner = item.get_mut(inner).and_then(toml::Value::as_array_mut);
                    for (at, item) in inner.into_iter().flatten().enumerate() {
                        lengthen(item, &format!("内訳{at}"));
                    }
                }
            }
        }
    });
    let text =
        "見本の文章です。調整に時間を要した(3回目)ため、Example-123の手順を見直した。\n".repeat(43);
    let text: String = text.chars().take(2000).collect();
    workspace.templates("2022", "forms");
    let names = workspace.names(&workspace.path("forms"));
    let mut answers = Answers::for_every_cell(&names, &MONEY);
    for name in &names {
        if ["_achievement", "_issues", "_next", "_result", "_review_reason"]
            .iter()
            .any(|field| name.ends_with(field))
        {
            answers.set(name, json!(text), &text);
        }
    }
    let input = workspace.folder("input/2022");
    workspace.fill(&workspace.path("forms"), &answers.to_put(), &input);
    // One division has not answered yet.
    std::fs::remove_file(input.join("財政課.xlsx")).expect("its form was filled");
    let reports = workspace.build("output");
    (workspace, reports)
}

/// Gives a part of the plan a name of 60 letters.
fn lengthen(item: &mut toml::Value, start: &str) {
    let name = start.chars().chain("長い名称の見本".chars().cycle()).take(60).collect();
    item.as_table_mut().expect("a table").insert("name".to_owned(), toml::Value::String(name));
}

fn consolidated(reports: &[PathBuf]) -> &Path {
    let named = |path: &&PathBuf| path.file_name() == Some(OsStr::new("統合報告書.xlsx"));
    reports.iter().find(named).expect("the consolidated report")
}

#[test]
fn the_figures_of_the_overview_are_formulas() {
    if !are_there("the_figures_of_the_overview_are_formulas", &[&OPENPYXL]) {
        return;
    }
    let (_workspace, reports) = sample_workspace();
    let report = consolidated(&reports);
    for (sheet, least) in [("総括", 95), ("指標", 95), ("財政効果", 95), ("検算", 100)] {
        let arguments = [report.as_os_str(), OsStr::new(sheet)];
        let counted = OPENPYXL.json("formula_share.py", &arguments);
        let count = |what: &str| counted[what].as_u64().expect("a count");
        assert!(count("figures") > 40, "{sheet}: {counted}");
        assert!(count("formulas") * 100 >= count("figures") * least, "{sheet}: {counted}");
    }
}

#[test]
fn a_changed_record_changes_the_tally() {
    if !are_there("a_changed_record_changes_the_tally", &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let (_workspace, reports) = sample_workspace();
    let report = consolidated(&reports);
    // The state of the last program of the reported round.
    let (sheet, watched) = ("明細_評価", "総括!計");
    let cell = last_state(report);
    let arguments =
        [path_text(report), sheet, &cell, "未提出", watched, "検算!A7", "検算!A6"].map(OsStr::new);
    let shown = LIBREOFFICE.json("change_record.py", &arguments);
    let row = |when: &str| -> Vec<String> {
        let row = shown[when][watched].as_array().expect("a row");
        row.iter().map(|cell| cell.as_str().expect("a text").to_owned()).collect()
    };
    let (before, after) = (row("before"), row("after"));
    assert_eq!(before[1], after[1], "all programs are still counted: {shown}");
    assert_ne!(before, after, "{shown}");
    let rated = |row: &[String]| row[2].parse::<u32>().expect("a count");
    assert_eq!(rated(&before), rated(&after) + 1, "{shown}");
    let told = |when: &str| shown[when].to_string();
    assert!(told("before").contains("すべて一致しています。"), "{shown}");
    // 進捗一覧 still shows the rating.
    assert!(told("after").contains("一致しないものがあります。"), "{shown}");
}

#[test]
fn a_changed_amount_changes_every_total_of_effects() {
    if !are_there("a_changed_amount_changes_every_total_of_effects", &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let (_workspace, reports) = sample_workspace();
    let report = consolidated(&reports);
    let arguments = [report.as_os_str(), "明細_財政効果".as_ref(), "実績額\n(円)".as_ref()];
    let cell = OPENPYXL.json("last_cell.py", &arguments);
    let cell = cell.as_str().expect("an address");
    // The first row of 合計 on the sheet is that of new effects by direction.
    let watched = ["財政効果!合計", "総括!令和4年度 実績"];
    let record = format!("明細_財政効果!{cell}");
    let typed = "1234567000";
    let places = [watched[0], watched[1], &record, "検算!A6"];
    let arguments =
        [[path_text(report), "明細_財政効果", cell, typed].as_slice(), &places].concat();
    let arguments: Vec<&OsStr> = arguments.into_iter().map(OsStr::new).collect();
    let shown = LIBREOFFICE.json("change_record.py", &arguments);
    // A cell shows 約 before its number and room behind it.
    let number = |cell: &Value| {
        let text = cell.as_str()?.trim().trim_start_matches('約').replace(',', "");
        text.parse().ok()
    };
    let yen = |when: &str| -> i64 { number(&shown[when][&record]).expect("an amount") };
    assert_eq!(yen("after").to_string(), typed, "{shown}");
    let added = yen("after") - yen("before");
    // On 総括 the kind's column and the sum grow, on 財政効果 the year's.
    for (watched, cells) in watched.into_iter().zip([1, 2]) {
        let row = |when: &str| -> Vec<Option<i64>> {
            shown[when][watched].as_array().expect("a row").iter().map(number).collect()
        };
        // Totals are shown in 千円, each of them rounded.
        let grown = row("before").into_iter().zip(row("after")).filter(|(before, after)| {
            let grown = after.zip(*before).map(|(after, before)| (after - before) * 1000);
            grown.is_some_and(|grown| (grown - added).abs() <= 1000)
        });
        assert_eq!(grown.count(), cells, "{watched} by {added}: {shown}");
    }
    // The sums still agree with each other, because all of them follow the record.
    for when in ["before", "after"] {
        assert_eq!(shown[when]["検算!A6"], "すべて一致しています。", "{shown}");
    }
}

/// In Excel a chart draws an empty text as 0; `#N/A` and an empty cell are left out everywhere.
#[test]
fn an_emptied_record_of_an_indicator_is_a_gap_in_its_chart() {
    let test = "an_emptied_record_of_an_indicator_is_a_gap_in_its_chart";
    if !are_there(test, &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let (_workspace, reports) = sample_workspace();
    let report = consolidated(&reports);
    let places = OPENPYXL.json("charted_record.py", &[report.as_os_str()]);
    let place = |what: &str| places[what].as_str().expect("a place").to_owned();
    let (record, shown_in, charted) = (place("record"), place("shown"), place("charted"));
    let (sheet, cell) = record.split_once('!').expect("a place");
    // Any formula that takes the emptied value shows no error but in the cell that the chart is drawn from, and in that of
    // the table above it, which shows nothing there.
    let watched = [shown_in.as_str(), charted.as_str(), "検算!A6"];
    let arguments = [&[path_text(report), sheet, cell, ""][..], &watched].concat();
    let arguments: Vec<&OsStr> = arguments.into_iter().map(OsStr::new).collect();
    let shown = LIBREOFFICE.json("change_record.py", &arguments);
    for cell in [&shown_in, &charted] {
        assert!(shown["before"][cell].as_str().is_some_and(|text| !text.is_empty()), "{shown}");
        assert_eq!(shown["after"][cell], "#N/A", "{shown}");
    }
    let errors = shown["errors"].as_array().expect("a list");
    assert_eq!(errors, &[json!(shown_in), json!(charted)], "no error goes on from there");
}

#[test]
fn effects_that_go_on_are_formulas_over_the_lines_that_they_come_from() {
    if !are_there(
        "effects_that_go_on_are_formulas_over_the_lines_that_they_come_from",
        &[&OPENPYXL, &LIBREOFFICE],
    ) {
        return;
    }
    // In 千円: one effect gets a new amount that cannot be read, one ends, one is not reported again.
    let lines = [
        ("2006", 1, "歳出削減", "見本の委託", "継続", json!(800), json!(700)),
        ("2006", 2, "歳入確保", "見本の貸付", "継続", json!(300), json!(310)),
        ("2006", 3, "歳入確保", "見本の広告", "継続", json!(90), json!(95)),
        ("2007", 1, "歳出削減", "見本の委託", "継続", json!(900), json!("精査中")),
        ("2007", 2, "歳入確保", "見本の貸付", "継続", json!(300), json!(0)),
        ("2007", 3, "歳入確保", "見本の売払い", "単年度", json!(50), json!(40)),
    ];
    let workspace = Workspace::of_plan("iwaki-h18");
    for round in ["2006", "2007"] {
        let forms = format!("forms/{round}");
        workspace.templates(round, &forms);
        let mut answers = serde_json::Map::new();
        let of_round = lines.iter().filter(|line| line.0 == round);
        for (_, line, kind, title, nature, planned, actual) in of_round {
            let texts = [("kind", kind), ("title", title), ("nature", nature), ("basis", &"決算")];
            let texts = texts.map(|(field, text)| (field, json!(text)));
            let amounts = [("planned", planned.clone()), ("actual", actual.clone())];
            for (field, answer) in texts.into_iter().chain(amounts) {
                answers.insert(format!("in_p01_effect_{line}_{field}"), answer);
            }
        }
        let input = workspace.folder(&format!("input/{round}"));
        workspace.fill(&workspace.path(&forms), &Value::Object(answers), &input);
    }
    let reports = workspace.build("output");
    let report = consolidated(&reports).to_owned();
    let told = recalculate(std::slice::from_ref(&report), true);
    let told = &told[path_text(&report)];
    assert_eq!((&told["errors"], &told["differences"]), (&json!([]), &json!([])));
    let values = told["values"].as_object().expect("values");
    assert_eq!(values["検算!A5"], "すべて一致しています。");
    let counted = |column: char| -> f64 {
        let place = format!("明細_効果の年度!{column}");
        let amounts = values.iter().filter(|(cell, _)| cell.starts_with(&place));
        amounts.map(|(_, yen)| yen.as_f64().expect("a number")).sum()
    };
    // Planned, new: 800 + 300 + 90, then 50; in force: 1,190, then 900 + 300 + 90 + 50.
    assert_eq!(counted('I'), 3_770_000.0);
    // Actual, new: 700 + 310 + 95, then 40; in force: 1,105, then 700 + 0 + 95 + 40.
    assert_eq!(counted('J'), 3_085_000.0);
    let followed = assert_figures_lead_to_what_they_count(&report);
    assert!(followed["amounts"].as_u64().expect("a count") > 20, "{followed}");
}

#[test]
fn charts_of_effects_show_the_figures_and_say_them_in_words() {
    if !are_there("charts_of_effects_show_the_figures_and_say_them_in_words", &[&OPENPYXL]) {
        return;
    }
    let (workspace, reports) = sample_workspace();
    let summary = std::fs::read(workspace.path("output/2022/data/summary.json"));
    let summary: Value = serde_json::from_slice(&summary.expect("a summary")).expect("JSON");
    let mut drawn = Vec::new();
    for report in reports.iter().filter(|path| !path.to_string_lossy().contains("差戻し")) {
        let told = OPENPYXL.json("charts.py", &[report.as_os_str()]);
        for (sheet, charts) in told.as_object().expect("sheets") {
            for chart in charts.as_array().expect("charts") {
                let title = chart["title"].as_str().expect("a title");
                if title.starts_with("財政効果") {
                    assert_effects_are_drawn(chart, &summary);
                    drawn.push(sheet.clone());
                }
            }
        }
    }
    drawn.sort();
    // The papers of the committee and those of the headquarters.
    let papers = ["資料3 財政効果"; 2];
    assert_eq!(drawn, [&["総括", "財政効果", "財政効果"][..], &papers].concat());
}

/// The chart's bars are the sums by kind of the summary, in 千円.
fn assert_effects_are_drawn(chart: &Value, summary: &Value) {
    let title = chart["title"].as_str().expect("a title");
    assert!(title.contains("千円") && title.contains("基準日 令和5年3月31日"), "{title}");
    let view = if title.contains("累計") { "cumulative_in_force" } else { "new" };
    let said = chart["description"].as_str().expect("a description");
    assert!(said.starts_with(title) && said.ends_with('。'), "{said}");
    let by_kind = summary["effects"]["by_kind"].as_array().expect("rows");
    let kinds = summary["effects"]["kinds"].as_array().expect("kinds");
    let series = chart["series"].as_array().expect("series");
    assert_eq!(series.len(), kinds.len());
    for (series, kind) in series.iter().zip(kinds) {
        let of_kind = by_kind.iter().filter(|row| row["kind"] == *kind && row["view"] == view);
        let yen = of_kind.flat_map(|row| ["planned_yen", "actual_yen"].map(|side| &row[side]));
        let expected: Vec<f64> =
            yen.map(|yen| yen.as_i64().expect("yen") as f64 / 1000.0).collect();
        let values = series["values"].as_array().expect("values").iter();
        let values: Vec<f64> = values.map(|value| value.as_f64().expect("a number")).collect();
        assert_eq!(values, expected, "{title} {kind}");
        assert_eq!(series["categories"].as_array().map(Vec::len), Some(values.len()));
    }
}

/// The last cell of the column 集計での状態 in 明細_評価.
fn last_state(report: &Path) -> String {
    let held = OPENPYXL.json("opens_cleanly.py", &[report.as_os_str()]);
    assert!(held[path_text(report)]["明細_評価"].is_u64(), "{held}");
    let last = OPENPYXL.json(
        "last_cell.py",
        &[report.as_os_str(), "明細_評価".as_ref(), "集計での\n状態".as_ref()],
    );
    last.as_str().expect("an address").to_owned()
}

#[test]
fn every_link_of_the_reports_leads_somewhere() {
    if !are_there("every_link_of_the_reports_leads_somewhere", &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let (workspace, reports) = sample_workspace();
    let mut files = Vec::new();
    for report in &reports {
        let told = OPENPYXL.json("links.py", &[report.as_os_str()]);
        for (sheet, links) in told.as_object().expect("sheets") {
            assert_eq!(links["broken"], json!([]), "{} {sheet}", report.display());
            let linked = links["files"].as_array().expect("files");
            files.extend(linked.iter().map(|file| file.as_str().expect("a path").to_owned()));
        }
        if report == consolidated(&reports) {
            assert_lists_are_linked(&told);
        }
    }
    assert!(files.contains(&"../../input/2022/再 提出/総務課 100%[案] 'と%20.xlsx".to_owned()));
    assert!(!files.iter().any(|file| file.contains('#')), "no link can say this name");
    let urls = LIBREOFFICE.json("links_uno.py", &[consolidated(&reports).as_os_str()]);
    let input = workspace.path("input").canonicalize().expect("the input");
    let mut followed = 0;
    for (sheet, urls) in urls.as_object().expect("sheets") {
        for url in urls.as_array().expect("links") {
            let url = url.as_str().expect("a text");
            if url.starts_with('#') {
                continue;
            }
            let path = Path::new(url.split('#').next().unwrap_or_default());
            let path = path.canonicalize().unwrap_or_else(|wrong| panic!("{sheet} {url}: {wrong}"));
            assert!(path.starts_with(&input) && path.is_file(), "{sheet} {url}");
            followed += 1;
        }
    }
    assert!(followed > 200, "LibreOffice knows {followed} links to files");
}

#[test]
fn every_figure_leads_to_all_that_it_counts() {
    if !are_there("every_figure_leads_to_all_that_it_counts", &[&OPENPYXL]) {
        return;
    }
    let (workspace, reports) = sample_workspace();
    let report = consolidated(&reports);
    let followed = assert_figures_lead_to_what_they_count(report);
    for kind in ["counts", "scattered", "totals", "shares", "amounts", "rates"] {
        assert!(followed[kind].as_u64().expect("a count") > 5, "{kind}: {followed}");
    }
    for sheet in ["総括", "財政効果"] {
        let spoiled = workspace.path("spoiled.xlsx");
        let arguments = [report.as_os_str(), spoiled.as_os_str(), OsStr::new(sheet)];
        let places = OPENPYXL.json("spoil_links.py", &arguments);
        let told = OPENPYXL.json("figure_links.py", &[spoiled.as_os_str()]);
        let wrong = told["wrong"].as_array().expect("a list");
        let places = places.as_array().expect("places");
        assert_eq!(wrong.len(), places.len(), "{told}");
        for (wrong, place) in wrong.iter().zip(places) {
            let place = format!("{} ", place.as_str().expect("a place"));
            assert!(wrong.as_str().expect("a text").starts_with(&place), "{told}");
        }
    }
}

/// Every figure of 総括 and 財政効果 that counts anything has a link that spans it; how many of each kind were followed.
fn assert_figures_lead_to_what_they_count(report: &Path) -> Value {
    let mut told = OPENPYXL.json("figure_links.py", &[report.as_os_str()]);
    assert_eq!(told["wrong"], json!([]), "{told}");
    told["followed"].take()
}

/// Every list leads to the programs' pages, every record to the cell that it was read from.
fn assert_lists_are_linked(links: &Value) {
    let count = |sheet: &str, kind: &str| links[sheet][kind].as_u64().expect("a count");
    let programs = 28;
    assert_eq!(links["指標"]["unlinked"], json!([]), "each of its figures leads to its records");
    assert_ne!(links["指標の推移"]["unlinked"], json!([]), "targets of the plan have no record");
    for sheet in ["総括", "進捗一覧", "取組スケジュール", "提出状況", "明細_評価", "明細_取組"]
    {
        assert!(count(sheet, "inside") >= programs, "{sheet}: {}", links[sheet]);
    }
    for sheet in [
        "指標",
        "財政効果",
        "検討プログラム",
        "検査結果",
        "明細_指標",
        "明細_財政効果",
        "明細_効果の年度",
    ] {
        assert!(count(sheet, "inside") > 0, "{sheet}: {}", links[sheet]);
    }
    for sheet in [
        "個票",
        "明細_評価",
        "明細_指標",
        "明細_取組",
        "明細_財政効果",
        "提出状況",
        "届いたファイル",
    ] {
        assert!(count(sheet, "outside") > 0, "{sheet}: {}", links[sheet]);
    }
}

#[test]
fn no_text_of_the_reports_is_cut() {
    if !are_there("no_text_of_the_reports_is_cut", &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let (_sample, mut files) = sample_workspace();
    let (long, written) = workspace_of_long_texts();
    files.extend(written.iter().filter(|path| !path.to_string_lossy().contains("差戻し")).cloned());
    // A search that finds nothing proves nothing: the last file has one row made too low.
    let spoiled = long.path("spoiled.xlsx");
    let arguments = [consolidated(&written).as_os_str(), spoiled.as_os_str()];
    assert!(OPENPYXL.run("spoil_height.py", &arguments).status.success());
    files.push(spoiled.clone());
    let report = LIBREOFFICE.json("overflow.py", &as_arguments(&files));
    files.pop();
    let caught = report[path_text(&spoiled)]["cut"].as_array().expect("a list");
    assert!(!caught.is_empty(), "a row of half its height is caught");
    for file in &files {
        let told = &report[path_text(file)];
        assert!(told["measured"].as_u64().expect("a count") > 300, "{}: {told}", file.display());
        assert_eq!(told["cut"], json!([]), "{}", file.display());
    }
}

#[test]
fn formulas_hold_whatever_the_names_are() {
    if !are_there("formulas_hold_whatever_the_names_are", &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let (_workspace, reports) = workspace_of_long_texts();
    OPENPYXL.json("opens_cleanly.py", &as_arguments(&reports));
    let report = consolidated(&reports).to_owned();
    let told = recalculate(std::slice::from_ref(&report), false);
    let told = &told[path_text(&report)];
    assert_eq!((&told["errors"], &told["differences"]), (&json!([]), &json!([])));
    assert!(told["cells"].as_u64().expect("a count") > 100, "{told}");
    assert_figures_lead_to_what_they_count(&report);
    let links = OPENPYXL.json("links.py", &[report.as_os_str()]);
    for (sheet, links) in links.as_object().expect("sheets") {
        assert_eq!(links["broken"], json!([]), "{sheet}");
    }
}

#[test]
fn formulas_hold_once_a_revision_has_ended_programs() {
    if !are_there("formulas_hold_once_a_revision_has_ended_programs", &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let workspace = Workspace::after_the_review("2023");
    let reports = workspace.build("output");
    let report = consolidated(&reports).to_owned();
    let told = recalculate(std::slice::from_ref(&report), true);
    let told = &told[path_text(&report)];
    assert_eq!((&told["errors"], &told["differences"]), (&json!([]), &json!([])));
    assert_eq!(told["values"]["検算!A6"], "すべて一致しています。");
    assert_figures_lead_to_what_they_count(&report);
    let summary = std::fs::read(workspace.path("output/2023/data/summary.json"));
    let summary: Value = serde_json::from_slice(&summary.expect("a summary")).expect("JSON");
    let (items, due) = (&summary["ratings"]["total"]["items"], &summary["submissions"]["programs"]);
    assert!(due.as_u64() < items.as_u64(), "the revision has ended a program: {items} {due}");
}
