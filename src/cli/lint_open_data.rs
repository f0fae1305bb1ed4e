//! `matome lint-open-data`: the rules of machine readability, for any folder.

use std::path::Path;

use super::arguments::{LintArguments, LintFormat};
use super::console::Console;
use super::error::CliError;
use super::exit::{ACT, DONE};
use super::run_record::json_bytes;
use crate::publish::{LintFile, lint};

/// Prints points and places.
pub(super) fn run(console: &Console, arguments: &LintArguments) -> Result<u8, CliError> {
    let mut files = Vec::new();
    gather(&arguments.dir, "", &mut files)?;
    files.sort_by(|a: &LintFile, b: &LintFile| a.path.cmp(&b.path));
    let report = lint(&files);
    match arguments.format {
        LintFormat::Text => console.result(&format!("{}\n", report.text(console.lang())))?,
        LintFormat::Json => {
            let json = json_bytes(&report).map_err(|error| CliError::internal("lint", &error))?;
            console.stream(|out| out.write_all(&json))?;
        }
    }
    Ok(if report.is_clean() { DONE } else { ACT })
}

/// The files of a folder and those below it; hidden ones and the locks of open workbooks are passed over.
fn gather(folder: &Path, below: &str, files: &mut Vec<LintFile>) -> Result<(), CliError> {
    let entries = std::fs::read_dir(folder).map_err(|error| CliError::read(folder, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| CliError::read(folder, &error))?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let kind = entry.file_type().map_err(|error| CliError::read(&path, &error))?;
        let is_passed_over = name.starts_with('.') || name.starts_with("~$");
        if is_passed_over || kind.is_symlink() {
            continue;
        }
        if kind.is_dir() {
            gather(&path, &format!("{below}{name}/"), files)?;
        } else {
            let bytes = std::fs::read(&path).map_err(|error| CliError::read(&path, &error))?;
            files.push(LintFile { path: format!("{below}{name}"), bytes });
        }
    }
    Ok(())
}
