//! The cells of one sheet, from the reading library, with what the look found of them.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, DataRef, Style, Xlsx, XlsxError};

use super::conditional::Change;
use super::runs::{RunLook, Runs};
use super::sheet_xml::SheetXml;
use crate::terms::CellRef;
use crate::workbook::conditional::in_force;
use crate::workbook::formats::{self, Shows, StyleLook};
use crate::workbook::letters::{self, Letters, Piece};
use crate::workbook::library::guarded;
use crate::workbook::limits::OpenError;
use crate::workbook::model::{Cell, Content, Oddity, Sheet};
use crate::workbook::text::Shared;
use crate::workbook::value::{Budget, DateSense, content};

/// Cells in error after which a sheet is given up: a sheet of nothing but errors is not a form.
const MOST_BAD_CELLS: usize = 1_000;

/// Cells with an address used before that are told one by one.
const MOST_DOUBLES: usize = 100;

/// What the cell styles of a workbook tell, by style number.
pub(super) struct CellStyles {
    formats: Vec<Option<Arc<str>>>,
    looks: Vec<StyleLook>,
}

impl CellStyles {
    fn of(styles: &[Style]) -> CellStyles {
        CellStyles { formats: formats::codes(styles), looks: formats::looks(styles) }
    }
}

/// Reads the cells of the empty `sheet`, and tells what is odd about them. The styles are those of the workbook, which
/// the library shows with its first sheet.
pub(super) fn read_sheet(
    reader: &mut Xlsx<Cursor<&[u8]>>,
    (sheet, mut look): (Sheet, SheetXml),
    changes: &[Change],
    styles: &mut Option<CellStyles>,
    budget: &mut Budget<'_>,
) -> Result<(Sheet, Vec<Oddity>), OpenError> {
    let (name, visibility) = (sheet.name.to_string(), sheet.visibility);
    let outside = std::mem::take(&mut look.outside);
    let outside = outside.into_iter().map(|address| {
        let sheet = name.clone();
        Oddity::OutsideGrid { sheet, address }
    });
    let oddities = outside.collect();
    let mut filling = Filling {
        sheet,
        look,
        changes,
        budget,
        oddities,
        previous: None,
        bad_cells: 0,
        doubles: 0,
    };
    // The budget's own errors pass through the guard untouched.
    let why = match guarded(|| filling.cells(reader, styles)) {
        Ok(Ok(())) => {
            let Filling { mut sheet, look, oddities, .. } = filling;
            sheet.merges = look.merges;
            sheet.attached = look.attached;
            sheet.hidden_rows = look.hidden_rows;
            sheet.hidden_cols = look.hidden_cols;
            sheet.hides_zeros = look.hides_zeros;
            sheet.protected = Some(look.protected);
            return Ok((sheet, oddities));
        }
        Ok(Err(Stopped::Refused(error))) => return Err(error),
        Ok(Err(Stopped::Unreadable(why))) => why,
        Err(error) => error.to_string(),
    };
    // What was told about single cells is void when the whole sheet is.
    let sheet = Sheet::empty(&name, visibility);
    Ok((sheet, vec![Oddity::SheetUnreadable { sheet: name, why }]))
}

/// Why the reading of a sheet stopped.
enum Stopped {
    Refused(OpenError),
    Unreadable(String),
}

impl From<OpenError> for Stopped {
    fn from(error: OpenError) -> Stopped {
        Stopped::Refused(error)
    }
}

/// A sheet that is being read.
struct Filling<'b, 'l> {
    sheet: Sheet,
    look: SheetXml,
    /// What conditional formats may change, by number.
    changes: &'b [Change],
    budget: &'b mut Budget<'l>,
    oddities: Vec<Oddity>,
    /// The last cell that was read.
    previous: Option<CellRef>,
    bad_cells: usize,
    /// How many double addresses were told.
    doubles: usize,
}

