//! `matome explain`: what a finding means and how to mend it.

use super::console::Console;
use super::error::CliError;
use super::{DONE, ExplainArguments};
use crate::check::{Code, Entry};
use crate::terms::Lang;

/// Prints one entry of the catalogue, or the list of all.
pub(super) fn run(console: &Console, arguments: &ExplainArguments) -> Result<u8, CliError> {
    let text = match &arguments.code {
        None => list(console),
        Some(wanted) => match Code::parse(wanted) {
            Some(code) => page(code.entry(), console.lang()),
            None => {
                return Err(CliError::call(
                    format!(
                        "指摘の番号「{wanted}」はありません。\n番号の一覧は matome explain で見られます。"
                    ),
                    format!("There is no code {wanted}. `matome explain` lists them."),
                ));
            }
        },
    };
    console.result(&text)?;
    Ok(DONE)
}

fn list(console: &Console) -> String {
    let lang = console.lang();
    let line = |code: &Code| {
        let entry = code.entry();
        let title = console.say(entry.title_ja, entry.title_en);
        format!("{}  {}  {title}\n", entry.text, entry.severity.label(lang))
    };
    Code::ALL.iter().map(line).collect()
}

fn page(entry: &Entry, lang: Lang) -> String {
    let severity = entry.severity.label(lang);
    match lang {
        Lang::Ja => {
            let mut page = format!(
                "{} {}({severity})\n\n表示: {}\n直し方: {}\nなぜ: {}\n",
                entry.text,
                entry.title_ja,
                shown(entry.message_ja),
                shown(entry.hint_ja),
                entry.why_ja
            );
            if let Some((before, after)) = entry.example {
                page.push_str(&format!("例: {before} → {after}\n"));
            }
            page
        }
        Lang::En => format!(
            "{} {} ({severity})\n\nMessage: {}\nWhat to do: {}\n",
            entry.text,
            entry.title_en,
            shown(entry.message_en),
            shown(entry.hint_en)
        ),
    }
}

/// A message with its details shown as dots.
fn shown(message: &str) -> String {
    let mut text = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        match after.split_once('}') {
            Some((_, after)) => {
                text.push('…');
                rest = after;
            }
            None => rest = after,
        }
    }
    text.push_str(rest);
    text
}
