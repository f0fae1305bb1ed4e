//! Reading rounds from disk and running them through the stages.

use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;

use super::cache_words::say_of_cache;
use super::console::Console;
use super::deliver::OutputFile;
use super::error::CliError;
use super::input_folder::{of_another_round, refuse_without_workbooks, rounds_found, surveyed};
use super::workspace::{Workspace, shown};
use crate::analysis::{Figures, analyse};
use crate::cache::{Forerunners, KeptRound};
use crate::check::{CheckContext, CheckedRound, Judged, check_judged, judge};
use crate::facts::{Facts, past_actuals};
use crate::finding::worded;
use crate::form::PastActuals;
use crate::handout::write_return;
use crate::schema::Division;
use crate::sheet::WriteError;
use crate::submission::{
    FileKind, InputFile, Opened, Reader, Submission, SubmissionContent, SubmissionSummary,
    Unreadable, list_input, select_latest,
};
use crate::terms::Round;

/// All rounds up to `last`, read and checked, with the facts of all of them.
#[derive(Default)]
pub(super) struct History {
    /// Checked rounds, oldest first.
    pub(super) rounds: Vec<CheckedRound>,
    /// Facts of all of them.
    pub(super) facts: Facts,
    /// What a form of a later round prints as past.
    pub(super) past: PastActuals,
    /// What the forms of the newest round printed as past.
    pub(super) past_of_newest: PastActuals,
    /// What all of this was made from.
    pub(super) files: Forerunners,
}

impl History {
    /// Adds a round that was checked against the facts of those before it. Of the rounds before it only the facts are
    /// asked for: what their files hold is let go.
    fn add(&mut self, workspace: &Workspace, checked: CheckedRound) {
        let Workspace { plan, form, .. } = workspace;
        if let Some(before) = self.rounds.last_mut() {
            before.submissions = Vec::new();
        }
        self.facts.add(plan, form, checked.round, &checked.submissions);
        self.files = self.files.and(checked.round, &checked.submissions);
        self.past_of_newest = std::mem::replace(&mut self.past, past_actuals(&self.facts));
        self.rounds.push(checked);
    }
}

/// Reads and checks the rounds of `input` that were held before `end`, and `end` itself if `with_end`.
pub(super) fn read_history(
    console: &Console,
    workspace: &Workspace,
    input: &Path,
    end: Round,
    with_end: bool,
) -> Result<History, CliError> {
    let rounds = if input.is_dir() { surveyed(input)?.rounds } else { Vec::new() };
    let wanted = rounds
        .into_iter()
        .filter(|round| *round < end || (with_end && *round == end))
        .filter(|round| workspace.plan.round(*round).is_some());
    let mut history = History::default();
    for round in wanted {
        let folder = input.join(round.to_string());
        let files = list_input(&folder).map_err(|error| CliError::read(&folder, &error))?;
        let checked =
            read_round(console, workspace, round, &history, Files::all_of(&files), Asked::Answers);
        if let Some(misfiled) = &checked.misfiled {
            if round == end {
                return Err(of_another_round(workspace, Some(input), round, misfiled));
            }
            let (folder, found) = (shown(&folder), rounds_found(misfiled));
            console.warn(worded! { [found] "「{folder}」にあるのは {found} の調査票だけなので、この回次は提出がないものとします。" / "{folder} holds forms of round {found} only and counts as empty." }.text(console.lang()));
        }
        history.add(workspace, checked);
    }
    Ok(history)
}

/// Reads and checks the rounds up to `round`, and computes the figures of `round`.
pub(super) fn analysed(
    console: &Console,
    workspace: &Workspace,
    input: &Path,
    round: Round,
) -> Result<(History, Figures), CliError> {
    refuse_without_workbooks(workspace, input, round)?;
    let history = read_history(console, workspace, input, round, true)?;
    let rounds: Vec<(Round, &[SubmissionSummary])> = history
        .rounds
        .iter()
        .map(|checked| (checked.round, checked.summaries.as_slice()))
        .collect();
    let plan = workspace.plan.in_force(round.year);
    let figures = analyse(plan, &workspace.form, round, &history.facts, &rounds)
        .map_err(CliError::no_figures)?;
    Ok((history, figures))
}

/// The files of a round, one of which may be open already.
pub(super) struct Files<'a> {
    files: &'a [InputFile],
    are_all: bool,
    opened: Option<(&'a Path, Opened)>,
}

