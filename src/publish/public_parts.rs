//! The parts of what is public: plain data, without a place in a file.

use rust_decimal::Decimal;

use crate::analysis::{IndicatorFigure, PlanChange, RatingState, ScheduleLine, StudyFigure};
use crate::notation::Missing;
use crate::schema::{Better, Opinion, ProgramKind, Shape};
use crate::terms::{
    DirectionId, DivisionName, FiscalYear, IndicatorId, ProgramNo, RatingCode, Round, Yen,
};

/// A program in the round.
#[derive(Debug, Clone)]
pub struct PublicProgram {
    /// Number.
    pub no: ProgramNo,
    /// Direction.
    pub direction_id: DirectionId,
    /// Its name.
    pub direction: String,
    /// `implementation` or `study`.
    pub kind: ProgramKind,
    /// The city's word for it.
    pub kind_word: String,
    /// Name.
    pub name: String,
    /// Lead division.
    pub division: DivisionName,
    /// Whether the committee follows it closely in the round's year.
    pub is_focus: bool,
    /// Rating of the round; `None` where ratings are internal.
    pub rating: Option<RatingState>,
    /// Rating of each earlier round, oldest first; empty where ratings are internal.
    pub earlier: Vec<(Round, RatingState)>,
    /// What was achieved, or the state of the study.
    pub achievement: Option<String>,
    /// Issues.
    pub issues: Option<String>,
    /// What is planned next.
    pub next: Option<String>,
    /// Direction or verdict chosen in the review's round.
    pub review: Option<String>,
    /// Reason given in the review.
    pub review_reason: Option<String>,
    /// What was reported of its activities in the round.
    pub activities: Vec<PublicActivity>,
    /// The lines of its schedule with every year of the plan; empty where states or ratings are internal.
    pub schedule: Vec<ScheduleLine>,
    /// The lines of effects reported in the round.
    pub effects: Vec<PublicEffect>,
    /// Answers to fields that the city added.
    pub answers: Vec<PublicAnswer>,
    /// What the committee said of it.
    pub opinions: Vec<Opinion>,
}

impl PublicProgram {
    /// Everything that somebody wrote in free words, with the name of its field.
    pub fn narratives(&self) -> Vec<PublicNarrative<'_>> {
        let own = [
            ("achievement", &self.achievement),
            ("issues", &self.issues),
            ("next", &self.next),
            ("review_reason", &self.review_reason),
        ];
        let own = own.into_iter().map(|(item, text)| ("program".to_owned(), item, text));
        let of_activities = self
            .activities
            .iter()
            .map(|activity| (format!("activity_{}", activity.no), "result", &activity.result));
        let of_effects = self.effects.iter().flat_map(|line| {
            let subject = format!("effect_{}", line.line);
            [(subject.clone(), "title", &line.title), (subject, "method", &line.method)]
        });
        let texts = own.chain(of_activities).chain(of_effects);
        texts
            .filter_map(|(subject, item, text)| {
                Some(PublicNarrative { program: self.no, subject, item, text: text.as_deref()? })
            })
            .collect()
    }
}

/// A text that somebody wrote.
#[derive(Debug, Clone)]
pub struct PublicNarrative<'a> {
    /// Program.
    pub program: ProgramNo,
    /// `program`, `activity_1`, `effect_1`.
    pub subject: String,
    /// `achievement`, `issues`, `next`, `review_reason`, `result`, `title`, `method`.
    pub item: &'static str,
    /// The text as it was written, line breaks included.
    pub text: &'a str,
}

/// An activity in the round.
#[derive(Debug, Clone)]
pub struct PublicActivity {
    /// `1`, `2` … in plan order; `x1`, `x2` … for those that the division added.
    pub no: String,
    /// Name.
    pub name: String,
    /// Phase planned for the round's year.
    pub planned_phase: Option<String>,
    /// State.
    pub status: Option<String>,
    /// Rating.
    pub rating: Option<RatingCode>,
    /// What it came to.
    pub result: Option<String>,
}

/// An indicator with what was reached.
#[derive(Debug, Clone)]
pub struct PublicIndicator {
    /// Its figures; no cell is known of any.
    pub figure: IndicatorFigure,
    /// What it measures.
    pub definition: Option<String>,
    /// Where the numbers come from.
    pub data_source: Option<String>,
    /// How it is measured against its target.
    pub shape: Shape,
    /// Which way is good.
    pub better: Better,
    /// Day of the baseline, `2021-04-01`.
    pub baseline_date: Option<String>,
    /// Fiscal year of the baseline, for flows.
    pub baseline_year: Option<FiscalYear>,
    /// Whether the target holds for every year.
    pub is_yearly: bool,
    /// Remarks of the round on how it was counted, by the year that they are of.
    pub notes: Vec<(FiscalYear, String)>,
}

/// A line of effects as it was reported in the round.
#[derive(Debug, Clone)]
pub struct PublicEffect {
    /// Number of the line on the form.
    pub line: u16,
    /// Kind.
    pub kind: Option<String>,
    /// Nature.
    pub nature: Option<String>,
    /// What the amount rests on.
    pub basis: Option<String>,
    /// What it is.
    pub title: Option<String>,
    /// Planned amount.
    pub planned: Option<Yen>,
    /// Actual amount.
    pub actual: Option<Yen>,
    /// Whether the actual was written as 約.
    pub approx: bool,
    /// Whether the size of one of the amounts is doubted.
    pub doubted: bool,
    /// How it was computed.
    pub method: Option<String>,
}

/// An answer to a field that the city added to its form.
#[derive(Debug, Clone)]
pub struct PublicAnswer {
    /// What it speaks of: `program`, `activity_1`, `indicator_<id>`, `effects_1`.
    pub subject: String,
    /// Key of the field.
    pub field: String,
    /// Its label.
    pub label: String,
    /// `number`, `money`, `text`, `choice` or `date`.
    pub kind: &'static str,
    /// A number; money in yen.
    pub number: Option<Decimal>,
    /// Any other value.
    pub text: Option<String>,
    /// Unit of the number.
    pub unit: String,
    /// Whether it was written as 約.
    pub approx: bool,
    /// Why there is no value; also `None` where it could not be read.
    pub missing: Option<Missing>,
}

/// A list to choose from, of which codes stand in public answers.
#[derive(Debug, Clone)]
pub struct PublicChoices {
    /// What is chosen: `activity_status`, `effect_kind`, `effect_nature`, `effect_basis`, `review`.
    pub list: &'static str,
    /// Code and meaning of each choice, in the form's order; a meaning may be empty.
    pub choices: Vec<(String, String)>,
}

/// What the mid-term review came to.
#[derive(Debug, Clone)]
pub struct PublicReview {
    /// First year of the revised plan.
    pub from: FiscalYear,
    /// Whether it is only proposed.
    pub is_draft: bool,
    /// What changes in the plan.
    pub changes: Vec<PlanChange>,
    /// What came of each study.
    pub studies: Vec<StudyFigure>,
}

/// Keys of an indicator, to look one up.
impl PublicIndicator {
    /// Program.
    pub fn program(&self) -> ProgramNo {
        self.figure.program_no
    }

    /// Key.
    pub fn id(&self) -> &IndicatorId {
        &self.figure.indicator_id
    }
}
