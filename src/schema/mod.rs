//! The plan, the form and the publication as data: the TOML files as types, read with positions in every error.
//!
//! This room knows what a valid plan and a valid form are. It knows nothing of Excel, of submissions or of figures.

mod display;
mod error;
mod existing;
mod faults;
mod field;
mod focus;
mod form;
mod form_check;
mod history;
pub(crate) mod indicator;
mod json_schema;
mod load;
mod locate;
mod near;
mod parse;
mod plan;
mod plan_check;
mod program;
mod publication;
mod report;
mod review_rules;
mod revision;
mod rule;
mod rule_grade;
mod scale;
mod tables;
pub(crate) mod toml_text;
mod toml_words;

#[cfg(test)]
mod fault_tests;
#[cfg(test)]
mod form_tests;
#[cfg(test)]
mod load_tests;
#[cfg(test)]
mod plan_tests;
#[cfg(test)]
mod test_plan;

pub use display::{Display, HeadlineView, MoneyProse};
pub use error::SchemaError;
pub use existing::{Each, Go, Locator, RowsBy, SheetFind};
pub use field::{Field, FieldType, Prefill, Required, When};
pub use form::{Block, ChoiceRole, ChoiceSet, Form, Repeat, SheetSpec, Table};
pub use indicator::{Baseline, Better, Indicator, Shape, Target};
pub use json_schema::{form_json_schema, plan_json_schema};
pub use load::{
    EMBEDDED_FORM, EMBEDDED_PLAN, SchemaText, load_both, load_form, load_plan, load_settings,
};
pub(crate) use near::{among, nearest};
pub use plan::{Direction, Division, EffectHistory, Plan, Words};
pub use program::{Activity, EndKind, MOST_REPEATS, Program, ProgramKind};
pub use publication::{
    Contact, CorrectionNote, Licence, Opinion, Publication, RoundState, load_publication,
};
pub use review_rules::{ReviewCondition, ReviewRules, StatusWord};
pub use revision::{ProgramChange, Revision, TargetChange};
pub use rule_grade::{RuleGrade, RuleLevel};
pub use scale::{Level, Scale, Standing};
