//! A CSV table: `matome check --format csv` and `data/findings.csv` of a build are the same.

use std::io::{Result, Write};

use super::listing::{Listing, Look};
use crate::finding::model::Finding;
use crate::terms::{Lang, csv_text, one_line, write_csv};

pub(super) fn render(out: &mut dyn Write, listing: &Listing<'_>, look: Look) -> Result<()> {
    write_csv(out, records(listing.findings, look.lang))
}

/// The table as it stands in a file.
pub fn table(findings: &[Finding], lang: Lang) -> Vec<u8> {
    csv_text(records(findings, lang))
}

/// Findings with the columns of the JSON; of a text, the line stands with the file, as in `plan.toml:12:5`. The table is handed on: what somebody wrote about themselves is withheld.
fn records(findings: &[Finding], lang: Lang) -> impl Iterator<Item = Vec<String>> {
    let header = [
        "code", "severity", "file", "sheet", "cell", "program", "field", "value", "message", "hint",
    ];
    let records = findings.iter().map(Finding::withheld).map(move |finding| {
        let record = [
            finding.code().to_owned(),
            finding.severity.as_str().to_owned(),
            match finding.place.line() {
                Some(place) => format!("{}:{}:{}", finding.place.file(), place.line, place.column),
                None => finding.place.file().to_string(),
            },
            finding.place.sheet().map(|sheet| sheet.to_string()).unwrap_or_default(),
            finding.place.cell().map(|cell| cell.to_string()).unwrap_or_default(),
            finding.program.map(|program| program.to_string()).unwrap_or_default(),
            finding.field.clone().unwrap_or_default(),
            one_line(finding.value.as_deref().unwrap_or_default()),
            one_line(&finding.message(lang)),
            one_line(&finding.hint(lang)),
        ];
        record.to_vec()
    });
    std::iter::once(header.map(str::to_owned).to_vec()).chain(records)
}
