//! Which of several submissions of a program counts.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::model::{ProgramSheet, Submission, SubmissionContent};
use super::observation::Observation;
use super::together::{set_copies_aside, settle_blank, settle_gone};
use crate::form::field_ids::REPORT_DATE;
use crate::notation::Value;
use crate::terms::{ProgramNo, Round};

/// Lets one submission per program count.
///
/// A mended return copy replaces the submission it is the return of. Else the later 記入日 (`report_date`) wins; a day
/// on which nobody can have reported the round is as good as none. Equal contents are one submission. Where the dates
/// do not decide, none counts: which of two different reports is meant is for people to say.
pub fn select_latest(round: Round, submissions: &mut [Submission]) {
    set_copies_aside(submissions);
    let mut places: BTreeMap<ProgramNo, Vec<(usize, usize)>> = BTreeMap::new();
    for (file, submission) in submissions.iter().enumerate() {
        for (sheet, program) in
            submission.read().into_iter().flat_map(|read| read.programs.iter().enumerate())
        {
            if program.in_force {
                places.entry(program.program).or_default().push((file, sheet));
            }
        }
    }
    for (program, places) in places {
        if places.len() > 1 {
            choose(round, submissions, program, &places);
        }
    }
    settle_blank(submissions);
    settle_gone(submissions);
}

fn choose(
    round: Round,
    submissions: &mut [Submission],
    program: ProgramNo,
    places: &[(usize, usize)],
) {
    let sheet_at = |(file, sheet): (usize, usize)| {
        submissions[file].read().and_then(|read| read.programs.get(sheet))
    };
    // A mended return copy replaces what it is the return of, whatever the dates say.
    let is_returned = |place: &&(usize, usize)| {
        let sha256 = &submissions[place.0].sha256;
        places
            .iter()
            .filter_map(|other| submissions[other.0].read())
            .any(|other| other.returned_from.contains(sha256))
    };
    let current: Vec<(usize, usize)> =
        places.iter().filter(|place| !is_returned(place)).copied().collect();
    // Copies that name each other as returned decide nothing.
    let current = if current.is_empty() { places.to_vec() } else { current };
    let date_at = |place: (usize, usize)| {
        let date = sheet_at(place).and_then(report_date);
        date.filter(|date| round.may_be_reported_on(*date))
    };
    let dated: Vec<(Option<Date>, (usize, usize))> =
        current.iter().map(|place| (date_at(*place), *place)).collect();
    let newest = dated.iter().map(|(date, _)| *date).max().flatten();
    let leaders: Vec<(usize, usize)> =
        dated.iter().filter(|(date, _)| *date == newest).map(|(_, place)| *place).collect();
    let contents = |place: &(usize, usize)| {
        let sheet = sheet_at(*place)?;
        Some((sheet.let_go, sheet.answers_as_told().collect::<Vec<_>>()))
    };
    let contents: Vec<_> = leaders.iter().map(contents).collect();
    let agree = contents.windows(2).all(|pair| pair[0] == pair[1]);
    // Without any date, only equal contents decide.
    let decided = agree || current.len() == 1 || (leaders.len() == 1 && newest.is_some());
    let winner = leaders[0];
    let winner_file: Arc<str> = submissions[winner.0].file.clone();
    for place in places {
        if decided && *place == winner {
            continue;
        }
        let other =
            if *place == winner { leaders.get(1).copied().unwrap_or(winner) } else { winner };
        let other_file = submissions[other.0].file.clone();
        let SubmissionContent::Read(read) = &mut submissions[place.0].content else { continue };
        let Some(sheet) = read.programs.get_mut(place.1) else { continue };
        sheet.in_force = false;
        let observation = if decided || !leaders.contains(place) {
            Observation::Superseded { program, by: winner_file.clone() }
        } else {
            Observation::Rivals { program, sheet: sheet.sheet.clone(), other: other_file }
        };
        read.observations.push(observation);
    }
}

fn report_date(sheet: &ProgramSheet) -> Option<Date> {
    match sheet.own(REPORT_DATE)?.reading()?.value {
        Value::Date(date) => Some(date),
        _ => None,
    }
}
