//! Completions of shells and the manual page are made from the commands and kept in `shell/`, so that they cost no build
//! anything. `MATOME_RECORD=1 cargo test --lib shell_files` writes them anew.

use std::path::Path;

use clap::Command;
use clap_complete::{Shell, generate};
use clap_mangen::Man;

use super::arguments::Arguments;
use crate::terms::Lang;

fn completions(shell: Shell) -> Vec<u8> {
    let mut text = Vec::new();
    generate(shell, &mut Arguments::command_in(Lang::Ja), "matome", &mut text);
    // Windows PowerShell takes a script without this mark for one in the old encoding.
    let mark: &[u8] = if shell == Shell::PowerShell { b"\xEF\xBB\xBF" } else { b"" };
    [mark, &text].concat()
}

/// One page for all commands: clap_mangen makes a page of each.
fn manual(lang: Lang) -> Vec<u8> {
    let mut root = Arguments::command_in(lang);
    root.build();
    let mut page = Vec::new();
    let man = Man::new(root.clone());
    man.render_title(&mut page).unwrap();
    man.render_name_section(&mut page).unwrap();
    man.render_synopsis_section(&mut page).unwrap();
    man.render_description_section(&mut page).unwrap();
    man.render_options_section(&mut page).unwrap();
    let mut text = String::from_utf8(page).unwrap();
    root.get_subcommands().for_each(|command| section(command, &mut text));
    // A list of values keeps its lines.
    text = text.replace("\n\\- ", "\n.br\n\\- ");
    let japanese = [
        ("SH NAME", "SH 名前"),
        ("SH SYNOPSIS", "SH 書式"),
        ("SH DESCRIPTION", "SH 説明"),
        ("SH VERSION", "SH 版"),
    ];
    if lang == Lang::Ja {
        text = japanese.iter().fold(text, |text, (en, ja)| text.replace(en, ja));
    }
    text.into_bytes()
}

fn section(command: &Command, text: &mut String) {
    if command.get_name() == "help" {
        return;
    }
    let name = command.get_bin_name().unwrap();
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    text.push_str(&format!(".SH {}\n{about}\n.PP\n", name.to_uppercase()));
    let mut part = Vec::new();
    let man = Man::new(command.clone());
    man.render_synopsis_section(&mut part).unwrap();
    // What every command takes is said once.
    let own = command.clone().mut_args(|argument| {
        let is_common = argument.is_global_set() || argument.get_id() == "help";
        argument.hide(is_common)
    });
    Man::new(own).render_options_section(&mut part).unwrap();
    let part = String::from_utf8(part).unwrap();
    let head = "SH SYNOPSIS\n";
    text.push_str(&part[part.find(head).unwrap() + head.len()..].replace(".SH ", ".SS "));
    command.get_subcommands().for_each(|below| section(below, text));
}

#[test]
fn the_shell_files_are_those_of_the_commands() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("shell");
    for (name, made) in [
        ("matome.bash", completions(Shell::Bash)),
        ("_matome", completions(Shell::Zsh)),
        ("matome.fish", completions(Shell::Fish)),
        ("matome.ps1", completions(Shell::PowerShell)),
        ("matome.1", manual(Lang::En)),
        ("matome.ja.1", manual(Lang::Ja)),
    ] {
        let file = folder.join(name);
        if std::env::var_os("MATOME_RECORD").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&file, &made).unwrap();
        }
        let kept = std::fs::read(&file).unwrap_or_default();
        assert!(kept == made, "shell/{name}: MATOME_RECORD=1 cargo test --lib shell_files");
    }
}
