//! From the text of a schema file to a checked plan or form.

use std::ops::Range;

use serde::de::DeserializeOwned;

use super::error::{SchemaError, SchemaProblem};
use super::form::Form;
use super::locate::{Path, Places, at};
use super::plan::Plan;
use super::problem::ProblemKind;
use super::rule_grade::{RuleGrade, RuleLevel};
use super::{form_check, plan_check};

/// The plan that is part of the program.
pub const EMBEDDED_PLAN: &str = include_str!("../../schemas/kodaira-1/plan.toml");

/// The form that is part of the program.
pub const EMBEDDED_FORM: &str = include_str!("../../schemas/kodaira-1/form.toml");

/// Reads and checks a plan, and applies its revisions: what comes out is the newest plan, with those that it replaced
/// behind it. `file` is the name that errors show.
///
/// # Errors
/// The first fault of the text itself, or else everything that the plan's own rules find.
pub fn load_plan(text: &str, file: &str) -> Result<Plan, SchemaError> {
    let plan: Plan = parse(text, file)?;
    let mut report = Report::new(text);
    plan_check::check(&plan, &mut report);
    report.finish(file, plan).map(Plan::with_revisions)
}

/// What the plan's `[rules]` may name. The codes are those of the checks, a later stage that this room does not know:
/// the caller brings them.
#[derive(Debug, Clone, Copy)]
pub struct RuleCodes<'a> {
    /// Every code.
    pub known: &'a [&'a str],
    /// Those that no plan may switch off.
    pub never_off: &'a [&'a str],
}

/// Refuses a code in the plan's `[rules]` that is unknown, or switched off though it may not be. `text` and `file` are
/// those that the plan was loaded from.
///
/// # Errors
/// Every such code, with its place.
pub fn refuse_wrong_rules(
    text: &str,
    file: &str,
    plan: &Plan,
    codes: RuleCodes<'_>,
) -> Result<(), SchemaError> {
    let mut report = Report::new(text);
    for (found, grade) in &plan.rules {
        let code = found.as_str();
        let what = if !codes.known.contains(&code) {
            let known = codes.known.iter().map(|code| (*code).to_owned()).collect();
            ProblemKind::UnknownRule { found: found.clone(), known }
        } else if *grade == RuleGrade::Level(RuleLevel::Off) && codes.never_off.contains(&code) {
            ProblemKind::RuleNeverOff(found.clone())
        } else {
            continue;
        };
        report.add(&at("rules").key(found), what);
    }
    report.finish(file, ())
}

/// Refuses a choice in the plan's `[review]` that the form does not offer: its rule would never apply.
///
/// `text` and `file` are those that the plan was loaded from.
///
/// # Errors
/// Every unknown choice, with its place.
pub fn refuse_unknown_proposals(
    text: &str,
    file: &str,
    plan: &Plan,
    form: &Form,
) -> Result<(), SchemaError> {
    let known = form.proposal_codes();
    let mut report = Report::new(text);
    let rules = plan.review.iter().flat_map(|review| review.rules.iter().enumerate());
    for (index, rule) in rules {
        let here = at("review").key("rules").item(index).key("when").key("proposal");
        for (n, found) in rule.when.proposal.iter().enumerate() {
            if !known.contains(found) {
                let (found, known) = (found.clone(), known.clone());
                report.add(&here.item(n), ProblemKind::UnknownProposal { found, known });
            }
        }
    }
    report.finish(file, ())
}

/// Reads and checks a form that is to be filled for `plan`. `file` is the name that errors show.
///
/// # Errors
/// The first fault of the text itself, or else everything that the form's own rules find.
pub fn load_form(text: &str, file: &str, plan: &Plan) -> Result<Form, SchemaError> {
    let form: Form = parse(text, file)?;
    let mut report = Report::new(text);
    form_check::check(&form, plan, &mut report);
    report.finish(file, form)
}

/// Reads a settings file of any shape, with the same words for its faults.
///
/// # Errors
/// The first fault of the text.
pub fn load_settings<T: DeserializeOwned>(text: &str, file: &str) -> Result<T, SchemaError> {
    parse(text, file)
}

