//! What a valid form is beyond the shape of its file. Each rule is one function; all of them run.
//!
//! `parts.rs`: lists, sheets, blocks, fields. `own.rs`: forms that this program writes. `existing.rs`: forms that already
//! exist.

mod existing;
mod own;
mod parts;
mod walk;

use super::form::Form;
use super::plan::Plan;
use super::report::Report;
use super::rule::{At, at};

/// Runs every rule that can rely on what it looks at. Without a plan, nothing is said of what only a plan decides.
pub(super) fn check(form: &Form, plan: Option<&Plan>, report: &mut Report<'_>) {
    let form = At::whole(form);
    let (geometry, of_plan) = if form.is_existing() {
        (existing::RULES, existing::WITH_PLAN)
    } else {
        (own::RULES, own::WITH_PLAN)
    };
    // A `find` that is misspelt, or whose sheet is, makes another kind of form.
    let faults = report.faults();
    let kind_is_clear = !faults.cover(&at!(form.sheets).path)
        && at!(form.sheets[]).all(|sheet| !faults.blur(&at!(sheet.find).path));
    let sheets_are_certain = !faults.touch("sheets");
    let geometry = geometry.iter().filter(|_| kind_is_clear);
    for (needs, rules) in parts::RULES.iter().chain(geometry) {
        if !needs.iter().any(|key| report.faults().touch(key)) {
            rules.iter().for_each(|rule| rule(&form, report));
        }
    }
    for rule in parts::WITH_PLAN.iter().chain(of_plan.iter().filter(|_| sheets_are_certain)) {
        rule(&form, plan, report);
    }
}
