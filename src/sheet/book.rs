//! A workbook: its sheets in order, written only once every formula in them is proven.

use rust_xlsxwriter::{DocProperties, Workbook, Worksheet, XlsxError};

use super::held::Holdings;
use super::proof::{self, WrongFormula};
use super::style;
use crate::sheet::Written;

/// Why no workbook is written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The writer refuses a name or a range.
    #[error(transparent)]
    Excel(#[from] XlsxError),
    /// A formula does not give the figure stored with it.
    #[error(transparent)]
    Formula(#[from] WrongFormula),
}

/// A drawn sheet, with what its cells hold.
pub(crate) struct Sheet {
    worksheet: Worksheet,
    held: Holdings,
}

impl Sheet {
    /// This sheet, whose cells hold this.
    pub(crate) fn new(worksheet: Worksheet, held: Holdings) -> Sheet {
        Sheet { worksheet, held }
    }

    /// The sheet, for settings of its own.
    pub(crate) fn worksheet(&mut self) -> &mut Worksheet {
        &mut self.worksheet
    }
}

/// A workbook that is being put together.
pub(crate) struct Book {
    workbook: Workbook,
    held: Vec<(String, Holdings)>,
}

impl Book {
    /// An empty workbook with this title, about this, given out by them.
    pub(crate) fn new(title: &str, subject: &str, company: &str) -> Written<Book> {
        Ok(Book::of(style::workbook(title, subject, company, DocProperties::new())?))
    }

    /// A book that begins as this workbook.
    pub(crate) fn of(workbook: Workbook) -> Book {
        Book { workbook, held: Vec::new() }
    }

    /// Adds a sheet behind the others.
    pub(crate) fn push(&mut self, sheet: Sheet) {
        self.held.push((sheet.worksheet.name(), sheet.held));
        self.workbook.push_worksheet(sheet.worksheet);
    }

    /// The workbook, for settings of its own.
    pub(crate) fn workbook(&mut self) -> &mut Workbook {
        &mut self.workbook
    }

    /// The bytes, if every formula gives the figure stored with it.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, WriteError> {
        let sheets = self.held.iter().map(|(name, held)| (name.as_str(), held));
        proof::prove(&sheets.collect::<Vec<_>>())?;
        Ok(self.workbook.save_to_buffer()?)
    }
}
