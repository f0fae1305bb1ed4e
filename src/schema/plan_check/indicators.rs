//! Indicators: keys, baselines, targets and limits.

use super::{Report, Rule, changes, duplicates, is_key, not_blank, programs, year_in_range};
use crate::finding::{Problem, Thing};
use crate::schema::indicator::{Indicator, Shape};
use crate::schema::locate::Path;
use crate::schema::plan::Plan;

pub(super) const RULES: &[Rule] = &[
    ids_once,
    ids_are_keys,
    names_and_units,
    targets_exist,
    targets_are_dated_once,
    targets_not_before_the_plan,
    baselines_exist,
    baseline_dates,
    bands_exist,
    limits_in_order,
    years_in_range,
];

/// The indicators with their paths, those that revisions add too.
fn indicators(plan: &Plan) -> impl Iterator<Item = (Path, &Indicator)> {
    let planned = programs(plan).map(|(here, program)| (here, &program.indicators));
    let added = changes(plan).map(|(here, _, change)| (here, &change.indicators));
    planned.chain(added).flat_map(|(here, indicators)| {
        let list = here.key("indicators");
        let entries = indicators.iter().enumerate();
        entries.map(move |(index, indicator)| (list.item(index), indicator))
    })
}

/// An indicator's key is unique in the whole plan: data files hold it without the program's name.
fn ids_once(plan: &Plan, report: &mut Report<'_>) {
    let ids = indicators(plan).map(|(here, entry)| (here.key("id"), entry.id.to_string()));
    duplicates(Thing::Indicator, ids, report);
}

fn ids_are_keys(plan: &Plan, report: &mut Report<'_>) {
    for (here, indicator) in indicators(plan) {
        if !is_key(indicator.id.as_str()) {
            report.add(&here.key("id"), Problem::BadKey { found: indicator.id.to_string() });
        }
    }
}

fn names_and_units(plan: &Plan, report: &mut Report<'_>) {
    for (here, indicator) in indicators(plan) {
        not_blank(Thing::Text, &here.key("name"), &indicator.name, report);
        not_blank(Thing::Unit, &here.key("unit"), &indicator.unit, report);
    }
}

/// Every shape but `not_below_previous` is measured against a target.
fn needs_target(shape: Shape) -> bool {
    match shape {
        Shape::Level
        | Shape::Increment
        | Shape::YearlyFlow
        | Shape::YearlyIncrement
        | Shape::KeepWithin => true,
        Shape::NotBelowPrevious => false,
    }
}

fn targets_exist(plan: &Plan, report: &mut Report<'_>) {
    for (here, indicator) in indicators(plan) {
        if needs_target(indicator.shape) && indicator.target.is_none() {
            report.add(&here, Problem::TargetMissing { shape: indicator.shape.as_str() });
        }
    }
}

/// A target holds for each year or by one year, not both and not neither.
fn targets_are_dated_once(plan: &Plan, report: &mut Report<'_>) {
    for (here, indicator) in indicators(plan) {
        let Some(target) = &indicator.target else { continue };
        match (target.by, target.each_year) {
            (Some(_), true) => report.add(&here.key("target"), Problem::TargetTwice),
            (None, false) if needs_target(indicator.shape) => {
                report.add(
                    &here.key("target"),
                    Problem::TargetUndated { shape: indicator.shape.as_str() },
                );
            }
            _ => {}
        }
    }
}

fn targets_not_before_the_plan(plan: &Plan, report: &mut Report<'_>) {
    for (here, indicator) in indicators(plan) {
        let Some(by) = indicator.target.as_ref().and_then(|target| target.by) else { continue };
        if by < plan.first_year {
            let what = Problem::TargetBeforePlan { by: by.0, first: plan.first_year.0 };
            report.add(&here.key("target").key("by"), what);
        }
    }
}

/// An increase is counted from somewhere.
fn baselines_exist(plan: &Plan, report: &mut Report<'_>) {
    for (here, indicator) in indicators(plan) {
        if indicator.shape == Shape::Increment && indicator.baseline.is_none() {
            report.add(&here, Problem::BaselineMissing { shape: indicator.shape.as_str() });
        }
    }
}

fn baseline_dates(plan: &Plan, report: &mut Report<'_>) {
    for (here, indicator) in indicators(plan) {
        let date = indicator.baseline.as_ref().and_then(|baseline| baseline.date.as_ref());
        if let Some(date) = date.filter(|date| !is_iso_date(date)) {
            let path = here.key("baseline").key("date");
            report.add(&path, Problem::NotADate { found: date.clone() });
        }
    }
}

/// `2021-04-01` exactly: jiff alone would take times and other spellings too.
fn is_iso_date(text: &str) -> bool {
    text.len() == "2021-04-01".len()
        && text.bytes().enumerate().all(|(nth, byte)| match nth {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
        && text.parse::<jiff::civil::Date>().is_ok()
}

fn bands_exist(plan: &Plan, report: &mut Report<'_>) {
    for (here, indicator) in indicators(plan) {
        if indicator.shape == Shape::KeepWithin && indicator.tolerance.is_none() {
            report.add(&here, Problem::ToleranceMissing);
        }
        if let Some(tolerance) = &indicator.tolerance
            && tolerance.percent.0.is_sign_negative()
        {
            let what = Problem::ToleranceNegative { percent: tolerance.percent };
            report.add(&here.key("tolerance").key("percent"), what);
        }
    }
}

fn limits_in_order(plan: &Plan, report: &mut Report<'_>) {
    for (here, indicator) in indicators(plan) {
        if let (Some(min), Some(max)) = (indicator.min, indicator.max)
            && min > max
        {
            report.add(&here.key("min"), Problem::MinAboveMax { min, max });
        }
    }
}

fn years_in_range(plan: &Plan, report: &mut Report<'_>) {
    for (here, indicator) in indicators(plan) {
        let target = indicator.target.as_ref().and_then(|target| target.by);
        let baseline = indicator.baseline.as_ref().and_then(|baseline| baseline.year);
        if let Some(year) = target {
            year_in_range(&here.key("target").key("by"), year, report);
        }
        if let Some(year) = baseline {
            year_in_range(&here.key("baseline").key("year"), year, report);
        }
        for (nth, past) in indicator.past.iter().enumerate() {
            year_in_range(&here.key("past").item(nth).key("year"), past.year, report);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_iso_dates_of_the_calendar_pass() {
        assert!(is_iso_date("2021-04-01"));
        for text in
            ["2021-02-29", "2021-4-1", "2021/04/01", "R3.4.1", "2021-04-01T00:00", "20210401"]
        {
            assert!(!is_iso_date(text), "{text}");
        }
    }
}
