//! The parts of an Office Open XML package around the sheets: relationships, workbook, shared strings, styles.

use std::collections::BTreeMap;

use crate::workbook::limits::{Damage, LimitKind, Limits, OpenError};
use crate::workbook::model::Visibility;
use crate::workbook::names::DefinedName;
use crate::workbook::package::Package;
use crate::workbook::xml::{Node, Xml};

/// One relationship of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::workbook) struct Relationship {
    /// Last piece of the type's address, such as `worksheet`.
    pub(in crate::workbook) kind: String,
    /// Part name, or an outside address.
    pub(in crate::workbook) target: String,
}

/// The relationships written in the part `rels_path`, by their ids. `base` is the folder of the part they belong to,
/// with its last `/`.
pub(in crate::workbook) fn relationships(
    package: &mut Package<'_>,
    rels_path: &str,
    base: &str,
) -> Result<BTreeMap<String, Relationship>, OpenError> {
    let mut found = BTreeMap::new();
    let Some(text) = package.text(rels_path)? else {
        return Ok(found);
    };
    let mut xml = Xml::new(&text, rels_path, package.limits());
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.local() == "Relationship" => {
                if !tag.is_unambiguous() {
                    return Err(OpenError::damaged_in(
                        Damage::Ambiguous,
                        rels_path,
                        "unclear attributes",
                    ));
                }
                let kind = tag.attr("Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = tag.attr("Target").unwrap_or_default();
                let target = match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None => resolved(base, &target),
                };
                let id = tag.attr("Id").unwrap_or_default().into_owned();
                if found.insert(id, Relationship { kind, target }).is_some() {
                    return Err(OpenError::damaged_in(
                        Damage::Ambiguous,
                        rels_path,
                        "an id is used twice",
                    ));
                }
            }
            Node::End => return Ok(found),
            _ => {}
        }
    }
}

/// `target` seen from the folder `base`.
fn resolved(base: &str, target: &str) -> String {
    let mut pieces: Vec<&str> = base.split('/').filter(|piece| !piece.is_empty()).collect();
    for piece in target.split('/') {
        match piece {
            ".." => {
                pieces.pop();
            }
            "." | "" => {}
            other => pieces.push(other),
        }
    }
    pieces.join("/")
}

/// Folder (with its last `/`, or empty) and file name of a part.
pub(in crate::workbook) fn split_part(path: &str) -> (&str, &str) {
    match path.rfind('/') {
        Some(at) => path.split_at(at + 1),
        None => ("", path),
    }
}

/// Name of the part that holds the relationships of `path`.
pub(in crate::workbook) fn rels_of(path: &str) -> String {
    let (folder, file) = split_part(path);
    format!("{folder}_rels/{file}.rels")
}

/// The workbook part, when the package is a workbook.
pub(crate) fn workbook_part(package: &mut Package<'_>) -> Result<Option<String>, OpenError> {
    let root = relationships(package, "_rels/.rels", "")?;
    let mut mains = root.values().filter(|one| one.kind == "officeDocument");
    let Some(main) = mains.next() else {
        return Ok(None);
    };
    if mains.next().is_some() {
        return Err(OpenError::damaged(Damage::Ambiguous, "the package has two main parts"));
    }
    let part = main.target.clone();
    let Some(text) = package.text(&part)? else {
        return Ok(None);
    };
    // A Word or PowerPoint file has another root; a chart of a workbook never is the main part.
    let mut xml = Xml::new(&text, &part, package.limits());
    loop {
        match xml.next()? {
            Node::Open(tag) => return Ok((tag.local() == "workbook").then_some(part)),
            Node::End => return Ok(None),
            _ => {}
        }
    }
}

/// A sheet as the workbook part lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListedSheet {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    pub(super) relationship: String,
}

/// What the workbook part says.
#[derive(Debug, Default)]
pub(super) struct WorkbookPart {
    pub(super) sheets: Vec<ListedSheet>,
    pub(super) names: Vec<DefinedName>,
}

