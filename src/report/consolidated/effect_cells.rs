//! Where 財政効果 holds the new effects, for the sheets that repeat them.

use super::super::tables::{LABELS, reported_year};
use super::ReportRequest;
use crate::sheet::{Expr, Link, SheetArea};
use crate::terms::{Area, CellRef};

/// Where a sheet holds new effects, for the sheets that repeat them.
pub(super) struct NewEffects {
    /// Name of the sheet.
    sheet: &'static str,
    /// First row of the view, counted from zero: a row per direction and kind, then one per kind.
    first: u32,
    directions: u32,
    kinds: u32,
    /// Place of the reported year.
    year: u32,
}

impl NewEffects {
    /// On this sheet, where the view begins in row `first`, if anything was reported.
    pub(super) fn of(
        request: &ReportRequest<'_>,
        sheet: &'static str,
        first: u32,
    ) -> Option<NewEffects> {
        let year = reported_year(request)?;
        Some(NewEffects {
            sheet,
            first,
            directions: u32::try_from(request.plan.directions.len()).ok()?,
            kinds: u32::try_from(request.figures.effects.kinds.len()).ok()?,
            year: u32::try_from(year).ok()?,
        })
    }

    /// The planned and the actual cell of a direction and a kind in the reported year, by their places in the plan and
    /// in the form.
    pub(super) fn cells(&self, direction: u32, kind: u32) -> [Expr; 2] {
        self.at(self.first + direction * self.kinds + kind, self.year)
    }

    /// The planned and the actual cell of a kind in the year with this place.
    pub(super) fn kind(&self, kind: u32, year: u32) -> [Expr; 2] {
        self.at(self.first + self.directions * self.kinds + kind, year)
    }

    /// Leads to the rows of a direction.
    pub(super) fn link(&self, direction: u32) -> Link {
        let row = self.first + direction * self.kinds;
        let last = CellRef::new(row + self.kinds.saturating_sub(1), LABELS + 2 * self.year + 1);
        SheetArea::new(self.sheet, Area::new(CellRef::new(row, 0), last)).link()
    }

    fn at(&self, row: u32, year: u32) -> [Expr; 2] {
        let cell = |side| CellRef::new(row, LABELS + 2 * year + side);
        [0, 1].map(|side| SheetArea::cell(self.sheet, cell(side)).cells().into())
    }
}
