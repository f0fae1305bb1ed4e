//! From submissions to facts.

use polars::prelude::PolarsResult;

use super::contact::contact;
use super::place::ValuePlace;
use super::proposal::proposal;
use super::rows::{ActivityFact, AssessmentFact, EffectFact, IndicatorFact};
use super::{Facts, Table};
use crate::form::field_ids as ids;
use crate::form::{FieldId, PastActuals, PastValue, Subject};
use crate::notation::{Missing, Outcome, Value};
use crate::schema::{ChoiceRole, Form, Indicator, Plan, Program};
use crate::submission::{Answer, ProgramSheet, Submission};
use crate::terms::{CellRef, FiscalYear, RatingCode, Round, Source, Yen};

/// Gathers the sheets in force of all rounds into the four tables, ordered by round and plan. Each round is read by the
/// plan that was in force in its year.
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
    let mut proposals = Vec::new();
    let mut contacts = Vec::new();
    for (round, submissions) in rounds {
        let plan = plan.in_force(round.year);
        for program in &plan.programs {
            for (submission, sheet) in sheets_in_force(submissions, program) {
                let context = SheetContext { plan, program, round: *round, sheet, submission };
                assessments.push(context.assessment());
                indicators.extend(context.indicators());
                activities.extend(context.activities());
                effects.extend(context.effects(&savings));
                contacts.push(contact(program.no, *round, sheet));
                if plan.is_review(*round) {
                    proposals.push(proposal(
                        form,
                        program,
                        *round,
                        sheet,
                        &context.place(&Subject::Program, ids::RATING),
                    ));
                }
            }
        }
    }
    Ok(Facts {
        assessments: Table::new(assessments)?,
        indicators: Table::new(indicators)?,
        activities: Table::new(activities)?,
        effects: Table::new(effects)?,
        proposals,
        contacts,
    })
}

