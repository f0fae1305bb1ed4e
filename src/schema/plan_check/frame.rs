//! The frame of a plan: key, period, city, surveys, rating scales, reasons for not rating.

use super::{Claim, Report, Rule, ambiguities, duplicates, not_blank, year_in_range};
use crate::finding::{CheckDigitOf, CodeKind, Problem, Thing};
use crate::schema::locate::{Path, at};
use crate::schema::near::{among, fold};
use crate::schema::plan::Plan;
use crate::schema::rule_grade::{RuleGrade, RuleTrial};
use crate::schema::scale::Scale;
use crate::terms::state;

pub(super) const RULES: &[Rule] = &[
    plan_id,
    titles,
    words,
    period,
    share_decimals,
    municipality_code,
    corporate_number,
    rounds_exist,
    rounds_once_and_in_order,
    rounds_in_period,
    trials_in_period,
    one_review,
    scales_exist,
    scales_once_and_in_order,
    level_codes,
    states_are_free,
    level_wordings,
    scales_follow_each_other,
    reasons_once,
    reason_wordings,
    history_years,
];

/// Half-up rounding to more places than this prints noise: a share of at most some hundred items.
const MOST_SHARE_DECIMALS: u32 = 4;

/// The key names a folder, on every system.
fn plan_id(plan: &Plan, report: &mut Report<'_>) {
    let fits = plan.id.starts_with(|c: char| c.is_ascii_alphanumeric())
        && plan.id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !fits {
        report.add(&at("id"), Problem::BadPlanId { found: plan.id.clone() });
    }
}

/// What every paper prints must be there.
fn titles(plan: &Plan, report: &mut Report<'_>) {
    not_blank(Thing::Text, &at("title"), &plan.title, report);
    not_blank(Thing::Text, &at("municipality").key("name"), &plan.municipality.name, report);
    not_blank(Thing::Text, &at("office").key("division"), &plan.office.division, report);
    let meetings = &plan.meetings;
    for (key, name) in
        [("committee", &meetings.committee), ("headquarters", &meetings.headquarters)]
    {
        if let Some(name) = name {
            not_blank(Thing::Text, &at("meetings").key(key), name, report);
        }
    }
}

/// Papers print these words, and the list of records tells the two kinds of programs apart by theirs.
fn words(plan: &Plan, report: &mut Report<'_>) {
    let words = &plan.words;
    let path = |key: &str| at("words").key(key);
    for (key, word) in [
        ("direction", &words.direction),
        ("program", &words.program),
        ("counter", &words.counter),
        ("implementation", &words.implementation),
        ("study", &words.study),
    ] {
        not_blank(Thing::Text, &path(key), word, report);
    }
    let kinds = [("implementation", &words.implementation), ("study", &words.study)];
    let kinds = kinds.into_iter().filter(|(_, word)| !fold(word).is_empty());
    duplicates(Thing::Text, kinds.map(|(key, word)| (path(key), word.clone())), report);
}

/// The plan's years lie in the calendar, the last not before the first.
fn period(plan: &Plan, report: &mut Report<'_>) {
    year_in_range(&at("first_year"), plan.first_year, report);
    year_in_range(&at("last_year"), plan.last_year, report);
    if plan.last_year < plan.first_year {
        let (first, last) = (plan.first_year, plan.last_year);
        report.add(&at("last_year"), Problem::YearsReversed { first: first.0, last: last.0 });
    }
}

fn share_decimals(plan: &Plan, report: &mut Report<'_>) {
    let (found, most) = (plan.share_decimals, MOST_SHARE_DECIMALS);
    if found > most {
        report.add(&at("share_decimals"), Problem::ShareDecimals { found, most });
    }
}

/// 全国地方公共団体コード: six digits, the last a check digit (modulus 11, 昭和43年の自治省の定め).
fn municipality_code(plan: &Plan, report: &mut Report<'_>) {
    let (code, found) = (CodeKind::Municipality, plan.municipality.code.clone());
    let path = at("municipality").key("code");
    let Some(digits) = digits(&found, code.digits()) else {
        report.add(&path, Problem::CodeDigits { code, found, digits: code.digits() });
        return;
    };
    let expected = municipality_check_digit(&digits);
    if digits.last() != Some(&expected) {
        let place = CheckDigitOf(code);
        report.add(&path, Problem::CodeCheckDigit { code, found, place, expected });
    }
}

