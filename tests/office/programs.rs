//! The other programs that these tests drive, and what happens where one is not installed.
//!
//! A developer without an office suite runs the other tests all the same: each test that cannot run says so and
//! passes. Where the suite has to be complete (`.ci/run`), `MATOME_REQUIRE_OFFICE=1` turns that into a failure.

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::Value;

/// A Python interpreter that can import what a script needs.
pub struct Python {
    what: &'static str,
    /// Names the interpreter to use; only that one is tried then.
    variable: &'static str,
    /// Ends with 0 if the interpreter and this machine have all that is needed.
    probe: &'static str,
    found: OnceLock<Option<String>>,
}

/// Where the modules may be installed. Debian's python3-uno belongs to Debian's own interpreter, which need not be
/// the first one in the path.
const INTERPRETERS: [&str; 4] =
    ["python3", "/usr/bin/python3", "python", "/opt/libreoffice/program/python"];

/// What the office suite's bridge raises when it breaks.
const BRIDGE_BROKE: [&str; 3] = [
    "com.sun.star.uno.RuntimeException",
    "com.sun.star.lang.DisposedException",
    "LibreOffice cannot open",
];
/// How often a script is tried at most.
const ATTEMPTS: u32 = 4;

/// openpyxl.
pub static OPENPYXL: Python = Python {
    what: "openpyxl",
    variable: "MATOME_PYTHON",
    probe: "import openpyxl",
    found: OnceLock::new(),
};

/// openxml-audit, which validates the parts of a workbook against the published schemas.
pub static OPENXML_AUDIT: Python = Python {
    what: "openxml-audit",
    variable: "MATOME_PYTHON",
    probe: "import openxml_audit",
    found: OnceLock::new(),
};

/// What reads open data: frictionless, pandas, polars, DuckDB.
pub static OPEN_DATA: Python = Python {
    what: "frictionless, pandas, polars and DuckDB",
    variable: "MATOME_PYTHON",
    probe: "import duckdb, frictionless, pandas, polars",
    found: OnceLock::new(),
};

/// LibreOffice with its Python bridge.
pub static LIBREOFFICE: Python = Python {
    what: "LibreOffice with python3-uno",
    variable: "MATOME_UNO_PYTHON",
    probe: "import shutil, sys, uno; sys.exit(not (shutil.which('soffice') or shutil.which('libreoffice')))",
    found: OnceLock::new(),
};

/// Gnumeric, which `ssconvert` runs without a screen.
pub static GNUMERIC: Python = Python {
    what: "Gnumeric's ssconvert",
    variable: "MATOME_PYTHON",
    probe: "import shutil, sys; sys.exit(not shutil.which('ssconvert'))",
    found: OnceLock::new(),
};

/// Whether all of these are there; if not, says that `test` is skipped, or fails where nothing may be skipped.
pub fn are_there(test: &str, needed: &[&Python]) -> bool {
    let missing: Vec<&str> = needed
        .iter()
        .filter(|python| python.interpreter().is_none())
        .map(|python| python.what)
        .collect();
    if missing.is_empty() {
        return true;
    }
    let missing = missing.join(", ");
    let required = std::env::var("MATOME_REQUIRE_OFFICE").is_ok_and(|value| value == "1");
    assert!(
        !required,
        "{test} needs {missing}, and MATOME_REQUIRE_OFFICE=1 lets nothing be skipped"
    );
    // Written past the test harness, which shows the output of failing tests only.
    let _ = writeln!(std::io::stderr(), "skipped: {test} needs {missing}");
    false
}

impl Python {
    fn interpreter(&self) -> Option<&str> {
        let search = || {
            let named = std::env::var(self.variable).ok();
            let candidates: Vec<String> = match named {
                Some(named) => vec![named],
                None => INTERPRETERS.map(str::to_owned).to_vec(),
            };
            candidates.into_iter().find(|candidate| {
                let run = command(candidate).args(["-c", self.probe]).output();
                run.is_ok_and(|run| run.status.success())
            })
        };
        self.found.get_or_init(search).as_deref()
    }

    /// Runs a script of `tests/office` and gives the JSON that it prints.
    ///
    /// The bridge to the office suite breaks now and then on a busy machine (its own exceptions, in any call), and now and
    /// then it stops opening files that it opened before: such a run is tried again in a new process, where a file that
    /// cannot be opened still fails. What a script says of a workbook is never tried again.
    pub fn json(&self, script: &str, arguments: &[&OsStr]) -> Value {
        let is_broken = |run: &Output| {
            let said = String::from_utf8_lossy(&run.stderr);
            !run.status.success() && BRIDGE_BROKE.iter().any(|one| said.contains(one))
        };
        let mut run = self.run(script, arguments);
        for _ in 1..ATTEMPTS {
            if !is_broken(&run) {
                break;
            }
            run = self.run(script, arguments);
        }
        let error = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{script} failed: {error}");
        serde_json::from_slice(&run.stdout)
            .unwrap_or_else(|wrong| panic!("{script} printed no JSON ({wrong}): {error}"))
    }

    /// Runs a script of `tests/office`.
    pub fn run(&self, script: &str, arguments: &[&OsStr]) -> Output {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office").join(script);
        self.start(&[path.as_os_str()], arguments)
    }

    /// Runs an installed module, as `python -m` does.
    pub fn run_module(&self, module: &str, arguments: &[&OsStr]) -> Output {
        self.start(&[OsStr::new("-m"), OsStr::new(module)], arguments)
    }

    fn start(&self, first: &[&OsStr], then: &[&OsStr]) -> Output {
        let interpreter = self.interpreter().expect("`are_there` was asked first");
        command(interpreter).args(first).args(then).output().expect("the interpreter starts")
    }
}

/// An interpreter that reads and writes UTF-8 whatever the locale is, file names included, and leaves no bytecode
/// beside the scripts.
fn command(interpreter: &str) -> Command {
    let mut command = Command::new(interpreter);
    command
        .env("LC_ALL", "C.UTF-8")
        .env("PYTHONUTF8", "1")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(std::process::Stdio::null());
    command
}
