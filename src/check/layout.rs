//! Findings about the form itself and about whose it is (families L and S), from what the search for it met.

use std::sync::Arc;

use super::words;
use crate::finding::{
    FileFault, Finding, LayoutFault, More, Place, SubmissionFault, ValueFault, What, Wording,
};
use crate::form::FormContext;
use crate::submission::{Observation as Seen, ReadSubmission, Submission};
use crate::terms::{CellRef, ProgramNo, Source};

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
    let finding = |seen: &Seen| {
        let finding = Finding {
            program: program(seen),
            field: field(seen).cloned(),
            ..Finding::new(fault(context, read, seen), place(&submission.file, seen))
        };
        match (value(seen), more(seen)) {
            (_, Some(more)) => finding.standing_for(more),
            (Some(value), None) => finding.value(value),
            (None, None) => finding,
        }
    };
    read.observations.iter().map(finding).collect()
}

/// What is wrong.
fn fault(context: &FormContext<'_>, read: &ReadSubmission, seen: &Seen) -> What {
    use LayoutFault as L;
    use SubmissionFault as S;
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
            let (found, others) = (found.label(), Wording::new("", ""));
            S::WrongRound { found, others, expected: round.label() }.into()
        }
        Seen::UnknownDivision { .. } => S::UnknownDivision.into(),
        Seen::OtherDivision { program, lead, .. } => {
            let found = read.division.as_ref().map(ToString::to_string).unwrap_or_default();
            S::WrongDivision { program: *program, expected: lead.to_string(), found }.into()
        }
        Seen::UnknownProgram { program, .. } => S::UnknownProgram { program: *program }.into(),
        Seen::EndedProgram { program, .. } => {
            let end = plan.program(*program).and_then(|program| program.end.as_ref());
            let last = end.map(|end| end.last_year.label()).unwrap_or_default();
            S::EndedProgram { program: *program, last }.into()
        }
        Seen::TwiceInWorkbook { program, sheet, other } => {
            let (sheet, other) = (sheet.to_string(), other.to_string());
            S::DuplicateProgram { program: *program, sheet, other }.into()
        }
        Seen::SheetGone { program } => L::SheetGone { program: *program }.into(),
        Seen::NothingFilled { .. } => ValueFault::NothingFilled.into(),
        Seen::FormsBelow { program, places, programs, .. } => {
            let whose = listed(
                &programs.iter().map(|no| format!("No.{no}")).collect::<Vec<_>>(),
                MOST_PLACES,
            );
            let whose = match programs.as_slice() {
                [] => Wording::new("", ""),
                _ => Wording::new(format!("({whose})"), format!(" ({whose})")),
            };
            let (program, count, places) = (*program, places.len(), listed(places, MOST_PLACES));
            L::FormsBelow { program, count, places, whose }.into()
        }
        Seen::FieldsMerged { captions, .. } => {
            let captions: Vec<String> = captions.iter().map(|own| format!("「{own}」")).collect();
            L::FieldsMerged { captions: captions.join("と") }.into()
        }
        Seen::Copies { others } => {
            S::Copies { count: others.len(), others: listed(others, MOST_PLACES) }.into()
        }
        Seen::FoundByLabels { program, fields, .. } => {
            L::FoundByLabels { program: *program, fields: *fields }.into()
        }
        Seen::FieldGone { caption, .. } => L::FieldGone { caption: caption.clone() }.into(),
        Seen::LabelTwice { caption, places, .. } => {
            let (caption, count) = (caption.clone(), places.len().to_string());
            L::LabelTwice { caption, count, places: listed(places, MOST_PLACES) }.into()
        }
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
            let word = |kind| plan.kind_word(kind).to_owned();
            let own = plan.program(*program).map(|own| word(own.kind));
            let (expected, found) = (own.unwrap_or_default(), word(*printed));
            L::OtherKindPrinted { program: *program, expected, found }.into()
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
    Wording::new(
        format!("非表示の{ja}ある(そこに書かれたものも読みます)"),
        format!("{en} are hidden; they are read all the same"),
    )
}

