//! Cutting a sheet into parts, one for each program: the sheet itself, its sections, or the rows of a list.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::columns::head;
use super::grid::{Grid, Scope};
use super::locate::{Words, locate};
use super::page::{self, List, list_columns};
use crate::form::FormContext;
use crate::schema::{Each, Locator, SheetFind, SheetSpec};
use crate::terms::CellRef;

/// The parts of a sheet.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) parts: Vec<Part>,
    /// Cells that say which program, division and year a part is about.
    pub(super) printed: BTreeSet<CellRef>,
}

/// The part of one program.
pub(super) struct Part {
    /// Its first row, which tells it from the others of the sheet.
    pub(super) first_row: u32,
    /// Where its program is named.
    pub(super) place: CellRef,
    pub(super) claimed: Claimed,
    /// What it says of the division.
    pub(super) division: Option<Arc<str>>,
    /// What it says of the fiscal year.
    pub(super) round: Option<Arc<str>>,
    extent: Extent,
}

/// What names the program of a part.
pub(super) enum Claimed {
    Text(String),
    /// Nothing was found where the form says.
    Missed,
}

impl Claimed {
    pub(super) fn text(&self) -> &str {
        match self {
            Claimed::Text(text) => text,
            Claimed::Missed => "",
        }
    }
}

enum Extent {
    Scope(Scope),
    Row(std::rc::Rc<List>),
}

impl Part {
    /// The part as the search for fields takes it.
    pub(super) fn kind(&self) -> page::Part<'_> {
        match &self.extent {
            Extent::Scope(scope) => page::Part::Scope(*scope),
            Extent::Row(list) => page::Part::Row { row: self.first_row, list },
        }
    }
}

/// Cuts a sheet into parts; `by_name` is what the sheet's name says of the program.
pub(super) fn parts(
    context: &FormContext<'_>,
    grid: &Grid<'_>,
    words: &Words,
    spec: &SheetSpec,
    find: &SheetFind,
    by_name: &str,
) -> Parts {
    let mut cutter = Cutter { grid, words, find, found: Parts::default() };
    match find.each {
        Each::Sheet => cutter.one(Scope::ALL, by_name),
        Each::Section => cutter.sections(by_name),
        Each::Row => cutter.rows(context, spec),
    }
    cutter.found
}

struct Cutter<'c> {
    grid: &'c Grid<'c>,
    words: &'c Words,
    find: &'c SheetFind,
    found: Parts,
}

impl Cutter<'_> {
    /// The text of a cell that speaks of the part as a whole.
    fn stated(&mut self, scope: Scope, locator: Option<&Locator>) -> Option<(CellRef, String)> {
        let found = locate(self.grid, scope, self.words, locator?, "").ok()?;
        self.found.printed.insert(found.area.first);
        Some((found.area.first, self.grid.text(found.area)))
    }

    /// The same, or above all parts if the part itself does not say it.
    fn stated_here_or_above(
        &mut self,
        scope: Scope,
        locator: Option<&Locator>,
    ) -> Option<Arc<str>> {
        let here = self.stated(scope, locator);
        here.or_else(|| self.stated(Scope::ALL, locator)).map(|(_, text)| text.into())
    }

    fn one(&mut self, scope: Scope, by_name: &str) {
        let find = self.find;
        let first = CellRef::new(scope.area.first.row, 0);
        let named = match &find.program {
            Some(locator) => self.stated(scope, Some(locator)),
            None => Some((first, by_name.to_owned())),
        };
        let (place, claimed) = match named {
            Some((place, text)) => (place, Claimed::Text(text)),
            None => (first, Claimed::Missed),
        };
        let division = self.stated_here_or_above(scope, find.division.as_ref());
        let round = self.stated_here_or_above(scope, find.round.as_ref());
        let (first_row, extent) = (scope.area.first.row, Extent::Scope(scope));
        self.found.parts.push(Part { first_row, place, claimed, division, round, extent });
    }

    /// A section begins at its own text, or at the label of its program.
    fn sections(&mut self, by_name: &str) {
        let find = self.find;
        let keys = match (&find.start, &find.program) {
            (Some(start), _) => self.words.keys(start),
            (None, Some(program)) => self.words.label_keys(program, ""),
            // `schema` refuses sections without a program.
            (None, None) => return,
        };
        let starts = self.grid.find(&keys, Scope::ALL);
        let rows: BTreeSet<u32> = starts.iter().map(|area| area.first.row).collect();
        for row in &rows {
            let next = rows.range(row + 1..).next();
            let last = next.map_or(CellRef::LAST_ROW, |next| next - 1);
            // What stands above the first section (a title) is searched with it.
            let first = if rows.first() == Some(row) { 0 } else { *row };
            self.one(Scope::rows(first, last), by_name);
        }
    }

    fn rows(&mut self, context: &FormContext<'_>, spec: &SheetSpec) {
        let wanted = list_columns(context, self.words, spec);
        let head = head(self.grid, Scope::ALL, self.words, &wanted);
        let (division, round) = (self.find.division.as_ref(), self.find.round.as_ref());
        let division: Option<Arc<str>> =
            self.stated(Scope::ALL, division).map(|(_, text)| text.into());
        let round: Option<Arc<str>> = self.stated(Scope::ALL, round).map(|(_, text)| text.into());
        let missed = |place: CellRef| Part {
            first_row: place.row,
            place,
            claimed: Claimed::Missed,
            division: None,
            round: None,
            extent: Extent::Scope(Scope::ALL),
        };
        let Ok(head) = head else {
            self.found.parts.push(missed(CellRef::new(0, 0)));
            return;
        };
        let Some(Ok(numbers)) = head.columns.first() else {
            self.found.parts.push(missed(CellRef::new(head.below, 0)));
            return;
        };
        let (numbers, below) = (*numbers, head.below);
        let heads = head.columns.iter().flatten();
        let last_col = heads.map(|area| area.last.col).max().unwrap_or(numbers.last.col);
        let list = std::rc::Rc::new(List { head });
        let end = self.find.end.as_ref().map(|end| self.words.keys(end));
        let mut row = below;
        while row <= self.grid.last_row() {
            let span = crate::terms::Area::new(CellRef::new(row, 0), CellRef::new(row, last_col));
            if end.as_ref().is_some_and(|end| !self.grid.find(end, Scope { area: span }).is_empty())
            {
                self.found.printed.extend(self.grid.filled_in(span));
                return;
            }
            let cell = self.grid.area_at(CellRef::new(row, numbers.first.col));
            let first_row = row;
            row = cell.last.row.max(row) + 1;
            if !self.grid.is_filled(cell) {
                continue;
            }
            self.found.printed.insert(cell.first);
            self.found.parts.push(Part {
                first_row,
                place: cell.first,
                claimed: Claimed::Text(self.grid.text(cell)),
                division: division.clone(),
                round: round.clone(),
                extent: Extent::Row(list.clone()),
            });
        }
    }
}
