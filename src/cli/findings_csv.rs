//! Findings as CSV: `matome check --format csv` and `data/findings.csv` of a build are the same table.

use crate::check::{CheckedRound, Finding};
use crate::facts::{csv_text, one_line};
use crate::terms::Lang;

/// Findings with the columns of the JSON. The table is handed on: what somebody wrote about themselves is withheld.
pub(super) fn table(checked: &CheckedRound, lang: Lang) -> Vec<u8> {
    let header = [
        "code", "severity", "file", "sheet", "cell", "program", "field", "value", "message", "hint",
    ];
    let records = checked.findings.iter().map(Finding::withheld).map(|finding| {
        let record = [
            finding.code().to_owned(),
            finding.severity.as_str().to_owned(),
            finding.place.file().to_string(),
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
    csv_text(std::iter::once(header.map(str::to_owned).to_vec()).chain(records))
}
