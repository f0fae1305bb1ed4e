//! What the plan's `[rules]` may say of findings.

use super::Rule;
use crate::finding::{Problem, codes, never_off};
use crate::schema::locate::at;
use crate::schema::near::among;
use crate::schema::plan::Plan;
use crate::schema::report::Report;
use crate::schema::rule_grade::{RuleGrade, RuleLevel};

pub(super) const RULES: &[Rule] = &[codes_are_known_and_stay_on];

/// A code is one of the findings of a submission, and not switched off if it may not be.
fn codes_are_known_and_stay_on(plan: &Plan, report: &mut Report<'_>) {
    let (known, never_off) = (codes(), never_off());
    for (found, grade) in &plan.rules {
        let code = found.as_str();
        let what = if !known.contains(&code) {
            let (guess, known) = among(code, known.iter().map(|code| (*code).to_owned()));
            Problem::UnknownRule { found: found.clone(), guess, known }
        } else if *grade == RuleGrade::Level(RuleLevel::Off) && never_off.contains(&code) {
            Problem::RuleNeverOff { found: found.clone() }
        } else {
            continue;
        };
        report.add(&at("rules").key(found), what);
    }
}
