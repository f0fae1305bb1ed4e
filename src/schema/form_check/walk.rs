//! The parts of a form with the ways to them.

use std::sync::Arc;

use crate::schema::field::Field;
use crate::schema::form::{Block, SheetSpec, Table};

// What every rule is written with.
pub(super) use crate::finding::{Problem, Thing};
pub(super) use crate::schema::form::Form;
pub(super) use crate::schema::plan::Plan;
pub(super) use crate::schema::report::Report;
pub(super) use crate::schema::rule::{At, at};

/// A rule looks at the whole form.
pub(super) type Rule = fn(&At<'_, Form>, &mut Report<'_>);

/// Rules by what they rely on beside the very place that they speak of: keys of the file.
pub(super) type Rules = &'static [(&'static [&'static str], &'static [Rule])];

/// A rule that holds the form against the plan that it is to be filled for, if there is one to rely on.
pub(super) type WithPlan = fn(&At<'_, Form>, Option<&Plan>, &mut Report<'_>);

/// All blocks of the form.
pub(super) fn blocks<'f>(form: &At<'f, Form>) -> impl Iterator<Item = At<'f, Block>> + use<'f> {
    at!(form.sheets[]).flat_map(|sheet| at!(sheet.blocks[]))
}

/// All tables of the form.
pub(super) fn tables<'f>(form: &At<'f, Form>) -> impl Iterator<Item = At<'f, Table>> + use<'f> {
    blocks(form).filter_map(|block| at!(block.table?))
}

/// The single fields and columns of a block.
pub(super) fn fields_of<'f>(
    block: &At<'f, Block>,
) -> impl Iterator<Item = At<'f, Arc<Field>>> + use<'f> {
    let columns = at!(block.table?).into_iter().flat_map(|table| at!(table.columns[]));
    at!(block.fields[]).chain(columns)
}

/// The single fields and columns of a sheet.
pub(super) fn fields_on<'f>(
    sheet: &At<'f, SheetSpec>,
) -> impl Iterator<Item = At<'f, Arc<Field>>> + use<'f> {
    at!(sheet.blocks[]).flat_map(|block| fields_of(&block))
}

/// All fields and columns of the form.
pub(super) fn fields<'f>(
    form: &At<'f, Form>,
) -> impl Iterator<Item = At<'f, Arc<Field>>> + use<'f> {
    at!(form.sheets[]).flat_map(|sheet| fields_on(&sheet))
}
