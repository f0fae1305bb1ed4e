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

/// Writes `files` below `target`, and takes away what is `stale`: files that an earlier run left there and this one does
/// not write. Everything else in `target` stays, whoever put it there.
///
/// The files are first written to a temporary folder beside the target; then each replaces its predecessor. If that
/// fails half-way (a workbook is open in Excel), what was replaced is put back.
pub(super) fn deliver(
    target: &Path,
    files: &[OutputFile],
    stale: &[String],
) -> Result<(), CliError> {
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
    for file in files {
        let path = new.join(&file.name);
        make_folder_of(&path).map_err(|error| fail(&path, &error))?;
        std::fs::write(&path, &file.bytes).map_err(|error| fail(&path, &error))?;
    }
    std::fs::create_dir_all(target).map_err(|error| fail(target, &error))?;
    let written = files.iter().map(|file| &file.name);
    let gone = stale.iter().filter(|name| files.iter().all(|file| file.name != **name));
    let mut undo = Undo { moves: Vec::new() };
    for name in written.chain(gone.clone()) {
        let path = target.join(name);
        let replaced = replace(&path, &new.join(name), &old.join(name), &mut undo);
        if let Err(error) = replaced {
            undo.run();
            return Err(fail(&path, &error));
        }
    }
    // A folder in which nothing is left goes with its last file; one that holds anything cannot be removed.
    for folder in gone.filter_map(|name| Path::new(name).parent()) {
        if !folder.as_os_str().is_empty() {
            let _ = std::fs::remove_dir(target.join(folder));
        }
    }
    Ok(())
}

fn make_folder_of(path: &Path) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), std::fs::create_dir_all)
}

/// Moves the old entry away and the new one in, remembering how to go back.
fn replace(path: &Path, new: &Path, old: &Path, undo: &mut Undo) -> std::io::Result<()> {
    if path.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    if path.exists() {
        make_folder_of(old)?;
        std::fs::rename(path, old)?;
        undo.moves.push((old.to_owned(), path.to_owned()));
    }
    if new.exists() {
        make_folder_of(path)?;
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
        let first = [file("data/old.csv", "1"), file("gone/old.csv", "1"), file("run.json", "1")];
        deliver(&target, &first, &[]).unwrap();
        std::fs::write(target.join("data/own.txt"), "メモ").unwrap();
        let stale = ["data/old.csv", "gone/old.csv", "run.json"].map(str::to_owned);
        deliver(&target, &[file("data/new.csv", "2"), file("run.json", "2")], &stale).unwrap();
        assert!(!target.join("data/old.csv").exists());
        assert!(!target.join("gone").exists(), "an empty folder goes with its last file");
        assert_eq!(std::fs::read_to_string(target.join("data/own.txt")).unwrap(), "メモ");
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
        // A file in the place of a folder makes the last move fail, after the others.
        std::fs::write(target.join("c"), "good").unwrap();
        let files = [file("a.txt", "bad"), file("b.txt", "bad"), file("c/c.txt", "bad")];
        assert!(deliver(&target, &files, &[]).is_err());
        assert_eq!(std::fs::read_to_string(target.join("a.txt")).unwrap(), "good");
        assert_eq!(std::fs::read_to_string(target.join("b.txt")).unwrap(), "good");
    }
}
