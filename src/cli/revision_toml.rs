//! A drafted revision as text for the end of `plan.toml`, with comments that say which cell each line comes from.

use std::fmt::Write;

use crate::analysis::{Draft, Drafted, TargetOrigin};
use crate::schema::{Activity, Better, Indicator, Plan, ProgramChange, Shape, Target};
use crate::terms::{Quantity, Round, Source};

use super::review_text::{doubt_words, open_words, source_words};

/// Most digits of a number that TOML's floats keep.
const DIGITS_OF_FLOAT: usize = 15;

/// The text, from its heading comment to its last line; `\n` ends each.
pub(super) fn revision_toml(plan: &Plan, round: Round, draft: &Draft) -> Option<String> {
    let revision = draft.revision()?;
    let mut text = String::new();
    let label = round.label();
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "\n# --- 改訂 ----------------------------------------------------------------\n\
         # {label} の中間見直しで各課が提出した内容から、matome review --apply が書きました。\n\
         # 内容を改めるときは、この下を書き換えます。前の計画はこれより上に残っています。\n\n\
         [[revision]]\nfrom = {}\nnote = {}\n",
        revision.from,
        quoted(&format!("{label} の中間見直し"))
    );
    for drafted in &draft.programs {
        program(&mut text, plan, drafted);
    }
    Some(text)
}

fn program(text: &mut String, plan: &Plan, drafted: &Drafted) {
    let no = drafted.program;
    let name = plan.program(no).map_or("", |program| program.name.as_str());
    let _ = writeln!(text, "\n# No.{no} {}", comment(name));
    for open in &drafted.open {
        let _ = writeln!(text, "# 未定: {}", comment(&open_words(open).0));
    }
    for doubt in &drafted.doubts {
        let _ = writeln!(text, "# 確認: {}", comment(&doubt_words(doubt).0));
    }
    let Some(change) = &drafted.change else { return };
    if let Some(source) = &drafted.origin.choice {
        let _ = writeln!(text, "# 出典: {}", comment(&source_words(source)));
    }
    let _ = writeln!(text, "[[revision.programs]]\nno = {no}");
    let _ = writeln!(text, "reason = {}", quoted(&change.reason));
    plain_keys(text, change);
    let targets: Vec<String> = drafted.origin.targets.iter().map(target_origin).collect();
    list(text, "targets", &change.targets, &targets, |target| {
        let id = quoted(target.indicator.as_str());
        format!("{{ indicator = {id}, value = {} }}", number(target.value))
    });
    let activities = change.activities.as_deref().unwrap_or_default();
    let sources: Vec<String> = drafted.origin.activities.iter().map(source_words).collect();
    list(text, "activities", activities, &sources, activity);
    for (n, own) in change.indicators.iter().enumerate() {
        indicator(text, own, drafted.origin.indicators.get(n));
    }
}

fn plain_keys(text: &mut String, change: &ProgramChange) {
    if let Some(kind) = change.kind {
        let _ = writeln!(text, "kind = {}", quoted(kind.as_str()));
    }
    if change.ended {
        text.push_str("ended = true\n");
    }
    if let Some(into) = change.merged_into {
        let _ = writeln!(text, "merged_into = {into}");
    }
}

/// A list with an entry and its source on each line; nothing for an empty one.
fn list<T>(
    text: &mut String,
    key: &str,
    entries: &[T],
    origins: &[String],
    entry: impl Fn(&T) -> String,
) {
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(text, "{key} = [");
    for (n, own) in entries.iter().enumerate() {
        let origin = origins.get(n).map(|origin| format!(" # {}", comment(origin)));
        let _ = writeln!(text, "  {},{}", entry(own), origin.unwrap_or_default());
    }
    text.push_str("]\n");
}

/// The cell, with its text where the value alone would say more than the division did.
fn target_origin(origin: &TargetOrigin) -> String {
    let source = source_words(&origin.source);
    origin.approx.as_ref().map_or(source.clone(), |raw| format!("{source}「{raw}」と記入"))
}

fn activity(activity: &Activity) -> String {
    let phases: Vec<String> = activity.phases.iter().map(|phase| quoted(phase)).collect();
    format!("{{ name = {}, phases = [{}] }}", quoted(&activity.name), phases.join(", "))
}

fn indicator(text: &mut String, indicator: &Indicator, source: Option<&Source>) {
    let source = source.map(|source| format!(" # {}", comment(&source_words(source))));
    let shape = match indicator.shape {
        Shape::YearlyFlow => "yearly_flow",
        // A draft measures what is no yearly flow as a level.
        _ => "level",
    };
    let _ = write!(
        text,
        "\n[[revision.programs.indicators]]{}\nid = {}\nname = {}\nunit = {}\nshape = \"{shape}\"\n",
        source.unwrap_or_default(),
        quoted(indicator.id.as_str()),
        quoted(&indicator.name),
        quoted(&indicator.unit),
    );
    if indicator.better == Better::Lower {
        text.push_str("better = \"lower\"\n");
    }
    if let Some(baseline) = &indicator.baseline {
        let date = baseline.date.as_deref().map(|date| format!(", date = {}", quoted(date)));
        let value = number(baseline.value);
        let _ = writeln!(text, "baseline = {{ value = {value}{} }}", date.unwrap_or_default());
    }
    if let Some(Target { value, by, each_year }) = &indicator.target {
        let time = match by {
            Some(by) => format!(", by = {by}"),
            None if *each_year => ", each_year = true".to_owned(),
            None => String::new(),
        };
        let _ = writeln!(text, "target = {{ value = {}{time} }}", number(*value));
    }
    let _ = writeln!(text, "decimals = {}", indicator.decimals);
}

/// A number as TOML writes it; one with more digits than a float keeps becomes a text of digits.
fn number(value: Quantity) -> String {
    let text = value.to_string();
    match text.chars().filter(char::is_ascii_digit).count() > DIGITS_OF_FLOAT {
        true => quoted(&text),
        false => text,
    }
}

/// A basic string of TOML, on one line whatever a division has written.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A text that stays in its comment: no line break, no control character.
fn comment(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_divisions_stay_in_their_strings_and_comments() {
        let nasty = "理由\"]\n[[revision]]\nfrom = 2024\r\u{7f}\\";
        let line = format!("reason = {} # {}", quoted(nasty), comment(nasty));
        assert_eq!(line.lines().count(), 1);
        let table: toml::Table = toml::from_str(&line).unwrap();
        assert_eq!(table["reason"].as_str(), Some(nasty));
        assert_eq!(table.len(), 1);
    }

    #[test]
    fn numbers_keep_their_digits() {
        let read = |text: &str| number(Quantity(text.parse().unwrap()));
        assert_eq!(read("22000000"), "22000000");
        assert_eq!(read("62.30"), "62.3");
        assert_eq!(read("12345678901234567.8"), "\"12345678901234567.8\"");
    }
}
