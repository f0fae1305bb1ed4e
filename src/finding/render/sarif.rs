//! SARIF 2.1.0, which code hosts and editors show as annotations.
//!
//! A workbook has no lines, so a finding's place is the file (physical) and `Sheet!A1` in it (logical). A plan or form
//! has both: a line of the file and the way to it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Result, Write};

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::json::Each;
use super::listing::{Listing, Look};
use crate::finding::entry::{Entry, Severity, dotted};
use crate::finding::model::Finding;
use crate::terms::Lang;

/// The whole log: one run, with the rules that have a result.
pub(super) fn render(out: &mut dyn Write, listing: &Listing<'_>, look: Look) -> Result<()> {
    let lang = look.lang;
    let used: BTreeSet<&Entry> = listing.findings.iter().map(Finding::entry).collect();
    let rules: Vec<Json> = used.iter().map(|entry| rule(entry, lang)).collect();
    let results = listing.findings.iter().map(|finding| {
        let index = used.iter().position(|entry| *entry == finding.entry());
        result(finding, index, lang)
    });
    let tool = json!({ "driver": {
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    }});
    let language = match lang {
        Lang::Ja => "ja",
        Lang::En => "en",
    };
    let run = Run { language, results: Each(results), tool };
    let schema = "https://json.schemastore.org/sarif-2.1.0.json";
    serde_json::to_writer_pretty(&mut *out, &Log { schema, runs: [run], version: "2.1.0" })?;
    writeln!(out)
}

#[derive(Serialize)]
struct Log<R> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [R; 1],
    version: &'static str,
}

#[derive(Serialize)]
struct Run<R> {
    language: &'static str,
    results: R,
    tool: Json,
}

fn rule(entry: &Entry, lang: Lang) -> Json {
    let title = entry.title.text(lang);
    let hint = dotted(entry.hint.text(lang));
    let help = match lang {
        Lang::Ja => format!("{hint}\n{}", entry.why),
        Lang::En => hint,
    };
    json!({
        "id": entry.code,
        "name": title,
        "shortDescription": { "text": title },
        "help": { "text": help },
        "defaultConfiguration": { "level": level(entry.severity) },
    })
}

fn result(finding: &Finding, rule_index: Option<usize>, lang: Lang) -> Json {
    json!({
        "ruleId": finding.code(),
        "ruleIndex": rule_index,
        "level": level(finding.severity),
        "message": { "text": finding.message(lang) },
        "locations": [location(finding)],
        "properties": {
            "program": finding.program,
            "field": finding.field,
            "value": finding.value,
            "hint": finding.hint(lang),
        },
    })
}

fn location(finding: &Finding) -> Json {
    let uri = file_uri(finding.place.file());
    let mut location = json!({ "physicalLocation": { "artifactLocation": { "uri": uri } } });
    if let Some(sheet) = finding.place.sheet() {
        let area = finding.more.and_then(|more| more.area);
        let name = match (finding.place.cell(), area) {
            (Some(cell), _) => format!("{sheet}!{cell}"),
            (None, Some(area)) => format!("{sheet}!{area}"),
            (None, None) => sheet.to_string(),
        };
        location["logicalLocations"] = json!([{ "fullyQualifiedName": name }]);
    }
    if let Some(place) = finding.place.line() {
        location["physicalLocation"]["region"] = json!({
            "startLine": place.line,
            "startColumn": place.column,
            "endColumn": place.column + place.length,
        });
        if !place.path.is_empty() {
            location["logicalLocations"] = json!([{ "fullyQualifiedName": &*place.path }]);
        }
    }
    location
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a relative URI: `/` between its parts, and every byte percent-encoded that RFC 3986 does not leave free.
fn file_uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            // Writing to a string cannot fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(file_uri("2022/a b#1.xlsx"), "2022/a%20b%231.xlsx");
        assert_eq!(file_uri("課.xls"), "%E8%AA%B2.xls");
        // A colon in the first part would be read as a scheme.
        assert_eq!(file_uri("a:b%.xls"), "a%3Ab%25.xls");
    }
}
