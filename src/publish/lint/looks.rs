//! What only workbooks have: L1-10 to L1-13, L2-06.

use std::collections::BTreeSet;

use super::grid::{Grid, address};
use super::report::Breach;

/// What is wrong with the looks of a sheet.
pub(super) fn breaches(grid: &Grid) -> Vec<Breach> {
    let of = |rule: &'static str, places: &[String]| {
        let places: Vec<String> = places.to_vec();
        places.into_iter().map(move |place| Breach::at(rule, grid, &place, ""))
    };
    let mut all: Vec<Breach> = of("L1-10", &grid.objects).collect();
    all.extend(of("L1-12", &grid.merges));
    all.extend(of("L1-13", &grid.hidden));
    all.extend(colours(grid));
    let formulas = grid.rows.iter().enumerate().flat_map(|(row, cells)| {
        let formulas = cells.iter().enumerate().filter(|(_, cell)| cell.has_formula);
        formulas.map(move |(col, cell)| (row + 1, col, cell))
    });
    all.extend(
        formulas.map(|(row, col, cell)| Breach::at("L2-06", grid, &address(row, col), &cell.text)),
    );
    all
}

/// Cells of one column in several colours, and letters that are struck out. Stripes of whole rows are no meaning.
fn colours(grid: &Grid) -> Vec<Breach> {
    let mut all = Vec::new();
    for (row, col, cell) in grid.cells() {
        if row > 1 && cell.is_struck {
            all.push(Breach::at("L1-11", grid, &address(row, col), &cell.text));
        }
    }
    for (row, cells) in grid.records() {
        let fills: BTreeSet<Option<&str>> = cells
            .iter()
            .filter(|cell| !cell.text.is_empty())
            .map(|cell| cell.fill.as_deref())
            .collect();
        let is_odd = fills.len() > 1;
        let coloured = cells.iter().enumerate().find(|(col, cell)| {
            let above = grid.column(*col).filter(|(_, other)| other.fill != cell.fill);
            cell.fill.is_some() && above.take(1).count() > 0
        });
        if let (true, Some((col, cell))) = (is_odd, coloured) {
            all.push(Breach::at("L1-11", grid, &address(row, col), &cell.text));
        }
    }
    all
}
