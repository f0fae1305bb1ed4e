//! The form laid on a grid: plan + form + round → the cells of each program's sheet.
//!
//! This is the one place that decides which cell holds what. The template writer draws these cells, the reader
//! looks for them, the checks and the return copy speak of them. The room knows plan and form, and the geometry
//! of a sheet; it knows nothing of Excel files, of submissions or of rules.

mod choices;
pub mod field_ids;
mod identity;
mod layout;
mod pages;
mod printed;
mod rows;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::schema::{Field, FieldType, Form, Plan, Program, Required, SheetSpec, When};
use crate::terms::{Area, FiscalYear, IndicatorId, ProgramNo, Round};

pub use choices::{Choices, choices_of};
pub use identity::{
    COVER_SHEET, GUIDE_SHEET, IDENTITY_SHEET, Identity, PROPERTY_DIVISION, PROPERTY_FORM,
    PROPERTY_PLAN, PROPERTY_ROUND, RETURN_SHEET, defined_name, key_of_defined_name, sheet_name,
};
pub(crate) use layout::lines_needed;
pub use layout::{lay_out, questions};
pub use pages::{SAMPLE_MARK, cover_words, front_page_texts, guide_choices};
pub use printed::{
    baseline_text, form_unit, long_date, money_text, quantity_text, target_text,
    target_text_with_unit,
};

/// Everything a form is made from.
#[derive(Debug, Clone, Copy)]
pub struct FormContext<'a> {
    /// The plan in force.
    pub plan: &'a Plan,
    /// The form.
    pub form: &'a Form,
    /// The survey.
    pub round: Round,
    /// Actuals of earlier rounds.
    pub past: &'a PastActuals,
}

impl FormContext<'_> {
    /// Whether a part of the form is asked in this round.
    #[must_use]
    pub fn asks(&self, when: When) -> bool {
        match when {
            When::Always => true,
            When::Review => self.plan.is_review(self.round),
        }
    }
}

/// Actuals that earlier rounds reported, in the indicator's unit (yen for money); what the form prints as past.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PastActuals {
    values: BTreeMap<(IndicatorId, FiscalYear), PastValue>,
}

/// One past actual.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PastValue {
    /// Value in the indicator's unit.
    pub value: Decimal,
    /// Whether it was reported as 約.
    pub approx: bool,
}

impl PastActuals {
    /// Records the actual of a year; a later call for the same year replaces it.
    pub fn insert(&mut self, indicator: IndicatorId, year: FiscalYear, value: PastValue) {
        self.values.insert((indicator, year), value);
    }

    /// Forgets the actual of a year: a later round says that there is none.
    pub fn remove(&mut self, indicator: &IndicatorId, year: FiscalYear) {
        self.values.remove(&(indicator.clone(), year));
    }

    /// The actual of a year, if any round reported it.
    #[must_use]
    pub fn get(&self, indicator: &IndicatorId, year: FiscalYear) -> Option<PastValue> {
        self.values.get(&(indicator.clone(), year)).copied()
    }
}

/// Rows beyond the form's own that a sheet has, by block: a division inserted them, and its return copy keeps them.
pub type ExtraRows = BTreeMap<String, u16>;

/// One program's sheet, cell by cell.
#[derive(Debug, Clone)]
pub struct SheetLayout<'a> {
    /// Program the sheet is for.
    pub program: &'a Program,
    /// The sheet as the form describes it.
    pub spec: &'a SheetSpec,
    /// Sheet name in the template.
    pub name: String,
    /// Widths of the grid's columns, in units of the form.
    pub columns: Vec<u16>,
    /// Heights of the rows, in lines of text.
    pub rows: Vec<RowHeight>,
    /// First row of each block: where a page may end.
    pub block_rows: Vec<u32>,
    /// Cells in reading order.
    pub cells: Vec<Placed<'a>>,
    /// Field that, once filled, makes every other field optional.
    pub waived_by: Option<&'a str>,
    /// Where the numbered lines of a table stand, with its heading row, by block id.
    pub tables: Vec<(String, Area)>,
}

/// Height of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowHeight {
    /// A gap between blocks.
    Gap,
    /// So many lines of text.
    Lines(u16),
}

/// A cell (or merged cells) with its content and look.
#[derive(Debug, Clone)]
pub struct Placed<'a> {
    /// Cells it covers.
    pub area: Area,
    /// What it holds.
    pub content: Content<'a>,
    /// How it looks.
    pub look: Look,
}

