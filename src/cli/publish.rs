//! `matome publish`: what may leave the building.

use super::arguments::PublishArguments;
use super::choice::{Choice, submissions_in, written_to};
use super::console::Console;
use super::deliver::{OutputFile, deliver};
use super::error::CliError;
use super::exit::DONE;
use super::input_folder::nothing_came_in;
use super::stages::analysed;
use super::workspace::Workspace;
use crate::finding::worded;
use crate::publish::{PublishInput, public, public_files};

/// Name of the folder that is put on the web as it is.
const FOLDER: &str = "公表";

/// Publishes a round.
pub(super) fn run(
    console: &Console,
    plan: Option<&str>,
    arguments: &PublishArguments,
) -> Result<u8, CliError> {
    let workspace = Workspace::open(plan)?.cached(arguments.out.as_deref(), &arguments.cache);
    let publication = workspace.publication()?;
    let input = arguments.input.as_ref().unwrap_or(&workspace.input);
    let output = arguments.out.as_ref().unwrap_or(&workspace.output);
    let choice = match arguments.round {
        Some(round) => Choice::asked(&workspace, round)?,
        None => Choice::newest(&workspace, input)?,
    };
    let round = choice.round;
    let (folder, target) =
        (input.join(round.to_string()), output.join(round.to_string()).join(FOLDER));
    choice.announce(console, &workspace, &[submissions_in(&folder), written_to(&target)]);
    let (history, figures) = analysed(console, &workspace, input, round)?;
    let Some(_checked) = history.rounds.last() else {
        return Err(nothing_came_in(&workspace, input, Some(round)));
    };
    let public = public(&PublishInput {
        plan: workspace.plan.in_force(round.year),
        form: &workspace.form,
        publication: &publication,
        facts: &history.facts,
        figures: &figures,
        provisional: arguments.provisional,
    });
    let files: Vec<OutputFile> = public_files(&public)
        .into_iter()
        .map(|file| OutputFile { name: file.path, bytes: file.bytes })
        .collect();
    deliver(&target, &files, &[])?;
    let (len, target) = (files.len(), target.display().to_string());
    console.note(worded! { "{target} に公表用のファイルを{len}個作りました。" / "Wrote {len} files for publication into {target}." }.text(console.lang()))?;
    Ok(DONE)
}
