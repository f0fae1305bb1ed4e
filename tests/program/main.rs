//! The program as its users run it: real workbooks in, real workbooks out.

mod cli;
mod published_tables;
mod rules;
mod support;
