//! Columns of the 明細 sheets behind those of the table: the cell of every value that has one of its own, and what is
//! written where a value does not say it.
//!
//! The addresses are links; the values are not. A text that is a link is one long line in LibreOffice, and a click into
//! a list that is filtered and copied from would open somebody's form.

use super::columns::head;
use crate::facts::{Fact, ValuePlace};
use crate::report::request::ReportRequest;
use crate::sheet::Cell;
use crate::terms::{Round, Source};

/// Column with what is written in cells whose value does not say it.
const OTHERWISE: &str = "written_otherwise";

/// The columns of a sheet that its table does not have.
pub(super) struct Layout {
    /// The value that the table's own place is of, in a word.
    pub(super) main: &'static str,
    /// Whether the table lacks the text of that value as written.
    pub(super) lacks_raw: bool,
    /// Columns of places that stand before the others, which stand in the order of their values.
    first: &'static [&'static str],
    /// Whether a value may be a word that was taken for another.
    has_otherwise: bool,
}

/// 明細_評価.
pub(super) const ASSESSMENTS: Layout =
    Layout { main: "区分", lacks_raw: false, first: &[], has_otherwise: true };

/// 明細_指標.
pub(super) const INDICATORS: Layout =
    Layout { main: "値", lacks_raw: false, first: &[], has_otherwise: false };

/// 明細_取組.
pub(super) const ACTIVITIES: Layout = Layout {
    main: "状態",
    lacks_raw: true,
    first: &["rating_cell", "result_cell"],
    has_otherwise: true,
};

/// 明細_財政効果.
pub(super) const EFFECTS: Layout =
    Layout { main: "実績額", lacks_raw: false, first: &["planned_cell"], has_otherwise: true };

/// 明細_回答.
pub(super) const ANSWERS: Layout =
    Layout { main: "回答", lacks_raw: false, first: &[], has_otherwise: false };

impl Layout {
    /// The columns, from the left.
    pub(super) fn columns<F: Fact>(&self) -> impl Iterator<Item = &'static str> {
        let raw = self.lacks_raw.then_some("raw");
        let otherwise = self.has_otherwise.then_some(OTHERWISE);
        raw.into_iter().chain(self.places::<F>().map(|(name, _)| name)).chain(otherwise)
    }

    /// Name and heading of the columns of places. Values of which a program has one share a column.
    fn places<F: Fact>(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let mut places: Vec<_> = F::columns().filter_map(|column| column.place).collect();
        places.dedup();
        let rank = |name| self.first.iter().position(|first| *first == name);
        places.sort_by_key(|(name, _)| rank(*name).unwrap_or(self.first.len()));
        places.into_iter()
    }

    /// Heading and width of a column of the sheet, if it is one that says where something stands.
    pub(super) fn head<F: Fact>(&self, column: &str) -> Option<(String, u32)> {
        let main = self.main;
        match column {
            "cell" => Some((format!("出典:\n{main}"), 54)),
            "raw" => Some((format!("出典: {main}に\n書かれていたもの"), 130)),
            OTHERWISE => Some(("出典: 値と違う\n書き方の欄".to_owned(), 120)),
            _ => {
                let (_, head) = self.places::<F>().find(|(name, _)| *name == column)?;
                Some((head.to_owned(), 54))
            }
        }
    }

    /// Whether the sheet says what is written where a value does not say it.
    pub(super) fn has_otherwise(&self) -> bool {
        self.has_otherwise
    }

    /// The cells behind the columns of the table, for a record of `round` read at `main`, with this text as written.
    pub(super) fn cells<F: Fact>(
        &self,
        request: &ReportRequest<'_>,
        round: Round,
        main: &Source,
        raw: &str,
        fact: &F,
    ) -> Vec<Cell> {
        let places = fact.places();
        let mut cells = Vec::new();
        if self.lacks_raw {
            cells.push(Cell::text(raw));
        }
        cells.extend(self.places::<F>().map(|own| {
            let mut values = F::columns().filter(|column| column.place == Some(own));
            let place =
                values.find_map(|value| places.iter().find(|place| place.column == value.name));
            place.map_or_else(Cell::empty, |place| address(request, round, main, &place.source))
        }));
        if self.has_otherwise {
            cells.push(Cell::text(otherwise::<F>(request, places)));
        }
        cells
    }
}

/// The address of a cell, which opens it; with its sheet where that is not the record's.
fn address(request: &ReportRequest<'_>, round: Round, main: &Source, source: &Source) -> Cell {
    let text = if source.sheet == main.sheet {
        source.cell.to_string()
    } else {
        format!("{}!{}", source.sheet, source.cell)
    };
    Cell::centre(text).link(request.source_link(round, source))
}

/// What is written where a value does not say it, a line each: `性質: 複数年`.
fn otherwise<F: Fact>(request: &ReportRequest<'_>, places: &[ValuePlace]) -> String {
    let lines = places.iter().filter_map(|place| {
        let written = place.written_otherwise.as_ref()?;
        let name = head::<F>(request.plan, place.column).0.replace('\n', "");
        Some(format!("{name}: {written}"))
    });
    lines.collect::<Vec<_>>().join("\n")
}