/// What a form prints in a cell; nothing is a formula.
fn printed(text: &str) -> Wording {
    if text.is_empty() { Wording::new("計算式", "a formula") } else { Wording::new(text, text) }
}

/// Where it stands.
fn place(file: &Arc<str>, seen: &Seen) -> Place {
    match seen {
        Seen::NoForm(_)
        | Seen::OtherForm { .. }
        | Seen::OtherPlan { .. }
        | Seen::OtherRound { .. }
        | Seen::UnknownDivision { .. }
        | Seen::SheetGone { .. }
        | Seen::NothingFilled { sheet: None }
        | Seen::Copies { .. }
        | Seen::Superseded { .. } => Place::File(file.clone()),
        Seen::OtherDivision { sheet, .. }
        | Seen::UnknownProgram { sheet, .. }
        | Seen::EndedProgram { sheet, .. }
        | Seen::TwiceInWorkbook { other: sheet, .. }
        | Seen::FoundByLabels { sheet, .. }
        | Seen::FieldGone { sheet, .. }
        | Seen::LabelTwice { sheet, .. }
        | Seen::HiddenParts { sheet, .. }
        | Seen::HiddenSheet { sheet, .. }
        | Seen::MoreAttached { sheet, .. }
        | Seen::OtherProgramPrinted { sheet, .. }
        | Seen::OtherKindPrinted { sheet, .. }
        | Seen::PrintGone { sheet, .. }
        | Seen::NothingFilled { sheet: Some((_, sheet)) }
        | Seen::Rivals { sheet, .. } => Place::Sheet(file.clone(), sheet.clone()),
        Seen::Attached { sheet, cell, .. } => match cell {
            Some(cell) => {
                let (file, sheet, cell) = (file.clone(), sheet.clone(), *cell);
                Place::of(&Source { file, sheet, cell })
            }
            None => Place::Sheet(file.clone(), sheet.clone()),
        },
        Seen::FormsBelow { sheet, places, .. } => {
            let first = places.first().copied().unwrap_or(CellRef::new(0, 0));
            Place::Cell(file.clone(), sheet.clone(), first)
        }
        Seen::ProgramUnclear { source, .. }
        | Seen::FieldsMerged { source, .. }
        | Seen::NameContradicts { source, .. }
        | Seen::Unaccounted { source, .. }
        | Seen::PrintStruck { source, .. }
        | Seen::PrintAltered { source, .. } => Place::of(source),
        Seen::More { like, .. } => place(file, like),
    }
}

/// The program that it concerns; none where the sheet is no program's of this plan.
fn program(seen: &Seen) -> Option<ProgramNo> {
    match seen {
        Seen::OtherDivision { program, .. }
        | Seen::TwiceInWorkbook { program, .. }
        | Seen::SheetGone { program }
        | Seen::FoundByLabels { program, .. }
        | Seen::FieldGone { program, .. }
        | Seen::LabelTwice { program, .. }
        | Seen::NameContradicts { program, .. }
        | Seen::HiddenParts { program, .. }
        | Seen::HiddenSheet { program, .. }
        | Seen::PrintStruck { program, .. }
        | Seen::OtherProgramPrinted { program, .. }
        | Seen::OtherKindPrinted { program, .. }
        | Seen::PrintAltered { program, .. }
        | Seen::PrintGone { program, .. }
        | Seen::NothingFilled { sheet: Some((program, _)) }
        | Seen::FormsBelow { program, .. }
        | Seen::FieldsMerged { program, .. }
        | Seen::Superseded { program, .. }
        | Seen::Rivals { program, .. } => Some(*program),
        Seen::Unaccounted { program, .. } | Seen::Attached { program, .. } => *program,
        Seen::More { like, .. } => program(like),
        _ => None,
    }
}

/// The field that it concerns.
fn field(seen: &Seen) -> Option<&String> {
    match seen {
        Seen::FieldGone { key, .. }
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
        | Seen::ProgramUnclear { text: found, .. }
        | Seen::PrintStruck { text: found, .. }
        | Seen::Unaccounted { text: found, .. }
        | Seen::PrintAltered { found, .. } => Some(found.clone()),
        _ => None,
    }
}
