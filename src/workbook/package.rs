//! A bounded look into a zip package: what is in it, and each part inflated once with its bytes counted. The reading
//! library gets a package of the parts that were looked at, already inflated.
//!
//! The sizes that a zip declares belong to whoever wrote it, so nothing here trusts them: parts are inflated through
//! a counter that stops at the limit.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use zip::result::{ZipError, ZipResult};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::limits::{Damage, LimitKind, Limits, OpenError, Unsupported};

/// An opened package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Part names as `calamine` looks them up (`/`, lower case) with the entry's index.
    parts: BTreeMap<String, usize>,
    inflated: u64,
    /// Parts that were inflated, by the entry's index, as far as they fit: nothing small is inflated twice.
    kept: BTreeMap<usize, Vec<u8>>,
    room: usize,
    limits: &'a Limits,
}

/// Bytes of inflated parts that are kept of one package. A form has some 100 KB; of a workbook that goes to the limits
/// memory counts more than time.
const MOST_KEPT: usize = 8 * 1024 * 1024;

/// Most bytes that are set aside for a part before it is inflated.
const MOST_FORESEEN: usize = 512 * 1024;

impl<'a> Package<'a> {
    /// Opens the package and looks at its table of contents.
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Package<'a>, OpenError> {
        // The count first: building the table of a million entries is what the limit is to prevent.
        limits.check(LimitKind::Entries, declared_entries(bytes)?)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(zip_error)?;
        let names = directory_names(bytes, archive.central_directory_start())?;
        limits.check(LimitKind::Entries, names.len() as u64)?;
        if names.len() < archive.len() {
            return Err(OpenError::damaged(
                Damage::Package,
                "the zip directory is not where it should be",
            ));
        }
        check_names(&names)?;
        if archive.has_overlapping_entries().map_err(zip_error)? {
            return Err(OpenError::damaged(Damage::Package, "parts overlap in the file"));
        }
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(index) {
                parts.insert(folded(&name), index);
            }
        }
        Ok(Package { archive, parts, inflated: 0, kept: BTreeMap::new(), room: MOST_KEPT, limits })
    }

    /// The limits that the package was opened with.
    pub(super) fn limits(&self) -> &'a Limits {
        self.limits
    }

    /// Whether there is a part of that name.
    pub(super) fn has(&self, path: &str) -> bool {
        self.parts.contains_key(&folded(path))
    }

    /// How many parts stand in `folder` itself (given with its last `/`) and end as given.
    pub(super) fn count(&self, folder: &str, ending: &str) -> usize {
        self.parts
            .keys()
            .filter_map(|name| name.strip_prefix(folder))
            .filter(|rest| !rest.contains('/') && rest.ends_with(ending))
            .count()
    }

    /// Whether any part stands below `folder` (given with its last `/`).
    pub(super) fn any_below(&self, folder: &str) -> bool {
        self.parts.keys().any(|name| name.starts_with(folder))
    }

    /// The bytes of a part, or `None` when there is no such part.
    pub(super) fn bytes(&mut self, path: &str) -> Result<Option<Vec<u8>>, OpenError> {
        let Some(&index) = self.parts.get(&folded(path)) else {
            return Ok(None);
        };
        if let Some(kept) = self.kept.get(&index) {
            self.inflated = self.inflated.saturating_add(kept.len() as u64);
            self.limits.check(LimitKind::InflatedBytes, self.inflated)?;
            return Ok(Some(kept.clone()));
        }
        let mut file = self.archive.by_index(index).map_err(zip_error)?;
        let packed = file.compressed_size();
        // What is declared is trusted with memory that an honest part of a form takes, and with nothing else.
        let declared = usize::try_from(file.size()).unwrap_or(MOST_FORESEEN);
        let mut bytes = Vec::with_capacity(declared.min(MOST_FORESEEN));
        let cap = self.limits.part_bytes.saturating_add(1);
        (&mut file)
            .take(cap)
            .read_to_end(&mut bytes)
            .map_err(|error| OpenError::damaged_in(Damage::Package, path, &error.to_string()))?;
        let size = bytes.len() as u64;
        self.inflated = self.inflated.saturating_add(size);
        self.limits.check(LimitKind::PartBytes, size)?;
        self.limits.check(LimitKind::InflatedBytes, self.inflated)?;
        if size > self.limits.ratio_from {
            self.limits.check(LimitKind::Ratio, size / packed.max(1))?;
        }
        if let Some(room) = self.room.checked_sub(bytes.len()) {
            self.room = room;
            self.kept.insert(index, bytes.clone());
        }
        Ok(Some(bytes))
    }

    /// Whether a part is kept as it was inflated.
    pub(super) fn keeps(&self, path: &str) -> bool {
        let index = self.parts.get(&folded(path));
        index.is_some_and(|index| self.kept.contains_key(index))
    }

    /// Lets the reading library see this in place of a part that is kept.
    pub(super) fn replace(&mut self, path: &str, bytes: Vec<u8>) {
        let kept = self.parts.get(&folded(path)).and_then(|index| self.kept.get_mut(index));
        if let Some(kept) = kept {
            *kept = bytes;
        }
    }

    /// A package of these parts for the reading library, which so sees nothing that was not looked at: those that are
    /// kept stand in it inflated, larger ones are taken over as they are packed.
    pub(super) fn of_parts(mut self, names: &[&str]) -> Result<Vec<u8>, OpenError> {
        self.stored(names).map_err(zip_error)
    }

    fn stored(&mut self, names: &[&str]) -> ZipResult<Vec<u8>> {
        let names: BTreeSet<String> = names.iter().map(|name| folded(name)).collect();
        let kept = self.kept.values().map(|part| part.len() + 256);
        let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(kept.sum())));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for name in names {
            let Some(&index) = self.parts.get(&name) else { continue };
            match self.kept.remove(&index) {
                Some(bytes) => {
                    zip.start_file(name, options)?;
                    zip.write_all(&bytes)?;
                }
                None => zip.raw_copy_file_rename(self.archive.by_index_raw(index)?, name)?,
            }
        }
        Ok(zip.finish()?.into_inner())
    }

    /// The text of an XML part, or `None` when there is no such part.
    pub(super) fn text(&mut self, path: &str) -> Result<Option<String>, OpenError> {
        let Some(bytes) = self.bytes(path)? else {
            return Ok(None);
        };
        if bytes.starts_with(&[0xFE, 0xFF]) || bytes.starts_with(&[0xFF, 0xFE]) {
            // Allowed by the standard, but the reading library does not take it.
            return Err(OpenError::UnsupportedFormat { what: Unsupported::Utf16 });
        }
        String::from_utf8(bytes)
            .map(Some)
            .map_err(|_| OpenError::damaged_in(Damage::Package, path, "not UTF-8"))
    }
}

