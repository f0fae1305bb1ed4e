//! The page for residents: a first page, one per program, one of changes, a style sheet and a small script.
//!
//! ```text
//! public ─► views (what a template prints: words, and places of a chart) ─► templates ─► html
//! ```
//!
//! This room takes what it says from [`Public`] and computes no figure. It knows nothing of facts, files or findings.
//! Everything stands in the HTML; the script only hides programs that a reader does not look for. Nothing is asked of
//! another server, and no page needs one: the folder can be opened from a disk.

mod amount;
mod card;
mod changes;
mod chart;
mod columns;
mod effects;
mod frame;
mod index;
mod indicator;
mod mark;
mod program;
mod review;
mod rule;
mod said;
mod tally;
mod words;

use askama::Template;

use self::changes::ChangesPage;
use self::index::IndexPage;
use self::program::ProgramPage;
use super::{Public, PublicFile};
use crate::terms::FiscalYear;

/// Every file of the page; `linked_data` describes the data for machines, as JSON-LD.
///
/// # Errors
/// If a template cannot be written, which does not depend on the data.
pub(super) fn pages(public: &Public, linked_data: &str) -> Result<Vec<PublicFile>, askama::Error> {
    let mut files = vec![
        file("index.html", IndexPage::of(public, linked_data).render()?),
        file("changes.html", ChangesPage::of(public).render()?),
        file("style.css", include_str!("assets/style.css")),
        file("filter.js", include_str!("assets/filter.js")),
    ];
    for (at, program) in public.programs.iter().enumerate() {
        let page = ProgramPage::of(public, at, program).render()?;
        files.push(file(&format!("programs/{}.html", program.no), page));
    }
    Ok(files)
}

fn file(path: &str, text: impl Into<String>) -> PublicFile {
    PublicFile { path: path.to_owned(), bytes: text.into().into_bytes() }
}

/// The years that a sentence can speak of: those of the plan, and the decades around it.
fn years(public: &Public) -> impl Iterator<Item = FiscalYear> + use<> {
    let (first, last) = public.about.years;
    (first.0.saturating_sub(30)..=last.0.saturating_add(10)).map(FiscalYear)
}
