//! How the parts of what is public are taken: internal answers left out, no place in a file kept.

use std::collections::BTreeSet;

use super::openness::{At, Openness};
use super::public::PublishInput;
use super::public_parts::{
    PublicActivity, PublicAnswer, PublicChoices, PublicEffect, PublicIndicator, PublicProgram,
    PublicReview,
};
use crate::analysis::{EffectFigures, Figures, IndicatorFigure, ProgramFigure, ScheduleLine};
use crate::facts::{ActivityFact, AnswerFact, EffectFact};
use crate::form::{FieldId, field_ids as ids};
use crate::notation::Value;
use crate::schema::{Indicator, ProgramKind, Repeat};
use crate::terms::{ProgramNo, run_of};

const ACTIVITIES: At = At::Table(Repeat::Activities);
const INDICATORS: At = At::Table(Repeat::Indicators);
const LINES: At = At::Lines(ids::EFFECTS);

/// The programs, with their ratings if these are shown.
pub(super) fn programs(
    input: &PublishInput<'_>,
    open: Openness<'_>,
    shows_ratings: bool,
) -> Vec<PublicProgram> {
    let shows_schedule = open.is_open_everywhere(ACTIVITIES, &[ids::STATUS, ids::RATING])
        && open.hides_none(ACTIVITIES, &[ids::NAME]);
    let schedules = if shows_schedule { input.figures.schedule.as_slice() } else { &[] };
    let programs = input.figures.programs.iter();
    programs
        .map(|figure| {
            let schedule = run_of(schedules, figure.program_no, |line| line.program_no);
            program(input, open, figure, shows_ratings, schedule)
        })
        .collect()
}

fn program(
    input: &PublishInput<'_>,
    open: Openness<'_>,
    figure: &ProgramFigure,
    shows_rating: bool,
    schedule: &[ScheduleLine],
) -> PublicProgram {
    let PublishInput { plan, publication, .. } = *input;
    let (no, kind, round) = (figure.program_no, figure.kind, input.figures.round);
    let own = plan.program(no);
    let told = |text: &Option<String>, fields: &[FieldId<'_>]| {
        let is_open = |field: &FieldId<'_>| open.is_open(kind, At::Program, *field);
        text.clone().filter(|_| fields.iter().any(is_open))
    };
    let opinions = publication.of(round).map(|entry| entry.opinions.as_slice());
    let opinions = opinions.unwrap_or_default().iter().filter(|own| own.program == Some(no));
    PublicProgram {
        no,
        direction_id: figure.direction_id.clone(),
        direction: plan
            .direction(&figure.direction_id)
            .map(|direction| direction.name.clone())
            .unwrap_or_default(),
        kind,
        kind_word: plan.kind_word(kind).to_owned(),
        name: figure.name.clone(),
        division: figure.division.clone(),
        is_focus: own.is_some_and(|program| program.focus.holds_in(round.year)),
        rating: shows_rating.then(|| figure.rating.clone()),
        earlier: if shows_rating { figure.earlier.clone() } else { Vec::new() },
        achievement: told(&figure.achievement, &[ids::ACHIEVEMENT, ids::STUDY_STATE]),
        issues: told(&figure.issues, &[ids::ISSUES]),
        next: told(&figure.next, &[ids::NEXT]),
        review: told(&figure.review, &[ids::REVIEW_DIRECTION, ids::REVIEW_VERDICT]),
        review_reason: told(&figure.review_reason, &[ids::REVIEW_REASON]),
        activities: activities(input, open, no, kind),
        schedule: schedule.to_vec(),
        effects: effect_lines(input, open, no, kind),
        answers: answers(input, no),
        opinions: opinions.cloned().collect(),
    }
}

/// A column of a table, if it is public.
struct Columns<'a> {
    open: Openness<'a>,
    kind: ProgramKind,
    at: At,
}

impl Columns<'_> {
    fn keep<T>(&self, field: FieldId<'_>, value: Option<T>) -> Option<T> {
        value.filter(|_| self.open.is_open(self.kind, self.at, field))
    }
}

