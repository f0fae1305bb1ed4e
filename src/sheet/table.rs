//! A table on a sheet: headings, rows, formats and row heights.
//!
//! A row whose text is longer than a row can be tall goes on in continuation rows: they repeat what identifies the
//! row (its number, its name with 「(続き)」) and leave amounts and codes empty, so that a sum or a count over the
//! column meets every record once.

mod model;
mod units;

use std::borrow::Cow;
use std::ops::Range;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, Formula, Worksheet};

use super::cell::NO_INDENT;
use super::cell::{Cell, Value};
use super::formats::Formats;
use super::held::Holdings;
use super::measure;
use super::style;
use crate::sheet::Written;
use crate::terms::{CellRef, column, count};
pub(crate) use model::{Body, Column, Repeat, Row, Table};
use units::units;

/// Excel's limit for the links of one sheet; a workbook with more is "repaired" when it is opened.
pub(crate) const MOST_LINKS: u32 = 65_530;

/// What stands behind a name that is repeated in a continuation row.
const CONTINUED: &str = "(続き)";

/// Where a table was drawn; rows counted from zero.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    /// Row of the headings.
    pub(crate) head: u32,
    /// Last row; that of the headings if there is none.
    pub(crate) last: u32,
    /// First row of each row of the table, which may go on in rows below it.
    pub(crate) starts: Vec<u32>,
    /// Points of each row of the sheet, that of the headings first.
    pub(crate) heights: Vec<f64>,
    /// How many rows of the sheet stand together, from the top: one after the other adds up to all below the headings.
    pub(crate) units: Vec<usize>,
}

/// The sheet that tables are drawn on.
pub(crate) struct Canvas<'a> {
    /// The sheet.
    pub(crate) sheet: &'a mut Worksheet,
    /// Pixels of its columns.
    pub(crate) widths: &'a [u32],
    /// How many links it still takes.
    pub(crate) links_left: &'a mut u32,
    /// What its cells hold.
    pub(super) held: &'a mut Holdings,
    /// Whether the lines of texts are set here: a paper looks the same in every viewer.
    pub(crate) sets_lines: bool,
}

/// Columns of the sheet under a column of a table.
#[derive(Debug, Clone, Copy)]
struct Extent {
    first: u16,
    last: u16,
    pixels: u32,
}

fn extents(columns: &[Column], widths: &[u32]) -> Vec<Extent> {
    let mut next = 0u16;
    let extent = |column: &Column| {
        let first = next;
        next = next.saturating_add(column.span);
        let pixels = (first..next).map(|col| widths.get(usize::from(col)).copied().unwrap_or(64));
        Extent { first, last: next - 1, pixels: pixels.sum() }
    };
    columns.iter().map(extent).collect()
}

/// Points that `table` will take with its first `rows` rows.
pub(crate) fn height(widths: &[u32], table: &Table, rows: usize) -> f64 {
    let extents = extents(&table.columns, widths);
    let rows = &table.rows[..rows.min(table.rows.len())];
    let heights = units(rows, table, &extents).flat_map(|unit| unit.heights().collect::<Vec<_>>());
    head_height(&table.columns, &extents) + heights.sum::<f64>()
}

/// Points of the headings of `table`.
pub(crate) fn heading_height(widths: &[u32], table: &Table) -> f64 {
    head_height(&table.columns, &extents(&table.columns, widths))
}

/// The rows of the sheet that `table` takes below its headings, each with its points.
pub(crate) fn sheet_rows(widths: &[u32], table: &Table) -> Vec<(Row, f64)> {
    let extents = extents(&table.columns, widths);
    let units = units(&table.rows, table, &extents);
    let parts = units.flat_map(|unit| unit.rows.into_iter().flatten());
    parts.map(|(row, height)| (row.into_owned(), height)).collect()
}

/// Points of what stands together in `table` below its headings, from the top.
pub(crate) fn unit_heights(widths: &[u32], table: &Table) -> Vec<f64> {
    let extents = extents(&table.columns, widths);
    let mut points = Vec::new();
    for unit in units(&table.rows, table, &extents) {
        let heights: Vec<f64> = unit.heights().collect();
        let mut rest = heights.as_slice();
        for count in unit.together() {
            let (now, later) = rest.split_at(count.min(rest.len()));
            points.push(now.iter().sum());
            rest = later;
        }
    }
    points
}

/// The first row of each row of `table`, whose body begins in row `first`, before it is drawn: where its own formulas
/// find its cells.
pub(crate) fn starts(widths: &[u32], table: &Table, first: u32) -> Vec<u32> {
    let extents = extents(&table.columns, widths);
    let mut next = first;
    let rows = units(&table.rows, table, &extents).flat_map(|unit| unit.rows);
    let starts = rows.map(|parts| {
        let start = next;
        next = next.saturating_add(count(parts.len()));
        start
    });
    starts.collect()
}

