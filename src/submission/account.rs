//! The account of cells: every non-empty cell is read, or printed by the form, or named by a finding.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::align::Alignment;
use crate::form::{Content as FormContent, SheetLayout};
use crate::notation::comparison_key;
use crate::terms::CellRef;
use crate::workbook::{Cell, Content, Sheet};

/// Text of a cell as a person sees it without its number format.
pub(super) fn raw_text(content: &Content) -> String {
    match content {
        Content::Text(text) => text.clone(),
        Content::Number(number) => number.normalize().to_string(),
        Content::Date { date, .. } => match date.time() == jiff::civil::Time::midnight() {
            true => date.date().to_string(),
            false => date.to_string(),
        },
        Content::Bool(true) => "TRUE".to_owned(),
        Content::Bool(false) => "FALSE".to_owned(),
        Content::Error(code) => code.clone(),
        Content::NoResult => String::new(),
        Content::Unrepresentable(text) => text.clone(),
    }
}

/// Whether a cell holds anything but white space.
pub(super) fn is_filled(cell: &Cell) -> bool {
    match &cell.content {
        Content::Text(text) => !comparison_key(text).is_empty(),
        _ => true,
    }
}

/// What the form prints on a sheet, to be crossed off.
pub(super) struct Printed {
    at: BTreeMap<CellRef, PrintedCell>,
    /// Texts that were not found in their place, with how often they may occur elsewhere.
    elsewhere: BTreeMap<String, usize>,
}

enum PrintedCell {
    Text(String),
    Number(Decimal),
    Formula,
}

impl Printed {
    /// What `layout` prints, moved to where its rows and columns are.
    pub(super) fn on_sheet(
        layout: &SheetLayout<'_>,
        sheet: &Sheet,
        alignment: &Alignment,
    ) -> Printed {
        let mut printed = Printed { at: BTreeMap::new(), elsewhere: BTreeMap::new() };
        for placed in &layout.cells {
            let what = match &placed.content {
                FormContent::Text(text) if comparison_key(text).is_empty() => continue,
                FormContent::Text(text) => PrintedCell::Text(comparison_key(text)),
                FormContent::Number { value, .. } => PrintedCell::Number(*value),
                FormContent::Sum { .. } | FormContent::StillEmpty => PrintedCell::Formula,
                FormContent::Slot(_) => continue,
            };
            let cell = alignment.cell(sheet, placed.area.first).unwrap_or(placed.area.first);
            let in_place = sheet.cells.get(&cell).is_some_and(|found| what.is(found));
            if !in_place && let PrintedCell::Text(key) = &what {
                *printed.elsewhere.entry(key.clone()).or_default() += 1;
            }
            printed.at.insert(cell, what);
        }
        printed
    }

    /// Texts that may stand anywhere, any number of times: the front pages.
    pub(super) fn anywhere(texts: &BTreeSet<String>) -> Printed {
        let elsewhere = texts.iter().map(|text| (text.clone(), usize::MAX)).collect();
        Printed { at: BTreeMap::new(), elsewhere }
    }

    /// Whether the form printed this cell; each text that is not in its place is crossed off once.
    pub(super) fn take(&mut self, at: CellRef, cell: &Cell) -> bool {
        if self.at.get(&at).is_some_and(|printed| printed.is(cell)) {
            return true;
        }
        let key = comparison_key(&raw_text(&cell.content));
        match self.elsewhere.get_mut(&key) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }
}

impl PrintedCell {
    fn is(&self, cell: &Cell) -> bool {
        match self {
            PrintedCell::Text(key) => comparison_key(&raw_text(&cell.content)) == *key,
            PrintedCell::Number(value) => cell.content == Content::Number(*value),
            // Programs that save .ods or .xls keep the formula or only its result.
            PrintedCell::Formula => {
                cell.formula.is_some()
                    || matches!(cell.content, Content::Number(_) | Content::NoResult)
            }
        }
    }
}
