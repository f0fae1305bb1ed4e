//! Fields that contradict each other (family X): within a sheet, against the year before, and between programs.
//!
//! Each rule is one function: `rating.rs` the rating beside the other fields, `indicator.rs` actuals and targets,
//! `effect.rs` the lines of fiscal effect and `effect_scale.rs` the size of their amounts, `narrative.rs` the texts,
//! `review.rs` the proposals of the mid-term review. A rule that cannot compare, because a value is missing or could not
//! be read, says nothing: that gap has a finding of its own.

mod effect;
mod effect_scale;
mod indicator;
mod narrative;
mod rating;
mod review;

use serde::{Deserialize, Serialize};

use super::CheckContext;
use crate::finding::{Finding, Place, What};
use crate::form::field_ids as ids;
use crate::form::{FieldId, FormContext, Subject};
use crate::schema::{Indicator, Level, Program, Standing};
use crate::submission::{Answer, Observation, ProgramSheet, ReadSubmission};
use crate::terms::{ProgramNo, RatingCode};

/// Place of an answer.
pub(super) fn place(answer: &Answer) -> Place {
    Place::of(&answer.source)
}

/// All contradictions of a sheet: within itself, and against earlier rounds.
pub(super) fn contradictions(
    checks: &CheckContext<'_>,
    read: &ReadSubmission,
    sheet: &ProgramSheet,
) -> Vec<Finding> {
    // A form of another round counts for nothing, and "last year" would be the wrong one.
    if read.identity.round.is_some_and(|round| round != checks.form.round) {
        return Vec::new();
    }
    let Some(program) = checks.form.plan.program(sheet.program) else { return Vec::new() };
    let page = Page { checks, program, sheet, observations: &read.observations };
    let rules: [fn(&Page<'_>) -> Vec<Finding>; 6] = [
        rating::rules,
        indicator::rules,
        effect::rules,
        effect_scale::rules,
        narrative::rules,
        review::rules,
    ];
    rules.iter().flat_map(|rule| rule(&page)).collect()
}

/// What of a sheet is held against other programs of the round.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Shared {
    program: ProgramNo,
    lines: Vec<effect::SharedLine>,
    amounts: Vec<effect_scale::SharedAmount>,
    texts: Vec<narrative::SharedText>,
}

impl Shared {
    pub(super) fn of(checks: &CheckContext<'_>, sheet: &ProgramSheet) -> Shared {
        Shared {
            program: sheet.program,
            lines: effect::shared(&checks.form, sheet),
            amounts: effect_scale::shared(checks, sheet),
            texts: narrative::shared(sheet),
        }
    }
}

/// What contradicts between the programs of a round, each with the submission it belongs to. Only sheets in force are
/// compared: an earlier submission of the same program says the same on purpose.
pub(super) fn across(
    checks: &CheckContext<'_>,
    sheets: &[(usize, &Shared)],
) -> Vec<(usize, Finding)> {
    let mut findings = effect::repeated(sheets);
    findings.extend(effect_scale::across(checks, sheets));
    findings.extend(narrative::same_text(sheets));
    findings
}

/// An answer that a finding may name once its sheet is gone.
#[derive(Debug, Serialize, Deserialize)]
struct Spot {
    place: Place,
    program: ProgramNo,
    field: String,
}

impl Spot {
    fn of(sheet: &ProgramSheet, answer: &Answer) -> Spot {
        let field = answer.question.key().to_owned();
        Spot { place: place(answer), program: sheet.program, field }
    }

    fn finding(&self, what: impl Into<What>) -> Finding {
        Finding::new(what, self.place.clone()).program(self.program).field(&self.field)
    }
}

/// A program's sheet with what its rules may look at.
struct Page<'a> {
    checks: &'a CheckContext<'a>,
    program: &'a Program,
    sheet: &'a ProgramSheet,
    observations: &'a [Observation],
}

impl Page<'_> {
    fn form(&self) -> &FormContext<'_> {
        &self.checks.form
    }

    /// A finding at an answer, without what was written: narratives are long.
    fn finding(&self, what: impl Into<What>, answer: &Answer) -> Finding {
        at_answer(what, self.sheet, answer)
    }

    /// The program's rating as answered, with its step of the scale in force.
    fn rating(&self) -> Option<(&Answer, &Level)> {
        let answer = self.sheet.own(ids::RATING)?;
        let code = RatingCode(answer.text()?.to_owned());
        let level = self.form().plan.scale(self.form().round.year).level(&code)?;
        Some((answer, level))
    }

    fn is_behind(&self) -> bool {
        self.rating().is_some_and(|(_, level)| level.standing == Standing::Behind)
    }

    /// The indicators with the answer to this field of each.
    fn indicators(&self, field: FieldId<'static>) -> impl Iterator<Item = (&Indicator, &Answer)> {
        let indicators = self.program.indicators.iter();
        indicators.filter_map(move |indicator| {
            let subject = Subject::Indicator(indicator.id.clone());
            Some((indicator, self.sheet.answer(&subject, field)?))
        })
    }
}

fn at_answer(what: impl Into<What>, sheet: &ProgramSheet, answer: &Answer) -> Finding {
    Finding::new(what, place(answer)).program(sheet.program).field(answer.question.key())
}
