//! What a division proposes for a program in the mid-term review: material for a revision of the plan.

use rust_decimal::Decimal;

use super::answers::Answers;
use crate::form::{BlockId, FieldId, Subject, field_ids as ids};
use crate::notation::Missing;
use crate::schema::{ChoiceRole, Form, Program, Shape};
use crate::submission::Answer;
use crate::terms::{IndicatorId, ProgramNo, Round, Source};

/// Fields that hold the direction of a program or the verdict of a study.
const CHOICES: [FieldId<'static>; 2] = [ids::REVIEW_DIRECTION, ids::REVIEW_VERDICT];

/// What a division proposes for a program.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposalFact {
    /// Program.
    pub program: ProgramNo,
    /// The review's round.
    pub round: Round,
    /// Code of the direction or verdict.
    pub choice: Option<String>,
    /// What the choice does to the plan, if anything.
    pub role: Option<ChoiceRole>,
    /// Cell of the choice; that of the rating if the form has none.
    pub source: Source,
    /// The reason.
    pub reason: Option<String>,
    /// The program to merge into, as written, with its cell.
    pub merge_into: Option<(String, Source)>,
    /// Changed targets.
    pub targets: Vec<ProposedTarget>,
    /// Schedule of a study that is to be carried out.
    pub activities: Vec<ProposedActivity>,
    /// Its indicators.
    pub indicators: Vec<ProposedIndicator>,
}

/// A changed target.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposedTarget {
    /// Indicator.
    pub indicator: IndicatorId,
    /// New value in the indicator's unit; `None` if the cell could not be read, or not as a value of this indicator.
    pub value: Option<Decimal>,
    /// Whether the value was written as 約.
    pub approx: bool,
    /// Text of the cell as the division wrote it.
    pub raw: String,
    /// Its cell.
    pub source: Source,
}

/// A line of a proposed schedule.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposedActivity {
    /// Name.
    pub name: String,
    /// Phase of the first year after the review.
    pub first: Option<String>,
    /// Phase of the years after that.
    pub later: Option<String>,
    /// Cell of the name.
    pub source: Source,
}

/// A proposed indicator. What the division left out is `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposedIndicator {
    /// Number of its line on the form.
    pub line: u16,
    /// Name.
    pub name: String,
    /// Unit.
    pub unit: Option<String>,
    /// Present value.
    pub baseline: Option<Decimal>,
    /// Target value.
    pub target: Option<Decimal>,
    /// How it is to be measured: a level to be reached, or a flow of each year.
    pub shape: Option<Shape>,
    /// Whether less is better.
    pub lower: bool,
    /// Cell of the name.
    pub source: Source,
}

/// Reads the proposal of a sheet; `place` is where it stands if the form asks for no direction.
pub(super) fn proposal(
    form: &Form,
    program: &Program,
    round: Round,
    answers: &Answers<'_>,
    place: &Source,
) -> ProposalFact {
    let text = |answer: Option<&Answer>| answer.and_then(Answer::text).map(str::to_owned);
    let role = |answer: Option<&Answer>| answer.and_then(|answer| answer.role(form));
    let choice = CHOICES.iter().find_map(|field| answers.own(*field));
    // A line counts by its name: an amount of nothing cannot become part of a plan.
    let named = |block: BlockId<'static>| {
        let names = answers.lines(block, ids::NAME).filter(|(_, name)| name.text().is_some());
        names.filter_map(move |(n, _)| {
            let name = answers.answer(&Subject::line(block, n), ids::NAME)?;
            Some((n, name.text()?.to_owned(), name.source.clone()))
        })
    };
    let targets =
        answers.of_indicators(ids::REVIEW_TARGET).filter_map(|answer| target(program, answer));
    let activities = named(ids::PROMOTION_ACTIVITIES).map(|(n, name, source)| {
        let of = |field| text(answers.answer(&Subject::line(ids::PROMOTION_ACTIVITIES, n), field));
        ProposedActivity { name, first: of(ids::FIRST), later: of(ids::LATER), source }
    });
    let indicators = named(ids::PROMOTION_INDICATORS).map(|(n, name, source)| {
        let of = |field| answers.answer(&Subject::line(ids::PROMOTION_INDICATORS, n), field);
        let value = |field| Some(of(field)?.known()?.value);
        let time = of(ids::TIME).and_then(Answer::text);
        let each_year = role(of(ids::TIME)) == Some(ChoiceRole::EachYear);
        ProposedIndicator {
            line: n,
            name,
            unit: text(of(ids::UNIT)),
            baseline: value(ids::BASELINE),
            target: value(ids::TARGET),
            shape: time.map(|_| if each_year { Shape::YearlyFlow } else { Shape::Level }),
            lower: role(of(ids::BETTER)) == Some(ChoiceRole::Lower),
            source,
        }
    });
    let merge_into = answers.own(ids::REVIEW_MERGE_INTO);
    ProposalFact {
        program: program.no,
        round,
        choice: choice.and_then(Answer::text).map(str::to_owned),
        role: CHOICES.iter().find_map(|field| role(answers.own(*field))),
        source: choice.map_or(place, |answer| &answer.source).clone(),
        reason: text(answers.own(ids::REVIEW_REASON)),
        merge_into: merge_into
            .and_then(|answer| Some((answer.text()?.to_owned(), answer.source.clone()))),
        targets: targets.collect(),
        activities: activities.collect(),
        indicators: indicators.collect(),
    }
}

/// The target that a cell proposes. One that cannot be read is a proposal too; an empty cell, or one that says that there
/// is no value, leaves the target as it is.
fn target(program: &Program, answer: &Answer) -> Option<ProposedTarget> {
    let Subject::Indicator(id) = &answer.question.subject else { return None };
    if let Some(Missing::Blank | Missing::None | Missing::NotApplicable) = answer.missing() {
        return None;
    }
    let indicator = program.indicators.iter().find(|indicator| indicator.id == *id)?;
    let known = answer.known().filter(|known| indicator.may_be(known.value));
    Some(ProposedTarget {
        indicator: id.clone(),
        value: known.map(|known| known.value),
        approx: known.is_some_and(|known| known.approx),
        raw: answer.raw.clone(),
        source: answer.source.clone(),
    })
}
