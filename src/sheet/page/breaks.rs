//! Where printed pages begin: what stays together, and which rows begin a page.

use super::Page;
use crate::sheet::Written;
use crate::sheet::table::Drawn;

/// By how much a printed page may hold more or less than it was reckoned to: printers differ.
const PAGE_TOLERANCE: f64 = 0.05;
/// Excel's limit for page breaks set by hand.
const MOST_BREAKS: usize = 1023;
/// Rows with which the last page of a table begins if it would hold one alone.
const LAST_ROWS: usize = 3;

impl Page {
    /// Begins a new printed page. Only the width is fitted to the page, so breaks set by hand hold.
    pub(crate) fn begin_page(&mut self) {
        self.breaks.push(self.row);
        self.used = self.repeated;
        self.flows = false;
    }

    /// Sets the breaks of the rows before `end`.
    pub(super) fn set_breaks(&mut self, end: u32) -> Written {
        self.breaks.retain(|row| *row < end);
        self.breaks.truncate(MOST_BREAKS);
        self.sheet.set_page_breaks(&self.breaks)?;
        Ok(())
    }

    /// Begins a new printed page if the next `points` do not fit on this one and may fit on an empty one.
    pub(super) fn keep_together(&mut self, points: f64) {
        let page = self.page_height();
        let sure = if self.flows { page * (1.0 - PAGE_TOLERANCE) } else { page };
        if self.used + points > sure && points <= page * (1.0 + PAGE_TOLERANCE) {
            self.begin_page();
        }
    }

    /// Points of a printed page at the scale in which this sheet is printed.
    pub(super) fn page_height(&self) -> f64 {
        let (width, height) = self.printed;
        height * f64::from(width.max(self.width())) / f64::from(width) / self.scale
    }

    /// Counts a row of so many points; one that does not fit goes to the next printed page as a whole.
    pub(super) fn use_up(&mut self, points: f64) {
        if self.used + points > self.page_height() {
            self.used = self.repeated;
            self.flows = true;
        }
        self.used += points;
    }

    /// Counts the rows of a table that was drawn. Those that stand together begin a page together, and where the headings
    /// are repeated, no page holds the last row alone.
    pub(super) fn pass(&mut self, drawn: &Drawn) {
        let mut heights = drawn.heights.iter().copied();
        self.use_up(heights.next().unwrap_or_default());
        let units: Vec<Vec<f64>> =
            drawn.units.iter().map(|count| heights.by_ref().take(*count).collect()).collect();
        let points: Vec<f64> = units.iter().map(|unit| unit.iter().sum()).collect();
        let sets_breaks = units.iter().any(|unit| unit.len() > 1);
        let last = self.before_a_lone_row(&points, sets_breaks);
        let mut row = drawn.head + 1;
        for (at, unit) in units.iter().enumerate() {
            let page = self.page_height();
            let is_full = self.used + points[at] > page && points[at] <= page - self.repeated;
            if last == Some(at) || (sets_breaks && is_full) {
                self.breaks.push(row);
                (self.used, self.flows) = (self.repeated, false);
            }
            for points in unit {
                self.use_up(*points);
                row += 1;
            }
        }
    }

    /// The row that has to begin a page, lest the last one of these stand alone on one.
    fn before_a_lone_row(&self, points: &[f64], is_sure: bool) -> Option<usize> {
        let begins = points.len().checked_sub(LAST_ROWS).filter(|_| self.repeated > 0.0)?;
        let page = self.page_height();
        // The first row of the last page, if there is more than one.
        let last_page = |page: f64| {
            let (mut used, mut first) = (self.used, None);
            for (at, points) in points.iter().enumerate() {
                if used + points > page {
                    (used, first) = (self.repeated, Some(at));
                }
                used += points;
            }
            first
        };
        last_page(page)?;
        // Where pages end by themselves, a printer may begin them a little earlier.
        let pages = [page, page * (1.0 - PAGE_TOLERANCE)];
        let is_alone = |page: f64| last_page(page).is_some_and(|first| first + 1 == points.len());
        let is_any = pages.into_iter().take(if is_sure { 1 } else { 2 }).any(is_alone);
        (is_any && begins > 0).then_some(begins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Body, Cell, Column, Row, Table};

    fn listed(rows: usize, group: impl Fn(usize) -> u32) -> Page {
        let mut page = Page::new("票", "", vec![500, 520]).unwrap();
        let row =
            |at: usize| Row::new(vec![Cell::text("あ"), Cell::text("い")]).of_group(group(at));
        let columns = vec![Column::new("頭"), Column::new("肩").joined(true)];
        let rows = (0..rows).map(row).collect();
        page.list(&Table { columns, rows, body: Body::Figures }, 0).unwrap();
        page
    }

    #[test]
    fn no_page_holds_the_last_row_of_a_list_alone() {
        // Headings of 23 points and rows of 20 on a page of 510.
        let own = |at: usize| u32::try_from(at).unwrap();
        assert!(listed(20, own).breaks.is_empty());
        assert_eq!(listed(25, own).breaks, [23], "the last three rows begin the second page");
        assert!(listed(30, own).breaks.is_empty());
    }

    #[test]
    fn no_page_parts_the_rows_of_a_group() {
        let fives = |at: usize| u32::try_from(at / 5).unwrap();
        assert_eq!(listed(30, fives).breaks, [21], "the fifth group begins the second page");
    }
}
