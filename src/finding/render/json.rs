//! JSON, exactly as the contract has it.

use std::io::{Result, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer as _};
use serde_json::{Serializer, Value as Json, json};

use super::listing::{FileRow, Listing, Look};
use crate::finding::model::Finding;
use crate::terms::{DivisionName, Lang, ProgramNo};

pub(super) fn render(out: &mut dyn Write, listing: &Listing<'_>, look: Look) -> Result<()> {
    let Listing { round, files, values, findings, missing } = listing;
    let owed = |(program, division): &(ProgramNo, DivisionName)| json!({ "program": program, "division": division });
    let mut json = Serializer::pretty(&mut *out);
    let mut document = json.serialize_map(None)?;
    let found = findings.iter().map(|found| finding(found, look.lang));
    document.serialize_entry("findings", &Each(found))?;
    document.serialize_entry("missing", &Each(missing.iter().map(owed)))?;
    document.serialize_entry("round", round)?;
    document.serialize_entry("submissions", &Each(files.iter().map(submission)))?;
    document.serialize_entry("values", &Each(values.iter().map(|value| json!(value))))?;
    document.serialize_entry("version", &1)?;
    document.end()?;
    writeln!(out)
}

/// A list of which each entry is made when it is written.
pub(super) struct Each<I>(pub(super) I);

impl<I: Iterator<Item = Json> + Clone> Serialize for Each<I> {
    fn serialize<S: serde::Serializer>(
        &self,
        serializer: S,
    ) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
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

/// One finding; only one in a text has a line, a column and a path, only one that stands for others their count and area.
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
    if let Some(more) = finding.more {
        json["count"] = json!(more.count);
        json["area"] = json!(more.area.map(|area| area.to_string()));
    }
    if let Some(place) = finding.place.line() {
        json["line"] = json!(place.line);
        json["column"] = json!(place.column);
        json["path"] = json!(&*place.path);
    }
    json
}
