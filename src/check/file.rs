//! Findings about a file as a whole (family F).

use super::catalogue::Code;
use super::finding::{Finding, Place, Severity, Wording};
use super::words;
use crate::form::quantity_text;
use crate::submission::{Answer, FileKind, ReadSubmission, Submission, Unreadable};
use crate::terms::ProgramNo;
use crate::workbook::{LimitKind, Oddity, OpenError};

/// A file that was not looked at.
pub(super) fn skipped(submission: &Submission, kind: FileKind) -> Finding {
    let what = match kind {
        FileKind::LockFile => {
            Wording::new("Excelで開いている間の一時ファイル", "lock file of an open workbook")
        }
        FileKind::Hidden => Wording::new("隠しファイル", "hidden file"),
        FileKind::NotFollowed => Wording::new(
            "リンク(ショートカット)や隠しフォルダー",
            "link or hidden folder, not followed",
        ),
        FileKind::OtherType | FileKind::Workbook => {
            Wording::new("Excelの調査票ではない種類のファイル", "not a workbook by its ending")
        }
    };
    Finding::new(Code::Skipped, Place::File(submission.file.clone())).worded("what", what)
}

/// A file that could not be opened.
pub(super) fn unreadable(submission: &Submission, why: &Unreadable) -> Finding {
    let file = Place::File(submission.file.clone());
    match why {
        Unreadable::Disk(message) => {
            Finding::new(Code::CannotRead, file).worded("what", Wording::new(message, message))
        }
        Unreadable::Workbook(error) => {
            let finding =
                Finding::new(code_of(error), file).worded("what", words::open_error(error));
            match error {
                OpenError::Limit { allowed, found, .. } => {
                    finding.detail("found", grouped(*found)).detail("allowed", grouped(*allowed))
                }
                _ => finding,
            }
        }
    }
}

fn code_of(error: &OpenError) -> Code {
    match error {
        OpenError::Empty | OpenError::NoSheets => Code::EmptyFile,
        OpenError::NotAWorkbook { .. } | OpenError::UnsupportedFormat { .. } => Code::NotAWorkbook,
        OpenError::Encrypted => Code::Encrypted,
        OpenError::Damaged { .. } => Code::Damaged,
        OpenError::Limit { which, .. } => code_of_limit(*which),
    }
}

/// Each limit has a code of its own: what is to be done about it differs.
fn code_of_limit(which: LimitKind) -> Code {
    match which {
        LimitKind::FileBytes => Code::FileTooLarge,
        LimitKind::Entries => Code::TooManyParts,
        LimitKind::InflatedBytes => Code::InflatesTooFar,
        LimitKind::PartBytes => Code::PartTooLarge,
        LimitKind::Ratio => Code::PackedTooTightly,
        LimitKind::SharedStrings => Code::TooManyStrings,
        LimitKind::Styles => Code::TooManyStyles,
        LimitKind::Sheets => Code::TooManySheets,
        LimitKind::Cells => Code::TooManyCells,
        LimitKind::AreaCells => Code::AreaTooWide,
        LimitKind::TextChars => Code::TextTooLongForCell,
        LimitKind::TextBytes => Code::TooMuchText,
        LimitKind::XmlDepth => Code::NestedTooDeeply,
        LimitKind::Merges => Code::TooManyMerges,
        LimitKind::Names => Code::TooManyNames,
    }
}

/// A count with separators.
fn grouped(count: u64) -> String {
    quantity_text(count.into(), 0)
}

/// What the workbook reader found odd.
pub(super) fn oddities(submission: &Submission, read: &ReadSubmission) -> Vec<Finding> {
    let is_dead_field = |oddity: &&Oddity| matches!(oddity, Oddity::BrokenName { name, .. } if crate::form::key_of_defined_name(name).is_some());
    let dead = read.oddities.iter().filter(is_dead_field).count();
    let others = read.oddities.iter().filter(|oddity| !is_dead_field(oddity));
    let mut findings: Vec<Finding> =
        others.filter_map(|oddity| finding(submission, read, oddity)).collect();
    if dead > 0 {
        let what = Wording::new(
            format!("{dead}個の欄の名前の参照先が失われている(行やシートを消したときに起こります)"),
            format!("{dead} names of fields are broken, as after deleting rows or sheets"),
        );
        let place = Place::File(submission.file.clone());
        findings.push(Finding::new(Code::OddWorkbook, place).worded("what", what));
    }
    findings
}

fn finding(submission: &Submission, read: &ReadSubmission, oddity: &Oddity) -> Option<Finding> {
    let code = match oddity {
        Oddity::BadCell { .. }
        | Oddity::DuplicateCell { .. }
        | Oddity::OutsideGrid { .. }
        | Oddity::SheetUnreadable { .. } => Code::LostPart,
        // Names of other things than the form's cells come and go with every program that saves a workbook.
        Oddity::BrokenName { name, .. }
        | Oddity::AmbiguousName { name }
        | Oddity::SheetScopedName { name, .. }
            if crate::form::key_of_defined_name(name).is_none() =>
        {
            return None;
        }
        // A copied sheet carries copies of its names; the copy itself is found by other means.
        Oddity::SheetScopedName { .. } => return None,
        _ => Code::OddWorkbook,
    };
    let file = submission.file.clone();
    let place = match words::oddity_sheet(oddity) {
        Some(sheet) => Place::Sheet(file, sheet.into()),
        None => Place::File(file),
    };
    let mut finding = Finding::new(code, place).worded("what", words::oddity(oddity));
    if code == Code::LostPart
        && let Some(program) = program_hurt(oddity, read)
    {
        // Answers are missing that the division may have written.
        finding.severity = Severity::Error;
        finding.program = Some(program);
    }
    Some(finding)
}

/// The program of which answers were lost.
fn program_hurt(oddity: &Oddity, read: &ReadSubmission) -> Option<ProgramNo> {
    let sheet = words::oddity_sheet(oddity)?;
    let torn = || read.torn.get(sheet).copied();
    let mut hurt = read
        .programs
        .iter()
        .filter(|program| *program.sheet == *sheet && program.answers.iter().any(Answer::is_lost));
    match oddity {
        Oddity::SheetUnreadable { .. } => torn(),
        Oddity::BadCell { .. } => hurt.next().map(|program| program.program),
        _ => None,
    }
}
