//! What a form made here prints on a sheet, to be crossed off.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::align::Alignment;
use crate::form::{Advice, Content as FormContent, NOT_REPORTED, PastCell, SheetLayout};
use crate::notation::comparison_key;
use crate::submission::cell::key_of;
use crate::terms::CellRef;
use crate::workbook::{Cell, Content, Sheet};

/// What the form prints on a sheet, to be crossed off.
pub(super) struct Printed<'t> {
    items: Vec<Item>,
    by_cell: BTreeMap<CellRef, usize>,
    /// Texts that are not in their place, by key, in the form's order.
    misplaced: BTreeMap<String, BTreeSet<usize>>,
    /// Advice above the first field: whether there is any, and for which day, depends on when the form was handed out.
    advice: Vec<Advice>,
    /// The row of the first field.
    first_row: u32,
    /// Texts that may stand anywhere, any number of times: the front pages.
    anywhere: IsPrinted<'t>,
}

/// Whether the form prints the text of a key.
pub(super) type IsPrinted<'t> = &'t dyn Fn(&str) -> bool;

/// One printed cell.
struct Item {
    /// Where it should stand on this sheet.
    at: CellRef,
    what: PrintedCell,
    /// What the form prints, for messages.
    text: String,
    found: bool,
}

enum PrintedCell {
    Text(String),
    Number(Decimal),
    /// That no round reported a number: in words, or as a dash on forms handed out earlier.
    NotReported,
    /// A formula, or its value where the workbook keeps none.
    Formula {
        or_value: bool,
    },
}

/// A printed cell that is not what the form printed.
pub(super) struct Altered {
    /// Where it should stand.
    pub(super) at: CellRef,
    /// What the form prints there.
    pub(super) expected: String,
    /// Whether it is a live formula of the form.
    pub(super) formula: bool,
}

impl<'t> Printed<'t> {
    /// What `layout` prints, moved to where its rows and columns are. `corrected` are the keys of past years' cells that
    /// were read as answers: nothing printed is missing there.
    pub(super) fn on_sheet(
        layout: &SheetLayout<'_>,
        (sheet, keeps_formulas): (&Sheet, bool),
        alignment: &Alignment,
        corrected: &BTreeSet<String>,
    ) -> Printed<'t> {
        let mut printed = Printed::anywhere(&|_| false);
        let fields = layout.questions().filter_map(|(area, _)| alignment.cell(sheet, area.first));
        printed.first_row = fields.map(|cell| cell.row).min().unwrap_or_default();
        for placed in &layout.cells {
            let (what, text) = match &placed.content {
                FormContent::Text(text) => match comparison_key(text) {
                    key if key.is_empty() => continue,
                    key => (PrintedCell::Text(key.into_owned()), text.clone()),
                },
                FormContent::Past(past) if corrected.contains(past.question.key()) => continue,
                FormContent::Past(past) => printed_past(past),
                FormContent::Sum { .. } | FormContent::StillEmpty => {
                    (PrintedCell::Formula { or_value: !keeps_formulas }, String::new())
                }
                FormContent::Advice(advice) => {
                    printed.advice.push(*advice);
                    continue;
                }
                FormContent::Question(_) => continue,
            };
            let at = alignment.cell(sheet, placed.area.first).unwrap_or(placed.area.first);
            let found = sheet.cells.get(&at).is_some_and(|cell| what.is(cell));
            printed.by_cell.insert(at, printed.items.len());
            printed.items.push(Item { at, what, text, found });
        }
        // What is printed and what is shown, where these differ. Two texts that stand in each other's place were exchanged,
        // and the cells beside them may be as well; another text was only moved.
        let differs = |item: &Item| match &item.what {
            PrintedCell::Text(own) if !item.found => {
                Some((own.clone(), key_of(sheet.cells.get(&item.at)?).into_owned()))
            }
            _ => None,
        };
        let pairs: BTreeSet<(String, String)> = printed.items.iter().filter_map(differs).collect();
        for (index, item) in printed.items.iter().enumerate() {
            let PrintedCell::Text(key) = &item.what else { continue };
            let is_exchanged =
                differs(item).is_some_and(|(own, shown)| pairs.contains(&(shown, own)));
            if !item.found && !is_exchanged {
                printed.misplaced.entry(key.clone()).or_default().insert(index);
            }
        }
        printed
    }

    /// Texts that may stand anywhere, any number of times: the front pages.
    pub(super) fn anywhere(anywhere: IsPrinted<'t>) -> Printed<'t> {
        Printed {
            items: Vec::new(),
            by_cell: BTreeMap::new(),
            misplaced: BTreeMap::new(),
            advice: Vec::new(),
            first_row: 0,
            anywhere,
        }
    }

    /// Whether the form printed this cell; a text that is not in its place is crossed off once.
    pub(super) fn take(&mut self, at: CellRef, cell: &Cell) -> bool {
        if let Some(item) = self.by_cell.get(&at).and_then(|index| self.items.get(*index))
            && item.what.is(cell)
        {
            return true;
        }
        let key = key_of(cell);
        let elsewhere = self.misplaced.get_mut(&*key).and_then(BTreeSet::pop_first);
        match elsewhere.and_then(|index| self.items.get_mut(index)) {
            Some(item) => {
                item.found = true;
                true
            }
            None => self.advises(at, &key) || (self.anywhere)(&key),
        }
    }

    fn advises(&self, at: CellRef, key: &str) -> bool {
        at.row < self.first_row && self.advice.iter().any(|advice| advice.is(key))
    }

    /// Printed cells that were not found, after every cell of the sheet was taken.
    pub(super) fn altered(&self) -> impl Iterator<Item = Altered> {
        self.items.iter().filter(|item| !item.found).map(|item| Altered {
            at: item.at,
            expected: item.text.clone(),
            formula: matches!(item.what, PrintedCell::Formula { .. }),
        })
    }
}

/// What a past year's cell prints: a number, or that there is none.
fn printed_past(past: &PastCell) -> (PrintedCell, String) {
    match past.printed_number() {
        Some(value) => (PrintedCell::Number(value), value.normalize().to_string()),
        None => (PrintedCell::NotReported, NOT_REPORTED.to_owned()),
    }
}

/// Whether a past year's cell still holds what the form printed.
pub(super) fn is_as_printed(past: &PastCell, cell: &Cell) -> bool {
    printed_past(past).0.is(cell)
}

impl PrintedCell {
    fn is(&self, cell: &Cell) -> bool {
        match self {
            PrintedCell::Text(key) => key_of(cell) == *key,
            PrintedCell::NotReported => {
                let key = key_of(cell);
                key == "-" || key == comparison_key(NOT_REPORTED)
            }
            PrintedCell::Number(value) => cell.content == Content::Number(*value),
            PrintedCell::Formula { or_value } => {
                let is_value = matches!(cell.content, Content::Number(_));
                cell.formula.is_some() || (*or_value && is_value)
            }
        }
    }
}
