//! The files of a round's input folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::notation::round;
use crate::terms::Round;

/// What a file is by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A workbook to be read.
    Workbook,
    /// Excel's lock file of an open workbook (`~$…`).
    LockFile,
    /// A hidden file (`.…`).
    Hidden,
    /// A document or an archive by its ending: somebody may have meant it as a form, or put forms into it.
    Document,
    /// Anything else by its ending.
    OtherType,
    /// A link or a hidden folder: what is behind it is not followed.
    NotFollowed,
}

/// A file of the input folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its path below the folder, `/` between parts: what findings and provenance call it.
    pub name: Arc<str>,
    /// What it is by its name.
    pub kind: FileKind,
}

/// Endings of workbooks, and of those that were saved as a template.
const WORKBOOKS: [&str; 9] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "xltx", "xltm", "xlt", "ots"];

/// Endings under which a division may send its answers, or whole forms: archives, papers, tables as text, messages.
const DOCUMENTS: [&str; 27] = [
    "zip", "7z", "rar", "lzh", "cab", "gz", "tar", "pdf", "doc", "docx", "docm", "rtf", "odt",
    "jtd", "xdw", "csv", "tsv", "fods", "ppt", "pptx", "jpg", "jpeg", "png", "tif", "tiff", "eml",
    "msg",
];

/// All files below `folder`, any depth, sorted by name; links are not followed.
///
/// # Errors
///
/// If a folder cannot be listed.
pub fn list_input(folder: &Path) -> std::io::Result<Vec<InputFile>> {
    let mut files = Vec::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            let base = entry.file_name().to_string_lossy().into_owned();
            let name = format!("{prefix}{base}");
            let kind = entry.file_type()?;
            if kind.is_dir() && !base.starts_with('.') {
                folders.push((entry.path(), format!("{name}/")));
            } else if !kind.is_file() {
                files.push(InputFile {
                    path: entry.path(),
                    name: name.into(),
                    kind: FileKind::NotFollowed,
                });
            } else {
                files.push(InputFile {
                    path: entry.path(),
                    name: name.into(),
                    kind: kind_of(&base),
                });
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// A file given by itself, called by its own name.
pub fn single_file(path: &Path) -> InputFile {
    let base = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    InputFile { path: path.to_owned(), kind: kind_of(&base), name: base.into() }
}

fn kind_of(base: &str) -> FileKind {
    if base.starts_with("~$") || base.starts_with(".~lock") {
        return FileKind::LockFile;
    }
    if base.starts_with('.') {
        return FileKind::Hidden;
    }
    let ending = base.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending {
        Some(ending) if WORKBOOKS.contains(&ending.as_str()) => FileKind::Workbook,
        Some(ending) if DOCUMENTS.contains(&ending.as_str()) => FileKind::Document,
        _ => FileKind::OtherType,
    }
}

/// What a folder of rounds holds.
#[derive(Debug, Default)]
pub struct InputFolder {
    /// Rounds of which something came in, oldest first.
    pub rounds: Vec<Round>,
    /// Rounds whose folder holds no workbook.
    pub empty: Vec<Round>,
    /// Folders that mean a round and are not called as it is, with the round.
    pub misnamed: Vec<(String, Round)>,
    /// Workbooks that lie beside the folders.
    pub loose: Vec<InputFile>,
    /// Whatever else stands there.
    pub others: Vec<String>,
}

/// Looks through a folder of rounds; everything in the order of names.
///
/// # Errors
///
/// If a folder cannot be listed.
pub fn survey(input: &Path) -> std::io::Result<InputFolder> {
    let mut survey = InputFolder::default();
    for entry in std::fs::read_dir(input)? {
        let entry = entry?;
        let base = entry.file_name().to_string_lossy().into_owned();
        let is_folder = entry.file_type()?.is_dir();
        let (own, meant) = (base.parse::<Round>().ok(), round::read(&base));
        match (own, meant) {
            (Some(round), _) if is_folder && holds_workbook(&entry.path())? => {
                survey.rounds.push(round);
            }
            (Some(round), _) if is_folder => survey.empty.push(round),
            (None, Some(round)) if is_folder => survey.misnamed.push((base, round)),
            _ if !is_folder && kind_of(&base) == FileKind::Workbook => {
                survey.loose.push(single_file(&entry.path()));
            }
            // A page that explains the folder is no submission.
            _ if base.starts_with('.') || base.to_ascii_lowercase().ends_with(".md") => {}
            _ => survey.others.push(base),
        }
    }
    survey.rounds.sort_unstable();
    survey.empty.sort_unstable();
    survey.misnamed.sort_unstable();
    survey.loose.sort_by(|a, b| a.name.cmp(&b.name));
    survey.others.sort_unstable();
    Ok(survey)
}

/// Whether anything came in: a folder that was only made, or that holds a note, is as good as none.
fn holds_workbook(folder: &Path) -> std::io::Result<bool> {
    Ok(list_input(folder)?.iter().any(|file| file.kind == FileKind::Workbook))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lock_and_hidden_files_are_told_from_workbooks() {
        assert_eq!(kind_of("見本課.xlsx"), FileKind::Workbook);
        assert_eq!(kind_of("見本課.XLS"), FileKind::Workbook);
        assert_eq!(kind_of("見本課.xltx"), FileKind::Workbook);
        assert_eq!(kind_of("見本課.ots"), FileKind::Workbook);
        assert_eq!(kind_of("見本課.ZIP"), FileKind::Document);
        assert_eq!(kind_of("見本課.pdf"), FileKind::Document);
        assert_eq!(kind_of("~$見本課.xlsx"), FileKind::LockFile);
        assert_eq!(kind_of(".~lock.見本課.xlsx#"), FileKind::LockFile);
        assert_eq!(kind_of(".DS_Store"), FileKind::Hidden);
        assert_eq!(kind_of("メモ.txt"), FileKind::OtherType);
        assert_eq!(kind_of("README"), FileKind::OtherType);
    }
}
