//! Who submitted what: program × division × round, which file counts, and whether anything in it has to be mended.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{IntoLazy, LazyFrame, PolarsError, PolarsResult, col, df};
use serde::Serialize;

use super::program::ProgramFigure;
use super::query::{inner, outer, read, with_places};
use super::state::RatingState;
use crate::facts::{self, Facts};
use crate::notation::comparison_key;
use crate::schema::{Plan, Program};
use crate::submission::{ProgramFindings, Status, SubmissionSummary};
use crate::terms::{DivisionName, ProgramNo, Round, count, place_of};

/// Completeness of the round, and of the rounds before it.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    /// Running programs of the plan.
    pub programs: u32,
    /// Programs with a submission that counts.
    pub submitted: u32,
    /// One row per lead division, in plan order.
    pub divisions: Vec<DivisionCoverage>,
    /// Every file of the round, in the order of the findings.
    pub files: Vec<CoverageRow>,
    /// Every round up to the reported one that was collected, oldest first; the last is the reported one.
    pub rounds: Vec<RoundCoverage>,
}

/// A lead division and its programs.
#[derive(Debug, Clone, Serialize)]
pub struct DivisionCoverage {
    /// The division.
    pub division: DivisionName,
    /// Its programs by what became of them.
    pub counts: StateCounts,
    /// Its programs, in plan order.
    pub programs: Vec<ProgramCoverage>,
}

/// A program and the file that counts for it.
#[derive(Debug, Clone, Serialize)]
pub struct ProgramCoverage {
    /// The program.
    pub program_no: ProgramNo,
    /// Its name.
    pub name: String,
    /// File that counts, if one was submitted.
    pub file: Option<String>,
}

/// A file of the round.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageRow {
    /// File.
    pub file: String,
    /// Division it is from.
    pub division: Option<DivisionName>,
    /// What became of it.
    pub status: Status,
    /// Programs in it.
    pub programs: Vec<ProgramNo>,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
}

/// The submissions of one round.
#[derive(Debug, Clone, Serialize)]
pub struct RoundCoverage {
    /// The round.
    pub round: Round,
    /// Programs by what became of them.
    pub counts: StateCounts,
    /// Every program that was running in the round, in the order of the plan of its year.
    pub programs: Vec<ProgramInRound>,
}

impl RoundCoverage {
    /// What became of a program.
    pub fn of(&self, program: ProgramNo) -> Option<&ProgramInRound> {
        self.programs.get(place_of(&self.programs, program, |own| own.program_no)?)
    }
}

/// How many programs are in which state: `due = accepted + accepted_with_warnings + returned + not_submitted`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct StateCounts {
    /// Programs that owe a submission.
    pub due: u32,
    /// Taken over without a remark.
    pub accepted: u32,
    /// Taken over; somebody should look.
    pub accepted_with_warnings: u32,
    /// Something has to be mended.
    pub returned: u32,
    /// No submission that counts.
    pub not_submitted: u32,
}

/// A program in a round.
#[derive(Debug, Clone, Serialize)]
pub struct ProgramInRound {
    /// The program.
    pub program_no: ProgramNo,
    /// Its lead division in the round.
    pub division: DivisionName,
    /// File that counts.
    pub file: Option<String>,
    /// A file called after its division that could not be opened, if none counts: it may hold the program.
    pub unreadable: Option<String>,
    /// What became of the program.
    pub state: SubmissionState,
    /// Findings of severity error: the program's own and those of its file as a whole.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
}

/// What became of a program in a round. A file with an error in one program is returned as a whole; of its programs,
/// only those that have an error (or all, if it concerns the file) count as returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SubmissionState {
    /// Taken over without a remark.
    Accepted,
    /// Taken over; somebody should look.
    AcceptedWithWarnings,
    /// Something has to be mended.
    Returned,
    /// No submission that counts.
    NotSubmitted,
}

impl SubmissionState {
    /// All of them, in the order in which reports print them.
    pub const ALL: [SubmissionState; 4] = [
        SubmissionState::Accepted,
        SubmissionState::AcceptedWithWarnings,
        SubmissionState::Returned,
        SubmissionState::NotSubmitted,
    ];

