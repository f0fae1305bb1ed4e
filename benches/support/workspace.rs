//! A workspace on disk, with a made-up submission of every division.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use matome::testing::EMBEDDED_FORM;

use super::Result;
use super::plan::{PLAN, larger_plan};

/// A folder with a plan, its form and the submissions of one round.
pub struct Workspace {
    /// The folder.
    pub dir: PathBuf,
    /// How often the embedded plan stands in this one.
    pub times: usize,
    /// The program that runs here.
    pub binary: PathBuf,
}

impl Workspace {
    /// The only round that has submissions: the plan's first, so that what is measured is this round alone.
    pub const ROUND: &str = "2021";

    /// Writes the plan and its form into a new folder.
    pub fn new(dir: &Path, times: usize) -> Result<Workspace> {
        let schema = dir.join("schemas").join(PLAN);
        std::fs::create_dir_all(&schema)?;
        std::fs::write(schema.join("plan.toml"), larger_plan(times)?)?;
        std::fs::write(schema.join("form.toml"), EMBEDDED_FORM)?;
        std::fs::write(dir.join("matome.toml"), format!("plan = \"{PLAN}\"\n"))?;
        let binary = env!("CARGO_BIN_EXE_matome").into();
        Ok(Workspace { dir: dir.to_owned(), times, binary })
    }

    /// The same with another build of the program.
    pub fn with(self, binary: &Path) -> Workspace {
        let binary = std::path::absolute(binary).unwrap_or_else(|_| binary.to_owned());
        Workspace { binary, ..self }
    }

    /// The program, to be run here without a word.
    pub fn matome(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command.current_dir(&self.dir).arg("-q").args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::inherit());
        command
    }

    /// The command that makes the submissions.
    pub fn sample(&self) -> Command {
        self.matome(&["sample", "--round", Self::ROUND, "--out", "input"])
    }

    /// Where the submissions lie.
    pub fn submissions(&self) -> PathBuf {
        self.dir.join("input").join(Self::ROUND)
    }

    /// The plan's file.
    pub fn plan(&self) -> PathBuf {
        self.dir.join("schemas").join(PLAN).join("plan.toml")
    }

    /// Removes what earlier runs left, so that the next one is the first.
    pub fn forget(&self) -> Result<()> {
        let output = self.dir.join("output");
        if output.exists() {
            std::fs::remove_dir_all(output)?;
        }
        Ok(())
    }
}
