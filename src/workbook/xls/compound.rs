//! A bounded reader of OLE2 compound files, the container of .xls and of encrypted workbooks.
//!
//! `calamine` follows chains of sectors and lists of tables without bounds of its own. So the container is read here
//! first, with every chain bounded by the size of the file, and `calamine` only sees containers that pass.
//!
//! Streams are found as `calamine` finds them, by the first directory entry of that name. The `cfb` crate goes by the tree
//! of the directory: of a file with two entries of one name it would look at one stream while the other is parsed.

use std::collections::BTreeSet;

use crate::workbook::limits::{Damage, OpenError};

/// First of the numbers that are marks, not sectors.
const RESERVED: u32 = 0xFFFF_FFFA;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
/// Streams below this size live in the mini stream.
const MINI_BELOW: u64 = 4096;
const MINI_SECTOR: usize = 64;

/// One named stream or storage.
#[derive(Debug, Clone)]
struct Entry {
    name: String,
    start: u32,
    size: u64,
}

/// A container that passed the look.
#[derive(Debug)]
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector_size: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

fn broken(what: &str) -> OpenError {
    OpenError::damaged(Damage::Structure, format!("compound file: {what}"))
}

fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([pair[0], pair[1]]))
}

fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

fn all_le32(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

impl<'a> Compound<'a> {
    /// Reads the container's tables.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Compound<'a>, OpenError> {
        let header = |at| le32(bytes, at).ok_or_else(|| broken("the header is cut off"));
        let sector_size = match le16(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(broken("unknown sector size")),
        };
        if bytes.len() < 512 {
            return Err(broken("the header is cut off"));
        }
        let mut file = Compound {
            bytes,
            sector_size,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        let (directory, mini_fat, mini_fat_len, difat) =
            (header(48)?, header(60)?, header(64)?, header(68)?);
        file.load_fat(difat)?;
        let directory = file.chain(directory, u64::MAX)?;
        file.entries =
            directory.chunks_exact(128).map(|entry| read_entry(entry, sector_size)).collect();
        let Some(root) = file.entries.first().cloned() else {
            return Err(broken("no root"));
        };
        let most = bytes.len() as u64;
        if file.entries.iter().any(|entry| entry.size > most) {
            return Err(broken("a stream is larger than the file"));
        }
        file.check_whole()?;
        if mini_fat_len > 0 {
            let size = u64::from(mini_fat_len) * sector_size as u64;
            if size > most {
                return Err(broken("a table is larger than the file"));
            }
            file.mini_stream = file.chain(root.start, root.size)?;
            let table = file.chain(mini_fat, size)?;
            file.mini_fat = all_le32(&table).collect();
        }
        Ok(file)
    }

    /// Sector `id`; the last one of a file may be short.
    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.sector_size)?;
        let end = start.checked_add(self.sector_size)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    fn load_fat(&mut self, difat_start: u32) -> Result<(), OpenError> {
        let mut ids: Vec<u32> = all_le32(&self.bytes[76..512]).collect();
        let most = self.bytes.len() / self.sector_size + 1;
        let mut next = difat_start;
        let mut visited = 0;
        while next < RESERVED {
            visited += 1;
            let sector = self.sector(next).filter(|_| visited <= most);
            let sector = sector.ok_or_else(|| broken("the table of tables is broken"))?;
            ids.extend(all_le32(sector));
            next = ids.pop().unwrap_or(END_OF_CHAIN);
        }
        let mut seen = BTreeSet::new();
        for id in ids.into_iter().filter(|id| *id < RESERVED) {
            if !seen.insert(id) {
                return Err(broken("a table is listed twice"));
            }
            let sector = self.sector(id).ok_or_else(|| broken("a table is missing"))?;
            self.fat.extend(all_le32(sector));
        }
        Ok(())
    }

    /// Refuses a file of which a sector is missing in any stream, also one that nobody asks for: it was cut off.
    ///
    /// Only sectors that a chain reaches count: some writers (SheetJS) mark those behind the end of the file as used.
    /// A last sector that is only short is the way of some honest writers.
    fn check_whole(&self) -> Result<(), OpenError> {
        // Each sector is looked at once, whatever the chains do.
        let mut reached = vec![false; self.fat.len()];
        for entry in self.entries.iter().filter(|entry| entry.size >= MINI_BELOW) {
            let sectors = entry.size.div_ceil(self.sector_size as u64);
            let mut count = 0;
            follow(&self.fat, entry.start, self.fat.len(), |id| {
                self.sector(id).ok_or_else(|| broken("the file is cut off"))?;
                count += 1;
                let before = reached.get_mut(id as usize).map(|seen| std::mem::replace(seen, true));
                Ok(before != Some(false) || count >= sectors)
            })?;
        }
        Ok(())
    }

    /// The bytes of a chain of sectors, at most `size`.
    fn chain(&self, start: u32, size: u64) -> Result<Vec<u8>, OpenError> {
        let mut bytes = Vec::new();
        let most = self.bytes.len() / self.sector_size + 1;
        follow(&self.fat, start, most, |id| {
            let sector = self.sector(id).ok_or_else(|| broken("a chain leaves the file"))?;
            bytes.extend_from_slice(sector);
            Ok(bytes.len() as u64 >= size)
        })?;
        bytes.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        Ok(bytes)
    }

    fn mini_chain(&self, start: u32, size: u64) -> Result<Vec<u8>, OpenError> {
        let mut bytes = Vec::new();
        let most = self.mini_stream.len() / MINI_SECTOR + 1;
        follow(&self.mini_fat, start, most, |id| {
            let at = (id as usize).checked_mul(MINI_SECTOR);
            let sector = at.and_then(|at| {
                self.mini_stream.get(at..at.checked_add(MINI_SECTOR)?.min(self.mini_stream.len()))
            });
            let sector = sector.filter(|sector| !sector.is_empty());
            bytes.extend_from_slice(sector.ok_or_else(|| broken("a small chain leaves the file"))?);
            Ok(bytes.len() as u64 >= size)
        })?;
        bytes.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        Ok(bytes)
    }

    /// Whether there is a stream or storage of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of the stream of that name.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, OpenError> {
        let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
        match entry {
            None => Ok(None),
            Some(entry) if entry.size < MINI_BELOW => {
                self.mini_chain(entry.start, entry.size).map(Some)
            }
            Some(entry) => self.chain(entry.start, entry.size).map(Some),
        }
    }
}