    /// The word for readers, the same as that for a file.
    pub fn label(self) -> &'static str {
        match self {
            SubmissionState::Accepted => Status::Accepted.label(),
            SubmissionState::AcceptedWithWarnings => Status::AcceptedWithWarnings.label(),
            SubmissionState::Returned => Status::Returned.label(),
            SubmissionState::NotSubmitted => RatingState::NotSubmitted.label(),
        }
    }

    fn of(errors: usize, warnings: usize) -> SubmissionState {
        match (errors, warnings) {
            (0, 0) => SubmissionState::Accepted,
            (0, _) => SubmissionState::AcceptedWithWarnings,
            _ => SubmissionState::Returned,
        }
    }
}

impl StateCounts {
    fn of<'a>(programs: impl Iterator<Item = &'a ProgramInRound>) -> StateCounts {
        let mut counts = StateCounts::default();
        for program in programs {
            counts.due += 1;
            *match program.state {
                SubmissionState::Accepted => &mut counts.accepted,
                SubmissionState::AcceptedWithWarnings => &mut counts.accepted_with_warnings,
                SubmissionState::Returned => &mut counts.returned,
                SubmissionState::NotSubmitted => &mut counts.not_submitted,
            } += 1;
        }
        counts
    }

    /// Programs in this state.
    pub fn count(&self, state: SubmissionState) -> u32 {
        match state {
            SubmissionState::Accepted => self.accepted,
            SubmissionState::AcceptedWithWarnings => self.accepted_with_warnings,
            SubmissionState::Returned => self.returned,
            SubmissionState::NotSubmitted => self.not_submitted,
        }
    }
}

/// Completeness from the programs' states, the facts and the files of every round.
pub(super) fn coverage(
    plan: &Plan,
    round: Round,
    programs: &[ProgramFigure],
    facts: &Facts,
    rounds: &[(Round, &[SubmissionSummary])],
) -> PolarsResult<Coverage> {
    let summaries = of_round(rounds, round);
    let mut files: BTreeMap<ProgramNo, &str> = BTreeMap::new();
    for summary in summaries {
        for no in &summary.in_force {
            files.entry(*no).or_insert(&summary.file);
        }
    }
    let collected = rounds.iter().map(|(round, _)| *round);
    let reported = facts.assessments.iter().map(|fact| fact.round);
    let held: BTreeSet<Round> =
        collected.chain(reported).filter(|held| *held < round).chain([round]).collect();
    let held = in_rounds(plan, &held, facts, rounds)?;
    let now: &[ProgramInRound] =
        held.last().map(|held| held.programs.as_slice()).unwrap_or_default();
    let divisions = plan.lead_divisions().map(|division| DivisionCoverage {
        division: division.name.clone(),
        counts: StateCounts::of(now.iter().filter(|program| program.division == division.name)),
        programs: plan
            .led_by(&division.name)
            .map(|program| ProgramCoverage {
                program_no: program.no,
                name: program.name.clone(),
                file: files.get(&program.no).map(|file| (*file).to_owned()),
            })
            .collect(),
    });
    // A program that has ended owes no submission.
    let is_running = |program: &Program| program.end.is_none();
    let due =
        || programs.iter().filter(|figure| plan.program(figure.program_no).is_some_and(is_running));
    let submitted = due().filter(|program| program.rating != RatingState::NotSubmitted);
    Ok(Coverage {
        programs: count(due().count()),
        submitted: count(submitted.count()),
        divisions: divisions.collect(),
        files: summaries
            .iter()
            .map(|summary| CoverageRow {
                file: summary.file.to_string(),
                division: summary.division.clone(),
                status: summary.status,
                programs: summary.programs.clone(),
                errors: summary.errors,
                warnings: summary.warnings,
            })
            .collect(),
        rounds: held,
    })
}

/// The submissions of `round`.
pub(super) fn of_round<'a>(
    rounds: &[(Round, &'a [SubmissionSummary])],
    round: Round,
) -> &'a [SubmissionSummary] {
    let own = rounds.iter().find(|(held, _)| *held == round);
    own.map(|(_, summaries)| *summaries).unwrap_or_default()
}