fn activities(
    input: &PublishInput<'_>,
    open: Openness<'_>,
    no: ProgramNo,
    kind: ProgramKind,
) -> Vec<PublicActivity> {
    let columns = Columns { open, kind, at: ACTIVITIES };
    let reported = input.facts.activities.of(no);
    let reported = reported.filter(|fact| fact.round == input.figures.round);
    let activity = |fact: &ActivityFact| {
        let is_added = fact.activity_no.starts_with('x');
        let name = Some(fact.name.clone());
        let name = if is_added { columns.keep(ids::NAME, name) } else { name };
        Some(PublicActivity {
            no: fact.activity_no.clone(),
            name: name?,
            planned_phase: fact.planned_phase.clone(),
            status: columns.keep(ids::STATUS, fact.status.clone()),
            rating: columns.keep(ids::RATING, fact.rating.clone()),
            result: columns.keep(ids::RESULT, fact.result.clone()),
        })
    };
    reported.filter_map(activity).collect()
}

fn effect_lines(
    input: &PublishInput<'_>,
    open: Openness<'_>,
    no: ProgramNo,
    kind: ProgramKind,
) -> Vec<PublicEffect> {
    let columns = Columns { open, kind, at: LINES };
    let reported = input.facts.effects.of(no).filter(|fact| fact.round == input.figures.round);
    let line = |fact: &EffectFact| PublicEffect {
        line: fact.line,
        kind: columns.keep(ids::KIND, fact.kind.clone()),
        nature: columns.keep(ids::NATURE, fact.nature.clone()),
        basis: columns.keep(ids::BASIS, fact.basis.clone()),
        title: columns.keep(ids::TITLE, fact.title.clone()),
        planned: columns.keep(ids::PLANNED, fact.planned),
        actual: columns.keep(ids::ACTUAL, fact.actual),
        approx: columns.keep(ids::ACTUAL, Some(fact.approx)).unwrap_or_default(),
        doubted: fact.doubted,
        method: columns.keep(ids::METHOD, fact.method.clone()),
    };
    let has_any = [ids::KIND, ids::TITLE, ids::PLANNED, ids::ACTUAL];
    if !has_any.iter().any(|field| open.is_open(kind, LINES, *field)) {
        return Vec::new();
    }
    reported.map(line).collect()
}

fn answers(input: &PublishInput<'_>, no: ProgramNo) -> Vec<PublicAnswer> {
    let reported = input.facts.answers.of(no).filter(|fact| fact.round == input.figures.round);
    let reported = reported.filter(|fact| Openness::may_answer(&fact.question));
    let answer = |fact: &AnswerFact| {
        let (number, text) = match &fact.value {
            Some(Value::Number(number)) => (Some(*number), None),
            Some(Value::Money(yen)) => (Some(yen.0.into()), None),
            Some(other) => (None, Some(other.to_string())),
            None => (None, None),
        };
        PublicAnswer {
            subject: fact.question.subject.word(),
            field: fact.question.id().0.to_owned(),
            label: fact.question.label.clone(),
            kind: fact.question.type_word(),
            number,
            text,
            unit: fact.unit.clone(),
            approx: fact.approx,
            missing: fact.missing,
        }
    };
    reported.map(answer).collect()
}

/// The indicators.
pub(super) fn indicators(input: &PublishInput<'_>, open: Openness<'_>) -> Vec<PublicIndicator> {
    let figures = input.figures.indicators.iter();
    figures
        .filter_map(|figure| {
            let described = input.plan.indicator(&figure.indicator_id)?;
            Some(indicator(input, open, figure, described))
        })
        .collect()
}

