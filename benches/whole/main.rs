//! Whole runs of `matome` beside programs that read the same files and do less: `cargo bench --bench whole`.
//!
//! Makes plans of 28, 308 and 3,108 programs and their submissions (見本) in a temporary folder, runs everything in
//! alternation in processes of its own, and prints ratios. No time is asserted; what is asserted is that the scripts in
//! Python, where they can run, come to the same sums. docs/performance.md holds the table of a whole run (`-- --full`).
#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[path = "../support/mod.rs"]
mod support;

mod formats;
mod measure;
mod options;
mod peers;
mod python;
mod size;
mod sums;
mod table;

use clap::Parser;

use options::Options;
use support::Result;

fn main() -> Result<()> {
    let options = Options::parse();
    if let Some(peer) = options.peer {
        println!("{}", peer.play(&options.paths)?);
        return Ok(());
    }
    let temporary = tempfile::tempdir()?;
    let folder = options.keep.clone().unwrap_or_else(|| temporary.path().to_owned());
    let mut sizes = Vec::new();
    for times in options.times() {
        let size = size::measure(&folder.join(times.to_string()), times, &options)?;
        print!("{}", table::of_size(&size));
        sizes.push(size);
    }
    print!("{}", table::of_targets(&sizes));
    print!("{}", table::of_formats(&formats::measure(&folder.join("formats"), &options)?));
    let differs = |size: &size::Size| size.same.iter().any(|(_, same)| *same == Some(false));
    if sizes.iter().any(differs) {
        return Err("a script in Python came to other sums than matome".into());
    }
    Ok(())
}
