//! Where an activity stands in a year by its planned phases.

use super::words;
use crate::schema::{Activity, Plan};
use crate::terms::FiscalYear;

/// Where an activity stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Planned for later.
    NotYet,
    /// Studied or prepared.
    Preparing,
    /// Carried out.
    UnderWay,
    /// In its last planned year, before the plan's end.
    Ending,
    /// Over.
    Over,
}

/// Words in a phase that mean work before the thing itself.
const PREPARATION: &[&str] = &["準備", "検討", "調査", "構築", "整理", "実証"];

/// The stage of `activity` in `year`.
pub(super) fn stage(plan: &Plan, activity: &Activity, year: FiscalYear) -> Stage {
    let Some(index) = usize::try_from(year.0 - plan.first_year.0).ok() else {
        return Stage::NotYet;
    };
    let phases: Vec<&str> = activity.phases.iter().map(|phase| phase.trim()).collect();
    let planned = |range: &[&str]| range.iter().any(|phase| !phase.is_empty());
    let (before, from) = phases.split_at(index.min(phases.len()));
    let Some((now, after)) = from.split_first() else { return Stage::Over };
    if now.is_empty() {
        return if planned(after) || !planned(before) { Stage::NotYet } else { Stage::Over };
    }
    if !after.is_empty() && !planned(after) {
        return Stage::Ending;
    }
    // An arrow goes on with the word before it.
    let word =
        if *now == "→" { before.iter().rev().find(|phase| **phase != "→") } else { Some(now) };
    let prepares = word.is_some_and(|word| PREPARATION.iter().any(|part| word.contains(part)));
    if prepares { Stage::Preparing } else { Stage::UnderWay }
}

impl Stage {
    /// Names under which a list of states may have it, best first.
    pub(super) fn statuses(self) -> &'static [&'static str] {
        match self {
            Stage::NotYet => &["未着手"],
            Stage::Preparing => &["準備中", "実施中"],
            Stage::UnderWay => &["実施中"],
            Stage::Ending | Stage::Over => &["完了", "実施中"],
        }
    }

    /// Sentences on what was done.
    pub(super) fn results(self) -> &'static [&'static str] {
        match self {
            Stage::NotYet => words::NOT_YET,
            Stage::Preparing => words::PREPARING,
            Stage::UnderWay => words::UNDER_WAY,
            Stage::Ending => &words::DONE[..1],
            Stage::Over => words::DONE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{EMBEDDED_PLAN, load_plan};

    #[test]
    fn phases_tell_the_stage_of_each_year() {
        let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
        let stages = |phases: [&str; 4]| -> Vec<Stage> {
            let activity = Activity {
                name: "取組".to_owned(),
                phases: phases.map(str::to_owned).to_vec(),
                division: None,
                uncertain: false,
            };
            plan.years().map(|year| stage(&plan, &activity, year)).collect()
        };
        use Stage::{Ending, NotYet, Over, Preparing, UnderWay};
        assert_eq!(stages(["準備", "実施", "→", "→"]), [Preparing, UnderWay, UnderWay, UnderWay]);
        assert_eq!(stages(["調査", "改定", "", ""]), [Preparing, Ending, Over, Over]);
        assert_eq!(stages(["", "", "実施", "→"]), [NotYet, NotYet, UnderWay, UnderWay]);
        assert_eq!(stages(["検討", "→", "→", "条例改正"])[1], Preparing);
    }
}
