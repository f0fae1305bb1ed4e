//! Columns of the 明細 sheets behind those of the table: the cell of every value that has one of its own, and what is
//! written where a value does not say it.
//!
//! The addresses are links; the values are not. A text that is a link is one long line in LibreOffice, and a click into
//! a list that is filtered and copied from would open somebody's form.

use super::columns::head;
use crate::facts::{
    ActivityFact, AnswerFact, AssessmentFact, EffectFact, Fact, IndicatorFact, ValuePlace,
};
use crate::report::request::ReportRequest;
use crate::sheet::Cell;
use crate::terms::{Round, Source};

/// Column with what is written in cells whose value does not say it.
const OTHERWISE: &str = "written_otherwise";

/// A sheet of the records of a table, and its columns that the table does not have.
pub(super) struct Layout<F> {
    pub(super) name: &'static str,
    /// What it shows, for the contents.
    pub(super) says: &'static str,
    /// The value that the table's own place is of, in a word.
    main: &'static str,
    /// The text of that value as written, where the table lacks it.
    raw: Option<fn(&F) -> &str>,
    /// Columns of places that stand before the others, which stand in the order of their values.
    first: &'static [&'static str],
    /// Whether a value may be a word that was taken for another.
    pub(super) has_otherwise: bool,
}

pub(super) const ASSESSMENTS: Layout<AssessmentFact> = Layout {
    name: "明細_評価",
    says: "回次ごとの評価と文章の全件、未提出を含む",
    main: "区分",
    raw: None,
    first: &[],
    has_otherwise: true,
};

pub(super) const INDICATORS: Layout<IndicatorFact> = Layout {
    name: "明細_指標",
    says: "回次ごとの指標の値の全件",
    main: "値",
    raw: None,
    first: &[],
    has_otherwise: false,
};

pub(super) const ACTIVITIES: Layout<ActivityFact> = Layout {
    name: "明細_取組",
    says: "回次ごとの取組項目の全件",
    main: "状態",
    raw: Some(|row| &row.raw),
    first: &["rating_cell", "result_cell"],
    has_otherwise: true,
};

pub(super) const EFFECTS: Layout<EffectFact> = Layout {
    name: "明細_財政効果",
    says: "回次ごとの財政効果の全行",
    main: "実績額",
    raw: None,
    first: &["planned_cell"],
    has_otherwise: true,
};

pub(super) const ANSWERS: Layout<AnswerFact> = Layout {
    name: "明細_回答",
    says: "様式に加えられた欄への回答の全件",
    main: "回答",
    raw: None,
    first: &[],
    has_otherwise: false,
};

impl<F: Fact> Layout<F> {
    /// The columns, from the left.
    pub(super) fn columns(&self) -> impl Iterator<Item = &'static str> {
        let raw = self.raw.map(|_| "raw");
        let otherwise = self.has_otherwise.then_some(OTHERWISE);
        raw.into_iter().chain(self.places().map(|(name, _)| name)).chain(otherwise)
    }

    /// Name and heading of the columns of places. Values of which a program has one share a column.
    fn places(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let mut places: Vec<_> = F::columns().filter_map(|column| column.place).collect();
        places.dedup();
        let rank = |name| self.first.iter().position(|first| *first == name);
        places.sort_by_key(|(name, _)| rank(*name).unwrap_or(self.first.len()));
        places.into_iter()
    }

    /// Heading and width of a column of the sheet, if it is one that says where something stands.
    pub(super) fn head(&self, column: &str) -> Option<(String, u32)> {
        let main = self.main;
        match column {
            "cell" => Some((format!("出典:\n{main}"), 54)),
            "raw" => Some((format!("出典: {main}に\n書かれていたもの"), 130)),
            OTHERWISE => Some(("出典: 値と違う\n書き方の欄".to_owned(), 120)),
            _ => {
                let (_, head) = self.places().find(|(name, _)| *name == column)?;
                Some((head.to_owned(), 54))
            }
        }
    }

    /// The cells behind the columns of the table, for a record of `round` read at `main`, with this text as written.
    pub(super) fn cells(&self, request: &ReportRequest<'_>, fact: &F) -> Vec<Cell> {
        let places = fact.places();
        let (_, round, main) = fact.origin();
        let mut cells = Vec::new();
        cells.extend(self.raw.map(|raw| Cell::text(raw(fact))));
        cells.extend(self.places().map(|own| {
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
