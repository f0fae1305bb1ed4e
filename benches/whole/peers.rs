//! The peers that are part of this program: processes of their own that do less with the same files.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, open_workbook_auto};
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::support::Result;

/// A process that does less.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum Peer {
    /// Inflates and tokenises what any reader of values needs, and keeps nothing.
    Floor,
    /// Opens each file with calamine and visits every cell.
    Calamine,
}

impl Peer {
    /// Goes over all workbooks of the paths on one thread, and gives how many tokens or cells it saw.
    pub fn play(self, paths: &[PathBuf]) -> Result<u64> {
        let see = match self {
            Peer::Floor => floor,
            Peer::Calamine => plain,
        };
        workbooks(paths)?.iter().map(|path| see(path)).sum()
    }
}

fn workbooks(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            for entry in std::fs::read_dir(path)? {
                files.push(entry?.path());
            }
        } else {
            files.push(path.clone());
        }
    }
    files.sort();
    Ok(files)
}

fn plain(path: &Path) -> Result<u64> {
    let mut workbook = open_workbook_auto(path)?;
    let mut cells = 0;
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name)?;
        cells += range.used_cells().filter(|(_, _, value)| **value != Data::Empty).count() as u64;
    }
    Ok(cells)
}

fn floor(path: &Path) -> Result<u64> {
    if path.extension().is_some_and(|extension| extension == "xls") {
        return compound(path);
    }
    let mut package = ZipArchive::new(BufReader::new(File::open(path)?))?;
    let mut tokens = 0;
    for index in 0..package.len() {
        let mut part = package.by_index(index)?;
        if part.is_file() && is_needed(&part.name()?) {
            let mut bytes = Vec::with_capacity(usize::try_from(part.size())?);
            part.read_to_end(&mut bytes)?;
            tokens += if part.name()?.ends_with(".bin") { records(&bytes) } else { xml(&bytes)? };
        }
    }
    Ok(tokens)
}

/// Whether values, their formats or their names stand in this part.
fn is_needed(part: &str) -> bool {
    const ALONE: [&str; 4] =
        ["content.xml", "styles.xml", "xl/_rels/workbook.xml.rels", "xl/_rels/workbook.bin.rels"];
    const STEMS: [&str; 3] = ["workbook", "sharedStrings", "styles"];
    let office = |name: &str| {
        let stem = name.strip_suffix(".xml").or_else(|| name.strip_suffix(".bin"));
        stem.is_some_and(|stem| STEMS.contains(&stem) || stem.starts_with("worksheets/sheet"))
    };
    ALONE.contains(&part) || part.strip_prefix("xl/").is_some_and(office)
}

fn xml(bytes: &[u8]) -> Result<u64> {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let mut tokens = 0;
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(tokens),
            _ => tokens += 1,
        }
    }
}

/// Records of an .xlsb: an id of one or two bytes, a length of up to four, seven bits in each.
fn records(bytes: &[u8]) -> u64 {
    let (mut at, mut tokens) = (0, 0);
    while let Some(first) = bytes.get(at) {
        at += if first & 0x80 == 0 { 1 } else { 2 };
        let (mut length, mut shift) = (0, 0);
        while let Some(byte) = bytes.get(at) {
            length |= usize::from(byte & 0x7F) << shift;
            (at, shift) = (at + 1, shift + 7);
            if byte & 0x80 == 0 || shift == 28 {
                break;
            }
        }
        at += length;
        tokens += 1;
    }
    tokens
}

/// Records of an .xls: an id and a length of two bytes each.
fn compound(path: &Path) -> Result<u64> {
    let mut bytes = Vec::new();
    cfb::open(path)?.open_stream("/Workbook")?.read_to_end(&mut bytes)?;
    let (mut at, mut tokens) = (0, 0);
    while let Some([_, _, low, high]) = bytes.get(at..at + 4) {
        at += 4 + usize::from(u16::from_le_bytes([*low, *high]));
        tokens += 1;
    }
    Ok(tokens)
}
