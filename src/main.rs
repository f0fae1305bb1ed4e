//! The binary: everything it does stands in [`matome::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    matome::cli::run(std::env::args_os())
}
