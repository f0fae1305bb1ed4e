//! `run.json`: what a run was made from and what it wrote.

use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use super::deliver::OutputFile;
use super::workspace::{Workspace, sha256_hex};
use crate::check::CheckedRound;
use crate::terms::Round;

/// Name of the record.
pub(super) const RUN_RECORD: &str = "run.json";

#[derive(Serialize)]
struct RunRecord<'a> {
    version: u32,
    program: String,
    plan: Pinned<'a>,
    form: Pinned<'a>,
    round: Round,
    as_of: String,
    inputs: Vec<Input<'a>>,
    outputs: Vec<Output<'a>>,
}

#[derive(Serialize)]
struct Pinned<'a> {
    id: String,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Input<'a> {
    round: Round,
    file: &'a str,
    sha256: &'a str,
    status: &'static str,
}

#[derive(Serialize)]
struct Output<'a> {
    file: &'a str,
    sha256: String,
}

/// The record of a run, as JSON with a line end.
pub(super) fn run_record(
    workspace: &Workspace,
    round: Round,
    rounds: &[CheckedRound],
    outputs: &[OutputFile],
) -> serde_json::Result<Vec<u8>> {
    let inputs = rounds.iter().flat_map(|checked| {
        checked.summaries.iter().map(|summary| Input {
            round: checked.round,
            file: &summary.file,
            sha256: &summary.sha256,
            status: summary.status.as_str(),
        })
    });
    let outputs =
        outputs.iter().map(|file| Output { file: &file.name, sha256: sha256_hex(&file.bytes) });
    let record = RunRecord {
        version: 1,
        program: format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")),
        plan: Pinned { id: workspace.plan.id.clone(), sha256: &workspace.plan_sha256 },
        form: Pinned { id: workspace.form.identity(), sha256: &workspace.form_sha256 },
        round,
        as_of: round.as_of().to_string(),
        inputs: inputs.collect(),
        outputs: outputs.collect(),
    };
    json_bytes(&record)
}

/// What an earlier run left in a folder of outputs.
#[derive(Debug, Default)]
pub(super) struct LeftBehind {
    /// Files that are as it wrote them.
    pub(super) as_written: Vec<String>,
    /// Files that somebody has changed since.
    pub(super) changed: Vec<String>,
}

impl LeftBehind {
    /// What the record in the folder, a file of this name, names and is still there. Without a record, nothing is taken
    /// for the program's own.
    pub(super) fn read(target: &Path, record: &str) -> LeftBehind {
        #[derive(Deserialize)]
        struct Record {
            outputs: Vec<Written>,
        }
        #[derive(Deserialize)]
        struct Written {
            file: String,
            sha256: String,
        }
        let record = std::fs::read(target.join(record)).ok();
        let record = record.and_then(|bytes| serde_json::from_slice::<Record>(&bytes).ok());
        let mut left = LeftBehind::default();
        for written in record.into_iter().flat_map(|record| record.outputs) {
            // A record that names a place outside the folder is none of a run.
            let mut parts = Path::new(&written.file).components();
            if !parts.all(|part| matches!(part, Component::Normal(_))) {
                continue;
            }
            match std::fs::read(target.join(&written.file)) {
                Ok(bytes) if sha256_hex(&bytes) == written.sha256 => {
                    left.as_written.push(written.file)
                }
                Ok(_) => left.changed.push(written.file),
                Err(_) => {}
            }
        }
        left
    }
}

/// Pretty JSON with a line end.
pub(super) fn json_bytes(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}
