//! What a form is made from.

use std::collections::BTreeMap;

use super::past::PastActuals;
use crate::schema::{Form, Plan, When};
use crate::terms::Round;

/// Everything a form is made from.
#[derive(Debug, Clone, Copy)]
pub struct FormContext<'a> {
    /// The plan in force.
    pub plan: &'a Plan,
    /// The form.
    pub form: &'a Form,
    /// The survey.
    pub round: Round,
    /// Actuals of earlier rounds.
    pub past: &'a PastActuals,
}

impl FormContext<'_> {
    /// Whether a part of the form is asked in this round.
    pub fn asks(&self, when: When) -> bool {
        match when {
            When::Always => true,
            When::Review => self.plan.is_review(self.round),
        }
    }
}

/// Rows beyond the form's own that a sheet has, by block: a division inserted them, and its return copy keeps them.
pub type ExtraRows = BTreeMap<String, u16>;
