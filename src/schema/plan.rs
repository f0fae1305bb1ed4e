//! `plan.toml`: a city's plan as data.
//!
//! Field order follows the file. Every struct refuses keys it does not know, so that a typing error is found
//! and not read as "absent". What a valid plan is beyond its shape stands in `plan_check.rs`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::display::Display;
use super::indicator::Indicator;
use super::program::{EndKind, Program, ProgramEnd, ProgramKind};
use super::review_rules::ReviewRules;
use super::revision::Revision;
use super::rule_grade::RuleGrade;
use super::scale::{NotRated, NotRatedRole, Scale};
use super::tables::tables;
use crate::terms::{
    DirectionId, DivisionName, FiscalYear, IndicatorId, ProgramNo, RatingCode, Round, Yen, place_of,
};

tables! {
    /// A plan: its period, scale, directions, divisions and programs.
    pub struct Plan {
        /// Key of the plan, ASCII: the name of its folder under `schemas/`.
        pub id: String,
        /// Title as printed on every paper.
        pub title: String,
        /// First fiscal year of the plan.
        pub first_year: FiscalYear,
        /// Last fiscal year of the plan.
        pub last_year: FiscalYear,
        /// Digits after the decimal point of printed shares and rates (half-up from the exact value).
        #[serde(default = "one")]
        pub share_decimals: u32,
        /// The city that owns the plan.
        pub municipality: Municipality,
        /// The office that runs the survey.
        pub office: Office,
        /// The bodies that the papers are for.
        pub meetings: Meetings = default,
        /// What this city calls the parts of its plan.
        pub words: Words = default,
        /// Statements of where the data comes from and what it lacks; printed in the reports' legend.
        pub remarks: Vec<String> = default,
        /// How figures are shown.
        pub display: Display = default,
        /// Surveys in the order in which they are held.
        pub rounds: Vec<RoundPlan>,
        /// Rating scales, oldest first; each is in force from its `since`.
        pub scales: Vec<Scale>,
        /// Reasons for which a program is not rated; outside the denominator of shares.
        pub not_rated: Vec<NotRated> = default,
        /// Directions in printed order.
        pub directions: Vec<Direction>,
        /// Divisions in the order of the city's organisation; workbooks and lists follow it.
        pub divisions: Vec<Division>,
        /// Programs, in printed order.
        pub programs: Vec<Program>,
        /// Effects of earlier plans, as context for the committee.
        pub effect_history: Vec<EffectHistory> = default,
        /// What is known of the amounts of fiscal effect.
        pub effects: EffectBounds = default,
        /// Doubted values that the office has confirmed with the division: they are doubted no more.
        pub confirmed: Vec<Confirmed> = default,
        /// Findings that this plan grades otherwise than the catalogue, by code: `X403 = "off"`, or on trial:
        /// `X405 = { error_from = "2024" }`.
        pub rules: BTreeMap<String, RuleGrade> = default,
        /// How the mid-term review's suggestions come about; without it there are none.
        pub review: Option<ReviewRules>,
        /// Revisions in the order in which they come into force; `[[revision]]` in the file.
        #[serde(default, rename = "revision")]
        pub revisions: Vec<Revision>,
        /// The plan that the newest revision replaced; made when the plan is loaded.
        #[serde(skip)]
        pub replaced: Option<Box<Replaced>>,
    }
}

fn one() -> u32 {
    1
}

tables! {
    /// The municipality. Names are not unique (two towns share the kanji of one), so the code is the key.
    pub struct Municipality {
        /// Name, e.g. with 市 or 町.
        pub name: String,
        /// 全国地方公共団体コード, six digits with check digit.
        pub code: String,
        /// 法人番号, thirteen digits.
        pub corporate_number: Option<String>,
    }

    /// The office that runs the survey and signs the papers.
    pub struct Office {
        /// Department (部).
        pub department: String = default,
        /// Division (課).
        pub division: String,
    }
}

/// Names of the bodies that the papers are for (会議名), as title pages print them; without a name there is no such line.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meetings {
    /// The committee that hears and comments on the progress.
    pub committee: Option<String>,
    /// The city's own body that examines it.
    pub headquarters: Option<String>,
}

/// What this city calls the parts of its plan, as headings print it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// One of the plan's fields.
    pub direction: String,
    /// One numbered item.
    pub program: String,
    /// The counter of items in sentences and tables.
    pub counter: String,
    /// Programs of kind `implementation`.
    pub implementation: String,
    /// Programs of kind `study`.
    pub study: String,
}

