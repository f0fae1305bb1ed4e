//! Where a file has a value that does not fit, so that the rules do not speak of what only follows from it.

use super::locate::{Path, at};

/// The places that rules cannot rely on.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// Where a stand-in is, or a key was misspelt.
    told: Vec<Path>,
    /// Keys that may have been meant by one that does not exist.
    doubted: Vec<Path>,
}

impl Faults {
    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// How many faults there are.
    pub(super) fn len(&self) -> usize {
        self.told.len()
    }

    /// Notes a fault.
    pub(super) fn add(&mut self, path: Path) {
        self.told.push(path);
    }

    /// Notes a key that may have been meant.
    pub(super) fn doubt(&mut self, path: Path) {
        self.doubted.push(path);
    }

    /// Whether `path` lies in a fault: what does not fit there has been told already.
    pub(super) fn cover(&self, path: &Path) -> bool {
        self.told.iter().any(|fault| path.starts_with(fault))
    }

    /// Whether a rule may be mistaken at `path`: in the table that holds a fault, and above one.
    pub(super) fn blur(&self, path: &Path) -> bool {
        self.all().any(|fault| path.starts_with(&fault.table()) || fault.starts_with(path))
    }

    /// Whether what stands at this key of the file, or below it, cannot be relied on.
    pub(super) fn touch(&self, key: &str) -> bool {
        self.all().any(|fault| fault.starts_with(&at(key)))
    }

    fn all(&self) -> impl Iterator<Item = &Path> {
        self.told.iter().chain(&self.doubted)
    }
}
