//! `差戻し/<division>.xlsx`: the form again, with everything the division wrote and what is to be mended.
//!
//! It is still the form: names, identity and printed cells are the same, so that the mended copy is simply the next
//! submission. What the return adds (its first sheet, notes, colours) is recorded on the very hidden sheet, and the
//! reader leaves exactly that out of the account of cells. `carry.rs` decides what goes where.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::carry::{Carried, as_written};
use super::entry::Entry;
use super::marks::{CellMark, Line, ReturnMarks};
use super::mend_list::write_mend_list;
use super::request::TemplateRequest;
use super::sheet_form::fit_of;
use super::template::write_template;
use crate::check::{CheckedRound, oddity_words};
use crate::finding::{FileFault, Finding, LayoutFault, Severity, What};
use crate::form::{FormContext, Question};
use crate::schema::Division;
use crate::sheet::WriteError;
use crate::submission::Submission;
use crate::terms::{CellRef, Lang, ProgramNo};
use crate::workbook::Oddity;

/// Most characters of a message that a list or a note shows: a quoted cell may hold 32,767, which is also the most
/// that a cell or a note takes.
const MOST_SHOWN: usize = 1_000;
/// Most notes on one sheet; further cells are coloured and listed.
const MOST_NOTES: usize = 1_000;
/// Most lines of the list.
const MOST_LINES: usize = 50_000;

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
) -> Result<Option<Vec<u8>>, WriteError> {
    if context.form.is_existing() {
        return Ok(write_mend_list(context, checked, division, with_warnings)?);
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
            && own.iter().any(|submission| *finding.place.file() == submission.file)
    };
    let findings: Vec<&Finding> = checked.findings.iter().filter(is_own).collect();
    let least = if with_warnings { Severity::Warning } else { Severity::Error };
    if !findings.iter().any(|finding| finding.severity >= least) {
        return Ok(None);
    }
    let carried = Carried::new(&context, division, &own);
    let mut marks = marks(&findings, &carried);
    marks.sources = own.iter().map(|submission| submission.sha256.clone()).collect();
    let entries = |program: ProgramNo, question: &Question| carried.entry(program, question);
    let request =
        TemplateRequest { context, division, mark: None, entries: &entries, marks: Some(&marks) };
    write_template(&request).map(Some)
}

fn marks(findings: &[&Finding], carried: &Carried<'_>) -> ReturnMarks {
    let mut marks = ReturnMarks::default();
    let mut notes: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings {
        let line = line(finding, carried);
        let drawn = line.target.as_ref().filter(|(sheet, _)| carried.draws(sheet));
        if let Some((sheet, cell)) = drawn {
            let text = note_text(finding, &line);
            let known = marks.cells.get_mut(&(sheet.clone(), *cell));
            let count = notes.entry(sheet.clone()).or_default();
            match known {
                Some(mark) => {
                    mark.severity = mark.severity.max(finding.severity);
                    mark.text = shortened(&format!("{}\n{text}", mark.text), 4 * MOST_SHOWN);
                }
                None if *count < MOST_NOTES => {
                    *count += 1;
                    let mark = CellMark { severity: finding.severity, text };
                    marks.cells.insert((sheet.clone(), *cell), mark);
                }
                None => {}
            }
        }
        marks.lines.push(line);
    }
    marks.lines = one_per_cell(std::mem::take(&mut marks.lines), carried);
    marks.lines.extend(left_behind(carried));
    marks.lines.extend(cut_on_paper(carried));
    marks.lines.truncate(MOST_LINES);
    for (program, sheet) in &carried.programs {
        marks.extra.insert(*program, sheet.extra_rows.clone());
    }
    let written = |(name, sheet): &(String, &crate::submission::OtherSheet)| {
        let cells = sheet.cells.iter().map(|(at, cell)| (*at, as_written(cell)));
        (name.clone(), cells.collect::<BTreeMap<_, Entry>>())
    };
    marks.sheets = carried.sheets.iter().map(written).collect();
    marks.strays.clone_from(&carried.strays);
    marks.cover = said_there(carried);
    marks
}

/// What a submitted cover says for all sheets, by field: what a sheet took from there.
fn said_there(carried: &Carried<'_>) -> BTreeMap<String, Entry> {
    let answers = carried.programs.values().flat_map(|sheet| &sheet.answers);
    let taken = answers.filter(|answer| answer.is_taken_over()).filter_map(|answer| {
        let cell = answer.cell.as_ref()?;
        Some((answer.question.id().0.to_owned(), as_written(cell)))
    });
    taken.filter(|(_, entry)| entry.text() != Some("")).collect()
}

