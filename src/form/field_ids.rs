//! Ids of fields that figures and rules speak of: the names that macros, other programs and data files hold on to.
//!
//! A form may have any other field beside these; it is written, read and checked by its description alone. What stands
//! here has a meaning of its own in `facts`, `check` or `submission`.

use crate::terms::IndicatorId;

/// Who filled in the form.
pub const REPORTER: &str = "reporter";
/// Their telephone extension.
pub const EXTENSION: &str = "extension";
/// Day on which the form was filled in; decides between two submissions.
pub const REPORT_DATE: &str = "report_date";
/// Rating: of the program, or of one activity.
pub const RATING: &str = "rating";
/// Reason for no rating.
pub const NOT_RATED_REASON: &str = "not_rated_reason";
/// What the program achieved.
pub const ACHIEVEMENT: &str = "achievement";
/// What a study program found out.
pub const STUDY_STATE: &str = "study_state";
/// Issues.
pub const ISSUES: &str = "issues";
/// What is planned next.
pub const NEXT: &str = "next";
/// Direction after the review.
pub const REVIEW_DIRECTION: &str = "review_direction";
/// Verdict of the review on a study program.
pub const REVIEW_VERDICT: &str = "review_verdict";
/// Reason given in the review.
pub const REVIEW_REASON: &str = "review_reason";
/// Target of an indicator after the review.
pub const REVIEW_TARGET: &str = "review_target";
/// Actual: of an indicator, or of a line of effect.
pub const ACTUAL: &str = "actual";
/// Notes on an indicator.
pub const NOTE: &str = "note";
/// Name of an activity that the division added.
pub const NAME: &str = "name";
/// Status of an activity.
pub const STATUS: &str = "status";
/// What an activity came to.
pub const RESULT: &str = "result";
/// Block with the lines of fiscal effect.
pub const EFFECTS: &str = "effects";
/// Kind of a line of effect.
pub const KIND: &str = "kind";
/// What a line of effect is.
pub const TITLE: &str = "title";
/// Whether a line of effect recurs.
pub const NATURE: &str = "nature";
/// What the amount of a line rests on.
pub const BASIS: &str = "basis";
/// Planned amount of a line.
pub const PLANNED: &str = "planned";
/// How the amount of a line was computed.
pub const METHOD: &str = "method";

/// Key of a field of the plan's activity `n`: `activity_1_status`.
#[must_use]
pub fn activity_key(n: u16, field: &str) -> String {
    format!("activity_{n}_{field}")
}

/// Key of a field of an activity that the division added: `activity_x1_status`.
#[must_use]
pub fn added_activity_key(k: u16, field: &str) -> String {
    format!("activity_x{k}_{field}")
}

/// Key of a field of an indicator: `indicator_<id>_actual`.
#[must_use]
pub fn indicator_key(id: &IndicatorId, field: &str) -> String {
    format!("indicator_{id}_{field}")
}

/// Key of a field of a line of effect: `effect_1_actual`.
#[must_use]
pub fn effect_key(n: u16, field: &str) -> String {
    format!("effect_{n}_{field}")
}
