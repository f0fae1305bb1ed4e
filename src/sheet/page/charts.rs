//! Charts on a page: as tall as the printed page has room for, in a row, or in a cell of a table.

use rust_xlsxwriter::{Chart, ConditionalFormatFormula, Format, IgnoreError, Worksheet};

use super::{ChartPlace, EMPTY_ROW, Page, SHRINKS_TO, heading_height};
use crate::sheet::Written;
use crate::sheet::style;
use crate::sheet::table::Drawn;
use crate::terms::{CellRef, column};

impl ChartPlace {
    /// Pixels across and down.
    pub(crate) fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// Places the chart on its sheet.
    pub(crate) fn fill(&self, sheet: &mut Worksheet, mut chart: Chart) -> Written {
        chart.set_width(self.width).set_height(self.height);
        sheet.insert_chart_with_offset(self.row, 0, &chart, self.left, 0)?;
        Ok(())
    }
}

impl Page {
    /// The next chart leaves so many points of its printed page to what stands below it, if it can.
    pub(crate) fn leave_below_chart(&mut self, points: f64) {
        self.below_chart = points;
    }

    /// A chart over the whole width, as tall as the printed page has room for; on the next page if that is too little.
    pub(crate) fn chart(&mut self, mut chart: Chart, wanted_height: u32) -> Written {
        /// Gap above the chart.
        const GAP: f64 = 8.0;
        let wanted = f64::from(wanted_height) * 0.75;
        let room = self.page_height() - self.used - GAP - EMPTY_ROW;
        let rooms = [room - std::mem::take(&mut self.below_chart), room];
        let enough = rooms.into_iter().find(|room| *room >= wanted * SHRINKS_TO);
        let points = enough.map_or(wanted, |room| wanted.min(room));
        let width = self.width();
        self.keep_together(points + GAP);
        self.gap(GAP)?;
        // Heights are small positive numbers.
        chart.set_width(width.saturating_sub(4)).set_height((points / 0.75) as u32);
        self.sheet.insert_chart_with_offset(self.row, 0, &chart, 2, 0)?;
        let rows = (points / EMPTY_ROW).ceil();
        for _ in 0..rows as u32 {
            self.gap(EMPTY_ROW)?;
        }
        Ok(())
    }

    /// The same on a sheet that is one page: it is printed a little smaller if that keeps the chart with what stands above
    /// it.
    pub(crate) fn chart_on_this_page(&mut self, chart: Chart, wanted_height: u32) -> Written {
        /// The smallest scale, in per cent.
        const SMALLEST: u32 = 84;
        let wanted = f64::from(wanted_height) * 0.75 * SHRINKS_TO + 8.0 + EMPTY_ROW;
        let scales = (SMALLEST..=100).rev().map(|percent| f64::from(percent) / 100.0);
        let is_first = self.breaks.is_empty() && !self.flows;
        for scale in scales.filter(|_| is_first) {
            self.scale = scale;
            if self.used + wanted <= self.page_height() {
                self.print_at_scale();
                return self.chart(chart, wanted_height);
            }
        }
        self.scale = 1.0;
        self.chart(chart, wanted_height)
    }

    /// Room for charts of the same height side by side over the whole width, so many in a row, below a heading: the
    /// place of each. No printed page cuts one, and the heading stays with the first row.
    ///
    /// The charts are placed once the table is drawn that they take their numbers from.
    pub(crate) fn room_for_charts(
        &mut self,
        heading: &str,
        count: usize,
        in_row: u32,
        height: u32,
    ) -> Written<Vec<ChartPlace>> {
        const GAP: u32 = 8;
        let lines = (f64::from(height) * 0.75 / EMPTY_ROW).ceil();
        let room = 8.0 + lines * EMPTY_ROW;
        self.keep_together(heading_height() + room);
        self.heading(heading)?;
        let in_row = in_row.max(1);
        let step = self.width() / in_row;
        let mut places = Vec::new();
        while places.len() < count {
            self.keep_together(room);
            self.gap(8.0)?;
            let width = step.saturating_sub(GAP);
            let row = self.row;
            let lefts = (0..in_row).map(|at| at * step + GAP / 2);
            places.extend(lefts.map(|left| ChartPlace { row, left, width, height }));
            for _ in 0..lines as u32 {
                self.gap(EMPTY_ROW)?;
            }
        }
        places.truncate(count);
        Ok(places)
    }

    /// A chart in the room that was made for it.
    pub(crate) fn place_chart(&mut self, place: &ChartPlace, chart: Chart) -> Written {
        place.fill(&mut self.sheet, chart)
    }

    /// Shows nothing in the cells of a table of so many columns, from column `first` on, whose value is `#N/A`, which charts leave out: a reader
    /// sees the same as where there never was a value. Any other error stays in sight.
    pub(crate) fn blank_gaps(&mut self, drawn: &Drawn, first: u16, columns: usize) -> Written {
        let (top, last, last_col) = (drawn.head + 1, drawn.last, column(columns.saturating_sub(1)));
        if last < top || last_col < first {
            return Ok(());
        }
        let is_gap = format!("ISNA({})", CellRef::new(top, u32::from(first)));
        let unseen = Format::new().set_font_color(style::WHITE);
        let rule = ConditionalFormatFormula::new().set_rule(is_gap.as_str()).set_format(unseen);
        self.sheet.add_conditional_format(top, first, last, last_col, &rule)?;
        self.sheet.ignore_error_range(top, first, last, last_col, IgnoreError::FormulaError)?;
        Ok(())
    }

    /// A chart that fills the cell in `row` and `col` of a table that was drawn.
    pub(crate) fn chart_in_cell(
        &mut self,
        drawn: &Drawn,
        row: u32,
        col: u16,
        mut chart: Chart,
    ) -> Written {
        const EDGE: u32 = 2;
        let at = row.saturating_sub(drawn.head) as usize;
        let points = drawn.heights.get(at).copied().unwrap_or(EMPTY_ROW);
        let width = self.widths.get(usize::from(col)).copied().unwrap_or_default();
        // Heights of rows are small positive numbers.
        let height = (points / 0.75) as u32;
        chart.set_width(width.saturating_sub(2 * EDGE)).set_height(height.saturating_sub(2 * EDGE));
        self.sheet.insert_chart_with_offset(row, col, &chart, EDGE, EDGE)?;
        Ok(())
    }
}
