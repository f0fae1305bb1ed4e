//! What an opened workbook is made of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::attached::Attached;
use super::letters::{Extent, Piece, extent};
use super::looks::SheetLooks;
use super::text::Text;
use crate::terms::{Area, CellRef};

/// An opened workbook. Nothing in it is shared with the file: it can be kept after the bytes are gone.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// The format as the content shows it.
    pub format: FileFormat,
    /// Every sheet in the workbook's order, hidden ones and those without cells (charts) included.
    pub sheets: Vec<Sheet>,
    /// Workbook-scope names that point to one area of an existing sheet.
    pub names: BTreeMap<String, NamedCell>,
    /// Custom document properties as text.
    pub properties: BTreeMap<String, String>,
    /// What a person should hear about, in a fixed order.
    pub oddities: Vec<Oddity>,
}

impl FileFormat {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            FileFormat::Xlsx => "xlsx",
            FileFormat::Xlsm => "xlsm",
            FileFormat::Xlsb => "xlsb",
            FileFormat::Xls => "xls",
            FileFormat::Ods => "ods",
        }
    }

    /// The ending of a form that was saved as a template of this format.
    pub fn template_ending(self) -> Option<&'static str> {
        match self {
            FileFormat::Xlsx => Some("xltx"),
            FileFormat::Xlsm => Some("xltm"),
            FileFormat::Xls => Some("xlt"),
            FileFormat::Ods => Some("ots"),
            FileFormat::Xlsb => None,
        }
    }
}

impl Workbook {
    /// The sheet of that exact name.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| &*sheet.name == name)
    }
}

/// File formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FileFormat {
    /// Office Open XML workbook.
    Xlsx,
    /// Office Open XML workbook with macros (the macros are never run or read).
    Xlsm,
    /// Excel binary workbook.
    Xlsb,
    /// Excel 97–2003 (and 5.0/95) workbook.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
}

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Name on the tab.
    pub name: Arc<str>,
    /// Whether the tab is shown.
    pub visibility: Visibility,
    /// Cells with content or a formula, by physical address. Cells that hold only a style and cells that hold the
    /// empty string are left out; cells that hold only white space are kept as [`Content::Text`].
    pub cells: BTreeMap<CellRef, Cell>,
    /// Merged areas. Only the first cell of an area has a value.
    pub merges: Vec<Area>,
    /// Hidden rows, counted from zero.
    pub hidden_rows: BTreeSet<u32>,
    /// Hidden columns, counted from zero.
    pub hidden_cols: BTreeSet<u32>,
    /// Its view leaves out zeros.
    pub hides_zeros: bool,
    /// Empty cells with a diagonal line through them.
    pub crossed_out: BTreeSet<CellRef>,
    /// What lies on it: notes, shapes, boxes to tick, pictures.
    pub attached: Vec<Attached>,
    /// Whether the sheet is protected; `None` where the reader does not tell (xls and xlsb).
    pub protected: Option<bool>,
}

impl Sheet {
    /// A sheet of that name and visibility with nothing in it.
    pub(crate) fn empty(name: &str, visibility: Visibility) -> Sheet {
        Sheet { name: Arc::from(name), visibility, ..Sheet::default() }
    }

    /// Adds how its cells look.
    pub(super) fn look_over(&mut self, looks: SheetLooks) {
        for (at, pieces) in looks.pieces {
            if let Some(cell) = self.cells.get_mut(&at) {
                cell.pieces = Some(pieces);
            }
        }
        self.crossed_out = looks.crossed_out;
        self.hidden_rows = looks.hidden_rows;
        self.hidden_cols = looks.hidden_cols;
        self.hides_zeros = looks.hides_zeros;
    }
}

/// Whether a sheet's tab is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visibility {
    /// Shown.
    #[default]
    Visible,
    /// Hidden; a user can show it again.
    Hidden,
    /// Hidden so that only a program shows it again. OpenDocument knows only `Hidden`.
    VeryHidden,
}

/// The area between two corners, whichever way round a file gives them.
pub(super) fn area_between(one: CellRef, other: CellRef) -> Area {
    Area::new(
        CellRef::new(one.row.min(other.row), one.col.min(other.col)),
        CellRef::new(one.row.max(other.row), one.col.max(other.col)),
    )
}

