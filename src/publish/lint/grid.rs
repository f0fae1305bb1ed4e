//! A file or a sheet as the rules see it: rows of texts, with what else the file tells of its cells.

/// Where a grid is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// CSV in UTF-8, with or without a mark.
    Utf8,
    /// CSV in the old encoding of Windows.
    Cp932,
    /// A sheet.
    Sheet,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct GridCell {
    /// What it says.
    pub(super) text: String,
    /// Whether the workbook holds it as a number; CSV has texts only.
    pub(super) is_number: bool,
    /// Whether a formula gives it.
    pub(super) has_formula: bool,
    /// Colour of its fill.
    pub(super) fill: Option<String>,
    /// Whether letters of it are struck out or invisible.
    pub(super) is_struck: bool,
}

/// A file or a sheet.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    /// Path of the file.
    pub(super) file: String,
    /// Name of the sheet; empty for CSV.
    pub(super) sheet: String,
    /// Where it is from.
    pub(super) form: Form,
    /// Rows; of a sheet the first is row 1, whatever stands in it.
    pub(super) rows: Vec<Vec<GridCell>>,
    /// Rows (counted from 0) whose record spans several lines.
    pub(super) broken_lines: Vec<usize>,
    /// Merged areas, as Excel writes them.
    pub(super) merges: Vec<String>,
    /// What is hidden.
    pub(super) hidden: Vec<String>,
    /// What lies on it.
    pub(super) objects: Vec<String>,
}

impl Grid {
    /// Without anything in it.
    pub(super) fn empty(file: &str, sheet: &str, form: Form) -> Grid {
        Grid {
            file: file.to_owned(),
            sheet: sheet.to_owned(),
            form,
            rows: Vec::new(),
            broken_lines: Vec::new(),
            merges: Vec::new(),
            hidden: Vec::new(),
            objects: Vec::new(),
        }
    }

    /// Name of its table: that of the sheet, or of the file without folder and ending.
    pub(super) fn table(&self) -> &str {
        if !self.sheet.is_empty() {
            return &self.sheet;
        }
        let name = self.file.rsplit('/').next().unwrap_or(&self.file);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The header.
    pub(super) fn header(&self) -> &[GridCell] {
        self.rows.first().map(Vec::as_slice).unwrap_or_default()
    }

    /// The rows below the header, each with its number counted from 1.
    pub(super) fn below(&self) -> impl Iterator<Item = (usize, &[GridCell])> {
        self.rows.iter().enumerate().skip(1).map(|(at, row)| (at + 1, row.as_slice()))
    }

    /// The records: the rows below the header that are no notes.
    pub(super) fn records(&self) -> impl Iterator<Item = (usize, &[GridCell])> {
        self.below().filter(|(_, cells)| note(cells).is_none())
    }

    /// The filled cells of a column below the header, each with its row counted from 1.
    pub(super) fn column(&self, col: usize) -> impl Iterator<Item = (usize, &GridCell)> {
        let cells = self.records().filter_map(move |(row, cells)| Some((row, cells.get(col)?)));
        cells.filter(|(_, cell)| !cell.text.is_empty())
    }

    /// Every filled cell, with row and column counted from 1 and 0.
    pub(super) fn cells(&self) -> impl Iterator<Item = (usize, usize, &GridCell)> {
        self.rows.iter().enumerate().flat_map(|(row, cells)| {
            let filled = cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty());
            filled.map(move |(col, cell)| (row + 1, col, cell))
        })
    }

    /// Columns in the widest row.
    pub(super) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// Signs with which notes begin.
const NOTES: [&str; 8] = ["※", "注", "(注", "（注", "出典", "資料:", "資料：", "出所"];

/// The one filled cell of a row that is a note, with its column.
pub(super) fn note(cells: &[GridCell]) -> Option<(usize, &GridCell)> {
    let mut filled = cells.iter().enumerate().filter(|(_, cell)| !cell.text.trim().is_empty());
    let first = filled.next()?;
    let is_note = NOTES.iter().any(|sign| first.1.text.trim().starts_with(sign));
    (cells.len() > 1 && is_note && filled.next().is_none()).then_some(first)
}

/// Whether nothing stands in these cells.
pub(super) fn is_blank(cells: &[GridCell]) -> bool {
    cells.iter().all(|cell| cell.text.trim().is_empty())
}

/// A plain number, as machines write it.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(whole) && is_digits(part)
}

/// The address of a cell as Excel writes it.
pub(super) fn address(row: usize, col: usize) -> String {
    let cell = crate::terms::CellRef::on_sheet(row.saturating_sub(1), col);
    cell.map(|cell| cell.to_string()).unwrap_or_else(|| format!("{row}:{}", col + 1))
}
