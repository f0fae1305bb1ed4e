//! The workbook room: from the bytes of an untrusted spreadsheet to flat cells with physical addresses.
//!
//! One function, [`open`], stands at the door. It decides the format from the content (never from the file name
//! alone), looks at the package with limits before any library expands it, and then reads values with `calamine`.
//! What comes out is a [`Workbook`]: sheets of cells, each with its own address, the names and properties that say
//! which form it is, and a list of [`Oddity`] for whatever a person should hear about.
//!
//! Each format has its place (`xlsx/`, `xlsb/`, `xls/`, `ods/`): a look at the file with limits, then its sheets.
//! What they share stands beside them: the library that reads values (`library.rs`, which adds names and properties at
//! the end), zip packages, XML, values, names.
//!
//! The room gives raw facts and no meaning: merged areas are listed, not filled; hidden sheets are given like the
//! others with their visibility; white space is kept. It knows nothing of plans and forms and opens no file itself.

mod attached;
mod conditional;
mod detect;
mod formats;
mod letters;
mod library;
mod limits;
mod looks;
mod model;
mod names;
mod ods;
mod office;
mod package;
mod rectangle;
mod text;
mod value;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

#[cfg(test)]
mod cell_tests;
#[cfg(test)]
mod hurt_tests;
#[cfg(test)]
mod limit_tests;
#[cfg(test)]
mod office_tests;
#[cfg(test)]
mod reader_layer_tests;
#[cfg(test)]
mod workshop;

pub use attached::{Attached, AttachedKind};
pub use letters::{Extent, Letters, Piece};
pub use limits::{Damage, LimitKind, Limits, LooksLike, OpenError, Unsupported};
pub use model::{Cell, Content, FileFormat, Oddity, Sheet, Visibility, Workbook};
pub use xlsx::faces::{Face, OfferedList, SheetFaces, faces};

/// Opens a workbook from its bytes.
///
/// `file_name` is used only to notice an extension that does not fit the content
/// ([`Oddity::ExtensionMismatch`]) and the lock file that Excel leaves beside an open workbook.
///
/// # Errors
///
/// Says what the bytes are instead of a workbook, that the workbook is encrypted or damaged, that its format is not
/// read, or which of `limits` it goes beyond. A sheet that cannot be read inside a workbook that can is no error
/// but [`Oddity::SheetUnreadable`], and that sheet has no cells.
pub fn open(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Workbook, OpenError> {
    if bytes.is_empty() {
        return Err(OpenError::Empty);
    }
    limits.check(LimitKind::FileBytes, bytes.len() as u64)?;
    let mut workbook = match detect::container(bytes, file_name)? {
        detect::Container::Zip => {
            let mut package = package::Package::open(bytes, limits)?;
            match detect::package_kind(&mut package)? {
                detect::PackageKind::OfficeXml { workbook_part } => {
                    xlsx::read(package, &workbook_part, limits)?
                }
                detect::PackageKind::OfficeBinary => xlsb::read(bytes, package, limits)?,
                detect::PackageKind::OpenDocument => ods::read(bytes, package, limits)?,
            }
        }
        detect::Container::Compound => xls::read(bytes, limits)?,
    };
    if workbook.sheets.is_empty() {
        return Err(OpenError::NoSheets);
    }
    let has_macros = workbook.oddities.contains(&Oddity::Macros);
    if let Some(oddity) = detect::extension_mismatch(file_name, workbook.format, has_macros) {
        workbook.oddities.push(oddity);
    }
    Ok(workbook)
}