/// The first five digits weigh 6, 5, 4, 3, 2; the check digit is the last digit of 11 − (sum mod 11).
fn municipality_check_digit(digits: &[u8]) -> u8 {
    let sum: u32 =
        digits.iter().zip([6, 5, 4, 3, 2]).map(|(d, weight)| u32::from(*d) * weight).sum();
    // Below 10 after the last step.
    ((11 - sum % 11) % 10) as u8
}

/// 法人番号: thirteen digits, the first a check digit (法人番号の指定等に関する省令第2条).
fn corporate_number(plan: &Plan, report: &mut Report<'_>) {
    let Some(found) = plan.municipality.corporate_number.clone() else { return };
    let code = CodeKind::Corporate;
    let path = at("municipality").key("corporate_number");
    let Some(digits) = digits(&found, code.digits()) else {
        report.add(&path, Problem::CodeDigits { code, found, digits: code.digits() });
        return;
    };
    let expected = corporate_check_digit(&digits);
    if digits.first() != Some(&expected) {
        let place = CheckDigitOf(code);
        report.add(&path, Problem::CodeCheckDigit { code, found, place, expected });
    }
}

/// Of the twelve digits after the first, counted from the right, odd ones weigh 1 and even ones 2;
/// the check digit is 9 − (sum mod 9).
fn corporate_check_digit(digits: &[u8]) -> u8 {
    let weights = [1, 2].into_iter().cycle();
    let sum: u32 =
        digits.iter().skip(1).rev().zip(weights).map(|(d, weight)| u32::from(*d) * weight).sum();
    // 1 to 9.
    (9 - sum % 9) as u8
}

/// The text as `count` ASCII digits.
fn digits(text: &str, count: usize) -> Option<Vec<u8>> {
    let fits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.bytes().map(|byte| byte - b'0').collect())
}

fn rounds_exist(plan: &Plan, report: &mut Report<'_>) {
    if plan.rounds.is_empty() {
        report.add(&at("rounds"), Problem::Empty { thing: Thing::Round });
    }
}

/// The path to the name of survey `index`.
fn round_path(index: usize) -> Path {
    at("rounds").item(index).key("round")
}

/// Each survey once, in the order in which they are held.
fn rounds_once_and_in_order(plan: &Plan, report: &mut Report<'_>) {
    let names = plan.rounds.iter().enumerate();
    duplicates(
        Thing::Round,
        names.map(|(index, planned)| (round_path(index), planned.round.to_string())),
        report,
    );
    for (index, pair) in plan.rounds.windows(2).enumerate() {
        if pair[1].round < pair[0].round {
            let name = pair[1].round.to_string();
            report.add(&round_path(index + 1), Problem::OutOfOrder { thing: Thing::Round, name });
        }
    }
}

fn rounds_in_period(plan: &Plan, report: &mut Report<'_>) {
    let (first, last) = (plan.first_year, plan.last_year);
    for (index, planned) in plan.rounds.iter().enumerate() {
        let round = planned.round;
        if round.year < first || last < round.year {
            report.add(
                &round_path(index),
                Problem::RoundOutside { round, first: first.0, last: last.0 },
            );
        }
    }
}

/// A rule's trial ends in a round that the plan can hold; a typing error would make it last for ever.
fn trials_in_period(plan: &Plan, report: &mut Report<'_>) {
    let (first, last) = (plan.first_year, plan.last_year);
    for (code, grade) in &plan.rules {
        let RuleGrade::Trial(RuleTrial { error_from: round }) = *grade else { continue };
        if round.year < first || last < round.year {
            let path = at("rules").key(code).key("error_from");
            report.add(&path, Problem::RoundOutside { round, first: first.0, last: last.0 });
        }
    }
}

/// The mid-term review is held once.
fn one_review(plan: &Plan, report: &mut Report<'_>) {
    let mut reviews = plan.rounds.iter().enumerate().filter(|(_, planned)| planned.review);
    let Some((_, first)) = reviews.next() else { return };
    for (index, planned) in reviews {
        let path = at("rounds").item(index).key("review");
        report.add(&path, Problem::SecondReview { round: planned.round, first: first.round });
    }
}

