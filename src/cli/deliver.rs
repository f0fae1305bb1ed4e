//! All or nothing on disk: outputs are written beside their target and moved in whole.

use std::path::{Path, PathBuf};

use super::error::CliError;

/// A file to be written, by its path below the target folder.
pub(super) struct OutputFile {
    /// Path with `/` between its parts.
    pub(super) name: String,
    /// Contents.
    pub(super) bytes: Vec<u8>,
}

/// Writes `files` below `target`. `own` are files and folders that belong to this run whole: what an earlier run left of
/// them goes. Everything else in `target` stays.
///
/// The files are first written to a temporary folder beside the target; then each top-level entry replaces its
/// predecessor. If that fails half-way (a workbook is open in Excel), what was replaced is put back.
pub(super) fn deliver(target: &Path, files: &[OutputFile], own: &[&str]) -> Result<(), CliError> {
    let fail = |path: &Path, error: &std::io::Error| CliError::write(path, error);
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(parent).map_err(|error| fail(parent, &error))?;
    let staging = tempfile::Builder::new()
        .prefix(".matome-")
        .tempdir_in(parent)
        .map_err(|error| fail(parent, &error))?;
    let (new, old) = (staging.path().join("new"), staging.path().join("old"));
    for folder in [&new, &old] {
        std::fs::create_dir(folder).map_err(|error| fail(folder, &error))?;
    }
    let mut entries: Vec<String> = own.iter().map(|entry| (*entry).to_owned()).collect();
    for file in files {
        let path = new.join(&file.name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| fail(folder, &error))?;
        }
        std::fs::write(&path, &file.bytes).map_err(|error| fail(&path, &error))?;
        let top = file.name.split('/').next().unwrap_or(&file.name).to_owned();
        if !entries.contains(&top) {
            entries.push(top);
        }
    }
    std::fs::create_dir_all(target).map_err(|error| fail(target, &error))?;
    let mut undo = Undo { moves: Vec::new() };
    for entry in &entries {
        let path = target.join(entry);
        let replaced = replace(&path, &new.join(entry), &old.join(entry), &mut undo);
        if let Err(error) = replaced {
            undo.run();
            return Err(fail(&path, &error));
        }
    }
    Ok(())
}

/// Moves the old entry away and the new one in, remembering how to go back.
fn replace(path: &Path, new: &Path, old: &Path, undo: &mut Undo) -> std::io::Result<()> {
    if path.exists() {
        std::fs::rename(path, old)?;
        undo.moves.push((old.to_owned(), path.to_owned()));
    }
    if new.exists() {
        std::fs::rename(new, path)?;
        undo.moves.push((path.to_owned(), new.to_owned()));
    }
    Ok(())
}

/// Moves to take back, in order.
struct Undo {
    moves: Vec<(PathBuf, PathBuf)>,
}

impl Undo {
    fn run(self) {
        for (from, to) in self.moves.into_iter().rev() {
            // Going back is best effort; the error that led here is the one reported.
            let _ = std::fs::rename(from, to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> OutputFile {
        OutputFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn a_run_replaces_its_own_outputs_and_leaves_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("出力 2022");
        std::fs::create_dir_all(target.join("様式")).unwrap();
        std::fs::write(target.join("様式/a.txt"), "様式").unwrap();
        deliver(&target, &[file("data/old.csv", "1"), file("run.json", "1")], &["data"]).unwrap();
        deliver(&target, &[file("data/new.csv", "2"), file("run.json", "2")], &["data"]).unwrap();
        assert!(!target.join("data/old.csv").exists());
        assert_eq!(std::fs::read_to_string(target.join("run.json")).unwrap(), "2");
        assert_eq!(std::fs::read_to_string(target.join("様式/a.txt")).unwrap(), "様式");
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "no temporary folder is left"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_failed_run_leaves_the_last_good_output() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out");
        deliver(&target, &[file("a.txt", "good"), file("b.txt", "good")], &[]).unwrap();
        // A folder in the place of a file's temporary parent makes the second move fail.
        let files = [file("a.txt", "bad"), file("b.txt", "bad"), file("a.txt/c.txt", "bad")];
        assert!(deliver(&target, &files, &[]).is_err());
        assert_eq!(std::fs::read_to_string(target.join("a.txt")).unwrap(), "good");
        assert_eq!(std::fs::read_to_string(target.join("b.txt")).unwrap(), "good");
    }
}
