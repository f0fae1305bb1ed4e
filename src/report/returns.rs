//! `差戻し/<division>.xlsx`: the form again, with everything the division wrote and what is to be mended.
//!
//! It is still the form: names, identity and printed cells are the same, so that the mended copy is simply the next
//! submission. What the return adds (its first sheet, notes, colours) is recorded on the very hidden sheet, and the
//! reader leaves exactly that out of the account of cells.

use std::collections::BTreeMap;

use rust_xlsxwriter::XlsxError;

use super::mend_list::write_mend_list;
use super::request::{CellMark, Entry, Line, ReturnMarks, TemplateRequest};
use super::template::write_template;
use crate::check::{CheckedRound, Finding, Severity};
use crate::form::{FormContext, Slot};
use crate::schema::Division;
use crate::submission::{Answer, ProgramSheet, Submission};
use crate::terms::{Lang, ProgramNo};
use crate::workbook::Content;

/// Writes the return copy of one division, or nothing if there is nothing to return.
///
/// A division gets its form back if one of its submissions has an error; with `with_warnings` also if there is only
/// something to look at.
///
/// # Errors
///
/// As [`write_template`].
pub fn write_return(
    context: FormContext<'_>,
    checked: &CheckedRound,
    division: &Division,
    with_warnings: bool,
) -> Result<Option<Vec<u8>>, XlsxError> {
    if context.form.is_existing() {
        return write_mend_list(context, checked, division, with_warnings);
    }
    let own: Vec<&Submission> = checked
        .submissions
        .iter()
        .filter(|submission| {
            submission.read().is_some_and(|read| read.division.as_ref() == Some(&division.name))
        })
        .collect();
    let is_own = |finding: &&Finding| {
        finding.severity > Severity::Info
            && own.iter().any(|submission| finding.place.file() == Some(&submission.file))
    };
    let findings: Vec<&Finding> = checked.findings.iter().filter(is_own).collect();
    let least = if with_warnings { Severity::Warning } else { Severity::Error };
    if !findings.iter().any(|finding| finding.severity >= least) {
        return Ok(None);
    }
    let sheets = newest_sheets(&own);
    let mut marks = marks(&findings, &sheets);
    marks.sources = own.iter().map(|submission| submission.sha256.clone()).collect();
    let entries = |program: ProgramNo, slot: &Slot<'_>| {
        sheets.get(&program)?.answer(&slot.key).and_then(as_written)
    };
    let request =
        TemplateRequest { context, division, mark: None, entries: &entries, marks: Some(&marks) };
    write_template(&request).map(Some)
}

/// Each program's sheet: the one in force, else the last one read.
fn newest_sheets<'a>(submissions: &[&'a Submission]) -> BTreeMap<ProgramNo, &'a ProgramSheet> {
    let mut sheets: BTreeMap<ProgramNo, &ProgramSheet> = BTreeMap::new();
    for sheet in submissions
        .iter()
        .filter_map(|submission| submission.read())
        .flat_map(|read| &read.programs)
    {
        let known = sheets.get(&sheet.program);
        if known.is_none_or(|known| !known.in_force) {
            sheets.insert(sheet.program, sheet);
        }
    }
    sheets
}

fn marks(findings: &[&Finding], sheets: &BTreeMap<ProgramNo, &ProgramSheet>) -> ReturnMarks {
    let mut marks = ReturnMarks::default();
    for finding in findings {
        let (message, hint) = (finding.message(Lang::Ja), finding.hint(Lang::Ja));
        if let (Some(program), Some(key)) = (finding.program, &finding.field) {
            let text = format!("{message}\n→ {hint}");
            let cell = marks.cells.entry((program, key.clone()));
            cell.and_modify(|mark| {
                mark.severity = mark.severity.max(finding.severity);
                mark.text = format!("{}\n{text}", mark.text);
            })
            .or_insert(CellMark { severity: finding.severity, text });
        }
        let sheet = finding.place.sheet().map(|sheet| sheet.to_string()).unwrap_or_default();
        let cell = finding.place.cell().map(|cell| cell.to_string()).unwrap_or_default();
        marks.lines.push(Line {
            severity: finding.severity,
            code: finding.code.entry().text,
            program: finding.program,
            key: finding.field.clone(),
            place: format!("{sheet} {cell}").trim().to_owned(),
            message,
            hint,
        });
    }
    for (program, sheet) in sheets {
        marks.extra.insert(*program, sheet.extra_rows.clone());
    }
    marks
}

/// The cell as the division wrote it.
fn as_written(answer: &Answer) -> Option<Entry> {
    let cell = answer.cell.as_ref()?;
    let entry = match &cell.content {
        Content::Number(number) => match &cell.format {
            Some(format) => Entry::Shown(*number, format.to_string()),
            None => Entry::Number(*number),
        },
        Content::Date { date, serial_odd: false } => Entry::Date(date.date()),
        // What has no value must not look like one that was typed: the words keep it from being read.
        Content::Error(code) => Entry::Text(format!("{code}(計算式のエラー)")),
        Content::NoResult => Entry::Text(format!("{}(計算結果のない式)", answer.raw)),
        Content::Text(_)
        | Content::Bool(_)
        | Content::Unrepresentable(_)
        | Content::Date { .. } => Entry::Text(answer.raw.clone()),
    };
    Some(entry)
}