impl Filling<'_, '_> {
    fn cells(
        &mut self,
        reader: &mut Xlsx<Cursor<&[u8]>>,
        styles: &mut Option<CellStyles>,
    ) -> Result<(), Stopped> {
        let from_1904 = reader.has_1904_epoch();
        let mut cells = reader
            .worksheet_cells_reader(&self.sheet.name)
            .map_err(|error| Stopped::Unreadable(error.to_string()))?;
        let mut shared = Shared::default();
        let CellStyles { formats, looks } =
            styles.get_or_insert_with(|| CellStyles::of(cells.styles()));
        loop {
            let (cell, style) = match cells.next_cell_with_style_id() {
                Ok(Some(next)) => next,
                Ok(None) => return Ok(()),
                // The reader stands behind the bad value; the next call goes on with the cells after it.
                Err(error) => {
                    self.bad_cell(&error)?;
                    continue;
                }
            };
            let (row, col) = cell.get_position();
            if row > CellRef::LAST_ROW || col > CellRef::LAST_COL {
                // Told by the look, with the address as written.
                continue;
            }
            let (at, value) = (CellRef::new(row, col), cell.get_value().clone());
            self.previous = Some(at);
            let format = formats.get(style).cloned().flatten();
            let sense = DateSense { from_1904, format: format.as_deref() };
            let has_value = !matches!(value, DataRef::Empty);
            let look = looks.get(style).copied().unwrap_or_default();
            let held = match value {
                DataRef::String(text) => self.budget.content(&text)?,
                DataRef::SharedString(text) => self.budget.shared(text, &mut shared)?,
                other => content(Data::from(other), sense),
            };
            match held {
                Some(content) => {
                    let change = in_force(&self.look.rules, at, &content);
                    let change = change.and_then(|number| self.changes.get(*number));
                    let look = change.map_or(look, |change| change.over(look));
                    let other = change.and_then(|change| change.format.clone());
                    let format = other.filter(|code| is_like(code, &content)).or(format);
                    let runs = self.look.runs.get(&at);
                    let runs = runs.filter(|_| matches!(content, Content::Text(_)));
                    let pieces = pieces(runs, look);
                    self.keep(at, Cell { format, pieces, ..Cell::of(content) })?;
                }
                None if !has_value && self.look.formulas.contains_key(&at) => {
                    self.keep(at, Cell { format, ..Cell::of(Content::NoResult) })?;
                }
                None => {
                    if look.crossed {
                        self.budget.cell()?;
                        self.sheet.crossed_out.insert(at);
                    }
                }
            }
        }
    }

    /// Keeps an error value that the library does not know, and tells of any other bad cell.
    fn bad_cell(&mut self, error: &XlsxError) -> Result<(), Stopped> {
        if self.is_hopeless(error) {
            return Err(Stopped::Unreadable(error.to_string()));
        }
        if let XlsxError::CellError(written) = error
            && let Some((at, text)) = self.next_new_error(written)
        {
            self.previous = Some(at);
            return Ok(self.keep(at, Cell::of(Content::Error(text)))?);
        }
        self.bad_cells += 1;
        if self.bad_cells > MOST_BAD_CELLS {
            return Err(Stopped::Unreadable("too many bad cells".to_owned()));
        }
        self.oddities.push(Oddity::BadCell {
            sheet: self.sheet.name.to_string(),
            near: self.previous,
            what: error.to_string(),
        });
        Ok(())
    }

    /// Whether an error means that nothing after it can be trusted.
    fn is_hopeless(&self, error: &XlsxError) -> bool {
        let structure = matches!(
            error,
            XlsxError::Xml(_) | XlsxError::XmlEof(_) | XlsxError::Io(_) | XlsxError::Zip(_)
        );
        // After an error the reader's count of columns is one behind.
        structure || self.look.counted_addresses
    }

    /// The next cell with an unknown error value, if it is the one the reader stopped at.
    fn next_new_error(&mut self, written: &str) -> Option<(CellRef, String)> {
        if self.look.new_errors.front()?.1 == written {
            return self.look.new_errors.pop_front();
        }
        None
    }

    /// Keeps a cell, with its formula.
    fn keep(&mut self, at: CellRef, cell: Cell) -> Result<(), OpenError> {
        self.budget.cell()?;
        let cell = Cell { formula: self.look.formulas.get(&at).cloned(), ..cell };
        let is_double = self.sheet.cells.insert(at, cell).is_some();
        if is_double && self.doubles < MOST_DOUBLES {
            self.doubles += 1;
            let sheet = self.sheet.name.to_string();
            self.oddities.push(Oddity::DuplicateCell { sheet, cell: at });
        }
        Ok(())
    }
}

/// Whether a format code is one for a cell that holds this: what is a day by the cell's own format stays one.
fn is_like(code: &str, content: &Content) -> bool {
    let shows_number = formats::shows(code) == Shows::Number;
    shows_number && matches!(content, Content::Number(_) | Content::Text(_))
}

/// The stretches of a cell whose text has these runs and whose style looks like this.
fn pieces(runs: Option<&Runs>, look: StyleLook) -> Option<Arc<[Piece]>> {
    let blends = |colour| look.behind.is_some_and(|behind| letters::blends(colour, behind));
    let of_cell = Letters { struck: look.struck, raised: false, invisible: blends(look.letters) };
    let Some(runs) = runs else { return letters::whole(of_cell) };
    let piece = |text: &str, own: Option<RunLook>| {
        let letters = own.map_or(of_cell, |own| Letters {
            struck: own.struck,
            raised: own.raised,
            invisible: own.colour.is_some_and(blends),
        });
        Piece { text: text.to_owned(), letters }
    };
    letters::noticed(runs.iter().map(|run| piece(&run.text, run.look)).collect())
}
