//! Open data: one table a file, long, one datum a cell, with the dictionary and the lists of codes that explain it.
//!
//! A column is a row of its table's description (`programs.rs`, `indicators.rs`, `effects.rs`, `words.rs`); its file, its
//! sheet, its line of the dictionary and its field of the Table Schema are made from there.

mod codes;
mod cp932;
mod csv;
mod dictionary;
mod effects;
mod indicators;
mod programs;
mod table;
mod text;
mod words;
mod workbook;

pub(crate) use codes::Codes;
pub(crate) use cp932::{Replaced, cp932_bytes, is_of_machines, replaced_table};
pub(crate) use csv::csv_bytes;
pub(crate) use dictionary::{dictionary, type_word};
pub(crate) use effects::view_word;
pub(crate) use indicators::status_word;
pub(crate) use table::{Cell, Column, Draft, Head, Kind, Table, whole};
pub(crate) use workbook::workbook_bytes;

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
