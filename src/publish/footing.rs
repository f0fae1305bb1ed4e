//! Cross-footing of the tables: what is written adds up to the figures that the papers print.

use super::data::{Cell, Table, status_word, view_word};
use super::public::Public;
use crate::analysis::IndicatorStatus;

/// Two numbers of the publication that must be equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footing {
    /// What is compared.
    pub what: String,
    /// What the table says.
    pub written: i64,
    /// The figure.
    pub figure: i64,
}

/// Every comparison that fails; none on a sound program.
pub(super) fn differing(public: &Public, tables: &[Table]) -> Vec<Footing> {
    let mut all = ratings(public, tables);
    all.extend(indicators(public, tables));
    all.extend(effects(public, tables));
    all.retain(|footing| footing.written != footing.figure);
    all
}

/// A table, with rows chosen by what stands in their columns.
struct Rows<'t>(&'t [Table], &'static str);

impl Rows<'_> {
    fn table(&self) -> Option<&Table> {
        self.0.iter().find(|table| table.name == self.1)
    }

    fn chosen(&self, with: &[(&str, &str)]) -> impl Iterator<Item = &Vec<Cell>> {
        let chosen = self.table().map(|table| {
            let is = |row: &&Vec<Cell>| {
                with.iter().all(|(column, value)| {
                    let cell = table.place(column).and_then(|place| row.get(place));
                    cell.is_some_and(|cell| cell.written() == *value)
                })
            };
            table.rows.iter().filter(is).collect::<Vec<_>>()
        });
        chosen.unwrap_or_default().into_iter()
    }

    fn count(&self, with: &[(&str, &str)]) -> i64 {
        i64::try_from(self.chosen(with).count()).unwrap_or(i64::MAX)
    }

    fn sum(&self, column: &str, with: &[(&str, &str)]) -> i64 {
        let place = self.table().and_then(|table| table.place(column));
        let of = |row: &Vec<Cell>| match place.and_then(|place| row.get(place)) {
            Some(Cell::Integer(number)) => *number,
            _ => 0,
        };
        self.chosen(with).fold(0_i64, |sum, row| sum.saturating_add(of(row)))
    }
}

fn ratings(public: &Public, tables: &[Table]) -> Vec<Footing> {
    let Some(figures) = &public.ratings else { return Vec::new() };
    let total = &figures.total;
    let (programs, ratings) = (Rows(tables, "programs"), Rows(tables, "ratings"));
    let tally = Rows(tables, "rating_tally");
    let round = public.about.round.to_string();
    let items = i64::from(total.items);
    let mut all = vec![
        footing("programs: rows", programs.count(&[]), items),
        footing("ratings: rows of the round", ratings.count(&[("round", &round)]), items),
        footing("rating_tally: program_count", tally.sum("program_count", &[]), items),
    ];
    let states = total.codes.iter().map(|(code, own)| (code.to_string(), own.count));
    let states = states.chain(total.not_rated.iter().map(|(reason, own)| (reason.clone(), *own)));
    let rest = [("unclear", total.unclear), ("not_submitted", total.not_submitted)];
    for (state, count) in states.chain(rest.map(|(state, own)| (state.to_owned(), own))) {
        let counted = ratings.count(&[("round", &round), ("state", &state)]);
        all.push(footing(format!("ratings: {state}"), counted, count.into()));
        let summed = tally.sum("program_count", &[("state", &state)]);
        all.push(footing(format!("rating_tally: {state}"), summed, count.into()));
    }
    all
}

fn indicators(public: &Public, tables: &[Table]) -> Vec<Footing> {
    let Some(tally) = &public.indicator_tally else { return Vec::new() };
    let list = Rows(tables, "indicator_list");
    let of = |status: IndicatorStatus| {
        let word = status_word(status);
        let counted = list.count(&[("status", word)]);
        footing(format!("indicator_list: {word}"), counted, tally.statuses.of(status).into())
    };
    IndicatorStatus::ALL.into_iter().map(of).collect()
}

fn effects(public: &Public, tables: &[Table]) -> Vec<Footing> {
    let Some(figures) = &public.effects else { return Vec::new() };
    let rows = Rows(tables, "effects");
    let mut all = Vec::new();
    for total in &figures.totals {
        let (year, view) = (total.fiscal_year.to_string(), view_word(total.view));
        let with = [("fiscal_year", year.as_str()), ("view", view)];
        for (column, figure) in [("planned_yen", total.planned), ("actual_yen", total.actual)] {
            let what = format!("effects: {column} {year} {view}");
            all.push(footing(what, rows.sum(column, &with), figure.0));
        }
    }
    all
}

fn footing(what: impl Into<String>, written: i64, figure: i64) -> Footing {
    Footing { what: what.into(), written, figure }
}
