//! Indicators: keys, baselines, targets and limits.

use super::walk::{At, Plan, Problem, Report, Rules, Thing, at, indicators};
use crate::schema::indicator::{Indicator, Shape};

pub(super) const RULES: Rules =
    &[(&[], &[ids_once, each]), (&["first_year"], &[targets_not_before_the_plan])];

/// An indicator's key is unique in the whole plan: data files hold it without the program's name.
fn ids_once(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    report.duplicates(Thing::Indicator, indicators(plan).map(|indicator| at!(indicator.id)));
}

/// What holds of every indicator by itself.
fn each(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    for indicator in indicators(plan) {
        report.is_key(&at!(indicator.id));
        report.not_blank(Thing::Text, &at!(indicator.name));
        report.not_blank(Thing::Unit, &at!(indicator.unit));
        report.limits(at!(indicator.min?), indicator.max);
        target(&indicator, report);
        baseline(&indicator, report);
        band(&indicator, report);
        for past in at!(indicator.past[]) {
            report.year_in_range(&at!(past.year));
        }
    }
}

/// Every shape but `not_below_previous` is measured against a target, which holds for each year or by one year, not both
/// and not neither.
fn target(indicator: &At<'_, Indicator>, report: &mut Report<'_>) {
    let needs_target = indicator.shape != Shape::NotBelowPrevious;
    let shape = indicator.shape.as_str();
    let Some(target) = at!(indicator.target?) else {
        if needs_target {
            report.add(&indicator.path, Problem::TargetMissing { shape });
        }
        return;
    };
    match (at!(target.by?), target.each_year) {
        (Some(_), true) => report.add(&target.path, Problem::TargetTwice),
        (None, false) if needs_target => {
            report.add(&target.path, Problem::TargetUndated { shape });
        }
        _ => {}
    }
    if let Some(by) = at!(target.by?) {
        report.year_in_range(&by);
    }
}

fn targets_not_before_the_plan(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let first = plan.first_year;
    for target in indicators(plan).filter_map(|indicator| at!(indicator.target?)) {
        if let Some(by) = at!(target.by?)
            && *by < first
        {
            report.add(&by.path, Problem::TargetBeforePlan { by: by.0, first: first.0 });
        }
    }
}

/// An increase is counted from somewhere.
fn baseline(indicator: &At<'_, Indicator>, report: &mut Report<'_>) {
    let Some(baseline) = at!(indicator.baseline?) else {
        if indicator.shape == Shape::Increment {
            let shape = indicator.shape.as_str();
            report.add(&indicator.path, Problem::BaselineMissing { shape });
        }
        return;
    };
    if let Some(year) = at!(baseline.year?) {
        report.year_in_range(&year);
    }
    if let Some(date) = at!(baseline.date?)
        && !is_iso_date(&date)
    {
        report.add(&date.path, Problem::NotADate { found: date.it.clone() });
    }
}

/// `2021-04-01` exactly: jiff alone would take times and other spellings too.
pub(in crate::schema) fn is_iso_date(text: &str) -> bool {
    text.len() == "2021-04-01".len()
        && text.bytes().enumerate().all(|(nth, byte)| match nth {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
        && text.parse::<jiff::civil::Date>().is_ok()
}

fn band(indicator: &At<'_, Indicator>, report: &mut Report<'_>) {
    let Some(tolerance) = at!(indicator.tolerance?) else {
        if indicator.shape == Shape::KeepWithin {
            report.add(&indicator.path, Problem::ToleranceMissing);
        }
        return;
    };
    let percent = tolerance.percent;
    if percent.0.is_sign_negative() {
        report.add(&at!(tolerance.percent).path, Problem::ToleranceNegative { percent });
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
