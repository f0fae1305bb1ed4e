//! `sample.toml`: made-up texts that belong to one plan, so that its sample reads naturally.
//!
//! Everything in it is optional; what it leaves out comes from the templates of `words.rs`.

use serde::Deserialize;

use crate::schema::Standing;
use crate::terms::{FiscalYear, IndicatorId, ProgramNo, Quantity};

/// The texts of the embedded plan.
pub const EMBEDDED_SAMPLE: &str = include_str!("../../schemas/kodaira-1/sample.toml");

/// Made-up texts for the programs of a plan.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SampleTexts {
    /// Names for 記入者; plainly invented ones.
    pub reporters: Vec<String>,
    /// Texts by program.
    pub programs: Vec<ProgramTexts>,
}

/// Made-up texts for one program. Lists go by round: the first entry is for the plan's first round.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgramTexts {
    /// Number of the program.
    pub no: ProgramNo,
    /// Where the program stands.
    #[serde(default)]
    pub standing: Vec<Standing>,
    /// 成果, or 検討状況 of a study program. `{<indicator id>}` is replaced by the actual of the round.
    #[serde(default)]
    pub achievement: Vec<String>,
    /// 課題.
    #[serde(default)]
    pub issues: Vec<String>,
    /// 次年度の取組.
    #[serde(default)]
    pub next: Vec<String>,
    /// Which of the plan's activities is late while the program is behind, from 1; else the first one under way.
    pub late: Option<u16>,
    /// Code chosen in the mid-term review.
    pub review: Option<String>,
    /// Reason given in the mid-term review.
    pub review_reason: Option<String>,
    /// Program that carries it on, where the review merges it.
    pub merge_into: Option<ProgramNo>,
    /// What a study promises for the time after the review, where the review promotes it.
    #[serde(default)]
    pub promotion: Promotion,
    /// Lines that the division adds to the schedule.
    #[serde(default)]
    pub activities: Vec<AddedActivity>,
    /// Fiscal effects.
    #[serde(default)]
    pub effects: Vec<EffectText>,
}

/// Schedule and indicators of a study that is to be carried out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Promotion {
    /// Lines of the schedule.
    pub activities: Vec<PromotedActivity>,
    /// Indicators.
    pub indicators: Vec<PromotedIndicator>,
}

/// A line of the schedule after the review.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromotedActivity {
    /// Name of the activity.
    pub name: String,
    /// Phase of the first year.
    pub first: String,
    /// Phase of the years after.
    pub later: String,
}

/// An indicator after the review.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromotedIndicator {
    /// Name.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Present value.
    pub baseline: Option<Quantity>,
    /// Target.
    pub target: Quantity,
    /// Whether the target holds for every year.
    #[serde(default)]
    pub each_year: bool,
    /// Whether less is better.
    #[serde(default)]
    pub lower: bool,
}

/// A line that the division adds to the schedule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddedActivity {
    /// Name of the activity.
    pub name: String,
    /// What was done, by round.
    #[serde(default)]
    pub results: Vec<String>,
}

/// A fiscal effect, in the year that reports it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EffectText {
    /// Fiscal year that reports it.
    pub year: FiscalYear,
    /// Whether it is money not spent.
    #[serde(default)]
    pub saving: bool,
    /// Whether it lasts beyond that year.
    #[serde(default)]
    pub recurring: bool,
    /// What it is.
    pub title: String,
    /// How it was worked out.
    pub method: String,
    /// About how much, in 千円; the seed moves it a little.
    pub thousand_yen: u32,
    /// Indicator of the program whose actual is this very amount.
    pub indicator: Option<IndicatorId>,
}

impl SampleTexts {
    /// Only what is true of any city: the names of the reporters. For further municipalities of one run, which
    /// would else all tell the same story.
    pub fn without_programs(&self) -> SampleTexts {
        SampleTexts { reporters: self.reporters.clone(), programs: Vec::new() }
    }

    /// The texts of a program.
    pub fn program(&self, no: ProgramNo) -> Option<&ProgramTexts> {
        self.programs.iter().find(|texts| texts.no == no)
    }
}
