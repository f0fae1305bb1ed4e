//! The folder of entries. No name in it comes from a file that came in: folders and entries are called by checksums.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

/// Name of the folder, inside that of the outputs.
pub(super) const FOLDER: &str = ".matome-cache";

/// All entries together take no more; beyond it, those that were written first go.
const MOST_BYTES_OF_ALL: u64 = 512 * 1024 * 1024;

/// What an entry is called while it is written. One that is left over is from a run that was cut off.
const UNFINISHED: &str = ".new-";
const LEFT_OVER: Duration = Duration::from_secs(60 * 60);

/// Says to git and to programs that save copies that nothing in the folder is worth keeping.
const SIGNS: [(&str, &str); 2] = [
    (".gitignore", "*\n"),
    (
        "CACHEDIR.TAG",
        "Signature: 8a477f597d28d172789f06886806bc55\n# matome: may be deleted at any time.\n",
    ),
];

/// The folder.
#[derive(Debug)]
pub(super) struct Store {
    folder: PathBuf,
}

impl Store {
    /// The one inside `output`, whether it is there or not. A link is not followed.
    pub(super) fn inside(output: &Path) -> io::Result<Store> {
        let folder = output.join(FOLDER);
        match fs::symlink_metadata(&folder) {
            Ok(found) if !found.is_dir() => Err(io::ErrorKind::NotADirectory.into()),
            _ => Ok(Store { folder }),
        }
    }

    /// The part of it that holds what these words name.
    pub(super) fn shelf(&self, words: &[&str]) -> Shelf {
        Shelf { folder: self.folder.join(name(words)), whole: self.folder.clone() }
    }

    /// Takes away what was written first, as long as all together is too large.
    pub(super) fn bound(&self) -> io::Result<()> {
        self.bound_to(MOST_BYTES_OF_ALL)
    }

    pub(super) fn bound_to(&self, most: u64) -> io::Result<()> {
        let mut found = Vec::new();
        for shelf in fs::read_dir(&self.folder)? {
            let shelf = shelf?;
            if !shelf.file_type()?.is_dir() {
                continue;
            }
            for entry in fs::read_dir(shelf.path())? {
                let entry = entry?;
                let data = entry.metadata()?;
                if data.is_file() {
                    found.push((data.modified()?, entry.path(), data.len()));
                }
            }
        }
        found.sort();
        let mut all: u64 = found.iter().map(|(.., bytes)| bytes).sum();
        for (_, path, bytes) in found {
            if all <= most {
                break;
            }
            fs::remove_file(path)?;
            all -= bytes;
        }
        Ok(())
    }
}

/// The entries of a round.
#[derive(Debug)]
pub(super) struct Shelf {
    folder: PathBuf,
    whole: PathBuf,
}

impl Shelf {
    /// The bytes of an entry, if there is one.
    pub(super) fn load(&self, entry: &str, most: u64) -> Option<Vec<u8>> {
        let file = fs::File::open(self.folder.join(entry)).ok()?;
        let mut bytes = Vec::new();
        // One byte more than may be: what is cut off has no valid checksum.
        file.take(most + 1).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// Writes an entry beside its place and moves it there whole.
    pub(super) fn save(&self, entry: &str, bytes: &[u8]) -> io::Result<()> {
        if !self.folder.is_dir() {
            fs::create_dir_all(&self.folder)?;
            for (sign, text) in SIGNS {
                fs::write(self.whole.join(sign), text)?;
            }
        }
        let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(&self.folder)?;
        file.write_all(bytes)?;
        file.persist(self.folder.join(entry))?;
        Ok(())
    }

    /// Takes away all entries but these: their files are gone, and so is what was read of them.
    pub(super) fn keep_only(&self, entries: &BTreeSet<String>) -> io::Result<()> {
        for found in fs::read_dir(&self.folder)? {
            let found = found?;
            let own = found.file_name();
            let Some(own) = own.to_str().filter(|own| !entries.contains(*own)) else { continue };
            // Another run may be writing.
            if !own.starts_with(UNFINISHED) || is_older(&found, LEFT_OVER) {
                fs::remove_file(found.path())?;
            }
        }
        Ok(())
    }
}

fn is_older(entry: &fs::DirEntry, age: Duration) -> bool {
    let written = entry.metadata().and_then(|data| data.modified());
    written.is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|since| since > age))
}

/// Bytes of a name.
pub(super) const NAME_BYTES: usize = 32;

/// What is called by these words.
pub(super) fn name(words: &[&str]) -> String {
    let sum =
        words.iter().fold(Sha256::new(), |sum, word| sum.chain_update(word).chain_update([0]));
    sum.finalize().iter().take(NAME_BYTES / 2).map(|byte| format!("{byte:02x}")).collect()
}
