//! A round in which every form is one of another round: a mistake of whoever filed them, not of the divisions.

use std::collections::BTreeSet;

use crate::finding::{Finding, Severity, SubmissionFault, What, worded};
use crate::submission::{Observation, Submission};
use crate::terms::Round;

/// Forms of other rounds in a folder that holds none of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfiled {
    /// How many files.
    pub files: usize,
    /// The rounds that they were made for.
    pub rounds: BTreeSet<Round>,
}

/// The round that a submission was made for, if it is another than that of this run.
fn other_round(submission: &Submission) -> Option<Round> {
    submission.read()?.observations.iter().find_map(|seen| match seen {
        Observation::OtherRound { found } => Some(*found),
        _ => None,
    })
}

/// Whether a submission may be one of this round: some of it counts, or nothing says that it is of another.
fn may_be_of_this_round(submission: &Submission) -> bool {
    submission.read().is_some_and(|read| {
        let is_form = !read.observations.iter().any(|seen| matches!(seen, Observation::NoForm(_)));
        read.programs.iter().any(|sheet| sheet.in_force)
            || (is_form && other_round(submission).is_none())
    })
}

/// The forms of other rounds, if there are no others.
pub(super) fn misfiled(submissions: &[Submission]) -> Option<Misfiled> {
    if submissions.iter().any(may_be_of_this_round) {
        return None;
    }
    let rounds = submissions.iter().filter_map(other_round);
    let (files, rounds) = (rounds.clone().count(), rounds.collect());
    (files > 0).then_some(Misfiled { files, rounds })
}

/// Says it once, at the first of these files: what else is found in them is of no use to anybody yet.
pub(super) fn say_once(misfiled: &Misfiled, findings: &mut Vec<Finding>, is_said: &mut bool) {
    findings.retain_mut(|finding| {
        let What::Submission(SubmissionFault::WrongRound { others, .. }) = &mut finding.what else {
            finding.severity = Severity::Info;
            return true;
        };
        let more = misfiled.files.saturating_sub(1);
        if more > 0 {
            *others = worded! { "(ほか{more}件も同じです)" / " (and {more} more files)" };
        }
        !std::mem::replace(is_said, true)
    });
}