impl<'a> Files<'a> {
    /// None of them is open.
    pub(super) fn of(files: &'a [InputFile]) -> Files<'a> {
        Files { files, are_all: false, opened: None }
    }

    /// All files that came in for the round.
    pub(super) fn all_of(files: &'a [InputFile]) -> Files<'a> {
        Files { are_all: true, ..Files::of(files) }
    }

    /// The file at this path is open.
    pub(super) fn with(self, path: &'a Path, opened: Opened) -> Files<'a> {
        Files { opened: Some((path, opened)), ..self }
    }
}

/// What is asked of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// What is wrong with it: what was written is let go file by file, so that memory does not grow with their number.
    Findings,
    /// Also what was written in it.
    Answers,
}

/// Reads and checks the files of the round after `history`. A file that cannot be read becomes a finding and stops nothing.
pub(super) fn read_round(
    console: &Console,
    workspace: &Workspace,
    round: Round,
    history: &History,
    files: Files<'_>,
    asked: Asked,
) -> CheckedRound {
    let Files { files, are_all, opened } = files;
    let context = workspace.form_of(round, &history.past);
    let checks = CheckContext { form: context, earlier: &history.facts };
    let bar = console.progress(files.len(), console.say(&round.label(), &round.to_string()));
    let reader = Reader::new(context, &workspace.limits);
    let kept = workspace.cache.of_round(&context, &history.files);
    let reading =
        Reading { reader: &reader, checks: &checks, kept: &kept, asked, turn: Mutex::new(()) };
    let opened = Mutex::new(opened);
    let read = files.par_iter().map(|file| {
        let opened = opened
            .lock()
            .ok()
            .and_then(|mut opened| opened.take_if(|(path, _)| *path == file.path));
        let read = match opened {
            Some((_, opened)) => reading.judged(reader.read_opened(opened)),
            None => reading.file(file),
        };
        bar.inc(1);
        read
    });
    let (mut submissions, judged): (Vec<Submission>, Vec<Judged>) = read.unzip();
    bar.finish_and_clear();
    kept.close(are_all);
    select_latest(round, &mut submissions);
    console.detail(worded! { [label = round.label(), len = files.len()] "{label}: {len}件のファイルを読みました。" / "{round}: read {len} files." }.text(console.lang()));
    say_of_cache(console, &workspace.cache.told());
    check_judged(&checks, submissions, judged)
}

/// The return copies of a checked round, one per division that has something to mend.
pub(super) fn returns(
    workspace: &Workspace,
    past: &PastActuals,
    checked: &CheckedRound,
    prefix: &str,
    with_warnings: bool,
) -> Result<Vec<OutputFile>, CliError> {
    if checked.misfiled.is_some() {
        return Ok(Vec::new());
    }
    let context = workspace.form_of(checked.round, past);
    let divisions: Vec<&Division> = context.plan.lead_divisions().collect();
    let copies = divisions.par_iter().map(|division| {
        let copy = write_return(context, checked, division, with_warnings)?;
        let name = || format!("{prefix}{}.xlsx", division.name);
        Ok(copy.map(|bytes| OutputFile { name: name(), bytes }))
    });
    let copies: Vec<Result<Option<OutputFile>, WriteError>> = copies.collect();
    let copies = copies.into_iter().filter_map(Result::transpose);
    let copies: Result<Vec<OutputFile>, WriteError> = copies.collect();
    copies.map_err(|error| CliError::internal("returns", &error))
}

/// Size in bytes from which files are read one at a time: each may take as much memory as the limits allow, and no
/// filled form is so large.
const LARGE: usize = 256 * 1024;

/// What the files of a round are read and judged by.
struct Reading<'a> {
    reader: &'a Reader<'a>,
    checks: &'a CheckContext<'a>,
    kept: &'a KeptRound<'a>,
    asked: Asked,
    /// Of a large file.
    turn: Mutex<()>,
}

impl Reading<'_> {
    /// What a file holds, and what the rules find in it by itself.
    fn file(&self, file: &InputFile) -> (Submission, Judged) {
        let without = |content| {
            let file = file.name.clone();
            self.judged(Submission { file, sha256: String::new(), content })
        };
        if file.kind != FileKind::Workbook {
            return without(SubmissionContent::Skipped(file.kind));
        }
        let bytes = match std::fs::read(&file.path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let why = Unreadable::Disk(error.to_string());
                return without(SubmissionContent::Unreadable(why));
            }
        };
        let kept = self.kept.file(&file.name, &bytes);
        let read = || {
            let _turn = (bytes.len() > LARGE).then(|| self.turn.lock());
            self.reader.read(&file.name, &bytes)
        };
        match self.asked {
            Asked::Findings => kept.judged(|| self.judged(kept.known().unwrap_or_else(read))),
            Asked::Answers => self.judged(kept.submission(read)),
        }
    }

    /// A submission with what the rules find in it; what was written in it only if it is asked for.
    fn judged(&self, mut submission: Submission) -> (Submission, Judged) {
        let judged = judge(self.checks, &submission);
        if self.asked == Asked::Findings {
            submission.let_go();
        }
        (submission, judged)
    }
}
