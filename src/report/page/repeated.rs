//! Tables whose headings stand on every printed page, and the notes below a table: no page holds nothing but notes.

use rust_xlsxwriter::XlsxError;

use super::{Page, heading_height};
use crate::report::measure;
use crate::report::table::{self, Drawn, Table};

/// Letters of a note, in points.
const NOTE_SIZE: f64 = 8.0;
/// Rows of a table that go to the next page with the notes that do not fit below them.
const WITH_NOTES: usize = 2;
/// Rows that stay with the heading of a table.
const WITH_HEADING: usize = 2;

impl Page {
    /// A table whose headings the sheet repeats on every page, with its notes. Where these do not fit below it, its last
    /// rows go to the next page with them.
    pub(in crate::report) fn repeated_table(
        &mut self,
        table: &Table,
        notes: &[String],
    ) -> Result<Drawn, XlsxError> {
        // A row that does not fit stands below the repeated headings.
        self.repeated = table::heading_height(&self.widths, table);
        let drawn = self.table(table)?;
        self.sheet.set_repeat_rows(drawn.head, drawn.head)?;
        let below: f64 = notes.iter().map(|note| self.note_height(note)).sum();
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
    pub(in crate::report) fn repeated_table_under(
        &mut self,
        heading: &str,
        table: &Table,
        notes: &[String],
    ) -> Result<Drawn, XlsxError> {
        let first = table::height(&self.widths, table, WITH_HEADING);
        self.keep_together(heading_height() + first);
        self.heading(heading)?;
        self.repeated_table(table, notes)
    }

    /// The heading of a part that is `table` with notes: all on the same printed page, if one
    /// page can hold them.
    pub(in crate::report) fn heading_of_noted(
        &mut self,
        table: &Table,
        notes: &[String],
        text: &str,
    ) -> Result<(), XlsxError> {
        let whole = heading_height() + table::height(&self.widths, table, table.rows.len());
        let below: f64 = notes.iter().map(|note| self.note_height(note)).sum();
        let all = whole + below;
        self.keep_together(if all <= self.page_height() { all } else { whole });
        self.heading(text)
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
        let rows = drawn.starts.iter().rev().take(WITH_NOTES).map(|row| (*row, points(*row)));
        let fits = |(_, points): &(u32, f64)| {
            *points < on_page && self.repeated + points + below <= self.page_height()
        };
        rows.filter(fits).last().filter(|(row, _)| *row > drawn.head + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::table::{Body, Cell, Column, Row};
    use crate::schema::{EMBEDDED_PLAN, load_plan};

    fn page_after(rows: usize) -> Page {
        let plan = load_plan(EMBEDDED_PLAN, "plan.toml").unwrap();
        let mut page = Page::new(&plan, "票", vec![400]).unwrap();
        let row = || Row::new(vec![Cell::text("あ")]);
        let rows = (0..rows).map(|_| row()).collect();
        let table = Table { columns: vec![Column::new("頭")], rows, body: Body::Figures };
        page.repeated_table(&table, &["注".to_owned(), "注".to_owned()]).unwrap();
        page
    }

    #[test]
    fn notes_that_do_not_fit_take_the_last_rows_with_them() {
        // Headings of 23 points and rows of 20 on a page of 494; two notes take 37.
        let first = page_after(21);
        assert!(first.breaks.is_empty(), "all fits");
        let broken = page_after(23);
        assert_eq!(broken.breaks, [22], "the last two rows begin the second page");
        let longer = page_after(24);
        assert!(longer.breaks.is_empty(), "the last row stands there already");
    }
}
