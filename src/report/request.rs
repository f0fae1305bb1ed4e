//! What the reports are made of.

use crate::analysis::Figures;
use crate::facts::Facts;
use crate::finding::Finding;
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