impl Default for Words {
    fn default() -> Self {
        Words {
            direction: "方向性".to_owned(),
            program: "プログラム".to_owned(),
            counter: "項目".to_owned(),
            implementation: "実施".to_owned(),
            study: "検討".to_owned(),
        }
    }
}

/// Counters that count and name nothing: 「3本」 is good Japanese, 「評価した本」 is not.
const PURE_COUNTERS: &[&str] = &[
    "本", "件", "個", "こ", "コ", "つ", "点", "種", "か所", "ヶ所", "カ所", "箇所", "枚", "号",
    "題", "冊", "組",
];

impl Words {
    /// The noun for items in a sentence without a number: the counter where it is one (評価した項目), else the word for a
    /// program (評価した事業, where they are counted by 本).
    pub fn items(&self) -> &str {
        if self.counts_only() { &self.program } else { &self.counter }
    }

    /// So many items as the subject of a sentence: `28項目`, `事業28本`.
    pub fn counted(&self, count: impl std::fmt::Display) -> String {
        let noun = if self.counts_only() { self.program.as_str() } else { "" };
        format!("{noun}{count}{}", self.counter)
    }

    fn counts_only(&self) -> bool {
        PURE_COUNTERS.contains(&self.counter.trim())
    }
}

tables! {
    /// One survey of the plan.
    pub struct RoundPlan {
        /// `2022` or `2022-H1`.
        pub round: Round,
        /// Whether this is the round of the mid-term review.
        pub review: bool = default,
        /// Day on which submissions are due (提出期限), e.g. `2023-04-28`.
        pub deadline: Option<String>,
        /// Day on which returned forms are due again (再提出期限).
        pub resubmit_by: Option<String>,
        /// Where submissions are sent (提出先).
        pub send_to: Option<String>,
        /// Whom to ask (連絡先).
        pub contact: Option<String>,
    }

    /// A direction (方向性).
    pub struct Direction {
        /// Key.
        pub id: DirectionId,
        /// Printed name.
        pub name: String,
        /// Other names under which the source prints it.
        pub aliases: Vec<String> = default,
    }

    /// A division (課).
    pub struct Division {
        /// Printed name; also the name of its workbook.
        pub name: DivisionName,
        /// Other names by which people call it.
        pub aliases: Vec<String> = default,
        /// True for the stand-in that holds programs whose division the source does not name.
        pub placeholder: bool = default,
    }

    /// Fiscal effect of earlier plans.
    pub struct EffectHistory {
        /// First fiscal year.
        pub first_year: FiscalYear,
        /// Last fiscal year.
        pub last_year: FiscalYear,
        /// Names or count of the plans, as printed.
        pub label: String,
        /// Effect of all of them together.
        pub yen: Yen,
        /// True if the source says 約.
        pub approx: bool = default,
        /// Number of items of each of those plans.
        pub items: Vec<u32> = default,
    }
}

/// A plan that a revision has replaced.
#[derive(Debug, Clone, PartialEq)]
pub struct Replaced {
    /// The revision.
    pub by: Revision,
    /// The plan before it.
    pub plan: Plan,
}

/// What is known of the amounts of fiscal effect.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EffectBounds {
    /// The most yen that one line of effect can be worth; more is asked about.
    pub ceiling: Option<Yen>,
}

/// A value whose size was doubted and found right.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirmed {
    /// Round that reported it.
    pub round: Round,
    /// Program.
    pub program: ProgramNo,
    /// Key of the field, as findings have it: `effect_1_actual`.
    pub field: String,
    /// What is written in the cell, as findings quote it. Another value is doubted again.
    pub value: String,
}

impl Plan {
    /// Whether the office has confirmed this value.
    pub fn has_confirmed(
        &self,
        round: Round,
        program: ProgramNo,
        field: &str,
        value: &str,
    ) -> bool {
        self.confirmed.iter().any(|known| {
            (known.round, known.program) == (round, program)
                && known.field == field
                && known.value == value
        })
    }

    /// Title with the municipality's name in front, unless the title has it already.
    pub fn full_title(&self) -> String {
        let name = &self.municipality.name;
        if self.title.contains(name.as_str()) {
            self.title.clone()
        } else {
            format!("{name} {}", self.title)
        }
    }

    /// The city's word for a kind of program.
    pub fn kind_word(&self, kind: ProgramKind) -> &str {
        match kind {
            ProgramKind::Implementation => &self.words.implementation,
            ProgramKind::Study => &self.words.study,
        }
    }

