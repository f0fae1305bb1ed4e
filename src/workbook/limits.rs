//! How much a file may ask for, and how opening one fails.

use serde::{Deserialize, Serialize};

/// How much one workbook may ask for. Every limit is counted while reading, never taken from what the file declares.
/// A workspace may set its own under `[limits]` in its settings, by these names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Size of the file in bytes. Default 50 MiB.
    pub file_bytes: u64,
    /// Entries in the zip package. Default 2,000.
    pub entries: u64,
    /// Bytes of all parts together after inflating. Default 512 MiB.
    pub inflated_bytes: u64,
    /// Bytes of one part after inflating. Default 128 MiB.
    pub part_bytes: u64,
    /// Inflated to packed size of one part, for parts that inflate beyond [`Limits::ratio_from`]. Honest sheets reach
    /// 60, one of zeros 338; the method ends at 1,032. Default 500.
    pub ratio: u64,
    /// Parts that inflate to no more bytes than this are not judged by their ratio. Default 8 MiB.
    pub ratio_from: u64,
    /// Strings in the shared table, declared or counted. Default 1,000,000.
    pub shared_strings: u64,
    /// Cell styles. Excel stops at 65,490. Default 70,000.
    pub styles: u64,
    /// Sheets. Default 256.
    pub sheets: u64,
    /// Cells with content in the workbook. Default 1,000,000: with it, and with the area and the text
    /// below, a check stays under 512 MiB.
    pub cells_per_workbook: u64,
    /// Cells between the corners of the used parts of all sheets, for xls and ods whose reader fills the whole
    /// rectangle. Default 2,000,000.
    pub area_cells: u64,
    /// UTF-16 units of text in one cell. Excel's own limit and the default are 32,767.
    pub text_chars_per_cell: u64,
    /// Bytes of text and formulas of all cells together, after repeats. Default 128 MiB.
    pub text_bytes_per_workbook: u64,
    /// Depth of XML elements. Default 64.
    pub xml_depth: u64,
    /// Merged areas of one sheet. Default 100,000.
    pub merges_per_sheet: u64,
    /// Defined names. Default 50,000.
    pub names: u64,
}

const MIB: u64 = 1024 * 1024;

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file_bytes: 50 * MIB,
            entries: 2_000,
            inflated_bytes: 512 * MIB,
            part_bytes: 128 * MIB,
            ratio: 500,
            ratio_from: 8 * MIB,
            shared_strings: 1_000_000,
            styles: 70_000,
            sheets: 256,
            cells_per_workbook: 1_000_000,
            area_cells: 2_000_000,
            text_chars_per_cell: 32_767,
            text_bytes_per_workbook: 128 * MIB,
            xml_depth: 64,
            merges_per_sheet: 100_000,
            names: 50_000,
        }
    }
}

impl Limits {
    /// What the limit of that kind allows.
    #[must_use]
    pub fn allowed(&self, which: LimitKind) -> u64 {
        match which {
            LimitKind::FileBytes => self.file_bytes,
            LimitKind::Entries => self.entries,
            LimitKind::InflatedBytes => self.inflated_bytes,
            LimitKind::PartBytes => self.part_bytes,
            LimitKind::Ratio => self.ratio,
            LimitKind::SharedStrings => self.shared_strings,
            LimitKind::Styles => self.styles,
            LimitKind::Sheets => self.sheets,
            LimitKind::Cells => self.cells_per_workbook,
            LimitKind::AreaCells => self.area_cells,
            LimitKind::TextChars => self.text_chars_per_cell,
            LimitKind::TextBytes => self.text_bytes_per_workbook,
            LimitKind::XmlDepth => self.xml_depth,
            LimitKind::Merges => self.merges_per_sheet,
            LimitKind::Names => self.names,
        }
    }

    /// Refuses `found` when it is beyond the limit.
    pub(super) fn check(&self, which: LimitKind, found: u64) -> Result<(), OpenError> {
        let allowed = self.allowed(which);
        if found > allowed {
            return Err(OpenError::Limit { which, allowed, found });
        }
        Ok(())
    }
}

/// Which limit a file goes beyond; each is a field of [`Limits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LimitKind {
    /// [`Limits::file_bytes`].
    FileBytes,
    /// [`Limits::entries`].
    Entries,
    /// [`Limits::inflated_bytes`].
    InflatedBytes,
    /// [`Limits::part_bytes`].
    PartBytes,
    /// [`Limits::ratio`].
    Ratio,
    /// [`Limits::shared_strings`].
    SharedStrings,
    /// [`Limits::styles`].
    Styles,
    /// [`Limits::sheets`].
    Sheets,
    /// [`Limits::cells_per_workbook`].
    Cells,
    /// [`Limits::area_cells`].
    AreaCells,
    /// [`Limits::text_chars_per_cell`].
    TextChars,
    /// [`Limits::text_bytes_per_workbook`].
    TextBytes,
    /// [`Limits::xml_depth`].
    XmlDepth,
    /// [`Limits::merges_per_sheet`].
    Merges,
    /// [`Limits::names`].
    Names,
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
pub enum OpenError {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The file is something else than a spreadsheet.
    #[error("not a workbook, but {looks_like:?}")]
    NotAWorkbook {
        /// What it looks like.
        looks_like: LooksLike,
    },
    /// The workbook is encrypted with a password.
    #[error("the workbook is encrypted")]
    Encrypted,
    /// The file is cut off or its structure is broken.
    #[error("the workbook is damaged ({how:?}): {detail}")]
    Damaged {
        /// In what way.
        how: Damage,
        /// The part of the package that it is about, if it is one.
        part: Option<String>,
        /// Technical detail for a log, in English.
        detail: String,
    },
    /// A spreadsheet in a format that is not read.
    #[error("a spreadsheet that is not read: {what:?}")]
    UnsupportedFormat {
        /// Which format, or what in it.
        what: Unsupported,
    },
    /// The file asks for more than it may.
    #[error("beyond the limit {which:?}: {found} where {allowed} are allowed")]
    Limit {
        /// Which limit.
        which: LimitKind,
        /// What is allowed.
        allowed: u64,
        /// What was found; counting stops at the limit, so there may be more.
        found: u64,
    },
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
