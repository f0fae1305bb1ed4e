//! JSON, exactly as the contract has it.

use serde_json::{Value as Json, json};

use super::listing::{FileRow, Listing, Look};
use crate::finding::model::Finding;
use crate::terms::{Lang, ProgramNo};

pub(super) fn render(listing: &Listing<'_>, look: Look) -> String {
    let submissions: Vec<Json> = listing.files.iter().map(submission).collect();
    let findings: Vec<Json> =
        listing.findings.iter().map(|found| finding(found, look.lang)).collect();
    let missing: Vec<Json> = listing
        .missing
        .iter()
        .map(|(program, division)| json!({ "program": program, "division": division }))
        .collect();
    let document = json!({
        "version": 1,
        "round": listing.round,
        "submissions": submissions,
        "values": listing.values,
        "findings": findings,
        "missing": missing,
    });
    format!("{document:#}\n")
}

fn submission(row: &FileRow<'_>) -> Json {
    let programs: Vec<ProgramNo> = row.programs.iter().map(|(program, _)| *program).collect();
    json!({
        "file": row.file,
        "sha256": row.sha256,
        "division": row.division,
        "form": row.form,
        "round": row.round,
        "status": row.state.id,
        "programs": programs,
        "cells": row.cells,
    })
}

/// One finding; only one in a text has a line, a column and a path.
#[must_use]
pub fn finding(finding: &Finding, lang: Lang) -> Json {
    let mut json = json!({
        "code": finding.code(),
        "severity": finding.severity.as_str(),
        "file": &**finding.place.file(),
        "sheet": finding.place.sheet().map(|sheet| &**sheet),
        "cell": finding.place.cell().map(|cell| cell.to_string()),
        "program": finding.program,
        "field": finding.field,
        "value": finding.value,
        "message": finding.message(lang),
        "hint": finding.hint(lang),
    });
    if let Some(place) = finding.place.line() {
        json["line"] = json!(place.line);
        json["column"] = json!(place.column);
        json["path"] = json!(&*place.path);
    }
    json
}
