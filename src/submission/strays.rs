//! What a division wrote where the form has no field: kept whole, so that its return copy can give it back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::account::is_filled;
use super::align::align;
use super::read::Reader;
use super::{Answer, Observation};
use crate::form::{COVER_SHEET, ExtraRows, GUIDE_SHEET, RETURN_SHEET, SheetLayout, lay_out};
use crate::schema::Program;
use crate::terms::CellRef;
use crate::workbook::Cell;

/// A cell of a program's sheet that is no answer and not as the form printed it.
#[derive(Debug, Clone)]
pub struct Stray {
    /// Where it stands.
    pub at: CellRef,
    /// Where that is on the form's own sheet: rows that the division inserted or deleted above it do not count.
    pub home: CellRef,
    /// What it holds.
    pub cell: Cell,
    /// Whether the form prints something of its own there.
    pub over_print: bool,
}

/// A sheet that is no sheet of the division's form, with what the division wrote on it: of the form's front pages and
/// of a return copy's list only what was added to them.
#[derive(Debug, Clone)]
pub struct OtherSheet {
    /// Its name.
    pub name: Arc<str>,
    /// Its cells.
    pub cells: BTreeMap<CellRef, Cell>,
}

impl OtherSheet {
    /// Whether it is a page that every form (or return copy) has.
    #[must_use]
    pub fn is_page_of_form(&self) -> bool {
        is_page_of_form(&self.name)
    }
}

fn is_page_of_form(name: &str) -> bool {
    [COVER_SHEET, GUIDE_SHEET, RETURN_SHEET].contains(&name)
}

impl Reader<'_> {
    /// The strays of a program's sheet. `extra` are the rows that the division added, those it inserted included.
    pub(super) fn strays(
        &self,
        index: usize,
        program: &Program,
        extra: &ExtraRows,
        answers: &[Answer],
    ) -> Vec<Stray> {
        let sheet = &self.workbook.sheets[index];
        let found: Vec<(CellRef, bool)> = self.strays_seen(&sheet.name).collect();
        if found.is_empty() {
            return Vec::new();
        }
        let layout = lay_out(self.context, program, extra);
        let alignment = layout.and_then(|layout| align(&layout, sheet, &places(&layout, answers)));
        let homes = alignment.map(|alignment| alignment.reversed());
        let stray = |(at, over_print): (CellRef, bool)| {
            let home = homes.as_ref().and_then(|homes| homes.place(at)).unwrap_or(at);
            let cell = sheet.cells.get(&at)?.clone();
            Some(Stray { at, home, cell, over_print })
        };
        found.into_iter().filter_map(stray).collect()
    }

    /// The cells of a sheet that were named by an observation, and whether they stand over a print of the form.
    fn strays_seen(&self, sheet: &str) -> impl Iterator<Item = (CellRef, bool)> {
        self.result.observations.iter().filter_map(move |seen| match seen {
            Observation::Unaccounted { source, .. } if &*source.sheet == sheet => {
                Some((source.cell, false))
            }
            Observation::PrintAltered { source, .. } if &*source.sheet == sheet => {
                Some((source.cell, true))
            }
            _ => None,
        })
    }

    /// What is kept of the sheets in `kept`, in the workbook's order.
    pub(super) fn other_sheets(&self) -> Vec<OtherSheet> {
        let keep = |index: &usize| {
            let sheet = &self.workbook.sheets[*index];
            let strays: Option<BTreeSet<CellRef>> = is_page_of_form(&sheet.name)
                .then(|| self.strays_seen(&sheet.name).map(|(at, _)| at).collect());
            let is_kept = |at: &CellRef| strays.as_ref().is_none_or(|strays| strays.contains(at));
            let cells = sheet.cells.iter().filter(|(at, cell)| is_filled(cell) && is_kept(at));
            OtherSheet {
                name: sheet.name.clone(),
                cells: cells.map(|(at, cell)| (*at, cell.clone())).collect(),
            }
        };
        self.kept.iter().map(keep).collect()
    }
}

/// Where the fields of a layout were found: (layout, sheet).
fn places(layout: &SheetLayout<'_>, answers: &[Answer]) -> Vec<(CellRef, CellRef)> {
    let found: BTreeMap<&str, CellRef> =
        answers.iter().map(|answer| (answer.question.key(), answer.source.cell)).collect();
    let past = layout.past_cells().map(|(area, past)| (area, &past.question));
    layout
        .questions()
        .chain(past)
        .filter_map(|(area, question)| Some((area.first, *found.get(question.key())?)))
        .collect()
}