/// Goes along a chain of `table` until `take` has enough or the chain ends, over `most` sectors at most.
fn follow(
    table: &[u32],
    start: u32,
    most: usize,
    mut take: impl FnMut(u32) -> Result<bool, OpenError>,
) -> Result<(), OpenError> {
    let mut id = start;
    let mut left = most;
    while id != END_OF_CHAIN {
        left = left.checked_sub(1).ok_or_else(|| broken("a chain runs in a circle"))?;
        if take(id)? {
            return Ok(());
        }
        id = *table.get(id as usize).ok_or_else(|| broken("a chain leaves its table"))?;
    }
    Ok(())
}

fn read_entry(bytes: &[u8], sector_size: usize) -> Entry {
    let units: Vec<u16> = bytes[..64]
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .take_while(|unit| *unit != 0)
        .collect();
    let low = u64::from(le32(bytes, 120).unwrap_or(0));
    let high = u64::from(le32(bytes, 124).unwrap_or(0));
    Entry {
        name: String::from_utf16_lossy(&units),
        start: le32(bytes, 116).unwrap_or(END_OF_CHAIN),
        // Only the large variant uses all 64 bits; older writers left rubbish in the upper half.
        size: if sector_size == 512 { low } else { low | (high << 32) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn followed(table: &[u32], most: usize, enough: usize) -> Result<Vec<u32>, OpenError> {
        let mut ids = Vec::new();
        follow(table, 0, most, |id| {
            ids.push(id);
            Ok(ids.len() >= enough)
        })?;
        Ok(ids)
    }

    #[test]
    fn a_chain_ends_where_it_says_or_where_there_is_enough() {
        let table = [2, 9, 1, END_OF_CHAIN];
        assert_eq!(followed(&[2, END_OF_CHAIN, 1], 3, 9), Ok(vec![0, 2, 1]));
        assert_eq!(followed(&table, 3, 2), Ok(vec![0, 2]));
        assert!(followed(&table, 9, 9).is_err(), "it leaves its table");
        assert!(followed(&[1, 0], 9, 99).is_err(), "it runs in a circle");
    }
}
