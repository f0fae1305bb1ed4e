//! The program as its users run it: real workbooks in, real workbooks out.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

#[path = "../common/accounts.rs"]
mod accounts;
mod added_fields;
mod attached;
mod bounds;
mod cached;
mod cli;
mod consolidated;
mod coverage;
mod crossed_out;
mod damage;
mod details;
mod doubted;
mod existing;
mod form_cells;
mod gathered;
mod operator;
mod papers;
mod portable;
mod program_page;
mod publish;
mod published_tables;
#[path = "../common/records.rs"]
mod records;
mod renderers;
mod residents_page;
mod returns;
mod review;
mod rules;
mod suites;
mod summary;
mod support;
mod tables;
mod taken_back;
mod untrusted;
mod wording;
