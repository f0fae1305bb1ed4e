//! The folder of rounds as the operator left it: what stands where it is not read, and where it belongs.

use std::collections::BTreeMap;
use std::path::Path;

use super::error::{CliError, listed};
use super::workspace::{Workspace, shown};
use crate::check::Misfiled;
use crate::finding::{Wording, worded};
use crate::submission::FileKind;
use crate::submission::{InputFile, InputFolder, Opened, list_input, single_file, survey};
use crate::terms::Round;
use crate::workbook::Limits;

/// How many names a message lists.
const NAMED: usize = 3;

/// What the folder holds.
pub(super) fn surveyed(input: &Path) -> Result<InputFolder, CliError> {
    survey(input).map_err(|error| CliError::read(input, &error))
}

/// The files of a round; refuses a round of which nothing came in, not even an archive or a paper.
pub(super) fn files_of(
    workspace: &Workspace,
    input: &Path,
    round: Round,
) -> Result<Vec<InputFile>, CliError> {
    let folder = input.join(round.to_string());
    let files = if folder.is_dir() { files_below(&folder)? } else { Vec::new() };
    if files.iter().any(|file| matches!(file.kind, FileKind::Workbook | FileKind::Document)) {
        return Ok(files);
    }
    Err(nothing_came_in(workspace, input, Some(round)))
}

/// Refuses a round without any workbook: a report of nothing would take the place of a good one.
pub(super) fn refuse_without_workbooks(
    workspace: &Workspace,
    input: &Path,
    round: Round,
) -> Result<(), CliError> {
    let files = files_of(workspace, input, round)?;
    if files.iter().any(|file| file.kind == FileKind::Workbook) {
        return Ok(());
    }
    Err(nothing_came_in(workspace, input, Some(round)))
}

/// All files of these paths, each once.
pub(super) fn files_at<'a>(
    paths: impl IntoIterator<Item = &'a Path>,
) -> Result<Vec<InputFile>, CliError> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(files_below(path)?);
        } else if path.is_file() {
            files.push(single_file(path));
        } else {
            return Err(CliError::read(path, Wording::new("見つかりません", "not found")));
        }
    }
    // The same file may be named twice, or lie in a folder that is named too.
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|file| {
        seen.insert(std::fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone()))
    });
    Ok(files)
}

fn files_below(folder: &Path) -> Result<Vec<InputFile>, CliError> {
    list_input(folder).map_err(|error| CliError::read(folder, &error))
}

/// A file opened, with the round that it says it was made for.
pub(super) fn opened_with_round(file: &InputFile, limits: &Limits) -> Option<(Opened, Round)> {
    let opened = Opened::of(&file.name, &std::fs::read(&file.path).ok()?, limits);
    let round = opened.stated_round()?;
    Some((opened, round))
}

/// The round that a file says it was made for.
pub(super) fn round_stated_by(file: &InputFile, limits: &Limits) -> Option<Round> {
    opened_with_round(file, limits).map(|(_, round)| round)
}

/// There is nothing to read of this round, or of any: what to do about it.
pub(super) fn nothing_came_in(
    workspace: &Workspace,
    input: &Path,
    round: Option<Round>,
) -> CliError {
    let wanted = round.map_or_else(|| input.to_owned(), |round| input.join(round.to_string()));
    let folder = shown(&wanted);
    let mut advice = Vec::new();
    let mut example = round;
    if input.is_dir() {
        let mut survey = match surveyed(input) {
            Ok(survey) => survey,
            Err(error) => return error,
        };
        // What is missing is said already; a folder that waits for it is where to put it.
        let waiting = std::mem::take(&mut survey.empty);
        example = example
            .or_else(|| waiting.into_iter().rfind(|own| workspace.plan.round(*own).is_some()));
        advice = misplaced(workspace, input, &survey);
    } else if workspace.is_bare() {
        let plan = &workspace.plan.id;
        advice.push(worded! { "いまのフォルダーには matome.toml がありません(そのため、計画は {plan} になります)。作業用のフォルダーの中で実行しているかを確かめてください。作業用のフォルダーは matome init フォルダー で作れます。" / "There is no matome.toml in this folder (so the plan is {plan}). Run inside a workspace; `matome init DIR` makes one." });
    }
    if advice.is_empty() {
        let first = || workspace.plan.rounds.first().map(|first| first.round);
        let example = example.or_else(first).map(|round| shown(&input.join(round.to_string())));
        let example = example.unwrap_or_else(|| folder.clone());
        advice.push(worded! { "「{example}」に、各課から戻ったExcelファイルを入れてください。" / "Put the workbooks that came back into {example}." });
    }
    let advice = in_lines(&advice);
    if wanted.is_dir() {
        CliError::NothingCameIn { folder, advice }
    } else {
        CliError::NoFolder { folder, advice }
    }
}

