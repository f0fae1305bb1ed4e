//! Reading the forms that this program made.
//!
//! `candidates.rs` tells which sheets carry programs; `page.rs` reads one of them, cell by cell: by defined names, else
//! by the labels around it (`align.rs`), with rows that the division inserted (`added_rows.rs`). `account.rs` crosses
//! off what the form printed (`printed.rs`), `cover.rs` what the cover asks for all sheets, and `strays.rs` keeps what the
//! division wrote beside the form. `pasted.rs` tells the forms that were pasted where none is read. `belongs.rs` holds what
//! the workbook says of itself against what this run is for.

mod account;
mod added_rows;
mod align;
mod belongs;
mod candidates;
mod cover;
mod page;
mod pasted;
mod printed;
mod strays;

use std::collections::BTreeSet;

use super::book::{Book, MOST_ROWS, hidden_sheet};
use super::cell::{is_filled, key_of, quoted_text, raw_text};
use super::found::Found;
use super::identify::visible_identity;
use super::likeness::observe_no_form;
use super::model::{Answer, LocatedBy, OtherSheet, ProgramSheet, Stray, is_page_of_form};
use super::observation::Observation;
use crate::terms::ProgramNo;
use belongs::{Belonging, belonging};
use candidates::{Candidate, candidates};
use pasted::name_pasted;

/// Reads every program of the workbook, and accounts for every sheet.
pub(super) fn read_book(book: &Book<'_>) -> Found {
    let mut found = Found::default();
    // Sheets that are accounted for, and those with what a division wrote and its form does not have.
    let (mut taken, mut kept) = (BTreeSet::new(), BTreeSet::new());
    for Candidate { program: no, sheet: index, .. } in candidates(book.workbook) {
        let sheet = &book.workbook.sheets[index];
        let Some(program) = book.context.plan.program(no) else {
            let sheet = sheet.name.clone();
            found.observe(Observation::UnknownProgram { program: no, sheet });
            continue;
        };
        if book.is_unreadable(sheet) {
            taken.insert(index);
            found.torn.insert(sheet.name.clone(), no);
        } else if program.end.is_some() {
            let sheet = sheet.name.clone();
            found.observe(Observation::EndedProgram { program: no, sheet });
        } else if let Some(first) = found.sheet_of(no) {
            taken.insert(index);
            kept.insert(index);
            let mut twin = account::twin(book, sheet, &first);
            name_pasted(book, sheet, None, &mut twin);
            found.add(twin);
            let other = sheet.name.clone();
            found.observe(Observation::TwiceInWorkbook { program: no, sheet: first, other });
        } else if let Some(read) = page::read(book, program, index) {
            taken.insert(index);
            found.add(read);
        }
    }
    let order = |no: ProgramNo| book.context.plan.programs.iter().position(|own| own.no == no);
    found.programs.sort_by_key(|sheet| order(sheet.program));
    kept.extend(settle(book, &mut found));
    let is_printed = |key: &str| book.given.front_pages.contains(key) || book.names.shows(key);
    for (index, sheet) in book.workbook.sheets.iter().enumerate() {
        if !taken.contains(&index) {
            let mut read = account::other_sheet(book, sheet, &found.programs, &is_printed);
            // Of a workbook without a form it is said what it looks like, and no more.
            if !found.programs.is_empty() {
                read.observations.extend(book.attached(sheet, &[], &|_| false));
                name_pasted(book, sheet, None, &mut read);
            }
            if read.account.unaccounted > 0 {
                kept.insert(index);
            }
            found.add(read);
        }
    }
    // Without a program nothing is given back.
    if !found.programs.is_empty() {
        found.other_sheets = strays::other_sheets(book, &kept, &found);
    }
    if found.programs.is_empty() && found.torn.is_empty() {
        observe_no_form(book, &mut found);
    }
    found.name_unaccounted(book);
    found
}

/// Settles whose the workbook is and which of its programs count; gives the sheets of those that are another
/// division's.
fn settle(book: &Book<'_>, found: &mut Found) -> BTreeSet<usize> {
    let Belonging { division, is_usable, foreign, observations } = belonging(book, found);
    found.division = division;
    found.observations.extend(observations);
    let mut kept = BTreeSet::new();
    for (index, read) in found.programs.iter_mut().enumerate() {
        let is_foreign = foreign.contains(&index);
        read.in_force &= is_usable && !is_foreign;
        if is_foreign {
            kept.extend(book.workbook.sheets.iter().position(|sheet| sheet.name == read.sheet));
        }
    }
    kept
}
