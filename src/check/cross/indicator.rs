//! Actuals against last year's, targets against what they were.

use rust_decimal::Decimal;

use super::Page;
use crate::analysis::before_plan;
use crate::check::words;
use crate::finding::{Contradiction, Finding, Severity, Wording};
use crate::form::field_ids as ids;
use crate::form::{PastValue, Subject, quantity_text, target_text};
use crate::notation::{Outcome, Refusal, comparison_key};
use crate::schema::{Better, Indicator, Shape};
use crate::submission::Answer;
use crate::terms::Yen;

pub(super) fn rules(page: &Page<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (indicator, answer) in page.indicators(ids::ACTUAL) {
        findings.extend(same_as_last_year(page, indicator, answer));
        let far = far_from_last_year(page, indicator, answer);
        findings.extend(far.or_else(|| far_from_all(page, indicator, answer)));
        findings.extend(target_as_actual(page, indicator, answer));
    }
    findings.extend(past_corrected(page));
    for (indicator, answer) in page.indicators(ids::REVIEW_TARGET) {
        findings.extend(target_lowered(page, indicator, answer));
    }
    findings
}

/// The actual of the year before: corrected on this sheet, reported in an earlier round, or stated by the plan for a
/// year before it.
pub(super) fn last_year(page: &Page<'_>, indicator: &Indicator) -> Option<PastValue> {
    let form = page.form();
    let before = form.round.year.previous();
    if before >= form.plan.first_year {
        let subject = Subject::PastActual(indicator.id.clone(), before);
        let correction =
            page.sheet.answers.iter().find(|answer| answer.question.subject == subject);
        let corrected = correction.and_then(Answer::known);
        return corrected.or_else(|| form.past.get(&indicator.id, before));
    }
    before_plan(indicator, before)
}

/// A value as the form shows it, with its unit.
pub(super) fn shown(indicator: &Indicator, value: Decimal) -> String {
    if !indicator.is_money() {
        return format!("{}{}", quantity_text(value, indicator.decimals), indicator.unit);
    }
    match i64::try_from(value.round()) {
        Ok(yen) => words::amount_text(Yen(yen)),
        Err(_) => quantity_text(value, 0),
    }
}

/// A past year's actual that differs from what the form printed: counted, and shown with both values.
fn past_corrected(page: &Page<'_>) -> Vec<Finding> {
    let corrections = page.sheet.answers.iter().filter_map(|answer| {
        let Subject::PastActual(id, year) = &answer.question.subject else { return None };
        // What could not be read has a finding of its own and corrects nothing.
        if matches!(answer.outcome, Outcome::Refused(_)) {
            return None;
        }
        let indicator = page.program.indicators.iter().find(|indicator| indicator.id == *id)?;
        let text = |value: Option<PastValue>| match value {
            Some(PastValue { value, approx: true }) => format!("約{}", shown(indicator, value)),
            Some(PastValue { value, approx: false }) => shown(indicator, value),
            None => "値なし".to_owned(),
        };
        let before = page.form().past.get(id, *year);
        // The form was older than what is known by now, and says the same.
        if before.is_some() && before == answer.known() {
            return None;
        }
        let corrected = Contradiction::PastCorrected {
            caption: answer.caption(),
            before: text(before),
            after: text(answer.known()),
        };
        Some(page.finding(corrected, answer).value(&answer.raw))
    });
    corrections.collect()
}

/// Equal to the digit. A count of one or two digits often stays as it is, and what is to be kept should: the first is
/// for information, the second no finding.
fn same_as_last_year(page: &Page<'_>, indicator: &Indicator, answer: &Answer) -> Option<Finding> {
    // Half a year is not measured against a whole one.
    if indicator.shape == Shape::KeepWithin || page.form().round.half.is_some() {
        return None;
    }
    let actual = answer.known()?;
    let before = last_year(page, indicator)?;
    let value = actual.value;
    if actual.approx || before.approx || value != before.value {
        return None;
    }
    let (caption, actual) = (answer.caption(), shown(indicator, value));
    let same = Contradiction::SameAsLastYear { caption, actual };
    let mut finding = page.finding(same, answer).value(&answer.raw);
    if value.normalize().mantissa().unsigned_abs() < 100 {
        finding.severity = Severity::Info;
    }
    Some(finding)
}

/// More than ten times, or less than a tenth. Zero has no size to be compared.
fn far_from_last_year(page: &Page<'_>, indicator: &Indicator, answer: &Answer) -> Option<Finding> {
    if page.form().round.half.is_some() {
        return None;
    }
    let value = answer.known()?.value;
    let before = last_year(page, indicator)?.value;
    let (now, then) = (value.abs(), before.abs());
    let (small, large) = (now.min(then), now.max(then));
    if small.is_zero() || large / small <= Decimal::TEN {
        return None;
    }
    let far = Contradiction::FarFromLastYear {
        caption: answer.caption(),
        actual: shown(indicator, value),
        previous: shown(indicator, before),
    };
    Some(page.finding(far, answer).value(&answer.raw))
}

