//! `matome review`: the mid-term review, and the revision that comes of it.

use super::arguments::ReviewArguments;
use super::choice::{Choice, submissions_in};
use super::console::Console;
use super::deliver::{OutputFile, deliver};
use super::error::CliError;
use super::exit::{ACT, DONE};
use super::review_text::review_text;
use super::revision_toml::revision_toml;
use super::stages::analysed;
use super::workspace::Workspace;
use crate::analysis::{Draft, draft};
use crate::finding::{Wording, worded};
use crate::schema::Plan;
use crate::terms::Round;

/// Prints suggestions, changes and open points, and writes the revision if asked to; exit code 1 if anything is open.
pub(super) fn run(
    console: &Console,
    plan: Option<&str>,
    arguments: &ReviewArguments,
) -> Result<u8, CliError> {
    let workspace = Workspace::open(plan)?.cached(None, &arguments.cache);
    let choice = review_round(&workspace, arguments.round)?;
    let round = choice.round;
    if arguments.apply {
        refuse_second(&workspace.plan, round)?;
        workspace.plan_file()?;
    }
    let input = arguments.input.as_ref().unwrap_or(&workspace.input);
    choice.announce(console, &workspace, &[submissions_in(&input.join(round.to_string()))]);
    let (history, figures) = analysed(console, &workspace, input, round)?;
    let plan = workspace.plan.in_force(round.year);
    let draft = draft(plan, round, &history.facts);
    if let Some(review) = &figures.review {
        console.result(&review_text(console, plan, round, review, &draft))?;
    }
    if arguments.apply {
        apply(console, &workspace, round, &draft)?;
    }
    Ok(if draft.is_open() { ACT } else { DONE })
}

/// The plan's round of the review; another one is refused.
fn review_round(workspace: &Workspace, asked: Option<Round>) -> Result<Choice, CliError> {
    let planned = workspace.plan.rounds.iter().find(|planned| planned.review);
    let Some(review) = planned.map(|planned| planned.round) else {
        return Err(CliError::NoReview);
    };
    match asked.map(|round| workspace.known_round(round)).transpose()? {
        Some(round) if round != review => Err(CliError::NotTheReview { round, review }),
        Some(round) => Choice::asked(workspace, round),
        None => Ok(Choice::because(review, "計画の中間見直しの回次", "the plan's review")),
    }
}

/// A year has one revision: a second one would be a change of the first, which is made by hand.
fn refuse_second(plan: &Plan, round: Round) -> Result<(), CliError> {
    let from = round.year.next();
    if plan.revisions.iter().any(|revision| revision.from == from) {
        return Err(CliError::SecondRevision { from });
    }
    Ok(())
}

/// Appends the revision to `plan.toml`. The text so made is loaded and checked before the file is touched.
fn apply(
    console: &Console,
    workspace: &Workspace,
    round: Round,
    draft: &Draft,
) -> Result<(), CliError> {
    let file = workspace.plan_file()?;
    let plan = workspace.plan.in_force(round.year);
    let Some(revision) = revision_toml(plan, round, draft) else {
        return console.note(console.say(
            "計画を改めるところはないため、plan.toml はそのままです。",
            "Nothing changes, so plan.toml stays as it is.",
        ));
    };
    let old = std::fs::read(file).map_err(|error| CliError::read(file, &error))?;
    let bytes = appended(&old, &revision);
    workspace.refuse_broken_plan(&bytes)?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    let (Some(folder), Some(name)) = (file.parent(), name) else {
        return Err(CliError::write(file, Wording::new("フォルダーが分かりません", "no folder")));
    };
    deliver(folder, &[OutputFile { name, bytes }], &[])?;
    let (shown, from) = (file.display(), round.year.next());
    console.note(worded! { [label = from.label()] "\n「{shown}」の終わりに、{label}からの改訂を書き足しました。出典のセルと未定のことは、注記(#)にあります。\n次は、内容を確かめて matome template で次の回次の調査票を作ります。" / "\nAppended the revision from {from} to {shown}. Comments say where each line comes from and what is open." }.text(console.lang()))
}

/// The file with the text at its end, in the file's own line ends.
fn appended(old: &[u8], text: &str) -> Vec<u8> {
    let line_end: &[u8] = if old.windows(2).any(|pair| pair == b"\r\n") { b"\r\n" } else { b"\n" };
    let mut bytes = old.to_vec();
    if !old.is_empty() && !old.ends_with(b"\n") {
        bytes.extend(line_end);
    }
    for line in text.lines() {
        bytes.extend(line.as_bytes());
        bytes.extend(line_end);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_own_line_ends_are_kept() {
        assert_eq!(appended(b"a = 1", "b\nc\n"), b"a = 1\nb\nc\n");
        assert_eq!(appended(b"a = 1\r\n", "b\n"), b"a = 1\r\nb\r\n");
    }
}
