//! The committee's papers: the same figures as summary.json, on as many pages as they should take.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::programs::{LIBREOFFICE, OPENPYXL, are_there};
use crate::workspace::{Workspace, in_repository};
use crate::written::{Written, build_all};
use crate::{as_arguments, path_text};

/// The embedded plan, which the sample input is of.
fn embedded_plan() -> PathBuf {
    in_repository("schemas/kodaira-1/plan.toml")
}

/// Reports of the sample input up to `round`.
fn papers_of(round: &str) -> Written {
    let workspace = if round > "2022" {
        Workspace::after_the_review(round)
    } else {
        let workspace = Workspace::of_edited_plan(|_| ());
        let run = workspace.matome(&["sample", "--out", "input"]);
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        for later in ["2022", "2023"].into_iter().filter(|later| *later > round) {
            let _ = std::fs::remove_dir_all(workspace.path(&format!("input/{later}")));
        }
        workspace
    };
    build_all(&workspace);
    Written::of(workspace, round, Vec::new(), Vec::new())
}

fn compare(papers: &Path, summary: &Path, plan: &Path) -> Value {
    let files = [papers, summary, plan].map(Path::as_os_str);
    OPENPYXL.json("paper_figures.py", &files)
}

/// Every number that the papers print is read back and found in the summary where it belongs.
#[test]
fn every_figure_of_the_papers_is_one_of_the_summary() {
    if !are_there("every_figure_of_the_papers_is_one_of_the_summary", &[&OPENPYXL]) {
        return;
    }
    // Before, in and after the mid-term review.
    for round in ["2021", "2022", "2023"] {
        let written = papers_of(round);
        let plan = written.workspace.path("schemas/kodaira-1/plan.toml");
        assert!(!written.papers.is_empty(), "{round}");
        for papers in &written.papers {
            let told = compare(papers, &written.summary, &plan);
            assert_eq!(told["faults"], json!([]), "{round} {}", papers.display());
            let count = |what: &str| told[what].as_u64().expect("a count");
            assert!(count("figures") > 100, "{round}: {told}");
            assert!(count("texts") > 20 && count("named") > 3, "{round}: {told}");
        }
    }
}

/// A comparison that finds nothing proves nothing: each wrong figure is found.
#[test]
fn a_wrong_figure_in_a_paper_is_found() {
    if !are_there("a_wrong_figure_in_a_paper_is_found", &[&OPENPYXL]) {
        return;
    }
    let written = papers_of("2022");
    let spoiled = written.workspace.path("spoiled.xlsx");
    let files = [written.papers[0].as_os_str(), spoiled.as_os_str()];
    let places = OPENPYXL.json("spoil_figures.py", &files);
    let places = places.as_array().expect("places");
    assert!(places.len() > 100, "{places:?}");
    let told = compare(&spoiled, &written.summary, &embedded_plan());
    let faults = told["faults"].as_array().expect("faults");
    for place in places {
        let place = place.as_str().expect("a place");
        let is_found = |fault: &Value| fault.as_str().is_some_and(|text| text.starts_with(place));
        assert!(faults.iter().any(is_found), "{place} is not found among {}", faults.len());
    }
}

/// Measured in the picture that LibreOffice prints: a reader of a grey copy sees which step of the scale a bar is of.
#[test]
fn the_steps_of_the_scale_are_told_apart_in_grey() {
    if !are_there("the_steps_of_the_scale_are_told_apart_in_grey", &[&LIBREOFFICE]) {
        return;
    }
    let written = papers_of("2022");
    let told = LIBREOFFICE.json("grey.py", &[written.papers[0].as_os_str()]);
    let steps = told["steps"].as_array().expect("steps");
    assert_eq!(steps.len(), 3, "{told}");
    assert!(steps.iter().all(|step| step["pixels"].as_u64() > Some(500)), "{told}");
    assert!(told["least"].as_f64() >= Some(20.0), "{told}");
}

/// Pages of each paper of the sample: at least and at most.
const PAGES: [(&str, u64, u64); 11] = [
    ("表紙", 1, 1),
    ("概要版", 1, 1),
    ("資料1 付表", 1, 4),
    ("資料1", 1, 1),
    ("資料2", 1, 4),
    ("資料3", 2, 4),
    ("資料4", 1, 2),
    ("資料5", 1, 4),
    ("資料6", 1, 3),
    ("参考", 2, 3),
    // A paper of the headquarters only.
    ("庁内", 1, 3),
];

#[test]
fn the_papers_take_the_pages_that_they_need() {
    if !are_there("the_papers_take_the_pages_that_they_need", &[&LIBREOFFICE]) {
        return;
    }
    let written = papers_of("2022");
    let mut files = written.papers.clone();
    files.push(written.report.clone());
    let told = LIBREOFFICE.json("pages.py", &as_arguments(&files));
    for file in &files {
        assert_eq!(told[path_text(file)]["faults"], json!([]), "{}", file.display());
    }
    for paper in &written.papers {
        let pages = told[path_text(paper)]["pages"].as_object().expect("sheets");
        for (sheet, count) in pages {
            let (_, least, most) = PAGES
                .iter()
                .find(|(start, ..)| sheet.starts_with(start))
                .unwrap_or_else(|| panic!("{sheet}: how many pages should it take?"));
            let count = count.as_u64().expect("a count");
            assert!((*least..=*most).contains(&count), "{sheet} takes {count} pages");
        }
    }
    // One page for each program, and what else a report says.
    let report = &told[path_text(&written.report)];
    let pages = report["printed"].as_u64().expect("a count");
    assert!((50..120).contains(&pages), "{report}");
}