/// Without an actual of last year, the target and what else is known are all that there is to compare with. Much too
/// large is told by each of them; much too small only by what was measured: the way to a target may begin near zero.
fn far_from_all(page: &Page<'_>, indicator: &Indicator, answer: &Answer) -> Option<Finding> {
    let value = answer.known()?.value.abs();
    if value.is_zero() || last_year(page, indicator).is_some_and(|before| !before.value.is_zero()) {
        return None;
    }
    let size = |value: Decimal| Some(value.abs()).filter(|size| !size.is_zero());
    let is_level = !matches!(indicator.shape, Shape::Increment | Shape::YearlyIncrement);
    let target = indicator.target.as_ref().filter(|_| is_level);
    let target = target.and_then(|target| Some((size(target.value.0)?, "目標", "the target")));
    let measured = measured(page, indicator)
        .into_iter()
        .filter_map(|(value, ja, en)| Some((size(value)?, ja, en)));
    let measured: Vec<_> = measured.collect();
    let known = measured.iter().copied().chain(target);
    let largest =
        known.max_by_key(|(size, ..)| *size).filter(|(size, ..)| value / size > Decimal::TEN);
    let whole = page.form().round.half.is_none();
    let smallest = measured.iter().copied().chain(target).min_by_key(|(size, ..)| *size);
    let smallest =
        smallest.filter(|(size, ..)| whole && !measured.is_empty() && size / value > Decimal::TEN);
    let (size, ja, en) = largest.or(smallest)?;
    let shown_other = shown(indicator, size);
    let far = Contradiction::FarFromTarget {
        caption: answer.caption(),
        actual: shown(indicator, answer.known()?.value),
        other: Wording::new(format!("{ja} {shown_other}"), format!("{en} {shown_other}")),
    };
    Some(page.finding(far, answer).value(&answer.raw))
}

/// The baseline, and the newest value before the round that is of no last year.
fn measured(page: &Page<'_>, indicator: &Indicator) -> Vec<(Decimal, &'static str, &'static str)> {
    let form = page.form();
    let years = form.plan.years().filter(|year| *year < form.round.year);
    let reported = years.rev().find_map(|year| form.past.get(&indicator.id, year));
    let past = indicator.past.iter().max_by_key(|past| past.year);
    let past = reported.map(|past| past.value).or_else(|| past.map(|past| past.value.0));
    let baseline = indicator.baseline.as_ref().map(|baseline| baseline.value.0);
    let past = past.map(|value| (value, "前の実績", "an earlier actual"));
    past.into_iter().chain(baseline.map(|value| (value, "基準値", "the baseline"))).collect()
}

/// Whether the cell of an actual holds the target as the form prints it. A number with 以上 or the like is refused before,
/// whatever it is.
fn repeats_target(indicator: &Indicator, answer: &Answer) -> bool {
    if matches!(answer.outcome, Outcome::Refused(Refusal::Bound { .. })) {
        return false;
    }
    let printed = target_text(indicator);
    let written = comparison_key(&answer.raw);
    let is_words = printed.chars().any(|c| !c.is_ascii_digit() && c != '-');
    let goal = printed.split('\n').next().unwrap_or(&printed);
    is_words && [printed.as_str(), goal].iter().any(|text| comparison_key(text) == written)
}

fn target_as_actual(page: &Page<'_>, indicator: &Indicator, answer: &Answer) -> Option<Finding> {
    repeats_target(indicator, answer).then(|| {
        let target = target_text(indicator).replace('\n', "");
        let copied = Contradiction::TargetAsActual { caption: answer.caption(), target };
        page.finding(copied, answer).value(&answer.raw)
    })
}

/// A reviewed target that is easier to reach needs its reason.
fn target_lowered(page: &Page<'_>, indicator: &Indicator, answer: &Answer) -> Option<Finding> {
    let reviewed = answer.known()?.value;
    let present = indicator.target.as_ref()?.value.0;
    let is_easier = match (indicator.shape, indicator.better) {
        // A band has no easier side.
        (Shape::KeepWithin | Shape::NotBelowPrevious, _) => false,
        (_, Better::Higher) => reviewed < present,
        (_, Better::Lower) => reviewed > present,
    };
    (is_easier && page.sheet.own(ids::REVIEW_REASON).and_then(Answer::text).is_none()).then(|| {
        let target = target_text(indicator).replace('\n', "");
        page.finding(Contradiction::TargetLowered { target }, answer).value(&answer.raw)
    })
}