/// The newest actual of each indicator and year that the facts hold, for the forms of later rounds.
#[must_use]
pub fn past_actuals(facts: &Facts) -> PastActuals {
    let mut past = PastActuals::default();
    for fact in &facts.indicators.rows {
        if let Some(value) = fact.value {
            let value = PastValue { value, approx: fact.approx };
            past.insert(fact.indicator.clone(), fact.fiscal_year, value);
        } else if fact.is_correction() && fact.missing.is_some() {
            past.remove(&fact.indicator, fact.fiscal_year);
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
    fn text(&self, subject: &Subject, field: FieldId<'_>) -> Option<String> {
        self.sheet.answer(subject, field)?.text().map(str::to_owned)
    }

    /// Text of the field's cell as written; empty if the form of this program lacks it.
    fn raw(&self, subject: &Subject, field: FieldId<'_>) -> String {
        let answer = self.sheet.answer(subject, field);
        answer.map(|answer| answer.raw.clone()).unwrap_or_default()
    }

    /// Place of the field, or the sheet's first cell if the form of this program lacks it.
    fn place(&self, subject: &Subject, field: FieldId<'_>) -> Source {
        match self.sheet.answer(subject, field) {
            Some(answer) => answer.source.clone(),
            None => self.submission.source(&self.sheet.sheet, CellRef::new(0, 0)),
        }
    }

    /// Cells of texts and choices about `subject`, each with the column that it is the value of.
    fn text_places(
        &self,
        subject: &Subject,
        fields: impl IntoIterator<Item = (&'static str, FieldId<'static>)>,
    ) -> Vec<ValuePlace> {
        let fields = fields.into_iter().filter_map(|(column, field)| {
            let answer = self.sheet.answer(subject, field)?;
            ValuePlace::of_text(column, answer, answer.text())
        });
        fields.collect()
    }

    fn assessment(&self) -> AssessmentFact {
        let program = self.program;
        let own = &Subject::Program;
        let text = |field| self.text(own, field);
        let fields = [
            ("not_rated_reason", ids::NOT_RATED_REASON),
            ("achievement", ids::ACHIEVEMENT),
            ("achievement", ids::STUDY_STATE),
            ("issues", ids::ISSUES),
            ("next", ids::NEXT),
            ("review_direction", ids::REVIEW_DIRECTION),
            ("review_verdict", ids::REVIEW_VERDICT),
            ("review_reason", ids::REVIEW_REASON),
        ];
        AssessmentFact {
            program: program.no,
            round: self.round,
            direction: program.direction.clone(),
            kind: program.kind,
            division: program.lead.clone(),
            rating: text(ids::RATING).map(RatingCode),
            not_rated_reason: text(ids::NOT_RATED_REASON),
            achievement: text(ids::ACHIEVEMENT).or_else(|| text(ids::STUDY_STATE)),
            issues: text(ids::ISSUES),
            next: text(ids::NEXT),
            review_direction: text(ids::REVIEW_DIRECTION),
            review_verdict: text(ids::REVIEW_VERDICT),
            review_reason: text(ids::REVIEW_REASON),
            raw: self.raw(own, ids::RATING),
            source: self.place(own, ids::RATING),
            places: self.text_places(own, fields),
        }
    }

    fn indicators(&self) -> Vec<IndicatorFact> {
        let facts = self.program.indicators.iter().flat_map(|indicator| {
            let corrections =
                self.sheet.answers.iter().filter_map(|answer| match &answer.question.subject {
                    Subject::PastActual(id, year) if *id == indicator.id => {
                        Some(self.indicator(indicator, answer, *year, None))
                    }
                    _ => None,
                });
            let subject = Subject::Indicator(indicator.id.clone());
            let actual = self.sheet.answer(&subject, ids::ACTUAL);
            let note = self.sheet.answer(&subject, ids::NOTE);
            let actual =
                actual.map(|answer| self.indicator(indicator, answer, self.round.year, note));
            actual.into_iter().chain(corrections)
        });
        facts.collect()
    }

    fn indicator(
        &self,
        indicator: &Indicator,
        answer: &Answer,
        fiscal_year: FiscalYear,
        note: Option<&Answer>,
    ) -> IndicatorFact {
        let known = answer.known();
        let missing = match &answer.outcome {
            Outcome::Missing { reason, .. } => Some(*reason),
            Outcome::Read(_) | Outcome::Refused(_) => None,
        };
        IndicatorFact {
            program: self.program.no,
            indicator: indicator.id.clone(),
            fiscal_year,
            round: self.round,
            value: known.map(|known| known.value),
            unit: indicator.unit.clone(),
            approx: known.is_some_and(|known| known.approx),
            missing,
            note: note.and_then(Answer::text).map(str::to_owned),
            raw: answer.raw.clone(),
            source: answer.source.clone(),
            places: note
                .and_then(|note| ValuePlace::of_text("note", note, note.text()))
                .into_iter()
                .collect(),
        }
    }

    fn activities(&self) -> Vec<ActivityFact> {
        let index = usize::try_from(self.round.year.0 - self.plan.first_year.0).ok();
        let planned = (1u16..).zip(&self.program.activities).map(|(n, activity)| {
            let phase = index.and_then(|index| activity.phases.get(index)).cloned();
            let phase = phase.filter(|phase| !phase.is_empty());
            self.activity(Subject::Activity(n), n.to_string(), activity.name.clone(), phase)
        });
        let spare_rows = self.sheet.answers.iter().filter(|answer| answer.is(ids::NAME));
        let added = spare_rows.filter_map(|answer| {
            let Subject::SpareActivity(k) = answer.question.subject else { return None };
            let name = answer.text()?.to_owned();
            Some(self.activity(Subject::SpareActivity(k), format!("x{k}"), name, None))
        });
        planned.chain(added).collect()
    }

    fn activity(
        &self,
        subject: Subject,
        activity_no: String,
        name: String,
        planned_phase: Option<String>,
    ) -> ActivityFact {
        // The name of a line of the plan is the plan's.
        let own_name = matches!(subject, Subject::SpareActivity(_)).then_some(("name", ids::NAME));
        let fields = [("rating", ids::RATING), ("result", ids::RESULT)].into_iter().chain(own_name);
        ActivityFact {
            program: self.program.no,
            activity_no,
            name,
            round: self.round,
            planned_phase,
            status: self.text(&subject, ids::STATUS),
            rating: self.text(&subject, ids::RATING).map(RatingCode),
            result: self.text(&subject, ids::RESULT),
            raw: self.raw(&subject, ids::STATUS),
            source: self.place(&subject, ids::STATUS),
            places: self.text_places(&subject, fields),
        }
    }

    fn effects(&self, savings: &[String]) -> Vec<EffectFact> {
        let lines = self.sheet.lines(ids::EFFECTS, ids::KIND).map(|(line, _)| line);
        lines.filter_map(|line| self.effect(line, savings)).collect()
    }

    /// A line that has at least one filled cell. A saving is positive whatever sign was typed.
    fn effect(&self, line: u16, savings: &[String]) -> Option<EffectFact> {
        let subject = &Subject::line(ids::EFFECTS, line);
        let of_line = |answer: &&Answer| answer.question.subject == *subject && !answer.is_blank();
        self.sheet.answers.iter().find(of_line)?;
        let text = |field| self.text(subject, field);
        let kind = text(ids::KIND);
        let cut = kind.as_ref().is_some_and(|kind| savings.contains(kind));
        let amount = |field| {
            let reading = self.sheet.answer(subject, field)?.reading()?;
            let Value::Money(yen) = reading.value else { return None };
            Some((if cut { yen.abs() } else { yen }, reading.approx))
        };
        let actual: Option<(Yen, bool)> = amount(ids::ACTUAL);
        let planned = self.sheet.answer(subject, ids::PLANNED);
        let mut places: Vec<ValuePlace> =
            planned.and_then(|answer| ValuePlace::of("planned_yen", answer)).into_iter().collect();
        let texts = [ids::KIND, ids::NATURE, ids::BASIS, ids::TITLE, ids::METHOD];
        places.extend(self.text_places(subject, texts.map(|field| (field.0, field))));
        Some(EffectFact {
            program: self.program.no,
            line,
            direction: self.program.direction.clone(),
            round: self.round,
            kind,
            nature: text(ids::NATURE),
            basis: text(ids::BASIS),
            title: text(ids::TITLE),
            planned: amount(ids::PLANNED).map(|(yen, _)| yen),
            planned_open: planned.is_some_and(|planned| !planned.is_blank() && is_open(planned)),
            actual: actual.map(|(yen, _)| yen),
            actual_open: self.sheet.answer(subject, ids::ACTUAL).is_none_or(is_open),
            approx: actual.is_some_and(|(_, approx)| approx),
            method: text(ids::METHOD),
            planned_raw: self.raw(subject, ids::PLANNED),
            actual_raw: self.raw(subject, ids::ACTUAL),
            source: self.place(subject, ids::ACTUAL),
            places,
        })
    }
}

/// Whether a cell for an amount leaves it unknown: it has none, and does not say that there is none.
fn is_open(answer: &Answer) -> bool {
    match &answer.outcome {
        Outcome::Read(reading) => !matches!(reading.value, Value::Money(_)),
        Outcome::Missing { reason, .. } => {
            !matches!(reason, Missing::None | Missing::NotApplicable)
        }
        Outcome::Refused(_) => true,
    }
}
