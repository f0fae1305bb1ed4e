//! How much a file may ask for, and how opening one fails.

use serde::{Deserialize, Serialize};

/// One row for each limit: what it bounds, its name in the settings, its default, and the kind that says it was passed.
macro_rules! limits {
    ($($(#[$doc:meta])* $field:ident = $default:expr $(=> $kind:ident)?;)*) => {
        /// How much one workbook may ask for. Every limit is counted while reading, never taken from what the file
        /// declares. A workspace may set its own under `[limits]` in its settings, by these names.
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct Limits {
            $($(#[$doc])* pub $field: u64,)*
        }

        impl Default for Limits {
            fn default() -> Limits {
                Limits { $($field: $default,)* }
            }
        }

        /// Which limit a file goes beyond; each is a field of [`Limits`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum LimitKind {
            $($(#[doc = concat!("[`Limits::", stringify!($field), "`].")] $kind,)?)*
        }

        impl Limits {
            /// What the limit of that kind allows.
            pub fn allowed(&self, which: LimitKind) -> u64 {
                match which {
                    $($(LimitKind::$kind => self.$field,)?)*
                }
            }
        }
    };
}

const MIB: u64 = 1024 * 1024;

limits! {
    /// Size of the file in bytes. Default 50 MiB.
    file_bytes = 50 * MIB => FileBytes;
    /// Entries in the zip package. Default 2,000.
    entries = 2_000 => Entries;
    /// Bytes of all parts together after inflating. Default 512 MiB.
    inflated_bytes = 512 * MIB => InflatedBytes;
    /// Bytes of one part after inflating. Default 128 MiB.
    part_bytes = 128 * MIB => PartBytes;
    /// Inflated to packed size of one part, for parts that inflate beyond [`Limits::ratio_from`]. Honest sheets reach
    /// 60, one of zeros 338; the method ends at 1,032. Default 500.
    ratio = 500 => Ratio;
    /// Parts that inflate to no more bytes than this are not judged by their ratio. Default 8 MiB.
    ratio_from = 8 * MIB;
    /// Strings in the shared table, declared or counted. Default 1,000,000.
    shared_strings = 1_000_000 => SharedStrings;
    /// Cell styles. Excel stops at 65,490. Default 70,000.
    styles = 70_000 => Styles;
    /// Sheets. Default 256.
    sheets = 256 => Sheets;
    /// Cells with content in the workbook. Default 1,000,000: with it, and with the area and the text
    /// below, a check stays under 512 MiB.
    cells_per_workbook = 1_000_000 => Cells;
    /// Cells between the corners of the used parts of all sheets, for xls and ods whose reader fills the whole
    /// rectangle. Default 2,000,000.
    area_cells = 2_000_000 => AreaCells;
    /// UTF-16 units of text in one cell. Excel's own limit and the default are 32,767.
    text_chars_per_cell = 32_767 => TextChars;
    /// Bytes of text and formulas of all cells together, after repeats. Default 128 MiB.
    text_bytes_per_workbook = 128 * MIB => TextBytes;
    /// Depth of XML elements. Default 64.
    xml_depth = 64 => XmlDepth;
    /// Merged areas of one sheet. Default 100,000.
    merges_per_sheet = 100_000 => Merges;
    /// Defined names. Default 50,000.
    names = 50_000 => Names;
}

impl Limits {
    /// Refuses `found` when it is beyond the limit.
    pub(super) fn check(&self, which: LimitKind, found: u64) -> Result<(), OpenError> {
        let allowed = self.allowed(which);
        if found > allowed {
            return Err(OpenError::Limit { which, allowed, found });
        }
        Ok(())
    }
}

/// What a file that is not a workbook looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LooksLike {
    /// The small file `~$….xlsx` that Excel keeps while a workbook is open.
    LockFile,
    /// Text with commas or tabs in every line.
    Csv,
    /// Other text.
    Text,
    /// A web page, often an error page of a file server.
    Html,
    /// XML of some other kind.
    Xml,
    /// A PDF.
    Pdf,
    /// A picture.
    Image,
    /// A Word, PowerPoint or OpenDocument file that is no spreadsheet.
    OtherDocument,
    /// An archive of files (zip, gzip, 7z, rar).
    Archive,
    /// Anything else.
    Unknown,
}

/// A spreadsheet that is sound and not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unsupported {
    /// Excel 2.0 to 4.0.
    Excel2To4,
    /// XML Spreadsheet 2003.
    XmlSpreadsheet2003,
    /// OpenDocument in one file of XML.
    FlatOpenDocument,
    /// Parts in UTF-16.
    Utf16,
    /// A sheet of Excel 4.0 macros.
    MacroSheet,
    /// A sheet in the list of sheets that is nowhere else.
    SheetWithoutPart,
    /// Another format than xlsx and xlsm, where only these are looked at.
    OtherThanXlsx,
}

/// In what way a file is damaged, as far as a reader of messages is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Damage {
    /// The end is missing.
    CutOff,
    /// The list of parts is wrong.
    Package,
    /// A part is not written as it should be.
    Contents,
    /// Two readers would see two different workbooks.
    Ambiguous,
    /// The structure inside is wrong.
    Structure,
}

/// Why a file cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[allow(missing_docs)] // What a member tells is said of the member.
pub enum OpenError {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The file is something else than a spreadsheet. `looks_like`: what it looks like.
    #[error("not a workbook, but {looks_like:?}")]
    NotAWorkbook { looks_like: LooksLike },
    /// The workbook is encrypted with a password.
    #[error("the workbook is encrypted")]
    Encrypted,
    /// The file is cut off or its structure is broken. `how`: in what way.
    /// `part`: the part of the package that it is about, if it is one.
    /// `detail`: technical detail for a log, in English.
    #[error("the workbook is damaged ({how:?}): {detail}")]
    Damaged { how: Damage, part: Option<String>, detail: String },
    /// A spreadsheet in a format that is not read. `what`: which format, or what in it.
    #[error("a spreadsheet that is not read: {what:?}")]
    UnsupportedFormat { what: Unsupported },
    /// The file asks for more than it may. `which`: which limit. `allowed`: what is allowed.
    /// `found`: what was found; counting stops at the limit, so there may be more.
    #[error("beyond the limit {which:?}: {found} where {allowed} are allowed")]
    Limit { which: LimitKind, allowed: u64, found: u64 },
    /// The workbook has no sheets.
    #[error("the workbook has no sheets")]
    NoSheets,
}

impl OpenError {
    /// A damaged file, with the detail for a log.
    pub(super) fn damaged(how: Damage, detail: impl Into<String>) -> OpenError {
        OpenError::Damaged { how, part: None, detail: detail.into() }
    }

    /// A damaged part of a package.
    pub(super) fn damaged_in(how: Damage, part: &str, what: &str) -> OpenError {
        OpenError::Damaged { how, part: Some(part.to_owned()), detail: format!("{part}: {what}") }
    }
}