/// Reads the workbook part. `calamine` reads it too, but loses which names are confined to a sheet.
pub(super) fn workbook(text: &str, path: &str, limits: &Limits) -> Result<WorkbookPart, OpenError> {
    let mut part = WorkbookPart::default();
    let mut xml = Xml::new(text, path, limits);
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.local() == "sheet" => {
                part.sheets.push(ListedSheet {
                    name: tag.attr("name").unwrap_or_default().into_owned(),
                    visibility: match tag.attr("state").as_deref() {
                        Some("hidden") => Visibility::Hidden,
                        Some("veryHidden") => Visibility::VeryHidden,
                        _ => Visibility::Visible,
                    },
                    relationship: tag.attr("id").unwrap_or_default().into_owned(),
                });
                limits.check(LimitKind::Sheets, part.sheets.len() as u64)?;
            }
            Node::Open(tag) if tag.local() == "definedName" => {
                let name = tag.attr("name").unwrap_or_default().into_owned();
                let scope = tag.attr("localSheetId").and_then(|id| id.parse().ok());
                let refers_to = xml.text_inside()?;
                part.names.push(DefinedName { name, refers_to, scope });
                limits.check(LimitKind::Names, part.names.len() as u64)?;
            }
            Node::End => return Ok(part),
            _ => {}
        }
    }
}

/// Looks at the shared strings: `calamine` reserves memory for as many strings as the part declares.
pub(super) fn look_at_shared_strings(
    text: &str,
    path: &str,
    limits: &Limits,
) -> Result<(), OpenError> {
    let mut xml = Xml::new(text, path, limits);
    let mut count = 0_u64;
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.local() {
                "sst" => {
                    if !tag.is_unambiguous() {
                        return Err(OpenError::damaged_in(
                            Damage::Ambiguous,
                            path,
                            "unclear attributes",
                        ));
                    }
                    // All digits in it, whatever stands around them: better too strict than too trusting. What is
                    // too long for u64 is certainly too many.
                    let declared = tag.attr("uniqueCount").unwrap_or_default();
                    let digits: String = declared.chars().filter(char::is_ascii_digit).collect();
                    if !digits.is_empty() {
                        let declared = digits.parse().unwrap_or(u64::MAX);
                        limits.check(LimitKind::SharedStrings, declared)?;
                    }
                }
                "si" => {
                    count += 1;
                    limits.check(LimitKind::SharedStrings, count)?;
                }
                _ => {}
            },
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

/// Looks at the styles: `calamine` gives every cell style its own copy of its font, fill, border and format, so a few
/// large ones used by many styles would fill the memory.
pub(super) fn look_at_styles(text: &str, path: &str, limits: &Limits) -> Result<(), OpenError> {
    let mut xml = Xml::new(text, path, limits);
    let mut styles = 0_u64;
    let mut largest = 0_u64;
    let mut current = 0_u64;
    loop {
        match xml.next()? {
            Node::Open(tag) => {
                let local = tag.local();
                if matches!(local, "font" | "fill" | "border" | "numFmt") {
                    current = 0;
                }
                if local == "xf" {
                    styles += 1;
                    limits.check(LimitKind::Styles, styles)?;
                }
                current += tag.len();
                largest = largest.max(current);
            }
            Node::Close(tag) => {
                if matches!(tag.local(), "fonts" | "fills" | "borders" | "numFmts" | "xf") {
                    current = 0;
                }
            }
            Node::Text(_) => {}
            Node::End => break,
        }
    }
    limits.check(LimitKind::InflatedBytes, styles.saturating_mul(largest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_their_folder() {
        assert_eq!(resolved("xl/worksheets/", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolved("xl/", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(rels_of("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
    }

    #[test]
    fn a_forged_string_count_is_refused() {
        let limits = Limits { shared_strings: 10, ..Limits::default() };
        let look = |count: &str| {
            let text = format!("<sst uniqueCount=\"{count}\"><si><t>a</t></si></sst>");
            look_at_shared_strings(&text, "sst", &limits)
        };
        assert_eq!(look("10"), Ok(()));
        // What the look does not take for a number the library may.
        for count in ["11", "+11", " 11"] {
            assert!(
                matches!(
                    look(count),
                    Err(OpenError::Limit { which: LimitKind::SharedStrings, .. })
                ),
                "{count}"
            );
        }
    }
}
