//! What can be asked of the benchmark.

use std::path::PathBuf;

use clap::Parser;

/// Compares whole runs of matome with what reads the same files and does less.
#[derive(Debug, Parser)]
#[command(name = "whole")]
pub struct Options {
    /// How often the embedded plan of 28 programs and 9 divisions stands in each plan measured
    #[arg(long, value_delimiter = ',', default_value = "1")]
    pub times: Vec<usize>,
    /// Runs of each contender, in alternation
    #[arg(long, default_value_t = 3)]
    pub runs: usize,
    /// The sizes and runs of docs/performance.md: --times 1,11,111 --runs 5
    #[arg(long)]
    pub full: bool,
    /// Runs of the scripts in Python, which are slow; 0 leaves them out
    #[arg(long, default_value_t = 1)]
    pub python_runs: usize,
    /// Leaves `build` out above so many times the embedded plan
    #[arg(long, default_value_t = 11)]
    pub build_up_to: usize,
    /// Measures this build of matome instead of the one that belongs to the benchmark
    #[arg(long, value_name = "FILE", default_value = env!("CARGO_BIN_EXE_matome"))]
    pub binary: PathBuf,
    /// Makes the data here and leaves it, instead of in a temporary folder
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// Plays this peer on the paths, instead of measuring
    #[arg(long, value_enum, hide = true)]
    pub peer: Option<crate::peers::Peer>,
    /// Paths of a peer
    #[arg(hide = true)]
    pub paths: Vec<PathBuf>,
    /// What cargo says to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

impl Options {
    /// Sizes to measure.
    pub fn times(&self) -> Vec<usize> {
        if self.full { vec![1, 11, 111] } else { self.times.clone() }
    }

    /// Runs of each contender.
    pub fn runs(&self) -> usize {
        if self.full { 5 } else { self.runs.max(1) }
    }
}
