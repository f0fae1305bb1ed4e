//! Each language is whole: no Japanese reader meets an English sentence, no English reader a Japanese one.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use clap::Command;
use regex::Regex;
use unicode_width::UnicodeWidthStr;

use super::arguments::Arguments;
use super::call_error;
use crate::terms::Lang;

/// Three Latin words in a row: by then it is no name.
fn latin_sentence(text: &str) -> Option<String> {
    static WORDS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[A-Za-z]+(?:[ ,'-]+[a-z]+){2,}").unwrap());
    WORDS.find_iter(text).map(|found| found.as_str().to_owned()).find(|words| {
        // What is typed, or a name.
        !["matome ", "JSON Schema", "lint-open-data"].iter().any(|name| words.starts_with(name))
    })
}

/// Hiragana or katakana, beside the names that stand in workbooks.
fn kana(text: &str) -> Option<char> {
    let names = ["直すところ"];
    let plain = names.iter().fold(text.to_owned(), |text, name| text.replace(name, ""));
    plain.chars().find(|c| matches!(c, 'ぁ'..='ゟ' | 'ァ'..='ヺ'))
}

fn each_command(command: &mut Command, visit: &mut dyn FnMut(&mut Command)) {
    visit(command);
    command.get_subcommands_mut().for_each(|below| each_command(below, visit));
}

/// The help of every command, short and long.
fn helps(lang: Lang) -> Vec<String> {
    let mut command = Arguments::command_in(lang);
    command.build();
    let mut all = Vec::new();
    each_command(&mut command, &mut |command| {
        all.push(command.render_help().to_string());
        all.push(command.render_long_help().to_string());
    });
    all
}

#[test]
fn the_japanese_help_holds_no_english() {
    let all = helps(Lang::Ja);
    assert!(all.len() > 26, "{}", all.len());
    let of_clap = [
        "Usage",
        "Options",
        "OPTIONS",
        "Commands",
        "COMMAND",
        "Arguments",
        "default",
        "ossible",
        "Print",
    ];
    for help in all {
        assert!(help.contains("使い方: matome"), "{help}");
        assert_eq!(latin_sentence(&help), None, "{help}");
        assert!(of_clap.iter().all(|word| !help.contains(word)), "{help}");
    }
}

#[test]
fn the_english_help_holds_no_kana() {
    for help in helps(Lang::En) {
        assert_eq!(kana(&help), None, "{help}");
    }
}

#[test]
fn what_is_said_of_options_stands_in_one_column() {
    let mut command = Arguments::command_in(Lang::Ja);
    let help = command.find_subcommand_mut("sample").unwrap().render_help().to_string();
    let options = help.lines().filter(|line| line.trim_start().starts_with('-'));
    let starts: Vec<usize> =
        options.map(|line| line[..line.rfind("  ").unwrap()].width()).collect();
    assert!(starts.len() > 5 && starts.iter().all(|start| *start == starts[0]), "{help}");
}

#[test]
fn what_is_wrong_with_a_call_is_said_in_the_language_asked_for() {
    let calls: [&[&str]; 13] = [
        &[],
        &["chek"],
        &["build", "--roud", "R4"],
        &["build", "--round"],
        &["build", "--round", "R4", "--round", "R5"],
        &["build", "--round", "R"],
        &["build", "--paper", "hp"],
        &["read-value", "text"],
        &["read-value", "--as", "mony", "1"],
        &["sample", "--out", "a", "--municipalities", "x"],
        &["sample", "--out", "a", "--municipalities", "0"],
        &["form"],
        &["-q", "-v", "check"],
    ];
    for call in calls {
        let line = |lang: &[&str]| -> Vec<OsString> {
            ["matome"].iter().chain(lang).chain(call).map(OsString::from).collect()
        };
        let japanese = call_error::japanese(&Arguments::read(&line(&[]), Lang::Ja).unwrap_err());
        assert_eq!(latin_sentence(&japanese), None, "{japanese}");
        assert!(japanese.contains("。"), "{japanese}");
        let english = Arguments::read(&line(&["--lang", "en"]), Lang::En).unwrap_err().to_string();
        assert_eq!(kana(&english), None, "{english}");
    }
}

#[test]
fn a_call_that_is_near_two_commands_is_answered_with_the_nearest() {
    let line = ["matome", "chek"].map(OsString::from);
    let told = call_error::japanese(&Arguments::read(&line, Lang::Ja).unwrap_err());
    assert!(told.contains("「check」ではありませんか"), "{told}");
}

fn sources(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !path.to_string_lossy().contains("tests")
        {
            all.push(path);
        }
    }
}

/// Every message stands in the source as a pair: a row of a table (`"…" / "…"`) or a call that picks one of both.
#[test]
fn every_message_is_whole_in_both_languages() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let text = r#""((?:[^"\\\n]|\\.)*)""#;
    let pair = format!(
        r"(?:{text}\s*/\s*{text})|(?:(?:pick|say|Wording::new)\(\s*{text},\s*{text},?\s*\))"
    );
    let (pair, braces) = (Regex::new(&pair).unwrap(), Regex::new(r"\{[^{}]*\}").unwrap());
    let mut count = 0;
    for file in files {
        let source = fs::read_to_string(&file).unwrap();
        for found in pair.captures_iter(&source) {
            let sides: Vec<&str> =
                found.iter().skip(1).flatten().map(|side| side.as_str()).collect();
            let [japanese, english] = [sides[0], sides[1]].map(|side| braces.replace_all(side, ""));
            let at = file.display();
            assert_eq!(latin_sentence(&japanese), None, "{at}: {japanese}");
            assert_eq!(kana(&english), None, "{at}: {english}");
            count += 1;
        }
    }
    assert!(count > 500, "{count}");
}
