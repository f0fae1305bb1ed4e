//! Made-up workspaces (見本) that the benchmarks measure on: the embedded plan, made larger by data alone.
#![allow(dead_code, reason = "each benchmark takes what it needs")]

pub mod plan;
mod workspace;

pub use workspace::Workspace;

/// What goes wrong in a benchmark ends it, with these words.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;
