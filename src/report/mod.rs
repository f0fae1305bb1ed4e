//! Papers out: the consolidated report, the papers of the committee and of the headquarters.
//!
//! Everything is drawn from figures by code with the kit of `sheet`; no template workbook is expanded. This room knows
//! which figure stands where and nothing of how it is computed.

mod colours;
mod committee;
mod consolidated;
mod ledger;
mod records;
mod request;
mod tables;
#[cfg(test)]
mod tests;
mod words;

pub use committee::{write_committee, write_headquarters};
pub use consolidated::write_consolidated;
pub use request::{Meeting, Meetings, ReportRequest};
pub(crate) use words::missing as missing_word;
