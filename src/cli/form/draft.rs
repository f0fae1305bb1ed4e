//! `matome form draft`: a first form.toml from a workbook.

use crate::cli::FormDraftArguments;
use crate::cli::console::Console;
use crate::cli::error::CliError;

pub(super) fn run(
    _console: &Console,
    _plan: Option<&str>,
    _arguments: &FormDraftArguments,
) -> Result<u8, CliError> {
    Ok(super::super::DONE)
}
