//! The cells of one sheet, from its records. The reading library leaves out cells whose record does not say their
//! column (SheetJS writes those), texts with formats inside, and which error a formula gave; so it gives the text of
//! formulas only.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::records::{float, le32, records, text_at};
use crate::terms::CellRef;
use crate::workbook::limits::{LimitKind, Limits, OpenError};
use crate::workbook::model::{Cell, Content, Oddity, Sheet, area_between};
use crate::workbook::text;
use crate::workbook::value::{Budget, DateSense, number_or_date};

/// Cells in error after which a sheet is given up.
const MOST_BAD_CELLS: usize = 1_000;

/// What the cells of all sheets share.
pub(super) struct Tables<'a> {
    pub(super) strings: &'a [String],
    pub(super) formats: &'a [Option<Arc<str>>],
    pub(super) from_1904: bool,
    pub(super) limits: &'a Limits,
}

/// A sheet that is being read.
pub(super) struct Filling<'a, 'b, 'l> {
    pub(super) sheet: &'a mut Sheet,
    /// The text of formulas, as far as it is known.
    pub(super) formulas: BTreeMap<CellRef, String>,
    pub(super) tables: &'a Tables<'a>,
    /// The shared strings that were used so far.
    pub(super) used: text::Shared<'a>,
    pub(super) budget: &'b mut Budget<'l>,
    pub(super) oddities: &'b mut Vec<Oddity>,
}

impl Filling<'_, '_, '_> {
    /// Reads the records of the sheet's part; gives the reason when it has to be given up, and an error only for a
    /// limit.
    pub(super) fn read(mut self, part: &[u8]) -> Result<Option<&'static str>, OpenError> {
        let mut row = 0;
        // The column of the cell before.
        let mut before: Option<u32> = None;
        let mut previous = None;
        let mut bad_cells = 0;
        let mut begun = false;
        let mut ended = false;
        for (kind, data) in records(part) {
            match kind {
                0x91 => begun = true,
                0x92 => ended = true,
                0xB0 => self.merge(data)?,
                0x00 if begun && !ended => {
                    row = le32(data, 0).unwrap_or(u32::MAX);
                    before = None;
                }
                0x01..=0x12 | 0x3E if begun && !ended => {
                    let Some(record) = Record::of(kind, data, before) else {
                        bad_cells += 1;
                        self.bad_cell(previous, "a record is cut off");
                        continue;
                    };
                    before = Some(record.col);
                    if row > CellRef::LAST_ROW || record.col > CellRef::LAST_COL {
                        bad_cells += 1;
                        self.outside(row, record.col);
                    } else {
                        let at = CellRef::new(row, record.col);
                        match self.held(&record)? {
                            Held::Nothing => {}
                            Held::Content(content) => {
                                bad_cells += usize::from(self.keep(at, &record, content)?);
                            }
                            Held::Unknown => {
                                bad_cells += 1;
                                self.bad_cell(previous, "its value is not known");
                            }
                        }
                        previous = Some(at);
                    }
                }
                _ => {}
            }
            if bad_cells > MOST_BAD_CELLS {
                return Ok(Some("too many bad cells"));
            }
        }
        Ok((!ended).then_some("the sheet ends before its cells do"))
    }

    /// What a cell holds.
    fn held(&mut self, record: &Record<'_>) -> Result<Held, OpenError> {
        let body = record.body;
        let known = match record.kind {
            1 => return Ok(Held::Nothing),
            2 => le32(body, 0).map(small_number).map(|value| self.number(value, record)),
            3 | 11 => {
                let error = body.first().and_then(|code| error_text(*code));
                error.map(|error| Content::Error(error.to_owned()))
            }
            4 | 10 => body.first().map(|truth| Content::Bool(*truth != 0)),
            5 | 9 => float(body).map(|value| self.number(value, record)),
            6 | 8 => return self.text(Some(body)),
            7 => {
                let strings = self.tables.strings;
                let Some(string) = le32(body, 0).and_then(|at| strings.get(at as usize)) else {
                    return Ok(Held::Unknown);
                };
                return Ok(Held::of(self.budget.shared(string, &mut self.used)?));
            }
            // Flags before the text, and its formats behind it.
            0x3E => return self.text(body.get(1..)),
            _ => None,
        };
        Ok(known.map_or(Held::Unknown, Held::Content))
    }

    fn text(&mut self, data: Option<&[u8]>) -> Result<Held, OpenError> {
        Ok(match data.and_then(text_at) {
            Some((text, _)) => Held::of(self.budget.content(&text.unwrap_or_default())?),
            None => Held::Unknown,
        })
    }

    fn format(&self, record: &Record<'_>) -> Option<Arc<str>> {
        self.tables.formats.get(record.style).cloned().flatten()
    }

    fn number(&self, value: f64, record: &Record<'_>) -> Content {
        let format = self.format(record);
        let from_1904 = self.tables.from_1904;
        number_or_date(value, DateSense { from_1904, format: format.as_deref() })
    }

    /// Keeps a cell; gives whether there was one at its address before.
    fn keep(
        &mut self,
        at: CellRef,
        record: &Record<'_>,
        content: Content,
    ) -> Result<bool, OpenError> {
        self.budget.cell()?;
        // A formula without a text that is known is one all the same.
        let formula = record.is_formula().then(|| self.formulas.remove(&at).unwrap_or_default());
        let format = self.format(record);
        let cell = Cell { format, formula, ..Cell::of(content) };
        let is_double = self.sheet.cells.insert(at, cell).is_some();
        if is_double {
            let sheet = self.sheet.name.to_string();
            self.oddities.push(Oddity::DuplicateCell { sheet, cell: at });
        }
        Ok(is_double)
    }

    fn bad_cell(&mut self, near: Option<CellRef>, what: &str) {
        let sheet = self.sheet.name.to_string();
        self.oddities.push(Oddity::BadCell { sheet, near, what: what.to_owned() });
    }

    fn outside(&mut self, row: u32, col: u32) {
        let sheet = self.sheet.name.to_string();
        let address = format!("R{}C{}", u64::from(row) + 1, u64::from(col) + 1);
        self.oddities.push(Oddity::OutsideGrid { sheet, address });
    }

    /// A merged area: first and last row, first and last column.
    fn merge(&mut self, data: &[u8]) -> Result<(), OpenError> {
        let ends = [0, 4, 8, 12].map(|at| le32(data, at));
        if let [Some(top), Some(bottom), Some(left), Some(right)] = ends
            && top.max(bottom) <= CellRef::LAST_ROW
            && left.max(right) <= CellRef::LAST_COL
        {
            let area = area_between(CellRef::new(top, left), CellRef::new(bottom, right));
            self.sheet.merges.push(area);
        }
        self.tables.limits.check(LimitKind::Merges, self.sheet.merges.len() as u64)
    }
}

