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
    for (sheet, least) in [("総括", 95), ("検算", 100)] {
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

/// Every list leads to the programs' pages, every record to the cell that it was read from.
fn assert_lists_are_linked(links: &Value) {
    let count = |sheet: &str, kind: &str| links[sheet][kind].as_u64().expect("a count");
    let programs = 28;
    for sheet in ["総括", "進捗一覧", "取組スケジュール", "提出状況", "明細_評価", "明細_取組"]
    {
        assert!(count(sheet, "inside") >= programs, "{sheet}: {}", links[sheet]);
    }
    for sheet in ["指標", "検討プログラム", "検査結果", "明細_指標", "明細_財政効果"]
    {
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
    // `review --apply` writes into the plan, so the workspace has its own.
    let workspace = Workspace::of_edited_plan(|_| ());
    for arguments in [
        &["sample", "--out", "input"][..],
        &["review", "--apply"],
        &["sample", "--round", "2023", "--out", "input"],
    ] {
        let run = workspace.matome(arguments);
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    }
    let reports = workspace.build("output");
    let report = consolidated(&reports).to_owned();
    let told = recalculate(std::slice::from_ref(&report), true);
    let told = &told[path_text(&report)];
    assert_eq!((&told["errors"], &told["differences"]), (&json!([]), &json!([])));
    assert_eq!(told["values"]["検算!A6"], "すべて一致しています。");
    let summary = std::fs::read(workspace.path("output/2023/data/summary.json"));
    let summary: Value = serde_json::from_slice(&summary.expect("a summary")).expect("JSON");
    let (items, due) = (&summary["ratings"]["total"]["items"], &summary["submissions"]["programs"]);
    assert!(due.as_u64() < items.as_u64(), "the revision has ended a program: {items} {due}");
}
