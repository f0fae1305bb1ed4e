//! Everything that the program can say is wrong, as data: one table of entries, what a finding is, where it stands, how
//! it is written down (`render/`).
//!
//! `table/` has a row for each code: severity, whether a plan may switch it off, the words in both languages, an example,
//! and the fields that the words speak of; the compiler checks these against the braces of the messages. Rules live in
//! `check`; this room knows no rule, plan, form or file, so every other room may say something in its terms.

mod catalogue;
mod entry;
mod model;
mod place;
mod quote;
mod render;
mod say;
mod schema_words;
mod table;

pub use catalogue::{codes, entry_of, everything, never_off};
pub use entry::{Entry, FAMILIES, Family, Severity, dotted};
pub use model::{Finding, MOST_NAMED, More};
pub use place::{LinePlace, Place};
pub use render::{
    CellCounts, FORMATS, FileRow, FileState, Format, Listing, Look, ValueRow, csv_table,
    json_finding,
};
pub(crate) use say::worded;
pub use say::{Say, Wording};
pub use schema_words::{CheckDigitOf, CodeKind, FileNameFault, FindOn, Guess, Possible, Thing};
pub use table::{
    Contradiction, FileFault, LayoutFault, LimitFault, Problem, SubmissionFault, ValueFault, What,
};
