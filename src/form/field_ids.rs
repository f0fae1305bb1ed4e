//! Ids of fields that figures and rules speak of: the names that macros, other programs and data files hold on to.
//!
//! A form may have any other field beside these; it is written, read and checked by its description alone. What stands
//! here has a meaning of its own in `facts`, `check` or `submission`.

use super::question::{BlockId, FieldId};

/// Who filled in the form.
pub const REPORTER: FieldId<'static> = FieldId("reporter");
/// Their telephone extension.
pub const EXTENSION: FieldId<'static> = FieldId("extension");
/// Day on which the form was filled in; decides between two submissions.
pub const REPORT_DATE: FieldId<'static> = FieldId("report_date");
/// Rating: of the program, or of one activity.
pub const RATING: FieldId<'static> = FieldId("rating");
/// Reason for no rating.
pub const NOT_RATED_REASON: FieldId<'static> = FieldId("not_rated_reason");
/// What the program achieved.
pub const ACHIEVEMENT: FieldId<'static> = FieldId("achievement");
/// What a study program found out.
pub const STUDY_STATE: FieldId<'static> = FieldId("study_state");
/// Issues.
pub const ISSUES: FieldId<'static> = FieldId("issues");
/// What is planned next.
pub const NEXT: FieldId<'static> = FieldId("next");
/// Direction after the review.
pub const REVIEW_DIRECTION: FieldId<'static> = FieldId("review_direction");
/// Verdict of the review on a study program.
pub const REVIEW_VERDICT: FieldId<'static> = FieldId("review_verdict");
/// Reason given in the review.
pub const REVIEW_REASON: FieldId<'static> = FieldId("review_reason");
/// Target of an indicator after the review.
pub const REVIEW_TARGET: FieldId<'static> = FieldId("review_target");
/// Actual: of an indicator, or of a line of effect.
pub const ACTUAL: FieldId<'static> = FieldId("actual");
/// Notes on an indicator.
pub const NOTE: FieldId<'static> = FieldId("note");
/// Name of an activity that the division added.
pub const NAME: FieldId<'static> = FieldId("name");
/// Status of an activity.
pub const STATUS: FieldId<'static> = FieldId("status");
/// What an activity came to.
pub const RESULT: FieldId<'static> = FieldId("result");
/// Kind of a line of effect.
pub const KIND: FieldId<'static> = FieldId("kind");
/// What a line of effect is.
pub const TITLE: FieldId<'static> = FieldId("title");
/// Whether a line of effect recurs.
pub const NATURE: FieldId<'static> = FieldId("nature");
/// What the amount of a line rests on.
pub const BASIS: FieldId<'static> = FieldId("basis");
/// Planned amount of a line.
pub const PLANNED: FieldId<'static> = FieldId("planned");
/// How the amount of a line was computed.
pub const METHOD: FieldId<'static> = FieldId("method");
/// Program that the review merges this one into.
pub const REVIEW_MERGE_INTO: FieldId<'static> = FieldId("review_merge_into");
/// Phase of a proposed activity in the first year after the review.
pub const FIRST: FieldId<'static> = FieldId("first");
/// Its phase in the years after that.
pub const LATER: FieldId<'static> = FieldId("later");
/// Unit of a proposed indicator.
pub const UNIT: FieldId<'static> = FieldId("unit");
/// Baseline of a proposed indicator.
pub const BASELINE: FieldId<'static> = FieldId("baseline");
/// Target of a proposed indicator.
pub const TARGET: FieldId<'static> = FieldId("target");
/// Whether a proposed target holds for every year.
pub const TIME: FieldId<'static> = FieldId("time");
/// Which way of a proposed indicator is the better one.
pub const BETTER: FieldId<'static> = FieldId("better");

/// Block with the lines of fiscal effect.
pub const EFFECTS: BlockId<'static> = BlockId("effects");
/// Block with the schedule of a study that is to be carried out.
pub const PROMOTION_ACTIVITIES: BlockId<'static> = BlockId("promotion_activities");
/// Block with the indicators of a study that is to be carried out.
pub const PROMOTION_INDICATORS: BlockId<'static> = BlockId("promotion_indicators");