/// A row of `table` as the rows of the sheet that it takes: itself, and those in which a long text goes on.
fn in_parts<'r>(row: &'r Row, table: &Table, extents: &[Extent]) -> Vec<(Cow<'r, Row>, f64)> {
    let texts = fitted(row, extents, table.body);
    let parts = texts.iter().map(|text| text.pieces.len()).max().unwrap_or(1).max(1);
    let height = |lines: usize| measure::row_height(lines, style::TEXT_SIZE);
    // Nearly every row is shown as it is.
    if parts == 1 {
        let lines = texts.iter().map(|text| text.lines).max().unwrap_or(1);
        return vec![(Cow::Borrowed(row), height(lines))];
    }
    let part = |part: usize| {
        let cells = row.cells.iter().zip(&table.columns).zip(&texts);
        let cells =
            cells.map(|((cell, column), text)| shown(cell, &text.pieces, part, column.repeat));
        let row = Row { cells: cells.collect(), is_sum: row.is_sum, group: row.group };
        let lines =
            row.cells.iter().zip(extents).map(|(cell, extent)| lines_of(cell, *extent).len());
        let lines = lines.max().unwrap_or(1);
        (Cow::Owned(row), height(lines))
    };
    (0..parts).map(part).collect()
}

/// Draws `table` with its headings in row `head`.
pub(crate) fn draw(canvas: &mut Canvas<'_>, head: u32, table: &Table) -> Written<Drawn> {
    let extents = extents(&table.columns, canvas.widths);
    let head_height = head_height(&table.columns, &extents);
    canvas.sheet.set_row_height(head, head_height)?;
    for (extent, column) in extents.iter().zip(&table.columns) {
        let format = style::head(column.current);
        merge(canvas.sheet, head..head, *extent, &format)?;
        canvas.sheet.write_string_with_format(head, extent.first, &column.head, &format)?;
    }
    let mut formats = Formats::new(table.body != Body::Figures);
    let (starts, heights, units) = (Vec::new(), vec![head_height], Vec::new());
    let mut drawn = Drawn { head, last: head, starts, heights, units };
    for unit in self::units(&table.rows, table, &extents) {
        let first = drawn.last + 1;
        let mut at = first;
        for (row, parts) in unit.rows.iter().enumerate() {
            drawn.starts.push(at);
            for (part, height) in parts {
                for (col, (cell, extent)) in part.cells.iter().zip(&extents).enumerate() {
                    let down = match unit.joined.iter().find(|joined| joined.holds(row, col)) {
                        Some(joined) if joined.rows.start < row => continue,
                        Some(joined) => count(joined.rows.len()) - 1,
                        None => 0,
                    };
                    let format = formats.of(cell, part.is_sum);
                    merge(canvas.sheet, at..at + down, *extent, format)?;
                    write(canvas, at, *extent, cell, format)?;
                }
                canvas.sheet.set_row_height(at, *height)?;
                drawn.heights.push(*height);
                at += 1;
            }
        }
        drawn.units.extend(unit.together());
        drawn.last = at - 1;
    }
    Ok(drawn)
}

fn head_height(columns: &[Column], extents: &[Extent]) -> f64 {
    let lines = columns.iter().zip(extents).map(|(column, extent)| {
        measure::lines(&column.head, extent.pixels + NO_INDENT, style::TEXT_SIZE).len()
    });
    measure::row_height(lines.max().unwrap_or(1), style::TEXT_SIZE) + 3.0
}

/// A text in pieces that each fit a row of the sheet, and the lines of the whole.
struct Fitted<'a> {
    pieces: Vec<&'a str>,
    lines: usize,
}

/// The texts of a row, each measured once.
fn fitted<'a>(row: &'a Row, extents: &[Extent], body: Body) -> Vec<Fitted<'a>> {
    let capacity = measure::lines_in(body.tallest_row(), style::TEXT_SIZE);
    let cells = row.cells.iter().zip(extents);
    let texts = cells.map(|(cell, extent)| {
        let lines = lines_of(cell, *extent);
        let pieces = cell.as_text().map(|text| pieces(text, &lines, capacity));
        Fitted { pieces: pieces.unwrap_or_default(), lines: lines.len() }
    });
    texts.collect()
}

/// The lines of what a cell shows.
fn lines_of(cell: &Cell, extent: Extent) -> Vec<Range<usize>> {
    let text = match &cell.value {
        Value::Text(text) | Value::TextFormula(_, text) => text,
        Value::Empty | Value::Number(_) | Value::Formula(..) => "",
    };
    measure::lines(text, cell.room(extent.pixels), style::TEXT_SIZE)
}

/// Makes one cell of those between the first and the last of these rows.
fn merge(sheet: &mut Worksheet, rows: Range<u32>, extent: Extent, format: &Format) -> Written {
    if extent.last > extent.first || rows.end > rows.start {
        sheet.merge_range(rows.start, extent.first, rows.end, extent.last, "", format)?;
    }
    Ok(())
}

