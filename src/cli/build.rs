//! `matome build`: the main job.

use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::arguments::{BuildArguments, Papers};
use super::choice::{Choice, submissions_in, written_to};
use super::console::Console;
use super::deliver::{OutputFile, deliver};
use super::error::{CliError, listed};
use super::exit::{ACT, DONE};
use super::input_folder::nothing_came_in;
use super::run_record::{LeftBehind, RUN_RECORD, json_bytes, run_record};
use super::stages::{History, analysed, returns};
use super::workspace::Workspace;
use crate::analysis::Figures;
use crate::check::CheckedRound;
use crate::facts::table_csv;
use crate::finding::{Severity, Wording, csv_table, worded};
use crate::report::{ReportRequest, write_committee, write_consolidated, write_headquarters};
use crate::sheet::way_to_inputs;
use crate::terms::Lang;

/// Name of the consolidated report.
const CONSOLIDATED: &str = "統合報告書.xlsx";
/// Name of the committee's papers.
const COMMITTEE: &str = "委員会資料.xlsx";
/// Name of the headquarters' papers. A run that does not write them removes those of an earlier run: two runs' figures
/// side by side would contradict each other.
const HEADQUARTERS: &str = "本部資料.xlsx";

/// Checks, consolidates, analyses and reports.
pub(super) fn run(
    console: &Console,
    plan: Option<&str>,
    arguments: &BuildArguments,
) -> Result<u8, CliError> {
    let workspace = Workspace::open(plan)?.cached(arguments.out.as_deref(), &arguments.cache);
    let input = arguments.input.as_ref().unwrap_or(&workspace.input);
    let output = arguments.out.as_ref().unwrap_or(&workspace.output);
    let choice = Choice::asked_or_newest(&workspace, arguments.round, input)?;
    let round = choice.round;
    let (folder, target) = (input.join(round.to_string()), output.join(round.to_string()));
    choice.announce(console, &workspace, &[submissions_in(&folder), written_to(&target)]);
    let (history, figures) = analysed(console, &workspace, input, round)?;
    let Some(checked) = history.rounds.last() else {
        return Err(nothing_came_in(&workspace, input, Some(round)));
    };
    let made = Made { workspace: &workspace, history: &history, checked, figures: &figures };
    let mut files = made.outputs(console, arguments.paper, &target)?;
    let record = run_record(&workspace, round, &history.rounds, &files)
        .map_err(|error| CliError::internal(RUN_RECORD, &error))?;
    files.push(OutputFile { name: RUN_RECORD.to_owned(), bytes: record });
    let left = LeftBehind::read(&target, RUN_RECORD);
    deliver(&target, &files, &left.as_written)?;
    console.note(&report(console, checked, &figures, &files, &target.display().to_string()))?;
    if input != &workspace.input {
        let configured = workspace.input.display();
        console.note(worded! { "出典のリンクは、--input のフォルダーではなく、matome.toml の input({configured})へ向きます。" / "Links to submissions lead to the input folder of matome.toml ({configured}), not to that of --input." }.text(console.lang()))?;
    }
    say_what_left(console, &left, &files)?;
    let act =
        checked.count(Severity::Error) > 0 || !checked.missing.is_empty() || checked.doubted() > 0;
    Ok(if arguments.strict && act { ACT } else { DONE })
}

/// What of an earlier run is gone, and what of it somebody has made their own.
fn say_what_left(
    console: &Console,
    left: &LeftBehind,
    files: &[OutputFile],
) -> Result<(), CliError> {
    let is_stale = |name: &&String| files.iter().all(|file| file.name != **name);
    if left.as_written.iter().filter(is_stale).any(|name| name == HEADQUARTERS) {
        console.note(worded! { "前に作った {HEADQUARTERS} は、数字が合わなくなるので消しました。作り直すときは --paper hq を付けます。" / "Removed {HEADQUARTERS} of an earlier run, whose figures may differ. Make it again with --paper hq." }.text(console.lang()))?;
    }
    let changed = listed(left.changed.iter().filter(is_stale));
    if !changed.ja.is_empty() {
        console.note(worded! { [changed] "前に作った次のファイルは、今回は作りません。だれかが書き換えているので、消さずに残しました: {changed}" / "Left in place, since somebody has changed them, though this run does not write them: {changed}" }.text(console.lang()))?;
    }
    Ok(())
}

/// What the outputs of a round are made of.
struct Made<'a> {
    workspace: &'a Workspace,
    history: &'a History,
    checked: &'a CheckedRound,
    figures: &'a Figures,
}

