//! `form.toml`: what a division fills in, as data.
//!
//! The template writer, the reader, the checks and the return copy all work from these types (through
//! `crate::form`, which lays them on a grid). Widths are in units of the sheet's printed width, so a plan of
//! four years and one of ten fit the same page.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::existing::{RowsBy, SheetFind, TableFind};
use super::field::{Field, When};
use super::program::ProgramKind;
use super::tables::tables;
use crate::terms::named;

tables! {
    /// A form: its sheets, the choices it offers and the guide that travels with it.
    pub struct Form {
        /// Key of the form, e.g. `plan/progress`.
        pub id: String,
        /// Version, raised when a filled form of the old version could be misread.
        pub version: u32,
        /// Older versions that are read too, with what has changed since.
        pub older: Vec<OlderVersion> = default,
        /// Title on the cover.
        pub title: String,
        /// Width of a sheet in units; the columns of every table add up to it. A form that already exists has none.
        pub width: u16 = default,
        /// Label printed before the identity of the form.
        pub contact: String = default,
        /// Lists to choose from. Lists whose id is `rating` or `not_rated` come from the plan.
        pub choices: Vec<ChoiceSet>,
        /// 記入要領: what every workbook explains on its second sheet.
        pub guide: Vec<GuideSection> = default,
        /// One description per kind of program.
        pub sheets: Vec<SheetSpec>,
    }

    /// An older version of the form that is still read.
    pub struct OlderVersion {
        /// The version.
        pub version: u32,
        /// Keys of today's fields with the keys they had then; the others are unchanged.
        pub renamed: BTreeMap<String, String> = default,
    }

    /// A list to choose from.
    pub struct ChoiceSet {
        /// Key used by fields.
        pub id: String,
        /// Options in printed order.
        pub options: Vec<Choice>,
    }

    /// One option of a list.
    pub struct Choice {
        /// Stored and printed.
        pub code: String,
        /// What it means, for the guide.
        pub meaning: String = default,
        /// Other wordings.
        pub synonyms: Vec<String> = default,
        /// What the figures do with it, if anything special.
        pub role: Option<ChoiceRole>,
    }
}

named! {
    /// What the figures do with a choice.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum ChoiceRole.word {
        /// An effect that is money not spent: positive whatever sign was typed.
        Saving = "saving",
        /// An effect that lasts beyond the year that reports it.
        Recurring = "recurring",
        /// A basis of amounts that is an estimate only: sentences say so.
        Estimate = "estimate",
        /// A study that is to be carried out from now on.
        Promote = "promote",
        /// A program that another one is to carry on.
        Merge = "merge",
        /// A program that is to end.
        End = "end",
        /// A target that holds for every year.
        EachYear = "each_year",
        /// An indicator of which less is better.
        Lower = "lower",
        /// An activity that has not begun.
        NotStarted = "not_started",
        /// An activity that was given up.
        Stopped = "stopped",
    }
}

tables! {
    /// A section of the guide.
    pub struct GuideSection {
        /// Heading.
        pub heading: String,
        /// Lines, each printed as a row.
        pub lines: Vec<String>,
    }

    /// The sheet of one kind of program.
    pub struct SheetSpec {
        /// Programs of this kind get this sheet.
        pub kind: ProgramKind,
        /// Where it is found, for a form that already exists; every sheet of the form has it, or none.
        pub find: Option<SheetFind>,
        /// Title at the head of the sheet.
        pub title: String,
        /// One line of advice under the title.
        pub notice: String = default,
        /// Field that, once filled, makes every other field optional (a program that is not rated).
        pub waived_by: Option<String>,
        /// Blocks from top to bottom.
        pub blocks: Vec<Block>,
    }

    /// A part of a sheet: either single fields with their labels, or a table.
    pub struct Block {
        /// Key.
        pub id: String,
        /// Heading bar above the block; none if absent.
        pub heading: Option<String>,
        /// When the block is part of the form.
        pub when: When = default,
        /// Small print under the block.
        pub note: Option<String>,
        /// Single fields, placed from left to right; exactly one of `fields` and `table` is given.
        #[serde(default, deserialize_with = "shared")]
        pub fields: Vec<Arc<Field>>,
        /// A table.
        pub table: Option<Table>,
    }
}

named! {
    /// What the rows of a table stand for.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum Repeat.word {
        /// One row per activity of the program, in plan order.
        Activities = "activities",
        /// One row per indicator of the program.
        Indicators = "indicators",
        /// `lines` numbered rows.
        Lines = "lines",
    }
}

