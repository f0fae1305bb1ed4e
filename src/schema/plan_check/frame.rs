//! The frame of a plan: key, period, city, surveys, grades of findings.

use super::indicators::is_iso_date;
use super::walk::{At, PERIOD, Plan, Report, Rules, at};
use crate::finding::{Problem, Thing, codes, never_off};
use crate::schema::near::{among, fold};
use crate::schema::rule_grade::{RuleGrade, RuleLevel};
use crate::terms::Round;

pub(super) const RULES: Rules = &[
    (
        &[],
        &[
            plan_id,
            titles,
            words,
            period,
            share_decimals,
            rounds,
            due_days,
            one_review,
            history_years,
            grades,
        ],
    ),
    (PERIOD, &[rounds_in_period]),
];

/// Half-up rounding to more places than this prints noise: a share of at most some hundred items.
const MOST_SHARE_DECIMALS: u32 = 4;

/// The key names a folder, on every system.
fn plan_id(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let fits = plan.id.starts_with(|c: char| c.is_ascii_alphanumeric())
        && plan.id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !fits {
        report.add(&at!(plan.id).path, Problem::BadPlanId { found: plan.id.clone() });
    }
}

/// What every paper prints must be there.
fn titles(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let (city, office, meetings) = (at!(plan.municipality), at!(plan.office), at!(plan.meetings));
    let named = [at!(meetings.committee?), at!(meetings.headquarters?)].into_iter().flatten();
    let always = [at!(plan.title), at!(city.name), at!(office.division)];
    for text in always.into_iter().chain(named) {
        report.not_blank(Thing::Text, &text);
    }
}

/// Papers print these words, and the list of records tells the two kinds of programs apart by theirs.
fn words(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let words = at!(plan.words);
    let kinds = [at!(words.implementation), at!(words.study)];
    let others = [at!(words.direction), at!(words.program), at!(words.counter)];
    for word in others.iter().chain(&kinds) {
        report.not_blank(Thing::Text, word);
    }
    report.duplicates(Thing::Text, kinds.into_iter().filter(|word| !fold(word).is_empty()));
}

fn period(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    report.years_in_order(&at!(plan.first_year), &at!(plan.last_year));
}

fn history_years(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    for entry in at!(plan.effect_history[]) {
        report.years_in_order(&at!(entry.first_year), &at!(entry.last_year));
    }
}

fn share_decimals(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let (found, most) = (plan.share_decimals, MOST_SHARE_DECIMALS);
    if found > most {
        report.add(&at!(plan.share_decimals).path, Problem::ShareDecimals { found, most });
    }
}

/// Each survey once, in the order in which they are held.
fn rounds(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    if plan.rounds.is_empty() {
        report.add(&at!(plan.rounds).path, Problem::Empty { thing: Thing::Round });
    }
    let names = at!(plan.rounds[]).map(|planned| at!(planned.round));
    report.duplicates(Thing::Round, names.clone());
    report.in_order(Thing::Round, names.map(|round| (round.clone(), *round.it)));
}

/// Days are days, returned forms are due after the first submission, and what is printed is there.
fn due_days(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    for planned in at!(plan.rounds[]) {
        let (first, again) = (at!(planned.deadline?), at!(planned.resubmit_by?));
        let days = [&first, &again];
        let mut are_days = true;
        for day in days.into_iter().flatten().filter(|day| !is_iso_date(day)) {
            are_days = false;
            report.add(&day.path, Problem::NotADate { found: day.it.clone() });
        }
        if let (true, Some(first), Some(again)) = (are_days, first, again)
            && again.it <= first.it
        {
            let (first, found) = (first.it.clone(), again.it.clone());
            report.add(&again.path, Problem::DueAgainBeforeDue { first, again: found });
        }
        for text in [at!(planned.send_to?), at!(planned.contact?)].into_iter().flatten() {
            report.not_blank(Thing::Text, &text);
        }
    }
}

/// A survey lies in the plan; so does the round that ends a rule's trial: a typing error would make it last for ever.
fn rounds_in_period(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let (first, last) = (plan.first_year, plan.last_year);
    let planned = at!(plan.rounds[]).map(|planned| at!(planned.round));
    let rules = at!(plan.rules);
    let trials = rules.it.iter().filter_map(|(code, grade)| match grade {
        RuleGrade::Trial(trial) => {
            Some(rules.part(code, grade).part("error_from", &trial.error_from))
        }
        RuleGrade::Level(_) => None,
    });
    for At { path, it: &round } in planned.chain(trials) {
        if round.year < first || last < round.year {
            report.add(&path, Problem::RoundOutside { round, first: first.0, last: last.0 });
        }
    }
}

/// The mid-term review is held once.
fn one_review(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let mut reviews = at!(plan.rounds[]).filter(|planned| planned.review);
    let Some(first) = reviews.next().map(|planned| planned.round) else { return };
    for planned in reviews {
        let round: Round = planned.round;
        report.add(&at!(planned.review).path, Problem::SecondReview { round, first });
    }
}

/// A code is one of the findings of a submission, and not switched off if it may not be.
fn grades(plan: &At<'_, Plan>, report: &mut Report<'_>) {
    let (known, never_off) = (codes(), never_off());
    let rules = at!(plan.rules);
    for (found, grade) in rules.it {
        let code = found.as_str();
        let what = if !known.contains(&code) {
            let (guess, known) = among(code, known.iter().map(|code| (*code).to_owned()));
            Problem::UnknownRule { found: found.clone(), guess, known }
        } else if *grade == RuleGrade::Level(RuleLevel::Off) && never_off.contains(&code) {
            Problem::RuleNeverOff { found: found.clone() }
        } else {
            continue;
        };
        report.add(&rules.part(code, grade).path, what);
    }
}
