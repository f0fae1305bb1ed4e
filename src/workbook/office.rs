//! What the packages of xlsx and xlsb have in common: their properties, and what the mere presence of parts tells.

use super::limits::{OpenError, Unsupported};
use super::model::Oddity;
use super::package::Package;
use super::xlsx::parts::Relationship;

/// The parts of the document properties.
pub(super) const PROPERTIES: [&str; 3] =
    ["docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"];

/// Looks at the size of the document properties.
pub(super) fn look_at_properties(package: &mut Package<'_>) -> Result<(), OpenError> {
    for part in PROPERTIES {
        package.bytes(part)?;
    }
    Ok(())
}

/// Names the sound workbooks that the library gives up on as a whole, by the relationships of their sheets.
pub(super) fn refuse_other_sheets<'a>(
    mut sheets: impl Iterator<Item = Option<&'a Relationship>>,
) -> Result<(), OpenError> {
    let what = sheets.find_map(|sheet| match sheet.map(|sheet| sheet.kind.as_str()) {
        Some("worksheet" | "chartsheet" | "dialogsheet") => None,
        Some(_) => Some(Unsupported::MacroSheet),
        None => Some(Unsupported::SheetWithoutPart),
    });
    what.map_or(Ok(()), |what| Err(OpenError::UnsupportedFormat { what }))
}

/// What the mere presence of parts tells.
pub(super) fn package_oddities(package: &Package<'_>, folder: &str) -> Vec<Oddity> {
    let mut oddities = Vec::new();
    let links = package.count(&format!("{folder}externallinks/").to_lowercase(), ".xml")
        + package.count(&format!("{folder}externallinks/").to_lowercase(), ".bin");
    if links > 0 {
        oddities.push(Oddity::ExternalLinks(links));
    }
    // ActiveX controls have a folder of their own.
    let objects = package.count(&format!("{folder}embeddings/").to_lowercase(), "")
        + package.count(&format!("{folder}activex/").to_lowercase(), ".xml");
    if objects > 0 {
        oddities.push(Oddity::EmbeddedObjects(objects));
    }
    let macros = package.has(&format!("{folder}vbaProject.bin"))
        || package.any_below(&format!("{folder}macrosheets/").to_lowercase());
    if macros {
        oddities.push(Oddity::Macros);
    }
    oddities
}
