//! Findings about the form itself and about whose it is (families L and S), from what the search for it met.

use crate::finding::{FileFault, Finding, LayoutFault, Place, SubmissionFault, Wording};
use crate::form::FormContext;
use crate::schema::ProgramKind;
use crate::submission::{Observation, ReadSubmission, Submission};

/// One finding per observation.
pub(super) fn observations(
    context: &FormContext<'_>,
    submission: &Submission,
    read: &ReadSubmission,
) -> Vec<Finding> {
    read.observations.iter().map(|seen| finding(context, submission, read, seen)).collect()
}

fn finding(
    context: &FormContext<'_>,
    submission: &Submission,
    read: &ReadSubmission,
    seen: &Observation,
) -> Finding {
    let file = || Place::File(submission.file.clone());
    let on_sheet =
        |sheet: &std::sync::Arc<str>| Place::Sheet(submission.file.clone(), sheet.clone());
    match seen {
        Observation::NoForm => Finding::new(LayoutFault::NoForm, file()),
        Observation::OtherForm { found } => {
            let expected = context.form.identity();
            let other = LayoutFault::OtherForm { found: found.clone(), expected };
            Finding::new(other, file()).value(found)
        }
        Observation::OtherPlan { found } => {
            let expected = context.plan.id.clone();
            let other = LayoutFault::OtherPlan { found: found.clone(), expected };
            Finding::new(other, file()).value(found)
        }
        Observation::OtherRound { found } => {
            let expected = context.round.label();
            let other = SubmissionFault::WrongRound { found: found.label(), expected };
            Finding::new(other, file()).value(found.to_string())
        }
        Observation::UnknownDivision { found } => {
            Finding::new(SubmissionFault::UnknownDivision, file()).value(found)
        }
        Observation::OtherDivision { program, sheet, lead } => {
            let found = read.division.as_ref().map(ToString::to_string).unwrap_or_default();
            let expected = lead.to_string();
            let other = SubmissionFault::WrongDivision { program: *program, expected, found };
            Finding::new(other, on_sheet(sheet)).program(*program)
        }
        Observation::UnknownProgram { program, sheet } => {
            let unknown = SubmissionFault::UnknownProgram { program: *program };
            Finding::new(unknown, on_sheet(sheet))
        }
        Observation::EndedProgram { program, sheet } => {
            let end = context.plan.program(*program).and_then(|program| program.end.as_ref());
            let last = end.map(|end| end.last_year.label()).unwrap_or_default();
            let ended = SubmissionFault::EndedProgram { program: *program, last };
            Finding::new(ended, on_sheet(sheet))
        }
        Observation::TwiceInWorkbook { program, sheet, other } => {
            let twice = SubmissionFault::DuplicateProgram {
                program: *program,
                sheet: sheet.to_string(),
                other: other.to_string(),
            };
            Finding::new(twice, on_sheet(other)).program(*program)
        }
        Observation::SheetGone { program } => {
            let gone = LayoutFault::SheetGone { program: *program };
            Finding::new(gone, file()).program(*program)
        }
        Observation::FoundByLabels { program, sheet, fields } => {
            let found = LayoutFault::FoundByLabels { program: *program, fields: *fields };
            Finding::new(found, on_sheet(sheet)).program(*program)
        }
        Observation::FieldGone { program, sheet, key, caption } => {
            let gone = LayoutFault::FieldGone { caption: caption.clone() };
            Finding::new(gone, on_sheet(sheet)).program(*program).field(key)
        }
        Observation::LabelTwice { program, sheet, key, caption, places } => {
            let shown: Vec<String> = places.iter().map(ToString::to_string).collect();
            let twice = LayoutFault::LabelTwice {
                caption: caption.clone(),
                count: places.len().to_string(),
                places: shown.join("、"),
            };
            Finding::new(twice, on_sheet(sheet)).program(*program).field(key)
        }
        Observation::ProgramUnclear { source, text } => {
            Finding::new(LayoutFault::ProgramUnclear, Place::of(source)).value(text)
        }
        Observation::NameContradicts { program, source, key, caption, label_row } => {
            let (caption, label) = (caption.clone(), label_row.to_string());
            let contradicts = LayoutFault::NameContradicts { caption, label };
            Finding::new(contradicts, Place::of(source)).program(*program).field(key)
        }
        Observation::HiddenParts { program, sheet, rows, cols } => {
            let what = Wording::new(
                format!("非表示の行が{rows}行、列が{cols}列ある(そこに書かれたものも読みます)"),
                format!("{rows} rows and {cols} columns are hidden; they are read all the same"),
            );
            let hidden = FileFault::OddWorkbook { what };
            Finding::new(hidden, on_sheet(sheet)).program(*program)
        }
        Observation::Unaccounted { source, text, program } => {
            let finding = Finding::new(LayoutFault::Unaccounted, Place::of(source)).value(text);
            Finding { program: *program, ..finding }
        }
        Observation::OtherProgramPrinted { program, sheet, printed } => {
            let (program, printed) = (*program, *printed);
            let other = LayoutFault::OtherProgramPrinted { program, printed };
            Finding::new(other, on_sheet(sheet)).program(program)
        }
        Observation::OtherKindPrinted { program, sheet, printed } => {
            let words = &context.plan.words;
            let word = |kind| match kind {
                ProgramKind::Implementation => words.implementation.clone(),
                ProgramKind::Study => words.study.clone(),
            };
            let own = context.plan.program(*program);
            let other = LayoutFault::OtherKindPrinted {
                program: *program,
                expected: own.map(|own| word(own.kind)).unwrap_or_default(),
                found: word(*printed),
            };
            Finding::new(other, on_sheet(sheet)).program(*program)
        }
        Observation::PrintAltered { program, source, expected, found } => {
            let expected = match expected.as_str() {
                "" => Wording::new("計算式", "a formula"),
                text => Wording::new(text, text),
            };
            let altered = LayoutFault::PrintAltered { expected };
            Finding::new(altered, Place::of(source)).program(*program).value(found)
        }
        Observation::PrintGone { program, sheet, texts } => {
            let shown: Vec<&str> = texts.iter().take(3).map(String::as_str).collect();
            let more = if texts.len() > shown.len() { "、ほか" } else { "" };
            let examples = format!("{}{more}", shown.join("、"));
            let gone = LayoutFault::PrintGone { count: texts.len(), examples };
            Finding::new(gone, on_sheet(sheet)).program(*program)
        }
        Observation::Superseded { program, by } => {
            let newer = SubmissionFault::Superseded { program: *program, other: by.to_string() };
            Finding::new(newer, file()).program(*program)
        }
        Observation::Rivals { program, sheet, other } => {
            let other = other.to_string();
            let rivals = SubmissionFault::RivalSubmissions { program: *program, other };
            Finding::new(rivals, on_sheet(sheet)).program(*program)
        }
    }
}
