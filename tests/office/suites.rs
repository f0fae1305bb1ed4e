//! Forms that were saved by a program that clerks use beside Excel and LibreOffice.

use std::ffi::OsStr;
use std::path::Path;

use crate::programs::{GNUMERIC, OPENPYXL, are_there};
use crate::workspace::Workspace;
use crate::{MONEY, assert_reads_back};

const FORMATS: [&str; 3] = ["xlsx", "xls", "ods"];

/// The file as Gnumeric saves it in each format that it writes.
fn saved(workspace: &Workspace, file: &Path, name: &str) -> Vec<std::path::PathBuf> {
    let folder = workspace.folder("gnumeric");
    let copies: Vec<_> =
        FORMATS.iter().map(|format| folder.join(format!("{name}.{format}"))).collect();
    let mut arguments = vec![file.as_os_str()];
    arguments.extend(copies.iter().map(|copy| -> &OsStr { copy.as_ref() }));
    GNUMERIC.json("save_gnumeric.py", &arguments);
    copies
}

#[test]
fn a_filled_form_that_gnumeric_saved_reads_back_in_every_format() {
    let test = "a_filled_form_that_gnumeric_saved_reads_back_in_every_format";
    if !are_there(test, &[&OPENPYXL, &GNUMERIC]) {
        return;
    }
    let workspace = Workspace::new();
    for form in workspace.filled_forms(&MONEY) {
        for copy in saved(&workspace, &form.file, form.division) {
            assert_reads_back(&workspace.check(&copy, "2022"), &form.answers, &form.places);
        }
    }
}

/// Nothing is in a form before it is filled, whoever saved it.
#[test]
fn a_blank_form_that_gnumeric_saved_is_blank_in_every_format() {
    let test = "a_blank_form_that_gnumeric_saved_is_blank_in_every_format";
    if !are_there(test, &[&GNUMERIC]) {
        return;
    }
    let workspace = Workspace::new();
    workspace.templates("2022", "forms");
    let template = workspace.path("forms/総務課.xlsx");
    let told = |file: &Path| {
        let checked = workspace.check(file, "2022");
        let values: Vec<_> = checked
            .values()
            .into_iter()
            .map(|(name, value)| (name, value["value"].clone(), value["missing"].clone()))
            .collect();
        (values, checked.submission()["cells"]["unaccounted"].clone())
    };
    let expected = told(&template);
    for copy in saved(&workspace, &template, "総務課") {
        assert_eq!(told(&copy), expected, "{}", copy.display());
    }
}
