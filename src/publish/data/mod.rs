//! Open data: one table a file, long, one datum a cell, with the dictionary and the lists of codes that explain it.
//!
//! A column is a row of its table's description (`programs.rs`, `indicators.rs`, `effects.rs`, `words.rs`); its file, its
//! sheet, its line of the dictionary and its field of the Table Schema are made from there.

mod codes;
mod csv;
mod effects;
mod indicators;
mod programs;
mod table;
mod text;
mod words;

pub(crate) use codes::Codes;
pub(crate) use csv::csv_bytes;
pub(crate) use table::{Cell, Column, Draft, Head, Kind, Reference, Table};

use super::public::Public;

/// The tables of a publication, without those that describe it.
pub(crate) fn tables(public: &Public) -> Vec<Table> {
    let mut tables = vec![programs::directions(public), programs::programs(public)];
    if public.ratings.is_some() {
        tables.extend([programs::ratings(public), programs::rating_tally(public)]);
    }
    tables.push(programs::activities(public));
    if !public.indicators.is_empty() {
        tables.extend([indicators::list(public), indicators::values(public)]);
    }
    if public.effects.is_some() {
        tables.push(effects::sums(public));
    }
    tables.push(effects::lines(public));
    tables.push(words::narratives(public));
    tables.push(words::answers(public));
    tables.extend(words::review(public));
    tables.extend([words::opinions(public), words::corrections(public)]);
    tables.retain(|table| !table.rows.is_empty());
    tables
}
