//! What plan, form and round give for every workbook alike: made once for a run, not for each workbook or cell.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::{Content, ExtraRows, FormContext, choices_of, front_page_texts, lay_out};
use crate::notation::{ChoiceList, comparison_key};
use crate::schema::ProgramKind;

/// What is given for the workbooks of a round.
#[derive(Debug)]
pub(super) struct Given {
    /// The lists that fields offer, by id.
    choices: BTreeMap<String, ChoiceList>,
    /// What the front pages print, by comparison key.
    pub(super) front_pages: BTreeSet<String>,
    /// The title of each sheet of the form, by comparison key, with the kind of program that it is made for.
    pub(super) titles: Vec<(String, ProgramKind)>,
    /// What the sheets of the form print, by comparison key: what a form is known again by.
    pub(super) words: BTreeSet<String>,
    /// How many columns the widest of them has.
    pub(super) columns: u32,
}

impl Given {
    /// What the context gives.
    pub(super) fn of(context: &FormContext<'_>) -> Given {
        let FormContext { plan, form, round, .. } = *context;
        let fields = form.sheets.iter().flat_map(|sheet| &sheet.blocks).flat_map(|block| {
            block.fields.iter().chain(block.table.iter().flat_map(|table| &table.columns))
        });
        let ids: BTreeSet<&str> = fields.filter_map(|field| field.choices.as_deref()).collect();
        let lists = ids.into_iter().filter_map(|id| {
            let list = choices_of(plan, form, round, id)?.list;
            Some((id.to_owned(), list))
        });
        let titles = form.sheets.iter();
        let (words, columns) = printed(context);
        Given {
            choices: lists.collect(),
            front_pages: front_page_texts(context),
            titles: titles
                .map(|spec| (comparison_key(&spec.title).into_owned(), spec.kind))
                .collect(),
            words,
            columns,
        }
    }

    /// The list of that id.
    pub(super) fn choices(&self, id: &str) -> Option<&ChoiceList> {
        self.choices.get(id)
    }
}

/// The words that the form prints for a program of each kind, and how wide its widest sheet is. A single character tells
/// no form.
fn printed(context: &FormContext<'_>) -> (BTreeSet<String>, u32) {
    let (mut words, mut columns) = (BTreeSet::new(), 0);
    if context.form.is_existing() {
        return (words, columns);
    }
    for spec in &context.form.sheets {
        let program = context.plan.programs.iter().find(|program| program.kind == spec.kind);
        let layout = program.and_then(|program| lay_out(context, program, &ExtraRows::new()));
        let Some(layout) = layout else { continue };
        columns = columns.max(u32::try_from(layout.columns.len()).unwrap_or(0));
        let texts = layout.cells.iter().filter_map(|placed| match &placed.content {
            Content::Text(text) => Some(comparison_key(text).into_owned()),
            _ => None,
        });
        words.extend(texts.filter(|word| word.chars().nth(1).is_some()));
    }
    (words, columns)
}
