//! A first `form.toml` for a form that already exists: what a workbook shows of its fields, for a person to confirm.
//!
//! `page.rs` tells on one sheet the cells to be filled from labels and units; `fields.rs` pairs them, `tables.rs` finds
//! the tables among them; `known.rs` proposes ids by the labels and lists of the standard form; `design.rs` tells which
//! sheets are the same form and where a program is named; `write.rs` writes it all down, each proposal with what was
//! seen. Nothing here decides: the reader does exactly what the confirmed file says.

mod design;
mod fields;
mod known;
mod page;
mod tables;
mod write;

use crate::schema::{Form, Plan};
use crate::workbook::{SheetFaces, Workbook};

/// What a draft is made from.
#[derive(Debug, Clone, Copy)]
pub struct DraftRequest<'a> {
    /// The plan that the form reports on.
    pub plan: &'a Plan,
    /// The form whose labels and lists give ids to fields that look like its own.
    pub standard: &'a Form,
    /// The form that already exists, blank or filled in.
    pub workbook: &'a Workbook,
    /// How its cells look.
    pub faces: &'a [SheetFaces],
    /// Name of its file, for the head of the draft.
    pub file: &'a str,
}

/// Writes the draft, or nothing if no sheet shows a cell to be filled.
pub fn draft_form(request: &DraftRequest<'_>) -> Option<String> {
    let designs = design::designs(request);
    (!designs.forms.is_empty()).then(|| write::text(request, &designs))
}
