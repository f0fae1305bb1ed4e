//! The short entries of a round in one file: to make a file for each would take longer than to make what is in it.
//!
//! Each entry has its own key and checksum, so the file has none: what of it is not whole is not found, or not used.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::store::{NAME_BYTES, Shelf};

/// All entries of a round together take no more; of a larger round they are not kept.
const MOST_BYTES_OF_ROUND: u64 = 64 * 1024 * 1024;

/// Bytes of an entry's length.
const LENGTH_BYTES: usize = size_of::<u32>();

/// The entries of a round.
#[derive(Debug)]
pub(super) struct Ledger {
    shelf: Shelf,
    file: String,
    bytes: Vec<u8>,
    /// Where each entry stands in the bytes, by its name.
    known: BTreeMap<String, Range<usize>>,
    /// What takes its place, and what is new.
    new: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl Ledger {
    /// The one in this file, as far as it is whole.
    pub(super) fn of(shelf: Shelf, file: String) -> Ledger {
        let bytes = shelf.load(&file, MOST_BYTES_OF_ROUND).unwrap_or_default();
        let mut known = BTreeMap::new();
        let mut at = 0;
        while let Some((name, place)) = entry_at(&bytes, at) {
            at = place.end;
            known.insert(name, place);
        }
        Ledger { shelf, file, bytes, known, new: Mutex::default() }
    }

    /// The bytes of an entry, as they lay there before.
    pub(super) fn load(&self, name: &str) -> Option<&[u8]> {
        self.bytes.get(self.known.get(name)?.clone())
    }

    /// Keeps an entry, once the ledger is closed.
    pub(super) fn save(&self, name: &str, bytes: Vec<u8>) {
        self.new.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), bytes);
    }

    /// Writes the file anew if anything changed; whether it was. Where it is said which entries stay, the others go.
    pub(super) fn close(self, staying: Option<&BTreeSet<String>>) -> io::Result<bool> {
        let new = self.new.into_inner().unwrap_or_else(PoisonError::into_inner);
        let stays = |name: &String| staying.is_none_or(|staying| staying.contains(name));
        if new.is_empty() && self.known.keys().all(stays) {
            return Ok(false);
        }
        let known = self.known.iter().filter(|(name, _)| stays(name) && !new.contains_key(*name));
        let known = known.filter_map(|(name, place)| Some((name, self.bytes.get(place.clone())?)));
        let all = known.chain(new.iter().map(|(name, bytes)| (name, bytes.as_slice())));
        let mut out = Vec::new();
        for (name, bytes) in all {
            let Ok(length) = u32::try_from(bytes.len()) else { continue };
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(&length.to_le_bytes());
            out.extend_from_slice(bytes);
            if out.len() as u64 > MOST_BYTES_OF_ROUND {
                return Ok(false);
            }
        }
        self.shelf.save(&self.file, &out)?;
        Ok(true)
    }
}

/// Name and place of the entry that begins at `at`.
fn entry_at(bytes: &[u8], at: usize) -> Option<(String, Range<usize>)> {
    let (name, rest) = bytes.get(at..)?.split_at_checked(NAME_BYTES)?;
    let length = u32::from_le_bytes(*rest.first_chunk::<LENGTH_BYTES>()?);
    let start = at + NAME_BYTES + LENGTH_BYTES;
    let place = start..start.checked_add(usize::try_from(length).ok()?)?;
    bytes.get(place.clone())?;
    Some((std::str::from_utf8(name).ok()?.to_owned(), place))
}
