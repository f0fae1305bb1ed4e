//! Accounting for every sheet of a workbook: programs' sheets, front pages, a return's list, and sheets of others.

use std::collections::BTreeSet;

use super::Observation;
use super::account::{Printed, is_filled, raw_text};
use super::identify::{ReturnAdditions, visible_identity};
use super::read::Reader;
use crate::form::{
    COVER_SHEET, GUIDE_SHEET, IDENTITY_SHEET, Identity, RETURN_SHEET, SAMPLE_MARK, front_page_texts,
};
use crate::notation::comparison_key;
use crate::terms::{CellRef, ProgramNo};
use crate::workbook::{Content, Oddity, Workbook};

impl Reader<'_> {
    /// Counts the cells of a sheet and names those that are neither read nor printed.
    pub(super) fn account(
        &mut self,
        index: usize,
        read: &BTreeSet<CellRef>,
        printed: &mut Printed,
        program: Option<ProgramNo>,
    ) {
        self.taken.insert(index);
        let sheet = &self.workbook.sheets[index];
        for (at, cell) in sheet.cells.iter().filter(|(_, cell)| is_filled(cell)) {
            self.result.account.non_empty += 1;
            if read.contains(at) {
                self.result.account.read += 1;
            } else if printed.take(*at, cell) {
                self.result.account.printed += 1;
            } else {
                self.result.account.unaccounted += 1;
                let source = crate::terms::Source {
                    file: self.file.clone(),
                    sheet: sheet.name.clone(),
                    cell: *at,
                };
                let text = raw_text(cell);
                self.result.observations.push(Observation::Unaccounted { source, text, program });
            }
        }
    }

    /// Names what the form printed and the sheet no longer shows. A cell with other contents was counted as
    /// unaccounted; the altered print names it better.
    pub(super) fn altered_prints(&mut self, index: usize, program: ProgramNo, printed: &Printed) {
        let sheet = &self.workbook.sheets[index];
        let mut gone = Vec::new();
        for altered in printed.altered() {
            let now = self.result.observations.iter_mut().find(|seen| {
                matches!(seen, Observation::Unaccounted { source, .. }
                    if source.sheet == sheet.name && source.cell == altered.at)
            });
            match now {
                Some(seen) => {
                    if let Observation::Unaccounted { source, text, .. } = &*seen {
                        *seen = Observation::PrintAltered {
                            program,
                            source: source.clone(),
                            expected: altered.expected,
                            found: text.clone(),
                        };
                    }
                }
                None if altered.formula => gone.push("計算式".to_owned()),
                None => gone.push(altered.expected),
            }
        }
        if !gone.is_empty() {
            self.observe(Observation::PrintGone {
                program,
                sheet: sheet.name.clone(),
                texts: gone,
            });
        }
    }

    pub(super) fn account_for_other_sheets(&mut self, returned: (u32, u32)) {
        let texts = front_page_texts(self.context);
        for index in 0..self.workbook.sheets.len() {
            if self.taken.contains(&index) {
                continue;
            }
            let sheet = &self.workbook.sheets[index];
            let unaccounted = self.result.account.unaccounted;
            match &*sheet.name {
                IDENTITY_SHEET => {
                    let cells = sheet.cells.values().filter(|cell| is_filled(cell)).count();
                    self.result.account.non_empty += cells;
                    self.result.account.printed += cells;
                }
                RETURN_SHEET => {
                    let listed = |at: &CellRef| at.row < returned.0 && at.col < returned.1;
                    let by_form = sheet.cells.keys().copied().filter(listed).collect();
                    self.printed_page(index, &by_form, &BTreeSet::new());
                }
                COVER_SHEET | GUIDE_SHEET => self.front_page(index, &texts),
                _ if visible_identity(sheet).is_some() => self.front_page(index, &texts),
                _ => self.account(
                    index,
                    &BTreeSet::new(),
                    &mut Printed::anywhere(&BTreeSet::new()),
                    None,
                ),
            }
            if self.result.account.unaccounted > unaccounted {
                self.kept.insert(index);
            }
        }
    }

    pub(super) fn front_page(&mut self, index: usize, texts: &BTreeSet<String>) {
        let sheet = &self.workbook.sheets[index];
        // Live counts and states are formulas; the identity is a text of its own form.
        let by_form: BTreeSet<CellRef> = sheet
            .cells
            .iter()
            .filter(|(_, cell)| {
                let identity = matches!(&cell.content, Content::Text(text) if Identity::from_visible_text(text).is_some());
                cell.formula.is_some() || identity
            })
            .map(|(at, _)| *at)
            .collect();
        self.printed_page(index, &by_form, texts);
    }

    /// A second sheet of a program that was read: only what differs from the first is named.
    pub(super) fn twin(&mut self, index: usize, first: &str) {
        self.kept.insert(index);
        let Some(first) = self.workbook.sheet(first) else { return };
        let cells = self.workbook.sheets[index].cells.iter();
        let same = cells.filter(|(at, cell)| {
            first.cells.get(at).is_some_and(|own| own.content == cell.content)
        });
        let same: BTreeSet<CellRef> = same.map(|(at, _)| *at).collect();
        self.printed_page(index, &same, &BTreeSet::new());
    }

    /// A sheet without answers: these cells are the form's, and these texts wherever they stand.
    fn printed_page(
        &mut self,
        index: usize,
        by_form: &BTreeSet<CellRef>,
        texts: &BTreeSet<String>,
    ) {
        let sheet = &self.workbook.sheets[index];
        let filled = by_form.iter().filter(|at| sheet.cells.get(at).is_some_and(is_filled)).count();
        let mut printed = Printed::anywhere(texts);
        self.account(index, by_form, &mut printed, None);
        self.result.account.read -= filled;
        self.result.account.printed += filled;
    }
}

/// Whether a front page carries the mark of made-up data.
#[must_use]
pub fn is_sample(workbook: &Workbook) -> bool {
    let mark = comparison_key(SAMPLE_MARK);
    let cover = workbook.sheets.iter().filter(|sheet| &*sheet.name == COVER_SHEET);
    cover
        .flat_map(|sheet| sheet.cells.values())
        .any(|cell| matches!(&cell.content, Content::Text(text) if comparison_key(text) == mark))
}

/// What is odd about a workbook, without the notes that a return copy put there.
pub(super) fn others_oddities(oddities: &[Oddity], additions: &ReturnAdditions) -> Vec<Oddity> {
    let is_ours = |oddity: &&Oddity| match oddity {
        Oddity::Comments { sheet, count } | Oddity::Shapes { sheet, count } => {
            additions.notes.get(sheet) == Some(count)
        }
        _ => false,
    };
    oddities.iter().filter(|oddity| !is_ours(oddity)).cloned().collect()
}
