//! The program as people call it: arguments, messages, progress, exit codes.
//!
//! One file per command, each a short script over the stages. Nothing here computes a figure.

mod arguments;
mod build;
mod cache_words;
mod call_error;
mod check;
mod choice;
mod console;
mod copied_form;
mod deliver;
mod error;
mod exit;
mod explain;
mod form;
mod init;
mod input_folder;
#[cfg(test)]
mod language_tests;
mod lint_open_data;
mod publish;
mod read_value;
mod review;
mod review_text;
mod revision_toml;
mod run_record;
mod sample;
mod schema;
#[cfg(test)]
mod shell_tests;
mod stages;
mod template;
mod workspace;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;

use crate::terms::Lang;
use arguments::{Arguments, Command, LangArgument};
use console::Console;
use error::CliError;

/// Runs the program with these arguments and gives its exit code.
///
/// What the codes mean stands in `exit.rs`.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let in_english = arguments.windows(2).any(|pair| pair[0] == "--lang" && pair[1] == "en")
        || arguments.iter().any(|argument| argument == "--lang=en");
    let asked = if in_english { Lang::En } else { Lang::Ja };
    let arguments = match Arguments::read(&arguments, asked) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are printed to stdout and are no error; clap knows which is which.
            let is_help = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
            if in_english || is_help || !error.use_stderr() {
                let _ = error.print();
            } else {
                Console::new(Lang::Ja, false, false).error(&call_error::japanese(&error));
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let lang = match arguments.lang {
        LangArgument::Ja => Lang::Ja,
        LangArgument::En => Lang::En,
    };
    let console = Console::new(lang, arguments.quiet, arguments.verbose);
    let plan = arguments.plan.as_deref();
    let result = match &arguments.command {
        Command::Init(own) => init::run(&console, own),
        Command::Template(own) => template::run(&console, plan, own),
        Command::Check(own) => check::run(&console, plan, own),
        Command::Build(own) => build::run(&console, plan, own),
        Command::Publish(own) => publish::run(&console, plan, own),
        Command::LintOpenData(own) => lint_open_data::run(&console, own),
        Command::Review(own) => review::run(&console, plan, own),
        Command::Explain(own) => explain::run(&console, own),
        Command::ReadValue(own) => read_value::run(&console, plan, own),
        Command::Sample(own) => sample::run(&console, plan, own),
        Command::Schema(own) => schema::run(&console, own),
        Command::Form(own) => form::run(&console, plan, own),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            if !matches!(error, CliError::ReaderGone) {
                console.error(&error.text(lang, console.colour()));
            }
            ExitCode::from(error.kind().exit_code())
        }
    }
}
