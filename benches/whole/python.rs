//! The peers in Python: found where they are installed, left out with a word where not.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A script of `benches/peers` and what it imports.
pub struct Script {
    /// What the table calls it.
    pub name: &'static str,
    file: &'static str,
    imports: &'static str,
}

/// The scripts.
pub const SCRIPTS: [Script; 2] = [
    Script {
        name: "openpyxl + pandas",
        file: "openpyxl_pandas.py",
        imports: "import openpyxl, pandas, tomllib",
    },
    Script {
        name: "python-calamine + polars",
        file: "calamine_polars.py",
        imports: "import python_calamine, polars, tomllib",
    },
];

impl Script {
    /// Whether the interpreter has what the script imports.
    pub fn is_there(&self, python: &Path) -> bool {
        let mut command = Command::new(python);
        command.args(["-c", self.imports]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    /// Where what it prints goes.
    pub fn printed(&self, folder: &Path) -> PathBuf {
        folder.join(self.file).with_extension("json")
    }

    /// The process, which prints its sums into a file of `folder`.
    pub fn command(
        &self,
        python: &Path,
        folder: &Path,
        submissions: &Path,
        plan: &Path,
    ) -> std::io::Result<Command> {
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers");
        let mut command = Command::new(python);
        // -B: nothing is written beside the scripts.
        command.arg("-B").arg(scripts.join(self.file)).args([submissions, plan]);
        command.stdin(Stdio::null()).stdout(std::fs::File::create(self.printed(folder))?);
        Ok(command)
    }
}

/// `MATOME_PYTHON`, else the python3 of the path.
pub fn interpreter() -> PathBuf {
    std::env::var_os("MATOME_PYTHON").map_or_else(|| PathBuf::from("python3"), PathBuf::from)
}
