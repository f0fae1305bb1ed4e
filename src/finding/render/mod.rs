//! Findings as text, JSON, SARIF, JUnit and CSV. A renderer is one file and one line of `FORMATS`, from which the command
//! line takes its choices. It gets plain rows (`Listing`), writes them one after the other, and knows neither rules nor
//! forms.

mod csv;
mod json;
mod junit;
mod listing;
mod sarif;
mod text;

use std::io::{Result, Write};

pub use csv::table as csv_table;
pub use json::finding as json_finding;
pub use listing::{CellCounts, FileRow, FileState, Listing, Look, ValueRow};

/// A way of writing a listing down.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Name on the command line.
    pub name: &'static str,
    /// What the help says of it.
    pub about: &'static str,
    /// Writes it down.
    pub render: fn(&mut dyn Write, &Listing<'_>, Look) -> Result<()>,
    /// Whether it tells what was read, beside what is wrong.
    pub with_values: bool,
}

impl Format {
    /// Whether it is the one for people, who are told on the terminal what is wrong with a plan or form.
    pub fn is_text(&self) -> bool {
        self.name == FORMATS[0].name
    }
}

/// Every format; the first is what is written unless another is asked for.
pub const FORMATS: &[Format] = &[
    Format {
        name: "text", about: "画面で読む文章", render: text::render, with_values: false
    },
    Format {
        name: "json",
        about: "読んだ値と指摘のすべて",
        render: json::render,
        with_values: true,
    },
    Format { name: "sarif", about: "SARIF 2.1.0", render: sarif::render, with_values: false },
    Format { name: "junit", about: "JUnit XML", render: junit::render, with_values: false },
    Format {
        name: "csv",
        about: "data/findings.csv と同じ表",
        render: csv::render,
        with_values: false,
    },
];
