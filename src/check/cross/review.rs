//! The proposals of the mid-term review: what a new plan could not be written from.

use super::Page;
use crate::analysis::{MergeFault, merge_target};
use crate::finding::{Contradiction, Finding, worded};
use crate::form::field_ids as ids;
use crate::schema::ChoiceRole;
use crate::submission::Answer;

pub(super) fn rules(page: &Page<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(promoted_without_schedule(page));
    findings.extend(merged_into_nothing(page));
    findings
}

/// The direction or verdict that was chosen, if it has this role.
fn chosen<'a>(page: &'a Page<'_>, role: ChoiceRole) -> Option<&'a Answer> {
    let fields = [ids::REVIEW_DIRECTION, ids::REVIEW_VERDICT];
    let mut answers = fields.into_iter().filter_map(|field| page.sheet.own(field));
    answers.find(|answer| answer.role(page.form().form) == Some(role))
}

/// A study that is to be carried out needs at least one activity.
fn promoted_without_schedule(page: &Page<'_>) -> Option<Finding> {
    let verdict = chosen(page, ChoiceRole::Promote)?;
    let names = page.sheet.lines(ids::PROMOTION_ACTIVITIES, ids::NAME);
    let mut names = names.map(|(_, name)| name).peekable();
    // A form without these rows asks for no schedule.
    let first = *names.peek()?;
    names.all(Answer::is_blank).then(|| {
        let promoted = page.finding(Contradiction::PromotedWithoutSchedule, first);
        promoted.value(verdict.text().unwrap_or_default())
    })
}

/// A merger says into which running program of the plan, not into itself.
fn merged_into_nothing(page: &Page<'_>) -> Option<Finding> {
    let choice = chosen(page, ChoiceRole::Merge)?;
    let answer = page.sheet.own(ids::REVIEW_MERGE_INTO)?;
    let fault = merge_target(page.form().plan, page.program.no, answer.text()).err()?;
    let what = worded! { fault =>
        MergeFault::Empty => "空欄です" / "it is empty",
        MergeFault::NoNumber => "番号として読めません" / "it is no number",
        MergeFault::Unknown => "計画にない番号か、終わったプログラムです" / "not a running program of the plan",
        MergeFault::Itself => "このプログラム自身です" / "it is this program",
    };
    let choice = choice.text().unwrap_or_default().to_owned();
    let merged = Contradiction::MergedIntoNothing { choice, caption: answer.caption(), what };
    Some(page.finding(merged, answer).value(&answer.raw))
}
