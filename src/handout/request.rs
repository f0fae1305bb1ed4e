//! What a form's workbook is made of: blank, filled in, or returned with what is to be mended.

use super::entry::Entry;
use super::marks::ReturnMarks;
use crate::form::{ExtraRows, FormContext, Question};
use crate::schema::Division;
use crate::terms::ProgramNo;

/// What a workbook is made of.
pub struct TemplateRequest<'a> {
    /// Plan, form, round and past actuals.
    pub context: FormContext<'a>,
    /// Division the workbook is for.
    pub division: &'a Division,
    /// Mark printed on the cover, for made-up data.
    pub mark: Option<&'a str>,
    /// What is already filled in; nothing for a blank form.
    pub entries: &'a dyn Fn(ProgramNo, &Question) -> Option<Entry>,
    /// What is to be mended, in a return copy.
    pub marks: Option<&'a ReturnMarks>,
}

impl TemplateRequest<'_> {
    pub(super) fn extra_rows(&self, program: ProgramNo) -> ExtraRows {
        self.marks.and_then(|marks| marks.extra.get(&program)).cloned().unwrap_or_default()
    }
}
