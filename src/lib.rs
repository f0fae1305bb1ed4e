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
//! [`terms`] holds the words that every stage shares; [`cli`] is the program as people call it.

pub mod terms;

pub mod schema;

pub mod notation;

pub mod form;

pub mod workbook;

pub mod submission;

pub mod check;

pub mod facts;

pub mod analysis;

pub mod report;

pub mod sample;

pub mod draft;

pub mod cli;

#[doc(hidden)]
pub mod fuzzing;
