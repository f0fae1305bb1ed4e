//! Cells of a sheet of the workbook that is written, as its other sheets name them.

use super::link::{Link, quoted};
use crate::terms::{Area, CellRef};

/// A rectangle of cells on a sheet.
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
    pub(crate) fn formula(&self) -> String {
        let (sheet, Area { first, last }) = (quoted(self.sheet), self.area);
        match first == last {
            true => format!("{sheet}!{}", first.absolute()),
            false => format!("{sheet}!{}:{}", first.absolute(), last.absolute()),
        }
    }

    /// Leads to the cells.
    pub(crate) fn link(&self) -> Link {
        match self.area.first == self.area.last {
            true => Link::to_cell(self.sheet, self.area.first),
            false => Link::to_area(self.sheet, self.area),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_name_the_sheet_in_quotes_and_one_cell_by_itself() {
        assert_eq!(SheetArea::column("係長's 票", 1, 4, 6).formula(), "'係長''s 票'!$B$5:$B$7");
        assert_eq!(SheetArea::cell("票", CellRef::new(4, 1)).formula(), "'票'!$B$5");
        assert_eq!(SheetArea::column("票", 1, 4, 4).formula(), "'票'!$B$5");
    }
}
