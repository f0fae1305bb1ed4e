//! Forms that already exist: where the fields of a workbook stand that this program did not make.
//!
//! A form whose sheets have `find` is read and never written. What it asks is described by the same sheets, blocks and
//! fields as a form of our own; the types here only say how each is found.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

use super::tables::tables;
use crate::terms::CellRef;

tables! {
    /// On which sheets programs of a kind stand, and how a sheet holds them.
    pub struct SheetFind {
        /// Names of the sheets: `*` stands for any text, `?` for one character.
        pub names: Vec<String>,
        /// What holds one program.
        pub each: Each = default,
        /// Text with which each section begins; the label of `program` if absent.
        pub start: Option<String>,
        /// Text in the row below the last program of a list.
        pub end: Option<String>,
        /// Where number or name of the program stand; if absent, in the part of the sheet's name that `*` stands for.
        pub program: Option<Locator>,
        /// Where the division stands that reports.
        pub division: Option<Locator>,
        /// Where the fiscal year stands that is reported.
        pub round: Option<Locator>,
        /// Names of sheets that hold no answers (lists, guides).
        pub ignore: Vec<String> = default,
        /// Texts that the form prints beside labels, headings and units.
        pub printed: Vec<String> = default,
    }
}

/// What holds one program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Each {
    /// A sheet.
    #[default]
    Sheet,
    /// A section of a sheet: the same form again and again, one below the other.
    Section,
    /// A row of a list.
    Row,
}

/// Where a field stands: beside a label, in the column below a heading, or at an address.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Locator {
    /// Printed text beside the field or above its column; the field's own label if absent. `{year}` is the round's year.
    pub label: Option<String>,
    /// Other texts that stand in its place.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Which way from the label; `right` if absent.
    pub go: Option<Go>,
    /// How many cells from the label; merged cells are one. 1 if absent.
    pub offset: Option<u16>,
    /// Heading under which the label stands, where the label occurs more than once.
    pub under: Option<String>,
    /// Which of several equal labels, counted from 1 in reading order.
    pub nth: Option<u16>,
    /// Where the unit stands, seen from the field.
    pub unit: Option<Go>,
    /// Address of the field itself.
    pub cell: Option<Address>,
}

/// A direction on a sheet.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Go {
    /// To the right.
    Right,
    /// Down.
    Below,
    /// To the left.
    Left,
    /// Up.
    Above,
}

/// Where the rows of a table begin and end.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableFind {
    /// Heading under which the table stands, to tell tables beside or below each other apart.
    pub under: Option<String>,
    /// Text in the row below the last one (`計`). Without it the table ends at a blank row, or after `lines` rows.
    pub end: Option<String>,
    /// How rows are told apart; `order` for numbered lines, else `name`, if absent.
    pub rows: Option<RowsBy>,
}

/// How the rows of a table are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowsBy {
    /// By the name in the column with `prefill = "name"`.
    Name,
    /// By their order.
    Order,
}

/// An address of a cell as the file writes it (`C12`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address(pub CellRef);

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Address, D::Error> {
        String::deserialize(deserializer)?.parse().map(Address).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Address {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Address".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An address of a cell as the file writes it (`C12`).",
            "type": "string",
            "pattern": "^\\$?[A-Za-z]{1,3}\\$?[1-9][0-9]{0,6}$"
        })
    }
}
