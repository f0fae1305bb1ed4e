//! The program as its users run it: real workbooks in, real workbooks out.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod cli;
mod published_tables;
mod rules;
mod support;
