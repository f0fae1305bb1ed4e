//! What of a round is public, taken from facts and figures once.

use jiff::civil::Date;

use super::openness::{At, Openness};
use super::public_parts::{PublicChoices, PublicIndicator, PublicProgram, PublicReview};
use super::take;
use super::version::Edition;
use crate::analysis::{
    EffectFigures, EffectView, Figures, Headline, IndicatorTally, RatingFigures, carried_note,
    doubted_note, effect_statement, indicator_sentence, movement_sentence, rating_sentence,
};
use crate::facts::Facts;
use crate::form::field_ids as ids;
use crate::schema::{
    Contact, CorrectionNote, Direction, Form, Licence, Opinion, Plan, Publication, Repeat,
    RoundState, Scale, Words,
};
use crate::terms::{FiscalYear, MoneyUnit, Round};

/// What the publication of a round is made from.
pub struct PublishInput<'a> {
    /// The plan in force in the round's year.
    pub plan: &'a Plan,
    /// The form: which fields are public.
    pub form: &'a Form,
    /// What the administrator says of the publication.
    pub publication: &'a Publication,
    /// Facts of all rounds up to this one.
    pub facts: &'a Facts,
    /// Figures of this round.
    pub figures: &'a Figures,
    /// Whether it is published although something is open.
    pub provisional: bool,
}

/// Everything of a round that may leave the building.
#[derive(Debug, Clone)]
pub struct Public {
    /// Of which plan, city and round it is, and how far it has come.
    pub about: About,
    /// What the figures say in sentences.
    pub sentences: Sentences,
    /// The tally of ratings; `None` where ratings are internal.
    pub ratings: Option<RatingFigures>,
    /// Every program that counts, in plan order.
    pub programs: Vec<PublicProgram>,
    /// Every indicator, in plan order; empty where actuals are internal.
    pub indicators: Vec<PublicIndicator>,
    /// How many of them stand where; `None` where actuals are internal.
    pub indicator_tally: Option<IndicatorTally>,
    /// The sums of effects; `None` where kinds or amounts are internal.
    pub effects: Option<EffectFigures>,
    /// What the mid-term review came to; `None` before it, and where its answers are internal.
    pub review: Option<PublicReview>,
    /// Lists of which codes stand in the answers.
    pub choices: Vec<PublicChoices>,
    /// What the committee said of the plan as a whole; that of a program stands with the program.
    pub opinions: Vec<Opinion>,
    /// Corrections, as the file has them.
    pub corrections: Vec<CorrectionNote>,
    /// The version of the data, and what changed since the last publication.
    pub edition: Edition,
    /// The files of the open data.
    pub downloads: Vec<Download>,
}

/// A file of the open data.
#[derive(Debug, Clone)]
pub struct Download {
    /// Name without folder and ending.
    pub name: String,
    /// Name for readers.
    pub title: String,
    /// What is in it.
    pub about: String,
    /// Path below the folder of the publication.
    pub path: String,
    /// Type of its contents: `text/csv`.
    pub media: &'static str,
    /// Word for the type: `CSV(UTF-8)`.
    pub media_word: &'static str,
    /// Size.
    pub bytes: usize,
}

/// Of which plan, city and round a publication is.
#[derive(Debug, Clone)]
pub struct About {
    /// Key of the plan.
    pub plan: String,
    /// Title of the plan.
    pub title: String,
    /// Title with the city in front.
    pub full_title: String,
    /// First and last fiscal year of the plan.
    pub years: (FiscalYear, FiscalYear),
    /// Name of the city.
    pub city: String,
    /// 全国地方公共団体コード.
    pub city_code: String,
    /// 法人番号.
    pub corporate_number: Option<String>,
    /// Department of the office; may be empty.
    pub department: String,
    /// Division of the office.
    pub division: String,
    /// How residents reach it.
    pub contact: Contact,
    /// Name of the committee.
    pub committee: Option<String>,
    /// What the city calls the parts of its plan.
    pub words: Words,
    /// Directions in printed order.
    pub directions: Vec<Direction>,
    /// The scale in force in the round's year.
    pub scale: Scale,
    /// Reasons for no rating, in the plan's order.
    pub not_rated: Vec<String>,
    /// Unit in which papers print effects.
    pub effect_unit: MoneyUnit,
    /// The way to count effects that papers show first.
    pub effect_view: EffectView,
    /// What a table of it is called.
    pub effect_label: String,
    /// Statements of where the data comes from and what it lacks.
    pub remarks: Vec<String>,
    /// The round.
    pub round: Round,
    /// 基準日.
    pub as_of: Date,
    /// How far the figures have come; 暫定 while something is open.
    pub state: RoundState,
    /// 公表日.
    pub published: Option<Date>,
    /// When the next round will be published.
    pub next: Option<String>,
    /// The licence.
    pub licence: Option<Licence>,
    /// Whether the submissions are made up (見本).
    pub sample: bool,
    /// Running programs of the plan, and how many of them have reported.
    pub submitted: (u32, u32),
}