/// The rounds that forms were made for instead.
pub(super) fn rounds_found(misfiled: &Misfiled) -> Wording {
    listed(misfiled.rounds.iter().map(|other| format!("{}({other})", other.label())))
}

/// All that came in is of other rounds; `input` is none if only some files were asked about.
pub(super) fn of_another_round(
    workspace: &Workspace,
    input: Option<&Path>,
    round: Round,
    misfiled: &Misfiled,
) -> CliError {
    let count = misfiled.files;
    let files = match input {
        Some(input) => {
            let folder = shown(&input.join(round.to_string()));
            worded! { "「{folder}」の調査票{count}件" / "The {count} forms in {folder}" }
        }
        None => Wording::new(format!("指定されたファイル{count}件"), format!("The {count} files")),
    };
    let mut advice = Vec::new();
    for other in &misfiled.rounds {
        advice.push(match input {
            Some(input) => {
                let to = shown(&input.join(other.to_string()));
                worded! { "入れる所を間違えたときは、「{to}」へ移して(同じものがもうあれば取り除いて)、--round {other} で実行してください。" / "If they were put into the wrong folder, move them into {to} and run with --round {other}." }
            }
            None => worded! { "--round {other} で実行してください。" / "Run with --round {other}." },
        });
    }
    if input.is_some() && !workspace.form.is_existing() {
        advice.push(worded! { "前の回次の様式を配ってしまったときは、matome template --round {round} で作り直して配ってください。" / "If the forms of another round were handed out, `matome template --round {round}` makes the right ones." });
    }
    let found = rounds_found(misfiled);
    let expected = format!("{}({round})", round.label());
    let [files, found, advice] = [files, found, in_lines(&advice)].map(Box::new);
    CliError::AllOfAnotherRound { files, found, expected, advice }
}

fn in_lines(words: &[Wording]) -> Wording {
    let lines = |text: fn(&Wording) -> &str| words.iter().map(text).collect::<Vec<_>>().join("\n");
    Wording::new(lines(|words| &words.ja), lines(|words| &words.en))
}

