//! All facts.

use super::contact::ContactFact;
use super::proposal::ProposalFact;
use super::rows::{ActivityFact, AnswerFact, AssessmentFact, EffectFact, IndicatorFact};

/// All facts of the rounds up to the reported one: each table by round and in plan order.
#[derive(Debug, Default)]
pub struct Facts {
    /// One row per program and round.
    pub assessments: Vec<AssessmentFact>,
    /// One row per indicator and round.
    pub indicators: Vec<IndicatorFact>,
    /// One row per activity and round.
    pub activities: Vec<ActivityFact>,
    /// One row per line of effects and round.
    pub effects: Vec<EffectFact>,
    /// One row per answer that is in none of these.
    pub answers: Vec<AnswerFact>,
    /// What divisions propose in the mid-term review, one for each program of that round.
    pub proposals: Vec<ProposalFact>,
    /// Who filled in the sheets that count, one for each program and round; in no table of `data/`.
    pub contacts: Vec<ContactFact>,
}