/// The text of a cell, of these lines, in pieces that each fit a row; cut after a paragraph where one ends near the foot.
fn pieces<'t>(text: &'t str, lines: &[Range<usize>], capacity: usize) -> Vec<&'t str> {
    let mut pieces = Vec::new();
    let mut rest = lines;
    while let (Some(first), true) = (rest.first(), rest.len() > capacity) {
        let ends_paragraph = |at: &usize| text[rest[*at - 1].end..].starts_with('\n');
        let cut = (capacity - capacity / 3..=capacity).rev().find(ends_paragraph);
        let cut = cut.unwrap_or(capacity).max(1);
        pieces.push(&text[first.start..rest[cut - 1].end]);
        rest = &rest[cut..];
    }
    if let (Some(first), Some(last)) = (rest.first(), rest.last()) {
        pieces.push(&text[first.start..last.end]);
    }
    pieces
}

/// What the cell shows in the row's part number `part`.
fn shown(cell: &Cell, pieces: &[&str], part: usize, repeat: Repeat) -> Cell {
    let with = |value: Value| Cell { value, ..cell.clone() };
    match (pieces.get(part), part, repeat) {
        (Some(_), 0, _) if pieces.len() == 1 => cell.clone(),
        (Some(piece), _, _) => with(Value::Text((*piece).to_owned())),
        (None, 0, _) | (None, _, Repeat::Value) => cell.clone(),
        (None, _, Repeat::Marked) if cell.as_text().is_some_and(|name| !name.is_empty()) => {
            let name = cell.as_text().unwrap_or_default();
            with(Value::Text(format!("{name}{CONTINUED}")))
        }
        (None, _, Repeat::Marked | Repeat::Nothing) => Cell::empty(),
    }
}

fn write(
    canvas: &mut Canvas<'_>,
    row: u32,
    extent: Extent,
    cell: &Cell,
    format: &Format,
) -> Written {
    let (sheet, col) = (&mut *canvas.sheet, extent.first);
    if let (Some(link), true) = (&cell.link, *canvas.links_left > 0) {
        // The text that the writer asks for is replaced below by what the cell holds; the link stays.
        sheet.write_url_with_format(row, col, link.url("-"), format)?;
        *canvas.links_left -= 1;
    }
    let at = CellRef::new(row, col.into());
    match &cell.value {
        Value::Text(text) if canvas.sets_lines => {
            let lines = measure::set(text, cell.room(extent.pixels), style::TEXT_SIZE);
            write_value(sheet, canvas.held, at, &Value::Text(lines), format)
        }
        value => write_value(sheet, canvas.held, at, value, format),
    }
}

/// Writes what a cell holds, and keeps it for the formulas that look at it.
pub(crate) fn write_value(
    sheet: &mut Worksheet,
    held: &mut Holdings,
    cell: CellRef,
    value: &Value,
    format: &Format,
) -> Written {
    // Every number here has at most 15 digits that matter, which a float holds.
    let float = |number: &Decimal| number.to_f64().unwrap_or_default();
    let (row, col) = (cell.row, column(cell.col));
    held.keep(cell, value);
    match value {
        Value::Empty => sheet.write_blank(row, col, format)?,
        Value::Text(text) if text.is_empty() => sheet.write_blank(row, col, format)?,
        Value::Text(text) => sheet.write_string_with_format(row, col, text, format)?,
        Value::Number(number) => sheet.write_number_with_format(row, col, float(number), format)?,
        Value::Formula(formula, result) => {
            let formula = Formula::new(format!("={formula}"));
            let formula = formula.set_result(result.normalize().to_string());
            sheet.write_formula_with_format(row, col, formula, format)?
        }
        Value::TextFormula(formula, result) => {
            let formula = Formula::new(format!("={formula}")).set_result(result);
            sheet.write_formula_with_format(row, col, formula, format)?
        }
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_goes_on_in_rows_that_repeat_only_what_identifies_them() {
        let text = "あ".repeat(2000);
        let in_pieces = |text: &'_ str, capacity| {
            let lines = measure::lines(text, 200, style::TEXT_SIZE);
            let pieces = pieces(text, &lines, capacity).into_iter();
            pieces.map(str::to_owned).collect::<Vec<_>>()
        };
        let parts = in_pieces(&text, 26);
        assert!(parts.len() > 3);
        assert_eq!(parts.concat(), text);
        let name = Cell::text("名前");
        let marked = shown(&name, &["名前"], 1, Repeat::Marked);
        assert_eq!(marked.as_text(), Some("名前(続き)"));
        let paragraphs = format!("{}\n{}", "あ".repeat(60), "い".repeat(90));
        assert!(in_pieces(&paragraphs, 6)[0].ends_with('あ'));
        assert_eq!(shown(&Cell::key(3), &[], 1, Repeat::Value), Cell::key(3));
        assert_eq!(shown(&Cell::count(3), &[], 1, Repeat::Nothing), Cell::empty());
        assert_eq!(shown(&Cell::count(3), &[], 0, Repeat::Nothing), Cell::count(3));
    }
}
