//! What the form asks: one value that layout, reader, checks, facts and return copy share.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::sheet::Look;
use crate::schema::{Field, FieldType, Required};
use crate::terms::{FiscalYear, IndicatorId};

/// Id of a field, as `form.toml` gives it. Those that figures and rules speak of stand in [`super::field_ids`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldId<'a>(pub &'a str);

/// Id of a block of the form. Those that figures and rules speak of stand in [`super::field_ids`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BlockId<'a>(pub &'a str);

/// What a question speaks of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Subject {
    /// The program itself.
    Program,
    /// Activity of the plan, counted from 1.
    Activity(u16),
    /// Activity that the division added, counted from 1.
    SpareActivity(u16),
    /// An indicator of the program.
    Indicator(IndicatorId),
    /// The actual of an indicator in a year before the round's, as a correction.
    PastActual(IndicatorId, FiscalYear),
    /// Numbered line of the table in this block, counted from 1.
    Line(#[serde(with = "crate::terms::kept::shared")] Arc<str>, u16),
}

impl Subject {
    /// A line of the table in `block`.
    pub fn line(block: BlockId<'_>, n: u16) -> Subject {
        Subject::Line(block.0.into(), n)
    }

    /// As data files write it: `program`, `activity_1`, `indicator_<id>`, `effects_1`.
    pub fn word(&self) -> String {
        match self {
            Subject::Program => "program".to_owned(),
            Subject::Activity(n) => format!("activity_{n}"),
            Subject::SpareActivity(n) => format!("activity_x{n}"),
            Subject::Indicator(id) => format!("indicator_{id}"),
            Subject::PastActual(id, year) => format!("indicator_{id}_{year}"),
            Subject::Line(block, n) => format!("{block}_{n}"),
        }
    }

    /// The number of the line, if it is one of the table in `block`.
    pub fn line_of(&self, block: BlockId<'_>) -> Option<u16> {
        match self {
            Subject::Line(own, n) if **own == *block.0 => Some(*n),
            _ => None,
        }
    }
}

/// One thing that the form asks of one subject. Where its cell stands is the layout's to say.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// What it speaks of.
    pub subject: Subject,
    /// The field as the form describes it; the column that prints it, for a past actual.
    pub field: Arc<Field>,
    /// Block it stands in.
    pub block: Arc<str>,
    /// Unit of the cell: the field's, or the indicator's as the form asks for it; empty for text.
    pub unit: String,
    /// Whether its value is money, written in 千円.
    pub money: bool,
    /// Label of the field, or heading of its column.
    pub label: String,
    /// What a person calls the cell, for messages.
    pub caption: String,
    /// What the field that stands in for this one speaks of, if it has one.
    pub stand_in: Option<Subject>,
    /// By the pattern of its table.
    pub(crate) key: String,
}

impl Question {
    /// The name that macros, JSON and CSV know its cell by, e.g. `activity_1_status`: the defined name without
    /// `in_p<NN>_`. The program itself looks answers up by subject and field.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Id of its field; empty for a past actual.
    pub fn id(&self) -> FieldId<'_> {
        FieldId(self.field.id.as_deref().unwrap_or_default())
    }

    /// Whether it asks for `field` of `subject`.
    pub fn asks(&self, subject: &Subject, field: FieldId<'_>) -> bool {
        self.id() == field && self.subject == *subject
    }

    /// Whether it stands in this block.
    pub fn is_in(&self, block: BlockId<'_>) -> bool {
        *self.block == *block.0
    }

    /// Whether it stands in the same row of the same table.
    pub fn shares_row(&self, other: &Question) -> bool {
        self.block == other.block && self.subject == other.subject
    }

    /// Whether it asks for the same as `other`, whatever the words and the unit.
    pub fn is_as(&self, other: &Question) -> bool {
        self.id() == other.id() && self.shares_row(other)
    }

    /// Subject and id of the field that stands in for this one once it is filled.
    pub fn unless(&self) -> Option<(&Subject, FieldId<'_>)> {
        Some((self.stand_in.as_ref()?, FieldId(self.field.required_unless.as_deref()?)))
    }

    /// Kind of value that it takes: a past actual is one of its indicator, whatever the column that prints it says.
    pub fn kind(&self) -> FieldType {
        match self.subject {
            Subject::PastActual(..) => FieldType::Indicator,
            _ => self.field.kind,
        }
    }

    /// Unit of its values, as data files give it: money is in yen, whatever it was written in.
    pub fn data_unit(&self) -> &str {
        if self.money { "円" } else { &self.unit }
    }

    /// The type of its values, as data files call it.
    pub fn type_word(&self) -> &'static str {
        match self.kind() {
            FieldType::Indicator if self.money => FieldType::Money.word(),
            FieldType::Indicator => FieldType::Number.word(),
            kind => kind.word(),
        }
    }

    /// How its cell looks.
    pub fn look(&self) -> Look {
        match self.required() {
            Required::Always => Look::Input,
            Required::WithRow | Required::Never => Look::Optional,
        }
    }

    /// Whether it must be answered. A row that the division adds is required only as far as it has begun it.
    pub fn required(&self) -> Required {
        match (&self.subject, self.field.required) {
            (Subject::SpareActivity(_), Required::Always) => Required::WithRow,
            (_, required) => required,
        }
    }
}
