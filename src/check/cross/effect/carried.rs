//! Recurring effects of earlier years that stay in force while a line reports what looks like the same one.
//!
//! An effect is known by kind and title, and counts on until an actual of 0 is reported. One that comes with another
//! kind, nature or title is added to it; whether it is the same cannot be known here, so it is asked.

use std::collections::BTreeMap;

use super::super::Page;
use super::{Line, lines};
use crate::check::words::amount_text;
use crate::facts::EffectFact;
use crate::finding::{Contradiction, Finding};
use crate::notation::comparison_key;
use crate::schema::ChoiceRole;
use crate::terms::Yen;

/// A recurring effect of the program that was not ended.
struct Carried<'a> {
    kind: &'a str,
    /// As it was written.
    title: &'a str,
    /// All lines of its newest report together.
    amount: Yen,
}

/// A line for each carried effect that it may count a second time.
pub(super) fn counted_twice(page: &Page<'_>) -> Vec<Finding> {
    let goes_on = |nature: Option<&str>| page.form().form.has_role(nature, ChoiceRole::Recurring);
    let lines = lines(page.form(), page.sheet);
    let carried = carried(page, &goes_on);
    let continues = |line: &Line<'_>, carried: &Carried<'_>| {
        goes_on(line.nature) && line.kind == carried.kind && has_title(line, carried)
    };
    let (repeated, silent): (Vec<&Carried<'_>>, Vec<&Carried<'_>>) =
        carried.iter().partition(|carried| lines.iter().any(|line| continues(line, carried)));
    let is_further = |line: &&Line<'_>| {
        line.amount != Yen::ZERO && !repeated.iter().any(|carried| continues(line, carried))
    };
    let finding = |line: &Line<'_>| {
        // A silent effect has no line of its kind, title and nature: one with its title differs in kind or nature.
        if let Some(before) = silent.iter().find(|carried| has_title(line, carried)) {
            let reclassified = Contradiction::RecurringEffectReclassified {
                kind: line.kind.to_owned(),
                nature: line.nature?.to_owned(),
                before: before.title.to_owned(),
                before_amount: amount_text(before.amount),
            };
            return Some(page.finding(reclassified, line.title).value(&line.title.raw));
        }
        let is_same = |carried: &&&Carried<'_>| {
            goes_on(line.nature) && carried.kind == line.kind && carried.amount == line.amount
        };
        let before = silent.iter().find(is_same)?;
        let (amount, before) = (amount_text(line.amount), before.title.to_owned());
        let renamed = Contradiction::RecurringEffectRenamed { amount, before };
        Some(page.finding(renamed, line.title).value(&line.title.raw))
    };
    lines.iter().filter(is_further).filter_map(finding).collect()
}

fn has_title(line: &Line<'_>, carried: &Carried<'_>) -> bool {
    comparison_key(&line.title.raw) == comparison_key(carried.title)
}

/// The program's recurring effects at their newest report of an earlier year, without those that were ended.
fn carried<'a>(page: &Page<'a>, goes_on: &dyn Fn(Option<&str>) -> bool) -> Vec<Carried<'a>> {
    let mut newest: BTreeMap<(&str, String), Vec<&EffectFact>> = BTreeMap::new();
    for fact in page.checks.earlier.effects.of(page.sheet.program) {
        let is_own = fact.round.year < page.form().round.year && goes_on(fact.nature.as_deref());
        let (Some(kind), Some(title), true) = (&fact.kind, &fact.title, is_own) else { continue };
        let reports = newest.entry((kind, comparison_key(title).into_owned())).or_default();
        match reports.first().map(|report| report.round) {
            Some(round) if round > fact.round => continue,
            Some(round) if round < fact.round => reports.clear(),
            _ => {}
        }
        reports.push(fact);
    }
    let of_effect = |((kind, _), reports): ((&'a str, String), Vec<&'a EffectFact>)| {
        let amounts = reports.iter().filter_map(|report| report.actual);
        let amount = amounts.fold(Yen::ZERO, |sum, yen| sum + yen);
        let title = reports.first()?.title.as_deref()?;
        (amount != Yen::ZERO).then_some(Carried { kind, title, amount })
    };
    newest.into_iter().filter_map(of_effect).collect()
}
