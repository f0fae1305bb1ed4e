//! `matome check --format json`, exactly as the contract has it.

use serde_json::{Value as Json, json};

use crate::check::{CheckedRound, Finding};
use crate::form::Subject;
use crate::notation::{Outcome, Value};
use crate::submission::{Answer, LocatedBy, ProgramSheet, Submission};
use crate::terms::{Lang, Round};

/// The whole document.
pub(super) fn document(checked: &CheckedRound, lang: Lang) -> Json {
    let submissions: Vec<Json> = checked
        .summaries
        .iter()
        .map(|summary| {
            json!({
                "file": &*summary.file,
                "sha256": summary.sha256,
                "division": summary.division,
                "form": summary.form,
                "round": summary.round,
                "status": summary.status.as_str(),
                "programs": summary.programs,
                "cells": {
                    "non_empty": summary.cells.non_empty,
                    "read": summary.cells.read,
                    "printed": summary.cells.printed,
                    "unaccounted": summary.cells.unaccounted,
                },
            })
        })
        .collect();
    let values: Vec<Json> = checked
        .submissions
        .iter()
        .filter_map(Submission::read)
        .flat_map(|read| &read.programs)
        .flat_map(|sheet| sheet.answers.iter().map(|answer| value(checked.round, sheet, answer)))
        .collect();
    let missing: Vec<Json> = checked
        .missing
        .iter()
        .map(|(program, division)| json!({ "program": program, "division": division }))
        .collect();
    let findings: Vec<Json> =
        checked.findings.iter().map(|finding| self::finding(finding, lang)).collect();
    json!({
        "version": 1,
        "round": checked.round,
        "submissions": submissions,
        "values": values,
        "findings": findings,
        "missing": missing,
    })
}

/// One finding.
pub(super) fn finding(finding: &Finding, lang: Lang) -> Json {
    json!({
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
    })
}

/// One value with its provenance.
pub(super) fn value(round: Round, sheet: &ProgramSheet, answer: &Answer) -> Json {
    let (kind, text, approx) = match &answer.outcome {
        Outcome::Read(reading) => {
            let kind = match &reading.value {
                Value::Number(_) | Value::FiscalYear(_) => "number",
                Value::Money(_) => "money",
                Value::Text(_) => "text",
                Value::Choice(_) => "choice",
                Value::Date(_) => "date",
            };
            (kind, Some(reading.value.to_string()), reading.approx)
        }
        Outcome::Missing { .. } | Outcome::Refused(_) => (answer.question.type_word(), None, false),
    };
    let missing = match &answer.outcome {
        Outcome::Missing { reason, .. } => Some(reason.as_str()),
        _ => None,
    };
    let unit = if answer.question.money { "円" } else { answer.question.unit.as_str() };
    json!({
        "program": sheet.program,
        "field": answer.question.key(),
        "fiscal_year": match &answer.question.subject {
            Subject::PastActual(_, year) => *year,
            _ => round.year,
        },
        "type": kind,
        "value": text,
        "unit": (!unit.is_empty()).then_some(unit),
        "approx": approx,
        "missing": missing,
        "in_force": sheet.in_force,
        "raw": answer.raw,
        "file": &*answer.source.file,
        "sheet": &*answer.source.sheet,
        "cell": answer.source.cell.to_string(),
        "located_by": match answer.located_by {
            LocatedBy::Name => "name",
            LocatedBy::Label | LocatedBy::Beside { .. } | LocatedBy::Column { .. } => "label",
            LocatedBy::Address => "address",
        },
    })
}