/// The lines with what must be mended first, and one for each cell: its likeliest. What else was found there stands in the
/// note of the cell.
fn one_per_cell(lines: Vec<Line>, carried: &Carried<'_>) -> Vec<Line> {
    let mut lines: Vec<(usize, Line)> = lines.into_iter().enumerate().collect();
    lines.sort_by_key(|(_, line)| (Reverse(line.severity), likeliness(line.code)));
    let mut kept: Vec<(usize, Line)> = Vec::new();
    let mut at: BTreeMap<(String, CellRef), (usize, usize)> = BTreeMap::new();
    for (order, line) in lines {
        let place = line.target.clone().filter(|(sheet, _)| carried.draws(sheet));
        match place.as_ref().and_then(|place| at.get_mut(place)) {
            // The same is said of a field of the cover once for each program.
            Some((known, _)) if kept[*known].1.message == line.message => {}
            Some((_, others)) => *others += 1,
            None => {
                at.extend(place.map(|place| (place, (kept.len(), 0))));
                kept.push((order, line));
            }
        }
    }
    for (known, others) in at.into_values().filter(|(_, others)| *others > 0) {
        let more = format!("(ほかに{others}件。欄の付箋にあります)");
        kept[known].1.message.push_str(&more);
    }
    kept.sort_by_key(|(order, line)| (Reverse(line.severity), *order));
    kept.into_iter().map(|(_, line)| line).collect()
}

/// How likely a finding of a cell says what is wrong with it, the smaller the likelier: what its value cannot be goes before
/// what contradicts another, and that before where it stands.
fn likeliness(code: &str) -> u8 {
    match code.as_bytes().first() {
        Some(b'V') => 0,
        Some(b'X') => 1,
        Some(b'L') => 2,
        _ => 3,
    }
}

/// The line of a finding on the first sheet.
fn line(finding: &Finding, carried: &Carried<'_>) -> Line {
    let place = &finding.place;
    let field = finding.program.zip(finding.field.as_deref());
    let target = carried.place(field, (place.file(), place.sheet(), place.cell()));
    let sheet = place.sheet().map(|sheet| sheet.to_string()).unwrap_or_default();
    let cell = place.cell().map(|cell| cell.to_string()).unwrap_or_default();
    Line {
        severity: finding.severity,
        code: finding.code(),
        target,
        place: format!("{sheet} {cell}").trim().to_owned(),
        message: shortened(&finding.message(Lang::Ja), MOST_SHOWN),
        hint: shortened(&finding.hint(Lang::Ja), MOST_SHOWN),
    }
}

/// What the note on a cell says. Where the form's print was put back, it says what had been written over it.
fn note_text(finding: &Finding, line: &Line) -> String {
    let text = format!("{}\n→ {}", line.message, line.hint);
    match (&finding.what, &finding.value) {
        (What::Layout(LayoutFault::PrintAltered { .. }), Some(value)) => {
            let value = shortened(value, MOST_SHOWN);
            format!("様式の内容に戻しました。変更されていた内容:「{value}」\n{text}")
        }
        _ => text,
    }
}

/// What a copy cannot carry and no finding quotes, a line each: embedded documents.
fn left_behind(carried: &Carried<'_>) -> Vec<Line> {
    let oddities = carried
        .submissions
        .iter()
        .filter_map(|submission| submission.read())
        .flat_map(|read| &read.oddities);
    let left =
        oddities.filter(|oddity| matches!(oddity, Oddity::EmbeddedObjects(_))).map(|oddity| {
            let what = oddity_words(oddity);
            let message = what.ja.clone();
            Line {
            severity: Severity::Info,
            code: FileFault::OddWorkbook { what }.entry().code,
            target: None,
            place: String::new(),
            message,
            hint:
                "この差戻しには写せません。元のファイルを見て、必要なことを記入欄に書いてください。"
                    .to_owned(),
        }
        });
    left.collect()
}

/// What no row of a form can show whole, a line each: it is whole in its cell.
fn cut_on_paper(carried: &Carried<'_>) -> Vec<Line> {
    let questions = carried.layouts.values().flat_map(|layout| {
        layout.questions().map(move |(area, question)| (layout, area, question))
    });
    let lines = questions.filter_map(|(layout, area, question)| {
        let entry = carried.entry(layout.program_no(), question)?;
        let fit = fit_of(layout, area, question, &entry)?;
        let is_cut = entry.text().is_some_and(|text| fit.shown < text.len());
        is_cut.then(|| Line {
            severity: Severity::Info,
            code: "",
            target: Some((layout.name.clone(), area.first)),
            place: String::new(),
            message: format!("「{}」の文章が長く、印刷すると終わりが切れます。", question.caption),
            hint: "全文はセルに入っています。印刷して確かめるときは、短くしてください。".to_owned(),
        })
    });
    lines.collect()
}

/// `text`, cut if it is longer than `most` characters.
fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
