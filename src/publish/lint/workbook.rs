//! The sheets of a workbook as grids.

use super::LintFile;
use super::grid::{Form, Grid, GridCell};
use crate::terms::CellRef;
use crate::workbook::{
    Cell, Content, Limits, Oddity, OpenError, Sheet, SheetFaces, Visibility, faces, open,
};

/// Reads the sheets of a workbook. Sheets without a cell are left out.
pub(super) fn read(file: &LintFile) -> Result<Vec<Grid>, OpenError> {
    let limits = Limits::default();
    let book = open(&file.bytes, &file.path, &limits)?;
    // Formats whose looks are not read have none.
    let looks = faces(&file.bytes, &file.path, &limits).unwrap_or_default();
    let embeds = book.oddities.iter().any(|oddity| matches!(oddity, Oddity::EmbeddedObjects(_)));
    let filled =
        book.sheets.iter().filter(|sheet| !sheet.cells.is_empty() || !sheet.attached.is_empty());
    let grids = filled.map(|sheet| {
        let looks = looks.iter().find(|looks| *looks.name == *sheet.name);
        let mut grid = grid(&file.path, sheet, looks);
        if embeds {
            grid.objects.push("embedded object".to_owned());
        }
        grid
    });
    Ok(grids.collect())
}

fn grid(file: &str, sheet: &Sheet, looks: Option<&SheetFaces>) -> Grid {
    let mut grid = Grid::empty(file, &sheet.name, Form::Sheet);
    let last = |of: fn(&CellRef) -> u32| sheet.cells.keys().map(of).max().unwrap_or(0);
    let (rows, cols) = (last(|at| at.row) as usize + 1, last(|at| at.col) as usize + 1);
    // A lone cell far away makes no grid of millions.
    const MOST: usize = 5_000_000;
    let rows = rows.min(MOST / cols.max(1));
    grid.rows = vec![vec![GridCell::default(); cols]; rows];
    for (at, cell) in &sheet.cells {
        let place = grid.rows.get_mut(at.row as usize).and_then(|row| row.get_mut(at.col as usize));
        if let Some(place) = place {
            let fill =
                looks.and_then(|looks| looks.cells.get(at)).and_then(|face| face.fill.clone());
            *place = GridCell { fill, ..read_cell(cell) };
        }
    }
    grid.merges = sheet.merges.iter().map(|area| format!("{}:{}", area.first, area.last)).collect();
    if sheet.visibility != Visibility::Visible {
        grid.hidden.push(sheet.name.to_string());
    }
    grid.hidden.extend(sheet.hidden_rows.iter().map(|row| format!("{0}:{0}", row + 1)));
    grid.hidden.extend(sheet.hidden_cols.iter().map(|col| {
        let letters: String = CellRef::new(0, *col).to_string();
        letters.trim_end_matches('1').to_owned()
    }));
    grid.objects = sheet
        .attached
        .iter()
        .map(|object| object.at.map(|at| at.to_string()).unwrap_or_default())
        .collect();
    grid
}

fn read_cell(cell: &Cell) -> GridCell {
    let (text, is_number) = match &cell.content {
        Content::Text(text) => (text.to_string(), false),
        Content::Number(number) => (number.normalize().to_string(), true),
        Content::Date { date, .. } if date.time() == jiff::civil::Time::midnight() => {
            (date.date().to_string(), false)
        }
        Content::Date { date, .. } => (date.to_string(), false),
        Content::Length { clock, .. } => (clock.clone(), false),
        Content::Bool(is_so) => (is_so.to_string(), false),
        Content::Error(text) | Content::Unrepresentable(text) | Content::OutsideCalendar(text) => {
            (text.clone(), false)
        }
        Content::NoResult => (String::new(), false),
    };
    GridCell {
        text,
        is_number,
        has_formula: cell.formula.is_some(),
        fill: None,
        is_struck: cell.pieces.is_some(),
    }
}
