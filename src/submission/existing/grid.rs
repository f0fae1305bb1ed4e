//! A sheet as a person sees it: merged cells are one cell, texts are found by what they say.

use std::collections::BTreeMap;

use crate::schema::Go;
use crate::submission::cell::{is_filled, raw_text};
use crate::terms::{Area, CellRef, grouped};
use crate::workbook::{Cell, Content, Sheet};

/// Merged areas of more rows than this are kept apart: listing them row by row would fill the memory.
const TALL: u32 = 64;

/// A rectangle in which something is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scope {
    pub(crate) area: Area,
}

impl Scope {
    /// The whole sheet.
    pub(crate) const ALL: Scope = Scope {
        area: Area::new(CellRef::new(0, 0), CellRef::new(CellRef::LAST_ROW, CellRef::LAST_COL)),
    };

    /// The rows from `first` to `last`.
    pub(crate) fn rows(first: u32, last: u32) -> Scope {
        let area = Area::new(CellRef::new(first, 0), CellRef::new(last, CellRef::LAST_COL));
        Scope { area }
    }
}

/// A sheet with its merged areas and texts looked up.
pub(crate) struct Grid<'s> {
    pub(crate) sheet: &'s Sheet,
    merges: BTreeMap<u32, Vec<Area>>,
    tall: Vec<Area>,
    texts: BTreeMap<&'s str, Vec<CellRef>>,
}

impl<'s> Grid<'s> {
    pub(crate) fn new(sheet: &'s Sheet) -> Grid<'s> {
        let mut merges: BTreeMap<u32, Vec<Area>> = BTreeMap::new();
        let mut tall = Vec::new();
        for area in &sheet.merges {
            if area.last.row - area.first.row >= TALL {
                tall.push(*area);
                continue;
            }
            for row in area.first.row..=area.last.row {
                merges.entry(row).or_default().push(*area);
            }
        }
        let mut texts = grouped(sheet.cells.iter().filter_map(|(at, cell)| match &cell.content {
            Content::Text(text) => Some((text.key(), *at)),
            _ => None,
        }));
        texts.remove("");
        Grid { sheet, merges, tall, texts }
    }

    /// The merged cells that `cell` is part of, or itself.
    pub(crate) fn area_at(&self, cell: CellRef) -> Area {
        let in_row = self.merges.get(&cell.row).into_iter().flatten();
        let merge = in_row.chain(&self.tall).find(|area| area.contains(cell));
        merge.copied().unwrap_or(Area::cell(cell))
    }

    /// The cell next to `area` in a direction, past hidden rows and columns; `None` at the edge of the sheet.
    pub(crate) fn step(&self, area: Area, go: Go) -> Option<Area> {
        let mut at = area.first;
        loop {
            at = match go {
                Go::Right => CellRef::new(area.first.row, at.col.max(area.last.col) + 1),
                Go::Below => CellRef::new(at.row.max(area.last.row) + 1, area.first.col),
                Go::Left => CellRef::new(area.first.row, at.col.checked_sub(1)?),
                Go::Above => CellRef::new(at.row.checked_sub(1)?, area.first.col),
            };
            if at.row > CellRef::LAST_ROW || at.col > CellRef::LAST_COL {
                return None;
            }
            let is_hidden = match go {
                Go::Right | Go::Left => self.sheet.hidden_cols.contains(&at.col),
                Go::Below | Go::Above => self.sheet.hidden_rows.contains(&at.row),
            };
            if !is_hidden {
                return Some(self.area_at(at));
            }
        }
    }

    /// The cells in `scope` that say one of `keys`, in reading order.
    pub(crate) fn find(&self, keys: &[String], scope: Scope) -> Vec<Area> {
        let places = keys.iter().filter_map(|key| self.texts.get(key.as_str())).flatten();
        let mut found: Vec<CellRef> =
            places.filter(|place| scope.area.contains(**place)).copied().collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|cell| self.area_at(cell)).collect()
    }

    /// What the first cell of an area holds.
    pub(crate) fn cell(&self, area: Area) -> Option<&'s Cell> {
        self.sheet.cells.get(&area.first)
    }

    /// Its text; empty if it holds nothing.
    pub(crate) fn text(&self, area: Area) -> String {
        self.cell(area).map(raw_text).unwrap_or_default()
    }

    pub(crate) fn is_filled(&self, area: Area) -> bool {
        self.cell(area).is_some_and(is_filled)
    }

    /// The last row that holds anything.
    pub(crate) fn last_row(&self) -> u32 {
        self.sheet.cells.keys().next_back().map_or(0, |cell| cell.row)
    }

    /// The filled cells inside an area.
    pub(crate) fn filled_in(&self, area: Area) -> impl Iterator<Item = CellRef> {
        let rows = self.sheet.cells.range(area.first..=area.last);
        rows.filter(move |(at, cell)| area.contains(**at) && is_filled(cell)).map(|(at, _)| *at)
    }
}
