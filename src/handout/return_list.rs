//! What a return copy adds to a form's workbook: its first sheet, and the record of it on the very hidden one.

use std::collections::BTreeSet;

use rust_xlsxwriter::{ProtectionOptions, Worksheet};

use super::list::{List, Said, head_rows};
use super::marks::{Line, ReturnMarks};
use super::request::TemplateRequest;
use crate::form::{FormContext, Identity, note_mark};
use crate::sheet::{Columns, Link, Written};
use crate::terms::count;

/// How the list is used.
const ADVICE: [&str; 2] = [
    "場所を押すと、その欄に移ります。欄の色と付箋にも同じことが書いてあります。直したら、左の☐を☑に替えてください。",
    "全部直したら、このファイルをそのまま提出してください。書き方は、先にお配りした調査票の「記入要領」にあります。",
];
/// Columns of the list.
pub(super) const LIST_COLUMNS: u16 = 6;

/// What is said of each finding.
fn columns() -> Columns<'static, Line, Said> {
    Columns::new()
        .with("済", 34, |_: &Line| Said::Box)
        .with("重さ", 60, |line| Said::Severity(line.severity))
        .with("場所", 110, |line| match &line.target {
            Some((name, cell)) => Said::Place(format!("{name} {cell}"), Link::to_cell(name, *cell)),
            None => Said::Text(line.place.clone()),
        })
        .with("見つかったこと", 330, |line| Said::Text(line.message.clone()))
        .with("直し方", 320, |line| Said::Text(line.hint.clone()))
        .with("番号", 60, |line| Said::Short(line.code.to_owned()))
}

/// Writes the first sheet: each finding with a link to its cell.
pub(super) fn write_return_list(
    sheet: &mut Worksheet,
    request: &TemplateRequest<'_>,
    identity: &Identity,
    marks: &ReturnMarks,
) -> Written {
    let list = List {
        context: request.context,
        division: request.division,
        advice: &ADVICE,
        identity: Some(identity.visible_text()),
        columns: columns(),
        severity: |line| line.severity,
    };
    list.draw(sheet, &marks.lines)?;
    sheet.protect_with_options(&ProtectionOptions {
        format_rows: true,
        format_columns: true,
        ..ProtectionOptions::default()
    });
    Ok(())
}

/// Records on the very hidden sheet what the return added: the rows of its list, and its notes.
pub(super) fn write_return_record(
    sheet: &mut Worksheet,
    row: u32,
    context: &FormContext<'_>,
    marks: &ReturnMarks,
) -> Written {
    let rows = head_rows(context, &ADVICE, true) + count(marks.lines.len());
    sheet.write_string(row, 0, "return")?;
    sheet.write_string(row, 1, rows.to_string())?;
    sheet.write_string(row, 2, LIST_COLUMNS.to_string())?;
    let mut row = row;
    for source in &marks.sources {
        row += 1;
        sheet.write_string(row, 0, "returned")?;
        sheet.write_string(row, 1, source)?;
    }
    let notes: BTreeSet<String> = marks.cells.values().map(|mark| note_mark(&mark.text)).collect();
    for (row, note) in (row + 1..).zip(notes) {
        sheet.write_string(row, 0, "note")?;
        sheet.write_string(row, 1, note)?;
    }
    Ok(())
}
