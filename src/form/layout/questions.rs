//! What a form asks of a program, wherever it stands: the cells of a form that already exists have no layout.

use super::table::filled_by;
use super::{Page, Slot};
use crate::form::{ExtraRows, FormContext};
use crate::schema::{Block, Program, Table};

/// The cells that a division fills for `program`, in the form's order. Nothing if the form has no sheet for it.
#[must_use]
pub fn questions<'a>(
    context: &FormContext<'a>,
    program: &'a Program,
    extra: &ExtraRows,
) -> Vec<Slot<'a>> {
    let Some(page) = Page::empty(context, program, extra) else { return Vec::new() };
    let blocks = page.spec.blocks.iter().filter(|block| page.in_round(block.when));
    blocks.flat_map(|block| page.asked_in(block)).collect()
}

impl<'a> Page<'_, 'a> {
    fn asked_in(&self, block: &'a Block) -> Vec<Slot<'a>> {
        match &block.table {
            Some(table) => self.asked_in_table(block, table),
            None => {
                let fields = block.fields.iter().filter(|field| self.in_round(field.when));
                let slot = |field| Some(self.single_slot(block, field, field.id.as_deref()?));
                fields.filter_map(slot).collect()
            }
        }
    }

    fn asked_in_table(&self, block: &'a Block, table: &'a Table) -> Vec<Slot<'a>> {
        let mut slots = Vec::new();
        for subject in self.table_rows(block, table) {
            for field in table.columns.iter().filter(|field| self.in_round(field.when)) {
                if let Some(id) = filled_by(field, &subject) {
                    slots.push(self.table_slot(block, table, field, id, &subject));
                }
            }
        }
        slots
    }
}
