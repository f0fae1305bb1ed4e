//! A sheet of a report, filled from the top: title, sentences, tables, charts, notes.
//!
//! All tables of a sheet share its columns, so the widths belong to the page.

mod breaks;
mod charts;
mod repeated;

use rust_xlsxwriter::{Format, FormatUnderline, Worksheet};

use super::book::Sheet;
use super::held::Holdings;
use super::link::Link;
use super::measure;
use super::style;
use super::table::{self, Canvas, Drawn, MOST_LINKS, Table};
use crate::sheet::Written;
use crate::terms::{column, count};

/// Points of A4 landscape between the margins of a sheet, and between those of a paper.
const PRINTED_HEIGHT: f64 = 510.0;
const PAPER_HEIGHT: f64 = 494.0;
/// Pixels of A4 landscape between the margins: pages of this width are printed in their true size.
pub(crate) const PRINTED_WIDTH: u32 = 1020;
/// Pixels of the widest list that A4 landscape prints in letters of 7 points, which are read without a glass.
pub(crate) const LIST_WIDTH: u32 = 1310;
/// Pixels and points of A3 landscape between the margins, for lists that are wider.
const LARGE: (u32, f64) = (1493, 756.0);
/// Excel's number of A4 and of A3.
const SMALL_PAPER: u8 = 9;
const LARGE_PAPER: u8 = 8;
/// Pixels of a list that a screen of 1920 shows beside its row numbers and scroll bar; a wider one is shown smaller.
const SCREEN_WIDTH: u32 = 1840;
/// Per cent in which a wider list is shown.
const WIDE_ZOOM: u16 = 85;
/// The part of its height that a chart needs, lest its letters stand too close.
const SHRINKS_TO: f64 = 0.7;
/// Pixels and points of A4 upright between the margins.
const UPRIGHT: (u32, f64) = (690, 750.0);
/// Points of a row that nobody gave a height.
const EMPTY_ROW: f64 = 15.0;
/// Points above the heading of a part.
const HEADING_GAP: f64 = 9.0;

/// Points of the heading of a part on one line, with the gap above it.
fn heading_height() -> f64 {
    HEADING_GAP + measure::row_height(1, 11.0)
}

/// A sheet that is being filled.
pub(crate) struct Page {
    sheet: Worksheet,
    /// What its cells hold.
    held: Holdings,
    widths: Vec<u32>,
    row: u32,
    /// Points used of the printed page that is being filled.
    used: f64,
    /// Whether rows went on on that page by themselves: where it begins depends on the printer.
    flows: bool,
    /// Points of the rows that are printed on every page.
    repeated: f64,
    /// Pixels and points of a printed page at full size.
    printed: (u32, f64),
    /// How many links the sheet still takes.
    links_left: u32,
    /// Rows that begin a printed page, where the breaks are set by hand.
    breaks: Vec<u32>,
    /// The part of its size in which the sheet is printed to save a page.
    scale: f64,
    /// Points below the next chart that are for what follows it.
    below_chart: f64,
    /// Whether the lines of its texts are set here.
    sets_lines: bool,
    /// The row after the last one that is printed, if others follow.
    paper_end: Option<u32>,
}

/// Room for a chart: the row in which it begins, and pixels. The chart may be placed once the sheet is finished, if it is
/// drawn from another one.
#[derive(Debug, Clone)]
pub(crate) struct ChartPlace {
    row: u32,
    left: u32,
    width: u32,
    height: u32,
}

