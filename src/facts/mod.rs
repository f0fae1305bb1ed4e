//! Tidy tables of what the divisions reported, one record a row, each with its place.
//!
//! Four tables: assessments, indicators, activities, effects. Each is kept as typed rows and as a polars frame of the
//! same rows; `analysis` computes from them and `data/*.csv` is written from them. What the mid-term review proposes for
//! the plan, and who filled in the forms, is kept beside them (`proposal.rs`, `contact.rs`). This room knows nothing of
//! Excel or of files on disk.

mod contact;
mod csv;
mod gather;
mod place;
mod proposal;
mod rows;
mod table;

pub use contact::ContactFact;
pub use csv::{csv_text, one_line, table_csv};
pub use gather::{gather, past_actuals};
pub use place::ValuePlace;
pub use proposal::{ProposalFact, ProposedActivity, ProposedIndicator, ProposedTarget};
pub use rows::{ActivityFact, AssessmentFact, EffectFact, IndicatorFact};
pub use table::{Fact, FactCell, Table};

/// All facts of the rounds up to the reported one, in plan order.
#[derive(Debug)]
pub struct Facts {
    /// One row per program and round.
    pub assessments: Table<AssessmentFact>,
    /// One row per indicator and round.
    pub indicators: Table<IndicatorFact>,
    /// One row per activity and round.
    pub activities: Table<ActivityFact>,
    /// One row per line of effects and round.
    pub effects: Table<EffectFact>,
    /// What divisions propose in the mid-term review, one for each program of that round.
    pub proposals: Vec<ProposalFact>,
    /// Who filled in the sheets that count, one for each program and round; in no table of `data/`.
    pub contacts: Vec<ContactFact>,
}
