//! From the text of a schema file to a checked plan or form, with everything that is wrong with it.

use serde::de::DeserializeOwned;

use super::error::SchemaError;
use super::form::Form;
use super::near::among;
use super::plan::Plan;
use super::report::Report;
use super::rule::{At, at};
use super::{form_check, plan_check};
use crate::finding::Problem;

/// The plan that is part of the program.
pub const EMBEDDED_PLAN: &str = include_str!("../../schemas/kodaira-1/plan.toml");

/// The form that is part of the program.
pub const EMBEDDED_FORM: &str = include_str!("../../schemas/kodaira-1/form.toml");

/// A file that was read: its text, and the name that errors show.
#[derive(Debug, Clone, Copy)]
pub struct SchemaText<'t> {
    /// What is in it.
    pub text: &'t str,
    /// Its name.
    pub file: &'t str,
}

/// Reads and checks a plan and the form that is to be filled for it.
///
/// # Errors
/// Everything that is wrong with either file. Where words, keys or types are wrong, the rules look at the rest.
pub fn load_both(
    plan: SchemaText<'_>,
    form: SchemaText<'_>,
) -> Result<(Plan, Form), Vec<SchemaError>> {
    let (mut of_plan, mut of_form) = (Report::new(plan.text), Report::new(form.text));
    let the_plan = read_plan(&mut of_plan);
    let the_form: Option<Form> = of_form.read();
    if let Some(form) = &the_form {
        // A plan whose words, keys or types are wrong is nothing to hold a form against.
        let plan = the_plan.as_ref().filter(|_| of_plan.faults().is_empty());
        form_check::check(form, plan, &mut of_form);
        // Of a form with mistakes, what it offers is not certain.
        if let (Some(plan), true) = (&the_plan, of_form.is_clean()) {
            proposals_are_offered(plan, form, &mut of_plan);
            choices_fit_a_dropdown(plan, form, &mut of_plan);
        }
    }
    match (of_plan.finish(plan.file, the_plan), of_form.finish(form.file, the_form)) {
        (Ok(plan), Ok(form)) => Ok((plan, form)),
        (plan, form) => Err(plan.err().into_iter().chain(form.err()).collect()),
    }
}

/// Reads and checks a plan, and applies its revisions: what comes out is the newest plan, with those that it replaced
/// behind it. `file` is the name that errors show.
///
/// # Errors
/// Everything that is wrong with the text itself and, where that leaves something certain, with the plan.
pub fn load_plan(text: &str, file: &str) -> Result<Plan, SchemaError> {
    let mut report = Report::new(text);
    let plan = read_plan(&mut report);
    report.finish(file, plan)
}

/// Reads and checks a form that is to be filled for `plan`. `file` is the name that errors show.
///
/// # Errors
/// Everything that is wrong with the text itself and, where that leaves something certain, with the form.
pub fn load_form(text: &str, file: &str, plan: &Plan) -> Result<Form, SchemaError> {
    let mut report = Report::new(text);
    let form: Option<Form> = report.read();
    if let Some(form) = &form {
        form_check::check(form, Some(plan), &mut report);
    }
    report.finish(file, form)
}

/// Reads a settings file of any shape, with the same words for its faults.
///
/// # Errors
/// Everything that is wrong with the text.
pub fn load_settings<T: DeserializeOwned>(text: &str, file: &str) -> Result<T, SchemaError> {
    let mut report = Report::new(text);
    let settings = report.read();
    report.finish(file, settings)
}

/// The plan that a text describes; its revisions are applied if nothing is wrong with it.
fn read_plan(report: &mut Report<'_>) -> Option<Plan> {
    let plan: Plan = report.read()?;
    plan_check::check(&plan, report);
    Some(if report.is_clean() { plan.with_revisions() } else { plan })
}

/// A rule of the plan's `[review]` names choices that the form offers: otherwise it would never apply.
fn proposals_are_offered(plan: &Plan, form: &Form, report: &mut Report<'_>) {
    let (plan, known) = (At::whole(plan), form.proposal_codes());
    let rules = at!(plan.review?).into_iter().flat_map(|review| at!(review.rules[]));
    for when in rules.map(|rule| at!(rule.when)) {
        for At { path, it: found } in at!(when.proposal[]).filter(|one| !known.contains(one.it)) {
            let (guess, known) = among(found, known.clone());
            report.add(&path, Problem::UnknownProposal { found: found.clone(), guess, known });
        }
    }
}

/// Steps of scales and reasons for not rating stand in dropdowns of a form that this program writes.
fn choices_fit_a_dropdown(plan: &Plan, form: &Form, report: &mut Report<'_>) {
    if form.is_existing() {
        return;
    }
    let plan = At::whole(plan);
    for level in at!(plan.scales[]).flat_map(|scale| at!(scale.levels[])) {
        report.has_no_comma(&at!(level.code));
    }
    for entry in at!(plan.not_rated[]) {
        report.has_no_comma(&at!(entry.reason));
    }
}
