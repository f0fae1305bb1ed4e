//! The account of the cells of a form that already exists: read, printed by the form, or named by a finding.

use std::collections::{BTreeMap, BTreeSet};

use super::locate::Words;
use crate::form::FormContext;
use crate::schema::SheetSpec;
use crate::submission::cell::is_filled;
use crate::submission::found::Found;
use crate::submission::unaccounted::Unaccounted;
use crate::terms::{CellRef, ProgramNo};
use crate::workbook::{Content, Sheet};

/// What became of the cells of a sheet.
#[derive(Default)]
pub(super) struct Tally {
    /// Cells read as answers.
    pub(super) read: BTreeSet<CellRef>,
    /// Cells that hold what the form prints.
    pub(super) printed: BTreeSet<CellRef>,
    /// Texts that the form prints wherever they stand, as comparison keys.
    pub(super) texts: BTreeSet<String>,
    /// Whether the form says that the sheet holds no answers.
    pub(super) ignored: bool,
    /// First rows of the programs' parts.
    owners: BTreeMap<u32, ProgramNo>,
}

impl Tally {
    /// Notes that a program's part begins at a row.
    pub(super) fn own(&mut self, first_row: u32, program: ProgramNo) {
        self.owners.insert(first_row, program);
    }

    /// How many programs the sheet has.
    pub(super) fn owners(&self) -> usize {
        self.owners.len()
    }

    fn owner(&self, cell: CellRef) -> Option<ProgramNo> {
        self.owners.range(..=cell.row).next_back().map(|(_, program)| *program)
    }
}

/// Everything that the form prints as text: labels, headings, titles.
pub(in crate::submission) fn printed_texts(
    context: &FormContext<'_>,
    words: &Words,
    spec: &SheetSpec,
) -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    let mut print = |text: &str| texts.extend(words.keys(text));
    print(&spec.title);
    print(&spec.notice);
    print(&context.form.title);
    if let Some(find) = &spec.find {
        find.start.iter().chain(&find.end).chain(&find.printed).for_each(|text| print(text));
    }
    for block in &spec.blocks {
        block.heading.iter().chain(&block.note).for_each(|text| print(text));
        if let Some(find) = block.table.as_ref().and_then(|table| table.find.as_ref()) {
            find.under.iter().chain(&find.end).for_each(|text| print(text));
        }
    }
    let columns = spec.blocks.iter().filter_map(|block| block.table.as_ref());
    let columns = columns.flat_map(|table| &table.columns);
    for field in spec.blocks.iter().flat_map(|block| &block.fields).chain(columns) {
        let under = field.find.as_ref().and_then(|find| find.under.as_ref());
        texts.extend(under.into_iter().flat_map(|text| words.keys(text)));
        texts.extend(words.field_keys(field));
    }
    if let Some(find) = &spec.find {
        let locators = [&find.program, &find.division, &find.round];
        for locator in locators.into_iter().flatten() {
            texts.extend(words.label_keys(locator, ""));
        }
    }
    texts.remove("");
    texts
}

/// Counts the cells of a sheet, and keeps those that are neither read nor printed.
pub(super) fn account(sheet: &Sheet, tally: &Tally) -> Found {
    let mut found = Found::default();
    let mut unaccounted: BTreeMap<Option<ProgramNo>, Vec<CellRef>> = BTreeMap::new();
    for (at, cell) in sheet.cells.iter().filter(|(_, cell)| is_filled(cell)) {
        found.account.non_empty += 1;
        if tally.read.contains(at) {
            found.account.read += 1;
        } else if tally.ignored
            || tally.printed.contains(at)
            || matches!(&cell.content, Content::Text(text) if tally.texts.contains(text.key()))
        {
            found.account.printed += 1;
        } else {
            found.account.unaccounted += 1;
            unaccounted.entry(tally.owner(*at)).or_default().push(*at);
        }
    }
    let sheet = || sheet.name.clone();
    found.unaccounted = unaccounted
        .into_iter()
        .map(|(program, cells)| Unaccounted { sheet: sheet(), program, cells, pasted: Vec::new() })
        .collect();
    found
}