impl Page {
    /// An empty landscape sheet with columns of these pixels, and `foot` at the foot of every printed page. One that A4
    /// would print too small to be read is printed on A3, and one that A3 would, on several pages side by side.
    pub(crate) fn new(name: &str, foot: &str, widths: Vec<u32>) -> Written<Page> {
        let mut sheet = style::sheet()?;
        sheet.set_name(name)?;
        style::set_up_page(&mut sheet, foot, true);
        // A wide list is printed small; its foot stays readable.
        sheet.set_header_footer_scale_with_doc(false);
        for (col, width) in (0u16..).zip(&widths) {
            sheet.set_column_width_pixels(col, *width)?;
        }
        let width: u32 = widths.iter().sum();
        let mut printed = (PRINTED_WIDTH, PRINTED_HEIGHT);
        if width > LIST_WIDTH {
            // As much smaller as the widest list is on A4.
            let widest = LARGE.0 * LIST_WIDTH / PRINTED_WIDTH;
            let across = width.div_ceil(widest);
            sheet.set_paper_size(LARGE_PAPER);
            sheet.set_print_fit_to_pages(u16::try_from(across).unwrap_or(u16::MAX), 0);
            printed = (LARGE.0 * across, LARGE.1);
        }
        Ok(Page {
            sheet,
            held: Holdings::default(),
            widths,
            row: 0,
            used: 0.0,
            flows: false,
            repeated: 0.0,
            printed,
            links_left: MOST_LINKS,
            breaks: Vec::new(),
            scale: 1.0,
            below_chart: 0.0,
            sets_lines: false,
            paper_end: None,
        })
    }

    /// Becomes a page of a paper: A4 with room for a head, and lines that look the same in every viewer.
    pub(crate) fn as_paper(&mut self) {
        self.sheet.set_paper_size(SMALL_PAPER).set_print_fit_to_pages(1, 0);
        self.sheet.set_margins(0.5, 0.5, 0.75, 0.65, 0.35, 0.3);
        self.printed = (PRINTED_WIDTH, PAPER_HEIGHT);
        self.sets_lines = true;
    }

    /// The sheet, for settings of its own.
    pub(crate) fn sheet(&mut self) -> &mut Worksheet {
        &mut self.sheet
    }

    /// First row of the body of the table that is drawn next, as formulas number rows.
    pub(crate) fn first_body_row(&self) -> u32 {
        self.row + 2
    }

    /// The first row of each row of the table that is drawn next, counted from zero.
    pub(crate) fn starts(&self, table: &Table) -> Vec<u32> {
        table::starts(&self.widths, table, self.row + 1)
    }

    /// The row after the last one that `table` takes, whose last record begins in row `start`; counted from zero.
    pub(crate) fn end(&self, table: &Table, start: u32) -> u32 {
        let last = table.rows.last().cloned().into_iter().collect();
        let last = Table { columns: table.columns.clone(), rows: last, body: table.body };
        let rows = table::sheet_rows(&self.widths, &last).len();
        start.saturating_add(count(rows))
    }

    /// Pixels of all columns.
    pub(crate) fn width(&self) -> u32 {
        self.widths.iter().sum()
    }

    /// The row that is drawn next, counted from zero.
    pub(crate) fn next_row(&self) -> u32 {
        self.row
    }

    /// Prints upright, with the rows so far on every page.
    pub(crate) fn upright(&mut self) -> Written {
        self.sheet.set_portrait().set_paper_size(SMALL_PAPER).set_print_fit_to_pages(1, 0);
        self.printed = UPRIGHT;
        self.repeated = self.used;
        if self.row > 0 {
            self.sheet.set_repeat_rows(0, self.row - 1)?;
        }
        Ok(())
    }

    /// The finished sheet.
    pub(crate) fn finish(mut self) -> Written<Sheet> {
        let (last_col, end) = (self.last_col(), self.paper_end.unwrap_or(self.row));
        self.sheet.set_print_area(0, 0, end.saturating_sub(1), last_col)?;
        self.set_breaks(end)?;
        Ok(Sheet::new(self.sheet, self.held))
    }

    /// What nobody may overlook, in bold red.
    pub(crate) fn warning(&mut self, text: &str) -> Written {
        let format = style::plain().set_bold().set_font_color(style::ALERT).set_text_wrap();
        self.band(text, style::TEXT_SIZE, &format)
    }

    /// The title of the sheet.
    pub(crate) fn title(&mut self, text: &str) -> Written {
        self.band(text, 16.0, &style::title().set_text_wrap())
    }

    /// What the page says, in one sentence.
    pub(crate) fn sentence(&mut self, text: &str) -> Written {
        self.band(text, 11.0, &style::plain().set_font_size(11).set_text_wrap())
    }

