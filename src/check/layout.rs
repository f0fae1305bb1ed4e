//! Findings about the form itself and about whose it is (families L and S), from what the search for it met.

use std::sync::Arc;

use super::words;
use crate::finding::{
    FileFault, Finding, LayoutFault as L, More, Place, SubmissionFault as S, ValueFault, What,
    Wording, worded,
};
use crate::form::FormContext;
use crate::schema::{Plan, ProgramKind};
use crate::submission::{Observation as Seen, ReadSubmission, Spot, Submission};
use crate::terms::{CellRef, DivisionName, ProgramNo};

/// Most places of a label that are listed.
const MOST_PLACES: usize = 20;
/// Most printed texts that are listed.
const MOST_TEXTS: usize = 3;

/// One finding per observation.
pub(super) fn observations(
    context: &FormContext<'_>,
    submission: &Submission,
    read: &ReadSubmission,
) -> Vec<Finding> {
    let is_copy = read.copy_of.is_some();
    let finding = |seen: &Seen| {
        let finding = Finding {
            program: seen.program(),
            field: field(seen).cloned(),
            ..Finding::new(fault(context, read, seen), place(&submission.file, seen))
        };
        match (value(seen), more(seen)) {
            (_, Some(more)) => finding.standing_for(more),
            (Some(value), None) => finding.value(value),
            (None, None) => finding,
        }
    };
    // Of the file that a copy is a copy of it is said that nothing is filled in.
    let is_said = |seen: &&Seen| !is_copy || !matches!(seen, Seen::NothingFilled { .. });
    read.observations.iter().filter(is_said).map(finding).collect()
}

/// What is wrong.
fn fault(context: &FormContext<'_>, read: &ReadSubmission, seen: &Seen) -> What {
    let FormContext { plan, form, round, .. } = *context;
    match seen {
        Seen::NoForm(likeness) => L::NoForm { what: words::likeness(likeness) }.into(),
        Seen::OtherForm { found } => {
            L::OtherForm { found: found.clone(), expected: form.identity() }.into()
        }
        Seen::OtherPlan { found } => {
            L::OtherPlan { found: found.clone(), expected: plan.id.clone() }.into()
        }
        Seen::OtherRound { found } => {
            let (found, others) = (found.label(), Wording::default());
            S::WrongRound { found, others, expected: round.label() }.into()
        }
        Seen::UnknownDivision { .. } => S::UnknownDivision.into(),
        Seen::OtherDivision { program, lead, .. } => wrong_division(read, *program, lead).into(),
        Seen::UnknownProgram { program, .. } => S::UnknownProgram { program: *program }.into(),
        Seen::EndedProgram { program, .. } => ended(plan, *program).into(),
        Seen::TwiceInWorkbook { program, sheet, other } => {
            let (sheet, other) = (sheet.to_string(), other.to_string());
            S::DuplicateProgram { program: *program, sheet, other }.into()
        }
        Seen::SheetGone { program } => L::SheetGone { program: *program }.into(),
        Seen::NothingFilled { .. } => ValueFault::NothingFilled.into(),
        Seen::FormsBelow { program, places, programs, .. } => {
            forms_below(*program, places, programs).into()
        }
        Seen::FieldsMerged { captions, .. } => merged(captions).into(),
        Seen::Copies { others } => {
            S::Copies { count: others.len(), others: listed(others, MOST_PLACES) }.into()
        }
        Seen::FoundByLabels { program, fields, .. } => {
            L::FoundByLabels { program: *program, fields: *fields }.into()
        }
        Seen::FieldGone { caption, .. } => L::FieldGone { caption: caption.clone() }.into(),
        Seen::FieldHoldsLabel { caption, .. } => {
            L::FieldHoldsLabel { caption: caption.clone() }.into()
        }
        Seen::LabelOutOfOrder { caption, .. } => {
            L::LabelOutOfOrder { caption: caption.clone() }.into()
        }
        Seen::LabelTwice { caption, places, .. } => label_twice(caption, places).into(),
        Seen::ProgramUnclear { .. } => L::ProgramUnclear.into(),
        Seen::NameContradicts { caption, label_row, .. } => {
            L::NameContradicts { caption: caption.clone(), label: label_row.to_string() }.into()
        }
        Seen::HiddenParts { rows, cols, .. } => {
            FileFault::OddWorkbook { what: hidden(*rows, *cols) }.into()
        }
        Seen::HiddenSheet { program, fields, .. } => {
            L::HiddenSheet { program: *program, fields: *fields }.into()
        }
        Seen::Attached { field, kind, .. } => {
            let caption = field.as_ref().map(|(_, caption)| caption.as_str());
            L::Attached { place: lies(caption), what: words::attached(*kind) }.into()
        }
        Seen::MoreAttached { count, .. } => L::MoreAttached { count: *count }.into(),
        Seen::PrintStruck { .. } => L::PrintStruck.into(),
        Seen::Unaccounted { .. } => L::Unaccounted.into(),
        Seen::More { like, .. } => fault(context, read, like),
        Seen::OtherProgramPrinted { program, printed, .. } => {
            L::OtherProgramPrinted { program: *program, printed: *printed }.into()
        }
        Seen::OtherKindPrinted { program, printed, .. } => {
            other_kind(plan, *program, *printed).into()
        }
        Seen::PrintAltered { expected, .. } => {
            L::PrintAltered { expected: printed(expected) }.into()
        }
        Seen::PrintGone { texts, .. } => {
            L::PrintGone { count: texts.len(), examples: listed(texts, MOST_TEXTS) }.into()
        }
        Seen::Superseded { program, by } => {
            S::Superseded { program: *program, other: by.to_string() }.into()
        }
        Seen::Rivals { program, other, .. } => {
            S::RivalSubmissions { program: *program, other: other.to_string() }.into()
        }
    }
}

