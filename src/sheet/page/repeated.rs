//! Tables whose headings stand on every printed page, and the notes below a table: no page holds nothing but notes.

use super::{PRINTED_WIDTH, Page, heading_height};
use crate::sheet::Written;
use crate::sheet::table::{self, Drawn, Table};
use crate::sheet::{measure, style};

/// Letters of a note, in points.
const NOTE_SIZE: f64 = 8.0;
/// Rows of a table that go to the next page with the notes that do not fit below them.
const WITH_NOTES: usize = 2;
/// The smallest scale, in per cent, that is taken to save a page.
const SMALLEST: u32 = 92;
/// The smallest letters that are taken to save a page, in points.
const LEAST_LETTERS: f64 = 7.0;
/// Points of A4 across, landscape.
const PAPER_WIDTH: f64 = 842.0;
/// Rows that stay with the heading of a table.
const WITH_HEADING: usize = 2;

impl Page {
    /// A table whose headings the sheet repeats on every page, with its notes. Where these do not fit below it, its last
    /// rows go to the next page with them.
    pub(crate) fn repeated_table(&mut self, table: &Table, notes: &[String]) -> Written<Drawn> {
        // A row that does not fit stands below the repeated headings.
        self.repeated = table::heading_height(&self.widths, table);
        self.save_a_page(table, notes);
        let drawn = self.table(table)?;
        self.sheet.set_repeat_rows(drawn.head, drawn.head)?;
        let below = self.notes_height(notes);
        if self.used + below > self.page_height()
            && let Some((row, points)) = self.tail(&drawn, below)
        {
            self.breaks.push(row);
            self.used = self.repeated + points;
        }
        for note in notes {
            self.note(note)?;
        }
        Ok(drawn)
    }

    /// The same under the heading of a part, which stays with the first rows.
    pub(crate) fn repeated_table_under(
        &mut self,
        heading: &str,
        table: &Table,
        notes: &[String],
    ) -> Written<Drawn> {
        let first = table::height(&self.widths, table, WITH_HEADING);
        self.keep_together(heading_height() + first);
        self.heading(heading)?;
        self.repeated_table(table, notes)
    }

    /// The heading of a part that is `table` with notes: all on the same printed page, if one
    /// page can hold them.
    pub(crate) fn heading_of_noted(
        &mut self,
        table: &Table,
        notes: &[String],
        text: &str,
    ) -> Written {
        let whole = heading_height() + table::height(&self.widths, table, table.rows.len());
        let all = whole + self.notes_height(notes);
        self.keep_together(if all <= self.page_height() { all } else { whole });
        self.heading(text)
    }

    /// Printed pages so far, where every break is set by hand.
    pub(crate) fn pages_begun(&self) -> usize {
        self.breaks.len() + 1
    }

    /// Prints the sheet a little smaller if that saves a page. Only the width is fitted to the page, so wider margins make
    /// it smaller.
    fn save_a_page(&mut self, table: &Table, notes: &[String]) {
        let rows = table::unit_heights(&self.widths, table);
        let below = self.notes_height(notes);
        // A sheet wider than the paper is printed smaller already.
        let across = f64::from(self.widths.iter().sum::<u32>().max(PRINTED_WIDTH));
        let least = LEAST_LETTERS / style::TEXT_SIZE * across / f64::from(PRINTED_WIDTH);
        let mut pages = |scale: f64| {
            self.scale = scale;
            self.pages(&rows, below)
        };
        let full = pages(1.0);
        let fewer = (SMALLEST..100).rev().map(|percent| f64::from(percent) / 100.0);
        let found = fewer.into_iter().find(|scale| *scale >= least && pages(*scale) < full);
        self.scale = found.unwrap_or(1.0);
        self.print_at_scale();
    }

    /// Lets the margins give the sheet the scale that was found.
    pub(super) fn print_at_scale(&mut self) {
        const AS_IT_IS: f64 = -1.0;
        let side = (PAPER_WIDTH - f64::from(PRINTED_WIDTH) * 0.75 * self.scale) / 2.0 / 72.0;
        if self.scale < 1.0 {
            self.sheet.set_margins(side, side, AS_IT_IS, AS_IT_IS, AS_IT_IS, AS_IT_IS);
        }
    }

    /// Printed pages of a table of such rows from here, with notes of `below` points.
    fn pages(&self, rows: &[f64], below: f64) -> usize {
        let (mut pages, mut used) = (1, self.used + self.repeated);
        for points in rows.iter().chain([&below]) {
            if used + points > self.page_height() {
                (pages, used) = (pages + 1, self.repeated);
            }
            used += points;
        }
        pages
    }

    fn notes_height(&self, notes: &[String]) -> f64 {
        notes.iter().map(|note| self.note_height(note)).sum()
    }

    /// Points of a note over the whole width.
    fn note_height(&self, text: &str) -> f64 {
        measure::row_height(measure::lines(text, self.width(), NOTE_SIZE).len(), NOTE_SIZE)
    }

    /// The row in which the last rows of a table begin that a page can hold together with `below` points, and their
    /// points; nothing if all of the table stands on the page already.
    fn tail(&self, drawn: &Drawn, below: f64) -> Option<(u32, f64)> {
        let points = |from: u32| -> f64 {
            let from = from.saturating_sub(drawn.head) as usize;
            drawn.heights.get(from..).unwrap_or_default().iter().sum()
        };
        let on_page = self.used - self.repeated;
        let mut rows = drawn.starts.iter().rev().take(WITH_NOTES).map(|row| (*row, points(*row)));
        let fits = |(_, points): &(u32, f64)| {
            *points < on_page && self.repeated + points + below <= self.page_height()
        };
        rows.rfind(fits).filter(|(row, _)| *row > drawn.head + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Body, Cell, Column, Row};

    fn page_after(rows: usize, notes: usize) -> Page {
        let mut page = Page::new("票", "", vec![1020]).unwrap();
        page.as_paper();
        let row = || Row::new(vec![Cell::text("あ")]);
        let rows = (0..rows).map(|_| row()).collect();
        let table = Table { columns: vec![Column::new("頭")], rows, body: Body::Figures };
        page.repeated_table(&table, &vec!["注".to_owned(); notes]).unwrap();
        page
    }

    #[test]
    fn a_page_is_saved_if_letters_stay_large_enough() {
        // Headings of 23 points and rows of 20 on a page of 494; two notes take 37.
        assert!((page_after(21, 2).scale - 1.0).abs() < f64::EPSILON, "all fits");
        let smaller = page_after(23, 2);
        assert!(smaller.scale < 1.0 && smaller.breaks.is_empty(), "{}", smaller.scale);
    }

    #[test]
    fn notes_that_do_not_fit_take_the_last_rows_with_them() {
        let broken = page_after(23, 5);
        assert_eq!(broken.breaks, [22], "the last two rows begin the second page");
        assert!((broken.scale - 1.0).abs() < f64::EPSILON);
        let longer = page_after(24, 5);
        assert_eq!(longer.breaks, [22], "no page begins with the last row alone");
    }
}
