//! Findings about a file as a whole (family F).

use super::file_words;
use crate::finding::{FileFault, Finding, LimitFault, Place, Severity, What, Wording, worded};
use crate::form::quantity_text;
use crate::submission::{Answer, FileKind, ReadSubmission, Submission, Unreadable};
use crate::terms::ProgramNo;
use crate::workbook::{LimitKind, Oddity, OpenError};

/// A file that was not looked at.
pub(super) fn skipped(submission: &Submission, kind: FileKind) -> Finding {
    let what = worded! { kind =>
        FileKind::LockFile => "Excelで開いている間の一時ファイル" / "lock file of an open workbook",
        FileKind::Hidden => "隠しファイル" / "hidden file",
        FileKind::NotFollowed => "リンク(ショートカット)や隠しフォルダー" / "link or hidden folder, not followed",
        FileKind::Document => "Excelの調査票ではない文書や圧縮ファイル" / "a document or an archive by its ending, not a workbook",
        FileKind::OtherType | FileKind::Workbook => "Excelの調査票ではない種類のファイル" / "not a workbook by its ending",
    };
    let remedy = file_words::remedy_for_skipped(&submission.file, kind);
    let place = Place::File(submission.file.clone());
    let mut finding = Finding::new(FileFault::Skipped { what, remedy }, place);
    if kind == FileKind::Document {
        // A division may have sent its answers in it.
        finding.severity = Severity::Warning;
    }
    finding
}

/// A file that could not be opened.
pub(super) fn unreadable(submission: &Submission, why: &Unreadable) -> Finding {
    let file = Place::File(submission.file.clone());
    match why {
        Unreadable::Disk(message) => {
            Finding::new(FileFault::CannotRead { what: Wording::new(message, message) }, file)
        }
        Unreadable::Workbook(error) => Finding::new(fault_of(error), file),
    }
}

fn fault_of(error: &OpenError) -> What {
    let what = file_words::open_error(error);
    match error {
        OpenError::Empty | OpenError::NoSheets => FileFault::EmptyFile { what }.into(),
        OpenError::NotAWorkbook { .. } | OpenError::UnsupportedFormat { .. } => {
            FileFault::NotAWorkbook { what, remedy: file_words::remedy_for(error) }.into()
        }
        OpenError::Encrypted => FileFault::Encrypted.into(),
        OpenError::Damaged { .. } => FileFault::Damaged { what }.into(),
        OpenError::Limit { which, allowed, found } => {
            limit_fault(*which, grouped(*found), grouped(*allowed)).into()
        }
    }
}

/// Each limit has a code of its own: what is to be done about it differs.
fn limit_fault(which: LimitKind, found: String, allowed: String) -> LimitFault {
    match which {
        LimitKind::FileBytes => LimitFault::FileTooLarge { found, allowed },
        LimitKind::Entries => LimitFault::TooManyParts { found, allowed },
        LimitKind::InflatedBytes => LimitFault::InflatesTooFar { found, allowed },
        LimitKind::PartBytes => LimitFault::PartTooLarge { found, allowed },
        LimitKind::Ratio => LimitFault::PackedTooTightly { found, allowed },
        LimitKind::SharedStrings => LimitFault::TooManyStrings { found, allowed },
        LimitKind::Styles => LimitFault::TooManyStyles { found, allowed },
        LimitKind::Sheets => LimitFault::TooManySheets { found, allowed },
        LimitKind::Cells => LimitFault::TooManyCells { found, allowed },
        LimitKind::AreaCells => LimitFault::AreaTooWide { found, allowed },
        LimitKind::TextChars => LimitFault::TextTooLongForCell { found, allowed },
        LimitKind::TextBytes => LimitFault::TooMuchText { found, allowed },
        LimitKind::XmlDepth => LimitFault::NestedTooDeeply { found, allowed },
        LimitKind::Merges => LimitFault::TooManyMerges { found, allowed },
        LimitKind::Names => LimitFault::TooManyNames { found, allowed },
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
        let what = worded! { "{dead}個の欄の名前の参照先が失われている(行やシートを消したときに起こります)" / "{dead} names of fields are broken, as after deleting rows or sheets" };
        let place = Place::File(submission.file.clone());
        findings.push(Finding::new(FileFault::OddWorkbook { what }, place));
    }
    findings
}

fn finding(submission: &Submission, read: &ReadSubmission, oddity: &Oddity) -> Option<Finding> {
    let what = file_words::oddity(oddity);
    let fault = match oddity {
        Oddity::BadCell { .. }
        | Oddity::DuplicateCell { .. }
        | Oddity::OutsideGrid { .. }
        | Oddity::SheetUnreadable { .. } => FileFault::LostPart { what },
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
        _ => FileFault::OddWorkbook { what },
    };
    let file = submission.file.clone();
    let place = match file_words::oddity_sheet(oddity) {
        Some(sheet) => Place::Sheet(file, sheet.into()),
        None => Place::File(file),
    };
    let is_lost = matches!(fault, FileFault::LostPart { .. });
    let mut finding = Finding::new(fault, place);
    if let Some(program) = program_hurt(oddity, read).filter(|_| is_lost) {
        // Answers are missing that the division may have written.
        finding.severity = Severity::Error;
        finding.program = Some(program);
    }
    Some(finding)
}

/// The program of which answers were lost.
fn program_hurt(oddity: &Oddity, read: &ReadSubmission) -> Option<ProgramNo> {
    let sheet = file_words::oddity_sheet(oddity)?;
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
