//! Tidy tables of what the divisions reported, one record a row, each with its place.
//!
//! Five tables: assessments, indicators, activities, effects, and the answers that none of these has. Each is kept as
//! typed rows, of which `frame` makes the polars frame that `analysis` asks; `data/*.csv` is written from them. What a
//! record holds, whence it is read and which columns show it stands once, in
//! `rows.rs`. What the mid-term review proposes for the plan, and who filled in
//! the forms, is kept beside them (`proposal.rs`, `contact.rs`). This room knows nothing of Excel or of files on disk.

mod answers;
mod column;
mod contact;
mod csv;
mod frame;
mod gather;
mod model;
mod place;
mod proposal;
mod rows;
mod table;
mod told;

pub use column::{Column, Fact, FactCell, FactKind};
pub use contact::ContactFact;
pub use csv::table_csv;
pub use frame::frame;
pub use gather::past_actuals;
pub use model::Facts;
pub use place::ValuePlace;
pub use proposal::{ProposalFact, ProposedActivity, ProposedIndicator, ProposedTarget};
pub use rows::{ActivityFact, AnswerFact, AssessmentFact, EffectFact, IndicatorFact};
pub use table::Table;
