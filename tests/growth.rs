//! What a run does grows with the plan and no faster: a plan twice as large, with the same submissions, asks for memory at
//! most about twice as often. Counted, not timed, in a process of its own, where nothing else is counted.

use std::alloc::System;
use std::ffi::OsString;
use std::path::Path;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use support::{Result, Workspace};

#[path = "../benches/support/mod.rs"]
mod support;

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How often the embedded plan stands in the smaller plan: so often that anything done for each program and each division,
/// or for each two programs, is most of what is done.
const TIMES: usize = 40;

/// How often memory is asked for by a command in a workspace.
fn counted(dir: &Path, arguments: &[&str]) -> Result<usize> {
    std::env::set_current_dir(dir)?;
    let all = ["matome", "-q"].iter().chain(arguments).map(OsString::from);
    let region = Region::new(COUNTED);
    let _ = matome::cli::run(all);
    Ok(region.change().allocations)
}

/// A workspace with a plan `times` the embedded one, of which only the first divisions have sent their forms.
fn workspace(dir: &Path, times: usize, submissions: &Path) -> Result<()> {
    let input = Workspace::new(dir, times)?.submissions();
    std::fs::create_dir_all(&input)?;
    for file in std::fs::read_dir(submissions)? {
        let file = file?;
        std::fs::copy(file.path(), input.join(file.file_name()))?;
    }
    Ok(())
}

#[test]
fn a_plan_twice_as_large_costs_twice_as_much() -> Result<()> {
    let dir = tempfile::tempdir()?;
    // Threads share their work in ever other ways.
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global()?;
    let first = Workspace::new(&dir.path().join("first"), 1)?;
    assert!(first.sample().status()?.success());
    let (small, large) = (dir.path().join("small"), dir.path().join("large"));
    workspace(&small, TIMES, &first.submissions())?;
    workspace(&large, 2 * TIMES, &first.submissions())?;
    for command in ["check", "build"] {
        let arguments = [command, "--round", Workspace::ROUND, "--no-cache"];
        let counts = [counted(&small, &arguments)?, counted(&large, &arguments)?];
        let [one, two] = counts;
        assert!(one > 100_000 && two * 10 < one * 21, "{command}: {one}, then {two}");
    }
    Ok(())
}
