//! Findings about the form itself and about whose it is (families L and S), from what the search for it met.

use super::catalogue::Code;
use super::finding::{Finding, Place, Wording};
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
        Observation::NoForm => Finding::new(Code::NoForm, file()),
        Observation::OtherForm { found } => Finding::new(Code::OtherForm, file())
            .value(found)
            .detail("found", found)
            .detail("expected", context.form.identity()),
        Observation::OtherPlan { found } => Finding::new(Code::OtherPlan, file())
            .value(found)
            .detail("found", found)
            .detail("expected", &context.plan.id),
        Observation::OtherRound { found } => Finding::new(Code::WrongRound, file())
            .value(found.to_string())
            .detail("found", found.label())
            .detail("expected", context.round.label()),
        Observation::UnknownDivision { found } => {
            Finding::new(Code::UnknownDivision, file()).value(found)
        }
        Observation::OtherDivision { program, sheet, lead } => {
            let own = read.division.as_ref().map(ToString::to_string).unwrap_or_default();
            Finding::new(Code::WrongDivision, on_sheet(sheet))
                .program(*program)
                .detail("program", program.to_string())
                .detail("expected", lead.to_string())
                .detail("found", own)
        }
        Observation::UnknownProgram { program, sheet } => {
            Finding::new(Code::UnknownProgram, on_sheet(sheet))
                .detail("program", program.to_string())
        }
        Observation::EndedProgram { program, sheet } => {
            let end = context.plan.program(*program).and_then(|program| program.end.as_ref());
            let last = end.map(|end| end.last_year.label()).unwrap_or_default();
            Finding::new(Code::EndedProgram, on_sheet(sheet))
                .detail("program", program.to_string())
                .detail("last", last)
        }
        Observation::TwiceInWorkbook { program, sheet, other } => {
            Finding::new(Code::DuplicateProgram, on_sheet(other))
                .program(*program)
                .detail("program", program.to_string())
                .detail("sheet", &**sheet)
                .detail("other", &**other)
        }
        Observation::SheetGone { program } => Finding::new(Code::SheetGone, file())
            .program(*program)
            .detail("program", program.to_string()),
        Observation::FoundByLabels { program, sheet, fields } => {
            Finding::new(Code::FoundByLabels, on_sheet(sheet))
                .program(*program)
                .detail("program", program.to_string())
                .detail("fields", fields.to_string())
        }
        Observation::FieldGone { program, sheet, key, caption } => {
            Finding::new(Code::FieldGone, on_sheet(sheet))
                .program(*program)
                .field(key)
                .detail("caption", caption)
        }
        Observation::LabelTwice { program, sheet, key, caption, places } => {
            let shown: Vec<String> = places.iter().map(ToString::to_string).collect();
            Finding::new(Code::LabelTwice, on_sheet(sheet))
                .program(*program)
                .field(key)
                .detail("caption", caption)
                .detail("count", places.len().to_string())
                .detail("places", shown.join("、"))
        }
        Observation::ProgramUnclear { source, text } => {
            let place = Place::Cell(source.file.clone(), source.sheet.clone(), source.cell);
            Finding::new(Code::ProgramUnclear, place).value(text)
        }
        Observation::NameContradicts { program, source, key, caption, label_row } => {
            let place = Place::Cell(source.file.clone(), source.sheet.clone(), source.cell);
            Finding::new(Code::NameContradicts, place)
                .program(*program)
                .field(key)
                .detail("caption", caption)
                .detail("label", label_row.to_string())
        }
        Observation::HiddenParts { program, sheet, rows, cols } => {
            let what = Wording::new(
                format!("非表示の行が{rows}行、列が{cols}列ある(そこに書かれたものも読みます)"),
                format!("{rows} rows and {cols} columns are hidden; they are read all the same"),
            );
            Finding::new(Code::OddWorkbook, on_sheet(sheet)).program(*program).worded("what", what)
        }
        Observation::Unaccounted { source, text, program } => {
            let place = Place::Cell(source.file.clone(), source.sheet.clone(), source.cell);
            let finding = Finding::new(Code::Unaccounted, place).value(text);
            match program {
                Some(program) => finding.program(*program),
                None => finding,
            }
        }
        Observation::OtherProgramPrinted { program, sheet, printed } => {
            Finding::new(Code::OtherProgramPrinted, on_sheet(sheet))
                .program(*program)
                .detail("program", program.to_string())
                .detail("printed", printed.to_string())
        }
        Observation::OtherKindPrinted { program, sheet, printed } => {
            let words = &context.plan.words;
            let word = |kind| match kind {
                ProgramKind::Implementation => words.implementation.as_str(),
                ProgramKind::Study => words.study.as_str(),
            };
            let own = context.plan.program(*program).map_or("", |own| word(own.kind));
            Finding::new(Code::OtherKindPrinted, on_sheet(sheet))
                .program(*program)
                .detail("program", program.to_string())
                .detail("expected", own)
                .detail("found", word(*printed))
        }
        Observation::PrintAltered { program, source, expected, found } => {
            let place = Place::Cell(source.file.clone(), source.sheet.clone(), source.cell);
            let expected = match expected.as_str() {
                "" => Wording::new("計算式", "a formula"),
                text => Wording::new(text, text),
            };
            Finding::new(Code::PrintAltered, place)
                .program(*program)
                .value(found)
                .worded("expected", expected)
        }
        Observation::PrintGone { program, sheet, texts } => {
            let examples: Vec<&str> = texts.iter().take(3).map(String::as_str).collect();
            let more = if texts.len() > examples.len() { "、ほか" } else { "" };
            Finding::new(Code::PrintGone, on_sheet(sheet))
                .program(*program)
                .detail("count", texts.len().to_string())
                .detail("examples", format!("{}{more}", examples.join("、")))
        }
        Observation::Superseded { program, by } => Finding::new(Code::Superseded, file())
            .program(*program)
            .detail("program", program.to_string())
            .detail("other", &**by),
        Observation::Rivals { program, sheet, other } => {
            Finding::new(Code::RivalSubmissions, on_sheet(sheet))
                .program(*program)
                .detail("program", program.to_string())
                .detail("other", &**other)
        }
    }
}