fn indicator(
    input: &PublishInput<'_>,
    open: Openness<'_>,
    figure: &IndicatorFigure,
    described: &Indicator,
) -> PublicIndicator {
    let mut figure = figure.clone();
    for actual in &mut figure.actuals {
        actual.source = None;
    }
    let kind = input.plan.program(figure.program_no).map(|program| program.kind);
    let shows_notes = kind.is_some_and(|kind| open.is_open(kind, INDICATORS, ids::NOTE));
    let notes = input.facts.indicators.of(figure.program_no).filter(|fact| {
        shows_notes && fact.round == input.figures.round && fact.indicator == described.id
    });
    let definition = input.publication.definition(&described.id);
    let baseline = described.baseline.as_ref();
    PublicIndicator {
        definition: definition.map(|definition| definition.text.clone()),
        data_source: definition.and_then(|definition| definition.source.clone()),
        shape: described.shape,
        better: described.better,
        baseline_date: baseline.and_then(|baseline| baseline.date.clone()),
        baseline_year: baseline.and_then(|baseline| baseline.year),
        is_yearly: described.target.as_ref().is_some_and(|target| target.each_year),
        notes: notes.filter_map(|fact| Some((fact.fiscal_year, fact.note.clone()?))).collect(),
        figure,
    }
}

/// The lists of which codes stand in public answers. Forms of several kinds of programs may offer the same choice.
pub(super) fn choices(input: &PublishInput<'_>, open: Openness<'_>) -> Vec<PublicChoices> {
    let asked: [(&'static str, At, &[FieldId<'static>]); 5] = [
        ("activity_status", ACTIVITIES, &[ids::STATUS]),
        ("effect_kind", LINES, &[ids::KIND]),
        ("effect_nature", LINES, &[ids::NATURE]),
        ("effect_basis", LINES, &[ids::BASIS]),
        ("review", At::Program, &[ids::REVIEW_DIRECTION, ids::REVIEW_VERDICT]),
    ];
    let lists = asked.into_iter().map(|(list, at, fields)| {
        let keys = fields.iter().flat_map(|field| open.lists_of(at, *field));
        let keys: BTreeSet<&str> = keys.collect();
        let sets = input.form.choices.iter().filter(|set| keys.contains(set.id.as_str()));
        let mut choices: Vec<(String, String)> = Vec::new();
        for choice in sets.flat_map(|set| &set.options) {
            if choices.iter().all(|(code, _)| *code != choice.code) {
                choices.push((choice.code.clone(), choice.meaning.clone()));
            }
        }
        PublicChoices { list, choices }
    });
    lists.filter(|list| !list.choices.is_empty()).collect()
}

/// The sums of effects: of what they are made of, the titles are left out where these are internal.
pub(super) fn effects(open: Openness<'_>, figures: &EffectFigures) -> EffectFigures {
    let mut figures = figures.clone();
    if !open.is_open_everywhere(LINES, &[ids::TITLE]) {
        figures.entries.iter_mut().for_each(|entry| entry.title = None);
    }
    figures
}

/// What the review came to. As long as it is proposed it is what divisions wrote, of which every field must be public;
/// once it is the plan, it is public as the plan is.
pub(super) fn review(figures: &Figures, open: Openness<'_>) -> Option<PublicReview> {
    let review = figures.review.as_ref()?;
    let own =
        [ids::REVIEW_DIRECTION, ids::REVIEW_VERDICT, ids::REVIEW_REASON, ids::REVIEW_MERGE_INTO];
    let is_open = open.is_open_everywhere(At::Program, &own)
        && open.hides_none(INDICATORS, &[ids::REVIEW_TARGET])
        && open
            .hides_none(At::Lines(ids::PROMOTION_ACTIVITIES), &[ids::NAME, ids::FIRST, ids::LATER])
        && open.hides_none(
            At::Lines(ids::PROMOTION_INDICATORS),
            &[ids::NAME, ids::UNIT, ids::BASELINE, ids::TARGET, ids::TIME, ids::BETTER],
        );
    if review.is_draft && !is_open {
        return None;
    }
    let mut changes = review.changes.clone();
    for change in &mut changes {
        change.source = None;
        // What stands behind 約 is for the office.
        change.as_written = None;
    }
    let mut studies = figures.studies.clone();
    for study in &mut studies {
        study.source = None;
        if !is_open {
            study.reason = None;
        }
    }
    Some(PublicReview { from: review.from, is_draft: review.is_draft, changes, studies })
}
