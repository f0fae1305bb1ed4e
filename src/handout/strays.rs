//! Writing into a return copy what stands beside the form's fields, and the sheets that the form does not have.
//!
//! What stands beside the form is not printed with it, since the form would have to shrink: the first sheet lists it in
//! the words of its findings. On the screen it is whole.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, FormatBorder, Worksheet};

use super::entry::{Entry, write_entry};
use super::looks::severity_colour;
use super::marks::{ReturnMarks, insert_mark, marked};
use crate::finding::Severity;
use crate::form::SheetLayout;
use crate::schema::Plan;
use crate::sheet::{
    Written, fit,
    measure::{self, MAX_ROW_HEIGHT},
    style::{self, TEXT_SIZE},
};
use crate::terms::{CellRef, column, count};

/// Cells of a sheet with what they hold.
type Cells = BTreeMap<CellRef, Entry>;

/// Pixels of a column without a width of its own.
const DEFAULT_WIDTH: u32 = 72;
/// Pixels of the widest column of another sheet: a longer text takes several lines.
const WIDEST: u32 = 420;
/// Pixels of the widest column beside a form: its rows keep their height unless a text is longer still.
const WIDEST_BESIDE: u32 = 1_700;
/// By how many points a row of one line may be lower than in a report.
const TIGHTER: f64 = 4.5;
/// Pixels that are still printed on one page across; a wider sheet takes several.
const ONE_PAGE: u32 = 2_000;

/// Whether the rows of a sheet are as tall as its strays need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// They are: a long text takes several lines.
    Grown,
    /// They are what the sheet's own texts need: a long text runs over the empty cells beside it.
    Kept,
}

/// Writes what stands on the sheet called `name` beside the form's own cells, which are `width` columns: unlocked, so
/// that it can be moved into a field or deleted, and coloured as doubtful.
pub(super) fn write_strays(
    sheet: &mut Worksheet,
    name: &str,
    marks: &ReturnMarks,
    width: u16,
    rows: Rows,
) -> Written {
    let stray = style::plain()
        .set_unlocked()
        .set_border(FormatBorder::Thin)
        .set_border_color(style::LINE)
        .set_background_color(severity_colour(Severity::Warning));
    let Some(cells) = marks.strays.get(name) else { return Ok(()) };
    let widths = widths(cells, u32::from(width), WIDEST_BESIDE);
    set_widths(sheet, &widths)?;
    for (cell, entry) in cells {
        let mark = marks.at(name, *cell);
        if let Some(mark) = mark {
            insert_mark(sheet, *cell, mark)?;
        }
        let width = widths.get(&cell.col).filter(|_| rows == Rows::Grown);
        let format = wrapped(stray.clone(), width.copied(), entry);
        write_entry(sheet, *cell, entry, &marked(format, mark))?;
    }
    Ok(())
}

/// Points that rows need for what stands right of the form.
pub(super) fn stray_heights(
    marks: &ReturnMarks,
    layout: &SheetLayout<'_>,
) -> impl Iterator<Item = (u32, f64)> {
    let cells = marks.strays.get(&layout.name);
    let form = count(layout.columns.len());
    cells.into_iter().flat_map(move |cells| heights(cells, &widths(cells, form, WIDEST_BESIDE)))
}

/// A sheet that the form does not have: its values where they stood, and nothing else.
pub(super) fn other_sheet(plan: &Plan, name: &str, cells: &Cells) -> Written<Worksheet> {
    let mut sheet = style::sheet()?;
    sheet.set_name(name)?;
    let widths = widths(cells, 0, WIDEST);
    set_widths(&mut sheet, &widths)?;
    for (row, points) in heights(cells, &widths) {
        sheet.set_row_height(row, points)?;
    }
    for (cell, entry) in cells {
        let format = wrapped(style::plain(), widths.get(&cell.col).copied(), entry);
        write_entry(&mut sheet, *cell, entry, &format)?;
    }
    style::set_up_page(&mut sheet, &plan.full_title(), true);
    let last = CellRef::new(
        cells.keys().map(|cell| cell.row).max().unwrap_or_default(),
        cells.keys().map(|cell| cell.col).max().unwrap_or_default(),
    );
    let across: u32 = (0..=last.col).map(|col| widths.get(&col).unwrap_or(&DEFAULT_WIDTH)).sum();
    if across > ONE_PAGE {
        sheet.set_print_fit_to_pages(0, 0);
    }
    sheet.set_print_area(0, 0, last.row, column(last.col))?;
    Ok(sheet)
}

/// Pixels of the columns from `first` on that hold something, up to `widest`.
fn widths(cells: &Cells, first: u32, widest: u32) -> BTreeMap<u32, u32> {
    let mut widths = BTreeMap::new();
    for (cell, entry) in cells.iter().filter(|(cell, _)| cell.col >= first) {
        let width = widths.entry(cell.col).or_insert(DEFAULT_WIDTH);
        *width = (*width).max(one_line(entry).min(widest));
    }
    widths
}

/// Pixels of an entry whose lines are not broken.
fn one_line(entry: &Entry) -> u32 {
    let width = |text: &str| measure::text_width(text, TEXT_SIZE);
    match entry.text() {
        Some(text) => text.split('\n').map(width).max().unwrap_or_default(),
        None => width(&"0".repeat(entry.letters())),
    }
}

fn set_widths(sheet: &mut Worksheet, widths: &BTreeMap<u32, u32>) -> Written {
    for (col, width) in widths {
        sheet.set_column_width_pixels(column(*col), *width)?;
    }
    Ok(())
}

/// Points that rows need for texts of theirs: a gap between blocks is too low for one line.
fn heights(cells: &Cells, widths: &BTreeMap<u32, u32>) -> BTreeMap<u32, f64> {
    let one_line = measure::row_height(1, TEXT_SIZE);
    let mut heights: BTreeMap<u32, f64> = BTreeMap::new();
    for (cell, entry) in cells {
        let points = match (entry.text(), widths.get(&cell.col)) {
            (Some(text), Some(width)) => fit(text, *width, MAX_ROW_HEIGHT).height,
            _ => one_line,
        };
        // One line does with little room above and below it, as in the form's own rows.
        let points = if points > one_line { points } else { one_line - TIGHTER };
        let height = heights.entry(cell.row).or_default();
        *height = height.max(points);
    }
    heights
}

/// The format in which a column of this width shows an entry whole. Below the form the columns are the form's, and a
/// text runs over the empty cells beside it.
fn wrapped(format: Format, width: Option<u32>, entry: &Entry) -> Format {
    match (entry.text(), width) {
        (Some(text), Some(width)) => {
            let format = format.set_text_wrap();
            format.set_font_size(fit(text, width, MAX_ROW_HEIGHT).size)
        }
        (Some(_), None) => format,
        // A number too wide for its cell shows as ####.
        (None, _) => format.set_shrink(),
    }
}