/// Every program that the plan of each round's year was carrying out or studying then, with the file that counts and the
/// findings on it: one query for all `rounds`.
fn in_rounds(
    plan: &Plan,
    rounds: &BTreeSet<Round>,
    facts: &Facts,
    summaries: &[(Round, &[SubmissionSummary])],
) -> PolarsResult<Vec<RoundCoverage>> {
    let due = rounds.iter().flat_map(|round| {
        plan.in_force(round.year).running().map(move |program| (*round, program))
    });
    let due: Vec<(Round, &Program)> = due.collect();
    let frame = df!(
        "round" => due.iter().map(|(round, _)| round.to_string()).collect::<Vec<_>>(),
        "program_no" => due.iter().map(|(_, program)| i64::from(program.no.0)).collect::<Vec<_>>(),
    )?;
    let files = facts::frame(&facts.assessments)?.lazy().select([
        col("round"),
        col("program_no"),
        col("file"),
    ]);
    let submitted = inner(with_places(frame, "place"), files, ["round", "program_no"]);
    let found = outer(submitted, findings(summaries)?, ["round", "program_no"]);
    let found = read(found, |row| {
        let count = |name: &str| Ok::<usize, PolarsError>(row.maybe(name)?.unwrap_or_default());
        let file = row.text("file")?;
        Ok((row.number::<usize>("place")?, (file, count("errors")?, count("warnings")?)))
    })?;
    let found: BTreeMap<usize, _> = found.into_iter().collect();
    let programs = due.iter().enumerate().map(|(place, (round, program))| {
        let (state, file, errors, warnings) = match found.get(&place) {
            None => (SubmissionState::NotSubmitted, None, 0, 0),
            Some((file, errors, warnings)) => {
                (SubmissionState::of(*errors, *warnings), file.clone(), *errors, *warnings)
            }
        };
        let (program_no, division) = (program.no, program.lead.clone());
        let unreadable = (state == SubmissionState::NotSubmitted)
            .then(|| unreadable_of(plan, of_round(summaries, *round), &division))
            .flatten();
        let own =
            ProgramInRound { program_no, division, file, unreadable, state, errors, warnings };
        (*round, own)
    });
    let programs: Vec<(Round, ProgramInRound)> = programs.collect();
    let coverage_of = |round: &Round| {
        let own = programs.iter().filter(|(held, _)| held == round);
        let programs: Vec<ProgramInRound> = own.map(|(_, program)| program.clone()).collect();
        RoundCoverage { round: *round, counts: StateCounts::of(programs.iter()), programs }
    };
    Ok(rounds.iter().map(coverage_of).collect())
}

/// The file that could not be opened and is called after the division.
fn unreadable_of(
    plan: &Plan,
    summaries: &[SubmissionSummary],
    division: &DivisionName,
) -> Option<String> {
    let unreadable = summaries.iter().filter(|summary| summary.status == Status::Unreadable);
    let mut own = unreadable.filter(|summary| called_after(plan, &summary.file) == Some(division));
    own.next().map(|summary| summary.file.to_string())
}

/// The division whose name is in that of a file; the longest, if it holds that of another too.
fn called_after<'a>(plan: &'a Plan, file: &str) -> Option<&'a DivisionName> {
    let base = comparison_key(file.rsplit('/').next().unwrap_or(file));
    let named = plan.divisions.iter().filter_map(|division| {
        let aliases = division.aliases.iter().map(String::as_str);
        let names = std::iter::once(division.name.as_str()).chain(aliases);
        let names = names.map(comparison_key).filter(|name| base.contains(&**name));
        Some((names.map(|name| name.len()).max()?, &division.name))
    });
    named.max_by_key(|(length, _)| *length).map(|(_, name)| name)
}

/// Findings on each program of each round: its own, and those of its file as a whole.
fn findings(rounds: &[(Round, &[SubmissionSummary])]) -> PolarsResult<LazyFrame> {
    let found = rounds.iter().flat_map(|(round, summaries)| {
        let found = summaries.iter().flat_map(|summary| &summary.of_programs);
        found.map(move |found| (round, found))
    });
    let found: Vec<(&Round, &ProgramFindings)> = found.collect();
    let count = |number: usize| i64::from(count(number));
    let frame = df!(
        "round" => found.iter().map(|(round, _)| round.to_string()).collect::<Vec<_>>(),
        "program_no" => found.iter().map(|(_, one)| i64::from(one.program.0)).collect::<Vec<_>>(),
        "errors" => found.iter().map(|(_, one)| count(one.errors)).collect::<Vec<_>>(),
        "warnings" => found.iter().map(|(_, one)| count(one.warnings)).collect::<Vec<_>>(),
    )?;
    let by_program = frame.lazy().group_by([col("round"), col("program_no")]);
    Ok(by_program.agg([col("errors").sum(), col("warnings").sum()]))
}
