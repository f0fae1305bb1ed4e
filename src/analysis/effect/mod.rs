//! Fiscal effects in four views.
//!
//! All amounts are exact yen, and a cut in spending is positive. A one-year line (単年度) counts in the year it is
//! reported for. A recurring line (継続) is *new* in the first year in which its amount is not 0, plan and actual each
//! for itself, and stays *in force* afterwards; where a later year reports the same line again (same program, kind and
//! title), that amount replaces the carried one and is not new. An actual of 0 reported so ends the effect; one that
//! starts again after that is new again.
//!
//! | view | value for year t |
//! |---|---|
//! | `new` | one-year lines of t + recurring lines whose amount begins in t |
//! | `in_force` | one-year lines of t + recurring lines reported for any s ≤ t, at their newest amount |
//! | `cumulative_new` | sum of `new` over the plan's years up to t |
//! | `cumulative_in_force` | sum of `in_force` over the plan's years up to t (いわき市's 累計: a running sum of running sums) |
//!
//! A line without a readable kind is in no sum, one whose plan or actual is not known is in no sum of these; `left_out`
//! counts them, and the groups that such a line belongs to are `incomplete`: they have no achievement rate.
//!
//! `lines.rs` makes one list of amounts from the reported lines (`entry.rs`), and `unsorted.rs` marks what lines without a
//! kind leave open. `sums.rs` asks the facts for the sums of these by direction and kind, by kind, by program, by nature,
//! by basis and in all (`key.rs`), in each view (`view.rs`); `groups.rs` makes rows of them (`row.rs`), and `figures.rs`
//! puts all together. `carried.rs` says what goes on afterwards, `display.rs` how an amount is shown; `reported.rs` sums
//! the reported lines by themselves, to compare.

mod carried;
mod display;
mod entry;
mod figures;
mod groups;
mod key;
mod lines;
mod reported;
mod row;
mod sums;
#[cfg(test)]
mod tests;
mod unsorted;
mod view;

pub(super) use carried::carried_on;
pub use display::{Displayed, displayed, rounding_note};
pub use entry::EffectEntry;
pub use figures::EffectFigures;
pub(super) use figures::effect_figures;
pub use reported::ReportedEffects;
pub use row::{BasisKey, CellKey, EffectRow, EffectTotal, NatureKey, ProgramKey, TotalKey};
pub use view::EffectView;
