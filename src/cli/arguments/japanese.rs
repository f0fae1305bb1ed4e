//! The help in Japanese: what clap itself would say in English (headings, defaults, possible values, its own arguments).

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, ArgAction, Command};

const TEMPLATE: &str =
    "{before-help}{about-with-newline}\n使い方: {usage}\n\n{all-args}{after-help}";

/// The command line with its help in Japanese alone.
pub(super) fn in_japanese(command: Command) -> Command {
    let mut command = named(command);
    // What clap adds is there once the command is built.
    command.build();
    of_command(command)
}

/// What stands for a command in the lines of usage.
fn named(command: Command) -> Command {
    command.subcommand_value_name("コマンド").mut_subcommands(named)
}

fn of_command(mut command: Command) -> Command {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    let usage = usage.replace("[OPTIONS]", "[オプション]").replace("[COMMAND]", "[コマンド]");
    let command = match command.get_name() {
        "help" => command.about("コマンドの使い方を表示する"),
        _ => command,
    };
    command
        .override_usage(usage)
        .help_template(TEMPLATE)
        .subcommand_help_heading("コマンド")
        .mut_args(of_argument)
        .mut_subcommands(of_command)
}

fn of_argument(argument: Arg) -> Arg {
    let heading = if argument.is_positional() { "引数" } else { "オプション" };
    let argument = argument.help_heading(heading);
    match argument.get_action() {
        ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong => {
            argument.help("使い方を表示する").long_help(None::<&str>)
        }
        ArgAction::Version => argument.help("プログラムの版を表示する"),
        _ if argument.get_id() == "subcommand" => argument.help("コマンドの名前"),
        _ => with_values(argument),
    }
}

/// An argument whose help says what can be written and what holds without it.
fn with_values(argument: Arg) -> Arg {
    let takes_value = argument.get_action().takes_values();
    let values = if takes_value { argument.get_possible_values() } else { Vec::new() };
    let default = argument.get_default_values().first().filter(|_| takes_value);
    let default = default.map(|value| format!("指定しなければ {}", value.to_string_lossy()));
    let help = argument.get_help().map(StyledStr::to_string).unwrap_or_default();
    let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let remarks = [(!names.is_empty()).then(|| names.join("、")), default.clone()];
    let short = with_remark(&help, &remarks.into_iter().flatten().collect::<Vec<_>>().join("。"));
    let explained: Vec<String> = values
        .iter()
        .filter_map(|value| Some(format!("- {}: {}", value.get_name(), value.get_help()?)))
        .collect();
    let argument = argument.hide_default_value(true).hide_possible_values(true);
    if explained.is_empty() {
        return argument.help(short);
    }
    let long = with_remark(&help, &default.unwrap_or_default());
    argument.help(short).long_help(format!("{long}\n{}", explained.join("\n")))
}

fn with_remark(help: &str, remark: &str) -> String {
    if remark.is_empty() { help.to_owned() } else { format!("{help} ({remark})") }
}
