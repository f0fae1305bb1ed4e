//! What a valid plan is beyond the shape of its file. Each rule is one function; all of them run.
//!
//! `frame.rs`: who and when. `codes.rs`: numbers with check digits. `scales.rs`: by which scale. `divisions.rs`: names of
//! files. `programs.rs`: directions, programs, activities. `indicators.rs`: indicators and their targets. `review.rs`:
//! rules of the review, revisions. `amounts.rs`: what is known of amounts.

mod amounts;
mod codes;
mod divisions;
mod frame;
mod indicators;
mod programs;
mod review;
mod scales;
mod walk;

use super::plan::Plan;
use super::report::Report;
use super::rule::At;
pub(super) use indicators::is_iso_date;

/// Runs every rule that can rely on what it looks at.
pub(super) fn check(plan: &Plan, report: &mut Report<'_>) {
    let plan = At::whole(plan);
    let rules = [
        frame::RULES,
        codes::RULES,
        scales::RULES,
        divisions::RULES,
        programs::RULES,
        indicators::RULES,
        amounts::RULES,
        review::RULES,
    ];
    for (needs, rules) in rules.into_iter().flatten() {
        if !needs.iter().any(|key| report.faults().touch(key)) {
            rules.iter().for_each(|rule| rule(&plan, report));
        }
    }
}
