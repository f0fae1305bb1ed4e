//! One program in one round: where it stands, and what can be said of it.

use rust_decimal::Decimal;

use super::effects::{EffectLine, effects};
use super::path::{Actual, actual};
use super::rng::Rng;
use super::schedule::{Stage, stage};
use super::texts::ProgramTexts;
use super::{SampleRequest, words};
use crate::form::{FormContext, quantity_text};
use crate::schema::{Indicator, Program, ProgramKind, Standing};
use crate::terms::{IndicatorId, Yen};

/// How many lines a division adds where the plan has no schedule.
const ADDED_LINES: usize = 2;

/// One program in one round.
pub(super) struct Case<'a> {
    pub(super) context: FormContext<'a>,
    pub(super) program: &'a Program,
    pub(super) standing: Standing,
    pub(super) request: &'a SampleRequest<'a>,
    pub(super) texts: Option<&'a ProgramTexts>,
    /// Which of the plan's rounds it is, from 0.
    pub(super) round_index: usize,
    pub(super) effects: Vec<EffectLine>,
}

impl<'a> Case<'a> {
    pub(super) fn new(request: &'a SampleRequest<'a>, program: &'a Program) -> Case<'a> {
        let (context, seed) = (request.context, request.seed);
        let texts = request.texts.program(program.no);
        let earlier = context.plan.rounds.iter().filter(|planned| planned.round < context.round);
        let round_index = earlier.count();
        let mut rng = Rng::keyed(seed, &[&program.no, &context.round, &"standing"]);
        let drawn = match rng.between(0, 99) {
            0..=9 => Standing::Ahead,
            10..=27 => Standing::Behind,
            _ => Standing::OnTrack,
        };
        let own = texts.and_then(|texts| texts.standing.get(round_index)).copied();
        let standing = own.unwrap_or(drawn);
        let actual_of = |id: &IndicatorId| {
            let indicator =
                program.indicators.iter().find(|one| one.id == *id && one.is_money())?;
            let Actual::Value(value) = actual(&context, indicator, standing, seed) else {
                return None;
            };
            i64::try_from(value.trunc()).ok().map(Yen)
        };
        let effects = effects(&context, program, seed, texts, &actual_of);
        Case { context, program, standing, request, texts, round_index, effects }
    }

    /// The stream of random numbers for one purpose in this round.
    pub(super) fn rng(&self, purpose: &str) -> Rng {
        Rng::keyed(self.request.seed, &[&self.program.no, &self.context.round, &purpose])
    }

    /// The activity that is late while the program is behind: the one its texts name, or the first one under way.
    pub(super) fn late_activity(&self) -> Option<usize> {
        let year = self.context.round.year;
        let is_active = |activity| stage_is_active(stage(self.context.plan, activity, year));
        let own = self.texts.and_then(|texts| texts.late).map(|n| usize::from(n.saturating_sub(1)));
        own.or_else(|| self.program.activities.iter().position(is_active))
    }

    /// Names of the lines that the division adds: the same in every round.
    pub(super) fn added(&self) -> Vec<String> {
        let own = self.texts.map(|texts| &texts.activities).filter(|own| !own.is_empty());
        match own {
            Some(own) => own.iter().map(|activity| activity.name.clone()).collect(),
            None if self.program.activities.is_empty() => {
                let mut rng = Rng::keyed(self.request.seed, &[&self.program.no, &"added"]);
                let names = rng.shuffled(words::ADDED).into_iter().take(ADDED_LINES);
                names.map(|name| (*name).to_owned()).collect()
            }
            None => Vec::new(),
        }
    }

    /// An activity to speak of: one under way in this year.
    pub(super) fn activity(&self) -> Option<String> {
        if self.program.kind == ProgramKind::Study {
            return None;
        }
        let (plan, year) = (self.context.plan, self.context.round.year);
        let active = self
            .program
            .activities
            .iter()
            .filter(|activity| stage_is_active(stage(plan, activity, year)));
        let mut names: Vec<String> = active.map(|activity| activity.name.clone()).collect();
        names.extend(self.added());
        self.rng("activity").pick(&names).cloned()
    }

    /// The actual of an indicator as sentences name it; `None` without a value.
    pub(super) fn actual_text(&self, indicator: &Indicator) -> Option<String> {
        let actual = actual(&self.context, indicator, self.standing, self.request.seed);
        let Actual::Value(value) = actual else { return None };
        Some(if indicator.is_money() {
            format!("{}千円", quantity_text(value / Decimal::ONE_THOUSAND, 0))
        } else {
            format!("{}{}", quantity_text(value, indicator.decimals), indicator.unit)
        })
    }

    pub(super) fn indicator(&self, id: &IndicatorId) -> Option<&'a Indicator> {
        self.program.indicators.iter().find(|indicator| indicator.id == *id)
    }

    /// The code chosen in the review.
    pub(super) fn review_code(&self) -> String {
        let sheet = self.context.form.sheet(self.program.kind);
        let blocks = sheet.into_iter().flat_map(|sheet| &sheet.blocks);
        let fields = blocks.filter(|block| block.id == "review").flat_map(|block| &block.fields);
        let list = fields.filter_map(|field| field.choices.as_deref()).next().unwrap_or_default();
        let codes = self.context.form.option_codes(list);
        let own = self.texts.and_then(|texts| texts.review.clone());
        if let Some(own) = own.filter(|own| codes.contains(own)) {
            return own;
        }
        let usual: &[&str] = match (self.program.kind, self.standing) {
            (ProgramKind::Study, Standing::Behind) => &["検討継続"],
            (ProgramKind::Study, _) => &["実施へ移行", "検討継続", "既存に統合"],
            (_, Standing::Behind) => &["見直し", "継続"],
            (_, Standing::OnTrack) => &["継続", "継続", "継続", "見直し"],
            (_, Standing::Ahead) => &["拡充", "継続"],
        };
        let mut rng = self.rng("review");
        let usual: Vec<&str> =
            usual.iter().copied().filter(|word| codes.iter().any(|code| code == word)).collect();
        let picked = rng.pick(&usual).map(|word| (*word).to_owned());
        picked.or_else(|| rng.pick(&codes).cloned()).unwrap_or_default()
    }
}

pub(super) fn stage_is_active(stage: Stage) -> bool {
    matches!(stage, Stage::Preparing | Stage::UnderWay | Stage::Ending)
}
