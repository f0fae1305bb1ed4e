//! `matome publish`: what may leave the building.

use std::path::Path;

use super::arguments::PublishArguments;
use super::choice::{Choice, submissions_in, written_to};
use super::console::Console;
use super::deliver::{OutputFile, deliver};
use super::error::{CliError, listed};
use super::exit::{ACT, DONE};
use super::input_folder::nothing_came_in;
use super::run_record::{LeftBehind, json_bytes};
use super::stages::{History, analysed};
use super::workspace::Workspace;
use crate::analysis::Figures;
use crate::check::CheckedRound;
use crate::finding::{Severity, worded};
use crate::publish::{
    Check, CheckInput, Last, MANIFEST, PersonalHint, PublishInput, Published, Weight, checklist,
    public, publish,
};
use crate::terms::{Lang, ProgramNo};

/// Name of the folder that is put on the web as it is.
const FOLDER: &str = "公表";

/// Looks at what is to be published, and publishes it if nothing stands against it.
pub(super) fn run(
    console: &Console,
    plan: Option<&str>,
    arguments: &PublishArguments,
) -> Result<u8, CliError> {
    let workspace = Workspace::open(plan)?.cached(arguments.out.as_deref(), &arguments.cache);
    let input = arguments.input.as_ref().unwrap_or(&workspace.input);
    let output = arguments.out.as_ref().unwrap_or(&workspace.output);
    let choice = Choice::asked_or_newest(&workspace, arguments.round, input)?;
    let round = choice.round;
    let (folder, of_round) = (input.join(round.to_string()), output.join(round.to_string()));
    let target = of_round.join(FOLDER);
    choice.announce(console, &workspace, &[submissions_in(&folder), written_to(&target)]);
    let (history, figures) = analysed(console, &workspace, input, round)?;
    let Some(checked) = history.rounds.last() else {
        return Err(nothing_came_in(&workspace, input, Some(round)));
    };
    let last = Last::read(|path| std::fs::read(target.join(path)).ok());
    let published = made(&workspace, &history, &figures, &last, arguments)?;
    let (checks, hints) =
        checks(&history, checked, &published, &last, (&of_round, &figures, arguments))?;
    console.note(&list(console, &checks, &hints, arguments.provisional))?;
    let stops = checks.iter().any(|check| stops(check, arguments.provisional));
    if stops || arguments.check {
        if stops && !arguments.check {
            console.warn(worded! { "公表用のファイルは作りませんでした。前に作ったものはそのままです。" / "Nothing was written; what was published before is untouched." }.text(console.lang()));
        }
        return Ok(if stops { ACT } else { DONE });
    }
    write(console, &target, published)?;
    Ok(DONE)
}

fn made(
    workspace: &Workspace,
    history: &History,
    figures: &Figures,
    last: &Last,
    arguments: &PublishArguments,
) -> Result<Published, CliError> {
    let publication = workspace.publication()?;
    let public = public(&PublishInput {
        plan: workspace.plan.in_force(figures.round.year),
        form: &workspace.form,
        publication: &publication,
        facts: &history.facts,
        figures,
        provisional: arguments.provisional,
    });
    publish(public, last, arguments.cp932).map_err(|error| CliError::internal("publish", &error))
}

fn checks(
    history: &History,
    checked: &CheckedRound,
    published: &Published,
    last: &Last,
    (of_round, figures, arguments): (&Path, &Figures, &PublishArguments),
) -> Result<(Vec<Check>, Vec<PersonalHint>), CliError> {
    let missing: Vec<ProgramNo> = checked.missing.iter().map(|(no, _)| *no).collect();
    let summary = json_bytes(figures).map_err(|error| CliError::internal("summary", &error))?;
    let printed = std::fs::read(of_round.join("data/summary.json")).ok();
    Ok(checklist(&CheckInput {
        public: &published.public,
        last,
        facts: &history.facts,
        errors: checked.count(Severity::Error),
        missing: &missing,
        doubted: checked.doubted(),
        is_as_printed: printed.map(|printed| printed == summary),
        texts_checked: arguments.texts_checked,
    }))
}

