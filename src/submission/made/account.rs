//! Accounting for every sheet of a workbook: programs' sheets, front pages, a return's list, and sheets of others.

use std::collections::BTreeSet;

use super::cover::{due, taken_over};
use super::printed::{IsPrinted, Printed};
use crate::form::{
    COVER_SHEET, GUIDE_SHEET, IDENTITY_SHEET, Identity, RETURN_SHEET, cover_words, is_advice,
};
use crate::submission::book::Book;
use crate::submission::cell::{is_filled, raw_text};
use crate::submission::found::Found;
use crate::submission::identify::visible_identity;
use crate::submission::model::ProgramSheet;
use crate::submission::observation::Observation;
use crate::submission::unaccounted::Unaccounted;
use crate::terms::{CellRef, ProgramNo};
use crate::workbook::{Cell, Content, Sheet};

/// Counts the cells of a sheet and keeps those that are neither read nor printed.
pub(super) fn account(
    sheet: &Sheet,
    read: &BTreeSet<CellRef>,
    printed: &mut Printed<'_>,
    program: Option<ProgramNo>,
) -> Found {
    let mut found = Found::default();
    let mut cells = Vec::new();
    for (at, cell) in sheet.cells.iter().filter(|(_, cell)| is_filled(cell)) {
        found.account.non_empty += 1;
        if read.contains(at) {
            found.account.read += 1;
        } else if printed.take(*at, cell) {
            found.account.printed += 1;
        } else {
            found.account.unaccounted += 1;
            cells.push(*at);
        }
    }
    let (sheet, pasted) = (sheet.name.clone(), Vec::new());
    found.unaccounted.push(Unaccounted { sheet, program, cells, pasted });
    found
}

/// Names what the form printed and the sheet no longer shows. A cell with other contents was kept as unaccounted; the
/// altered print names it better.
pub(super) fn name_altered_prints(
    book: &Book<'_>,
    sheet: &Sheet,
    program: ProgramNo,
    printed: &Printed<'_>,
    found: &mut Found,
) {
    let strange: BTreeSet<CellRef> = found.unaccounted_on(&sheet.name).collect();
    let (mut gone, mut over) = (Vec::new(), BTreeSet::new());
    for altered in printed.altered() {
        let expected = altered.expected;
        match sheet.cells.get(&altered.at) {
            Some(cell) if strange.contains(&altered.at) && over.insert(altered.at) => {
                let (source, found_there) = (book.place(sheet, altered.at), raw_text(cell));
                let found_there =
                    Observation::PrintAltered { program, source, expected, found: found_there };
                found.observe(found_there);
            }
            _ if altered.formula => gone.push("計算式".to_owned()),
            _ => gone.push(expected),
        }
    }
    for own in &mut found.unaccounted {
        own.cells.retain(|at| !over.contains(at));
    }
    if !gone.is_empty() {
        let sheet = sheet.name.clone();
        found.observe(Observation::PrintGone { program, sheet, texts: gone });
    }
}

/// A sheet that no program was read from; what `is_printed` is on the form's front pages. `programs` were read from others.
pub(super) fn other_sheet(
    book: &Book<'_>,
    sheet: &Sheet,
    programs: &[ProgramSheet],
    is_printed: IsPrinted<'_>,
) -> Found {
    match &*sheet.name {
        IDENTITY_SHEET => {
            let cells = sheet.cells.values().filter(|cell| is_filled(cell)).count();
            let mut found = Found::default();
            found.account.non_empty = cells;
            found.account.printed = cells;
            found
        }
        RETURN_SHEET => {
            let (rows, cols) = book.additions.list;
            let listed = |at: &CellRef| at.row < rows && at.col < cols;
            let by_form = sheet.cells.keys().copied().filter(listed).collect();
            printed_page(sheet, &by_form, &|_| false)
        }
        COVER_SHEET | GUIDE_SHEET => cover(book, sheet, programs, is_printed),
        _ if visible_identity(sheet).is_some() => cover(book, sheet, programs, is_printed),
        _ => {
            let mut nothing = Printed::anywhere(&|_| false);
            account(sheet, &BTreeSet::new(), &mut nothing, None)
        }
    }
}

/// A front page, where what sheets took over from it is read.
fn cover(
    book: &Book<'_>,
    sheet: &Sheet,
    programs: &[ProgramSheet],
    is_printed: IsPrinted<'_>,
) -> Found {
    let taken = taken_over(book, sheet, programs);
    let mut found = front_page(book, sheet, &taken, is_printed);
    found.account.printed -= taken.len();
    found.account.read += taken.len();
    found
}

/// A sheet of the form without answers, but for those in `read`.
pub(super) fn front_page(
    book: &Book<'_>,
    sheet: &Sheet,
    read: &BTreeSet<CellRef>,
    is_printed: IsPrinted<'_>,
) -> Found {
    // Live counts and states are formulas; the identity is a text of its own form.
    let counts = if book.keeps_formulas { BTreeSet::new() } else { counts(sheet) };
    let by_form: BTreeSet<CellRef> = sheet
        .cells
        .iter()
        .filter(|(_, cell)| {
            let identity = matches!(&cell.content, Content::Text(text) if Identity::from_visible_text(text).is_some());
            cell.formula.is_some() || identity
        })
        .map(|(at, _)| *at)
        .chain(counts)
        .chain(due(sheet))
        .chain(read.iter().copied())
        .collect();
    printed_page(sheet, &by_form, is_printed)
}

/// The numbers below the heading of the counts of empty cells.
fn counts(sheet: &Sheet) -> BTreeSet<CellRef> {
    let heading = |cell: &Cell| matches!(&cell.content, Content::Text(text) if text.key() == cover_words::EMPTY);
    let Some((head, _)) = sheet.cells.iter().find(|(_, cell)| heading(cell)) else {
        return BTreeSet::new();
    };
    let below = sheet.cells.iter().filter(|(at, cell)| {
        at.col == head.col && at.row > head.row && matches!(cell.content, Content::Number(_))
    });
    below.map(|(at, _)| *at).collect()
}

/// A second sheet of a program that was read: only what differs from the first is named.
pub(super) fn twin(book: &Book<'_>, sheet: &Sheet, first: &str) -> Found {
    let Some(first) = book.workbook.sheet(first) else { return Found::default() };
    let same = sheet
        .cells
        .iter()
        .filter(|(at, cell)| first.cells.get(at).is_some_and(|own| own.content == cell.content));
    let same: BTreeSet<CellRef> = same.map(|(at, _)| *at).collect();
    // The first may be a return copy's, which is due again.
    printed_page(sheet, &same, &is_advice)
}

/// A sheet without answers: these cells are the form's, and what `is_printed` wherever it stands.
fn printed_page(sheet: &Sheet, by_form: &BTreeSet<CellRef>, is_printed: IsPrinted<'_>) -> Found {
    let mut found = account(sheet, by_form, &mut Printed::anywhere(is_printed), None);
    // What was counted as read there is print.
    found.account.printed += found.account.read;
    found.account.read = 0;
    found
}