/// What a cell of the form holds.
#[derive(Debug, Clone)]
pub enum Content<'a> {
    /// Text that the form prints.
    Text(String),
    /// What earlier rounds reported of a year; the division may correct it.
    Past(PastCell<'a>),
    /// A cell to be filled.
    Slot(Slot<'a>),
    /// The sum of a column of slots.
    Sum {
        /// First and last slot.
        over: Area,
    },
    /// How many required cells are still empty; a live formula.
    StillEmpty,
}

/// How a cell looks; `sheet::style` gives each its font and colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// Title of the sheet.
    Title,
    /// Round and form, at the right of the title.
    Identity,
    /// Advice under the title.
    Notice,
    /// Heading bar of a block.
    Heading,
    /// Label of a field.
    Label,
    /// Column heading.
    ColumnHead,
    /// Column heading of the current year.
    CurrentHead,
    /// Printed text, left.
    Text,
    /// Printed text that names the program, large.
    Name,
    /// Printed text, centred.
    Centre,
    /// Printed text of the current year, centred.
    CurrentCentre,
    /// Printed number, right.
    Number,
    /// Cell to be filled.
    Input,
    /// Label of the row of sums.
    SumLabel,
    /// Sum.
    Sum,
    /// Small print.
    Note,
    /// The line that says how much is left.
    Foot,
}

/// What a slot speaks of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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
    /// Numbered line of a table, counted from 1.
    Line(u16),
}

/// A cell to be filled.
#[derive(Debug, Clone)]
pub struct Slot<'a> {
    /// Key, e.g. `activity_1_status`: the defined name without `in_p<NN>_`.
    pub key: String,
    /// Block it stands in.
    pub block: &'a str,
    /// What it speaks of.
    pub subject: Subject,
    /// The field as the form describes it.
    pub field: &'a Field,
    /// Unit of the cell: the field's, or the indicator's as the form asks for it; empty for text.
    pub unit: String,
    /// Whether its value is money, written in 千円.
    pub money: bool,
    /// Label of the field, or heading of its column.
    pub label: String,
    /// What a person calls the cell, for messages.
    pub caption: String,
}

impl Slot<'_> {
    /// Kind of value that it takes.
    #[must_use]
    pub fn kind(&self) -> FieldType {
        kind(&self.subject, self.field)
    }
}

/// What a past year's cell says when it is selected.
pub const PAST_PROMPT: &str =
    "誤りがあるときだけ、正しい数字に書き換えてください。訂正として記録されます。";

/// A cell that prints the actual of a past year, and takes its correction.
#[derive(Debug, Clone)]
pub struct PastCell<'a> {
    /// Where a correction goes.
    pub slot: Slot<'a>,
    /// What is printed, in the indicator's unit; `None` prints `-`.
    pub printed: Option<PastValue>,
    /// Digits after the decimal point.
    pub decimals: u32,
}

impl PastCell<'_> {
    /// The printed number in the unit in which the form asks for it.
    #[must_use]
    pub fn printed_number(&self) -> Option<Decimal> {
        let value = self.printed?.value;
        Some(if self.slot.money { value / Decimal::ONE_THOUSAND } else { value })
    }
}

impl<'a> SheetLayout<'a> {
    /// The slots with the areas they cover.
    pub fn slots(&self) -> impl Iterator<Item = (Area, &Slot<'a>)> {
        self.cells.iter().filter_map(|placed| match &placed.content {
            Content::Slot(slot) => Some((placed.area, slot)),
            _ => None,
        })
    }

    /// The cells of past years with the areas they cover.
    pub fn past_cells(&self) -> impl Iterator<Item = (Area, &PastCell<'a>)> {
        self.cells.iter().filter_map(|placed| match &placed.content {
            Content::Past(past) => Some((placed.area, past)),
            _ => None,
        })
    }

    /// The cell, to be filled or of a past year, with this key.
    #[must_use]
    pub fn cell(&self, key: &str) -> Option<Area> {
        let past = self.past_cells().map(|(area, past)| (area, &past.slot));
        self.slots().chain(past).find(|(_, slot)| slot.key == key).map(|(area, _)| area)
    }

    /// Number of the program.
    #[must_use]
    pub fn program_no(&self) -> ProgramNo {
        self.program.no
    }
}

/// Kind of value that a cell takes: a past actual is one of its indicator, whatever the column that prints it says.
#[must_use]
pub fn kind(subject: &Subject, field: &Field) -> FieldType {
    match subject {
        Subject::PastActual(..) => FieldType::Indicator,
        _ => field.kind,
    }
}

/// Whether a cell must be filled. A row that the division adds is required only as far as it has begun it.
#[must_use]
pub fn required(subject: &Subject, field: &Field) -> Required {
    match (subject, field.required) {
        (Subject::SpareActivity(_), Required::Always) => Required::WithRow,
        (_, required) => required,
    }
}
