//! What leaves the building: a page for residents and open data, made of what is public and nothing else.
//!
//! ```text
//! figures, facts, plan, form, publish.toml ─► public (what of them is public) ─┬─► page       ─► html
//!                                                                              ├─► data       ─► csv, xlsx, dictionary
//!                              the last publication ─► version ────────────────┴─► catalog    ─► json
//! ```
//!
//! [`Public`] is the only door: behind it nobody knows facts, files, findings or who filled in a form, so that nothing of
//! them can reach the page. A field of the form is internal unless `form.toml` says `public = true`; what it feeds is
//! left out then, figures included. `checklist` and `personal` look at both sides of the door before anything is written.
//!
//! `lint` stands beside the way: the rules of machine readability, for any folder.

mod catalog;
mod checklist;
pub(crate) mod data;
mod files;
mod footing;
mod lint;
mod openness;
mod package;
mod page;
mod personal;
mod public;
mod public_parts;
mod take;
mod version;

pub use checklist::{Check, CheckInput, Weight, checklist};
pub use files::{MANIFEST, PublicFile, Published, publish};
pub use lint::{LintFile, lint};
pub use personal::PersonalHint;
pub use public::{Download, Public, PublishInput, public};
pub use public_parts::{
    PublicActivity, PublicAnswer, PublicEffect, PublicIndicator, PublicProgram, PublicReview,
};
pub use version::{Action, Change, Last};
