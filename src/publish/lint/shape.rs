//! Tables and headers: L1-02 to L1-05, L1-14, L1-15, L2-02, L2-03, L3-01, L3-09.

use std::collections::BTreeMap;

use super::grid::{Form, Grid, GridCell, address, is_blank, is_number, note};
use super::report::Breach;

/// What is wrong with the shape of a table.
pub(super) fn breaches(grid: &Grid) -> Vec<Breach> {
    let mut all = lines(grid);
    if is_blank(&grid.rows.iter().flatten().cloned().collect::<Vec<_>>()) {
        return all;
    }
    all.extend(parted(grid));
    all.extend(around(grid));
    all.extend(headers(grid));
    all.extend(ditto(grid));
    all
}

fn breach(rule: &'static str, grid: &Grid, row: usize, col: usize, found: &str) -> Breach {
    Breach::at(rule, grid, &address(row, col), found)
}

/// Records of CSV: one line each, as many fields as the header.
fn lines(grid: &Grid) -> Vec<Breach> {
    if grid.form == Form::Sheet {
        return Vec::new();
    }
    let broken = grid.broken_lines.iter().map(|row| breach("L1-14", grid, row + 1, 0, ""));
    let width = grid.header().len();
    let uneven = grid.below().filter(|(_, cells)| cells.len() != width && !is_blank(cells));
    broken
        .chain(uneven.map(|(row, cells)| {
            breach("L1-15", grid, row, width.min(cells.len()), &format!("{}/{width}", cells.len()))
        }))
        .collect()
}

/// Blank rows and columns between filled ones part tables; a header that comes again, or sheets of the same kind, split
/// one.
fn parted(grid: &Grid) -> Vec<Breach> {
    let mut all = Vec::new();
    let filled: Vec<usize> = (0..grid.rows.len())
        .filter(|row| grid.rows.get(*row).is_some_and(|cells| !is_blank(cells)))
        .collect();
    let header: Vec<&str> = grid.header().iter().map(|cell| cell.text.as_str()).collect();
    for pair in filled.windows(2) {
        if let [before, next] = pair
            && next - before > 1
        {
            all.push(breach("L1-02", grid, before + 2, 0, ""));
        }
    }
    let is_header = |cells: &[GridCell]| {
        let texts = cells.iter().map(|cell| cell.text.as_str());
        header.iter().filter(|text| !text.is_empty()).count() > 1
            && texts.eq(header.iter().copied())
    };
    for (row, cells) in grid.records().filter(|(_, cells)| is_header(cells)) {
        let first = cells.first().map(|cell| cell.text.as_str()).unwrap_or_default();
        all.push(breach("L1-03", grid, row, 0, first));
    }
    let is_used = |col: &usize| {
        grid.rows.iter().any(|row| row.get(*col).is_some_and(|cell| !cell.text.trim().is_empty()))
    };
    let used: Vec<usize> = (0..grid.width()).filter(is_used).collect();
    for pair in used.windows(2) {
        if let [before, next] = pair
            && next - before > 1
        {
            all.push(breach("L1-02", grid, 1, before + 1, ""));
        }
    }
    all
}

/// Titles above the table and notes around it.
fn around(grid: &Grid) -> Vec<Breach> {
    let mut all = Vec::new();
    let filled =
        |cells: &[GridCell]| cells.iter().filter(|cell| !cell.text.trim().is_empty()).count();
    let widest = grid.rows.iter().map(|row| filled(row)).max().unwrap_or(0);
    if widest > 1 && filled(grid.header()) <= 1 {
        let title = grid.header().iter().find(|cell| !cell.text.is_empty());
        let title = title.map(|cell| cell.text.as_str()).unwrap_or_default();
        if !title.is_empty() {
            all.push(breach("L1-04", grid, 1, 0, title));
        }
        all.push(breach("L3-01", grid, 1, 0, title));
    } else if widest > 0
        && grid
            .header()
            .iter()
            .filter(|cell| !cell.text.is_empty())
            .all(|cell| is_number(&cell.text))
    {
        all.push(breach(
            "L3-01",
            grid,
            1,
            0,
            grid.header().first().map(|cell| cell.text.as_str()).unwrap_or_default(),
        ));
    }
    let notes = grid.below().filter_map(|(row, cells)| Some((row, note(cells)?)));
    all.extend(notes.map(|(row, (col, cell))| breach("L1-04", grid, row, col, &cell.text)));
    all
}

/// A name for each column, each once, in one row.
fn headers(grid: &Grid) -> Vec<Breach> {
    let mut all = Vec::new();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut years = Vec::new();
    for col in 0..grid.width() {
        let name = grid.header().get(col).map(|cell| cell.text.trim()).unwrap_or_default();
        if name.is_empty() {
            if grid.column(col).next().is_some() {
                all.push(breach("L1-05", grid, 1, col, ""));
            }
            continue;
        }
        if seen.insert(name, col).is_some() {
            all.push(breach("L2-03", grid, 1, col, name));
        }
        if names_year(name) {
            years.push(col);
        }
    }
    if let (3.., Some(first)) = (years.len(), years.first()) {
        let name = grid.header().get(*first).map(|cell| cell.text.as_str()).unwrap_or_default();
        all.push(breach("L3-09", grid, 1, *first, name));
    }
    all.extend(second_header(grid));
    all
}

/// A second row of headers: it names what the first leaves open, and holds no number where all below are numbers.
fn second_header(grid: &Grid) -> Option<Breach> {
    let second = grid.rows.get(1)?;
    let below: Vec<&Vec<GridCell>> = grid.rows.iter().skip(2).collect();
    let is_named_below = |col: usize| {
        let first = grid.header().get(col).map(|cell| cell.text.trim()).unwrap_or_default();
        let here = second.get(col).map(|cell| cell.text.trim()).unwrap_or_default();
        let numbers =
            below.iter().filter_map(|row| row.get(col)).filter(|cell| !cell.text.is_empty());
        let mut numbers = numbers.peekable();
        first.is_empty()
            && !here.is_empty()
            && !is_number(here)
            && numbers.peek().is_some()
            && numbers.all(|cell| is_number(&cell.text))
    };
    let col = (0..grid.width()).find(|col| is_named_below(*col))?;
    let found = second.get(col).map(|cell| cell.text.as_str()).unwrap_or_default();
    Some(breach("L2-03", grid, 2, col, found))
}

/// A header that is a year, or is of one: 2022, 2022年度, R4, 令和4年度実績.
pub(super) fn names_year(name: &str) -> bool {
    let folded: String = super::cells::fold(name);
    let digits: String = folded.chars().take_while(char::is_ascii_digit).collect();
    let is_western = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    is_western || super::cells::begins_with_era(&folded)
}

/// Words and signs for the same as above, and blanks below a value in the first column.
fn ditto(grid: &Grid) -> Vec<Breach> {
    const SAME: [&str; 6] = ["同上", "〃", "″", "\"", "々", "同左"];
    let mut all: Vec<Breach> = grid
        .cells()
        .filter(|(row, _, cell)| *row > 1 && SAME.contains(&cell.text.trim()))
        .map(|(row, col, cell)| breach("L2-02", grid, row, col, &cell.text))
        .collect();
    let mut was_filled = false;
    for (row, cells) in grid.records() {
        let has_first = cells.first().is_some_and(|cell| !cell.text.trim().is_empty());
        let rest = cells.iter().skip(1).filter(|cell| !cell.text.trim().is_empty()).count();
        if !has_first && was_filled && rest > 0 {
            all.push(breach("L2-02", grid, row, 0, ""));
        }
        was_filled |= has_first;
    }
    all
}
