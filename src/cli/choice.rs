//! What a run chose by itself: said before anything else, so that whoever meant something else sees it at once.

use std::path::Path;

use super::console::Console;
use super::error::CliError;
use super::input_folder::{misplaced, nothing_came_in, round_stated_by, surveyed};
use super::workspace::{Workspace, shown};
use crate::finding::{Wording, worded};
use crate::submission::InputFile;
use crate::terms::Round;

/// The round of a run, and why it is this one.
pub(super) struct Choice {
    pub(super) round: Round,
    why: Wording,
    /// What else stands in the input folder.
    beside: Vec<Wording>,
}

impl Choice {
    /// The round that was asked for.
    pub(super) fn asked(workspace: &Workspace, round: Round) -> Result<Choice, CliError> {
        let round = workspace.known_round(round)?;
        Ok(Choice::because(round, "--round の指定", "as --round says"))
    }

    /// The round that was asked for, else the newest of the input folder.
    pub(super) fn asked_or_newest(
        workspace: &Workspace,
        asked: Option<Round>,
        input: &Path,
    ) -> Result<Choice, CliError> {
        match asked {
            Some(round) => Choice::asked(workspace, round),
            None => Choice::newest(workspace, input),
        }
    }

    /// A round that follows from the plan.
    pub(super) fn because(round: Round, ja: &str, en: &str) -> Choice {
        Choice { round, why: Wording::new(ja, en), beside: Vec::new() }
    }

    /// The round that the files say they were made for.
    pub(super) fn as_files_say(round: Round) -> Choice {
        Choice::because(round, "ファイルに書かれている回次", "as the files say")
    }

    /// The newest round of the plan of which something came in.
    pub(super) fn newest(workspace: &Workspace, input: &Path) -> Result<Choice, CliError> {
        if !input.is_dir() {
            return Err(nothing_came_in(workspace, input, None));
        }
        let survey = surveyed(input)?;
        let known = survey.rounds.iter().filter(|round| workspace.plan.round(**round).is_some());
        let Some(newest) = known.max() else {
            return Err(nothing_came_in(workspace, input, None));
        };
        let folder = shown(input);
        let why = worded! { "{folder} にある、いちばん新しい回次" / "the newest in {folder}" };
        Ok(Choice { round: *newest, why, beside: misplaced(workspace, input, &survey) })
    }

    /// The newest round that these files say they were made for, else the newest of the input folder.
    pub(super) fn stated(workspace: &Workspace, files: &[InputFile]) -> Result<Choice, CliError> {
        let stated = files.iter().filter_map(|file| round_stated_by(file, &workspace.limits));
        match stated.max() {
            Some(round) => Ok(Choice::as_files_say(workspace.known_round(round)?)),
            None => Choice::newest(workspace, &workspace.input),
        }
    }

    /// Says round, plan and folders, then what else stands in the input folder.
    pub(super) fn announce(
        &self,
        console: &Console,
        workspace: &Workspace,
        places: &[(Wording, &Path)],
    ) {
        let round = self.round;
        let why = &self.why;
        let line = worded! { [why] "回次 {round}({why})、" / "Round {round} ({why}), " };
        say(console, line, workspace, places);
        for words in &self.beside {
            console.warn(words.text(console.lang()));
        }
    }
}

/// Says plan and folders of a run that is for no single round.
pub(super) fn announce_plan(console: &Console, workspace: &Workspace, places: &[(Wording, &Path)]) {
    say(console, Wording::default(), workspace, places);
}

fn say(console: &Console, mut line: Wording, workspace: &Workspace, places: &[(Wording, &Path)]) {
    let plan = workspace.plan_words();
    line.ja.push_str(&format!("計画 {}", plan.ja));
    line.en.push_str(&format!("plan {}", plan.en));
    for (what, path) in places {
        let path = shown(path);
        line.ja.push_str(&format!("、{} {path}", what.ja));
        line.en.push_str(&format!(", {} {path}", what.en));
    }
    console.warn(line.text(console.lang()));
}

/// Where submissions are read.
pub(super) fn submissions_in(path: &Path) -> (Wording, &Path) {
    (Wording::new("提出ファイル", "submissions in"), path)
}

/// Where the submissions of earlier rounds are read.
pub(super) fn earlier_submissions_in(path: &Path) -> (Wording, &Path) {
    (Wording::new("前の回次の提出ファイル", "earlier submissions in"), path)
}

/// Where the run writes.
pub(super) fn written_to(path: &Path) -> (Wording, &Path) {
    (Wording::new("書き出し先", "written to"), path)
}
