//! What there is to write down: files, what was read from them, what was found, what is missing.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::finding::entry::Severity;
use crate::finding::model::Finding;
use crate::terms::{DivisionName, FiscalYear, Lang, ProgramNo, Round, grouped};

/// The result of a check in plain rows.
#[derive(Debug)]
pub struct Listing<'a> {
    /// The round; there is none where plan or form could not be read.
    pub round: Option<Round>,
    /// The files, by division.
    pub files: Vec<FileRow<'a>>,
    /// What was read.
    pub values: Vec<ValueRow<'a>>,
    /// What was found, by file.
    pub findings: &'a [Finding],
    /// Programs without a submission, with the division that owes it.
    pub missing: &'a [(ProgramNo, DivisionName)],
}

impl<'a> Listing<'a> {
    /// What is wrong with plan and form: nothing was read by them.
    pub fn of_schema(findings: &'a [Finding]) -> Listing<'a> {
        Listing { round: None, files: Vec::new(), values: Vec::new(), findings, missing: &[] }
    }

    /// The findings of each file.
    pub fn by_file(&self) -> BTreeMap<&'a str, Vec<&'a Finding>> {
        let of_file = |finding: &'a Finding| (&**finding.place.file(), finding);
        grouped(self.findings.iter().map(of_file))
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// How a listing is to look.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Language of messages and words.
    pub lang: Lang,
    /// Whether a text shows findings of severity info.
    pub with_info: bool,
    /// Whether a text may be coloured.
    pub colour: bool,
}

/// What became of a file.
#[derive(Debug, Clone, Copy)]
pub struct FileState {
    /// Its identifier.
    pub id: &'static str,
    /// Its word in Japanese.
    pub ja: &'static str,
    /// Its word in English.
    pub en: &'static str,
    /// Whether what it holds is taken over.
    pub is_accepted: bool,
    /// Whether it was not looked at.
    pub is_skipped: bool,
}

impl FileState {
    /// Its word in a language.
    pub fn text(self, lang: Lang) -> &'static str {
        lang.pick(self.ja, self.en)
    }
}

/// A file.
#[derive(Debug)]
pub struct FileRow<'a> {
    /// Its name.
    pub file: &'a str,
    /// SHA-256 of its bytes; empty if it was not read.
    pub sha256: &'a str,
    /// Division it is from.
    pub division: Option<&'a DivisionName>,
    /// Form it says it is.
    pub form: Option<&'a str>,
    /// Round it says it is for.
    pub round: Option<Round>,
    /// What became of it.
    pub state: FileState,
    /// Programs in it, with the sheet of each.
    pub programs: Vec<(ProgramNo, &'a Arc<str>)>,
    /// What became of its cells.
    pub cells: CellCounts,
}

/// What became of the cells of a file.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct CellCounts {
    /// Cells with content.
    pub non_empty: usize,
    /// Read as answers.
    pub read: usize,
    /// Recognised as printed.
    pub printed: usize,
    /// Neither.
    pub unaccounted: usize,
}

/// A value with its provenance.
#[derive(Debug, Serialize)]
pub struct ValueRow<'a> {
    /// Program.
    pub program: ProgramNo,
    /// Key of the field.
    pub field: &'a str,
    /// Year that it is about.
    pub fiscal_year: FiscalYear,
    /// What it is: a number, a text…
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The value, if there is one.
    pub value: Option<String>,
    /// Its unit, if it has one.
    pub unit: Option<&'a str>,
    /// Whether it was written as approximate.
    pub approx: bool,
    /// Why there is none.
    pub missing: Option<&'static str>,
    /// Whether its submission counts.
    pub in_force: bool,
    /// As written.
    pub raw: &'a str,
    /// File.
    pub file: &'a str,
    /// Sheet.
    pub sheet: &'a str,
    /// Cell.
    pub cell: String,
    /// How the cell was found.
    pub located_by: &'static str,
}