/// Rating needs a scale with steps.
fn scales_exist(plan: &Plan, report: &mut Report<'_>) {
    if plan.scales.is_empty() {
        report.add(&at("scales"), Problem::Empty { thing: Thing::Scale });
    }
    for (index, scale) in plan.scales.iter().enumerate() {
        if scale.levels.is_empty() {
            let path = at("scales").item(index).key("levels");
            report.add(&path, Problem::Empty { thing: Thing::Level });
        }
    }
}

/// One scale for one version and one first year, the oldest first: `Plan::scale` relies on the order.
fn scales_once_and_in_order(plan: &Plan, report: &mut Report<'_>) {
    let path = |index: usize, key: &str| at("scales").item(index).key(key);
    let scales = || plan.scales.iter().enumerate();
    let versions = scales().map(|(index, scale)| (path(index, "version"), scale.version.clone()));
    duplicates(Thing::Scale, versions, report);
    let years = scales().map(|(index, scale)| (path(index, "since"), scale.since.to_string()));
    duplicates(Thing::ScaleSince, years, report);
    for (index, scale) in scales() {
        year_in_range(&path(index, "since"), scale.since, report);
    }
    for (index, pair) in plan.scales.windows(2).enumerate() {
        if pair[1].since < pair[0].since {
            let name = pair[1].version.clone();
            let what = Problem::OutOfOrder { thing: Thing::Scale, name };
            report.add(&path(index + 1, "since"), what);
        }
    }
}

fn level_path(scale: usize, level: usize) -> Path {
    at("scales").item(scale).key("levels").item(level)
}

/// A code stands for one step of its scale.
fn level_codes(plan: &Plan, report: &mut Report<'_>) {
    for (nth, scale) in plan.scales.iter().enumerate() {
        let codes = scale.levels.iter().enumerate();
        duplicates(
            Thing::Level,
            codes
                .map(|(index, level)| (level_path(nth, index).key("code"), level.code.to_string())),
            report,
        );
        for (index, level) in scale.levels.iter().enumerate() {
            let path = level_path(nth, index);
            not_blank(Thing::Level, &path.key("code"), level.code.as_str(), report);
            not_blank(Thing::Text, &path.key("label"), &level.label, report);
        }
    }
}

/// Rating, reason and the words for neither stand in one column, by which the reports count.
fn states_are_free(plan: &Plan, report: &mut Report<'_>) {
    let mut check = |path: Path, name: &str, taken: &[&str]| {
        if taken.iter().any(|word| fold(word) == fold(name)) {
            report.add(&path, Problem::TakenState { word: name.to_owned() });
        }
    };
    for (nth, scale) in plan.scales.iter().enumerate() {
        for (index, level) in scale.levels.iter().enumerate() {
            // The comparison of rounds counts all reasons together beside the codes.
            let taken = [state::NOT_RATED, state::UNCLEAR, state::NOT_SUBMITTED];
            check(level_path(nth, index).key("code"), level.code.as_str(), &taken);
        }
    }
    for (index, entry) in plan.not_rated.iter().enumerate() {
        let taken = [state::UNCLEAR, state::NOT_SUBMITTED];
        check(at("not_rated").item(index).key("reason"), &entry.reason, &taken);
    }
}

/// No wording means two steps of one scale.
fn level_wordings(plan: &Plan, report: &mut Report<'_>) {
    for (nth, scale) in plan.scales.iter().enumerate() {
        ambiguities(Thing::Level, level_claims(nth, scale), report);
    }
}

/// A mapping speaks of every code of the scale before it, and of codes that there are: a rating without a counterpart
/// could not be compared.
fn scales_follow_each_other(plan: &Plan, report: &mut Report<'_>) {
    for (nth, scale) in plan.scales.iter().enumerate() {
        let here = at("scales").item(nth).key("from_previous");
        if scale.from_previous.is_empty() {
            continue;
        }
        let Some(before) = nth.checked_sub(1).and_then(|nth| plan.scales.get(nth)) else {
            report.add(&here, Problem::NoScaleBefore);
            continue;
        };
        for (old, new) in &scale.from_previous {
            for (code, of) in [(old, before), (new, scale)] {
                if of.level(code).is_none() {
                    let (thing, name) = (Thing::Level, code.to_string());
                    let known = of.levels.iter().map(|level| level.code.to_string());
                    let (guess, known) = among(&name, known);
                    let what = Problem::Unknown { thing, name, guess, known };
                    report.add(&here.key(old.as_str()), what);
                }
            }
        }
        for level in &before.levels {
            if !scale.from_previous.contains_key(&level.code) {
                report.add(&here, Problem::CodeNotMapped { code: level.code.to_string() });
            }
        }
    }
}

