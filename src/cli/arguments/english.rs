//! The help in English: a row for each command, and for each argument that stands in it.

use clap::{Arg, Command};

/// A command by the way to it from `matome`, and what it does.
const COMMANDS: [(&str, &str); 15] = [
    (
        "",
        "Reads the forms that divisions send back, checks them, consolidates them and writes the reports.",
    ),
    ("init", "Start a workspace in a new folder"),
    ("template", "Write the forms that divisions fill in"),
    ("check", "Check the forms that came back (nothing is consolidated)"),
    ("build", "Check, consolidate and write the reports (the main job)"),
    ("publish", "Write what may be published: the page and the open data"),
    ("lint-open-data", "Score the data of a folder by the 30 rules of machine readability"),
    ("review", "Show what the mid-term review suggests, and write the revised plan"),
    ("explain", "Explain the code of a finding and how to mend it"),
    ("read-value", "Show how what is written in a cell is read"),
    ("sample", "Make submissions for training and trials"),
    ("schema", "Print the JSON Schema of plan.toml or form.toml"),
    ("form", "Draft and try a form.toml for a form that exists already"),
    ("form draft", "Draft a form.toml from the file of a form that exists already"),
    ("form try", "Show what is read from a file, and where, by a form.toml"),
];

/// An argument: the command, its id, what stands for its value, and what it is for. Of those with a choice the values
/// are listed here, since what is said of each is Japanese.
const ARGUMENTS: [(&str, &str, &str, &str); 53] = [
    ("", "lang", "LANG", "Language of what is printed: ja or en"),
    ("", "quiet", "", "Print nothing but the results"),
    ("", "verbose", "", "Print in detail what is done"),
    ("", "plan", "PLAN", "Name of the plan to use (a folder of schemas/)"),
    ("init", "dir", "DIR", "Folder to make"),
    ("template", "round", "ROUND", "Round (2022, R4, 2022-H1)"),
    ("template", "division", "DIVISION", "Write the forms of this division only (may be repeated)"),
    ("template", "out", "DIR", "Folder to write to (default: output/ROUND/様式)"),
    (
        "template",
        "no_cache",
        "",
        "Read every file anew: leave aside what earlier runs read (.matome-cache in the folder of outputs)",
    ),
    ("check", "paths", "PATH", "Files or folders to check (default: input/ROUND)"),
    ("check", "round", "ROUND", "Round (default: the newest)"),
    ("check", "format", "FORMAT", "Format of the results: text, json, sarif, junit or csv"),
    (
        "check",
        "returns",
        "DIR",
        "Write forms with what is to be mended marked in them (returns) to this folder",
    ),
    ("check", "with_warnings", "", "Also make returns for divisions with warnings only"),
    (
        "check",
        "no_cache",
        "",
        "Read every file anew: leave aside what earlier runs read (.matome-cache in the folder of outputs)",
    ),
    ("build", "round", "ROUND", "Round (default: the newest)"),
    ("build", "input", "DIR", "Folder of the submissions (default: input)"),
    ("build", "out", "DIR", "Folder to write to (default: output)"),
    (
        "build",
        "paper",
        "PAPER",
        "Which papers to write: committee, or hq for those of the headquarters as well (internal: they name reporters, files and the number of findings)",
    ),
    (
        "build",
        "strict",
        "",
        "Exit code 1 if a form has errors, a program has no submission, or the size of a value is in doubt",
    ),
    (
        "build",
        "no_cache",
        "",
        "Read every file anew: leave aside what earlier runs read (.matome-cache in the folder of outputs)",
    ),
    ("publish", "round", "ROUND", "Round (default: the newest)"),
    ("publish", "input", "DIR", "Folder of the submissions (default: input)"),
    (
        "publish",
        "out",
        "DIR",
        "Folder to write to (default: output); the publication is made in ROUND/公表 inside it",
    ),
    (
        "publish",
        "provisional",
        "",
        "Publish as provisional although submissions are missing, findings are open, or values are in doubt",
    ),
    ("publish", "check", "", "Only look at what is to be published; write nothing"),
    (
        "publish",
        "texts_checked",
        "",
        "What looks like names, telephone numbers or addresses was looked at and may be published",
    ),
    ("publish", "cp932", "", "Also write the CSV in Shift_JIS (CP932)"),
    (
        "publish",
        "no_cache",
        "",
        "Read every file anew: leave aside what earlier runs read (.matome-cache in the folder of outputs)",
    ),
    ("lint-open-data", "dir", "DIR", "Folder to look into, with those below it"),
    ("lint-open-data", "format", "FORMAT", "Format of the result: text or json"),
    ("review", "round", "ROUND", "Round (default: that of the plan's mid-term review)"),
    ("review", "input", "DIR", "Folder of the submissions (default: input)"),
    ("review", "apply", "", "Append the revision that was submitted to plan.toml"),
    (
        "review",
        "no_cache",
        "",
        "Read every file anew: leave aside what earlier runs read (.matome-cache in the folder of outputs)",
    ),
    ("explain", "code", "CODE", "Code of a finding, such as V203 (default: a list of all)"),
    ("explain", "markdown", "", "Print all findings as docs/findings.md has them"),
    (
        "read-value",
        "kind",
        "KIND",
        "Kind of the field: number, money, text, choice, date or fiscal-year",
    ),
    (
        "read-value",
        "unit",
        "UNIT",
        "Unit of the field (such as % or 件; of money 円, 千円, 万円, 百万円 or 億円)",
    ),
    ("read-value", "list", "LIST", "List of choices (its id in form.toml, or rating or not_rated)"),
    ("read-value", "round", "ROUND", "Round (by which dates and ratings are read)"),
    ("read-value", "text", "TEXT", "What is written in the cell"),
    ("sample", "out", "DIR", "Folder to write to"),
    ("sample", "round", "ROUND", "Round (may be repeated; default: all up to the mid-term review)"),
    (
        "sample",
        "municipalities",
        "COUNT",
        "Number of cities to make (from 2 on each in a folder of its own)",
    ),
    ("sample", "seed", "SEED", "Seed: the same one gives the same files"),
    ("schema", "which", "WHICH", "Which file's schema: plan or form"),
    ("form draft", "file", "FILE", "File of the form (.xlsx or .xlsm, blank or filled in)"),
    ("form draft", "out", "FILE", "File to write to (default: the screen)"),
    ("form try", "form", "FORM", "form.toml to try"),
    ("form try", "file", "FILE", "File to read"),
    ("form try", "round", "ROUND", "Round (default: the plan's first)"),
    ("form try", "format", "FORMAT", "Format of the results: text or json"),
];

