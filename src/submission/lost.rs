//! What the reader of workbooks lost: a sheet that is torn, or single cells whose value is broken.
//!
//! A field in a lost part is neither filled nor blank.

use std::ops::Bound;

use super::read::Reader;
use crate::terms::CellRef;
use crate::workbook::{Oddity, Sheet};

impl Reader<'_> {
    /// Whether nothing of a sheet could be read.
    pub(super) fn is_unreadable(&self, sheet: &Sheet) -> bool {
        self.workbook.oddities.iter().any(|oddity| {
            matches!(oddity, Oddity::SheetUnreadable { sheet: torn, .. } if *torn == *sheet.name)
        })
    }

    /// Whether a broken cell may be the one at `at`: it stands somewhere between two cells that were read.
    pub(super) fn may_be_lost(&self, sheet: &Sheet, at: CellRef) -> bool {
        self.workbook.oddities.iter().any(|oddity| {
            let Oddity::BadCell { sheet: hurt, near, .. } = oddity else { return false };
            let after = near.map_or(Bound::Unbounded, Bound::Excluded);
            let next = sheet.cells.range((after, Bound::Unbounded)).next();
            *hurt == *sheet.name
                && near.is_none_or(|near| at > near)
                && next.is_none_or(|(next, _)| at < *next)
        })
    }
}
