//! Workbooks out: the forms to fill in, the consolidated report, the papers of the committee and of the headquarters.
//!
//! Everything is drawn from layout and figures by code; no template workbook is expanded. This room knows how a figure
//! looks and nothing of how it is computed.

mod carry;
mod cell;
mod chart;
mod committee;
mod consolidated;
mod cover;
mod fit;
mod formats;
mod formula;
mod ledger;
mod link;
mod measure;
mod mend_list;
mod page;
mod records;
mod request;
mod return_list;
mod returns;
mod sheet_area;
mod sheet_form;
mod still_empty;
mod strays;
pub(crate) mod style;
mod table;
mod tables;
mod template;
#[cfg(test)]
mod tests;
mod words;

pub use committee::{write_committee, write_headquarters};
pub use consolidated::write_consolidated;
pub use link::way_to_inputs;
pub use request::{Entry, TemplateRequest};
pub use returns::write_return;
pub use template::write_template;
pub(crate) use words::missing as missing_word;

use crate::analysis::Figures;
use crate::check::Finding;
use crate::facts::Facts;
use crate::schema::{Form, Plan};

/// What the reports are made of.
pub struct ReportRequest<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The form, for labels of what was asked.
    pub form: &'a Form,
    /// Facts of all rounds up to the reported one.
    pub facts: &'a Facts,
    /// Figures of the reported round.
    pub figures: &'a Figures,
    /// Findings of the reported round.
    pub findings: &'a [Finding],
    /// The way from the folder of the reports to that of all submissions; without it no cell links to a submission.
    pub inputs: Option<&'a str>,
}
