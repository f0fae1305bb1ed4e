//! From submissions to facts.

use polars::prelude::PolarsResult;

use super::rows::{ActivityFact, AssessmentFact, EffectFact, IndicatorFact};
use super::{Facts, Table};
use crate::form::{PastActuals, PastValue, Subject};
use crate::notation::{Outcome, Value};
use crate::schema::{ChoiceRole, Form, Plan, Program};
use crate::submission::{Answer, ProgramSheet, Submission};
use crate::terms::{CellRef, RatingCode, Round, Source, Yen};

/// Gathers the sheets in force of all rounds into the four tables, ordered by round and plan.
///
/// # Errors
///
/// If polars refuses a frame.
pub fn gather(plan: &Plan, form: &Form, rounds: &[(Round, &[Submission])]) -> PolarsResult<Facts> {
    let savings = form.codes_with_role(ChoiceRole::Saving);
    let mut assessments = Vec::new();
    let mut indicators = Vec::new();
    let mut activities = Vec::new();
    let mut effects = Vec::new();
    for (round, submissions) in rounds {
        for program in &plan.programs {
            for (submission, sheet) in sheets_in_force(submissions, program) {
                let context = SheetContext { plan, program, round: *round, sheet, submission };
                assessments.push(context.assessment());
                indicators.extend(context.indicators());
                activities.extend(context.activities());
                effects.extend(context.effects(&savings));
            }
        }
    }
    Ok(Facts {
        assessments: Table::new(assessments)?,
        indicators: Table::new(indicators)?,
        activities: Table::new(activities)?,
        effects: Table::new(effects)?,
    })
}

/// The newest actual of each indicator and year that the facts hold, for the forms of later rounds.
#[must_use]
pub fn past_actuals(facts: &Facts) -> PastActuals {
    let mut past = PastActuals::default();
    for fact in &facts.indicators.rows {
        if let Some(value) = fact.value {
            let value = PastValue { value, approx: fact.approx };
            past.insert(fact.indicator.clone(), fact.round.year, value);
        }
    }
    past
}

fn sheets_in_force<'a>(
    submissions: &'a [Submission],
    program: &'a Program,
) -> impl Iterator<Item = (&'a Submission, &'a ProgramSheet)> {
    submissions.iter().filter_map(|submission| Some((submission, submission.read()?))).flat_map(
        move |(submission, read)| {
            let sheets = read.programs.iter();
            sheets
                .filter(move |sheet| sheet.program == program.no && sheet.in_force)
                .map(move |sheet| (submission, sheet))
        },
    )
}

struct SheetContext<'a> {
    plan: &'a Plan,
    program: &'a Program,
    round: Round,
    sheet: &'a ProgramSheet,
    submission: &'a Submission,
}

