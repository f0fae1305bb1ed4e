//! `matome` (まとめ): the yearly forms of a city's departments in, checked and consolidated reports out.
//!
//! The way data goes; no stage reaches back, none prints, and only the two ends touch files:
//!
//! ```text
//!                words   terms · finding (codes, places, wording, renderers) · notation (one cell's text ─► one value)
//!                given   plan.toml, form.toml ─► schema ─► form (questions, layout on a grid)
//!
//! per round, oldest first
//!    in    input/*.xlsx ─► workbook ─► submission (made here | existing)  = answers + observations + account
//!    think                                ├─► check (answers, facts so far) ─► findings
//!                                         └─► facts += answers
//! then once
//!    think facts ─► analysis (queries on frames; what one value means) ─► figures
//!    out   figures ─► report ──────────────┐
//!          form, findings ─► handout ──────┴─► sheet (drawing kit) ─► xlsx          facts, figures ─► csv, json
//!          facts, figures ─► publish (what is public) ─► html, csv, json
//!    door  cli: arguments, messages, progress, exit codes, moves on disk
//! ```
//!
//! `terms` holds the words that every stage shares; [`cli`] is the program as people call it. Only the binary, the fuzz
//! targets and the tests look in from outside, through [`cli`], [`fuzzing`] and [`testing`].

// Words.
pub(crate) mod terms;

pub(crate) mod finding;
pub(crate) mod notation;

// Given.
pub(crate) mod schema;

pub(crate) mod form;

// In.
pub(crate) mod workbook;

pub(crate) mod submission;

pub(crate) mod cache;

// Think.
pub(crate) mod check;

pub(crate) mod facts;

pub(crate) mod analysis;

// Out.
pub(crate) mod report;

pub(crate) mod handout;

pub(crate) mod publish;

pub(crate) mod sheet;

// Beside the way: made-up submissions, and a first description of a form that exists.
pub(crate) mod draft;
pub(crate) mod sample;

// The door.
pub mod cli;

#[doc(hidden)]
pub mod fuzzing;
#[doc(hidden)]
pub mod testing;
