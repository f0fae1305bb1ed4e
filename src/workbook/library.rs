//! The reading library behind all formats: calls that may panic, its errors, and what it gives for a whole workbook.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Ods, OdsError, Reader, SheetVisible, WorkbookProperties, Xls, XlsError, Xlsb, XlsbError, Xlsx,
    XlsxError,
};

use super::limits::{Damage, LimitKind, Limits, OpenError};
use super::model::{FileFormat, Oddity, Sheet, Visibility, Workbook};
use super::names::{self, DefinedName};

/// What the library's readers have in common beyond their own trait.
pub(super) trait Library<'b>: Reader<Cursor<&'b [u8]>> {
    /// The document properties, if they can be read.
    fn properties(&mut self) -> Option<WorkbookProperties>;

    /// What an error of the library means.
    fn refusal(error: &Self::Error) -> OpenError;
}

macro_rules! is_a_library {
    ($($reader:ident fails with $error:ident;)*) => {$(
        impl<'b> Library<'b> for $reader<Cursor<&'b [u8]>> {
            fn properties(&mut self) -> Option<WorkbookProperties> {
                self.workbook_properties().ok()
            }

            fn refusal(error: &$error) -> OpenError {
                match error {
                    $error::Password => OpenError::Encrypted,
                    other => OpenError::damaged(Damage::Structure, other.to_string()),
                }
            }
        }
    )*};
}

is_a_library! {
    Xlsx fails with XlsxError;
    Xlsb fails with XlsbError;
    Xls fails with XlsError;
    Ods fails with OdsError;
}

/// Opens a workbook that passed the look.
pub(super) fn opened<'b, L: Library<'b>>(bytes: &'b [u8]) -> Result<L, OpenError> {
    guarded(|| L::new(Cursor::new(bytes)))?.map_err(|error| L::refusal(&error))
}

/// Runs a call into `calamine` and turns a panic into [`OpenError::Damaged`].
///
/// `calamine` still panics on some broken .xls and .xlsb files (an index out of bounds, a missing key). One bad
/// file must not end a run over hundreds of departments. The panic hook is left alone, because it belongs to the
/// program and is shared by all threads; so the hook's message may appear on standard error. A value that a panic
/// passed through is not used again by the callers. Aborts (an allocation too large) cannot be caught at all:
/// that is what the looks before the call are for.
pub(super) fn guarded<T>(call: impl FnOnce() -> T) -> Result<T, OpenError> {
    catch_unwind(AssertUnwindSafe(call)).map_err(|_| {
        OpenError::damaged(
            Damage::Structure,
            "the reading library gave up on the structure of the file",
        )
    })
}

/// Visibility in the words of the library.
pub(super) fn visibility(theirs: SheetVisible) -> Visibility {
    match theirs {
        SheetVisible::Visible => Visibility::Visible,
        SheetVisible::Hidden => Visibility::Hidden,
        SheetVisible::VeryHidden => Visibility::VeryHidden,
    }
}

/// Where the defined names of a workbook come from.
pub(super) enum Names {
    /// From the look, scopes included.
    Looked(Vec<DefinedName>),
    /// From the library, with the scopes that the look found, in the same order.
    Scoped(Vec<Option<usize>>),
    /// From the library, which gives none that is confined to a sheet.
    OfWorkbook,
}

/// A workbook of which the sheets are read.
pub(super) struct Sheets {
    pub(super) format: FileFormat,
    pub(super) sheets: Vec<Sheet>,
    pub(super) names: Names,
    pub(super) oddities: Vec<Oddity>,
}

/// Adds names and properties to the sheets.
pub(super) fn finish<'b, L: Library<'b>>(
    reader: &mut L,
    read: Sheets,
    limits: &Limits,
) -> Result<Workbook, OpenError> {
    let Sheets { format, sheets, names, mut oddities } = read;
    let (defined, scope_known) = match names {
        Names::Looked(names) => (names, true),
        Names::Scoped(scopes) => {
            limits.check(LimitKind::Names, reader.defined_names().len() as u64)?;
            names::with_scopes(reader.defined_names(), &scopes)
        }
        Names::OfWorkbook => {
            let defined = reader.defined_names();
            limits.check(LimitKind::Names, defined.len() as u64)?;
            names::with_scopes(defined, &vec![None; defined.len()])
        }
    };
    let names = names::resolve(&defined, scope_known, &sheets, &mut oddities);
    let properties = guarded(|| reader.properties()).ok().flatten();
    if properties.is_none() {
        oddities.push(Oddity::PropertiesUnreadable);
    }
    let properties = properties.map(|found| found.custom_properties.into_iter().collect());
    Ok(Workbook { format, sheets, names, properties: properties.unwrap_or_default(), oddities })
}