/// What a record holds.
enum Held {
    Content(Content),
    /// A style, or the empty text.
    Nothing,
    /// A value that is not known.
    Unknown,
}

impl Held {
    fn of(content: Option<Content>) -> Held {
        content.map_or(Held::Nothing, Held::Content)
    }
}

/// The record of a cell.
pub(super) struct Record<'a> {
    /// Of the form that says its column.
    pub(super) kind: u32,
    pub(super) col: u32,
    pub(super) style: usize,
    /// What follows column and style.
    pub(super) body: &'a [u8],
}

impl<'a> Record<'a> {
    /// Takes a record apart. The short forms (12 to 18) have the meaning of 1 to 7, in the column after the cell before.
    pub(super) fn of(kind: u32, data: &'a [u8], before: Option<u32>) -> Option<Record<'a>> {
        let is_short = matches!(kind, 12..=18);
        let col =
            if is_short { before.map_or(0, |col| col.saturating_add(1)) } else { le32(data, 0)? };
        let rest = if is_short { data } else { data.get(4..)? };
        // A byte of flags follows the three of the style.
        let style = (le32(rest, 0)? & 0x00FF_FFFF) as usize;
        let kind = if is_short { kind - 11 } else { kind };
        Some(Record { kind, col, style, body: rest.get(4..)? })
    }

    fn is_formula(&self) -> bool {
        matches!(self.kind, 8..=11)
    }
}

/// A number in 30 bits: a whole number or the upper part of a float, maybe a hundred times too large.
fn small_number(bits: u32) -> f64 {
    let number = if bits & 2 != 0 {
        f64::from(bits.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    if bits & 1 != 0 { number / 100.0 } else { number }
}

fn error_text(code: u8) -> Option<&'static str> {
    Some(match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => return None,
    })
}