/// Every wording of a scale: codes first, so that a clash is reported at the looser wording.
fn level_claims(nth: usize, scale: &Scale) -> Vec<Claim<'_>> {
    let mut codes = Vec::new();
    let mut others = Vec::new();
    for (index, level) in scale.levels.iter().enumerate() {
        let owner = level.code.as_str();
        let here = level_path(nth, index);
        codes.push(Claim { path: here.key("code"), owner, text: owner });
        let single = [
            ("label", Some(level.label.as_str())),
            ("short", level.short.as_deref()),
            ("phrase", level.phrase.as_deref()),
        ];
        for (key, text) in single {
            others.extend(text.map(|text| Claim { path: here.key(key), owner, text }));
        }
        for (entry, text) in level.synonyms.iter().enumerate() {
            others.push(Claim { path: here.key("synonyms").item(entry), owner, text });
        }
    }
    codes.append(&mut others);
    codes
}

fn reasons_once(plan: &Plan, report: &mut Report<'_>) {
    let path = |index: usize| at("not_rated").item(index).key("reason");
    let reasons = plan.not_rated.iter().enumerate();
    duplicates(
        Thing::NotRated,
        reasons.map(|(index, entry)| (path(index), entry.reason.clone())),
        report,
    );
    for (index, entry) in plan.not_rated.iter().enumerate() {
        not_blank(Thing::NotRated, &path(index), &entry.reason, report);
    }
}

/// No wording means two reasons, or a reason and a step of a scale.
fn reason_wordings(plan: &Plan, report: &mut Report<'_>) {
    let mut claims = Vec::new();
    for (index, entry) in plan.not_rated.iter().enumerate() {
        let (owner, here) = (entry.reason.as_str(), at("not_rated").item(index));
        claims.push(Claim { path: here.key("reason"), owner, text: owner });
        for (nth, text) in entry.synonyms.iter().enumerate() {
            claims.push(Claim { path: here.key("synonyms").item(nth), owner, text });
        }
    }
    for claim in &claims {
        let levels =
            plan.scales.iter().enumerate().flat_map(|(nth, scale)| level_claims(nth, scale));
        let clash = levels.into_iter().find(|level| fold(level.text) == fold(claim.text));
        if let Some(level) = clash {
            let what = Problem::Ambiguous {
                thing: Thing::Level,
                text: claim.text.to_owned(),
                one: level.owner.to_owned(),
                other: claim.owner.to_owned(),
            };
            report.add(&claim.path, what);
        }
    }
    ambiguities(Thing::NotRated, claims, report);
}

fn history_years(plan: &Plan, report: &mut Report<'_>) {
    for (index, entry) in plan.effect_history.iter().enumerate() {
        let here = at("effect_history").item(index);
        year_in_range(&here.key("first_year"), entry.first_year, report);
        year_in_range(&here.key("last_year"), entry.last_year, report);
        if entry.last_year < entry.first_year {
            let (first, last) = (entry.first_year, entry.last_year);
            report.add(
                &here.key("last_year"),
                Problem::YearsReversed { first: first.0, last: last.0 },
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<u8> {
        digits(text, text.len()).unwrap()
    }

    #[test]
    fn check_digits_of_published_codes() {
        for code in ["131016", "011002", "473821"] {
            assert_eq!(municipality_check_digit(&of(code)), of(code)[5], "{code}");
        }
        // The example of the order that defines the check digit of the corporate number.
        for number in ["8700110005901", "7000012050002"] {
            assert_eq!(corporate_check_digit(&of(number)), of(number)[0], "{number}");
        }
    }

    #[test]
    fn digits_are_ascii_and_of_the_right_count() {
        assert_eq!(digits("０１２３４５", 6), None);
        assert_eq!(digits("12345", 6), None);
        assert_eq!(digits("012345", 6), Some(vec![0, 1, 2, 3, 4, 5]));
    }
}