fn stops(check: &Check, provisional: bool) -> bool {
    match check.weight {
        Weight::Stops => true,
        Weight::StopsUnlessProvisional => !provisional,
        Weight::Warns => false,
    }
}

/// The list, and what looks personal.
fn list(console: &Console, checks: &[Check], hints: &[PersonalHint], provisional: bool) -> String {
    let lang = console.lang();
    let mut lines = vec![console.say("公表の前の確認", "Before publishing").to_owned()];
    for check in checks {
        let mark = if stops(check, provisional) {
            console.say("止める", "stops")
        } else {
            console.say("注意", "note")
        };
        lines.push(format!("  [{mark}] {}", check.words.text(lang)));
    }
    let has_open = checks.iter().any(|check| check.weight == Weight::StopsUnlessProvisional);
    if has_open && !provisional {
        lines.push(
            console
                .say(
                    "  このまま「暫定」として公表するときは --provisional を付けます。",
                    "  Add --provisional to publish it all the same, marked as provisional.",
                )
                .to_owned(),
        );
    }
    if checks.is_empty() {
        lines.push(
            console.say("  気になるところはありません。", "  Nothing to look at.").to_owned(),
        );
    }
    if !hints.is_empty() {
        lines.push(
            console
                .say("個人に関わるかもしれない記述:", "Texts that may be about persons:")
                .to_owned(),
        );
    }
    for PersonalHint { program, item, what, found } in hints {
        let place = match (program, lang) {
            (Some(no), _) => format!("No.{no} {item}"),
            (None, Lang::Ja) => format!("計画全体 {item}"),
            (None, Lang::En) => format!("plan {item}"),
        };
        let what = lang.pick(what.label(), what.english());
        lines.push(match lang {
            Lang::Ja => format!("  {place}: {what}らしい「{found}」"),
            Lang::En => format!("  {place}: {what}? {found}"),
        });
    }
    lines.join("\n")
}

fn write(console: &Console, target: &Path, published: Published) -> Result<(), CliError> {
    let Published { public, files, replaced } = published;
    let files: Vec<OutputFile> =
        files.into_iter().map(|file| OutputFile { name: file.path, bytes: file.bytes }).collect();
    let last = LeftBehind::read(target, MANIFEST);
    deliver(target, &files, &last.as_written)?;
    let strangers = listed(strangers(target, &files, &last));
    let (len, target) = (files.len(), target.display().to_string());
    let (version, changes) = (&public.edition.version, public.edition.changes.len());
    let lang = console.lang();
    console.note(worded! { [state = public.about.state.label()] "{target} に公表用のファイルを{len}個作りました({state}、データの版 {version}、前の公表からの変更 {changes}件)。" / "Wrote {len} files for publication into {target} (data version {version}, {changes} changes since the last publication)." }.text(lang))?;
    if !strangers.ja.is_empty() {
        console.warn(worded! { [strangers] "公表のフォルダーに、matome が作ったものではないファイルがあります。一緒に公開してよいか確かめてください: {strangers}" / "The folder also holds files that matome did not write. See whether they may go on the web with the rest: {strangers}" }.text(lang));
    }
    if replaced > 0 {
        console.note(worded! { "Shift_JIS(CP932)で表せない文字など{replaced}字を置き換えました。一覧は data/cp932/replaced.csv にあります。" / "{replaced} signs that CP932 cannot hold were replaced; data/cp932/replaced.csv lists them." }.text(lang))?;
    }
    Ok(())
}

/// What lies in the folder that no publication wrote: it would go on the web with the rest.
fn strangers(target: &Path, written: &[OutputFile], last: &LeftBehind) -> Vec<String> {
    fn gather(folder: &Path, below: &str, names: &mut Vec<String>) {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        for entry in entries {
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => gather(&entry.path(), &format!("{name}/"), names),
                Ok(_) => names.push(name),
                Err(_) => {}
            }
        }
    }
    let mut names = Vec::new();
    gather(target, "", &mut names);
    names.retain(|name| {
        written.iter().all(|file| file.name != *name) && !last.as_written.contains(name)
    });
    names.sort();
    names
}
