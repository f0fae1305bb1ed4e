//! The binary: everything it does stands in [`matome::cli`].

use std::process::ExitCode;

/// Reading makes many short texts: this allocator needs a tenth less time than those of the systems.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    matome::cli::run(std::env::args_os())
}
