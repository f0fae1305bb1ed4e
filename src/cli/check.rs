//! `matome check`: what is wrong or doubtful in what came in.

use std::path::PathBuf;

use super::arguments::CheckArguments;
use super::choice::{Choice, submissions_in, written_to};
use super::console::Console;
use super::deliver::deliver;
use super::error::CliError;
use super::exit::{ACT, DONE};
use super::input_folder::{files_at, files_of, of_another_round};
use super::stages::{Asked, read_history, read_round, returns};
use super::workspace::Workspace;
use crate::finding::{Finding, Listing, Severity};
use crate::schema::SchemaError;
use crate::submission::InputFile;
use crate::terms::DivisionName;

/// Reads and checks; exit code 1 if any finding is an error.
pub(super) fn run(
    console: &Console,
    plan: Option<&str>,
    arguments: &CheckArguments,
) -> Result<u8, CliError> {
    let workspace = Workspace::open(plan).or_else(|error| refused(console, arguments, error))?;
    let asked = asked_for(arguments)?;
    let choice = chosen(&workspace, arguments, asked.as_deref())?;
    let round = choice.round;
    if arguments.format.is_text() {
        let folder = workspace.input.join(round.to_string());
        let own = if arguments.paths.is_empty() {
            std::slice::from_ref(&folder)
        } else {
            &arguments.paths
        };
        let places = own.iter().map(|path| submissions_in(path));
        let places: Vec<_> = places.chain(arguments.returns.as_deref().map(written_to)).collect();
        choice.announce(console, &workspace, &places);
    }
    let files = asked.map_or_else(|| files_of(&workspace, &workspace.input, round), Ok)?;
    let history = read_history(console, &workspace, &workspace.input, round, false)?;
    let with_answers = arguments.format.with_values || arguments.returns.is_some();
    let asked = if with_answers { Asked::Answers } else { Asked::Findings };
    let mut checked = read_round(console, &workspace, round, &history, &files, asked);
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
    if let Some(misfiled) = checked.misfiled.as_ref().filter(|_| arguments.format.is_text()) {
        let input = arguments.paths.is_empty().then_some(workspace.input.as_path());
        let error = of_another_round(&workspace, input, round, misfiled);
        console.error(&error.text(console.lang(), console.colour()));
        return Ok(ACT);
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

/// The files asked for, if any were.
fn asked_for(arguments: &CheckArguments) -> Result<Option<Vec<InputFile>>, CliError> {
    let paths = &arguments.paths;
    (!paths.is_empty()).then(|| files_at(paths.iter().map(PathBuf::as_path))).transpose()
}

/// The round that is checked: the one asked for, that of the files, or the newest.
fn chosen(
    workspace: &Workspace,
    arguments: &CheckArguments,
    files: Option<&[InputFile]>,
) -> Result<Choice, CliError> {
    match (arguments.round, files) {
        (Some(round), _) => Choice::asked(workspace, round),
        (None, Some(files)) => Choice::stated(workspace, files),
        (None, None) => Choice::newest(workspace, &workspace.input),
    }
}
