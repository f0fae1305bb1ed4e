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
//! left out then, figures included.
//!
//! `lint` stands beside the way: the rules of machine readability, for any folder.

pub(crate) mod data;
mod openness;
mod public;
mod public_parts;
mod take;

pub use public::{About, Public, PublishInput, Sentences, public};
pub use public_parts::{
    PublicActivity, PublicAnswer, PublicChoices, PublicEffect, PublicIndicator, PublicNarrative,
    PublicProgram, PublicReview,
};

/// A file of the publication, by its path below the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicFile {
    /// Path with `/` between its parts, ASCII.
    pub path: String,
    /// Contents.
    pub bytes: Vec<u8>,
}

/// Every file of the publication.
pub fn public_files(public: &Public) -> Vec<PublicFile> {
    let mut tables = data::tables(public);
    tables.push(data::Codes::of(public).table(&tables));
    let file = |table: &data::Table| PublicFile {
        path: format!("data/{}.csv", table.name),
        bytes: data::csv_bytes(table),
    };
    tables.iter().map(file).collect()
}