    /// The heading of a part.
    pub(crate) fn heading(&mut self, text: &str) -> Written {
        self.gap(HEADING_GAP)?;
        let format = style::plain().set_font_size(11).set_bold().set_font_color(style::NAVY);
        self.band(text, 11.0, &format.set_text_wrap())
    }

    /// A part that is one sentence, with its heading on the same printed page.
    pub(crate) fn headed_sentence(&mut self, heading: &str, text: &str) -> Written {
        let lines = measure::lines(text, self.width(), 11.0).len();
        self.keep_together(heading_height() + measure::row_height(lines, 11.0));
        self.heading(heading)?;
        self.sentence(text)
    }

    /// A part that is one table, `of` its first body row (as formulas number rows), with its heading.
    pub(crate) fn headed_table(
        &mut self,
        heading: &str,
        of: impl Fn(u32) -> Table,
    ) -> Written<Drawn> {
        // Its formulas know their rows, so it is built again once the heading stands; the height is the same.
        self.heading_of(&of(self.first_body_row()), heading)?;
        self.table(&of(self.first_body_row()))
    }

    /// The heading of a part that is `table`: both on the same printed page, if one page can hold them.
    pub(crate) fn heading_of(&mut self, table: &Table, text: &str) -> Written {
        self.heading_of_charted(table, 0, text)
    }

    /// The same for a table that a chart of so many pixels follows: all three on one printed page.
    pub(crate) fn heading_of_charted(
        &mut self,
        table: &Table,
        chart_height: u32,
        text: &str,
    ) -> Written {
        let heading = heading_height();
        let chart = match chart_height {
            0 => 0.0,
            // The gap before it, and the last row that it covers in part.
            height => f64::from(height) * 0.75 * SHRINKS_TO + 8.0 + EMPTY_ROW,
        };
        let table = table::height(&self.widths, table, table.rows.len());
        self.keep_together(heading + table + chart);
        self.keep_together(heading + table);
        self.heading(text)
    }

    /// Whether a printed page of its own holds `table` with its heading.
    pub(crate) fn fits_on_one(&self, table: &Table) -> bool {
        let heading = heading_height();
        heading + table::height(&self.widths, table, table.rows.len()) <= self.page_height()
    }

    /// Small print.
    pub(crate) fn note(&mut self, text: &str) -> Written {
        self.band(text, 8.0, &style::note())
    }

    /// A short text that leads somewhere, as long as the sheet takes links.
    pub(crate) fn link(&mut self, text: &str, link: &Link) -> Written {
        if self.links_left == 0 {
            return self.note(text);
        }
        let format = style::plain().set_font_size(8).set_font_color(style::NAVY);
        let format = format.set_underline(FormatUnderline::Single);
        let row = self.row;
        self.band(text, 8.0, &format)?;
        self.sheet.write_url_with_format(row, 0, link.url(text), &format)?;
        self.links_left -= 1;
        Ok(())
    }

    /// An empty row of so many points.
    pub(crate) fn gap(&mut self, points: f64) -> Written {
        self.sheet.set_row_height(self.row, points)?;
        self.row += 1;
        self.use_up(points);
        Ok(())
    }

    /// A text over all columns, in as many rows as it needs.
    pub(crate) fn band(&mut self, text: &str, size: f64, format: &Format) -> Written {
        let width = self.width();
        let capacity = measure::lines_in(measure::MAX_ROW_HEIGHT, size);
        let lines = measure::lines(text, width, size);
        for chunk in lines.chunks(capacity) {
            let (Some(first), Some(last)) = (chunk.first(), chunk.last()) else { continue };
            let height = measure::row_height(chunk.len(), size);
            self.sheet.set_row_height(self.row, height)?;
            let part = &text[first.start..last.end];
            let set = self.sets_lines.then(|| measure::set(part, width, size));
            let part = set.as_deref().unwrap_or(part);
            match self.last_col() {
                0 => {
                    self.sheet.write_string_with_format(self.row, 0, part, format)?;
                }
                last_col => {
                    self.sheet.merge_range(self.row, 0, self.row, last_col, part, format)?;
                }
            }
            self.row += 1;
            self.use_up(height);
        }
        Ok(())
    }

