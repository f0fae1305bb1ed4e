//! `matome schema`: JSON Schemas of the two data files, for editors.

use super::arguments::{SchemaArguments, SchemaKind};
use super::console::Console;
use super::error::CliError;
use super::exit::DONE;
use crate::schema::{form_json_schema, plan_json_schema};

/// Prints the schema.
pub(super) fn run(console: &Console, arguments: &SchemaArguments) -> Result<u8, CliError> {
    let text = match arguments.which {
        SchemaKind::Plan => plan_json_schema(),
        SchemaKind::Form => form_json_schema(),
    };
    console.result(&text)?;
    Ok(DONE)
}
