//! Where something stands: a cell on a sheet, a sheet in a file.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A cell's address, counted from zero, printed as Excel shows it (`F23`).
///
/// The address always comes from the reader; it is never worked out by counting records.
#[cfg_attr(test, derive(Default))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u32, u32)", into = "(u32, u32)")]
pub struct CellRef {
    /// Row, 0 for the row that Excel numbers 1.
    pub row: u32,
    /// Column, 0 for column A.
    pub col: u32,
}

impl CellRef {
    /// Last row of a sheet, counted from zero.
    pub const LAST_ROW: u32 = 1_048_575;
    /// Last column of a sheet (XFD), counted from zero.
    pub const LAST_COL: u32 = 16_383;

    /// The cell at `row`, `col`, both counted from zero.
    pub const fn new(row: u32, col: u32) -> CellRef {
        CellRef { row, col }
    }

    /// The cell at `row`, `col`, if a sheet is as large.
    pub(crate) fn on_sheet(row: impl TryInto<u32>, col: impl TryInto<u32>) -> Option<CellRef> {
        let (row, col) = (row.try_into().ok()?, col.try_into().ok()?);
        (row <= CellRef::LAST_ROW && col <= CellRef::LAST_COL).then_some(CellRef { row, col })
    }

    /// The address with `$` before both parts, as a defined name holds it.
    pub fn absolute(self) -> String {
        format!("${}${}", column_letters(self.col), self.row + 1)
    }
}

/// A column, counted from zero, as the writer of workbooks takes it; no sheet has more than `u16` holds.
pub(crate) fn column(col: impl TryInto<u16>) -> u16 {
    col.try_into().unwrap_or(u16::MAX)
}

/// `A` for 0, `Z` for 25, `AA` for 26.
fn column_letters(col: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = col + 1;
    while rest > 0 {
        let digit = ((rest - 1) % 26) as u8;
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl From<CellRef> for (u32, u32) {
    fn from(cell: CellRef) -> (u32, u32) {
        (cell.row, cell.col)
    }
}

impl TryFrom<(u32, u32)> for CellRef {
    type Error = NotACell;

    /// Anything outside the grid of a sheet is refused.
    fn try_from((row, col): (u32, u32)) -> Result<CellRef, NotACell> {
        let is_inside = row <= Self::LAST_ROW && col <= Self::LAST_COL;
        is_inside.then_some(CellRef { row, col }).ok_or_else(|| NotACell(format!("{row}, {col}")))
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.col), self.row + 1)
    }
}

/// The text is not a cell address inside the grid of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a cell address: {0}")]
pub struct NotACell(pub String);

impl FromStr for CellRef {
    type Err = NotACell;

    /// Reads `F23`, `$F$23` and `f23`; anything outside A1:XFD1048576 is refused.
    fn from_str(text: &str) -> Result<CellRef, NotACell> {
        let fail = || NotACell(text.to_owned());
        // Every cell of every sheet comes by here, so nothing is copied.
        let (mut col, mut letters) = (0_u32, 0);
        let (mut row, mut digits) = (0_u32, 0);
        for byte in text.bytes().filter(|byte| *byte != b'$') {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' if digits == 0 && letters < 3 => {
                    letters += 1;
                    col = col * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1;
                }
                b'0'..=b'9' if letters > 0 && digits < 7 => {
                    digits += 1;
                    row = row * 10 + u32::from(byte - b'0');
                }
                _ => return Err(fail()),
            }
        }
        if row == 0 || row > Self::LAST_ROW + 1 || col > Self::LAST_COL + 1 {
            return Err(fail());
        }
        Ok(CellRef::new(row - 1, col - 1))
    }
}

/// A rectangle of cells, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Area {
    /// Top left.
    pub first: CellRef,
    /// Bottom right.
    pub last: CellRef,
}

impl Area {
    /// The rectangle from `first` to `last`.
    pub const fn new(first: CellRef, last: CellRef) -> Area {
        Area { first, last }
    }

    /// The rectangle that is one cell.
    pub const fn cell(cell: CellRef) -> Area {
        Area { first: cell, last: cell }
    }

    /// The smallest rectangle that holds both.
    pub fn with(self, other: Area) -> Area {
        let (one, two) = (self.first, other.first);
        let first = CellRef::new(one.row.min(two.row), one.col.min(two.col));
        let (one, two) = (self.last, other.last);
        Area::new(first, CellRef::new(one.row.max(two.row), one.col.max(two.col)))
    }

    /// The smallest rectangle that holds all of these cells; none if there are none.
    pub fn around(cells: impl IntoIterator<Item = CellRef>) -> Option<Area> {
        cells.into_iter().map(Area::cell).reduce(Area::with)
    }

    /// Whether `cell` lies inside.
    pub fn contains(&self, cell: CellRef) -> bool {
        (self.first.row..=self.last.row).contains(&cell.row)
            && (self.first.col..=self.last.col).contains(&cell.col)
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.first == self.last {
            true => write!(f, "{}", self.first),
            false => write!(f, "{}:{}", self.first, self.last),
        }
    }
}

/// The cell that a value was read from: file (as given, relative to the input folder), sheet and address.
#[cfg_attr(test, derive(Default))]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Source {
    /// Path below the round's input folder, with `/` between its parts.
    #[serde(with = "super::kept::shared")]
    pub file: Arc<str>,
    /// Sheet name as the workbook has it.
    #[serde(with = "super::kept::shared")]
    pub sheet: Arc<str>,
    /// Physical address.
    #[serde(with = "super::kept::text")]
    pub cell: CellRef,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_print_as_excel_shows_them() {
        for (row, col, text) in [
            (0, 0, "A1"),
            (22, 5, "F23"),
            (0, 25, "Z1"),
            (9, 26, "AA10"),
            (1_048_575, 16_383, "XFD1048576"),
        ] {
            assert_eq!(CellRef::new(row, col).to_string(), text);
            assert_eq!(text.parse(), Ok(CellRef::new(row, col)));
        }
        let area = Area::around([CellRef::new(4, 1), CellRef::new(0, 3)]);
        assert_eq!(area.map(|area| area.to_string()).as_deref(), Some("B1:D5"));
        assert_eq!(Area::cell(CellRef::new(22, 5)).to_string(), "F23");
        assert_eq!(CellRef::new(22, 5).absolute(), "$F$23");
        assert_eq!("$f$23".parse(), Ok(CellRef::new(22, 5)));
    }

    #[test]
    fn addresses_outside_the_grid_are_refused() {
        for text in ["", "A", "1", "A0", "XFE1", "A1048577", "あ1", "A1B", "AAAA1"] {
            assert!(text.parse::<CellRef>().is_err(), "{text}");
        }
    }
}
