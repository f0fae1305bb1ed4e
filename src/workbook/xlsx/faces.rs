//! How the cells of an Office Open XML workbook look, the empty ones included: what tells a person where to write.
//!
//! Reading answers needs none of this; it is for describing a form that somebody else made.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::parts;
use crate::terms::{Area, CellRef};
use crate::workbook::detect::{Container, PackageKind, container, package_kind};
use crate::workbook::limits::{LimitKind, Limits, OpenError, Unsupported};
use crate::workbook::names::corner_pair;
use crate::workbook::package::Package;
use crate::workbook::xml::{Node, Tag, Xml};

/// How the cells of a sheet look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetFaces {
    /// Name on the tab.
    pub name: String,
    /// Cells that have a style or content, by address; of merged cells the first one counts.
    pub cells: BTreeMap<CellRef, Face>,
    /// Lists to choose from.
    pub lists: Vec<OfferedList>,
}

/// How a cell looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Face {
    /// Whether the protection of the sheet leaves it open.
    pub unlocked: bool,
    /// Its fill, as the file names it (`FFFFCC`, `theme 4`).
    pub fill: Option<String>,
    /// Whether it has a border.
    pub framed: bool,
    /// Its number format, if the file spells one out.
    pub format: Option<String>,
}

/// A list that cells offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedList {
    /// The cells.
    pub areas: Vec<Area>,
    /// `"A,B"`, or the cells that hold the options, as the file writes it.
    pub source: String,
}

/// The looks of all worksheets of an xlsx or xlsm file.
///
/// # Errors
///
/// As [`crate::workbook::open`]; other formats than xlsx and xlsm are refused.
pub fn faces(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Vec<SheetFaces>, OpenError> {
    limits.check(LimitKind::FileBytes, bytes.len() as u64)?;
    let Container::Zip = container(bytes, file_name)? else {
        return Err(OpenError::UnsupportedFormat { what: Unsupported::OtherThanXlsx });
    };
    let mut package = Package::open(bytes, limits)?;
    let PackageKind::OfficeXml { workbook_part } = package_kind(&mut package)? else {
        return Err(OpenError::UnsupportedFormat { what: Unsupported::OtherThanXlsx });
    };
    let text = package.text(&workbook_part)?.unwrap_or_default();
    let workbook = parts::workbook(&text, &workbook_part, limits)?;
    let (folder, _) = parts::split_part(&workbook_part);
    let rels = parts::relationships(&mut package, &parts::rels_of(&workbook_part), folder)?;
    let path = format!("{folder}styles.xml");
    let styles = match package.text(&path)? {
        Some(text) => {
            parts::look_at_styles(&text, &path, limits)?;
            styles(&text, &path, limits)?
        }
        None => Vec::new(),
    };
    let mut found = Vec::new();
    for listed in workbook.sheets {
        let target = rels.get(&listed.relationship).filter(|target| target.kind == "worksheet");
        let text = match target {
            Some(target) => package.text(&target.target)?,
            None => None,
        };
        let mut faces = SheetFaces { name: listed.name, ..SheetFaces::default() };
        if let (Some(target), Some(text)) = (target, text) {
            read_sheet(&text, &target.target, limits, &styles, &mut faces)?;
        }
        found.push(faces);
    }
    Ok(found)
}

/// The cell styles of a workbook, by number.
fn styles(text: &str, path: &str, limits: &Limits) -> Result<Vec<Face>, OpenError> {
    let mut xml = Xml::new(text, path, limits);
    let mut formats: BTreeMap<String, String> = BTreeMap::new();
    let mut fills: Vec<Option<String>> = Vec::new();
    let mut borders: Vec<bool> = Vec::new();
    let mut found: Vec<Face> = Vec::new();
    // Which list of the part is being read; `xf` stands in two of them.
    let mut list = String::new();
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.local() {
                name @ ("fills" | "borders" | "cellXfs" | "cellStyleXfs" | "dxfs") => {
                    name.clone_into(&mut list);
                }
                "numFmt" if list.is_empty() => {
                    let [id, code] = tag.attrs(["numFmtId", "formatCode"]);
                    let owned = |text: Option<Cow<'_, str>>| text.unwrap_or_default().into_owned();
                    formats.insert(owned(id), owned(code));
                }
                "fill" if list == "fills" => fills.push(None),
                "fgColor" if list == "fills" => {
                    if let Some(fill) = fills.last_mut() {
                        *fill = colour(&tag);
                    }
                }
                "border" if list == "borders" => borders.push(false),
                "left" | "right" | "top" | "bottom" if list == "borders" => {
                    let drawn = tag.attr("style").is_some_and(|style| style != "none");
                    if let Some(border) = borders.last_mut() {
                        *border |= drawn;
                    }
                }
                "xf" if list == "cellXfs" => {
                    let number = |name: &str| tag.attr(name).and_then(|text| text.parse().ok());
                    let of = |name: &str| number(name).unwrap_or(usize::MAX);
                    found.push(Face {
                        unlocked: false,
                        fill: fills.get(of("fillId")).cloned().flatten(),
                        framed: borders.get(of("borderId")).copied().unwrap_or(false),
                        format: tag.attr("numFmtId").and_then(|id| formats.get(&*id).cloned()),
                    });
                }
                "protection" if list == "cellXfs" => {
                    if let Some(face) = found.last_mut() {
                        face.unlocked =
                            matches!(tag.attr("locked").as_deref(), Some("0" | "false"));
                    }
                }
                _ => {}
            },
            Node::Close(tag) if tag.local() == list => list.clear(),
            Node::End => return Ok(found),
            _ => {}
        }
    }
}

fn colour(tag: &Tag<'_>) -> Option<String> {
    let rgb = tag.attr("rgb").map(|rgb| rgb.get(2..).unwrap_or(&rgb).to_owned());
    let theme = || tag.attr("theme").map(|theme| format!("theme {theme}"));
    rgb.or_else(theme).or_else(|| tag.attr("indexed").map(|index| format!("indexed {index}")))
}

fn read_sheet(
    text: &str,
    path: &str,
    limits: &Limits,
    styles: &[Face],
    faces: &mut SheetFaces,
) -> Result<(), OpenError> {
    let mut xml = Xml::new(text, path, limits);
    let mut is_list = false;
    let (mut areas, mut source) = (String::new(), String::new());
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.local() {
                "c" => {
                    let at = tag.attr("r").and_then(|text| text.parse::<CellRef>().ok());
                    let style = tag.attr("s").and_then(|text| text.parse::<usize>().ok());
                    if let Some(at) = at {
                        let face = style.and_then(|style| styles.get(style)).cloned();
                        faces.cells.insert(at, face.unwrap_or_default());
                        limits.check(LimitKind::Cells, faces.cells.len() as u64)?;
                    }
                }
                "dataValidation" => {
                    is_list = tag.attr("type").as_deref() == Some("list");
                    areas = tag.attr("sqref").unwrap_or_default().into_owned();
                    source.clear();
                }
                "formula1" => source = xml.text_inside()?,
                // The newer way of writing a validation that refers to another sheet.
                "sqref" => areas = xml.text_inside()?,
                _ => {}
            },
            Node::Close(tag) if tag.local() == "dataValidation" && is_list => {
                let areas = areas.split_whitespace().filter_map(corner_pair).collect();
                faces.lists.push(OfferedList { areas, source: source.clone() });
                limits.check(LimitKind::Names, faces.lists.len() as u64)?;
            }
            Node::End => return Ok(()),
            _ => {}
        }
    }
}
