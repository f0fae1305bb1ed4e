//! What a reader, a printer and another program find in every workbook: no error, no warning, a page set-up, whole
//! texts, links that lead somewhere.

use std::ffi::OsStr;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::programs::{LIBREOFFICE, OPENPYXL, OPENXML_AUDIT, are_there};
use crate::written::Written;
use crate::{as_arguments, audit, path_text, recalculate};

/// One workspace for all of these, because it takes longer to write the workbooks than to look at them.
#[test]
fn every_workbook_is_sound() {
    if !are_there("every_workbook_is_sound", &[&OPENPYXL, &OPENXML_AUDIT, &LIBREOFFICE]) {
        return;
    }
    let written = Written::from_the_sample();
    let files = written.all();
    OPENPYXL.json("opens_cleanly.py", &as_arguments(&files));
    assert_eq!(audit(&written.workspace, &files), Vec::<String>::new());
    assert_recalculates(&files);
    assert_leads_somewhere(&written.forms, true);
    assert_leads_somewhere(&written.returned, true);
    assert_leads_somewhere(&written.papers, false);
    let mut wrong = Vec::new();
    for (kind, files) in [
        ("form", &written.forms),
        ("return", &written.returned),
        ("paper", &written.papers),
        ("report", &vec![written.report.clone()]),
    ] {
        wrong.extend(faults(kind, files));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_nothing_is_cut(&written.workspace, &files);
}

/// Every formula gives what is stored beside it, numbers and texts.
pub fn assert_recalculates(files: &[PathBuf]) {
    let reports = recalculate(files, false);
    for file in files {
        let told = &reports[path_text(file)];
        for kind in ["errors", "differences"] {
            assert_eq!(told[kind], json!([]), "{}", file.display());
        }
    }
}

/// Every link and every name leads somewhere; those of a form may lead to a cell that is still to be filled.
fn assert_leads_somewhere(files: &[PathBuf], is_form: bool) {
    for file in files {
        let told = OPENPYXL.json("links.py", &[file.as_os_str()]);
        for (sheet, links) in told.as_object().expect("sheets") {
            let broken = links["broken"].as_array().expect("a list").iter();
            let is_to_be_filled =
                |link: &&Value| link.as_str().is_some_and(|link| link.contains(" an empty cell: "));
            let broken: Vec<_> =
                broken.filter(|link| !(is_form && is_to_be_filled(link))).collect();
            assert!(broken.is_empty(), "{} {sheet}: {broken:?}", file.display());
        }
    }
}

/// What is wrong with the set-up of pages and screen, lists, fonts and formats, drawings with their texts.
pub fn faults(kind: &str, files: &[PathBuf]) -> Vec<String> {
    if files.is_empty() {
        return Vec::new();
    }
    let arguments = [&[OsStr::new(kind)], &as_arguments(files)[..]].concat();
    let told = OPENPYXL.json("presentation.py", &arguments);
    let faults = |file: &PathBuf| -> Vec<String> {
        let told = &told[path_text(file)];
        let faults = told["faults"].as_array().expect("a list").iter();
        faults.map(|fault| format!("{}: {fault}", file.display())).collect()
    };
    files.iter().flat_map(faults).collect()
}

/// A search that finds nothing proves nothing: a row of half its height is caught.
fn assert_nothing_is_cut(workspace: &crate::workspace::Workspace, files: &[PathBuf]) {
    let spoiled = workspace.path("spoiled.xlsx");
    let arguments = [files[0].as_os_str(), spoiled.as_os_str()];
    assert!(OPENPYXL.run("spoil_height.py", &arguments).status.success());
    let mut arguments = as_arguments(files);
    arguments.push(spoiled.as_os_str());
    let report = LIBREOFFICE.json("overflow.py", &arguments);
    assert_ne!(report[path_text(&spoiled)]["cut"], json!([]));
    for file in files {
        assert_eq!(report[path_text(file)]["cut"], json!([]), "{}", file.display());
    }
}

/// Each fault that the examination looks for is found where it was put.
#[test]
fn faults_of_presentation_are_caught() {
    if !are_there("faults_of_presentation_are_caught", &[&OPENPYXL]) {
        return;
    }
    let workspace = crate::workspace::Workspace::new();
    let input = crate::workspace::in_repository("input");
    let out = workspace.path("output");
    let run = workspace.matome(&["build", "--input", path_text(&input), "--out", path_text(&out)]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let report = out.join("2022/統合報告書.xlsx");
    let spoiled = workspace.folder("spoiled");
    let arguments = [report.as_os_str(), spoiled.as_os_str()];
    let faults = OPENPYXL.json("spoil_presentation.py", &arguments);
    let faults = faults.as_object().expect("copies");
    let files: Vec<PathBuf> = faults.keys().map(PathBuf::from).collect();
    let arguments = [&[OsStr::new("report")], &as_arguments(&files)[..]].concat();
    let told = OPENPYXL.json("presentation.py", &arguments);
    let mut count = 0;
    for (file, faults) in faults {
        let found = told[file]["faults"].to_string();
        for fault in faults.as_array().expect("faults") {
            let fault = fault.as_str().expect("a text");
            assert!(found.contains(fault), "{fault:?} in {found}");
            count += 1;
        }
    }
    assert!(count > 20, "{count} faults");
}
