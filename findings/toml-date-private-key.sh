#!/bin/sh
# toml 1.2.1 (crates.io): a date without quotes in a TOML file reaches a program under a key that belongs to the library,
# `$__toml_private_datetime`, in data as well as in words for the user.
#
# TOML has dates as a type of its own, serde's data model has none; the library hands a date over as a map with one private
# key. Wherever the program's type is not the library's own Datetime, that shows:
#
#   when = 2022-04-01 read as                       seen here
#   struct that refuses unknown keys                error: unknown field `$__toml_private_datetime`, expected `x`
#   String                                          error: invalid type: map, expected a string
#   BTreeMap<String, String>                        no error: {"$__toml_private_datetime": "2022-04-01"}
#   serde_json::Value                               no error: the same map as JSON
#
# A person who forgot the quotes reads of a map and of a key that stands nowhere in the file; a map of free texts takes the
# date for an entry in silence.
# What to do: look at the document (toml::de::DeTable, toml_edit) for dates before it is handed to serde, and say "quotes".
# Needs cargo and crates.io. Exit code 0: it behaves as said here; 1: it behaves otherwise.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "date-without-quotes"
version = "0.1.0"
edition = "2024"
[dependencies]
serde = { version = "=1.0.229", features = ["derive"] }
serde_json = "=1.0.154"
toml = "=1.2.1"
TOML
cat >src/main.rs <<'RUST'
use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Strict {
    x: Option<i64>,
}

fn read<T: serde::de::DeserializeOwned + std::fmt::Debug>() -> String {
    match toml::from_str::<BTreeMap<String, T>>("when = 2022-04-01\n") {
        Ok(read) => format!("{read:?}"),
        Err(error) => format!("error: {}", error.message()),
    }
}

fn main() {
    let key = "$__toml_private_datetime";
    let seen = [
        ("strict struct", read::<Strict>(), format!("error: unknown field `{key}`, expected `x`")),
        ("String", read::<String>(), "error: invalid type: map, expected a string".to_owned()),
        ("map of texts", read::<BTreeMap<String, String>>(), format!("{{\"when\": {{\"{key}\": \"2022-04-01\"}}}}")),
        ("JSON value", read::<serde_json::Value>(), format!("{{\"when\": Object {{\"{key}\": String(\"2022-04-01\")}}}}")),
    ];
    let mut changed = false;
    for (what, result, described) in seen {
        println!("{what}: {result}");
        changed |= result != described;
    }
    std::process::exit(i32::from(changed));
}
RUST
cargo run --quiet
