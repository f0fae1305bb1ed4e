//! From submissions to facts.

use std::collections::BTreeMap;

use super::answers::Answers;
use super::contact::contact;
use super::model::Facts;
use super::proposal::proposal;
use super::rows::{ActivityFact, AnswerFact, AssessmentFact, EffectFact, IndicatorFact};
use super::told::About;
use crate::form::field_ids as ids;
use crate::form::{PastActuals, PastValue, Subject};
use crate::schema::{ChoiceRole, Form, Plan, Program};
use crate::submission::{Answer, ProgramSheet, Submission};
use crate::terms::{CellRef, ProgramNo, Round, grouped};

impl Facts {
    /// Adds the sheets in force of a later round, in plan order, read by the plan that was in force in its year.
    pub fn add(&mut self, plan: &Plan, form: &Form, round: Round, submissions: &[Submission]) {
        let plan = plan.in_force(round.year);
        let counting = sheets_in_force(submissions);
        for program in &plan.programs {
            for (submission, sheet) in counting.get(&program.no).into_iter().flatten() {
                let first = submission.source(&sheet.sheet, CellRef::new(0, 0));
                let answers = &Answers::of(sheet, first);
                let own = About::new(program, round, answers, Subject::Program);
                let sheet = Sheet { plan, program, round, answers };
                self.assessments.push(AssessmentFact::read(&own));
                self.indicators.extend(sheet.indicators());
                self.activities.extend(sheet.activities());
                self.effects.extend(sheet.effects(form));
                let contact = contact(program.no, round, answers);
                self.contacts.entry((program.no, round)).or_insert(contact);
                if plan.is_review(round) {
                    let place = own.source(ids::RATING);
                    self.proposals.push(proposal(form, program, round, answers, &place));
                }
                // What none of these has taken.
                let left = answers.left();
                self.answers.extend(left.map(|answer| AnswerFact::read(program.no, round, answer)));
            }
        }
    }
}

/// The newest actual of each indicator and year that the facts hold, for the forms of later rounds.
pub fn past_actuals(facts: &Facts) -> PastActuals {
    let mut past = PastActuals::default();
    for fact in &facts.indicators {
        if let Some(value) = fact.value {
            let value = PastValue { value, approx: fact.approx };
            past.insert(fact.indicator.clone(), fact.fiscal_year, value);
        } else if fact.is_correction() && fact.missing.is_some() {
            past.remove(&fact.indicator, fact.fiscal_year);
        }
    }
    past
}

fn sheets_in_force(
    submissions: &[Submission],
) -> BTreeMap<ProgramNo, Vec<(&Submission, &ProgramSheet)>> {
    grouped(submissions.iter().flat_map(|submission| {
        let sheets = submission.read().into_iter().flat_map(|read| &read.programs);
        let in_force = sheets.filter(|sheet| sheet.in_force);
        in_force.map(move |sheet| (sheet.program, (submission, sheet)))
    }))
}

/// A sheet in force, with what its answers are read by.
struct Sheet<'a> {
    plan: &'a Plan,
    program: &'a Program,
    round: Round,
    answers: &'a Answers<'a>,
}

impl<'a> Sheet<'a> {
    fn about(&self, subject: Subject) -> About<'a> {
        About::new(self.program, self.round, self.answers, subject)
    }

    fn indicators(&self) -> impl Iterator<Item = IndicatorFact> {
        self.program.indicators.iter().flat_map(|indicator| {
            let subject = Subject::Indicator(indicator.id.clone());
            let actual = self.answers.answer(&subject, ids::ACTUAL);
            let actual = actual.map(|answer| (self.round.year, answer));
            let corrections = self.answers.corrections(&indicator.id).filter_map(|answer| {
                let Subject::PastActual(_, year) = answer.question.subject else { return None };
                Some((year, answer))
            });
            let facts = actual.into_iter().chain(corrections).map(|(year, answer)| {
                // Its note is told once, with the actual.
                let about = self.about(answer.question.subject.clone());
                IndicatorFact::read(&about, indicator, year, answer)
            });
            facts.collect::<Vec<_>>()
        })
    }

    fn activities(&self) -> impl Iterator<Item = ActivityFact> {
        let index = usize::try_from(self.round.year.0 - self.plan.first_year.0).ok();
        let planned = (1u16..).zip(&self.program.activities).map(move |(n, activity)| {
            let phase = index.and_then(|index| activity.phases.get(index)).cloned();
            let phase = phase.filter(|phase| !phase.is_empty());
            let about = self.about(Subject::Activity(n));
            ActivityFact::read(&about, n.to_string(), activity.name.clone(), phase)
        });
        let names = self.answers.seen().iter().filter(|answer| answer.is(ids::NAME));
        let added = names.filter_map(|answer| {
            let subject = &answer.question.subject;
            let Subject::SpareActivity(k) = subject else { return None };
            answer.text()?;
            let about = self.about(subject.clone());
            let name = about.told("name", &[ids::NAME])?;
            Some(ActivityFact::read(&about, format!("x{k}"), name, None))
        });
        planned.chain(added)
    }

    /// The lines that have at least one filled cell. A saving is positive whatever sign was typed.
    fn effects(&self, form: &Form) -> impl Iterator<Item = EffectFact> {
        let lines = self.answers.lines(ids::EFFECTS, ids::KIND);
        lines.filter_map(|(line, _)| {
            let subject = Subject::line(ids::EFFECTS, line);
            let of_line =
                |answer: &&Answer| answer.question.subject == subject && !answer.is_blank();
            self.answers.seen().iter().find(of_line)?;
            let about = self.about(subject.clone());
            let cut = form.has_role(about.text(ids::KIND).as_deref(), ChoiceRole::Saving);
            Some(EffectFact::read(&about, line, cut))
        })
    }
}
