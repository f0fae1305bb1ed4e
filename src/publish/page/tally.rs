//! The tally of ratings: one bar, its parts with their sum, and a row for each direction beside the round before.
//!
//! Whatever a program can be stands in a column of its own, so that every row adds up to its programs.

use askama::Template;

use super::mark::RatingMark;
use super::words;
use crate::analysis::{RatingFigures, RatingRow, RatingState};
use crate::publish::{Public, PublicProgram};
use crate::terms::{RatingCode, Round};

/// The tally.
#[derive(Debug, Template)]
#[template(path = "tally.html")]
pub(super) struct Tally {
    bar: Bar,
    parts: Vec<Part>,
    counter: String,
    total: u32,
    notes: Vec<String>,
    caption: String,
    direction_word: String,
    heads: Vec<Head>,
    rows: Vec<Row>,
}

/// All programs as one bar.
#[derive(Debug)]
struct Bar {
    title: String,
    text: String,
    parts: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    class: &'static str,
    pattern: &'static str,
    x: u32,
    width: u32,
}

#[derive(Debug)]
struct Part {
    class: &'static str,
    symbol: &'static str,
    word: String,
    count: u32,
    previous: Option<u32>,
}

#[derive(Debug)]
struct Head {
    code: String,
    word: String,
}

#[derive(Debug)]
struct Row {
    name: String,
    cells: Vec<Cell>,
    items: u32,
    is_total: bool,
}

#[derive(Debug)]
struct Cell {
    now: u32,
    before: Option<u32>,
}

/// Something that a program can be.
#[derive(Debug, Clone)]
enum Kind {
    Code(RatingCode),
    Reason(String),
    Unclear,
    NotSubmitted,
}

impl Kind {
    fn now(&self, row: &RatingRow) -> u32 {
        match self {
            Kind::Code(code) => row.count(code),
            Kind::Reason(reason) => row.not_rated.get(reason).copied().unwrap_or_default(),
            Kind::Unclear => row.unclear,
            Kind::NotSubmitted => row.not_submitted,
        }
    }
}

/// The width of the bar in its own units, and what is left free between its pieces.
const BAR: u32 = 1000;
const GAP: u32 = 3;

impl Tally {
    /// Of the round.
    pub(super) fn of(public: &Public, ratings: &RatingFigures) -> Tally {
        let counting = Counting { public, ratings };
        let kinds = counting.kinds();
        let about = &public.about;
        let total = &ratings.total;
        let parts: Vec<Part> = kinds.iter().map(|kind| counting.part(kind)).collect();
        let directions = ratings.directions.iter().map(|row| counting.row(row, &kinds, false));
        let rows = directions.chain([counting.row(total, &kinds, true)]).collect();
        let compared =
            counting.before().map(|round| format!("、かっこの中は前回の{}", words::end_of(round)));
        let notes = [public.sentences.movement.as_deref(), total.shares_note.as_deref()];
        let years = || super::years(public);
        Tally {
            bar: bar(total.items, &parts, &about.words.counter),
            counter: about.words.counter.clone(),
            total: total.items,
            notes: notes.into_iter().flatten().map(|note| words::western(note, years())).collect(),
            caption: format!(
                "{}ごとの進捗区分。数字は{}の数{}",
                about.words.direction,
                about.words.program,
                compared.unwrap_or_default()
            ),
            direction_word: about.words.direction.clone(),
            heads: kinds.iter().map(|kind| counting.head(kind)).collect(),
            parts,
            rows,
        }
    }
}

/// What is counted, and of what.
struct Counting<'a> {
    public: &'a Public,
    ratings: &'a RatingFigures,
}

