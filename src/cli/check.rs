//! `matome check`: what is wrong or doubtful in what came in.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::arguments::CheckArguments;
use super::console::Console;
use super::deliver::deliver;
use super::error::CliError;
use super::exit::{ACT, DONE};
use super::stages::{input_rounds, read_history, read_round, returns};
use super::workspace::Workspace;
use crate::finding::{Finding, Listing, Severity};
use crate::schema::SchemaError;
use crate::submission::{InputFile, list_input, single_file, stated_round};
use crate::terms::{DivisionName, Round};
use crate::workbook::Limits;

/// Reads and checks; exit code 1 if any finding is an error.
pub(super) fn run(
    console: &Console,
    plan: Option<&str>,
    arguments: &CheckArguments,
) -> Result<u8, CliError> {
    let workspace = Workspace::open(plan).or_else(|error| refused(console, arguments, error))?;
    let (round, files) = round_and_files(console, &workspace, arguments)?;
    let round = workspace.known_round(round)?;
    let history = read_history(console, &workspace, &workspace.input, round, false)?;
    let mut checked = read_round(console, &workspace, round, &history, &files);
    if !arguments.paths.is_empty() {
        // Only some files were asked about: what other divisions owe is not the question.
        let asked = |division: &DivisionName| {
            checked.summaries.iter().any(|summary| summary.division.as_ref() == Some(division))
        };
        let missing = std::mem::take(&mut checked.missing);
        checked.missing = missing.into_iter().filter(|(_, division)| asked(division)).collect();
    }
    if let Some(target) = &arguments.returns {
        let copies = returns(&workspace, &history.past, &checked, "", arguments.with_warnings)?;
        deliver(target, &copies, &[])?;
        console.detail(&format!("{}: {}", target.display(), copies.len()));
    }
    console.stream(|out| (arguments.format.render)(out, &checked.listing(), console.look()))?;
    Ok(if checked.count(Severity::Error) > 0 { ACT } else { DONE })
}

/// Plan or form are wrong: who asked for another format than text gets that in it too.
fn refused(
    console: &Console,
    arguments: &CheckArguments,
    error: CliError,
) -> Result<Workspace, CliError> {
    if let CliError::Schema(errors) = &error
        && !arguments.format.is_text()
    {
        let findings: Vec<Finding> = errors.iter().flat_map(SchemaError::findings).collect();
        let listing = Listing::of_schema(&findings);
        console.stream(|out| (arguments.format.render)(out, &listing, console.look()))?;
    }
    Err(error)
}

fn round_and_files(
    console: &Console,
    workspace: &Workspace,
    arguments: &CheckArguments,
) -> Result<(Round, Vec<InputFile>), CliError> {
    if arguments.paths.is_empty() {
        let round = match arguments.round {
            Some(round) => workspace.known_round(round)?,
            None => newest(&input_rounds(console, workspace, &workspace.input)?, &workspace.input)?,
        };
        let folder = workspace.input.join(round.to_string());
        if !folder.is_dir() {
            return Err(CliError::no_input(&folder));
        }
        return Ok((round, listed(&folder)?));
    }
    let mut files = Vec::new();
    for path in &arguments.paths {
        if path.is_dir() {
            files.extend(listed(path)?);
        } else if path.is_file() {
            files.push(single_file(path));
        } else {
            return Err(CliError::read(path, &"見つかりません (not found)"));
        }
    }
    // The same file may be named twice, or lie in a folder that is named too.
    let mut seen = BTreeSet::new();
    files.retain(|file| {
        seen.insert(std::fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone()))
    });
    let round =
        match arguments.round {
            Some(round) => round,
            None => newest(&stated_rounds(&files, &workspace.limits), &PathBuf::new()).or_else(
                |_| newest(&input_rounds(console, workspace, &workspace.input)?, &workspace.input),
            )?,
        };
    Ok((round, files))
}

/// The rounds that the files say they were made for.
fn stated_rounds(files: &[InputFile], limits: &Limits) -> Vec<Round> {
    files
        .iter()
        .filter_map(|file| stated_round(&std::fs::read(&file.path).ok()?, &file.name, limits))
        .collect()
}

fn listed(folder: &Path) -> Result<Vec<InputFile>, CliError> {
    list_input(folder).map_err(|error| CliError::read(folder, &error))
}

fn newest(rounds: &[Round], input: &Path) -> Result<Round, CliError> {
    rounds.iter().copied().max().ok_or_else(|| CliError::no_input(input))
}
