//! The look at an Office Open XML package before the reading library opens it: the parts that it reads at once, and
//! each sheet with what lies on it.

use std::collections::BTreeMap;

use super::attached::attached;
use super::conditional::{self, Change};
use super::parts::{self, Relationship};
use super::runs::{Runs, shared_runs};
use super::sheet_xml::{self, Part, SheetXml};
use crate::workbook::limits::{Limits, OpenError};
use crate::workbook::office::{PROPERTIES, look_at_properties};
use crate::workbook::package::Package;

/// What the look found about one sheet.
pub(super) enum Looked {
    Worksheet(Box<SheetXml>),
    /// A chart or a dialogue.
    Other,
    Unreadable(String),
}

/// What stands around the sheets.
pub(super) struct Around {
    /// The shared strings with runs.
    pub(super) shared_runs: BTreeMap<u64, Runs>,
    /// What conditional formats may change.
    pub(super) changes: Vec<Change>,
    /// Whether some style may draw a diagonal line through its cells.
    pub(super) crosses: bool,
    /// The parts that the library needs.
    pub(super) parts: Vec<String>,
}

/// Looks at the parts that `calamine` reads when it opens a workbook.
pub(super) fn look_around(
    package: &mut Package<'_>,
    folder: &str,
    limits: &Limits,
) -> Result<Around, OpenError> {
    let strings = format!("{folder}sharedStrings.xml");
    let (mut runs, mut changes) = (BTreeMap::new(), Vec::new());
    if let Some(text) = package.text(&strings)? {
        parts::look_at_shared_strings(&text, &strings, limits)?;
        runs = shared_runs(&text, &strings, limits)?;
    }
    let styles = format!("{folder}styles.xml");
    let (mut is_themed, mut crosses) = (false, false);
    if let Some(text) = package.text(&styles)? {
        parts::look_at_styles(&text, &styles, limits)?;
        changes = conditional::changes(&text, &styles, limits)?;
        is_themed = text.contains("theme");
        crosses = text.contains("diagonalUp") || text.contains("diagonalDown");
    }
    // Only their size matters.
    let theme = format!("{folder}theme/theme1.xml");
    package.bytes(&theme)?;
    look_at_properties(package)?;
    let mut parts = vec![strings, styles];
    // The library asks the theme for the colours that styles take from it, and for nothing else.
    parts.extend(is_themed.then_some(theme));
    parts.extend(PROPERTIES.map(str::to_owned));
    Ok(Around { shared_runs: runs, changes, crosses, parts })
}

/// Looks at one sheet and at what lies on it. Cells that hold nothing are left out of what the library gets to see,
/// unless a style says something by itself: that it `crosses` them out.
pub(super) fn look_at_sheet(
    package: &mut Package<'_>,
    target: Option<&Relationship>,
    shared_runs: &BTreeMap<u64, Runs>,
    crosses: bool,
) -> Result<Looked, OpenError> {
    let Some(target) = target else {
        return Ok(Looked::Unreadable("no part belongs to the sheet".to_owned()));
    };
    if target.kind != "worksheet" {
        return Ok(Looked::Other);
    }
    let path = &target.target;
    let look = match package.text(path) {
        Ok(Some(text)) => {
            let is_shortened = !crosses && package.keeps(path);
            let part = Part { text: &text, path, is_shortened };
            sheet_xml::look(part, package.limits(), shared_runs)
        }
        Ok(None) => return Ok(Looked::Unreadable("the sheet's part is missing".to_owned())),
        Err(error) => Err(error),
    };
    let mut look = match look {
        Ok(look) => look,
        // One broken sheet does not make the others unreadable; going beyond a limit does.
        Err(OpenError::Damaged { detail, .. }) => return Ok(Looked::Unreadable(detail)),
        Err(error) => return Err(error),
    };
    if let Some(short) = look.short.take() {
        package.replace(path, short.into_bytes());
    }
    let (folder, _) = parts::split_part(path);
    let rels = parts::relationships(package, &parts::rels_of(path), folder)?;
    let look = SheetXml { attached: attached(package, &rels)?, ..look };
    if let Some(written) = look.overflowing {
        return Ok(Looked::Unreadable(format!("an address beyond all bounds: {written}")));
    }
    Ok(Looked::Worksheet(Box::new(look)))
}
