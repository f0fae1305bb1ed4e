//! What plan, form and round give for every workbook alike: made once for a run, not for each workbook or cell.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::{FormContext, choices_of, front_page_texts};
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
        Given {
            choices: lists.collect(),
            front_pages: front_page_texts(context),
            titles: titles
                .map(|spec| (comparison_key(&spec.title).into_owned(), spec.kind))
                .collect(),
        }
    }

    /// The list of that id.
    pub(super) fn choices(&self, id: &str) -> Option<&ChoiceList> {
        self.choices.get(id)
    }
}
