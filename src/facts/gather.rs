//! From submissions to facts.

use polars::prelude::PolarsResult;

use super::answers::Answers;
use super::contact::contact;
use super::model::Facts;
use super::place::ValuePlace;
use super::proposal::proposal;
use super::rows::{ActivityFact, AssessmentFact, EffectFact, IndicatorFact};
use super::table::Table;
use crate::form::field_ids as ids;
use crate::form::{FieldId, PastActuals, PastValue, Subject};
use crate::notation::{Missing, Outcome, Value};
use crate::schema::{ChoiceRole, Form, Indicator, Plan, Program};
use crate::submission::{Answer, ProgramSheet, Submission};
use crate::terms::{CellRef, FiscalYear, RatingCode, Round, Source, Yen};

impl Facts {
    /// Facts of no round.
    ///
    /// # Errors
    ///
    /// If polars refuses a frame.
    pub fn none() -> PolarsResult<Facts> {
        Ok(Facts {
            assessments: Table::new(Vec::new())?,
            indicators: Table::new(Vec::new())?,
            activities: Table::new(Vec::new())?,
            effects: Table::new(Vec::new())?,
            answers: Table::new(Vec::new())?,
            proposals: Vec::new(),
            contacts: Vec::new(),
        })
    }

    /// Adds the sheets in force of a later round, in plan order, read by the plan that was in force in its year.
    ///
    /// # Errors
    ///
    /// If polars refuses a frame.
    pub fn add(
        &mut self,
        plan: &Plan,
        form: &Form,
        round: Round,
        submissions: &[Submission],
    ) -> PolarsResult<()> {
        let savings = form.codes_with_role(ChoiceRole::Saving);
        let mut assessments = Vec::new();
        let mut indicators = Vec::new();
        let mut activities = Vec::new();
        let mut effects = Vec::new();
        let mut others = Vec::new();
        let plan = plan.in_force(round.year);
        for program in &plan.programs {
            for (submission, sheet) in sheets_in_force(submissions, program) {
                let first = submission.source(&sheet.sheet, CellRef::new(0, 0));
                let answers = Answers::of(sheet);
                let context = SheetContext { plan, program, round, answers, first };
                assessments.push(context.assessment());
                indicators.extend(context.indicators());
                activities.extend(context.activities());
                effects.extend(context.effects(&savings));
                self.contacts.push(contact(program.no, round, &context.answers));
                if plan.is_review(round) {
                    let place = context.place(&Subject::Program, ids::RATING);
                    let answers = &context.answers;
                    self.proposals.push(proposal(form, program, round, answers, &place));
                }
                // What none of these has taken.
                others.extend(context.answers.left(round));
            }
        }
        self.assessments.add(assessments)?;
        self.indicators.add(indicators)?;
        self.activities.add(activities)?;
        self.effects.add(effects)?;
        self.answers.add(others)
    }
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
    answers: Answers<'a>,
    /// Its first cell.
    first: Source,
}

impl SheetContext<'_> {
    fn text(&self, subject: &Subject, field: FieldId<'_>) -> Option<String> {
        self.answers.answer(subject, field)?.text().map(str::to_owned)
    }

    /// Text of the field's cell as written; empty if the form of this program lacks it.
    fn raw(&self, subject: &Subject, field: FieldId<'_>) -> String {
        let answer = self.answers.answer(subject, field);
        answer.map(|answer| answer.raw.clone()).unwrap_or_default()
    }

    /// Place of the field, or the sheet's first cell if the form of this program lacks it.
    fn place(&self, subject: &Subject, field: FieldId<'_>) -> Source {
        match self.answers.answer(subject, field) {
            Some(answer) => answer.source.clone(),
            None => self.first.clone(),
        }
    }

    /// Cells of texts and choices about `subject`, each with the column that it is the value of.
    fn text_places(
        &self,
        subject: &Subject,
        fields: impl IntoIterator<Item = (&'static str, FieldId<'static>)>,
    ) -> Vec<ValuePlace> {
        let fields = fields.into_iter().filter_map(|(column, field)| {
            let answer = self.answers.answer(subject, field)?;
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
            let corrections = self.answers.corrections(&indicator.id).filter_map(|answer| {
                let Subject::PastActual(_, year) = answer.question.subject else { return None };
                Some(self.indicator(indicator, answer, year, None))
            });
            let subject = Subject::Indicator(indicator.id.clone());
            let actual = self.answers.answer(&subject, ids::ACTUAL);
            let note = self.answers.answer(&subject, ids::NOTE);
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
        let names = self.answers.seen().iter().filter(|answer| answer.is(ids::NAME));
        let added = names.filter_map(|answer| {
            let subject = &answer.question.subject;
            let Subject::SpareActivity(k) = subject else { return None };
            answer.text()?;
            let name = self.text(subject, ids::NAME)?;
            Some(self.activity(subject.clone(), format!("x{k}"), name, None))
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
        let lines = self.answers.lines(ids::EFFECTS, ids::KIND).map(|(line, _)| line);
        lines.filter_map(|line| self.effect(line, savings)).collect()
    }

    /// A line that has at least one filled cell. A saving is positive whatever sign was typed.
    fn effect(&self, line: u16, savings: &[String]) -> Option<EffectFact> {
        let subject = &Subject::line(ids::EFFECTS, line);
        let of_line = |answer: &&Answer| answer.question.subject == *subject && !answer.is_blank();
        self.answers.seen().iter().find(of_line)?;
        let text = |field| self.text(subject, field);
        let kind = text(ids::KIND);
        let cut = kind.as_ref().is_some_and(|kind| savings.contains(kind));
        let amount = |field| {
            let reading = self.answers.answer(subject, field)?.reading()?;
            let Value::Money(yen) = reading.value else { return None };
            Some((if cut { yen.abs() } else { yen }, reading.approx))
        };
        let actual: Option<(Yen, bool)> = amount(ids::ACTUAL);
        let planned = self.answers.answer(subject, ids::PLANNED);
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
            actual_open: self.answers.answer(subject, ids::ACTUAL).is_none_or(is_open),
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
