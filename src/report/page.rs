//! A sheet of a report, filled from the top: title, sentences, tables, charts, notes.
//!
//! All tables of a sheet share its columns, so the widths belong to the page.

use rust_xlsxwriter::{Chart, Format, Worksheet, XlsxError};

use super::measure;
use super::style;
use super::table::{self, Drawn, Table};
use crate::analysis::Figures;
use crate::form::{Look, SAMPLE_MARK};
use crate::schema::Plan;

/// Points of A4 landscape between the margins.
const PRINTED_HEIGHT: f64 = 505.0;
/// Pixels of A4 landscape between the margins: pages of this width are printed in their true size.
pub(super) const PRINTED_WIDTH: u32 = 1020;
/// Points of a row that nobody gave a height.
const EMPTY_ROW: f64 = 15.0;

/// A sheet that is being filled.
pub(super) struct Page {
    sheet: Worksheet,
    widths: Vec<u32>,
    row: u32,
    /// Points used so far.
    height: f64,
}

impl Page {
    /// An empty landscape sheet with columns of these pixels.
    pub(super) fn new(plan: &Plan, name: &str, widths: Vec<u32>) -> Result<Page, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        style::set_up_page(&mut sheet, plan, true);
        // A wide list is printed small; its foot stays readable.
        sheet.set_header_footer_scale_with_doc(false);
        for (col, width) in (0u16..).zip(&widths) {
            sheet.set_column_width_pixels(col, *width)?;
        }
        Ok(Page { sheet, widths, row: 0, height: 0.0 })
    }

    /// The sheet, for settings of its own.
    pub(super) fn sheet(&mut self) -> &mut Worksheet {
        &mut self.sheet
    }

    /// First row of the body of the table that is drawn next, as formulas number rows.
    pub(super) fn first_body_row(&self) -> u32 {
        self.row + 2
    }

    /// The finished sheet.
    pub(super) fn finish(mut self) -> Result<Worksheet, XlsxError> {
        let last_col = self.last_col();
        self.sheet.set_print_area(0, 0, self.row.saturating_sub(1), last_col)?;
        Ok(self.sheet)
    }

    /// Says that the figures are made up, if they are.
    pub(super) fn sample_mark(&mut self, figures: &Figures) -> Result<(), XlsxError> {
        if !figures.sample {
            return Ok(());
        }
        let format = style::plain().set_bold().set_font_color(style::ALERT).set_text_wrap();
        self.band(SAMPLE_MARK, style::TEXT_SIZE, &format)
    }

    /// The title of the sheet.
    pub(super) fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        self.band(text, 16.0, &style::form_cell(Look::Title).set_text_wrap())
    }

    /// What the page says, in one sentence.
    pub(super) fn sentence(&mut self, text: &str) -> Result<(), XlsxError> {
        self.band(text, 11.0, &style::plain().set_font_size(11).set_text_wrap())
    }

    /// The heading of a part.
    pub(super) fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.gap(9.0)?;
        let format = style::plain().set_font_size(11).set_bold().set_font_color(style::NAVY);
        self.band(text, 11.0, &format.set_text_wrap())
    }

    /// Small print.
    pub(super) fn note(&mut self, text: &str) -> Result<(), XlsxError> {
        self.band(text, 8.0, &style::form_cell(Look::Note))
    }

    /// What follows begins on a new page when printed.
    pub(super) fn new_page(&mut self) -> Result<(), XlsxError> {
        self.sheet.set_page_breaks(&[self.row])?;
        Ok(())
    }

    /// An empty row of so many points.
    pub(super) fn gap(&mut self, points: f64) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, points)?;
        self.row += 1;
        self.height += points;
        Ok(())
    }

    /// A text over all columns, in as many rows as it needs.
    pub(super) fn band(&mut self, text: &str, size: f64, format: &Format) -> Result<(), XlsxError> {
        let width = self.widths.iter().sum();
        let capacity = measure::lines_in(measure::MAX_ROW_HEIGHT, size);
        let lines = measure::lines(text, width, size);
        for chunk in lines.chunks(capacity) {
            let (Some(first), Some(last)) = (chunk.first(), chunk.last()) else { continue };
            let height = measure::row_height(chunk.len(), size);
            self.sheet.set_row_height(self.row, height)?;
            let part = &text[first.start..last.end];
            match self.last_col() {
                0 => {
                    self.sheet.write_string_with_format(self.row, 0, part, format)?;
                }
                last_col => {
                    self.sheet.merge_range(self.row, 0, self.row, last_col, part, format)?;
                }
            }
            self.row += 1;
            self.height += height;
        }
        Ok(())
    }

    /// A table at the next row.
    pub(super) fn table(&mut self, table: &Table) -> Result<Drawn, XlsxError> {
        let drawn = table::draw(&mut self.sheet, &self.widths, self.row, table)?;
        self.row = drawn.last + 1;
        self.height += drawn.height;
        Ok(drawn)
    }

    /// A table that is the sheet's list: its headings stay on the screen and on every printed page, its rows can be
    /// filtered.
    pub(super) fn list(&mut self, table: &Table, frozen_cols: u16) -> Result<Drawn, XlsxError> {
        let drawn = self.table(table)?;
        let last_col = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.sheet.set_repeat_rows(drawn.head, drawn.head)?;
        self.sheet.set_freeze_panes(drawn.head + 1, frozen_cols)?;
        if drawn.last > drawn.head {
            self.sheet.autofilter(drawn.head, 0, drawn.last, last_col)?;
        }
        Ok(drawn)
    }

    /// A chart over the whole width; on the next printed page if this one has no room left.
    pub(super) fn chart(&mut self, mut chart: Chart, wanted_height: u32) -> Result<(), XlsxError> {
        let points = f64::from(wanted_height) * 0.75;
        let width: u32 = self.widths.iter().sum();
        let scale = f64::from(PRINTED_WIDTH.max(width)) / f64::from(PRINTED_WIDTH);
        let page = PRINTED_HEIGHT * scale;
        let left = page - self.height % page;
        if left < points && points < page {
            // Fit-to-width pages ignore breaks set by hand; empty room does the same.
            let mut spare = left;
            while spare > 0.0 {
                let part = spare.min(measure::MAX_ROW_HEIGHT);
                self.gap(part)?;
                spare -= part;
            }
        } else {
            self.gap(8.0)?;
        }
        chart.set_width(width.saturating_sub(4)).set_height(wanted_height);
        self.sheet.insert_chart_with_offset(self.row, 0, &chart, 2, 0)?;
        let rows = (points / EMPTY_ROW).ceil();
        for _ in 0..rows as u32 {
            self.gap(EMPTY_ROW)?;
        }
        Ok(())
    }

    fn last_col(&self) -> u16 {
        u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }
}