/// What the rules have found so far.
pub(super) struct Report<'t> {
    text: &'t str,
    places: Places<'t>,
    problems: Vec<SchemaProblem>,
}

impl<'t> Report<'t> {
    fn new(text: &'t str) -> Report<'t> {
        Report { text, places: Places::new(text), problems: Vec::new() }
    }

    /// Records `what` at `path`.
    pub(super) fn add(&mut self, path: &Path, what: ProblemKind) {
        let span = self.places.span(path);
        self.problems.push(SchemaProblem::new(self.text, span, path, what));
    }

    /// The line on which `path` begins, for problems that point at a second place.
    pub(super) fn line(&self, path: &Path) -> usize {
        self.places.line(path)
    }

    fn finish<T>(self, file: &str, value: T) -> Result<T, SchemaError> {
        match self.problems.is_empty() {
            true => Ok(value),
            false => Err(SchemaError::new(file, self.text, self.problems)),
        }
    }
}

fn parse<T: DeserializeOwned>(text: &str, file: &str) -> Result<T, SchemaError> {
    toml::from_str(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let places = Places::new(text);
        let (what, span) = translate(error.message(), text, span);
        // An empty span stands for the whole file, or for a text that has no paths at all.
        let path = if span.is_empty() { Path::default() } else { places.path_at(&span) };
        SchemaError::new(file, text, vec![SchemaProblem::new(text, span, &path, what)])
    })
}

/// Recognises a message of toml or serde, and narrows its span where the parser gives a wide one.
///
/// Neither library has an interface for this; a message that is not recognised is shown as it is.
fn translate(message: &str, text: &str, span: Range<usize>) -> (ProblemKind, Range<usize>) {
    let quoted = ticked(message);
    let first = || quoted.first().cloned().unwrap_or_default();
    let rest = || quoted.iter().skip(1).cloned().collect::<Vec<_>>();
    let what = if message.starts_with("unknown field ") {
        ProblemKind::UnknownKey { found: first(), known: rest() }
    } else if message.starts_with("missing field ") {
        ProblemKind::MissingKey(first())
    } else if message.starts_with("unknown variant ") {
        ProblemKind::UnknownWord { found: first(), known: rest() }
    } else if let Some(found) = message.strip_prefix("not a round (write 2022 or 2022-H1): ") {
        ProblemKind::NotARound(found.to_owned())
    } else if let Some(found) = message.strip_prefix("not a cell address: ") {
        ProblemKind::NotACell(found.to_owned())
    } else if message == "duplicate key" {
        ProblemKind::KeyTwice(slice(text, &span))
    } else if let Some((found, expected)) = wrong_value(message) {
        let written = slice(text, &span);
        let is_number = found.starts_with("integer ");
        let found = if written.is_empty() { found.to_owned() } else { written };
        match expected {
            // Years are the only numbers of this width.
            "i16" if is_number => ProblemKind::NotAYear(found),
            _ => ProblemKind::WrongType { found, expected: expected.to_owned() },
        }
    } else if toml::de::DeTable::parse(text).is_err() {
        ProblemKind::Syntax(message.to_owned())
    } else {
        ProblemKind::Unreadable(message.to_owned())
    };
    match what {
        // A key missing at the top has the whole file as its span.
        ProblemKind::MissingKey(_) if span.start == 0 && span.end >= text.len() => (what, 0..0),
        _ => (what, span),
    }
}

/// What stands at `span`, if it is short enough for a sentence.
fn slice(text: &str, span: &Range<usize>) -> String {
    let part = text.get(span.clone()).unwrap_or("");
    let short: String = part.lines().next().unwrap_or("").chars().take(30).collect();
    if short.len() < part.len() { format!("{short}…") } else { short }
}

/// The parts of `invalid type: X, expected Y` and `invalid value: X, expected Y`.
fn wrong_value(message: &str) -> Option<(&str, &str)> {
    let rest = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "))?;
    rest.rsplit_once(", expected ")
}

/// The words between backticks.
fn ticked(message: &str) -> Vec<String> {
    message.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
