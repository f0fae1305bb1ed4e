//! `publish.toml`: what the administrator says of the publication of each round, beside the plan.
//!
//! The file stands beside `plan.toml` and may be absent: then nothing is decided, no date is set and no opinion was heard.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::Plan;
use super::plan_check::is_iso_date;
use super::report::Report;
use super::rule::{At, at};
use super::tables::tables;
use super::{SchemaError, SchemaText};
use crate::finding::{Problem, Thing};
use crate::terms::{IndicatorId, ProgramNo, Round, named};

/// What is said of the publication of the rounds.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Publication {
    /// The licence under which the data may be used.
    pub licence: Option<Licence>,
    /// How residents reach the office.
    pub contact: Contact,
    /// What the indicators measure.
    pub definitions: Vec<Definition>,
    /// The rounds.
    pub rounds: Vec<RoundPublication>,
}

/// How residents reach the office: the division, never a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Contact {
    /// Telephone number of the division.
    pub telephone: Option<String>,
    /// E-mail address of the division.
    pub email: Option<String>,
    /// Address of the page where questions can be asked.
    pub url: Option<String>,
}

tables! {
    /// A licence.
    pub struct Licence {
        /// Its short name as catalogues write it, such as `CC-BY-4.0`.
        pub id: String,
        /// Its name for readers.
        pub name: String,
        /// Address of its text.
        pub url: Option<String>,
    }

    /// What an indicator measures.
    pub struct Definition {
        /// The indicator.
        pub indicator: IndicatorId,
        /// What is counted, in one or two sentences.
        pub text: String,
        /// Where the numbers come from.
        pub source: Option<String>,
    }

    /// The publication of a round.
    pub struct RoundPublication {
        /// The round.
        pub round: Round,
        /// How far the figures have come.
        pub state: RoundState,
        /// 公表日, `2023-08-01`.
        pub published: Option<String>,
        /// When the next round will be published, in words or as a date.
        pub next: Option<String>,
        /// What the committee said, and what the city answers.
        pub opinions: Vec<Opinion> = default,
        /// What was published wrong and is corrected.
        pub corrections: Vec<CorrectionNote> = default,
    }

    /// An opinion of the committee.
    pub struct Opinion {
        /// The program that it concerns; without one, the plan as a whole.
        pub program: Option<ProgramNo>,
        /// What the committee said.
        pub text: String,
        /// What the city answers.
        pub answer: Option<String>,
    }

    /// A correction (正誤).
    pub struct CorrectionNote {
        /// Day on which the correction is published, `2023-09-01`.
        pub date: String,
        /// The program that it concerns; without one, the publication as a whole.
        pub program: Option<ProgramNo>,
        /// What was wrong, and why.
        pub text: String,
        /// As it was published.
        pub before: Option<String>,
        /// As it is right.
        pub after: Option<String>,
    }
}

named! {
    /// How far the figures of a round have come on their way to the public.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum RoundState.label {
        /// Nobody has decided on them yet.
        #[default]
        Provisional = "暫定",
        /// The city's own body has decided.
        Decided = "本部決定",
        /// The committee has heard them.
        Reported = "委員会報告",
        /// They are public.
        Published = "公表",
    }
}

impl RoundState {
    /// The word as files write it.
    pub fn as_str(self) -> &'static str {
        match self {
            RoundState::Provisional => "provisional",
            RoundState::Decided => "decided",
            RoundState::Reported => "reported",
            RoundState::Published => "published",
        }
    }
}

impl Publication {
    /// What is said of a round.
    pub fn of(&self, round: Round) -> Option<&RoundPublication> {
        self.rounds.iter().find(|entry| entry.round == round)
    }

    /// What an indicator measures.
    pub fn definition(&self, id: &IndicatorId) -> Option<&Definition> {
        self.definitions.iter().find(|entry| entry.indicator == *id)
    }
}

impl RoundPublication {
    /// 公表日.
    pub fn published(&self) -> Option<Date> {
        self.published.as_deref()?.parse().ok()
    }
}

/// Reads and checks what is said of the publication of `plan`.
///
/// # Errors
/// Everything that is wrong with the text.
pub fn load_publication(file: SchemaText<'_>, plan: &Plan) -> Result<Publication, SchemaError> {
    let mut report = Report::new(file.text);
    let publication: Option<Publication> = report.read();
    if let Some(publication) = &publication {
        check(&At::whole(publication), plan, &mut report);
    }
    report.finish(file.file, publication)
}

fn check(publication: &At<'_, Publication>, plan: &Plan, report: &mut Report<'_>) {
    let indicators: Vec<&IndicatorId> = plan.indicators().map(|(_, one)| &one.id).collect();
    for definition in at!(publication.definitions[]) {
        report.known(Thing::Indicator, &at!(definition.indicator), &indicators);
        report.not_blank(Thing::Text, &at!(definition.text));
    }
    let definitions = at!(publication.definitions[]);
    report.duplicates(Thing::Indicator, definitions.map(|entry| at!(entry.indicator)));
    report.duplicates(Thing::Round, at!(publication.rounds[]).map(|entry| at!(entry.round)));
    let rounds = || plan.rounds.iter().map(|planned| planned.round);
    for entry in at!(publication.rounds[]) {
        report.known(Thing::Round, &at!(entry.round), rounds());
        if let Some(day) = at!(entry.published?) {
            is_day(&day, report);
        }
        for opinion in at!(entry.opinions[]) {
            report.not_blank(Thing::Text, &at!(opinion.text));
            if let Some(program) = at!(opinion.program?) {
                report.known(Thing::Program, &program, plan.programs.iter().map(|own| own.no));
            }
        }
        for correction in at!(entry.corrections[]) {
            is_day(&at!(correction.date), report);
            report.not_blank(Thing::Text, &at!(correction.text));
            if let Some(program) = at!(correction.program?) {
                report.known(Thing::Program, &program, plan.programs.iter().map(|own| own.no));
            }
        }
    }
}

fn is_day(day: &At<'_, String>, report: &mut Report<'_>) {
    if !is_iso_date(day) {
        report.add(&day.path, Problem::NotADate { found: day.it.clone() });
    }
}
