//! Amounts of effect that are a power of ten away from what they should be near: yen in a column of 千円.

use super::Page;
use crate::finding::{Contradiction, Finding, Wording};
use crate::form::field_ids as ids;
use crate::form::money_text;
use crate::notation::comparison_key;
use crate::schema::ChoiceRole;
use crate::submission::Answer;
use crate::terms::Yen;

/// Every actual amount beside the planned one of its line and beside last year's of the same recurring effect. One
/// finding says enough of a line.
pub(super) fn rules(page: &Page<'_>) -> Vec<Finding> {
    // Half a year is not measured against a whole one.
    if page.form().round.half.is_some() {
        return Vec::new();
    }
    let actuals = page.sheet.lines(ids::EFFECTS, ids::ACTUAL);
    let actuals = actuals.filter_map(|(n, answer)| Some((n, answer, answer.outcome.yen()?)));
    let far = |(n, answer, actual): (u16, &Answer, Yen)| {
        far_from_planned(page, n, answer, actual)
            .or_else(|| far_from_last_year(page, n, answer, actual))
    };
    actuals.filter_map(far).collect()
}

fn far_from_planned(page: &Page<'_>, n: u16, answer: &Answer, actual: Yen) -> Option<Finding> {
    let planned = page.sheet.in_line(ids::EFFECTS, n, ids::PLANNED)?.outcome.yen()?;
    is_far(actual, planned).then(|| {
        let shown = money_text(planned);
        let other = Wording::new(
            format!("同じ行の見込額 {shown}千円"),
            format!("the {shown}千円 planned in the same line"),
        );
        finding(page, answer, actual, other)
    })
}

/// A one-year effect has no amount of last year.
fn far_from_last_year(page: &Page<'_>, n: u16, answer: &Answer, actual: Yen) -> Option<Finding> {
    let form = page.form();
    let text = |field| page.sheet.in_line(ids::EFFECTS, n, field).and_then(Answer::text);
    let (kind, nature) = (text(ids::KIND)?, text(ids::NATURE)?);
    let title = comparison_key(text(ids::TITLE)?);
    if !form.form.has_role(Some(nature), ChoiceRole::Recurring) {
        return None;
    }
    let last_year = form.round.year.previous();
    let same = page.checks.earlier.effects.rows.iter().find(|fact| {
        fact.program == page.sheet.program
            && fact.round.year == last_year
            && fact.round.half.is_none()
            && fact.kind.as_deref() == Some(kind)
            && fact.title.as_ref().is_some_and(|title_then| comparison_key(title_then) == title)
    });
    let then = same?.actual?;
    is_far(actual, then).then(|| {
        let shown = money_text(then);
        let other = Wording::new(
            format!("前年度の同じ効果の {shown}千円"),
            format!("the {shown}千円 of the same effect last year"),
        );
        finding(page, answer, actual, other)
    })
}

/// More than ten times, or less than a tenth, whatever the sign. Zero has no size to be compared.
fn is_far(now: Yen, then: Yen) -> bool {
    let (now, then) = (i128::from(now.0).abs(), i128::from(then.0).abs());
    now != 0 && then != 0 && (now > 10 * then || then > 10 * now)
}

fn finding(page: &Page<'_>, answer: &Answer, actual: Yen, other: Wording) -> Finding {
    let (caption, actual) =
        (answer.question.caption.clone(), format!("{}千円", money_text(actual)));
    let far = Contradiction::EffectFarFromOther { caption, actual, other };
    page.finding(far, answer).value(&answer.raw)
}
