//! What a division wrote where the form has no field: kept whole, so that its return copy can give it back.

use std::collections::{BTreeMap, BTreeSet};

use super::align::Labels;
use super::{
    Answer, Book, Found, Observation, OtherSheet, ProgramSheet, Stray, is_filled, is_page_of_form,
};
use crate::form::{SheetLayout, lay_out};
use crate::schema::Program;
use crate::terms::CellRef;
use crate::workbook::Sheet;

/// The strays of a program's sheet; `read` has every row that the division added, those it inserted included. Where
/// it inserted none, the layout by which the sheet was read is still the right one and comes with the program.
pub(super) fn strays(
    book: &Book<'_>,
    sheet: &Sheet,
    (program, layout): (&Program, Option<&SheetLayout<'_>>),
    read: &ProgramSheet,
    accounted: &Found,
) -> Vec<Stray> {
    let found: Vec<(CellRef, bool)> = strays_seen(accounted, &sheet.name).collect();
    if found.is_empty() {
        return Vec::new();
    }
    let grown = match layout {
        Some(_) => None,
        None => lay_out(book.context, program, &read.extra_rows),
    };
    let alignment = layout
        .or(grown.as_ref())
        .and_then(|layout| Labels::of(layout, sheet).align(&places(layout, &read.answers)));
    let homes = alignment.map(|alignment| alignment.reversed());
    let stray = |(at, over_print): (CellRef, bool)| {
        let home = homes.as_ref().and_then(|homes| homes.place(at)).unwrap_or(at);
        let cell = sheet.cells.get(&at)?.clone();
        Some(Stray { at, home, cell, over_print })
    };
    found.into_iter().filter_map(stray).collect()
}

/// The cells of a sheet that are neither answers nor as printed, in reading order, and whether they stand over a print
/// of the form.
fn strays_seen(accounted: &Found, sheet: &str) -> impl Iterator<Item = (CellRef, bool)> {
    let over = accounted.observations.iter().filter_map(|seen| match seen {
        Observation::PrintAltered { source, .. } if &*source.sheet == sheet => {
            Some((source.cell, true))
        }
        _ => None,
    });
    let beside = accounted.unaccounted_on(sheet).map(|at| (at, false));
    beside.chain(over).collect::<BTreeMap<CellRef, bool>>().into_iter()
}

/// What is kept of these sheets, in the workbook's order.
pub(super) fn other_sheets(
    book: &Book<'_>,
    kept: &BTreeSet<usize>,
    found: &Found,
) -> Vec<OtherSheet> {
    let keep = |index: &usize| {
        let sheet = &book.workbook.sheets[*index];
        let strays: Option<BTreeSet<CellRef>> = is_page_of_form(&sheet.name)
            .then(|| strays_seen(found, &sheet.name).map(|(at, _)| at).collect());
        let is_kept = |at: &CellRef| strays.as_ref().is_none_or(|strays| strays.contains(at));
        let cells = sheet.cells.iter().filter(|(at, cell)| is_filled(cell) && is_kept(at));
        OtherSheet {
            name: sheet.name.clone(),
            cells: cells.map(|(at, cell)| (*at, cell.clone())).collect(),
        }
    };
    kept.iter().map(keep).collect()
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