impl SheetContext<'_> {
    fn text(&self, key: &str) -> Option<String> {
        self.sheet.text(key).map(str::to_owned)
    }

    /// Text of the field's cell as written; empty if the form of this program lacks it.
    fn raw(&self, key: &str) -> String {
        self.sheet.answer(key).map(|answer| answer.raw.clone()).unwrap_or_default()
    }

    /// Place of the field, or the sheet's first cell if the form of this program lacks it.
    fn place(&self, key: &str) -> Source {
        match self.sheet.answer(key) {
            Some(answer) => answer.source.clone(),
            None => self.submission.source(&self.sheet.sheet, CellRef::new(0, 0)),
        }
    }

    fn assessment(&self) -> AssessmentFact {
        let program = self.program;
        AssessmentFact {
            program: program.no,
            round: self.round,
            direction: program.direction.clone(),
            kind: program.kind,
            division: program.lead.clone(),
            rating: self.text("rating").map(RatingCode),
            not_rated_reason: self.text("not_rated_reason"),
            achievement: self.text("achievement").or_else(|| self.text("study_state")),
            issues: self.text("issues"),
            next: self.text("next"),
            review_direction: self.text("review_direction"),
            review_verdict: self.text("review_verdict"),
            review_reason: self.text("review_reason"),
            raw: self.raw("rating"),
            source: self.place("rating"),
        }
    }

    fn indicators(&self) -> Vec<IndicatorFact> {
        let facts = self.program.indicators.iter().filter_map(|indicator| {
            let answer = self.sheet.answer(&format!("indicator_{}_actual", indicator.id))?;
            let (value, approx, missing) = match &answer.outcome {
                Outcome::Read(reading) => {
                    let value = match &reading.value {
                        Value::Number(value) => Some(*value),
                        Value::Money(yen) => Some(yen.0.into()),
                        _ => None,
                    };
                    (value, reading.approx, None)
                }
                Outcome::Missing { reason, .. } => (None, false, Some(*reason)),
                Outcome::Refused(_) => (None, false, None),
            };
            Some(IndicatorFact {
                program: self.program.no,
                indicator: indicator.id.clone(),
                round: self.round,
                value,
                unit: indicator.unit.clone(),
                approx,
                missing,
                note: self.text(&format!("indicator_{}_note", indicator.id)),
                raw: answer.raw.clone(),
                source: answer.source.clone(),
            })
        });
        facts.collect()
    }

    fn activities(&self) -> Vec<ActivityFact> {
        let index = usize::try_from(self.round.year.0 - self.plan.first_year.0).ok();
        let planned = (1u16..).zip(&self.program.activities).map(|(n, activity)| {
            let phase = index.and_then(|index| activity.phases.get(index)).cloned();
            let phase = phase.filter(|phase| !phase.is_empty());
            self.activity(&format!("activity_{n}"), n.to_string(), activity.name.clone(), phase)
        });
        let spare_rows = self.sheet.answers.iter().filter_map(|answer| match answer.subject {
            Subject::SpareActivity(k) if answer.field == "name" => Some((k, answer)),
            _ => None,
        });
        let added = spare_rows.filter_map(|(k, answer)| {
            let prefix = format!("activity_x{k}");
            let name = answer.text()?;
            Some(self.activity(&prefix, format!("x{k}"), name.to_owned(), None))
        });
        planned.chain(added).collect()
    }

    fn activity(
        &self,
        prefix: &str,
        activity_no: String,
        name: String,
        planned_phase: Option<String>,
    ) -> ActivityFact {
        ActivityFact {
            program: self.program.no,
            activity_no,
            name,
            round: self.round,
            planned_phase,
            status: self.text(&format!("{prefix}_status")),
            rating: self.text(&format!("{prefix}_rating")).map(RatingCode),
            result: self.text(&format!("{prefix}_result")),
            source: self.place(&format!("{prefix}_status")),
        }
    }

    fn effects(&self, savings: &[String]) -> Vec<EffectFact> {
        let lines = self.sheet.answers.iter().filter_map(|answer| match answer.subject {
            Subject::Line(n) if answer.block == "effects" && answer.field == "kind" => Some(n),
            _ => None,
        });
        lines.filter_map(|line| self.effect(line, savings)).collect()
    }

    /// A line that has at least one filled cell. A saving is positive whatever sign was typed.
    fn effect(&self, line: u16, savings: &[String]) -> Option<EffectFact> {
        let key = |field: &str| format!("effect_{line}_{field}");
        let of_line = |answer: &&Answer| {
            answer.block == "effects" && answer.subject == Subject::Line(line) && !answer.is_blank()
        };
        self.sheet.answers.iter().find(of_line)?;
        let kind = self.text(&key("kind"));
        let cut = kind.as_ref().is_some_and(|kind| savings.contains(kind));
        let amount = |field: &str| {
            let reading = self.sheet.answer(&key(field))?.reading()?;
            let Value::Money(yen) = reading.value else { return None };
            Some((if cut { yen.abs() } else { yen }, reading.approx))
        };
        let actual: Option<(Yen, bool)> = amount("actual");
        Some(EffectFact {
            program: self.program.no,
            line,
            direction: self.program.direction.clone(),
            round: self.round,
            kind,
            nature: self.text(&key("nature")),
            basis: self.text(&key("basis")),
            title: self.text(&key("title")),
            planned: amount("planned").map(|(yen, _)| yen),
            actual: actual.map(|(yen, _)| yen),
            approx: actual.is_some_and(|(_, approx)| approx),
            method: self.text(&key("method")),
            planned_raw: self.raw(&key("planned")),
            actual_raw: self.raw(&key("actual")),
            source: self.place(&key("actual")),
        })
    }
}
