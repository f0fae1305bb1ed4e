//! Which of several submissions of a program counts.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Observation, ProgramSheet, Submission, SubmissionContent};
use crate::notation::Value;
use crate::terms::ProgramNo;

/// Lets one submission per program count.
///
/// The later 記入日 (`report_date`) wins. Equal contents are one submission. Where the dates do not decide, none counts:
/// which of two different reports is meant is for people to say.
pub fn select_latest(submissions: &mut [Submission]) {
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
            choose(submissions, program, &places);
        }
    }
}

fn choose(submissions: &mut [Submission], program: ProgramNo, places: &[(usize, usize)]) {
    let sheet_at = |(file, sheet): (usize, usize)| {
        submissions[file].read().and_then(|read| read.programs.get(sheet))
    };
    let dated: Vec<(Option<Date>, (usize, usize))> =
        places.iter().map(|place| (sheet_at(*place).and_then(report_date), *place)).collect();
    let newest = dated.iter().map(|(date, _)| *date).max().flatten();
    let leaders: Vec<(usize, usize)> =
        dated.iter().filter(|(date, _)| *date == newest).map(|(_, place)| *place).collect();
    let contents: Vec<Option<Vec<String>>> =
        leaders.iter().map(|place| sheet_at(*place).map(answers)).collect();
    let agree = contents.windows(2).all(|pair| pair[0] == pair[1]);
    // Without any date, only equal contents decide.
    let decided = agree || (leaders.len() == 1 && newest.is_some());
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
    match sheet.answer("report_date")?.reading()?.value {
        Value::Date(date) => Some(date),
        _ => None,
    }
}

fn answers(sheet: &ProgramSheet) -> Vec<String> {
    sheet.answers.iter().map(|answer| format!("{}={}", answer.key, answer.raw)).collect()
}
