//! What goes with the tables: L1-03 for sheets, L3-02, L3-06 to L3-08.

use std::collections::BTreeMap;

use super::grid::{Grid, address};
use super::known::{Known, describes};
use super::report::Breach;

/// What the folder lacks.
pub(super) fn breaches(grids: &[Grid], known: &Known) -> Vec<Breach> {
    let mut all = Vec::new();
    for grid in grids.iter().filter(|grid| !describes(grid.table()) && !grid.rows.is_empty()) {
        all.extend(codes(grid, known));
        all.extend(areas(grid));
    }
    all.extend(series(grids));
    all.extend(beside(grids, known));
    all
}

fn headers(grid: &Grid) -> Vec<&str> {
    grid.header().iter().map(|cell| cell.text.trim()).collect()
}

/// Columns of codes without a table of them.
fn codes(grid: &Grid, known: &Known) -> Option<Breach> {
    if known.has_codes {
        return None;
    }
    let is_code = |name: &str| {
        let name = name.to_lowercase();
        let area = ["団体", "市区町村", "地方公共", "area", "都道府県"];
        ["コード", "区分", "code", "kind", "status"].iter().any(|word| name.contains(word))
            && !area.iter().any(|word| name.contains(word))
    };
    let (col, name) = headers(grid).into_iter().enumerate().find(|(_, name)| is_code(name))?;
    let is_listed = known.column(grid, name).is_some_and(|known| known.has_codes);
    (!is_listed).then(|| Breach::at("L3-02", grid, &address(1, col), name))
}

/// Words in headers of areas.
const AREAS: [&str; 13] = [
    "地方公共団体",
    "市区町村",
    "都道府県",
    "自治体",
    "団体コード",
    "団体名",
    "地域",
    "地区",
    "町丁",
    "area",
    "municipality",
    "prefecture",
    "city_code",
];

/// A column that says of which area the rows are, with its code or its official name.
fn areas(grid: &Grid) -> Vec<Breach> {
    let of_area = headers(grid).into_iter().enumerate().filter(|(_, name)| {
        let name = name.to_lowercase();
        AREAS.iter().any(|word| name.contains(word))
    });
    let of_area: Vec<(usize, &str)> = of_area.collect();
    if of_area.is_empty() {
        return vec![Breach::at("L3-06", grid, "", "")];
    }
    let is_official = |text: &str| {
        let is_code =
            [5, 6].contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_name = text.ends_with([
            '都', '道', '府', '県', '市', '区', '町', '村', '丁', '目', '字', '計', '国',
        ]);
        is_code || is_name || text.contains(['地', '郡', '組', '連', '合'])
    };
    let mut all = Vec::new();
    for (col, _) in of_area {
        let odd = grid.column(col).find(|(_, cell)| !is_official(cell.text.trim()));
        if let Some((row, cell)) = odd {
            all.push(Breach::at("L3-06", grid, &address(row, col), &cell.text));
        }
    }
    all
}

/// Tables whose names differ in digits only are one series: they have the same headers. Sheets of one workbook that have
/// the same headers are one table.
fn series(grids: &[Grid]) -> Vec<Breach> {
    let mut all = Vec::new();
    let mut by_name: BTreeMap<String, &Grid> = BTreeMap::new();
    let mut by_header: BTreeMap<(&str, Vec<&str>), &Grid> = BTreeMap::new();
    for grid in grids.iter().filter(|grid| !grid.rows.is_empty()) {
        let own = headers(grid);
        let place = format!("{} {}", grid.file, grid.sheet);
        let stem: String = place.chars().filter(|c| !c.is_ascii_digit()).collect();
        if stem.len() != place.len() {
            match by_name.get(&stem) {
                Some(first) if headers(first) != own => {
                    all.push(Breach::at("L3-07", grid, &address(1, 0), first.table()));
                }
                Some(_) => {}
                None => {
                    by_name.insert(stem, grid);
                }
            }
        }
        if !grid.sheet.is_empty() && own.len() > 1 {
            match by_header.get(&(grid.file.as_str(), own.clone())) {
                Some(first) => all.push(Breach::at("L1-03", grid, "", first.table())),
                None => {
                    by_header.insert((&grid.file, own), grid);
                }
            }
        }
    }
    all
}

/// Definitions, history, encoding, and names of columns that machines can use.
fn beside(grids: &[Grid], known: &Known) -> Vec<Breach> {
    if grids.is_empty() {
        return Vec::new();
    }
    let mut all = Vec::new();
    let lacks = [
        (known.has_dictionary, "dictionary"),
        (known.has_history, "history"),
        (known.has_encoding, "encoding"),
    ];
    all.extend(
        lacks
            .into_iter()
            .filter(|(has, _)| !has)
            .map(|(_, what)| Breach::of("L3-08", "", "", what)),
    );
    for grid in grids {
        let odd = headers(grid).into_iter().enumerate().find(|(_, name)| !name.is_ascii());
        if let Some((col, name)) = odd
            && !known.has_dictionary
        {
            all.push(Breach::at("L3-08", grid, &address(1, col), name));
        }
    }
    all
}