/// What stands in the folder of rounds and is not read, each with where it belongs.
pub(super) fn misplaced(workspace: &Workspace, input: &Path, survey: &InputFolder) -> Vec<Wording> {
    if let Some(words) = is_a_round_itself(input) {
        return vec![words];
    }
    let at = |name: &str| shown(&input.join(name));
    let known = listed(workspace.plan.rounds.iter().map(|planned| planned.round));
    let is_planned = |round: Round| workspace.plan.round(round).is_some();
    let mut words = Vec::new();
    for (name, round) in survey.misnamed.iter().filter(|(_, round)| is_planned(*round)) {
        let (from, to, label) = (at(name), at(&round.to_string()), round.label());
        words.push(if survey.rounds.contains(round) {
            worded! { "「{from}」は読みません。{label}の提出ファイルなら、中のファイルを「{to}」へ移してください。" / "{from} is not read. If it holds submissions of round {round}, move them into {to}." }
        } else {
            worded! { "「{from}」は読みません。{label}の提出ファイルなら、フォルダーの名前を「{round}」に変えてください。" / "{from} is not read. If it holds submissions of round {round}, rename it to {round}." }
        });
    }
    words.extend(loose(workspace, input, survey, &known));
    for round in survey.empty.iter().filter(|round| is_planned(**round)) {
        let folder = at(&round.to_string());
        words.push(worded! { "「{folder}」には提出ファイルがないので、この回次はないものとします。" / "{folder} holds no workbook and is left out." });
    }
    let unplanned = [&survey.rounds, &survey.empty].into_iter().flatten().copied();
    let unplanned: Vec<String> = unplanned
        .filter(|round| !is_planned(*round))
        .map(|round| round.to_string())
        .chain(
            survey
                .misnamed
                .iter()
                .filter(|(_, round)| !is_planned(*round))
                .map(|(name, _)| name.clone()),
        )
        .collect();
    if !unplanned.is_empty() {
        let (folder, names) = (shown(input), listed(unplanned));
        words.push(worded! { [names, known] "「{folder}」の {names} は、計画にない回次なので読みません。計画の回次は {known} です。" / "Not read in {folder}, since no rounds of the plan: {names}. It has {known}." });
    }
    if !survey.others.is_empty() {
        let (folder, names) = (shown(input), listed(&survey.others));
        words.push(worded! { [names] "「{folder}」のうち、回次のフォルダーではないため読まないもの: {names}" / "Not read in {folder}, since no folder of a round: {names}" });
    }
    words
}

/// Workbooks beside the folders of rounds, by the round that they say they were made for.
fn loose(
    workspace: &Workspace,
    input: &Path,
    survey: &InputFolder,
    known: &Wording,
) -> Vec<Wording> {
    let mut by_round: BTreeMap<Option<Round>, Vec<&str>> = BTreeMap::new();
    for file in &survey.loose {
        let stated = round_stated_by(file, &workspace.limits);
        let stated = stated.filter(|round| workspace.plan.round(*round).is_some());
        by_round.entry(stated).or_default().push(&file.name);
    }
    let words = by_round.into_iter().map(|(round, files)| {
        let (folder, count) = (shown(input), files.len());
        let mut names = listed(files.iter().take(NAMED));
        if count > NAMED {
            names = Wording::new(format!("{} ほか", names.ja), format!("{}, …", names.en));
        }
        let example = round.or_else(|| workspace.plan.rounds.first().map(|first| first.round));
        let example = example.map(|round| shown(&input.join(round.to_string())));
        let to = example.unwrap_or_else(|| folder.clone());
        match round {
            Some(round) => worded! { [names, label = round.label()] "「{folder}」に直接置かれた{count}件({names})は読みません。{label}の調査票なので、「{to}」へ移してください。" / "{count} workbooks directly in {folder} ({names}) are not read. They are forms of round {round}: move them into {to}." },
            None => worded! { [names, known] "「{folder}」に直接置かれた{count}件({names})は読みません。「{to}」のような回次のフォルダーへ移してください(計画の回次は {known} です)。" / "{count} workbooks directly in {folder} ({names}) are not read. Move them into the folder of their round, such as {to} (the plan has {known})." },
        }
    });
    words.collect()
}

/// Whoever gives the folder of one round as the input folder means the folder above it.
fn is_a_round_itself(input: &Path) -> Option<Wording> {
    let round: Round = input.file_name()?.to_str()?.parse().ok()?;
    let above = input.parent().filter(|above| !above.as_os_str().is_empty());
    let (folder, above) = (shown(input), above.map_or_else(|| ".".to_owned(), shown));
    Some(
        worded! { "「{folder}」は一つの回次のフォルダーのようです。input には一つ上の「{above}」を指定し、回次は --round {round} と書いてください。" / "{folder} looks like the folder of one round. Give {above} as input, and the round with --round {round}." },
    )
}