/// What the figures say in sentences; `None` where there is nothing to say, or what it is of is internal.
#[derive(Debug, Clone, Default)]
pub struct Sentences {
    /// How many programs stand where.
    pub ratings: Option<String>,
    /// How many are rated better or worse than in the round before.
    pub movement: Option<String>,
    /// How many indicators reach their targets.
    pub indicators: Option<String>,
    /// The new effect of the year.
    pub effects: Option<String>,
    /// That amounts of earlier years are in the sums.
    pub carried: Option<String>,
    /// That amounts of doubted size are in the sums.
    pub doubted: Option<String>,
}

/// Takes what is public.
pub fn public(input: &PublishInput<'_>) -> Public {
    let PublishInput { plan, form, publication, figures, .. } = *input;
    let open = Openness::of(form);
    let round = figures.round;
    let of_round = publication.of(round);
    let shows_ratings = open.is_open_everywhere(At::Program, &[ids::RATING])
        && open.hides_none(At::Program, &[ids::NOT_RATED_REASON]);
    let shows_actuals = open.is_open_everywhere(At::Table(Repeat::Indicators), &[ids::ACTUAL]);
    let amounts = [ids::KIND, ids::NATURE, ids::BASIS, ids::PLANNED, ids::ACTUAL];
    let shows_effects = open.is_open_everywhere(At::Lines(ids::EFFECTS), &amounts);
    let effects = shows_effects.then(|| take::effects(open, &figures.effects));
    let ratings = shows_ratings.then(|| figures.ratings.clone());
    let opinions = of_round.map(|entry| entry.opinions.as_slice()).unwrap_or_default();
    Public {
        sentences: Sentences {
            ratings: ratings.as_ref().map(|ratings| rating_sentence(plan, round, ratings)),
            movement: ratings
                .as_ref()
                .and_then(|ratings| Some(movement_sentence(plan, ratings.movement.as_ref()?))),
            indicators: shows_actuals
                .then(|| indicator_sentence(&figures.indicator_tally))
                .flatten(),
            effects: effects.as_ref().map(|effects| effect_statement(plan, round, effects)),
            carried: effects.as_ref().and_then(|effects| carried_note(round, effects)),
            doubted: effects.as_ref().and_then(|effects| doubted_note(plan, round, effects)),
        },
        programs: take::programs(input, open, shows_ratings),
        indicator_tally: shows_actuals.then_some(figures.indicator_tally),
        edition: Edition::default(),
        downloads: Vec::new(),
        indicators: if shows_actuals { take::indicators(input, open) } else { Vec::new() },
        review: take::review(figures, open),
        choices: take::choices(input, open),
        opinions: opinions.iter().filter(|own| own.program.is_none()).cloned().collect(),
        corrections: of_round.map(|entry| entry.corrections.clone()).unwrap_or_default(),
        about: about(input),
        ratings,
        effects,
    }
}

fn about(input: &PublishInput<'_>) -> About {
    let PublishInput { plan, publication, figures, provisional, .. } = *input;
    let round = figures.round;
    let of_round = publication.of(round);
    let state = of_round.map(|entry| entry.state).unwrap_or_default();
    let headline = Headline::of(plan, round);
    About {
        plan: plan.id.clone(),
        title: plan.title.clone(),
        full_title: plan.full_title(),
        years: (plan.first_year, plan.last_year),
        city: plan.municipality.name.clone(),
        city_code: plan.municipality.code.clone(),
        corporate_number: plan.municipality.corporate_number.clone(),
        department: plan.office.department.clone(),
        division: plan.office.division.clone(),
        contact: publication.contact.clone(),
        committee: plan.meetings.committee.clone(),
        words: plan.words.clone(),
        directions: plan.directions.clone(),
        scale: plan.scale(round.year).clone(),
        not_rated: plan.not_rated.iter().map(|reason| reason.reason.clone()).collect(),
        effect_unit: plan.display.unit(),
        effect_view: headline.view,
        effect_label: headline.label,
        remarks: plan.remarks.clone(),
        round,
        as_of: round.as_of(),
        state: if provisional { RoundState::Provisional } else { state },
        published: of_round.and_then(|entry| entry.published()),
        next: of_round.and_then(|entry| entry.next.clone()),
        licence: publication.licence.clone(),
        sample: figures.sample,
        submitted: (figures.submissions.programs, figures.submissions.submitted),
    }
}
