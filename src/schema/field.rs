//! A field of the form: one cell to be filled, or a printed one.

use schemars::JsonSchema;
use serde::Deserialize;

use super::existing::Locator;
use super::tables::tables;
use crate::terms::{Quantity, named};

/// When a block or field is part of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// In every round.
    #[default]
    Always,
    /// In the round of the mid-term review only.
    Review,
}

named! {
    /// What kind of value a field takes.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum FieldType.word {
        /// Text, short or long.
        #[default]
        Text = "text",
        /// A quantity.
        Number = "number",
        /// Money, in 千円 unless the field's unit says otherwise.
        Money = "money",
        /// A calendar date.
        Date = "date",
        /// One of a list.
        Choice = "choice",
        /// A value of the row's indicator: a quantity in its unit, or money if the unit is 円.
        Indicator = "indicator",
    }
}

named! {
    /// What the plan or an earlier round puts into a cell before the form is handed out.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum Prefill.word {
        /// Name of the activity or indicator.
        Name = "name",
        /// Planned phases: one column per fiscal year of the plan.
        Phases = "phases",
        /// Unit of the indicator, as the form asks for it.
        Unit = "unit",
        /// Baseline with its date.
        Baseline = "baseline",
        /// Target with its year.
        Target = "target",
        /// Actuals of earlier rounds: one column per fiscal year of the plan before the round's.
        PastActuals = "past_actuals",
        /// Number of the program.
        ProgramNo = "program_no",
        /// Name of the program.
        ProgramName = "program_name",
        /// Direction of the program.
        Direction = "direction",
        /// Lead division.
        Lead = "lead",
        /// Related divisions.
        Related = "related",
        /// Something else that a form that already exists prints there; it is not read.
        Other = "other",
    }
}

named! {
    /// Whether a field must be filled.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum Required.word {
        /// May stay empty.
        #[default]
        Never = "never",
        /// Must be filled.
        Always = "always",
        /// Must be filled once any other cell of the same row is.
        WithRow = "with_row",
    }
}

tables! {
    /// One field: a cell to be filled (with `id`), or a printed one (with `prefill` and no `id`).
    pub struct Field {
        /// Key of the field; its cells are named `in_p<NN>_<key>`.
        pub id: Option<String>,
        /// Printed label or column heading.
        pub label: String,
        /// Kind of value.
        #[serde(default, rename = "type")]
        pub kind: FieldType,
        /// Unit of a number, printed in the heading; money is in 千円, on a form that already exists also in 円 or 百万円.
        pub unit: Option<String>,
        /// Where it stands, on a form that already exists.
        pub find: Option<Locator>,
        /// Whether it must be filled.
        pub required: Required = default,
        /// Not required once this other field of the sheet is filled.
        pub required_unless: Option<String>,
        /// Key of the list to choose from.
        pub choices: Option<String>,
        /// Smallest number accepted.
        pub min: Option<Quantity>,
        /// Largest number accepted.
        pub max: Option<Quantity>,
        /// Longest text accepted, in characters.
        pub max_chars: Option<u32>,
        /// What is printed into it.
        pub prefill: Option<Prefill>,
        /// Help shown when the cell is selected.
        pub prompt: Option<String>,
        /// Small print beside the cell.
        pub hint: Option<String>,
        /// Whether the answer may be published; internal unless stated.
        pub public: bool = default,
        /// Width in units. In a table the column without a width takes what is left.
        pub width: Option<u16>,
        /// Width of the label of a single field, in units.
        #[serde(default = "label_width")]
        pub label_width: u16,
        /// Height of a single field, in lines of text.
        #[serde(default = "one_line")]
        pub lines: u16,
        /// True if a single field is asked once on the cover, from which each sheet takes it over.
        pub cover: bool = default,
        /// True if a single field begins a new row.
        pub new_row: bool = default,
        /// When the field is part of the form.
        pub when: When = default,
    }
}

fn label_width() -> u16 {
    12
}

fn one_line() -> u16 {
    1
}