/// A program on the form of a division that does not lead it.
fn wrong_division(read: &ReadSubmission, program: ProgramNo, lead: &DivisionName) -> S {
    let found = read.division.as_ref().map(ToString::to_string).unwrap_or_default();
    S::WrongDivision { program, expected: lead.to_string(), found }
}

/// A label that stands in several places.
fn label_twice(caption: &str, places: &[CellRef]) -> L {
    let (count, places) = (places.len().to_string(), listed(places, MOST_PLACES));
    L::LabelTwice { caption: caption.to_owned(), count, places }
}

/// A program that a revision has ended, with the last year of it.
fn ended(plan: &Plan, program: ProgramNo) -> S {
    let end = plan.program(program).and_then(|program| program.end.as_ref());
    let last = end.map(|end| end.last_year.label()).unwrap_or_default();
    S::EndedProgram { program, last }
}

/// Fields in one cell, by what people call them.
fn merged(captions: &[String]) -> L {
    let captions: Vec<String> = captions.iter().map(|own| format!("「{own}」")).collect();
    L::FieldsMerged { captions: captions.join("と") }
}

/// A program on the sheet of another kind, with the plan's words for both.
fn other_kind(plan: &Plan, program: ProgramNo, printed: ProgramKind) -> L {
    let own = plan.program(program).map(|own| plan.kind_word(own.kind).to_owned());
    let (expected, found) = (own.unwrap_or_default(), plan.kind_word(printed).to_owned());
    L::OtherKindPrinted { program, expected, found }
}

/// Forms on a sheet that are not read, with whose they are.
fn forms_below(own: Option<ProgramNo>, places: &[CellRef], programs: &[ProgramNo]) -> L {
    let whose: Vec<String> = programs.iter().map(|no| format!("No.{no}")).collect();
    let (none, whose) = (whose.is_empty(), listed(&whose, MOST_PLACES));
    let whose = if none {
        worded! { "" / "" }
    } else {
        worded! { "({whose})" / " ({whose})" }
    };
    let read = match own {
        Some(own) => {
            worded! { "読んだのはNo.{own}の票だけです" / "only that of No.{own} was read" }
        }
        None => worded! { "どれも読みませんでした" / "none was read" },
    };
    L::FormsBelow { count: places.len(), places: listed(places, MOST_PLACES), whose, read }
}

/// The first `most` of these, and whether there are others.
fn listed(items: &[impl ToString], most: usize) -> String {
    let first: Vec<String> = items.iter().take(most).map(ToString::to_string).collect();
    let more = if items.len() > most { "、ほか" } else { "" };
    format!("{}{more}", first.join("、"))
}

/// Where something lies: on the field with this caption, or on none.
fn lies(caption: Option<&str>) -> Wording {
    match caption {
        Some(caption) => Wording::new(format!("「{caption}」の欄"), format!("on \"{caption}\"")),
        None => Wording::new("シートの上", "on the sheet"),
    }
}

fn hidden(rows: usize, cols: usize) -> Wording {
    let (ja, en) = match (rows, cols) {
        (rows, 0) => (format!("行が{rows}行"), format!("{rows} rows")),
        (0, cols) => (format!("列が{cols}列"), format!("{cols} columns")),
        _ => (format!("行が{rows}行、列が{cols}列"), format!("{rows} rows and {cols} columns")),
    };
    worded! { "非表示の{ja}ある(そこに書かれたものも読みます)" / "{en} are hidden; they are read all the same" }
}

/// What a form prints in a cell; nothing is a formula.
fn printed(text: &str) -> Wording {
    if text.is_empty() { Wording::new("計算式", "a formula") } else { Wording::new(text, text) }
}

fn place(file: &Arc<str>, seen: &Seen) -> Place {
    match seen.spot() {
        Spot::File => Place::File(file.clone()),
        Spot::Sheet(sheet) => Place::Sheet(file.clone(), sheet.clone()),
        Spot::Cell(sheet, cell) => Place::Cell(file.clone(), sheet.clone(), cell),
        Spot::Source(source) => Place::of(source),
    }
}

/// The field that it concerns.
fn field(seen: &Seen) -> Option<&String> {
    match seen {
        Seen::FieldGone { key, .. }
        | Seen::FieldHoldsLabel { key, .. }
        | Seen::LabelOutOfOrder { key, .. }
        | Seen::LabelTwice { key, .. }
        | Seen::FieldsMerged { key, .. }
        | Seen::NameContradicts { key, .. } => Some(key),
        Seen::Attached { field, .. } => field.as_ref().map(|(key, _)| key),
        _ => None,
    }
}

/// For how many others it stands.
fn more(seen: &Seen) -> Option<More> {
    match seen {
        Seen::More { count, area, .. } => Some(More { count: *count, area: *area }),
        _ => None,
    }
}

/// What was found, as written.
fn value(seen: &Seen) -> Option<String> {
    match seen {
        Seen::Attached { text, .. } if text.is_empty() => Some("文字なし".to_owned()),
        Seen::Attached { text, .. } => Some(text.clone()),
        Seen::OtherRound { found } => Some(found.to_string()),
        Seen::OtherForm { found }
        | Seen::OtherPlan { found }
        | Seen::UnknownDivision { found }
        | Seen::FieldHoldsLabel { text: found, .. }
        | Seen::ProgramUnclear { text: found, .. }
        | Seen::PrintStruck { text: found, .. }
        | Seen::Unaccounted { text: found, .. }
        | Seen::PrintAltered { found, .. } => Some(found.clone()),
        _ => None,
    }
}
