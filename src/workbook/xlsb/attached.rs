//! What lies on a sheet of an Excel binary workbook: its comments are records, everything else is XML as in xlsx.

use super::records::{le32, records, text_at};
use crate::terms::CellRef;
use crate::workbook::attached::{Attached, AttachedKind, keep};
use crate::workbook::limits::OpenError;
use crate::workbook::package::Package;
use crate::workbook::xlsx::attached::attached as of_xml;
use crate::workbook::xlsx::parts::{relationships, rels_of, split_part};

/// Reads what the relationships of the sheet's part `path` name.
pub(super) fn attached(package: &mut Package<'_>, path: &str) -> Result<Vec<Attached>, OpenError> {
    let (folder, _) = split_part(path);
    let mut rels = relationships(package, &rels_of(path), folder)?;
    let is_binary = |target: &str| target.to_lowercase().ends_with(".bin");
    let mut binary = Vec::new();
    rels.retain(|_, one| {
        let is_ours = one.kind == "comments" && is_binary(&one.target);
        if is_ours {
            binary.push(one.target.clone());
        }
        !is_ours
    });
    let mut found = of_xml(package, &rels)?;
    // What a thread says is repeated among the comments.
    let notes = found.iter().filter(|one| one.kind == AttachedKind::Note);
    let threads: Vec<CellRef> = notes.filter_map(|one| one.at).collect();
    for target in binary {
        let Some(part) = package.bytes(&target)? else { continue };
        for note in comments(&part) {
            if note.at.is_none_or(|at| !threads.contains(&at)) {
                keep(&mut found, note);
            }
        }
    }
    Ok(found)
}

fn comments(part: &[u8]) -> Vec<Attached> {
    let mut found: Vec<Attached> = Vec::new();
    for (kind, data) in records(part) {
        match kind {
            // A comment: its author, then first and last row, first and last column.
            0x027B => {
                let at = le32(data, 4).zip(le32(data, 12));
                let at = at.and_then(|(row, col)| CellRef::on_sheet(row, col));
                found.push(Attached::new(AttachedKind::Note, at));
            }
            // Its text: flags, then the words.
            0x027D => {
                let words = data.get(1..).and_then(text_at).and_then(|(words, _)| words);
                if let (Some(note), Some(words)) = (found.last_mut(), words) {
                    note.say(&words);
                }
            }
            _ => {}
        }
    }
    found
}
