//! Every formula of every kind of workbook, worked out anew by Gnumeric as a second witness beside LibreOffice.

use std::ffi::OsStr;
use std::path::PathBuf;

use serde_json::Value;

use crate::programs::{GNUMERIC, OPENPYXL, are_there};
use crate::workspace::{Workspace, workbooks};
use crate::written::{Written, build_all};
use crate::{as_arguments, path_text};

/// Plans of `tests/plans` that take the form of the embedded one, each with a round.
const PLANS: [(&str, &str); 6] = [
    ("iwaki-h18", "2006"),
    ("kizugawa-r2", "2020"),
    ("kodaira-h22", "2010-H1"),
    ("kodaira-h28", "2016"),
    ("miyakojima-h25", "2013"),
    ("soma-h14", "2002"),
];

/// What Gnumeric says of each workbook.
fn recalculated(files: &[PathBuf]) -> Value {
    GNUMERIC.json("recalc_gnumeric.py", &as_arguments(files))
}

/// Every result is the stored one; there are at least so many of them.
fn assert_same_results(files: &[PathBuf], least: u64) {
    let told = recalculated(files);
    let (mut formulas, mut wrong) = (0, Vec::new());
    for file in files {
        let told = &told[path_text(file)];
        formulas += told["cells"].as_u64().expect("a count");
        for kind in ["errors", "differences"] {
            let found = told[kind].as_array().expect("a list");
            wrong.extend(found.iter().map(|cell| format!("{}: {kind}: {cell}", file.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(formulas >= least, "only {formulas} formulas in {} workbooks", files.len());
}

#[test]
fn gnumeric_gives_every_result_stored_in_forms_returns_reports_and_papers() {
    let test = "gnumeric_gives_every_result_stored_in_forms_returns_reports_and_papers";
    if !are_there(test, &[&OPENPYXL, &GNUMERIC]) {
        return;
    }
    let written = Written::from_the_sample();
    // A comparison that finds nothing proves nothing: one stored result is made wrong.
    let spoiled = written.workspace.path("spoiled.xlsx");
    let arguments = [written.report.as_os_str(), spoiled.as_os_str(), OsStr::new("7")];
    assert!(OPENPYXL.run("spoil_result.py", &arguments).status.success());
    let told = recalculated(std::slice::from_ref(&spoiled))[path_text(&spoiled)].take();
    let differences = told["differences"].as_array().expect("a list");
    assert_eq!(differences.len(), 1, "{told}");
    assert!(differences[0].as_str().expect("a text").contains("stored 7.0"), "{told}");

    let (forms, returned) = (&written.forms, &written.returned);
    assert_same_results(forms, 100);
    assert_same_results(returned, 50);
    assert_same_results(std::slice::from_ref(&written.report), 1_000);
    assert_same_results(&written.papers, 30);
}

#[test]
fn gnumeric_gives_every_result_stored_once_a_revision_has_ended_programs() {
    let test = "gnumeric_gives_every_result_stored_once_a_revision_has_ended_programs";
    if !are_there(test, &[&GNUMERIC]) {
        return;
    }
    let workspace = Workspace::after_the_review("2023");
    build_all(&workspace);
    let mut files = workspace.templates("2023", "forms");
    files.extend(workbooks(&workspace.path("output")));
    assert_same_results(&files, 1_000);
}

#[test]
fn gnumeric_gives_every_result_stored_for_the_plans_of_other_cities() {
    let test = "gnumeric_gives_every_result_stored_for_the_plans_of_other_cities";
    if !are_there(test, &[&OPENPYXL, &GNUMERIC]) {
        return;
    }
    // A city with a form of its own.
    let workspace = Workspace::of_plan("existing-ten");
    let form = workspace.folder("input/2021").join("政策課.xlsx");
    OPENPYXL.json("write_existing.py", &[form.as_os_str()]);
    assert_same_results(&workspace.build("output"), 50);
    for (plan, round) in PLANS {
        let workspace = Workspace::of_plan(plan);
        let run = workspace.matome(&["sample", "--round", round, "--out", "input"]);
        assert!(run.status.success(), "{plan}: {}", String::from_utf8_lossy(&run.stderr));
        let mut files = workspace.templates(round, "forms");
        files.extend(workspace.build("output"));
        assert_same_results(&files, 100);
    }
}
