//! From submissions to facts.

use polars::prelude::PolarsResult;

use super::contact::contact;
use super::place::ValuePlace;
use super::proposal::proposal;
use super::rows::{ActivityFact, AssessmentFact, EffectFact, IndicatorFact};
use super::{Facts, Table};
use crate::form::field_ids as ids;
use crate::form::{PastActuals, PastValue, Subject};
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
                        &context.place("rating"),
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

    /// Cells of the texts and choices `key`, each with the column that it is the value of.
    fn text_places<'k>(
        &self,
        fields: impl IntoIterator<Item = (&'static str, &'k str)>,
    ) -> Vec<ValuePlace> {
        let fields = fields.into_iter().filter_map(|(column, key)| {
            let answer = self.sheet.answer(key)?;
            ValuePlace::of_text(column, answer, answer.text())
        });
        fields.collect()
    }

    fn assessment(&self) -> AssessmentFact {
        let program = self.program;
        let places = self.text_places([
            ("not_rated_reason", ids::NOT_RATED_REASON),
            ("achievement", ids::ACHIEVEMENT),
            ("achievement", ids::STUDY_STATE),
            ("issues", ids::ISSUES),
            ("next", ids::NEXT),
            ("review_direction", ids::REVIEW_DIRECTION),
            ("review_verdict", ids::REVIEW_VERDICT),
            ("review_reason", ids::REVIEW_REASON),
        ]);
        AssessmentFact {
            program: program.no,
            round: self.round,
            direction: program.direction.clone(),
            kind: program.kind,
            division: program.lead.clone(),
            rating: self.text(ids::RATING).map(RatingCode),
            not_rated_reason: self.text(ids::NOT_RATED_REASON),
            achievement: self.text(ids::ACHIEVEMENT).or_else(|| self.text(ids::STUDY_STATE)),
            issues: self.text(ids::ISSUES),
            next: self.text(ids::NEXT),
            review_direction: self.text(ids::REVIEW_DIRECTION),
            review_verdict: self.text(ids::REVIEW_VERDICT),
            review_reason: self.text(ids::REVIEW_REASON),
            raw: self.raw(ids::RATING),
            source: self.place(ids::RATING),
            places,
        }
    }

    fn indicators(&self) -> Vec<IndicatorFact> {
        let facts = self.program.indicators.iter().flat_map(|indicator| {
            let corrections =
                self.sheet.answers.iter().filter_map(|answer| match &answer.subject {
                    Subject::PastActual(id, year) if *id == indicator.id => {
                        Some(self.indicator(indicator, answer, *year, None))
                    }
                    _ => None,
                });
            let actual = self.sheet.answer(&ids::indicator_key(&indicator.id, ids::ACTUAL));
            let note = self.sheet.answer(&ids::indicator_key(&indicator.id, ids::NOTE));
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
            let key = |field: &str| ids::activity_key(n, field);
            self.activity(&key, n.to_string(), activity.name.clone(), phase)
        });
        let spare_rows = self.sheet.answers.iter().filter_map(|answer| match answer.subject {
            Subject::SpareActivity(k) if answer.field == ids::NAME => Some((k, answer)),
            _ => None,
        });
        let added = spare_rows.filter_map(|(k, answer)| {
            let key = |field: &str| ids::added_activity_key(k, field);
            let name = answer.text()?;
            Some(self.activity(&key, format!("x{k}"), name.to_owned(), None))
        });
        planned.chain(added).collect()
    }

    fn activity(
        &self,
        key: &dyn Fn(&str) -> String,
        activity_no: String,
        name: String,
        planned_phase: Option<String>,
    ) -> ActivityFact {
        let is_added = activity_no.starts_with('x');
        // The name of a line of the plan is the plan's.
        let own_name = is_added.then_some(("name", ids::NAME));
        let fields = [("rating", ids::RATING), ("result", ids::RESULT)].into_iter().chain(own_name);
        let keys: Vec<_> = fields.map(|(column, field)| (column, key(field))).collect();
        ActivityFact {
            program: self.program.no,
            activity_no,
            name,
            round: self.round,
            planned_phase,
            status: self.text(&key(ids::STATUS)),
            rating: self.text(&key(ids::RATING)).map(RatingCode),
            result: self.text(&key(ids::RESULT)),
            raw: self.raw(&key(ids::STATUS)),
            source: self.place(&key(ids::STATUS)),
            places: self.text_places(keys.iter().map(|(column, key)| (*column, key.as_str()))),
        }
    }

    fn effects(&self, savings: &[String]) -> Vec<EffectFact> {
        let lines = self.sheet.answers.iter().filter_map(|answer| match answer.subject {
            Subject::Line(n) if answer.block == ids::EFFECTS && answer.field == ids::KIND => {
                Some(n)
            }
            _ => None,
        });
        lines.filter_map(|line| self.effect(line, savings)).collect()
    }

    /// A line that has at least one filled cell. A saving is positive whatever sign was typed.
    fn effect(&self, line: u16, savings: &[String]) -> Option<EffectFact> {
        let key = |field: &str| ids::effect_key(line, field);
        let of_line = |answer: &&Answer| {
            answer.block == ids::EFFECTS
                && answer.subject == Subject::Line(line)
                && !answer.is_blank()
        };
        self.sheet.answers.iter().find(of_line)?;
        let kind = self.text(&key(ids::KIND));
        let cut = kind.as_ref().is_some_and(|kind| savings.contains(kind));
        let amount = |field: &str| {
            let reading = self.sheet.answer(&key(field))?.reading()?;
            let Value::Money(yen) = reading.value else { return None };
            Some((if cut { yen.abs() } else { yen }, reading.approx))
        };
        let actual: Option<(Yen, bool)> = amount(ids::ACTUAL);
        let planned = self.sheet.answer(&key(ids::PLANNED));
        let mut places: Vec<ValuePlace> =
            planned.and_then(|answer| ValuePlace::of("planned_yen", answer)).into_iter().collect();
        let texts = [ids::KIND, ids::NATURE, ids::BASIS, ids::TITLE, ids::METHOD];
        let texts = texts.map(|field| (field, key(field)));
        places.extend(self.text_places(texts.iter().map(|(column, key)| (*column, key.as_str()))));
        Some(EffectFact {
            program: self.program.no,
            line,
            direction: self.program.direction.clone(),
            round: self.round,
            kind,
            nature: self.text(&key(ids::NATURE)),
            basis: self.text(&key(ids::BASIS)),
            title: self.text(&key(ids::TITLE)),
            planned: amount(ids::PLANNED).map(|(yen, _)| yen),
            planned_open: planned.is_some_and(|planned| !planned.is_blank() && is_open(planned)),
            actual: actual.map(|(yen, _)| yen),
            actual_open: self.sheet.answer(&key(ids::ACTUAL)).is_none_or(is_open),
            approx: actual.is_some_and(|(_, approx)| approx),
            method: self.text(&key(ids::METHOD)),
            planned_raw: self.raw(&key(ids::PLANNED)),
            actual_raw: self.raw(&key(ids::ACTUAL)),
            source: self.place(&key(ids::ACTUAL)),
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
