//! The rules of machine readability (行政データにおける機械可読性に関するルール, 2026-03-31), for any folder of CSV and
//! workbooks.
//!
//! `rules.rs` is the table of the 30 rules with weight and remedy; `grid.rs` what a file or sheet is made of; `known.rs`
//! what descriptions in the folder say of it. One file per group of rules looks for what breaks them: `shape.rs` (tables
//! and headers), `cells.rs` (what one cell holds), `columns.rs` (what the cells of a column have in common), `looks.rs`
//! (what only workbooks have), `folder.rs` (what goes with the tables). A rule is told where a program can see that it is
//! broken; of some that is a part of what the rule says. This room knows nothing of plans and publications.

mod cells;
mod columns;
mod csv;
mod folder;
mod grid;
mod known;
mod looks;
mod report;
mod rules;
mod shape;
#[cfg(test)]
mod tests;
mod workbook;

pub use report::{Breach, LintReport};
#[cfg(test)]
use rules::RULES;

use grid::Grid;
use known::Known;

/// A file of the folder, by its path below it.
pub struct LintFile {
    /// Path with `/` between its parts.
    pub path: String,
    /// Contents.
    pub bytes: Vec<u8>,
}

/// Files that are no data and no paper in place of data: pages, descriptions, code.
const BESIDE: [&str; 14] = [
    "html", "htm", "css", "js", "json", "jsonld", "xml", "txt", "md", "svg", "ico", "woff2",
    "toml", "map",
];

/// Files whose tables a program cannot read with certainty.
const UNREADABLE: [&str; 16] = [
    "pdf", "doc", "docx", "ppt", "pptx", "xls", "xlsb", "jtd", "png", "jpg", "jpeg", "gif", "tif",
    "tiff", "rtf", "xdw",
];

/// Goes over the files.
pub fn lint(files: &[LintFile]) -> LintReport {
    let mut breaches: Vec<Breach> = Vec::new();
    let mut grids: Vec<Grid> = Vec::new();
    let mut looked = 0_usize;
    for file in files {
        let ending = file.path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        match ending.as_str() {
            "csv" => {
                looked += 1;
                grids.push(csv::read(file));
            }
            "xlsx" | "xlsm" | "ods" => {
                looked += 1;
                match workbook::read(file) {
                    Ok(sheets) => grids.extend(sheets),
                    Err(_) => breaches.push(Breach::of("L1-01", &file.path, "", &file.path)),
                }
            }
            ending if UNREADABLE.contains(&ending) => {
                breaches.push(Breach::of("L1-01", &file.path, "", &file.path));
            }
            ending if BESIDE.contains(&ending) => {}
            _ => breaches.push(Breach::of("L1-01", &file.path, "", &file.path)),
        }
    }
    let known = Known::of(files, &grids);
    for grid in &grids {
        breaches.extend(shape::breaches(grid));
        breaches.extend(cells::breaches(grid, &known));
        breaches.extend(columns::breaches(grid, &known));
        breaches.extend(looks::breaches(grid));
    }
    breaches.extend(folder::breaches(&grids, &known));
    LintReport::of(looked, breaches)
}