    /// A table at the next row.
    pub(crate) fn table(&mut self, table: &Table) -> Written<Drawn> {
        let (sheet, widths) = (&mut self.sheet, self.widths.as_slice());
        let (links_left, held, sets_lines) =
            (&mut self.links_left, &mut self.held, self.sets_lines);
        let mut canvas = Canvas { sheet, widths, links_left, held, sets_lines };
        let drawn = table::draw(&mut canvas, self.row, table)?;
        self.row = drawn.last + 1;
        self.pass(&drawn);
        Ok(drawn)
    }

    /// A table that may be longer than a page, under its heading: a few rows stay with it.
    pub(crate) fn long_table_under(&mut self, text: &str, table: &Table) -> Written {
        const FIRST_ROWS: usize = 3;
        let heading = heading_height();
        self.keep_together(heading + table::height(&self.widths, table, FIRST_ROWS));
        self.heading(text)?;
        self.long_table(table)
    }

    /// A table that may be longer than a page: where it goes on on a new one, its headings stand again. For pages that are
    /// read; a list that is filtered or counted has its headings once, and repeats them by the print set-up.
    pub(crate) fn long_table(&mut self, table: &Table) -> Written {
        let head = table::heading_height(&self.widths, table);
        let mut rows = table::sheet_rows(&self.widths, table).into_iter().peekable();
        loop {
            let mut part = Table { columns: table.columns.clone(), rows: vec![], body: table.body };
            let mut used = self.used + head;
            let fits = |used: f64, next: f64| used + next <= self.page_height();
            while let Some((row, height)) =
                rows.next_if(|(_, height)| part.rows.is_empty() || fits(used, *height))
            {
                used += height;
                part.rows.push(row);
            }
            // No page holds the last row alone.
            let is_alone = rows.len() == 1 && part.rows.len() > 2;
            let moved = if is_alone { part.rows.pop() } else { None };
            self.table(&part)?;
            if rows.len() == 0 {
                return Ok(());
            }
            self.begin_page();
            if let Some(row) = moved {
                let rest = std::iter::once(row).chain(rows.map(|(row, _)| row)).collect();
                let columns = table.columns.clone();
                return self.table(&Table { columns, rows: rest, body: table.body }).map(|_| ());
            }
        }
    }

    /// What is drawn from here on is not printed: the numbers that charts are drawn from, in so many columns, those beside
    /// the page as wide as this.
    pub(crate) fn leave_paper(&mut self, columns: usize, width: u32) -> Written {
        for col in self.widths.len()..columns {
            self.sheet.set_column_width_pixels(column(col), width)?;
        }
        self.paper_end = Some(self.row);
        self.gap(EMPTY_ROW)
    }

    /// A table that is the sheet's list: its headings stay on the screen and on every printed page, its rows can be
    /// filtered.
    pub(crate) fn list(&mut self, table: &Table, frozen_cols: u16) -> Written<Drawn> {
        self.repeated = table::heading_height(&self.widths, table);
        let drawn = self.table(table)?;
        let last_col = column(table.columns.len().saturating_sub(1));
        self.sheet.set_repeat_rows(drawn.head, drawn.head)?;
        if self.printed.0 > LARGE.0 {
            // What names a row stands on every page of those side by side.
            self.sheet.set_repeat_columns(0, frozen_cols.max(1) - 1)?;
        }
        self.sheet.set_freeze_panes(drawn.head + 1, frozen_cols)?;
        if drawn.last > drawn.head {
            self.sheet.autofilter(drawn.head, 0, drawn.last, last_col)?;
        }
        if self.width() > SCREEN_WIDTH {
            self.sheet.set_zoom(WIDE_ZOOM);
        }
        Ok(drawn)
    }

    fn last_col(&self) -> u16 {
        column(self.widths.len().saturating_sub(1))
    }
}
