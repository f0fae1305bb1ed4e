//! The rating beside the other fields of its sheet.

use super::Page;
use super::indicator::{last_year, shown};
use crate::analysis::{Achieved, Pace, against_pace};
use crate::finding::{Contradiction, Finding};
use crate::form::field_ids as ids;
use crate::schema::Standing;
use crate::submission::Answer;

pub(super) fn rules(page: &Page<'_>) -> Vec<Finding> {
    let mut findings = ahead_below_pace(page);
    findings.extend(rated_and_not_rated(page));
    findings.extend(behind_without_issue(page));
    findings
}

/// A program cannot be rated and have a reason for no rating.
fn rated_and_not_rated(page: &Page<'_>) -> Option<Finding> {
    let rating = page.sheet.own(ids::RATING)?;
    let code = rating.text()?;
    let reason = page.sheet.own(ids::NOT_RATED_REASON).and_then(Answer::text)?.to_owned();
    Some(page.finding(Contradiction::RatedAndNotRated { reason }, rating).value(code))
}

/// A program ahead of its schedule has no indicator below its pace.
fn ahead_below_pace(page: &Page<'_>) -> Vec<Finding> {
    let Some((rating, level)) = page.rating() else { return Vec::new() };
    if level.standing != Standing::Ahead {
        return Vec::new();
    }
    let (plan, round) = (page.form().plan, page.form().round);
    let below = page.indicators(ids::ACTUAL).filter_map(|(indicator, answer)| {
        let actual = answer.known()?;
        let before = last_year(page, indicator);
        let Pace { due, kept } = against_pace(plan, indicator, round, actual, before)?;
        (kept == Achieved::No).then(|| {
            let below = Contradiction::AheadBelowPace {
                indicator: indicator.name.clone(),
                actual: shown(indicator, actual.value),
                due: shown(indicator, due.round_dp(indicator.decimals + 1)),
            };
            page.finding(below, rating).value(level.code.as_str())
        })
    });
    below.collect()
}

/// Where a program is behind, the reason has to be written.
fn behind_without_issue(page: &Page<'_>) -> Option<Finding> {
    let (_, level) = page.rating()?;
    let issues = page.sheet.own(ids::ISSUES)?;
    (level.standing == Standing::Behind && issues.is_blank()).then(|| {
        let silent = Contradiction::BehindWithoutIssue { caption: issues.caption() };
        page.finding(silent, issues).value(level.code.as_str())
    })
}
