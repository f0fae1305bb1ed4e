//! One size of plan: its data, its contenders, what they took.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use zip::{ZipArchive, ZipWriter};

use crate::measure::{Contender, Series, Used, in_alternation, run_once};
use crate::options::Options;
use crate::peers::Peer;
use crate::python::{SCRIPTS, Script, interpreter};
use crate::sums;
use crate::support::{Result, Workspace};

/// What was measured on one plan.
pub struct Size {
    /// How often the embedded plan stands in it.
    pub times: usize,
    /// Submissions.
    pub workbooks: usize,
    /// Making the submissions.
    pub sample: Used,
    /// All contenders.
    pub series: Vec<Series>,
    /// Whether a script's sums are ours; `None` where it did not run.
    pub same: Vec<(&'static str, Option<bool>)>,
}

impl Size {
    /// The series of this name.
    pub fn of(&self, name: &str) -> Option<&Series> {
        self.series.iter().find(|series| series.name == name)
    }
}

/// Makes the data of one size and measures.
pub fn measure(dir: &Path, times: usize, options: &Options) -> Result<Size> {
    let workspace = Workspace::new(dir, times)?.with(&options.binary);
    let sample = run_once(workspace.sample())?;
    let workbooks = std::fs::read_dir(workspace.submissions())?.count();
    let python = interpreter();
    let is_there = |script: &Script| options.python_runs > 0 && script.is_there(&python);
    let scripts: Vec<(&Script, bool)> =
        SCRIPTS.iter().map(|script| (script, is_there(script))).collect();
    let mut contenders = own_contenders(&workspace, options);
    for (script, _) in scripts.iter().filter(|(_, there)| *there) {
        let (workspace, python) = (&workspace, &python);
        contenders.push(Contender::new(script.name, options.python_runs, move || {
            let (input, plan) = (workspace.submissions(), workspace.plan());
            Ok(script.command(python, &workspace.dir, &input, &plan)?)
        }));
    }
    let series = in_alternation(&contenders)?;
    let built = times <= options.build_up_to;
    let ours = if built { Some(sums::ours(&workspace)?) } else { None };
    let mut same = Vec::new();
    for (script, there) in &scripts {
        let compared = match &ours {
            Some(ours) if *there => Some(sums::is_same(ours, &script.printed(&workspace.dir))?),
            _ => None,
        };
        same.push((script.name, compared));
    }
    Ok(Size { times, workbooks, sample, series, same })
}

/// The peers of this program and the commands of matome. A second run follows the first that it is compared with; the
/// build comes last, so that its tables are there in the end.
fn own_contenders<'a>(workspace: &'a Workspace, options: &Options) -> Vec<Contender<'a>> {
    const ONE: &[&str] = &["check", "--round", Workspace::ROUND];
    const FOLDER_AND_ROUND: &[&str] = &["check", "input", "--round", Workspace::ROUND];
    const FOLDER: &[&str] = &["check", "input"];
    const MAIN_JOB: &[&str] = &["build", "--round", Workspace::ROUND];
    let runs = options.runs();
    let peer = |name, peer| {
        Contender::new(name, runs, move || peer_command(peer, &[&workspace.submissions()]))
    };
    let again = |name, arguments| Contender::matome(name, runs, workspace, arguments);
    let first = |name, arguments| again(name, arguments).after(|| workspace.forget());
    let mut all = vec![
        peer(FLOOR, Peer::Floor),
        peer(CALAMINE, Peer::Calamine),
        first(CHECK, ONE),
        again(AGAIN, ONE),
        again(ONE_CHANGED, ONE).after(|| change_one(workspace)),
        first(PATH_AND_ROUND, FOLDER_AND_ROUND),
        first(PATH, FOLDER),
    ];
    if workspace.times <= options.build_up_to {
        all.extend([first(BUILD, MAIN_JOB), again(BUILD_AGAIN, MAIN_JOB)]);
    }
    all
}

/// Names of contenders.
pub const FLOOR: &str = "floor: zip + quick-xml";
/// Every cell with calamine.
pub const CALAMINE: &str = "plain calamine";
/// The first run.
pub const CHECK: &str = "check";
/// The second run.
pub const AGAIN: &str = "check again, nothing changed";
/// A second run after a division sent another file.
pub const ONE_CHANGED: &str = "check again, one file changed";
/// A folder is named, and the round.
pub const PATH_AND_ROUND: &str = "check PATH --round";
/// A folder is named, and the round has to be found in it.
pub const PATH: &str = "check PATH";
/// The main job.
pub const BUILD: &str = "build";
/// The main job once more.
pub const BUILD_AGAIN: &str = "build again, nothing changed";

/// This program again, as a peer.
pub fn peer_command(peer: Peer, paths: &[&Path]) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    let name = match peer {
        Peer::Floor => "floor",
        Peer::Calamine => "calamine",
    };
    command.args(["--peer", name]).args(paths);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    Ok(command)
}

/// Packs the first submission anew with a longer comment: other bytes, the same answers.
fn change_one(workspace: &Workspace) -> Result<()> {
    let mut files: Vec<_> = std::fs::read_dir(workspace.submissions())?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<_>>()?;
    files.sort();
    let path = files.first().ok_or("no submission")?;
    let old = std::fs::read(path)?;
    let mut package = ZipArchive::new(std::io::Cursor::new(&old))?;
    let mut comment = package.comment().to_vec();
    comment.extend("見本".as_bytes());
    let mut new = ZipWriter::new(File::create(path)?);
    for index in 0..package.len() {
        new.raw_copy_file(package.by_index_raw(index)?)?;
    }
    new.set_raw_comment(comment.into())?;
    new.finish()?;
    Ok(())
}