impl Made<'_> {
    /// The outputs. Where an earlier run made them of the very same and they still lie in `target` as it wrote them, they
    /// are not made once more.
    fn outputs(
        &self,
        console: &Console,
        papers: Papers,
        target: &Path,
    ) -> Result<Vec<OutputFile>, CliError> {
        let Workspace { cache, output, input, .. } = self.workspace;
        // The configured folders, not those of this call: outputs must not depend on where they are written.
        let inputs = way_to_inputs(&output.to_string_lossy(), &input.to_string_lossy());
        let round = self.checked.round.to_string();
        let meetings = format!("{:?}", self.workspace.meetings(self.checked.round));
        let words = [&*round, &format!("{papers:?}"), &format!("{inputs:?}"), &meetings];
        let kept = cache.outputs(&words, &self.history.files);
        if let Some(files) = kept.known().and_then(|known| as_before(target, known)) {
            console.detail(worded! { "  前の実行と同じ提出・計画・様式なので、報告書は前に作ったものをそのまま使いました。" / "  Submissions, plan and form are those of an earlier run: its reports stay as they are." }.text(console.lang()));
            return Ok(files);
        }
        let (reports, copies) = rayon::join(
            || self.reports(papers, inputs.as_deref()),
            || {
                returns(
                    self.workspace,
                    &self.history.past_of_newest,
                    self.checked,
                    "差戻し/",
                    false,
                )
            },
        );
        let mut files = reports?;
        files.extend(copies?);
        kept.keep(files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())));
        Ok(files)
    }

    fn reports(&self, papers: Papers, inputs: Option<&str>) -> Result<Vec<OutputFile>, CliError> {
        let Made { workspace, history, checked, figures } = *self;
        let request = ReportRequest {
            plan: workspace.plan.in_force(checked.round.year),
            form: &workspace.form,
            facts: &history.facts,
            figures,
            findings: &checked.findings,
            inputs,
            meetings: workspace.meetings(checked.round),
        };
        let excel = |error: crate::sheet::WriteError| CliError::internal("report", &error);
        let summary = json_bytes(figures).map_err(|error| CliError::internal("summary", &error))?;
        let facts = &history.facts;
        let (consolidated, (committee, headquarters)) = rayon::join(
            || write_consolidated(&request),
            || {
                let headquarters = || (papers == Papers::Hq).then(|| write_headquarters(&request));
                rayon::join(|| write_committee(&request), headquarters)
            },
        );
        let mut files = vec![
            (CONSOLIDATED, consolidated.map_err(excel)?),
            (COMMITTEE, committee.map_err(excel)?),
        ];
        if let Some(headquarters) = headquarters {
            files.push((HEADQUARTERS, headquarters.map_err(excel)?));
        }
        files.extend([
            ("data/assessments.csv", table_csv(&facts.assessments)),
            ("data/indicators.csv", table_csv(&facts.indicators)),
            ("data/activities.csv", table_csv(&facts.activities)),
            ("data/effects.csv", table_csv(&facts.effects)),
            ("data/answers.csv", table_csv(&facts.answers)),
            ("data/findings.csv", csv_table(&checked.findings, Lang::Ja)),
            ("data/summary.json", summary),
        ]);
        Ok(files
            .into_iter()
            .map(|(name, bytes)| OutputFile { name: name.to_owned(), bytes })
            .collect())
    }
}

/// The files of these names, if all of them are there with these checksums.
fn as_before(target: &Path, known: Vec<(String, [u8; 32])>) -> Option<Vec<OutputFile>> {
    let files = known.into_par_iter().map(|(name, sha256)| {
        let bytes = std::fs::read(target.join(&name)).ok()?;
        (Sha256::digest(&bytes)[..] == sha256).then_some(OutputFile { name, bytes })
    });
    files.collect()
}

/// What was written, and what to look at first.
fn report(
    console: &Console,
    checked: &CheckedRound,
    figures: &Figures,
    files: &[OutputFile],
    target: &str,
) -> String {
    let lang = console.lang();
    let say = |words: Wording| words.text(lang).to_owned();
    let round = checked.round;
    let (errors, warnings) = (checked.count(Severity::Error), checked.count(Severity::Warning));
    let (missing, doubted) = (checked.missing.len(), checked.doubted());
    let (submitted, programs) = (figures.submissions.submitted, figures.submissions.programs);
    let mut lines = vec![say(
        worded! { [label = round.label()] "{label} の報告書を作りました。" / "Built the reports of round {round}." },
    )];
    if lang == Lang::Ja {
        lines.push(format!("  {}", figures.sentences.join("\n  ")));
    }
    lines.push(say(worded! { "  提出 {submitted}/{programs}プログラム、要修正の指摘 {errors}件、確認の指摘 {warnings}件" / "  {submitted}/{programs} programs submitted, {errors} errors, {warnings} warnings" }));
    if doubted > 0 {
        lines.push(say(worded! { "  桁や単位を確認中の値 {doubted}件(そのまま数えています。「検査結果」を見てください)" / "  {doubted} values of doubted size (counted as they are; see 検査結果)" }));
    }
    lines.push(say(worded! { "書き出したもの({target}):" / "Written into {target}:" }));
    lines.extend(files.iter().map(|file| format!("  {}", file.name)));
    lines.push(say(if errors + missing > 0 {
        worded! { "まず見るところ: {CONSOLIDATED} の「検査結果」と「提出状況」(直すものと、まだ出ていないもの)" / "Look first at 検査結果 and 提出状況 in {CONSOLIDATED}: what to mend and what is missing." }
    } else {
        worded! { "まず見るところ: {CONSOLIDATED} の「総括」。印刷して配るのは {COMMITTEE} です。" / "Look first at 総括 in {CONSOLIDATED}; {COMMITTEE} is ready to print." }
    }));
    lines.join("\n")
}
