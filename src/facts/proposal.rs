//! What a division proposes for a program in the mid-term review: material for a revision of the plan.

use rust_decimal::Decimal;

use crate::form::Subject;
use crate::notation::Value;
use crate::schema::{ChoiceRole, Form, Program, Shape};
use crate::submission::{Answer, ProgramSheet};
use crate::terms::{IndicatorId, ProgramNo, Round, Source};

/// Fields that hold the direction of a program or the verdict of a study.
const CHOICES: [&str; 2] = ["review_direction", "review_verdict"];
/// Block with the schedule of a study that is to be carried out.
const ACTIVITIES: &str = "promotion_activities";
/// Block with its indicators.
const INDICATORS: &str = "promotion_indicators";

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
    /// New value in the indicator's unit.
    pub value: Decimal,
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
    sheet: &ProgramSheet,
    place: &Source,
) -> ProposalFact {
    let role = |key: &str| sheet.role(form, program.kind, key);
    let choice = CHOICES.iter().find_map(|key| sheet.answer(key));
    let text = |key: &str| sheet.text(key).map(str::to_owned);
    let number = |key: &str| sheet.answer(key).and_then(value);
    // A line counts by its name: an amount of nothing cannot become part of a plan.
    let named = |block: &'static str| {
        sheet.answers.iter().filter_map(move |answer| match answer.subject {
            Subject::Line(n) if answer.block == block && answer.field == "name" => {
                Some((n, answer.text()?.to_owned(), answer.source.clone()))
            }
            _ => None,
        })
    };
    let targets = sheet.answers.iter().filter_map(|answer| {
        let Subject::Indicator(indicator) = &answer.subject else { return None };
        let value = value(answer).filter(|_| answer.field == "review_target")?;
        let (indicator, source) = (indicator.clone(), answer.source.clone());
        Some(ProposedTarget { indicator, value, source })
    });
    let activities = named(ACTIVITIES).map(|(n, name, source)| {
        let of = |field: &str| text(&format!("review_activity_{n}_{field}"));
        ProposedActivity { name, first: of("first"), later: of("later"), source }
    });
    let indicators = named(INDICATORS).map(|(n, name, source)| {
        let key = |field: &str| format!("review_indicator_{n}_{field}");
        let time = sheet.text(&key("time"));
        let each_year = role(&key("time")) == Some(ChoiceRole::EachYear);
        ProposedIndicator {
            line: n,
            name,
            unit: text(&key("unit")),
            baseline: number(&key("baseline")),
            target: number(&key("target")),
            shape: time.map(|_| if each_year { Shape::YearlyFlow } else { Shape::Level }),
            lower: role(&key("better")) == Some(ChoiceRole::Lower),
            source,
        }
    });
    let merge_into = sheet.answer("review_merge_into");
    ProposalFact {
        program: program.no,
        round,
        choice: choice.and_then(Answer::text).map(str::to_owned),
        role: CHOICES.iter().find_map(|key| role(key)),
        source: choice.map_or(place, |answer| &answer.source).clone(),
        reason: text("review_reason"),
        merge_into: merge_into
            .and_then(|answer| Some((answer.text()?.to_owned(), answer.source.clone()))),
        targets: targets.collect(),
        activities: activities.collect(),
        indicators: indicators.collect(),
    }
}

/// A number in the field's own unit: yen for money.
fn value(answer: &Answer) -> Option<Decimal> {
    match answer.reading()?.value {
        Value::Number(value) => Some(value),
        Value::Money(yen) => Some(yen.0.into()),
        _ => None,
    }
}