/// The command line with its help in English.
pub(super) fn in_english(command: Command) -> Command {
    of_command(command, "")
}

fn of_command(command: Command, way: &str) -> Command {
    let about = COMMANDS.iter().find(|(own, _)| *own == way).map(|(_, about)| *about);
    let command = match about {
        Some(about) => command.about(about),
        None => command,
    };
    command.mut_args(|argument| of_argument(argument, way)).mut_subcommands(|below| {
        let way = format!("{way} {}", below.get_name());
        of_command(below, way.trim_start())
    })
}

fn of_argument(argument: Arg, way: &str) -> Arg {
    let own = ARGUMENTS
        .iter()
        .find(|(command, id, ..)| (*command, *id) == (way, argument.get_id().as_str()));
    let Some((.., value, help)) = own else { return argument };
    let argument = argument.help(*help).long_help(None::<&str>);
    match *value {
        "" => argument,
        value => argument.value_name(value).hide_possible_values(true),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::Arguments;
    use super::*;

    /// The help of a command and of those below it.
    fn help_of(command: &mut Command, all: &mut Vec<String>) {
        all.push(command.render_long_help().to_string());
        for below in command.get_subcommands_mut() {
            help_of(below, all);
        }
    }

    #[test]
    fn the_english_help_is_english_and_has_a_row_for_everything() {
        let mut command = in_english(Arguments::command());
        command.build();
        let mut all = Vec::new();
        help_of(&mut command, &mut all);
        assert!(all.len() >= COMMANDS.len(), "{}", all.len());
        // Japanese are the names of folders and of units only.
        let names = ["様式", "公表", "千円", "百万円", "万円", "億円", "円", "件"];
        for help in all {
            let plain = names.iter().fold(help.clone(), |text, name| text.replace(name, ""));
            assert!(plain.is_ascii(), "{help}");
        }
    }

    #[test]
    fn every_row_of_the_english_help_is_used() {
        let command = Arguments::command();
        for (way, id, ..) in ARGUMENTS {
            let steps = way.split(' ').filter(|step| !step.is_empty());
            let own =
                steps.fold(&command, |command, step| command.find_subcommand(step).expect(way));
            assert!(own.get_arguments().any(|argument| argument.get_id() == id), "{way} {id}");
        }
    }
}