impl Counting<'_> {
    /// The steps of the scale, and of the rest what occurs.
    fn kinds(&self) -> Vec<Kind> {
        let codes = self.ratings.codes.iter().cloned().map(Kind::Code);
        let rest = self.ratings.reasons.iter().cloned().map(Kind::Reason);
        let rest = rest.chain([Kind::Unclear, Kind::NotSubmitted]).filter(|kind| {
            let total = &self.ratings.total;
            kind.now(total) > 0 || self.previous(kind, total).is_some_and(|count| count > 0)
        });
        codes.chain(rest).collect()
    }

    /// The round that is compared with.
    fn before(&self) -> Option<Round> {
        let movement = self.ratings.movement.as_ref()?;
        movement.refused.is_none().then_some(movement.from)
    }

    fn previous(&self, kind: &Kind, row: &RatingRow) -> Option<u32> {
        if let Kind::Code(code) = kind {
            return row.codes.get(code)?.previous;
        }
        let before = self.before()?;
        let was = |program: &&PublicProgram| {
            let mut earlier = program.earlier.iter();
            let then = earlier.find(|(round, _)| *round == before).map(|(_, state)| state);
            match (kind, then) {
                (Kind::Reason(reason), Some(RatingState::NotRated(then))) => reason == then,
                (Kind::Unclear, Some(RatingState::Unclear))
                | (Kind::NotSubmitted, Some(RatingState::NotSubmitted)) => true,
                _ => false,
            }
        };
        let of_row = |program: &&PublicProgram| {
            row.direction_id.as_ref().is_none_or(|own| program.direction_id == *own)
        };
        Some(crate::terms::count(self.public.programs.iter().filter(of_row).filter(was).count()))
    }

    fn mark(&self, kind: &Kind) -> RatingMark {
        let scale = &self.public.about.scale;
        match kind {
            Kind::Code(code) => RatingMark::of(scale, &RatingState::Rated(code.clone())),
            Kind::Reason(reason) => RatingMark { word: reason.clone(), ..RatingMark::reason("") },
            Kind::Unclear => RatingMark::unclear(),
            Kind::NotSubmitted => RatingMark::not_submitted(),
        }
    }

    fn part(&self, kind: &Kind) -> Part {
        let mark = self.mark(kind);
        let total = &self.ratings.total;
        Part {
            class: mark.class,
            symbol: mark.symbol,
            word: mark.text(),
            count: kind.now(total),
            previous: self.previous(kind, total),
        }
    }

    fn head(&self, kind: &Kind) -> Head {
        let RatingMark { code, word, .. } = self.mark(kind);
        let short = match kind {
            Kind::Code(own) => self.public.about.scale.level(own).map(|level| level.short()),
            _ => None,
        };
        Head { word: short.map_or(word, str::to_owned), code }
    }

    fn row(&self, row: &RatingRow, kinds: &[Kind], is_total: bool) -> Row {
        let cell = |kind: &Kind| Cell { now: kind.now(row), before: self.previous(kind, row) };
        Row {
            name: row.name.clone(),
            cells: kinds.iter().map(cell).collect(),
            items: row.items,
            is_total,
        }
    }
}

/// The pieces of the bar: each ends where its share of all ends.
fn bar(total: u32, parts: &[Part], counter: &str) -> Bar {
    let said: Vec<String> = parts
        .iter()
        .filter(|part| part.count > 0)
        .map(|part| format!("{} {}{counter}", part.word, part.count))
        .collect();
    let mut so_far = 0;
    let mut pieces = Vec::new();
    for part in parts.iter().filter(|part| part.count > 0) {
        let at = |count: u32| (count * BAR).checked_div(total).unwrap_or_default();
        let (from, to) = (at(so_far), at(so_far + part.count));
        so_far += part.count;
        pieces.push(Piece {
            class: part.class,
            pattern: pattern(part.class),
            x: from + 1,
            width: (to - from).saturating_sub(GAP).max(1),
        });
    }
    Bar {
        title: format!("進捗区分の割合。全部で{total}{counter}"),
        text: format!("{}。", said.join("、")),
        parts: pieces,
    }
}

fn pattern(class: &str) -> &'static str {
    match class {
        "behind" => "hatch",
        "unclear" => "dots",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(class: &'static str, count: u32) -> Part {
        Part { class, symbol: "", word: class.to_owned(), count, previous: None }
    }

    #[test]
    fn the_pieces_of_the_bar_lie_side_by_side_and_fill_it() {
        let parts = [part("ahead", 1), part("on", 0), part("behind", 2), part("missing", 4)];
        let bar = bar(7, &parts, "項目");
        assert_eq!(bar.text, "ahead 1項目、behind 2項目、missing 4項目。");
        assert_eq!(bar.parts.len(), 3);
        for (one, next) in bar.parts.iter().zip(&bar.parts[1..]) {
            assert!(one.x + one.width < next.x, "{one:?} {next:?}");
        }
        let last = bar.parts.last().unwrap();
        assert!((BAR - 2 * GAP..=BAR).contains(&(last.x + last.width)), "{last:?}");
    }
}