tables! {
    /// A table of a sheet.
    pub struct Table {
        /// What its rows stand for.
        pub repeat: Repeat,
        /// Where its rows begin and end, on a form that already exists.
        pub find: Option<TableFind>,
        /// Number of rows, for `lines`.
        pub lines: u16 = default,
        /// How many of the rows are usually needed, for `lines`; the others are low. All of them if absent.
        pub usual: Option<u16>,
        /// Blank rows for additions after the plan's own, for `activities`.
        pub spare: u16 = default,
        /// Key of a field in a row: `{field}` is the column's id, `{n}` the row's number, `{id}` the indicator's id.
        pub key: String,
        /// The same for a spare row, with `{k}` its number.
        pub spare_key: Option<String>,
        /// Label of a row of sums over the money columns; none if absent.
        pub total: Option<String>,
        /// Height of a row, in lines of text.
        #[serde(default = "two")]
        pub row_lines: u16,
        /// Columns from left to right.
        #[serde(deserialize_with = "shared")]
        pub columns: Vec<Arc<Field>>,
    }
}

impl Table {
    /// How its rows are told apart on a form that already exists.
    pub fn rows_by(&self) -> RowsBy {
        let stated = self.find.as_ref().and_then(|find| find.rows);
        stated.unwrap_or(match self.repeat {
            Repeat::Lines => RowsBy::Order,
            Repeat::Activities | Repeat::Indicators => RowsBy::Name,
        })
    }
}

/// Fields are shared: every question about one refers to it.
fn shared<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Arc<Field>>, D::Error> {
    let fields = Vec::<Field>::deserialize(deserializer)?;
    Ok(fields.into_iter().map(Arc::new).collect())
}

fn two() -> u16 {
    2
}

impl Form {
    /// Whether it describes workbooks that this program did not make: such a form is read and never written.
    pub fn is_existing(&self) -> bool {
        self.sheets.iter().any(|sheet| sheet.find.is_some())
    }

    /// The sheet for programs of this kind.
    pub fn sheet(&self, kind: ProgramKind) -> Option<&SheetSpec> {
        self.sheets.iter().find(|sheet| sheet.kind == kind)
    }

    /// The fields that the cover asks for all sheets, each once.
    pub fn cover_fields(&self) -> Vec<&Arc<Field>> {
        let blocks = self.sheets.iter().flat_map(|sheet| &sheet.blocks);
        let mut fields: Vec<&Arc<Field>> = Vec::new();
        for field in blocks.flat_map(|block| &block.fields).filter(|field| field.cover) {
            if !fields.iter().any(|known| known.id == field.id) {
                fields.push(field);
            }
        }
        fields
    }

    /// Codes of a list, in printed order.
    pub fn option_codes(&self, list: &str) -> Vec<String> {
        let options = self.choices.iter().filter(|set| set.id == list).flat_map(|set| &set.options);
        options.map(|choice| choice.code.clone()).collect()
    }

    /// Codes that a division can choose as direction or verdict in the review. A list that no field uses counts too: it
    /// waits for sheets that the plan does not need yet.
    pub(super) fn proposal_codes(&self) -> Vec<String> {
        let blocks = || self.sheets.iter().flat_map(|sheet| &sheet.blocks);
        let columns = blocks().filter_map(|block| block.table.as_ref());
        let columns = columns.flat_map(|table| &table.columns);
        let fields = blocks().flat_map(|block| &block.fields).chain(columns);
        let asks_for_another = |field: &&Arc<Field>| {
            !matches!(field.id.as_deref(), Some("review_direction" | "review_verdict"))
        };
        let others: Vec<&str> =
            fields.filter(asks_for_another).filter_map(|field| field.choices.as_deref()).collect();
        let lists = self.choices.iter().filter(|set| !others.contains(&set.id.as_str()));
        lists.flat_map(|set| &set.options).map(|choice| choice.code.clone()).collect()
    }

    /// Codes that have this role in any list.
    pub fn codes_with_role(&self, role: ChoiceRole) -> Vec<String> {
        let options = self.choices.iter().flat_map(|set| &set.options);
        options
            .filter(|choice| choice.role == Some(role))
            .map(|choice| choice.code.clone())
            .collect()
    }

    /// Whether a code has this role in a list.
    pub fn has_role(&self, code: Option<&str>, role: ChoiceRole) -> bool {
        let mut options = self.choices.iter().flat_map(|set| &set.options);
        options.any(|choice| choice.role == Some(role) && Some(choice.code.as_str()) == code)
    }

    /// The role of a code in the list `list`.
    pub fn role_of(&self, list: &str, code: &str) -> Option<ChoiceRole> {
        let set = self.choices.iter().find(|set| set.id == list)?;
        set.options.iter().find(|choice| choice.code == code)?.role
    }

    /// Whether a form of this version can be read.
    pub fn reads(&self, version: u32) -> bool {
        version == self.version || self.older.iter().any(|older| older.version == version)
    }

    /// `id@version`, as the form itself states it.
    pub fn identity(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }
}
