//! The plan and the form as data: the two TOML files as types, read with positions in every error.
//!
//! This room knows what a valid plan and a valid form are. It knows nothing of Excel, of submissions or of figures.

mod display;
mod error;
mod existing;
mod focus;
mod form;
mod form_check;
mod hints;
mod indicator;
mod json_schema;
mod load;
mod locate;
mod near;
mod plan;
mod plan_check;
mod problem;
mod review_rules;
mod revision;
mod rule_grade;
mod toml_words;
mod words;

#[cfg(test)]
mod form_tests;
#[cfg(test)]
mod load_tests;
#[cfg(test)]
mod plan_tests;
#[cfg(test)]
mod test_plan;

pub use display::{Display, MoneyScale};
pub use error::{SchemaError, SchemaProblem};
pub use existing::{Address, Each, Go, Locator, RowsBy, SheetFind, TableFind};
pub use focus::Focus;
pub use form::{
    Block, Choice, ChoiceRole, ChoiceSet, Field, FieldType, Form, GuideSection, OlderVersion,
    Prefill, Repeat, Required, SheetSpec, Table, When,
};
pub use indicator::{Baseline, Better, Indicator, PastActual, Shape, Target, Tolerance};
pub use json_schema::{form_json_schema, plan_json_schema};
pub use load::{
    EMBEDDED_FORM, EMBEDDED_PLAN, RuleCodes, load_form, load_plan, load_settings,
    refuse_unknown_proposals, refuse_wrong_rules,
};
pub use plan::{
    Activity, Direction, Division, EffectHistory, Lacking, Level, MOST_REPEATS, Meetings,
    Municipality, NotRated, NotRatedRole, Office, Plan, Program, ProgramKind, RoundPlan, Scale,
    Standing, Words,
};
pub use problem::{CodeKind, FileNameFault, FindOn, ProblemKind, Thing};
pub use review_rules::{ReviewCondition, ReviewRule, ReviewRules, StatusWord};
pub use revision::{EndKind, ProgramChange, ProgramEnd, Replaced, Revision, TargetChange};
pub use rule_grade::{RuleGrade, RuleLevel, RuleTrial};
