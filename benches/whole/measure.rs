//! Runs processes in turn and says what each took.

use std::process::Command;
use std::time::{Duration, Instant};

use wait4::Wait4;

use crate::support::{Result, Workspace};

/// What one process took.
#[derive(Debug, Clone, Copy)]
pub struct Used {
    /// User and system seconds, all threads.
    pub cpu: Duration,
    /// Seconds on the clock.
    pub wall: Duration,
    /// Peak of resident memory in bytes.
    pub peak: u64,
}

/// How a process ends that did its work.
const DONE: &[i32] = &[0];
/// The same for `matome check`, which tells that there is something to mend.
const DONE_OR_TO_MEND: &[i32] = &[0, 1];

/// Runs a process to its end.
fn run(mut command: Command, ends: &[i32]) -> Result<Used> {
    let start = Instant::now();
    let mut child = command.spawn().map_err(|error| format!("{command:?}: {error}"))?;
    let end = child.wait4()?;
    let wall = start.elapsed();
    if end.status.code().is_none_or(|code| !ends.contains(&code)) {
        return Err(format!("{command:?} ended with {}", end.status).into());
    }
    let usage = end.rusage;
    Ok(Used { cpu: usage.utime + usage.stime, wall, peak: usage.maxrss })
}

/// Runs a process that ends with 0.
pub fn run_once(command: Command) -> Result<Used> {
    run(command, DONE)
}

/// One way of going over the submissions.
pub struct Contender<'a> {
    /// What the table calls it.
    pub name: String,
    /// How often it runs; others may run more often.
    pub runs: usize,
    /// Codes with which it may end.
    pub ends: &'static [i32],
    /// What is done before each run and not measured.
    pub before: Box<dyn Fn() -> Result<()> + 'a>,
    /// The process.
    pub command: Box<dyn Fn() -> Result<Command> + 'a>,
}

impl<'a> Contender<'a> {
    /// A process that needs nothing done before it and ends with 0.
    pub fn new(
        name: &str,
        runs: usize,
        command: impl Fn() -> Result<Command> + 'a,
    ) -> Contender<'a> {
        let (name, before) = (name.to_owned(), Box::new(|| Ok(())));
        Contender { name, runs, ends: DONE, before, command: Box::new(command) }
    }

    /// A run of matome in the workspace. `check` may tell that there is something to mend.
    pub fn matome(
        name: &str,
        runs: usize,
        workspace: &'a Workspace,
        arguments: &'a [&'a str],
    ) -> Contender<'a> {
        let new = Contender::new(name, runs, || Ok(workspace.matome(arguments)));
        Contender { ends: DONE_OR_TO_MEND, ..new }
    }

    /// The same, with this done before each run.
    pub fn after(self, before: impl Fn() -> Result<()> + 'a) -> Contender<'a> {
        Contender { before: Box::new(before), ..self }
    }
}

/// What the runs of one contender took.
pub struct Series {
    /// The contender.
    pub name: String,
    used: Vec<Used>,
}

impl Series {
    /// Median of CPU seconds.
    pub fn cpu(&self) -> f64 {
        self.median(|used| used.cpu.as_secs_f64())
    }

    /// Median of seconds on the clock.
    pub fn wall(&self) -> f64 {
        self.median(|used| used.wall.as_secs_f64())
    }

    /// Median of the peak in MiB.
    pub fn peak(&self) -> f64 {
        self.median(|used| used.peak as f64 / f64::from(1 << 20))
    }

    /// Least and most CPU seconds, as shares of the median.
    pub fn spread(&self) -> (f64, f64) {
        let cpu = sorted(&self.used, |used| used.cpu.as_secs_f64());
        let of = |value: Option<&f64>| value.map_or(f64::NAN, |value| value / self.cpu());
        (of(cpu.first()), of(cpu.last()))
    }

    fn median(&self, of: impl Fn(&Used) -> f64) -> f64 {
        let values = sorted(&self.used, of);
        let middle = values.len() / 2;
        match values.len() {
            0 => f64::NAN,
            odd if odd % 2 == 1 => values[middle],
            _ => f64::midpoint(values[middle - 1], values[middle]),
        }
    }
}

fn sorted(used: &[Used], of: impl Fn(&Used) -> f64) -> Vec<f64> {
    let mut values: Vec<f64> = used.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values
}

/// Runs all contenders once, then all once more, and so on: what else the machine does falls on all alike.
pub fn in_alternation(contenders: &[Contender<'_>]) -> Result<Vec<Series>> {
    let mut all: Vec<Series> =
        contenders.iter().map(|one| Series { name: one.name.clone(), used: Vec::new() }).collect();
    let most = contenders.iter().map(|one| one.runs).max().unwrap_or(0);
    for turn in 0..most {
        for (contender, series) in contenders.iter().zip(&mut all) {
            if turn < contender.runs {
                (contender.before)()?;
                series.used.push(run((contender.command)()?, contender.ends)?);
            }
        }
    }
    Ok(all)
}
