//! What came of each study: proposed by its division in the review's round, of the plan in force before and after it.

use std::collections::BTreeMap;

use polars::prelude::{PolarsResult, SortMultipleOptions, col};
use serde::Serialize;

use super::program::ProgramFigure;
use super::query::{inner, read, rounds_up_to, with_places};
use super::review::{ReviewFigures, StudyConclusion};
use crate::facts::{AssessmentFact, Facts, frame};
use crate::schema::{EndKind, Plan, Program, ProgramKind};
use crate::terms::{ProgramNo, Round, Source};

/// A program that is a study, or was one before a revision.
#[derive(Debug, Clone, Serialize)]
pub struct StudyFigure {
    /// Program.
    pub program_no: ProgramNo,
    /// Whether the rest is what the division proposes in the review's round, and not yet the plan.
    pub is_proposed: bool,
    /// Round of the verdict: the review's; before and after it the newest up to the reported one that has a verdict.
    pub round: Option<Round>,
    /// Verdict; `None` if there is none that could be read.
    pub verdict: Option<String>,
    /// Why: as reported with the verdict, else as the revision says that ended the program.
    pub reason: Option<String>,
    /// Program that carries it on.
    pub merged_into: Option<ProgramNo>,
    /// Names of the activities of what it becomes or became.
    pub activities: Vec<String>,
    /// Names of the indicators of what it becomes or became.
    pub indicators: Vec<String>,
    /// Cell of the verdict.
    pub source: Option<Source>,
}

/// Every study among `programs`, in their order.
pub(super) fn studies(
    plan: &Plan,
    round: Round,
    facts: &Facts,
    programs: &[ProgramFigure],
    review: Option<&ReviewFigures>,
) -> PolarsResult<Vec<StudyFigure>> {
    let proposals = review.map(|review| review.studies.as_slice()).unwrap_or_default();
    let verdicts = verdicts(plan, round, facts)?;
    let verdict = |no| verdicts.get(&no).and_then(|place| facts.assessments.get(*place));
    let studies = programs.iter().map(|figure| figure.program_no).filter(|no| was_study(plan, *no));
    Ok(studies
        .map(|no| match proposals.iter().find(|study| study.program_no == no) {
            Some(study) => proposed(round, study),
            None => decided(plan, facts, no, verdict(no)),
        })
        .collect())
}

/// The newest record of each program up to `round` that has a verdict.
fn verdicts(plan: &Plan, round: Round, facts: &Facts) -> PolarsResult<BTreeMap<ProgramNo, usize>> {
    let reported = with_places(frame(&facts.assessments)?, "place");
    let newest = inner(reported, rounds_up_to(plan, round)?, ["round"])
        .filter(col("review_verdict").is_not_null())
        .sort(["round_no", "place"], SortMultipleOptions::default())
        .group_by([col("program_no")])
        .agg([col("place").last()]);
    let newest = read(newest, |row| Ok((row.program()?, row.number("place")?)))?;
    Ok(newest.into_iter().collect())
}

/// Whether the program is a study, or was one before a revision.
fn was_study(plan: &Plan, no: ProgramNo) -> bool {
    plan.years().any(|year| {
        let then = plan.in_force(year).program(no);
        then.is_some_and(|program| program.kind == ProgramKind::Study)
    })
}

fn proposed(round: Round, study: &StudyConclusion) -> StudyFigure {
    StudyFigure {
        program_no: study.program_no,
        is_proposed: true,
        round: Some(round),
        verdict: study.verdict.clone(),
        reason: study.reason.clone(),
        merged_into: study.merged_into,
        activities: study.activities.clone(),
        indicators: study.indicators.clone(),
        source: study.source.clone(),
    }
}

/// What the plan says of the study, and `fact`, the newest record with a verdict.
fn decided(
    plan: &Plan,
    facts: &Facts,
    no: ProgramNo,
    fact: Option<&AssessmentFact>,
) -> StudyFigure {
    let program = plan.program(no);
    let end = program.and_then(|program| program.end.as_ref());
    let carried_out = |program: &&Program| program.kind == ProgramKind::Implementation;
    let after = program.filter(carried_out);
    let source = fact.map(|fact| {
        let mut proposals = facts.proposals.iter();
        let own = proposals.find(|one| (one.program, one.round) == (no, fact.round));
        own.map_or(&fact.source, |own| &own.source).clone()
    });
    let reported = fact.and_then(|fact| fact.review_reason.clone());
    StudyFigure {
        program_no: no,
        is_proposed: false,
        round: fact.map(|fact| fact.round),
        verdict: fact.and_then(|fact| fact.review_verdict.clone()),
        reason: reported.or_else(|| end.map(|end| end.reason.clone())),
        merged_into: end.and_then(|end| match end.how {
            EndKind::MergedInto(into) => Some(into),
            EndKind::Ended => None,
        }),
        activities: after.iter().flat_map(|one| &one.activities).map(|a| a.name.clone()).collect(),
        indicators: after.iter().flat_map(|one| &one.indicators).map(|i| i.name.clone()).collect(),
        source,
    }
}
