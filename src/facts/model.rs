//! All facts.

use std::collections::BTreeMap;

use super::contact::ContactFact;
use super::proposal::ProposalFact;
use super::rows::{ActivityFact, AnswerFact, AssessmentFact, EffectFact, IndicatorFact};
use super::table::Table;
use crate::terms::{ProgramNo, Round};

/// All facts of the rounds up to the reported one: each table by round and in plan order.
#[derive(Debug, Default)]
pub struct Facts {
    /// One row per program and round.
    pub assessments: Table<AssessmentFact>,
    /// One row per indicator and round.
    pub indicators: Table<IndicatorFact>,
    /// One row per activity and round.
    pub activities: Table<ActivityFact>,
    /// One row per line of effects and round.
    pub effects: Table<EffectFact>,
    /// One row per answer that is in none of these.
    pub answers: Table<AnswerFact>,
    /// What divisions propose in the mid-term review, one for each program of that round.
    pub proposals: Vec<ProposalFact>,
    /// Who filled in the sheets that count, by program and round; in no table of `data/`.
    pub contacts: BTreeMap<(ProgramNo, Round), ContactFact>,
}
