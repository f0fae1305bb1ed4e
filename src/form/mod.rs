//! The form laid on a grid: plan + form + round → the cells of each program's sheet.
//!
//! This is the one place that decides which cell holds what. The template writer draws these cells, the reader
//! looks for them, the checks and the return copy speak of them. The room knows plan and form, and the geometry
//! of a sheet; it knows nothing of Excel files, of submissions or of rules.

mod choices;
mod context;
pub mod field_ids;
mod identity;
mod layout;
mod pages;
mod past;
mod printed;
mod question;
mod questions;
mod rows;
mod sheet;

pub use choices::{Choices, choices_of};
pub use context::{ExtraRows, FormContext};
pub use identity::{
    COVER_SHEET, GUIDE_SHEET, IDENTITY_SHEET, Identity, PROPERTY_DIVISION, PROPERTY_FORM,
    PROPERTY_PLAN, PROPERTY_ROUND, RETURN_SHEET, cover_name, defined_name, key_of_defined_name,
    note_mark, sheet_name,
};
pub use layout::lay_out;
pub(crate) use layout::lines_needed;
pub use pages::{SAMPLE_MARK, cover_words, due_rows, front_page_texts, guide_choices};
pub use past::{NOT_REPORTED, PAST_PROMPT, PastActuals, PastCell, PastValue};
pub use printed::{
    baseline_text, due_words, form_unit, long_date, money_text, quantity_text, target_text,
    target_text_with_unit,
};
pub use question::{BlockId, FieldId, Question, Subject};
pub use questions::{plain_label, questions};
pub use sheet::{Advice, Content, Look, Placed, RowHeight, SheetLayout, is_advice};
