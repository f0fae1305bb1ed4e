//! Columns of the 明細 sheets behind those of the table: the cell of every value that has one of its own, and what is
//! written where a value does not say it.
//!
//! The addresses are links; the values are not. A text that is a link is one long line in LibreOffice, and a click into
//! a list that is filtered and copied from would open somebody's form.

use super::columns::head;
use crate::facts::{Fact, ValuePlace};
use crate::report::request::ReportRequest;
use crate::sheet::link::Link;
use crate::sheet::table::Cell;
use crate::terms::{Round, Source};

/// Column with what is written in cells whose value does not say it.
const OTHERWISE: &str = "written_otherwise";

/// The columns of a sheet that its table does not have.
pub(super) struct Layout {
    /// The value that the table's own place is of, in a word.
    pub(super) main: &'static str,
    /// Whether the table lacks the text of that value as written.
    pub(super) lacks_raw: bool,
    places: &'static [PlaceColumn],
    /// Whether a value may be a word that was taken for another.
    has_otherwise: bool,
}

/// The column of a place, and the values that it is of; of several, a program has one.
struct PlaceColumn {
    id: &'static str,
    values: &'static [&'static str],
    head: &'static str,
}

const fn of(id: &'static str, values: &'static [&'static str], head: &'static str) -> PlaceColumn {
    PlaceColumn { id, values, head }
}

/// 明細_評価.
pub(super) const ASSESSMENTS: Layout = Layout {
    main: "区分",
    lacks_raw: false,
    places: &[
        of("not_rated_reason_cell", &["not_rated_reason"], "出典:\n評価し\nない理由"),
        of("achievement_cell", &["achievement"], "出典:\n成果・\n状況"),
        of("issues_cell", &["issues"], "出典:\n課題"),
        of("next_cell", &["next"], "出典:\n次年度"),
        of("review_cell", &["review_direction", "review_verdict"], "出典:\n方向性・\n結論"),
        of("review_reason_cell", &["review_reason"], "出典:\n見直し\nの理由"),
    ],
    has_otherwise: true,
};

/// 明細_指標.
pub(super) const INDICATORS: Layout = Layout {
    main: "値",
    lacks_raw: false,
    places: &[of("note_cell", &["note"], "出典:\n備考")],
    has_otherwise: false,
};

/// 明細_取組.
pub(super) const ACTIVITIES: Layout = Layout {
    main: "状態",
    lacks_raw: true,
    places: &[
        of("rating_cell", &["rating"], "出典:\n区分"),
        of("result_cell", &["result"], "出典:\n実績"),
        of("name_cell", &["name"], "出典:\n追加の\n項目"),
    ],
    has_otherwise: true,
};

/// 明細_財政効果.
pub(super) const EFFECTS: Layout = Layout {
    main: "実績額",
    lacks_raw: false,
    places: &[
        of("planned_cell", &["planned_yen"], "出典:\n計画額"),
        of("kind_cell", &["kind"], "出典:\n区分"),
        of("nature_cell", &["nature"], "出典:\n性質"),
        of("basis_cell", &["basis"], "出典:\n根拠"),
        of("title_cell", &["title"], "出典:\n内容"),
        of("method_cell", &["method"], "出典:\n算定\n方法"),
    ],
    has_otherwise: true,
};

/// 明細_回答.
pub(super) const ANSWERS: Layout =
    Layout { main: "回答", lacks_raw: false, places: &[], has_otherwise: false };

impl Layout {
    /// The columns, from the left.
    pub(super) fn columns(&self) -> impl Iterator<Item = &'static str> {
        let raw = self.lacks_raw.then_some("raw");
        let otherwise = self.has_otherwise.then_some(OTHERWISE);
        raw.into_iter().chain(self.places.iter().map(|column| column.id)).chain(otherwise)
    }

    /// Heading and width of a column of the sheet, if it is one that says where something stands.
    pub(super) fn head(&self, column: &str) -> Option<(String, u32)> {
        let main = self.main;
        match column {
            "cell" => Some((format!("出典:\n{main}"), 54)),
            "raw" => Some((format!("出典: {main}に\n書かれていたもの"), 130)),
            OTHERWISE => Some(("出典: 値と違う\n書き方の欄".to_owned(), 120)),
            _ => {
                let own = self.places.iter().find(|own| own.id == column)?;
                Some((own.head.to_owned(), 54))
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
        cells.extend(self.places.iter().map(|own| {
            let mut known = places.iter();
            let place = known.find(|place| own.values.contains(&place.column));
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
    let link = request.inputs.and_then(|inputs| Link::to_source(inputs, round, source));
    let text = match source.sheet == main.sheet {
        true => source.cell.to_string(),
        false => format!("{}!{}", source.sheet, source.cell),
    };
    Cell::centre(text).link(link)
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
