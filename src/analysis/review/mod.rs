//! The mid-term review: what it looks at, what it suggests, and what a revision makes of the plan.
//!
//! | table | from |
//! |---|---|
//! | ① 新旧対照 | the plan before and after the revision (`change.rs`) |
//! | ② conclusions of the studies, ③ indicators, ⑤ delayed programs | the programs of the review (`programs.rs`) |
//! | ④ effects | the sums of effects, carried on to the plan's end (`outlook.rs`) |
//! | ⑥ bridge of the number of items | the plan before and after (`change.rs`) |
//!
//! In the review's round the revision is a draft made from what the divisions propose (`drafting.rs`); in later rounds it
//! is the one in force, and only ① and ⑥ are left. Suggestions follow the plan's rules (`suggestion.rs`).

mod change;
mod draft;
mod drafting;
mod figures;
mod merge;
mod outlook;
mod program;
mod programs;
mod sentence;
mod suggestion;
#[cfg(test)]
mod tests;

pub use change::{BridgeRow, ChangeKind, PlanChange};
pub use draft::{Doubt, Draft, Drafted, Open, TargetOrigin};
pub use drafting::draft;
pub use figures::ReviewFigures;
pub(super) use figures::{ReviewInput, review_figures};
pub use merge::{MergeFault, merge_target};
pub use outlook::ExpectedEffect;
pub use program::{DelayedProgram, ReviewIndicator, ReviewProgram, StudyConclusion};
pub use sentence::review_sentence;
