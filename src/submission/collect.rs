//! The files of a round's input folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;

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
#[must_use]
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

/// What stands in `input` and belongs to no round: files, and folders whose name is no round; sorted by name.
///
/// # Errors
///
/// If the folder cannot be listed.
pub fn strays_in(input: &Path) -> std::io::Result<Vec<String>> {
    let mut strays = Vec::new();
    for entry in std::fs::read_dir(input)? {
        let entry = entry?;
        let base = entry.file_name().to_string_lossy().into_owned();
        let is_round = entry.file_type()?.is_dir() && base.parse::<Round>().is_ok();
        // A page that explains the folder is no submission.
        let is_note = base.starts_with('.') || base.to_ascii_lowercase().ends_with(".md");
        if !is_round && !is_note {
            strays.push(base);
        }
    }
    strays.sort_unstable();
    Ok(strays)
}

/// The rounds that have a folder in `input`, oldest first.
///
/// # Errors
///
/// If the folder cannot be listed.
pub fn rounds_in(input: &Path) -> std::io::Result<Vec<Round>> {
    let mut rounds = Vec::new();
    for entry in std::fs::read_dir(input)? {
        let entry = entry?;
        if entry.file_type()?.is_dir()
            && let Ok(round) = entry.file_name().to_string_lossy().parse::<Round>()
        {
            rounds.push(round);
        }
    }
    rounds.sort_unstable();
    Ok(rounds)
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
