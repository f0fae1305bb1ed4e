//! `matome form draft`: a first form.toml from a workbook, for a person to confirm.

use crate::cli::arguments::FormDraftArguments;
use crate::cli::console::Console;
use crate::cli::deliver::{OutputFile, deliver};
use crate::cli::error::CliError;
use crate::cli::exit::DONE;
use crate::cli::workspace::Workspace;
use crate::draft::{DraftRequest, draft_form};
use crate::finding::worded;
use crate::schema::{EMBEDDED_FORM, load_form};
use crate::workbook::{FileFormat, faces, open};

/// Writes the draft to the screen or into a file.
pub(super) fn run(
    console: &Console,
    plan: Option<&str>,
    arguments: &FormDraftArguments,
) -> Result<u8, CliError> {
    let workspace = Workspace::open(plan)?;
    let plan = &workspace.plan;
    let path = &arguments.file;
    let bytes = std::fs::read(path).map_err(|error| CliError::read(path, &error))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let unreadable = |error| CliError::read(path, crate::check::open_error_words(&error));
    let workbook = open(&bytes, &name, &workspace.limits).map_err(unreadable)?;
    if !matches!(workbook.format, FileFormat::Xlsx | FileFormat::Xlsm) {
        return Err(CliError::LooksUnknown { name });
    }
    let faces = faces(&bytes, &name, &workspace.limits).map_err(unreadable)?;
    // The form of this program is the one whose labels have known ids; it has no list of this plan's own.
    let standard = toml_form()?;
    let request =
        DraftRequest { plan, standard: &standard, workbook: &workbook, faces: &faces, file: &name };
    let Some(text) = draft_form(&request) else {
        return Err(CliError::NothingToFill { name });
    };
    load_form(&text, "(下書き)", plan)?;
    let Some(out) = &arguments.out else {
        console.result(&text)?;
        return Ok(DONE);
    };
    let folder = out.parent().filter(|parent| !parent.as_os_str().is_empty());
    let file = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let file = OutputFile { name: file, bytes: text.clone().into_bytes() };
    deliver(folder.unwrap_or_else(|| ".".as_ref()), &[file], &[])?;
    let count = text.lines().filter(|line| line.contains("要確認:")).count();
    let shown = out.display();
    console.note(worded! { "下書きを「{shown}」に書きました。確かめるところ(要確認)が {count}か所あります。\n次は matome form try {shown} {name} で、どこが読まれるかを見てください。" / "Wrote a draft into {shown}; {count} places are to be confirmed.\nSee what it reads with: matome form try {shown} {name}" }.text(console.lang()))?;
    Ok(DONE)
}

/// The standard form as data; it is checked against its own plan elsewhere.
fn toml_form() -> Result<crate::schema::Form, CliError> {
    Ok(crate::schema::load_settings(EMBEDDED_FORM, "form.toml")?)
}
