//! `matome` (まとめ): the yearly forms of a city's departments in, checked and consolidated reports out.
//!
//! The way data goes, one stage after the other; none reaches back, none prints, and only the two ends touch files:
//!
//! ```text
//! plan.toml, form.toml ─► schema ─► form ──┬──────────────┬─────────┬───────────┐
//!                                          ▼              ▼         ▼           ▼
//! input/*.xlsx ─► workbook ─► submission ─► check ─► facts ─► analysis ─► report ─► workbooks, CSV, JSON
//!  (bytes)        (cells)     (fields)      (findings) (frames)  (figures)
//!                                ▲
//!                             notation (one cell's text ─► one value)
//! ```
//!
//! `terms` holds the words that every stage shares; [`cli`] is the program as people call it. Only the binary, the fuzz
//! targets and the tests look in from outside, through [`cli`], [`fuzzing`] and [`testing`].

pub(crate) mod terms;

pub(crate) mod form;
pub(crate) mod notation;
pub(crate) mod schema;

pub(crate) mod check;
pub(crate) mod facts;
pub(crate) mod finding;
pub(crate) mod submission;
pub(crate) mod workbook;

pub(crate) mod analysis;

pub(crate) mod handout;
pub(crate) mod report;
pub(crate) mod sheet;

pub(crate) mod draft;
pub(crate) mod sample;

pub mod cli;

#[doc(hidden)]
pub mod fuzzing;
#[doc(hidden)]
pub mod testing;
