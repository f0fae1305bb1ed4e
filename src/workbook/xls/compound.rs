//! A bounded reader of OLE2 compound files, the container of .xls and of encrypted workbooks.
//!
//! `calamine` follows chains of sectors without looking for circles and loads as many sector tables as the header
//! lists; both can fill the memory until the program aborts. So the container is read here first, with every chain
//! bounded by the size of the file, and `calamine` only sees containers that pass.
//!
//! Streams are found as `calamine` finds them, by the first directory entry of that name. The `cfb` crate goes by the tree
//! of the directory: of a file with two entries of one name it would look at one stream while the other is parsed.

use std::collections::BTreeSet;

use crate::workbook::limits::{Damage, OpenError};

/// First of the numbers that are marks, not sectors.
const RESERVED: u32 = 0xFFFF_FFFA;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;
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
        // A used sector that is not there at all: the file was cut off, maybe in a part nobody asks for. (A last
        // sector that is only short is the way of some honest writers.)
        let last_used = self.fat.iter().rposition(|next| *next != FREE);
        let last_used = last_used.and_then(|id| u32::try_from(id).ok());
        if last_used.is_some_and(|id| self.sector(id).is_none()) {
            return Err(broken("the file is cut off"));
        }
        Ok(())
    }

    /// The bytes of a chain of sectors, at most `size`.
    fn chain(&self, start: u32, size: u64) -> Result<Vec<u8>, OpenError> {
        let mut bytes = Vec::new();
        let mut id = start;
        let mut left = self.bytes.len() / self.sector_size + 1;
        while id != END_OF_CHAIN && (bytes.len() as u64) < size {
            left = left.checked_sub(1).ok_or_else(|| broken("a chain runs in a circle"))?;
            let sector = self.sector(id).ok_or_else(|| broken("a chain leaves the file"))?;
            bytes.extend_from_slice(sector);
            id = *self.fat.get(id as usize).ok_or_else(|| broken("a chain leaves its table"))?;
        }
        bytes.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        Ok(bytes)
    }

    fn mini_chain(&self, start: u32, size: u64) -> Result<Vec<u8>, OpenError> {
        let mut bytes = Vec::new();
        let mut id = start;
        while id != END_OF_CHAIN && (bytes.len() as u64) < size {
            let at = (id as usize).checked_mul(MINI_SECTOR);
            let sector = at.and_then(|at| {
                self.mini_stream.get(at..at.checked_add(MINI_SECTOR)?.min(self.mini_stream.len()))
            });
            let sector = sector.filter(|sector| !sector.is_empty());
            bytes.extend_from_slice(sector.ok_or_else(|| broken("a small chain leaves the file"))?);
            id = *self
                .mini_fat
                .get(id as usize)
                .ok_or_else(|| broken("a small chain leaves its table"))?;
        }
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
