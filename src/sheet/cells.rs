//! Cells of the workbook that is written, as its formulas and links name them.

use std::fmt;

use super::link::{Link, quoted};
use crate::terms::{Area, CellRef};

/// A cell or a rectangle of cells: of one sheet, or of that on which the formula stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Cells {
    sheet: Option<&'static str>,
    first: CellRef,
    /// The opposite corner; `None` for a cell that is named by itself.
    last: Option<CellRef>,
    fixed: Fixed,
}

/// What a formula keeps of an address when it is copied: what has a `$`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Fixed {
    Nothing,
    Column,
    All,
}

impl Cells {
    /// A cell of the same sheet.
    pub(crate) fn here(cell: CellRef) -> Cells {
        Cells { sheet: None, first: cell, last: None, fixed: Fixed::Nothing }
    }

    /// A rectangle of the same sheet.
    pub(crate) fn range(first: CellRef, last: CellRef) -> Cells {
        Cells { last: Some(last), ..Cells::here(first) }
    }

    /// The cells of a column from row `first` to row `last`, counted from zero like the column.
    pub(crate) fn column(col: u32, first: u32, last: u32) -> Cells {
        Cells::range(CellRef::new(first, col), CellRef::new(last, col))
    }

    /// The cells of a row from column `first` to column `last`, counted from zero like the row.
    pub(crate) fn across(row: u32, first: u32, last: u32) -> Cells {
        Cells::range(CellRef::new(row, first), CellRef::new(row, last))
    }

    /// These cells with `$` before both parts.
    pub(crate) fn fixed(self) -> Cells {
        Cells { fixed: Fixed::All, ..self }
    }

    /// These cells with `$` before the column.
    pub(crate) fn fixed_column(self) -> Cells {
        Cells { fixed: Fixed::Column, ..self }
    }

    /// These cells as seen from another sheet.
    pub(crate) fn on(self, sheet: &'static str) -> Cells {
        Cells { sheet: Some(sheet), ..self }
    }

    /// The sheet; `None` for that of the formula.
    pub(super) fn sheet(&self) -> Option<&'static str> {
        self.sheet
    }

    /// The rectangle.
    pub(super) fn area(&self) -> Area {
        Area::new(self.first, self.last.unwrap_or(self.first))
    }
}

impl fmt::Display for Cells {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(sheet) = self.sheet {
            write!(f, "{}!", quoted(sheet))?;
        }
        let address = |cell: CellRef| match self.fixed {
            Fixed::Nothing => cell.to_string(),
            Fixed::Column => format!("${cell}"),
            Fixed::All => cell.absolute(),
        };
        f.write_str(&address(self.first))?;
        self.last.map_or(Ok(()), |last| write!(f, ":{}", address(last)))
    }
}

/// A rectangle of cells on a sheet, as the other sheets see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SheetArea {
    sheet: &'static str,
    area: Area,
}

impl SheetArea {
    /// These cells of `sheet`.
    pub(crate) fn new(sheet: &'static str, area: Area) -> SheetArea {
        SheetArea { sheet, area }
    }

    /// One cell of `sheet`.
    pub(crate) fn cell(sheet: &'static str, cell: CellRef) -> SheetArea {
        SheetArea::new(sheet, Area::cell(cell))
    }

    /// A column of `sheet` from row `first` to row `last`, counted from zero like the column.
    pub(crate) fn column(sheet: &'static str, col: u32, first: u32, last: u32) -> SheetArea {
        SheetArea::new(sheet, Area::new(CellRef::new(first, col), CellRef::new(last, col)))
    }

    /// The cells as formulas write them.
    pub(crate) fn cells(&self) -> Cells {
        let Area { first, last } = self.area;
        let last = (first != last).then_some(last);
        Cells { sheet: Some(self.sheet), first, last, fixed: Fixed::All }
    }

    /// Leads to the cells.
    pub(crate) fn link(&self) -> Link {
        if self.area.first == self.area.last {
            Link::to_cell(self.sheet, self.area.first)
        } else {
            Link::to_area(self.sheet, self.area)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_name_the_sheet_in_quotes_and_one_cell_by_itself() {
        let printed = |area: SheetArea| area.cells().to_string();
        assert_eq!(printed(SheetArea::column("係長's 票", 1, 4, 6)), "'係長''s 票'!$B$5:$B$7");
        assert_eq!(printed(SheetArea::cell("票", CellRef::new(4, 1))), "'票'!$B$5");
        assert_eq!(printed(SheetArea::column("票", 1, 4, 4)), "'票'!$B$5");
    }

    #[test]
    fn cells_of_the_same_sheet_have_no_sheet() {
        let (first, last) = (CellRef::new(4, 1), CellRef::new(6, 1));
        assert_eq!(Cells::range(first, last).to_string(), "B5:B7");
        assert_eq!(Cells::range(first, last).fixed().to_string(), "$B$5:$B$7");
        assert_eq!(Cells::here(last).fixed_column().to_string(), "$B7");
        assert_eq!(Cells::here(last).on("総括").to_string(), "'総括'!B7");
    }
}