    /// Fiscal years of the plan, in order.
    pub fn years(&self) -> impl DoubleEndedIterator<Item = FiscalYear> + Clone + use<> {
        (self.first_year.0..=self.last_year.0).map(FiscalYear)
    }

    /// The program with this number.
    pub fn program(&self, no: ProgramNo) -> Option<&Program> {
        self.programs.get(place_of(&self.programs, no, |program| program.no)?)
    }

    /// The direction with this key.
    pub fn direction(&self, id: &DirectionId) -> Option<&Direction> {
        self.directions.iter().find(|direction| direction.id == *id)
    }

    /// The survey as the plan describes it.
    pub fn round(&self, round: Round) -> Option<&RoundPlan> {
        self.rounds.iter().find(|planned| planned.round == round)
    }

    /// Day on which submissions of `round` are due, if the plan says it.
    pub fn deadline(&self, round: Round) -> Option<Date> {
        self.round(round)?.deadline.as_deref()?.parse().ok()
    }

    /// Day on which returned forms of `round` are due again, if the plan says it.
    pub fn resubmit_by(&self, round: Round) -> Option<Date> {
        self.round(round)?.resubmit_by.as_deref()?.parse().ok()
    }

    /// Whether `round` is the round of the mid-term review.
    pub fn is_review(&self, round: Round) -> bool {
        self.round(round).is_some_and(|planned| planned.review)
    }

    /// The scale in force in `year`: the newest whose `since` has come, else the oldest.
    pub fn scale(&self, year: FiscalYear) -> &Scale {
        // A checked plan has at least one scale.
        &self.scales[self.scale_index(year)]
    }

    fn scale_index(&self, year: FiscalYear) -> usize {
        self.scales.iter().rposition(|scale| scale.since <= year).unwrap_or(0)
    }

    /// The code of the scale in force in `to` for each code of that in force in `from`, through every change of scale
    /// between them. `None` if one of these changes declares no mapping, or `to` is before `from`.
    pub fn rating_codes_between(
        &self,
        from: FiscalYear,
        to: FiscalYear,
    ) -> Option<BTreeMap<RatingCode, RatingCode>> {
        let (old, new) = (self.scale_index(from), self.scale_index(to));
        let codes = self.scales.get(old)?.levels.iter().map(|level| level.code.clone());
        let unchanged: BTreeMap<_, _> = codes.map(|code| (code.clone(), code)).collect();
        self.scales.get(old + 1..=new)?.iter().try_fold(unchanged, |codes, scale| {
            let step = |(first, code): (RatingCode, RatingCode)| {
                Some((first, scale.from_previous.get(&code)?.clone()))
            };
            codes.into_iter().map(step).collect()
        })
    }

    /// The indicator with this key.
    pub fn indicator(&self, id: &IndicatorId) -> Option<&Indicator> {
        self.indicators().map(|(_, indicator)| indicator).find(|indicator| indicator.id == *id)
    }

    /// Programs that have not ended, in printed order.
    pub fn running(&self) -> impl Iterator<Item = &Program> {
        self.programs.iter().filter(|program| program.end.is_none())
    }

    /// Running programs led by `division`, in printed order.
    pub fn led_by<'a>(&'a self, division: &'a DivisionName) -> impl Iterator<Item = &'a Program> {
        self.running().filter(move |program| program.lead == *division)
    }

    /// The reason for no rating that programs with this end have.
    pub fn reason_of_end(&self, end: &ProgramEnd) -> Option<&str> {
        let role = match end.how {
            EndKind::Ended => NotRatedRole::Ended,
            EndKind::MergedInto(_) => NotRatedRole::Merged,
        };
        let found = self.not_rated.iter().find(|reason| reason.role == Some(role))?;
        Some(&found.reason)
    }

    /// Divisions that lead at least one running program, in the plan's order.
    pub fn lead_divisions(&self) -> impl Iterator<Item = &Division> {
        let leads: BTreeSet<&DivisionName> = self.running().map(|program| &program.lead).collect();
        self.divisions.iter().filter(move |division| leads.contains(&division.name))
    }

    /// All indicators with their programs, in printed order.
    pub fn indicators(&self) -> impl Iterator<Item = (&Program, &Indicator)> {
        self.programs.iter().flat_map(|program| {
            program.indicators.iter().map(move |indicator| (program, indicator))
        })
    }
}
