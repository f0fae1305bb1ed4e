//! `差戻し/<division>.xlsx` for a form that already exists: what is to be mended, and where.
//!
//! The form is the division's own, so it is not written again: the list says file, sheet and cell of each finding.

use rust_xlsxwriter::DocProperties;

use super::list::{List, Said};
use crate::check::CheckedRound;
use crate::finding::{Finding, Severity};
use crate::form::{FormContext, RETURN_SHEET};
use crate::schema::Division;
use crate::sheet::{Columns, Written, style};
use crate::terms::Lang;

/// How the list is used.
const ADVICE: [&str; 1] = [
    "この表は直すところの一覧です。お手元の様式のファイルを開いて直し、そのファイルを提出し直してください(この表は提出しません)。",
];

/// What is said of each finding.
fn columns<'f>() -> Columns<'static, &'f Finding, Said> {
    let maybe = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let shown = |text: Option<String>| Said::Short(text.unwrap_or_default());
    Columns::new()
        .with("済", 34, |_: &&Finding| Said::Box)
        .with("重さ", 60, |finding| Said::Severity(finding.severity))
        .with("No.", 40, move |finding| shown(finding.program.map(|no| no.to_string())))
        .with("ファイル", 140, move |finding| Said::Text(finding.place.file().to_string()))
        .with("シート", 90, move |finding| {
            Said::Text(maybe(finding.place.sheet().map(AsRef::as_ref)))
        })
        .with("セル", 50, move |finding| shown(finding.place.cell().map(|cell| cell.to_string())))
        .with("書かれていること", 130, move |finding| {
            Said::Text(maybe(finding.value.as_deref()))
        })
        .with("見つかったこと", 240, |finding| Said::Text(finding.message(Lang::Ja)))
        .with("直し方", 240, |finding| Said::Text(finding.hint(Lang::Ja)))
        .with("番号", 50, |finding| Said::Short(finding.code().to_owned()))
}

/// Writes the list of one division, or nothing if there is nothing to return.
///
/// A finding belongs to the division that leads its program; one of a whole file, to the division of that file.
pub(super) fn write_mend_list(
    context: FormContext<'_>,
    checked: &CheckedRound,
    division: &Division,
    with_warnings: bool,
) -> Written<Option<Vec<u8>>> {
    let findings: Vec<&Finding> = checked
        .findings
        .iter()
        .filter(|finding| finding.severity > Severity::Info)
        .filter(|finding| is_of(context, checked, division, finding))
        .collect();
    let least = if with_warnings { Severity::Warning } else { Severity::Error };
    if !findings.iter().any(|finding| finding.severity >= least) {
        return Ok(None);
    }
    let title = format!("{} {RETURN_SHEET}", context.form.title);
    let mut workbook = style::workbook(
        &title,
        &context.plan.full_title(),
        &context.plan.municipality.name,
        DocProperties::new(),
    )?;
    let list = List {
        context,
        division,
        advice: &ADVICE,
        identity: None,
        columns: columns(),
        severity: |finding| finding.severity,
    };
    let mut sheet = style::sheet()?;
    list.draw(&mut sheet, &findings)?;
    workbook.push_worksheet(sheet);
    workbook.save_to_buffer().map(Some)
}

fn is_of(
    context: FormContext<'_>,
    checked: &CheckedRound,
    division: &Division,
    finding: &Finding,
) -> bool {
    if let Some(program) = finding.program.and_then(|no| context.plan.program(no)) {
        return program.lead == division.name;
    }
    let of_file = |file: &std::sync::Arc<str>| {
        checked.summaries.iter().any(|summary| {
            summary.file == *file && summary.division.as_ref() == Some(&division.name)
        })
    };
    of_file(finding.place.file())
}
