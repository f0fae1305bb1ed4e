//! The reading library behind all formats: calls that may panic, its errors, and what it gives for a whole workbook.

use std::cell::Cell;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

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
/// file must not end a run over hundreds of departments, nor say anything on standard error that the findings do not
/// say. A value that a panic passed through is not used again by the callers. Aborts (an allocation too large) cannot
/// be caught at all: that is what the looks before the call are for.
pub(super) fn guarded<T>(call: impl FnOnce() -> T) -> Result<T, OpenError> {
    quieten_panics_of_guarded_calls();
    let outside = IS_GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(call));
    IS_GUARDED.set(outside);
    result.map_err(|_| {
        OpenError::damaged(
            Damage::Structure,
            "the reading library gave up on the structure of the file",
        )
    })
}

thread_local! {
    /// Whether this thread is inside a guarded call.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Puts a hook before the one of the program, once: a panic inside a guarded call is silent, every other one goes on to
/// the hook that was there, whichever thread it comes from.
fn quieten_panics_of_guarded_calls() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let programs_own = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !IS_GUARDED.get() {
                programs_own(panic);
            }
        }));
    });
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

#[cfg(test)]
mod tests {
    use super::*;

    const INNER: &str = "workbook::library::tests::a_library_that_gives_up_says_nothing_itself";
    const ASKED: &str = "MATOME_TEST_GUARDED";

    /// Runs itself once more: what a process says on standard error is seen from outside only.
    #[test]
    fn a_library_that_gives_up_says_nothing_itself() {
        if std::env::var_os(ASKED).is_some() {
            let given_up = || guarded(|| -> u8 { panic!("inside") });
            assert!(given_up().is_err());
            let elsewhere = std::thread::spawn(move || given_up().is_err()).join();
            assert_eq!(elsewhere.ok(), Some(true));
            // Any other panic is told, as before.
            assert!(catch_unwind(|| panic!("outside")).is_err());
            return;
        }
        let own = std::env::current_exe().expect("the test has a file");
        let mut run = std::process::Command::new(own);
        let run = run.args([INNER, "--exact", "--nocapture"]).env(ASKED, "1");
        let run = run.output().expect("the test runs");
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{said}");
        assert!(said.contains("outside") && !said.contains("inside"), "{said}");
    }
}
