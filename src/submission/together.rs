//! What shows only once all files of a round lie side by side: copies of one file, programs in another file.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::model::{ReadSubmission, Submission, SubmissionContent};
use super::observation::Observation;
use crate::terms::ProgramNo;

fn read_mut(submission: &mut Submission) -> Option<&mut ReadSubmission> {
    match &mut submission.content {
        SubmissionContent::Read(read) => Some(read),
        _ => None,
    }
}

/// Files with the very same bytes are one submission, under the shortest of their names.
pub(super) fn set_copies_aside(submissions: &mut [Submission]) {
    let mut same: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, submission) in submissions.iter().enumerate() {
        // A blank form that came twice is one form as well.
        let is_told_of = |read: &ReadSubmission| {
            read.programs.iter().any(|own| own.in_force || read.is_left_blank(own.program))
        };
        if submission.read().is_some_and(is_told_of) {
            same.entry(submission.sha256.clone()).or_default().push(index);
        }
    }
    for mut files in same.into_values().filter(|files| files.len() > 1) {
        files.sort_by_key(|index| {
            let file = submissions[*index].file.clone();
            (file.chars().count(), file)
        });
        let names: Vec<Arc<str>> =
            files.iter().map(|index| submissions[*index].file.clone()).collect();
        for (place, index) in files.into_iter().enumerate() {
            let Some(read) = read_mut(&mut submissions[index]) else { continue };
            if place == 0 {
                read.observations.push(Observation::Copies { others: names[1..].to_vec() });
                continue;
            }
            read.programs.iter_mut().for_each(|sheet| sheet.in_force = false);
            read.copy_of = Some(names[0].clone());
        }
    }
}

/// What was left blank needs no mending if another file counts for its program.
pub(super) fn settle_blank(submissions: &mut [Submission]) {
    let mut counting: BTreeMap<ProgramNo, Arc<str>> = BTreeMap::new();
    for submission in submissions.iter() {
        let sheets = submission.read().into_iter().flat_map(|read| &read.programs);
        for sheet in sheets.filter(|sheet| sheet.in_force) {
            counting.insert(sheet.program, submission.file.clone());
        }
    }
    for read in submissions.iter_mut().filter_map(read_mut) {
        let blank = read.programs.iter().filter(|sheet| read.is_left_blank(sheet.program));
        let replaced = blank.filter_map(|sheet| {
            let by = counting.get(&sheet.program)?.clone();
            Some(Observation::Superseded { program: sheet.program, by })
        });
        let replaced: Vec<Observation> = replaced.collect();
        read.observations.extend(replaced);
    }
}

/// A program that is in another file is not gone; one that is in none is said to be once, at the file of its division
/// that holds the most.
pub(super) fn settle_gone(submissions: &mut [Submission]) {
    let here: BTreeSet<ProgramNo> =
        submissions.iter().filter_map(Submission::read).flat_map(programs_in).collect();
    let mut order: Vec<usize> = (0..submissions.len()).collect();
    order.sort_by_cached_key(|index| {
        let submission = &submissions[*index];
        let sheets = submission.read().map(|read| read.programs.as_slice()).unwrap_or_default();
        let counting = sheets.iter().filter(|sheet| sheet.in_force).count();
        (Reverse((counting, sheets.len())), submission.sha256.clone())
    });
    let mut said = BTreeSet::new();
    for index in order {
        let Some(read) = read_mut(&mut submissions[index]) else { continue };
        let is_copy = read.copy_of.is_some();
        read.observations.retain(|seen| match seen {
            Observation::SheetGone { program } => {
                !is_copy && !here.contains(program) && said.insert(*program)
            }
            _ => true,
        });
    }
}

/// Programs of which something came in, whether it counts or not, if the workbook is one of this run.
fn programs_in(read: &ReadSubmission) -> Vec<ProgramNo> {
    let is_other = read.observations.iter().any(|seen| {
        matches!(
            seen,
            Observation::OtherRound { .. }
                | Observation::OtherPlan { .. }
                | Observation::OtherForm { .. }
        )
    });
    if is_other {
        return Vec::new();
    }
    let foreign = read.observations.iter().filter_map(|seen| match seen {
        Observation::OtherDivision { program, .. } => Some(*program),
        _ => None,
    });
    let foreign: BTreeSet<ProgramNo> = foreign.collect();
    let below = read.observations.iter().flat_map(|seen| match seen {
        Observation::FormsBelow { programs, .. } => programs.as_slice(),
        _ => &[],
    });
    let sheets = read.programs.iter().map(|sheet| sheet.program);
    let all = sheets.chain(read.torn.values().copied()).chain(below.copied());
    all.filter(|program| !foreign.contains(program)).collect()
}
