//! `matome sample`: made-up submissions for training and measuring.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::arguments::SampleArguments;
use super::choice::{announce_plan, written_to};
use super::console::Console;
use super::deliver::{OutputFile, deliver};
use super::error::CliError;
use super::exit::DONE;
use super::workspace::Workspace;
use crate::facts::{Facts, past_actuals};
use crate::finding::worded;
use crate::form::{PastActuals, SAMPLE_MARK};
use crate::sample::{
    EMBEDDED_SAMPLE, SampleRequest, SampleTexts, seed_of_municipality, write_submission,
};
use crate::schema::{Division, EMBEDDED_PLAN, load_plan, load_settings};
use crate::submission::{FileKind, Reader, Submission, is_sample, list_input};
use crate::terms::Round;
use crate::workbook::{Limits, open};

/// Writes the submissions of all divisions, round by round: later forms print what earlier ones reported.
pub(super) fn run(
    console: &Console,
    plan: Option<&str>,
    arguments: &SampleArguments,
) -> Result<u8, CliError> {
    let workspace = Workspace::open(plan)?;
    workspace.own_form()?;
    let texts = sample_texts(&workspace)?;
    let wanted = wanted_rounds(&workspace, &arguments.round)?;
    announce_plan(console, &workspace, &[written_to(&arguments.out)]);
    let folder_of = |index: u16| match arguments.municipalities {
        1 => arguments.out.clone(),
        _ => arguments.out.join(format!("{:03}", index + 1)),
    };
    let mut earlier = Vec::new();
    for index in 0..arguments.municipalities {
        let mut own = Vec::new();
        for round in &wanted {
            let samples = samples_in(&folder_of(index).join(round.to_string()))?;
            own.extend(samples.into_iter().map(|name| format!("{round}/{name}")));
        }
        earlier.push(own);
    }
    let bar = console.progress(
        usize::from(arguments.municipalities),
        console.say("見本を作成", "Writing samples"),
    );
    let others = texts.without_programs();
    let mut count = 0;
    for (index, earlier) in (0..arguments.municipalities).zip(&earlier) {
        let city = City {
            workspace: &workspace,
            texts: if index == 0 { &texts } else { &others },
            seed: seed_of_municipality(arguments.seed, index),
        };
        let files = city.files(&wanted)?;
        count += files.len();
        deliver(&folder_of(index), &files, earlier)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    let (shown, mark) = (arguments.out.display(), SAMPLE_MARK);
    let rounds: Vec<String> = wanted.iter().map(Round::to_string).collect();
    let rounds = rounds.join("、");
    console.note(worded! { "見本の提出ファイルを {count}件作り、「{shown}」に入れました(回次 {rounds})。\n{mark}。表紙にもそう書いてあります。" / "Wrote {count} made-up submissions (rounds {rounds}) into {shown}. They are samples, marked so on their covers." }.text(console.lang()))?;
    Ok(DONE)
}

/// The rounds asked for in the order in which they are held; else all up to the review, or the first.
fn wanted_rounds(workspace: &Workspace, asked: &[Round]) -> Result<Vec<Round>, CliError> {
    let mut rounds = Vec::new();
    for round in asked {
        rounds.push(workspace.known_round(*round)?);
    }
    if asked.is_empty() {
        let planned = &workspace.plan.rounds;
        let review = planned.iter().position(|planned| planned.review).unwrap_or(0);
        rounds.extend(planned.iter().take(review + 1).map(|planned| planned.round));
    }
    rounds.sort_unstable();
    rounds.dedup();
    Ok(rounds)
}

/// The plan's own texts: from the workspace, else those of the embedded plan, else none.
fn sample_texts(workspace: &Workspace) -> Result<SampleTexts, CliError> {
    let path = Path::new("schemas").join(&workspace.plan.id).join("sample.toml");
    let (text, shown) = if path.is_file() {
        let text = std::fs::read_to_string(&path).map_err(|error| CliError::read(&path, &error))?;
        (text, path.display().to_string().replace('\\', "/"))
    } else if load_plan(EMBEDDED_PLAN, "plan.toml")?.id == workspace.plan.id {
        (EMBEDDED_SAMPLE.to_owned(), "(内蔵) sample.toml".to_owned())
    } else {
        return Ok(SampleTexts::default());
    };
    Ok(load_settings(&text, &shown)?)
}

/// The samples in a round's folder, which new ones replace. Refuses a folder that holds anything else: real
/// submissions are never overwritten.
fn samples_in(folder: &Path) -> Result<Vec<String>, CliError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let files = list_input(folder).map_err(|error| CliError::read(folder, &error))?;
    for file in &files {
        let is_sample = file.kind == FileKind::Workbook
            && std::fs::read(&file.path).is_ok_and(|bytes| {
                open(&bytes, &file.name, &Limits::default())
                    .is_ok_and(|workbook| is_sample(&workbook))
            });
        if !is_sample {
            return Err(CliError::NoSample { file: file.path.display().to_string() });
        }
    }
    Ok(files.iter().map(|file| file.name.to_string()).collect())
}

/// One municipality of the run.
struct City<'a> {
    workspace: &'a Workspace,
    texts: &'a SampleTexts,
    seed: u64,
}

impl City<'_> {
    /// The files of the wanted rounds. Earlier rounds are made too, so that a round's files do not depend on which
    /// others were asked for; what they reported is read back from them, as it is from real submissions.
    fn files(&self, wanted: &[Round]) -> Result<Vec<OutputFile>, CliError> {
        let (plan, form) = (&self.workspace.plan, &self.workspace.form);
        let last = wanted.last().copied();
        let limits = Limits::default();
        let mut past = PastActuals::default();
        let mut facts = Facts::default();
        let mut files = Vec::new();
        let mut rounds: Vec<Round> = plan.rounds.iter().map(|planned| planned.round).collect();
        rounds.sort_unstable();
        for round in rounds.into_iter().filter(|round| Some(*round) <= last) {
            let context = self.workspace.form_of(round, &past);
            let divisions: Vec<&Division> = context.plan.lead_divisions().collect();
            let request = SampleRequest { context, seed: self.seed, texts: self.texts };
            let reader = Reader::new(context, &limits);
            let made: Vec<(OutputFile, Submission)> = divisions
                .par_iter()
                .map(|division| {
                    let bytes = write_submission(&request, division)
                        .map_err(|error| CliError::internal("sample", &error))?;
                    let name: Arc<str> = format!("{}.xlsx", division.name).into();
                    let submission = reader.read(&name, &bytes);
                    Ok((OutputFile { name: format!("{round}/{name}"), bytes }, submission))
                })
                .collect::<Result<_, CliError>>()?;
            let (own_files, submissions): (Vec<OutputFile>, Vec<Submission>) =
                made.into_iter().unzip();
            if wanted.contains(&round) {
                files.extend(own_files);
            }
            facts.add(plan, form, round, &submissions);
            past = past_actuals(&facts);
        }
        Ok(files)
    }
}
