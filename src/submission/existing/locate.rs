//! Finding one cell by the label beside it, or by its address.

use super::grid::{Grid, Scope};
use crate::form::FormContext;
use crate::notation::comparison_key;
use crate::schema::{Field, Go, Locator, SheetSpec};
use crate::submission::model::LocatedBy;
use crate::terms::{Area, CellRef};

/// A cell that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) area: Area,
    pub(super) by: LocatedBy,
}

/// Why a cell was not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Miss {
    /// Its label is not there, or nothing stands where the form says.
    Gone,
    /// Its label, or the heading above it, stands at several places.
    Twice(Vec<CellRef>),
}

/// The texts of a form as comparison keys.
pub(in crate::submission) struct Words {
    /// Headings that a field or table is `under`: each ends the part of the sheet that the one before it heads.
    headings: Vec<String>,
    /// The round's year as labels write it.
    years: Vec<String>,
}

impl Words {
    pub(in crate::submission) fn of(context: &FormContext<'_>, spec: &SheetSpec) -> Words {
        let tables = spec.blocks.iter().filter_map(|block| block.table.as_ref());
        let of_tables =
            tables.filter_map(|table| table.find.as_ref()).filter_map(|find| find.under.as_ref());
        let fields = spec.blocks.iter().flat_map(|block| &block.fields);
        let of_fields =
            fields.filter_map(|field| field.find.as_ref()).filter_map(|find| find.under.as_ref());
        let year = context.round.year;
        Words {
            headings: of_tables
                .chain(of_fields)
                .map(|text| comparison_key(text).into_owned())
                .collect(),
            years: vec![year.short(), year.label(), year.to_string(), format!("{year}年度")],
        }
    }

    /// The keys under which a printed text is looked for: `{year}` is written in several ways.
    pub(super) fn keys(&self, text: &str) -> Vec<String> {
        if !text.contains("{year}") {
            return vec![comparison_key(text).into_owned()];
        }
        let written = self.years.iter().map(|year| text.replace("{year}", year));
        written.map(|text| comparison_key(&text).into_owned()).collect()
    }

    /// The keys of a locator's label and its aliases.
    pub(super) fn label_keys(&self, locator: &Locator, own: &str) -> Vec<String> {
        let label = locator.label.as_deref().unwrap_or(own);
        let texts = std::iter::once(label).chain(locator.aliases.iter().map(String::as_str));
        texts.flat_map(|text| self.keys(text)).filter(|key| !key.is_empty()).collect()
    }

    /// The same for a field, by its own label if it says nothing else.
    pub(super) fn field_keys(&self, field: &Field) -> Vec<String> {
        let own = field.label.trim_end_matches('▼');
        match &field.find {
            Some(locator) => self.label_keys(locator, own),
            None => self.label_keys(&Locator::default(), own),
        }
    }

    /// Whether a row holds a heading: a table ends there.
    pub(super) fn heads(&self, grid: &Grid<'_>, scope: Scope, row: u32) -> bool {
        let row = Area::new(
            CellRef::new(row, scope.area.first.col),
            CellRef::new(row, scope.area.last.col),
        );
        !grid.find(&self.headings, Scope { area: row }).is_empty()
    }

    /// The part of `scope` that a heading heads: down to the next heading below it, and beside the headings that
    /// stand next to it.
    pub(super) fn under(
        &self,
        grid: &Grid<'_>,
        scope: Scope,
        heading: &str,
    ) -> Result<Scope, Miss> {
        let own = only(grid.find(&self.keys(heading), scope), None)?;
        let others = grid.find(&self.headings, scope);
        let others = || others.iter().filter(|other| **other != own);
        let beside =
            |other: &&Area| other.first.row <= own.last.row && own.first.row <= other.last.row;
        let left = others().filter(beside).any(|other| other.first.col < own.first.col);
        let right = others().filter(beside).filter(|other| other.first.col > own.last.col);
        let first_col = if left { own.first.col } else { scope.area.first.col };
        let last_col = right.map(|other| other.first.col - 1).min();
        let last_col = last_col.unwrap_or(scope.area.last.col);
        let overlaps = |other: &&Area| other.first.col <= last_col && first_col <= other.last.col;
        let below = others().filter(|other| other.first.row > own.last.row).filter(overlaps);
        let last_row = below.map(|other| other.first.row - 1).min();
        Ok(Scope {
            area: Area::new(
                CellRef::new(own.last.row + 1, first_col),
                CellRef::new(last_row.unwrap_or(scope.area.last.row), last_col),
            ),
        })
    }
}

/// The only one of `found`, or the `nth`, counted from 1.
pub(super) fn only(found: Vec<Area>, nth: Option<u16>) -> Result<Area, Miss> {
    match (nth, found.as_slice()) {
        (Some(nth), _) => {
            let index = usize::from(nth).checked_sub(1);
            index.and_then(|index| found.get(index)).copied().ok_or(Miss::Gone)
        }
        (None, [one]) => Ok(*one),
        (None, []) => Err(Miss::Gone),
        (None, _) => Err(Miss::Twice(found.iter().map(|area| area.first).collect())),
    }
}

/// Finds the cell that a locator speaks of; `own` is the label of its field.
pub(super) fn locate(
    grid: &Grid<'_>,
    scope: Scope,
    words: &Words,
    locator: &Locator,
    own: &str,
) -> Result<Found, Miss> {
    if let Some(address) = locator.cell {
        return Ok(Found { area: grid.area_at(address.0), by: LocatedBy::Address });
    }
    let scope = match &locator.under {
        Some(heading) => words.under(grid, scope, heading)?,
        None => scope,
    };
    let label = only(grid.find(&words.label_keys(locator, own), scope), locator.nth)?;
    let (go, steps) = (locator.go.unwrap_or(Go::Right), locator.offset.unwrap_or(1));
    let mut area = label;
    for _ in 0..steps {
        area = grid.step(area, go).ok_or(Miss::Gone)?;
    }
    Ok(Found { area, by: LocatedBy::Beside { label: label.first, go, steps } })
}
