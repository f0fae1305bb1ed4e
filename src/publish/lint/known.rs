//! What descriptions in the folder say of the tables: a data package, a dictionary, tables of codes, a history, a note on
//! the encoding.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::LintFile;
use super::grid::Grid;

/// What is known of a column.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownColumn {
    /// Its type in the Table Schema.
    pub(super) kind: String,
    /// Whether its values are listed.
    pub(super) has_codes: bool,
    /// Whether its unit is stated.
    pub(super) has_unit: bool,
    /// Whether something says what it means.
    pub(super) is_described: bool,
    /// Whether it names rows.
    pub(super) is_key: bool,
}

/// What the folder says of its tables.
#[derive(Debug, Default)]
pub(super) struct Known {
    columns: BTreeMap<(String, String), KnownColumn>,
    /// What stands alone in a cell of a table that describes others.
    explained: BTreeSet<String>,
    pub(super) has_dictionary: bool,
    pub(super) has_codes: bool,
    pub(super) has_history: bool,
    pub(super) has_encoding: bool,
}

#[derive(Deserialize)]
struct Package {
    #[serde(default)]
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    name: String,
    encoding: Option<String>,
    schema: Option<Schema>,
}

#[derive(Deserialize)]
struct Schema {
    #[serde(default)]
    fields: Vec<Field>,
    #[serde(default, rename = "primaryKey")]
    primary_key: serde_json::Value,
}

#[derive(Deserialize)]
struct Field {
    name: String,
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default)]
    description: String,
    unit: Option<String>,
    #[serde(default)]
    constraints: serde_json::Value,
}

impl Known {
    /// Reads the descriptions.
    pub(super) fn of(files: &[LintFile], grids: &[Grid]) -> Known {
        let mut known = Known::default();
        for file in files {
            let name = file.path.rsplit('/').next().unwrap_or_default().to_lowercase();
            if name == "datapackage.json"
                && let Ok(package) = serde_json::from_slice::<Package>(&file.bytes)
            {
                known.add(package);
            }
            let text = String::from_utf8_lossy(&file.bytes);
            let is_note =
                name.ends_with(".txt") || name.ends_with(".md") || name.ends_with(".html");
            known.has_encoding |= is_note && (text.contains("文字コード") || text.contains("BOM"));
        }
        for grid in grids {
            let table = grid.table();
            known.has_dictionary |= is_dictionary(table);
            known.has_codes |= is_codes(table);
            known.has_history |= is_history(table);
            if is_dictionary(table) || is_codes(table) {
                known.explained.extend(grid.cells().map(|(.., cell)| cell.text.trim().to_owned()));
            }
        }
        known
    }

    fn add(&mut self, package: Package) {
        for resource in package.resources {
            self.has_encoding |= resource.encoding.is_some();
            let Some(schema) = resource.schema else { continue };
            let is_key = |name: &str| match &schema.primary_key {
                serde_json::Value::String(key) => key == name,
                serde_json::Value::Array(keys) => keys.iter().any(|key| key == name),
                _ => false,
            };
            for field in &schema.fields {
                let column = KnownColumn {
                    kind: field.kind.clone(),
                    has_codes: field.constraints.get("enum").is_some(),
                    has_unit: field.unit.is_some(),
                    is_described: !field.description.is_empty(),
                    is_key: is_key(&field.name),
                };
                self.columns.insert((resource.name.clone(), field.name.clone()), column);
            }
        }
    }

    /// Whether a dictionary or a table of codes has this sign in a cell of its own.
    pub(super) fn explains(&self, sign: &str) -> bool {
        self.explained.contains(sign)
    }

    /// What is said of a column.
    pub(super) fn column(&self, grid: &Grid, name: &str) -> Option<&KnownColumn> {
        self.columns.get(&(grid.table().to_owned(), name.to_owned()))
    }
}

/// Whether the table only describes others; what is of no area, year or unit.
pub(super) fn describes(table: &str) -> bool {
    is_dictionary(table) || is_codes(table) || is_history(table) || table == "replaced"
}

fn has(table: &str, words: &[&str]) -> bool {
    let table = table.to_lowercase();
    words.iter().any(|word| table.contains(word))
}

fn is_dictionary(table: &str) -> bool {
    has(table, &["dictionary", "定義", "データ項目", "凡例"])
}

fn is_codes(table: &str) -> bool {
    has(table, &["codes", "codelist", "code_list", "コード"])
}

fn is_history(table: &str) -> bool {
    has(table, &["history", "changelog", "履歴"])
}
