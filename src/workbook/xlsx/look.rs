//! The look at an Office Open XML package before the reading library opens it: the parts that it reads at once, and
//! each sheet with the comments and drawings that belong to it.

use super::parts::{self, Relationship};
use super::sheet_xml::{self, SheetXml};
use crate::workbook::limits::{Limits, OpenError};
use crate::workbook::model::Oddity;
use crate::workbook::office::look_at_properties;
use crate::workbook::package::Package;
use crate::workbook::xml::{Node, Xml};

/// What the look found about one sheet.
pub(super) enum Looked {
    Worksheet(Box<SheetXml>),
    /// A chart or a dialogue.
    Other,
    Unreadable(String),
}

/// Looks at the parts that `calamine` reads when it opens a workbook.
pub(super) fn look_around(
    package: &mut Package<'_>,
    folder: &str,
    limits: &Limits,
) -> Result<(), OpenError> {
    let path = format!("{folder}sharedStrings.xml");
    if let Some(text) = package.text(&path)? {
        parts::look_at_shared_strings(&text, &path, limits)?;
    }
    let path = format!("{folder}styles.xml");
    if let Some(text) = package.text(&path)? {
        parts::look_at_styles(&text, &path, limits)?;
    }
    // Only their size matters.
    package.bytes(&format!("{folder}theme/theme1.xml"))?;
    look_at_properties(package)
}

/// Looks at one sheet and at the comments and drawings that belong to it.
pub(super) fn look_at_sheet(
    package: &mut Package<'_>,
    name: &str,
    target: Option<&Relationship>,
    limits: &Limits,
    oddities: &mut Vec<Oddity>,
) -> Result<Looked, OpenError> {
    let Some(target) = target else {
        return Ok(Looked::Unreadable("no part belongs to the sheet".to_owned()));
    };
    if target.kind != "worksheet" {
        return Ok(Looked::Other);
    }
    let path = &target.target;
    let look = match package.text(path) {
        Ok(Some(text)) => sheet_xml::look(&text, path, limits),
        Ok(None) => return Ok(Looked::Unreadable("the sheet's part is missing".to_owned())),
        Err(error) => Err(error),
    };
    let look = match look {
        Ok(look) => look,
        // One broken sheet does not make the others unreadable; going beyond a limit does.
        Err(OpenError::Damaged { detail, .. }) => return Ok(Looked::Unreadable(detail)),
        Err(error) => return Err(error),
    };
    let (folder, _) = parts::split_part(path);
    let rels = parts::relationships(package, &parts::rels_of(path), folder)?;
    let sheet = || name.to_owned();
    for relationship in rels.values() {
        match relationship.kind.as_str() {
            "comments" => {
                let count =
                    count_elements(package, &relationship.target, |local| local == "comment")?;
                if count > 0 {
                    oddities.push(Oddity::Comments { sheet: sheet(), count });
                }
            }
            "drawing" => {
                // `txBody` is the text of a shape; pictures and charts have none.
                let count =
                    count_elements(package, &relationship.target, |local| local == "txBody")?;
                if count > 0 {
                    oddities.push(Oddity::Shapes { sheet: sheet(), count });
                }
            }
            _ => {}
        }
    }
    if let Some(written) = look.overflowing {
        return Ok(Looked::Unreadable(format!("an address beyond all bounds: {written}")));
    }
    Ok(Looked::Worksheet(Box::new(look)))
}

fn count_elements(
    package: &mut Package<'_>,
    path: &str,
    is_counted: impl Fn(&str) -> bool,
) -> Result<usize, OpenError> {
    let limits = package.limits();
    let Some(text) = package.text(path)? else {
        return Ok(0);
    };
    let mut xml = Xml::new(&text, path, limits);
    let mut count = 0;
    loop {
        match xml.next() {
            Ok(Node::Open(tag)) if is_counted(&tag.local()) => count += 1,
            // A drawing that is not sound is nobody's answer: what was counted so far is told.
            Ok(Node::End) | Err(_) => return Ok(count),
            Ok(_) => {}
        }
    }
}
