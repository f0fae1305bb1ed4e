//! `matome form …`: describing a form that already exists, and trying the description on a file.

mod draft;
mod try_form;

use super::arguments::{FormArguments, FormCommand};
use super::console::Console;
use super::error::CliError;

/// Runs the subcommand.
pub(super) fn run(
    console: &Console,
    plan: Option<&str>,
    arguments: &FormArguments,
) -> Result<u8, CliError> {
    match &arguments.command {
        FormCommand::Draft(own) => draft::run(console, plan, own),
        FormCommand::Try(own) => try_form::run(console, plan, own),
    }
}
