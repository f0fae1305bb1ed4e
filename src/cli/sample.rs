//! stub
use super::console::Console;
use super::error::CliError;
use super::{DONE, SampleArguments};
pub(super) fn run(_: &Console, _: Option<&str>, _: &SampleArguments) -> Result<u8, CliError> {
    Ok(DONE)
}