/// Where a defined name points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NamedCell {
    /// Index into [`Workbook::sheets`].
    pub sheet: usize,
    /// The area; one cell has equal corners.
    pub area: Area,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// What the cell holds.
    pub content: Content,
    /// Number format code; `None` also stands for General. OpenDocument has none.
    #[serde(with = "crate::terms::kept::shared_if_any")]
    pub format: Option<Arc<str>>,
    /// Formula text without the leading `=` (OpenDocument keeps its `of:=` prefix); empty where
    /// the cell has a formula but the reader does not give its text (xls, a formula shared by several cells).
    pub formula: Option<String>,
    /// What the file says stands on the screen, where that is not the content as it is (OpenDocument only).
    #[serde(with = "crate::terms::kept::shared_if_any")]
    pub shown: Option<Arc<str>>,
    /// Its stretches by how their letters look; `None` where nothing is struck out, raised or invisible.
    #[serde(with = "crate::terms::kept::shared_if_any")]
    pub pieces: Option<Arc<[Piece]>>,
}

impl Cell {
    /// A cell with this content and nothing else.
    pub(crate) fn of(content: Content) -> Cell {
        Cell { content, format: None, formula: None, shown: None, pieces: None }
    }

    /// How much of it is struck out.
    pub fn struck(&self) -> Extent {
        extent(self.pieces.as_deref().unwrap_or_default(), |letters| letters.struck)
    }

    /// How much of it has the colour of what is behind it.
    pub fn invisible(&self) -> Extent {
        extent(self.pieces.as_deref().unwrap_or_default(), |letters| letters.invisible)
    }
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Content {
    /// Text, without the reading (furigana) that may be stored beside it. Never empty.
    Text(Text),
    /// A length of time: the number behind it, in days, is nothing that anybody typed.
    Length {
        /// Hours and minutes, `36:00`; seconds where there are any.
        clock: String,
        /// As its number format shows it, `36` in `[h]`; the same as the clock where that is not known.
        shown: String,
    },
    /// A number: the shortest decimal that the stored binary number stands for.
    Number(#[serde(with = "crate::terms::kept::decimal")] Decimal),
    /// A date by its number format, or by its type in OpenDocument.
    Date {
        /// Date and time; the time is midnight for a plain date.
        #[serde(with = "crate::terms::kept::text")]
        date: jiff::civil::DateTime,
        /// The stored number is no true day: a time without a date (below 1), or the 29 February 1900 that Excel
        /// believes in (shown here as the 28th).
        serial_odd: bool,
    },
    /// TRUE or FALSE.
    Bool(bool),
    /// An error value as written, such as `#REF!`.
    Error(String),
    /// A formula whose result the file does not hold (never calculated by the program that wrote it).
    NoResult,
    /// A number that its date format has no day for: below zero, or behind the last year. As text.
    OutsideCalendar(String),
    /// A value that no exact number or date stands for: not a number, infinite, beyond the range. As text.
    Unrepresentable(String),
}

/// Something about a workbook that a person should hear about, but that does not stop the reading.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)] // What a member tells is said of the member.
pub enum Oddity {
    /// The extension says one format, the content is another. `extension`: extension without the dot, in lower case.
    /// `format`: what the content is.
    ExtensionMismatch { extension: String, format: FileFormat },
    /// A workbook-scope name that points to nothing: `#REF!` or a sheet that is not there.
    /// `refers_to`: what it refers to, as written.
    BrokenName { name: String, refers_to: String },
    /// A name that is defined more than once with different targets in a format that does not tell the scope; it is left out.
    AmbiguousName { name: String },
    /// A name that holds only on one sheet, as a copied sheet gets it; it is left out.
    /// `sheet`: the sheet it belongs to.
    SheetScopedName { name: String, sheet: String },
    /// A cell that cannot be read; the others of the sheet can.
    /// `near`: the last cell read before it, when there was one. `what`: what the reader says.
    BadCell { sheet: String, near: Option<CellRef>, what: String },
    /// Two cells of one sheet have the same address; the last one counts, as in Excel.
    /// `cell`: the address.
    DuplicateCell { sheet: String, cell: CellRef },
    /// A cell beyond XFD1048576; it is left out. `address`: the address as written.
    OutsideGrid { sheet: String, address: String },
    /// The workbook refers to other workbooks, so values may be somebody else's.
    ExternalLinks(usize),
    /// The workbook holds other documents or objects (Office Open XML and xlsb only).
    EmbeddedObjects(usize),
    /// The workbook holds macros.
    Macros,
    /// A sheet cannot be read; it has no cells. `why`: what the reader says.
    SheetUnreadable { sheet: String, why: String },
    /// A chart sheet, dialogue or macro sheet; it has no cells.
    NotAWorksheet { sheet: String },
    /// The document properties cannot be read.
    PropertiesUnreadable,
}