/// A part name as `calamine` compares it. Backslashes occur in honest files.
fn folded(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

/// Refuses names that lead out of the package, and two that readers take for one.
fn check_names(names: &[Vec<u8>]) -> Result<(), OpenError> {
    let mut seen = BTreeSet::new();
    for name in names {
        let folded = folded(&String::from_utf8_lossy(name));
        if folded.starts_with('/') || folded.contains(':') {
            return Err(OpenError::damaged(Damage::Package, "a part has an absolute name"));
        }
        if folded.split('/').any(|piece| piece == "..") {
            return Err(OpenError::damaged(Damage::Package, "a part's name leaves the package"));
        }
        // Two readers would see two different sheets.
        if !seen.insert(folded) {
            return Err(OpenError::damaged(Damage::Ambiguous, "two parts have the same name"));
        }
    }
    Ok(())
}

fn zip_error(error: ZipError) -> OpenError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => OpenError::Encrypted,
        other => OpenError::damaged(Damage::Package, other.to_string()),
    }
}

fn le16(bytes: &[u8], at: usize) -> Option<usize> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_le_bytes([pair[0], pair[1]])))
}

/// The number of entries that the end record declares. Whoever declares fewer than there are is found out by
/// [`directory_names`]; 65,535 stands for "more than fit" and is beyond any sensible limit.
fn declared_entries(bytes: &[u8]) -> Result<u64, OpenError> {
    // The end record has 22 bytes and a comment of up to 65,535.
    let from = bytes.len().saturating_sub(22 + 65_535);
    let tail = &bytes[from..];
    let at = tail.windows(4).rposition(|window| window == b"PK\x05\x06").ok_or_else(|| {
        OpenError::damaged(Damage::CutOff, "the end of the zip package is missing")
    })?;
    le16(tail, at + 10)
        .map(|count| count as u64)
        .ok_or_else(|| OpenError::damaged(Damage::CutOff, "the end of the zip package is cut off"))
}

/// The names in the central directory, duplicates included (the library's own table drops them).
fn directory_names(bytes: &[u8], start: u64) -> Result<Vec<Vec<u8>>, OpenError> {
    let cut = || OpenError::damaged(Damage::CutOff, "the zip directory is cut off");
    let mut at = usize::try_from(start).map_err(|_| cut())?;
    let mut names = Vec::new();
    while bytes.get(at..at.saturating_add(4)) == Some(b"PK\x01\x02") {
        let name_len = le16(bytes, at + 28).ok_or_else(cut)?;
        let extra_len = le16(bytes, at + 30).ok_or_else(cut)?;
        let comment_len = le16(bytes, at + 32).ok_or_else(cut)?;
        let name = bytes.get(at + 46..at + 46 + name_len).ok_or_else(cut)?;
        names.push(name.to_vec());
        at += 46 + name_len + extra_len + comment_len;
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_leave_the_package_or_occur_twice_are_refused() {
        let checked = |names: &[&str]| {
            let names: Vec<Vec<u8>> = names.iter().map(|name| name.as_bytes().to_vec()).collect();
            check_names(&names).is_ok()
        };
        assert!(checked(&["xl/workbook.xml", "xl/worksheets/sheet1.xml"]));
        for outside in ["../a.xml", "/a.xml", "C:/a.xml", "xl/../../a.xml", "xl\\..\\a.xml"] {
            assert!(!checked(&[outside]), "{outside}");
        }
        assert!(!checked(&["xl/workbook.xml", "XL/Workbook.xml"]));
    }
}
