//! `matome check`: what is wrong or doubtful in what came in.

use std::path::PathBuf;

use super::arguments::CheckArguments;
use super::choice::{Choice, submissions_in, written_to};
use super::console::Console;
use super::deliver::deliver;
use super::error::CliError;
use super::exit::{ACT, DONE};
use super::input_folder::{files_at, files_of, of_another_round, opened_with_round};
use super::stages::{Asked, Files, History, read_history, read_round, returns};
use super::workspace::Workspace;
use crate::check::CheckedRound;
use crate::finding::{Finding, Listing, Severity};
use crate::schema::SchemaError;
use crate::submission::{InputFile, Submission};
use crate::terms::{DivisionName, Round};

/// Reads and checks; exit code 1 if any finding is an error.
pub(super) fn run(
    console: &Console,
    plan: Option<&str>,
    arguments: &CheckArguments,
) -> Result<u8, CliError> {
    let workspace = Workspace::open(plan).or_else(|error| refused(console, arguments, error))?;
    let workspace = workspace.cached(None, &arguments.cache);
    let Read { round, history, mut checked } = read(console, &workspace, arguments)?;
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

/// A round that was read, after those before it.
struct Read {
    round: Round,
    history: History,
    checked: CheckedRound,
}

/// Says which round is checked, and reads it.
fn read(
    console: &Console,
    workspace: &Workspace,
    arguments: &CheckArguments,
) -> Result<Read, CliError> {
    let asked = asked_for(arguments)?;
    if let (Some(files), None) = (&asked, arguments.round)
        && let Some(read) = read_as_first_says(console, workspace, arguments, files)?
    {
        return Ok(read);
    }
    let choice = chosen(workspace, arguments, asked.as_deref())?;
    announce(console, workspace, arguments, &choice);
    let round = choice.round;
    if let Some(files) = asked {
        return read_for(console, workspace, arguments, round, Files::of(&files));
    }
    let files = files_of(workspace, &workspace.input, round)?;
    read_for(console, workspace, arguments, round, Files::all_of(&files))
}

/// Reads files for the round that the first of them states: nearly always the newest that any states, so that none has
/// to be opened twice. Nothing if another one is newer, or none states a round of the plan.
fn read_as_first_says(
    console: &Console,
    workspace: &Workspace,
    arguments: &CheckArguments,
    files: &[InputFile],
) -> Result<Option<Read>, CliError> {
    let stated = files.iter().find_map(|file| {
        let (opened, round) = opened_with_round(file, &workspace.limits)?;
        Some((file, opened, round))
    });
    let Some((file, opened, round)) = stated else { return Ok(None) };
    if workspace.plan.round(round).is_none() {
        return Ok(None);
    }
    console.hold();
    let own = Files::of(files).with(&file.path, opened);
    let read = read_for(console, workspace, arguments, round, own);
    let held = console.held();
    let read = match read {
        Ok(read) => read,
        Err(error) => {
            announce(console, workspace, arguments, &Choice::as_files_say(round));
            held.iter().for_each(|text| console.show(text));
            return Err(error);
        }
    };
    let all = read.checked.submissions.iter().filter_map(Submission::read);
    if all.filter_map(|read| read.stated).max() != Some(round) {
        return Ok(None);
    }
    announce(console, workspace, arguments, &Choice::as_files_say(round));
    held.iter().for_each(|text| console.show(text));
    Ok(Some(read))
}

/// Reads the files for this round.
fn read_for(
    console: &Console,
    workspace: &Workspace,
    arguments: &CheckArguments,
    round: Round,
    files: Files<'_>,
) -> Result<Read, CliError> {
    let history = read_history(console, workspace, &workspace.input, round, false)?;
    let with_answers = arguments.format.with_values || arguments.returns.is_some();
    let asked = if with_answers { Asked::Answers } else { Asked::Findings };
    let checked = read_round(console, workspace, round, &history, files, asked);
    Ok(Read { round, history, checked })
}

/// Says what is checked, to whoever reads text.
fn announce(console: &Console, workspace: &Workspace, arguments: &CheckArguments, choice: &Choice) {
    if !arguments.format.is_text() {
        return;
    }
    let folder = workspace.input.join(choice.round.to_string());
    let own =
        if arguments.paths.is_empty() { std::slice::from_ref(&folder) } else { &arguments.paths };
    let places = own.iter().map(|path| submissions_in(path));
    let places: Vec<_> = places.chain(arguments.returns.as_deref().map(written_to)).collect();
    choice.announce(console, workspace, &places);
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
